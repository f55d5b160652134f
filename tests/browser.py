"""Where tests find the browser and what runs in it: no Python packages, but `make test` installs them if it can."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[1] / "build" / "tools"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
NODE = shutil.which("node") or ""


def needs(package: str) -> list[pytest.MarkDecorator]:
    """What skips a test where there is no browser, or not the npm package that it runs."""
    there = (TOOLS / "node_modules" / package).is_dir()
    return [
        pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
        pytest.mark.skipif(not NODE, reason="Node.js is not installed"),
        pytest.mark.skipif(not there, reason="make test has not filled build/tools"),
    ]
