"""What the program wants of a machine, and the line that installs it there: a table, and nothing else.

Names of packages: packages.debian.org, packages.fedoraproject.org, archlinux.org/packages, formulae.brew.sh (2026).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class System(StrEnum):
    """A family of systems that are installed upon in the same way."""

    DEBIAN = "Debian, Ubuntu"
    FEDORA = "Fedora"
    ARCH = "Arch"
    MACOS = "macOS"
    WINDOWS = "Windows"
    OTHER = "this system"


_INSTALL: Mapping[System, str] = MappingProxyType(
    {
        System.DEBIAN: "sudo apt-get install",
        System.FEDORA: "sudo dnf install",
        System.ARCH: "sudo pacman -S",
        System.MACOS: "brew install",
    }
)
_FAMILIES: Mapping[str, System] = MappingProxyType(
    {
        "debian": System.DEBIAN,
        "ubuntu": System.DEBIAN,
        "fedora": System.FEDORA,
        "rhel": System.FEDORA,
        "arch": System.ARCH,
    }
)
"""By the words of ID and ID_LIKE in /etc/os-release (man os-release)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A thing that the program uses: what for, whether nothing goes without it, and the packages that bring it.

    `packages` are those of Debian, Fedora, Arch and Homebrew; `extra` is an extra of our own package, for what comes
    from PyPI.
    """

    name: str
    purpose: str
    required: bool = False
    packages: tuple[str, str, str, str] = ("", "", "", "")
    extra: str = ""


PYTHON = Need(
    name="Python 3.11",
    purpose="everything",
    required=True,
    packages=("python3 python3-venv", "python3", "python", "python"),
)
PANGO = Need(
    name="Pango",
    purpose="setting the type of every PDF",
    required=True,
    packages=("libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0", "pango harfbuzz", "pango harfbuzz", "pango"),
)
TYPEFACES = Need(name="the typefaces", purpose="the faces of the themes, which come with the program", required=True)
JAVA = Need(
    name="Java",
    purpose="EPUBCheck, what shops check ebooks with (`pamphlet preflight`)",
    packages=("default-jre-headless", "java-headless", "jre-openjdk-headless", "temurin"),
)
EPUBCHECK = Need(name="EPUBCheck", purpose="checking ebooks as shops do (`pamphlet preflight`)", extra="epubcheck")
DASK = Need(name="Dask", purpose="branches made on several machines (`pamphlet distribute --scheduler`)", extra="dask")
BROWSER = Need(
    name="a browser",
    purpose="looking at the web page, and `pamphlet preview`",
    packages=("firefox-esr", "firefox", "firefox", "--cask firefox"),
)
PRINTING = Need(
    name="CUPS",
    purpose="sending a booklet to a printer (`pamphlet print`)",
    packages=("cups cups-client", "cups", "cups", "cups"),
)
SPACE = Need(name="room on the disk", purpose="the editions, and the faces cut to size", required=True)


def system_of(platform: str, release: Mapping[str, str]) -> System:
    """The family of a system, from `sys.platform` and what /etc/os-release says, which may be nothing."""
    if platform == "darwin":
        return System.MACOS
    if platform in {"win32", "cygwin"}:
        return System.WINDOWS
    words = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".split()
    return next((_FAMILIES[word] for word in words if word in _FAMILIES), System.OTHER)


def install_line(need: Need, system: System) -> str:
    """The line that installs a thing; on Windows that of Debian, inside the Linux that Windows brings (WSL)."""
    if need.extra:
        return f"pip install 'pamphlet-press[{need.extra}]'"
    debian, fedora, arch, brew = need.packages
    packages = {System.FEDORA: fedora, System.ARCH: arch, System.MACOS: brew}.get(system, debian)
    if not packages:
        return ""
    if system is System.WINDOWS:
        return f"wsl --install, then in the Linux that it brings: {_INSTALL[System.DEBIAN]} {debian}"
    if system is System.OTHER:
        return f"install with this system’s package manager what Debian calls {debian}"
    return f"{_INSTALL[system]} {packages}"
