"""Profiles of printers are written, read back, and spoilt."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.press.passes import OFFICE_COPIER, Edge, Face, Machine, Order
from pamphlet.printroom.profile import (
    RANGES,
    PrinterProfile,
    as_toml,
    file_name,
    is_profile_name,
    profile_names,
    read_profile,
)
from pamphlet.workspace import DiskFolder, MemoryFolder


def millimetres(key: str) -> st.SearchStrategy[float]:
    """Tenths of a millimetre, as a person reads them off."""
    low, high = RANGES[key]
    return st.integers(low * 10, high * 10).map(lambda tenths: tenths / 10)


machines = st.builds(
    Machine,
    flip=st.sampled_from([None, *Edge]),
    offset_x=millimetres("offset_x"),
    offset_y=millimetres("offset_y"),
    margin=millimetres("margin"),
    scale=millimetres("scale"),
    face=st.sampled_from(list(Face)),
    order=st.sampled_from(list(Order)),
)


@given(machines)
def test_what_is_written_is_read_back(machine: Machine) -> None:
    """Every measure, and no finding."""
    profile = PrinterProfile(name="office", machine=machine)
    findings = Diagnostics()
    assert read_profile("office", MemoryFolder({"office.toml": as_toml(profile)}), findings) == profile
    assert not len(findings)


def test_an_empty_profile_is_an_office_copier() -> None:
    """What is not said is as it is assumed."""
    found = read_profile("office", MemoryFolder({"office.toml": ""}), Diagnostics())
    assert found == PrinterProfile(name="office", machine=OFFICE_COPIER)


@pytest.mark.parametrize(
    ("text", "place", "slug"),
    [
        ('flip = "both"\n', "1:8", "setting-value"),
        ("margin = 4.2\noffset_x = 40\n", "2:12", "setting-value"),
        ("colour = 1\n", "1:1", "setting-unknown"),
        ('order = "backwards"\n', "1:9", "setting-value"),
        ("margin = \n", "1:10", "toml-syntax"),
    ],
)
def test_a_broken_profile_is_named_with_line_and_column(text: str, place: str, slug: str) -> None:
    """And is not used."""
    findings = Diagnostics()
    folder = MemoryFolder({"office.toml": text}, label="printers")
    assert read_profile("office", folder, findings) is None
    assert f"printers/office.toml:{place}: error: " in as_text(findings)
    assert f"[{slug}]" in as_text(findings)


def test_a_profile_that_is_not_there_or_not_text_is_a_finding(tmp_path: Path) -> None:
    """It says which printer is meant."""
    (tmp_path / "latin.toml").write_bytes(b'face = "\xfcp"\n')
    for name in ("gone", "latin"):
        findings = Diagnostics()
        assert read_profile(name, DiskFolder(tmp_path), findings) is None
        assert f"the profile of the printer `{name}` is not" in as_text(findings)
        assert "[printer-profile]" in as_text(findings)


def test_profiles_are_listed_by_name(tmp_path: Path) -> None:
    """Sorted; other files are none; a folder that is not there has none."""
    folder = MemoryFolder({"office.toml": "", "hall.toml": "", "notes.txt": ""})
    assert profile_names(folder) == ("hall", "office")
    assert profile_names(DiskFolder(tmp_path / "nowhere")) == ()


@pytest.mark.parametrize(
    ("name", "good"), [("office", True), ("hp-2", True), ("", False), ("HP", False), ("../x", False), ("a b", False)]
)
def test_names_do_for_files(name: str, good: bool) -> None:  # noqa: FBT001  # a case
    """Small letters, digits and hyphens, so that no name leads out of the folder."""
    assert is_profile_name(name) == good
    assert file_name("office") == "office.toml"
