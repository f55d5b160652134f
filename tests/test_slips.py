"""The slips that the rules are measured by: each is one slip, in printed words, and the same on every run."""

from __future__ import annotations

import pytest
from conftest import ROOT
from slips import KINDS, Slip, slips

from pamphlet.desk.checking import RULES

TEXTS = {
    path.relative_to(ROOT / "manuscript").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "manuscript").rglob("*.md"))
}


@pytest.fixture(scope="module")
def planted() -> tuple[Slip, ...]:
    """Eleven slips of each kind."""
    return tuple(slips(TEXTS, 11, 1))


def test_there_are_enough_of_each_kind(planted: tuple[Slip, ...]) -> None:
    """Twenty kinds and two hundred slips, no two of a kind in one place."""
    assert len(KINDS) == 20
    assert len(planted) >= 200
    assert len({(slip.kind.name, slip.file, slip.start) for slip in planted}) == len(planted)
    for kind in KINDS:
        assert sum(slip.kind is kind for slip in planted) >= 5, kind.name


def test_a_slip_changes_one_place(planted: tuple[Slip, ...]) -> None:
    """One file is another, and only between the two ends of the slip."""
    for slip in planted:
        after = slip.made_in(TEXTS)
        assert [name for name in TEXTS if after[name] != TEXTS[name]] == [slip.file]
        assert after[slip.file].startswith(TEXTS[slip.file][: slip.start])
        assert after[slip.file].endswith(TEXTS[slip.file][slip.end :])


def test_the_same_seed_draws_the_same_slips(planted: tuple[Slip, ...]) -> None:
    """A figure that cannot be measured twice is none; another seed draws others."""
    assert tuple(slips(TEXTS, 11, 1)) == planted
    assert tuple(slips(TEXTS, 11, 2)) != planted


def test_each_kind_names_rules_that_there_are() -> None:
    """A rule that was given another name would look as if it found nothing."""
    known = {rule.slug for rule in RULES}
    for kind in KINDS:
        assert kind.slugs
        assert kind.slugs <= known, kind.name
