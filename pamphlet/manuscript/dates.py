"""A date becomes the words that English prints for it."""

from __future__ import annotations

import datetime as dt

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def spoken_date(date: dt.date) -> str:
    """A date as it is read: 21 January 2024."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
