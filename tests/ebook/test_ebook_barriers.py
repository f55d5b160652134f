"""Ace, the reference checker for people who do not see or do not use a pointer, opens the ebook in a browser."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from browser import CHROMIUM, NODE, TOOLS, needs
from conftest import Sample

from pamphlet.editions.product import Edition

ACE = "@daisy/ace-cli"
pytestmark = needs(ACE)


def test_no_barriers(sample: Sample, tmp_path: Path) -> None:
    """It finds none in the sample: not in the package, not in any document, and it has opened them all."""
    ace = TOOLS / "node_modules" / ACE / "bin" / "ace.js"
    surroundings = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": CHROMIUM, "ACE_TIMEOUT_INITIAL": "60000"}
    subprocess.run(
        [NODE, ace, "--silent", "--force", "--outdir", tmp_path, sample.file(Edition.EPUB)],
        env=surroundings,
        check=True,
        capture_output=True,
        timeout=300,
    )
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    found = [
        f"{file['earl:testSubject']['url']}: {each['earl:test']['dct:title']}"
        for file in report["assertions"]
        for each in file["assertions"]
    ]
    assert found == []
    assert report["earl:result"]["earl:outcome"] == "pass"
    assert len(report["assertions"]) > len(sample.pamphlet.parts)
