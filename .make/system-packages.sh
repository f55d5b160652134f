#!/bin/sh
# Makes sure that this machine has what no Python package brings, and prints the Python to use.
#
#     system-packages.sh build    Python 3.11 or newer with venv, and Pango, which sets the type
#     system-packages.sh test     these, and what the tests run: Java (for EPUBCheck), qpdf, Poppler, Ghostscript
#                             and, for tests that are skipped without, Chromium and npm (a browser) and CUPS (a printer)
#
# Only what is missing is installed, and only on Debian, Ubuntu and their kin. Elsewhere, and where
# nobody may become root, this stops with the line that installs it. With nothing missing it asks
# neither the package manager nor the network. PYTHON names a Python of one's own.
# shellcheck disable=SC2086 # lists of packages are left unquoted: they are words
set -eu

purpose=$1

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "pamphlet: $*"
    exit 1
}

# --- What is there ---------------------------------------------------------------------------

# Prints the first Python that is new enough.
find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
}

# Prints what the Python lacks: venv, and the libraries that WeasyPrint loads, sought as it seeks them.
missing_from_python() {
    "$python" - <<'PROBE'
import sys
from importlib.util import find_spec

LIBRARIES = {
    "pango": ["gobject-2.0", "pango-1.0", "pangoft2-1.0", "fontconfig", "harfbuzz"],
    "harfbuzz-subset": ["harfbuzz-subset"],
}


def loads(name):
    try:
        from ctypes import CDLL, util  # Debian's smallest Python is without it

        if sys.platform == "darwin":
            return bool(util.find_library(name))
        return bool(CDLL("lib%s.so.%d" % (name, name == "fontconfig")))
    except (ImportError, OSError):
        return False


if not find_spec("ensurepip"):
    print("venv")
for thing, names in LIBRARIES.items():
    if not all(map(loads, names)):
        print(thing)
PROBE
}

# Prints what is missing on this machine, one word each.
missing() {
    if [ -n "$python" ]; then missing_from_python; else echo python pango harfbuzz-subset; fi
    [ "$purpose" = test ] || return 0
    java -version >/dev/null 2>&1 || echo java
    command -v qpdf >/dev/null || echo qpdf
    command -v pdftotext >/dev/null || echo poppler
    command -v gs >/dev/null || echo ghostscript
}

# Prints what tests are skipped without, where this system has it under these names.
wished_for_tests() {
    [ "$purpose" = test ] && grep -q '^ID=debian' /etc/os-release 2>/dev/null || return 0
    command -v chromium >/dev/null || echo chromium
    command -v npm >/dev/null || echo npm
    PATH=$PATH:/usr/sbin command -v cupsd >/dev/null || echo cups-daemon cups-client
}

# --- What it is called -----------------------------------------------------------------------

package_manager() {
    for name in apt-get dnf pacman brew; do
        if command -v $name >/dev/null; then
            echo $name
            return
        fi
    done
}

# Prints the packages in which a package manager has a thing.
package() {
    case $1:$2 in
        apt-get:python) echo python3 python3-venv ;;
        apt-get:venv) "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])' ;;
        apt-get:pango) echo libpango-1.0-0 libpangoft2-1.0-0 ;;
        apt-get:harfbuzz-subset) echo libharfbuzz-subset0 ;;
        apt-get:java) echo default-jre-headless ;;
        apt-get:poppler) echo poppler-utils ;;
        dnf:python | dnf:venv) echo python3 ;;
        dnf:java) echo java-headless ;;
        dnf:poppler) echo poppler-utils ;;
        pacman:java) echo jre-openjdk-headless ;;
        brew:java) echo temurin ;;
        *:venv) echo python ;;
        *:harfbuzz-subset) echo harfbuzz ;;
        *) echo "$2" ;;
    esac
}

# --- Installing ------------------------------------------------------------------------------

# Stops unless the machine's Python is new enough or simply absent.
refuse_old_python() {
    [ -z "$python" ] || return 0
    name=${PYTHON:-python3}
    if version=$("$name" --version 2>&1); then
        stop "Python 3.11 or newer is needed; $name is $version." \
            "Install a newer one, and name it if need be: make build PYTHON=python3.12"
    fi
    [ -z "${PYTHON:-}" ] || stop "Python 3.11 or newer is needed; there is no $PYTHON."
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_on_debian() {
    install="apt-get install --yes --no-install-recommends $*"
    advice="run this as root, then make again:
    apt-get update && $install"
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || stop "$advice"
    say "Installing with apt-get, as root: $*"
    as_root apt-get update -qq >&2 || say "The package lists could not be renewed; trying with those at hand."
    as_root env DEBIAN_FRONTEND=noninteractive $install -qq >&2 || stop "that failed; $advice"
}

say_how() {
    case $manager in
        dnf) stop "run this, then make again:
    sudo dnf install $*" ;;
        pacman) stop "run this, then make again:
    sudo pacman -S --needed $*" ;;
        brew) stop "run this, then make again:
    brew install $*
Only Homebrew's own Python finds Homebrew's libraries; should another come first, name it:
    make build PYTHON=\"\$(brew --prefix)/bin/python3\"" ;;
        *) stop "install these with this system's package manager, then make again:
    $*" ;;
    esac
}

# --- The order of things ---------------------------------------------------------------------

python=$(find_python)
refuse_old_python
lacking=$(missing)

if [ -n "$lacking" ]; then
    say "Missing on this machine:" $lacking
    manager=$(package_manager)
    packages=$(for thing in $lacking; do package "$manager" "$thing"; done)
    case $manager in
        apt-get) install_on_debian $packages ;;
        *) say_how $packages ;;
    esac
    python=$(find_python)
    refuse_old_python
    lacking=$(missing)
    [ -z "$lacking" ] || stop "still missing:" $lacking
fi

wished=$(wished_for_tests)
[ -z "$wished" ] || (install_on_debian $wished) || say "Going on without; the tests in a browser or with a printer are skipped."

echo "$python"
