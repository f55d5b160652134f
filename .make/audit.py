"""What is locked becomes a verdict: is a hole known in one of the packages, or could nobody be asked?

    build/audit/bin/python .make/audit.py

pip-audit, in its own environment, asks the advisories that PyPI keeps, else those of OSV; `npm audit` asks its
registry.  Exit status: 1 where a hole is known, 0 otherwise, also where no service answers, which is said.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK, TOOLS = Path("requirements.lock"), Path("tests/tools/package-lock.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is known of the packages of a lock: how many were looked up, which were not, and a line for each hole."""

    asked: int
    unknown: tuple[str, ...] = ()
    holes: tuple[str, ...] = ()


def of_pip_audit(report: str) -> Verdict | None:
    """What `pip-audit --format json` says; None where it says nothing of any package."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None  # it ends with a traceback where no service answers
    asked = [package for package in packages if "skip_reason" not in package]
    if not asked:
        return None  # it ends well where its service knows no package by name, as a mirror of PyPI's files does
    return Verdict(
        asked=len(asked),
        unknown=tuple(package["name"] for package in packages if "skip_reason" in package),
        holes=tuple(
            f"{package['name']} {package['version']}: {hole['id']}, mended in {_versions(hole['fix_versions'])}"
            for package in asked
            for hole in package["vulns"]
        ),
    )


def _versions(mended: list[str]) -> str:
    return ", ".join(mended) or "no version yet"


def of_npm(report: str) -> Verdict | None:
    """What `npm audit --json` says; None where its registry has no advisories."""
    try:
        told = json.loads(report)
        asked, packages = told["metadata"]["dependencies"]["total"], told["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        return None
    holes = (
        f"{name} {package['range']}: {hole['title']}, {hole['url']}"
        for name, package in packages.items()
        for hole in package["via"]
        if isinstance(hole, dict)  # else the name of another package, which has the hole
    )
    return Verdict(asked=asked, holes=tuple(holes))


def said(verdict: Verdict | None, lock: Path) -> str:
    """A verdict in plain words, the holes line by line."""
    if verdict is None:
        return f"{lock}: skipped: no service that knows of holes answers from here"
    unknown = f"; not known there: {', '.join(verdict.unknown)}" if verdict.unknown else ""
    found = "" if verdict.holes else ", no hole is known"
    return "\n".join([f"{lock}: {verdict.asked} packages looked up{found}{unknown}", *verdict.holes])


def audit(lock: Path, read: Callable[[str], Verdict | None], *commands: tuple[str, ...]) -> Verdict | None:
    """Ask programs one after the other, in the folder of a lock, until one knows something of its packages."""
    for command in commands:
        try:
            report = subprocess.run(command, cwd=ROOT / lock.parent, capture_output=True, text=True, check=False).stdout  # noqa: S603  # written below
        except FileNotFoundError:
            continue
        if verdict := read(report):
            return verdict
    return None


def main() -> int:
    """Say what is known of the two locks; the exit status."""
    pip_audit = (
        sys.executable, "-m", "pip_audit", "--requirement", LOCK.name, "--require-hashes", "--disable-pip",
        "--format", "json", "--progress-spinner", "off",
    )  # fmt: skip
    services = ((*pip_audit, "--vulnerability-service", service) for service in ("pypi", "osv"))
    npm = ("npm", "audit", "--package-lock-only", "--json")
    verdicts = {LOCK: audit(LOCK, of_pip_audit, *services), TOOLS: audit(TOOLS, of_npm, npm)}
    for lock, verdict in verdicts.items():
        print(said(verdict, lock))
    return int(any(verdict and verdict.holes for verdict in verdicts.values()))


if __name__ == "__main__":
    sys.exit(main())
