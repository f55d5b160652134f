"""What is shown becomes a local page: a few addresses, which only a browser on this machine can ask for."""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route

from pamphlet.press.raster import page_as_picture
from pamphlet.preview.gate import Gate
from pamphlet.preview.showing import Showing
from pamphlet.preview.view import Tab
from pamphlet.workshop import Workshop

_LOOPBACK = "127.0.0.1"
_FILES = Path(__file__).parent / "page"
_WIDTHS = range(100, 3201)
"""In pixels: from a thumbnail to a page at 550 dpi."""
_PICTURES_KEPT = 64
_STILL_THERE = 15
"""In seconds: as often is something sent, so that a window that was closed is noticed."""
_FOR_THE_WEB_PAGE = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'; sandbox allow-same-origin"
)
_MOST_REQUESTS = 100

OpenAt = Callable[[Path, int, int], None]
"""Opens a file in an editor, at a line and a column from 1."""


class PreviewServer:
    """The preview of a manuscript in a folder, at an address of its own on this machine."""

    def __init__(self, workshop: Workshop, folder: Path, *, port: int = 0, open_at: OpenAt | None = None) -> None:
        """Take a port of the loopback, 0 for a free one.  Raises OSError where it is taken."""
        self._showing = Showing(workshop, folder)
        self._folder = folder
        self._open_at = open_at
        self._token = secrets.token_urlsafe(16)
        self._socket = socket.create_server((_LOOPBACK, port))
        self._port = self._socket.getsockname()[1]

    @property
    def address(self) -> str:
        """Where a browser finds it; whoever knows this may look."""
        return f"http://{_LOOPBACK}:{self._port}/{self._token}/"

    def run(self) -> None:
        """Serve until Ctrl-C."""
        config = uvicorn.Config(
            self._app(),
            ws="none",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            limit_concurrency=_MOST_REQUESTS,
            timeout_graceful_shutdown=1,
        )
        with self._socket, suppress(KeyboardInterrupt):  # which it passes on when all is over
            _Server(config, self._showing).run(sockets=[self._socket])

    def _app(self) -> Gate:
        routes: list[BaseRoute] = [
            Route("/", self._file("index.html")),
            Route("/preview.css", self._file("preview.css")),
            Route("/preview.js", self._file("preview.js")),
            Route("/events", self._events),
            Route("/pages/{document:int}-{number:int}.png", self._page),
            Route("/web/{number:int}.html", self._web_page),
            Route("/look", self._look, methods=["POST"]),
            Route("/edit", self._edit, methods=["POST"]),
        ]
        app = Starlette(routes=[Mount(f"/{self._token}", routes=routes)], lifespan=self._lifespan)
        app.router.redirect_slashes = False
        return Gate(app, port=self._port, token=self._token)

    @asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        del app
        async with self._showing.at_work():
            yield

    # -- answers ---------------------------------------------------------------------------------

    @staticmethod
    def _file(name: str) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            del request
            return FileResponse(_FILES / name)

        return answer

    async def _events(self, request: Request) -> Response:
        """All that is to be shown, now and whenever it changes (server-sent events)."""
        del request
        return StreamingResponse(self._told(), media_type="text/event-stream")

    async def _told(self) -> AsyncIterator[str]:
        last = ""
        while not self._showing.ended:
            record = json.dumps(self._record(), ensure_ascii=False)
            yield f"data: {record}\n\n" if record != last else ": still here\n\n"
            last = record
            with suppress(TimeoutError):
                await asyncio.wait_for(self._showing.news(), _STILL_THERE)

    def _record(self) -> dict[str, Any]:
        record = self._showing.view.as_record()
        for finding in record["findings"]:
            place = self._place(finding["file"])
            finding["path"] = place.as_posix() if place else None
        return {**record, "editor": self._open_at is not None}

    def _place(self, name: str) -> Path | None:
        """The file of the manuscript that a finding names; None for others, such as those of the program."""
        folder = self._folder.resolve()
        label = self._folder.as_posix()
        inner = name if label in {"", "."} else name.removeprefix(f"{label}/")
        path = (folder / inner).resolve()
        return path if name and path.is_relative_to(folder) and path.is_file() else None

    async def _page(self, request: Request) -> Response:
        """The picture of a page, as many pixels wide as the query says."""
        document, number = request.path_params["document"], request.path_params["number"]
        width = request.query_params.get("width", "")
        pdf = self._showing.view.documents.get(document)
        if pdf is None or not (width.isascii() and width.isdigit() and int(width) in _WIDTHS):
            return _NOT_THERE
        try:
            picture = _picture(pdf, number, int(width))  # not in a thread: its maker knows none
        except IndexError:
            return _NOT_THERE
        return Response(picture, media_type="image/png")

    async def _web_page(self, request: Request) -> Response:
        view = self._showing.view
        if view.web is None or request.path_params["number"] != view.web_number:
            return _NOT_THERE
        headers = {"Content-Security-Policy": _FOR_THE_WEB_PAGE, "X-Frame-Options": "SAMEORIGIN"}
        return Response(view.web, media_type="text/html; charset=utf-8", headers=headers)

    async def _look(self, request: Request) -> Response:
        """Our page says which tab and which page of paper someone looks at."""
        try:
            said = await request.json()
            self._showing.look_at(Tab(said["tab"]), int(said["page"]))
        except (ValueError, KeyError, TypeError):
            return _NOT_UNDERSTOOD
        return JSONResponse({})

    async def _edit(self, request: Request) -> Response:
        """Our page asks to open the place of a finding, by its number: no other place can be opened."""
        try:
            finding = self._showing.view.findings[int((await request.json())["finding"])]
        except (ValueError, KeyError, TypeError, IndexError):
            return _NOT_UNDERSTOOD
        place = self._place(finding.file)
        if place is None or self._open_at is None:
            return _NOT_THERE
        self._open_at(place, finding.line, finding.column)
        return JSONResponse({})


_NOT_THERE = PlainTextResponse("there is nothing here\n", status_code=404)
_NOT_UNDERSTOOD = PlainTextResponse("this is not understood\n", status_code=400)


@lru_cache(maxsize=_PICTURES_KEPT)
def _picture(pdf: bytes, number: int, width: int) -> bytes:
    return page_as_picture(pdf, page=number, width=width)


class _Server(uvicorn.Server):
    """Ends those who wait for news when it is told to end."""

    def __init__(self, config: uvicorn.Config, showing: Showing) -> None:
        super().__init__(config)
        self._showing = showing
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._showing.end)
