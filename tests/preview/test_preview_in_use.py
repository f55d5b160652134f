"""A running preview: used in a browser while its manuscript changes, and asked by those who may not ask."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from browser import CHROMIUM, NODE, TOOLS, needs
from small import SMALL

from pamphlet.cli.reporting import DONE


def in_browser(test: Any) -> Any:
    """Skips a test of what was seen in a browser where there is none."""
    for mark in needs("axe-core"):
        test = mark(test)
    return test


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A preview that runs, and the folder that it shows."""

    process: subprocess.Popen[str]
    address: str
    manuscript: Path

    @property
    def port(self) -> int:
        """Where it listens."""
        return urlsplit(self.address).port or 0

    @property
    def token(self) -> str:
        """The word that lets in."""
        return urlsplit(self.address).path.strip("/")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview of the small manuscript, started as a user starts it and ended with Ctrl-C."""
    folder = tmp_path_factory.mktemp("preview")
    for name, text in SMALL.items():
        (folder / "manuscript" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "manuscript" / name).write_text(text)
    (folder / "secret.png").write_text("no one's business")
    command = [sys.executable, "-m", "pamphlet", "preview", "--no-browser"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        address = process.stdout.readline().split()[-1]
        yield Running(process=process, address=address, manuscript=folder / "manuscript")
        process.send_signal(signal.SIGINT)
        said, complained = process.communicate(timeout=30)
        assert (process.returncode, complained) == (DONE, "Next: pamphlet build all\n")
        assert "The preview has ended" in said


# -- used ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seen(running: Running) -> dict[str, Any]:
    """What someone saw who used it."""
    script = Path(__file__).with_name("use_preview.mjs")
    file = running.manuscript / "body" / "02-water.md"
    command = [NODE, str(script), str(TOOLS), CHROMIUM, running.address, str(file)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@in_browser
def test_the_page_is_served_from_here_alone(seen: dict[str, Any], running: Running) -> None:
    """Nothing is fetched from elsewhere, and no script fails."""
    assert set(seen["asked"]) == {running.address.removesuffix(f"/{running.token}/")}
    assert seen["failed"] == []
    assert seen["title"] == "Bread – preview"
    assert seen["leaves"] == 10


@in_browser
def test_a_change_shows_and_the_place_is_kept(seen: dict[str, Any]) -> None:
    """The words that were written are drawn, at once as they are in all pages; tab, page and scroll stay."""
    before, changed, whole = seen["before"], seen["changed"], seen["whole"]
    assert changed.pop("drawn") == whole.pop("drawn") != before["drawn"]
    place = {**before}
    del place["drawn"]
    assert place["page"] == "5"
    assert place["scrolled"] > 0
    assert changed == whole == place


@in_browser
def test_an_error_stands_over_the_last_good_page(seen: dict[str, Any], running: Running) -> None:
    """It is told with its place; the pages stay as they were; a click leads to its page, its place to an editor."""
    broken = seen["broken"]
    assert broken["problem"].startswith("1 error in the manuscript: endnote none is not defined")
    assert "manuscript/body/02-water.md:3" in broken["problem"]
    assert len(broken["findings"]) == 1
    place = f"{running.manuscript}/body/02-water.md:3:20"
    assert broken["links"] == [f"vscode://file{place}"]
    assert (broken["tab"], broken["page"], broken["scrolled"]) == ("Spreads", "5", seen["before"]["scrolled"])
    assert seen["sought"]["marked"] == seen["sought"]["page"] == "5"


@in_browser
def test_it_comes_back_from_an_error(seen: dict[str, Any]) -> None:
    """The file mended, its page is drawn as it was at first."""
    assert seen["mended"] == {"drawn": seen["before"]["drawn"], "findings": 0}


@in_browser
def test_tabs_are_walked_by_keyboard(seen: dict[str, Any]) -> None:
    """Arrows go round, Home and End to the ends; one panel is shown, and the focus is on its tab."""
    names = ["Booklet sheets", "Phone", "Large print", "Spreads", "Large print", "Spreads"]
    panels = ["sheets", "phone", "large", "spreads", "large", "spreads"]
    assert seen["walk"] == [[name, [panel], name] for name, panel in zip(names, panels, strict=True)]


@in_browser
def test_no_barriers(seen: dict[str, Any]) -> None:
    """Axe finds none, by day and by night, in pages, sheets and phone, with an error and without."""
    assert set(seen["violations"]) == {"light", "dark, with an error", "phone", "sheets"}
    assert [found for each in seen["violations"].values() for found in each] == []


@in_browser
def test_the_other_tabs(seen: dict[str, Any]) -> None:
    """Sheets hold the pages as they are printed, the phone the web page, as wide as a phone and without a script."""
    assert seen["sheets"][0] == ["Page 10", "Page 1"]
    assert seen["sheets"][1] == ["Page 2", "blank"]
    assert 360 <= seen["phone"]["width"] <= 400
    assert "Anna Arkwright drew it." in seen["phone"]["words"]
    assert seen["phone"]["scripts"] == 0


@in_browser
def test_the_place_outlives_a_reload(seen: dict[str, Any]) -> None:
    """The same tab and the same page."""
    tab, page, tab_again, page_again = seen["reloaded"]
    assert (tab, page) == (tab_again, page_again) == ("Booklet sheets", "5")


# -- asked by others -------------------------------------------------------------------------

OURS = "127.0.0.1:{port}"
JSON = "Content-Type: application/json\r\n"
LOOK = '{"tab": "spreads", "page": 2}'


def ask(running: Running, path: str, *, host: str = OURS, extra: str = "", method: str = "GET", body: str = "") -> str:
    """What is answered to a request as it is written here: the head of the answer; `closed` where there is none."""
    filled = {"port": running.port, "token": running.token}
    line = f"{method} {path.format(**filled)} HTTP/1.1\r\n"
    named = f"Host: {host.format(**filled)}\r\n" if host else ""
    request = f"{line}{named}{extra.format(**filled)}Connection: close\r\n\r\n{body}"
    reply = b""
    with socket.create_connection(("127.0.0.1", running.port), 10) as link:
        try:
            link.sendall(request.encode("latin-1"))
            while b"\r\n\r\n" not in reply and (more := link.recv(65536)):
                reply += more
        except ConnectionError:
            pass
    return reply.partition(b"\r\n\r\n")[0].decode("latin-1") or "closed"


def status(answer: str) -> str:
    """The status of an answer."""
    return answer.split(" ")[1] if " " in answer else answer


GOOD: dict[str, dict[str, str]] = {
    "page": {"path": "/{token}/"},
    "by name": {"path": "/{token}/preview.js", "host": "localhost:{port}"},
    "typed by hand": {"path": "/{token}/preview.css", "extra": "Sec-Fetch-Site: none\r\n"},
    "our own page": {
        "path": "/{token}/",
        "extra": "Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n",
    },
    "head": {"path": "/{token}/", "method": "HEAD"},
    "look": {
        "path": "/{token}/look",
        "method": "POST",
        "extra": f"Origin: http://127.0.0.1:{{port}}\r\n{JSON}Content-Length: {len(LOOK)}\r\n",
        "body": LOOK,
    },
}

HOSTILE: dict[str, dict[str, str]] = {
    "other host (rebinding)": {"path": "/{token}/", "host": "evil.example:{port}"},
    "no host": {"path": "/{token}/", "host": ""},
    "host without port": {"path": "/{token}/", "host": "127.0.0.1"},
    "host with dot": {"path": "/{token}/", "host": "localhost.:{port}"},
    "subdomain": {"path": "/{token}/", "host": "x.localhost:{port}"},
    "wildcard dns": {"path": "/{token}/", "host": "127.0.0.1.nip.example:{port}"},
    "user part": {"path": "/{token}/", "host": "127.0.0.1:{port}@evil"},
    "two hosts": {"path": "/{token}/", "extra": "Host: evil\r\n"},
    "other origin": {"path": "/{token}/", "extra": "Origin: http://evil.example\r\n"},
    "null origin": {"path": "/{token}/", "extra": "Origin: null\r\n"},
    "two origins": {"path": "/{token}/", "extra": "Origin: http://127.0.0.1:{port}\r\nOrigin: null\r\n"},
    "cross-site fetch": {"path": "/{token}/", "extra": "Sec-Fetch-Site: cross-site\r\n"},
    "same-site fetch": {"path": "/{token}/", "extra": "Sec-Fetch-Site: same-site\r\n"},
    "no token": {"path": "/"},
    "other token": {"path": "/AAAAAAAAAAAAAAAAAAAAAA/"},
    "beginning of the token": {"path": "/{token:.8}/"},
    "file without token": {"path": "/preview.js"},
    "events without token": {"path": "/events"},
    "token without slash": {"path": "/{token}"},
    "other letters": {"path": "/%C3%A9%00/"},
    "../": {"path": "/{token}/../secret.png"},
    "%2e%2e/": {"path": "/{token}/%2e%2e/%2e%2e/secret.png"},
    "..%2f": {"path": "/{token}/..%2f..%2fsecret.png"},
    "%252e": {"path": "/{token}/%252e%252e/secret.png"},
    "backslash": {"path": "/{token}/..\\secret.png"},
    "our own source": {"path": "/{token}/../server.py"},
    "the manuscript": {"path": "/{token}/pamphlet.toml"},
    "a file by its path": {"path": "/{token}//etc/hostname"},
    "a page that is none": {"path": "/{token}/pages/1-999.png?width=400"},
    "a document that is none": {"path": "/{token}/pages/999-1.png?width=400"},
    "a huge picture": {"path": "/{token}/pages/1-1.png?width=999999"},
    "no width": {"path": "/{token}/pages/1-1.png"},
    "width in other digits": {"path": "/{token}/pages/1-1.png?width=%D9%A3%D9%A0%D9%A0"},
    "NUL": {"path": "/{token}/preview.js%00.png"},
    "//host": {"path": "//evil.example/{token}/"},
    "absolute": {"path": "http://evil.example/{token}/", "host": "evil.example"},
    "long address": {"path": "/{token}/" + "a" * 70000},
    "line break": {"path": "/{token}/x%0d%0aX: y"},
    "options": {"path": "/{token}/", "method": "OPTIONS", "extra": "Origin: http://127.0.0.1:{port}\r\n"},
    "delete": {"path": "/{token}/", "method": "DELETE"},
    "post to the page": {
        "path": "/{token}/",
        "method": "POST",
        "extra": f"Origin: http://127.0.0.1:{{port}}\r\n{JSON}Content-Length: 0\r\n",
    },
    "post without origin": {
        "path": "/{token}/look",
        "method": "POST",
        "extra": f"{JSON}Content-Length: {len(LOOK)}\r\n",
        "body": LOOK,
    },
    "form from elsewhere": {
        "path": "/{token}/look",
        "method": "POST",
        "extra": "Origin: null\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n",
    },
    "long word": {
        "path": "/{token}/look",
        "method": "POST",
        "extra": f"Origin: http://127.0.0.1:{{port}}\r\n{JSON}Content-Length: 99999999\r\n",
    },
    "word without end": {
        "path": "/{token}/look",
        "method": "POST",
        "extra": f"Origin: http://127.0.0.1:{{port}}\r\n{JSON}Transfer-Encoding: chunked\r\n",
    },
    "nonsense": {
        "path": "/{token}/look",
        "method": "POST",
        "extra": f"Origin: http://127.0.0.1:{{port}}\r\n{JSON}Content-Length: 2\r\n",
        "body": "[]",
    },
    "a place that no finding names": {
        "path": "/{token}/edit",
        "method": "POST",
        "extra": f"Origin: http://127.0.0.1:{{port}}\r\n{JSON}Content-Length: 16\r\n",
        "body": '{"finding": 999}',
    },
}


@pytest.mark.parametrize("name", GOOD)
def test_our_own_page_is_answered(name: str, running: Running) -> None:
    """What our page asks for is given, to be kept nowhere, framed nowhere and read by no one else."""
    answer = ask(running, **GOOD[name]).lower()
    assert status(answer) == "200"
    for header in (
        "cache-control: no-store",
        "content-security-policy: default-src 'none'; script-src 'self'",
        "cross-origin-resource-policy: same-origin",
        "referrer-policy: no-referrer",
        "x-content-type-options: nosniff",
        "x-frame-options: deny",
    ):
        assert header in answer


@pytest.mark.parametrize("name", HOSTILE)
def test_others_are_turned_away(name: str, running: Running) -> None:
    """No other request is answered, and none is told that it may read the answer."""
    answer = ask(running, **HOSTILE[name]).lower()
    assert status(answer) in {"400", "403", "404", "405", "413", "421", "431", "closed"}, answer
    assert "access-control" not in answer
    assert running.process.poll() is None


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="this kernel does not list its sockets there")
def test_it_listens_on_this_machine_alone(running: Running) -> None:
    """Nobody in the same network can even knock: the socket is bound to the loopback, by the kernel's own list."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    bound = [
        line.split()[1]
        for line in lines
        if line.split()[3] == "0A" and line.split()[1].endswith(f":{running.port:04X}")
    ]
    assert bound == [f"0100007F:{running.port:04X}"]
