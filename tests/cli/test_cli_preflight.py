"""`pamphlet preflight` as a user meets it, and the build that looks at its own files before it keeps them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from conftest import Command, Sample

from pamphlet.build import build
from pamphlet.diagnostics import Diagnostics, Refused
from pamphlet.editions.product import Edition
from pamphlet.press.booklet import impose
from pamphlet.workshop import Workshop

GOOD = {"body/01-bread.md": "# Bread\n\nIt rose.\n"}


@pytest.mark.parametrize("edition", [Edition.READING, Edition.BOOKLET, Edition.PRESS, Edition.LARGE_PRINT])
def test_our_own_files_are_fit(edition: Edition, sample: Sample, call: Command) -> None:
    """Each edition of the sample passes for what it is, which is told from the file alone."""
    status, out, err = call("preflight", sample.file(edition))
    assert (status, err) == (0, "Next: print it, or send it\n")
    purposes = {"reading": "screen", "booklet": "copier", "press": "shop", "large-print": "large print"}
    assert purposes[edition] in out


def test_every_form_names_file_and_page(tmp_path: Path, call: Command) -> None:
    """For people, for programs and for GitHub; status 1 where there is an error, and every file is looked at."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(419.53, 595.28))
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 12 Tf 100 100 Td (Bread) Tj ET")
        pdf.pages[0].Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F1=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                )
            )
        )
        pdf.save(tmp_path / "bread.pdf")
    (tmp_path / "roses.pdf").write_bytes(b"no PDF at all")
    status, out, err = call("preflight", "bread.pdf", "roses.pdf", "--for", "shop")
    assert status == 1
    assert "preflight-font" in out + err
    assert "roses.pdf" in out + err
    status, out, err = call("preflight", "bread.pdf", "--for", "shop", "--format", "json")
    assert status == 1
    slugs = [finding["slug"] for record in json.loads(out) for finding in record["findings"]]
    assert "preflight-font" in slugs
    status, out, err = call("preflight", "bread.pdf", "--for", "shop", "--format", "github")
    assert status == 1
    assert any(line.startswith("::error") and "preflight-font" in line for line in out.splitlines())


def test_a_purpose_that_is_none(call: Command) -> None:
    """The message lists those there are."""
    status, _, err = call("preflight", "bread.pdf", "--for", "framing")
    assert status == 2
    assert "shop" in err


def test_a_file_of_ours_that_is_not_fit_is_not_kept(
    workshop: Callable[..., Workshop], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a build made is looked at before it takes the place of anything."""

    def spoiled(*arguments: object, **options: object) -> bytes:
        with pikepdf.open(io.BytesIO(impose(*arguments, **options))) as pdf:  # type: ignore[arg-type]  # as they came
            for each in pdf.objects:
                if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each:
                    del each["/FontFile2"]
            data = io.BytesIO()
            pdf.save(data)
        return data.getvalue()

    monkeypatch.setattr("pamphlet.editions.booklet.impose", spoiled)
    with pytest.raises(Refused) as refusal:
        build(workshop(GOOD), [Edition.BOOKLET], tmp_path, Diagnostics())
    assert {finding.slug for finding in refusal.value.findings if finding.severity == "error"} == {"preflight-font"}
    assert list(tmp_path.glob("*.pdf")) == []
