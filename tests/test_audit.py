"""`make audit` tells a hole from no hole, and both from an answer that nobody gave."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT

SCRIPT = ROOT / ".make/audit.py"
HOLE = {"id": "PYSEC-2019-217", "fix_versions": ["2.10.1"], "aliases": ["CVE-2019-10906"], "description": "escape"}
"""As pip-audit 2.10 writes it."""


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    """The script, which stands in no package."""
    spec = importlib.util.spec_from_file_location("audit", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["audit"] = module  # where dataclasses look for the names in annotations
    spec.loader.exec_module(module)
    return module


def test_holes_of_python_packages_are_told(audit: ModuleType) -> None:
    """With the version that mends them; and packages that nobody could be asked about are named."""
    packages = [
        {"name": "jinja2", "version": "2.10", "vulns": [HOLE]},
        {"name": "segno", "version": "1.6", "vulns": []},
        {"name": "fontpkg", "skip_reason": "not found"},
    ]
    verdict = audit.of_pip_audit(json.dumps({"dependencies": packages, "fixes": []}))
    assert verdict.holes == ("jinja2 2.10: PYSEC-2019-217, mended in 2.10.1",)
    assert audit.said(verdict, Path("lock")) == (
        "lock: 2 packages looked up; not known there: fontpkg\njinja2 2.10: PYSEC-2019-217, mended in 2.10.1"
    )


@pytest.mark.parametrize(
    "report",
    ["", "Traceback", "[]", '{"dependencies": [{"name": "jinja2", "skip_reason": "Dependency not found on PyPI"}]}'],
)
def test_no_answer_is_no_verdict(audit: ModuleType, report: str) -> None:
    """Above all where pip-audit itself calls it “no known vulnerabilities”, for it was told of no package."""
    assert audit.of_pip_audit(report) is None
    assert audit.of_npm(report) is None
    assert "skipped" in audit.said(None, Path("lock"))


def test_holes_of_npm_packages_are_told(audit: ModuleType) -> None:
    """Each once: under the package that has it, not under those that bring it along."""
    hole = {"title": "Prototype pollution", "url": "https://example.org/1", "severity": "high"}
    packages = {"a": {"range": "<2", "via": [hole]}, "b": {"range": "*", "via": ["a"]}}
    report = {"metadata": {"dependencies": {"total": 9}}, "vulnerabilities": packages}
    assert audit.of_npm(json.dumps(report)).holes == ("a <2: Prototype pollution, https://example.org/1",)
    sound = audit.of_npm(json.dumps({**report, "vulnerabilities": {}}))
    assert audit.said(sound, Path("lock")) == "lock: 9 packages looked up, no hole is known"


def test_where_nobody_can_be_asked_it_is_said_and_nothing_fails() -> None:
    """Both locks are named; the status is that of nothing found, for what cannot be asked stops no one's work."""
    alone = {name: value for name, value in os.environ.items() if name != "PATH"}
    done = subprocess.run(
        [sys.executable, "-I", SCRIPT], env={**alone, "PATH": ""}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        "requirements.lock",
        "tests/tools/package-lock.json",
    ]
    assert done.stdout.count("skipped") == 2


@pytest.mark.parametrize("holes", [(), ("jinja2 2.10: x",)])
def test_a_hole_is_the_exit_status(audit: ModuleType, holes: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """So that CI can stop for it."""
    verdict = audit.Verdict(asked=3, holes=holes)
    monkeypatch.setattr(audit, "audit", lambda lock, *_: verdict if lock == audit.LOCK else None)
    assert audit.main() == int(bool(holes))
