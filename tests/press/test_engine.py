"""The layout engine is loaded without a search that starts programs, and is whole all the same."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys

import pytest

from pamphlet.press.engine import libraries_by_name

LOADING = """
import sys
started = []
sys.addaudithook(lambda event, arguments: started.append(arguments[0]) if event == "subprocess.Popen" else None)
import pamphlet.press.engine
from weasyprint.text import ffi
print(len(started), all((ffi.gobject, ffi.pango, ffi.harfbuzz, ffi.harfbuzz_subset, ffi.fontconfig, ffi.pangoft2)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the search starts no program")
def test_loading_starts_no_program() -> None:
    """Every library is found by its name; also that which the engine can do without, in another way."""
    done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True)
    assert done.stdout == "0 True\n", done.stderr


def test_libraries_are_searched_for_again_afterwards() -> None:
    """Also where loading fails."""
    search = ctypes.util.find_library
    with pytest.raises(OSError, match="gone"), libraries_by_name():
        raise OSError("gone")
    assert ctypes.util.find_library is search
