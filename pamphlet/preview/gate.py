"""Requests become those of our own page in a browser on this machine; all others are turned away.

Any page that is open in the same browser can send requests here, and any name can be made to lead to this
machine (DNS rebinding).  So the host must be ours to the letter, the sender our own page, and the address
must hold a word that only whoever started the preview was told.  Nothing is answered with a header that
would let others read it (Fetch standard, 3.2 CORS protocol).
"""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LONGEST_BODY = 4096
"""Bytes: our page sends a few words."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_ALWAYS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Gate:
    """Stands before an application: lets through what our own page asks for, and says how answers may be used."""

    def __init__(self, app: ASGIApp, *, port: int, token: str) -> None:
        """Let through what is sent to this port, under this token."""
        self._app = app
        self._token = token
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        self._origins = tuple(f"http://{host}" for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":  # the beginning and the end of the server
            await self._app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        status, reason = self._refusal(scope)
        app = PlainTextResponse(reason, status_code=status) if status else self._app
        await app(scope, receive, marked)

    def _refusal(self, scope: Scope) -> tuple[int, str]:
        """The status and the reason with which a request is turned away; 0 where it is not."""
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in self._hosts]:
            return 421, "this is not the host of the preview\n"
        origins = headers.getlist("origin")
        if origins and origins not in [[origin] for origin in self._origins]:
            return 403, "another site may not ask for this\n"
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
            return 403, "another site may not ask for this\n"
        token = scope["path"].split("/")[1]
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            return 404, "there is nothing here\n"
        if scope["method"] in {"GET", "HEAD"}:
            return 0, ""
        return self._refusal_of_word(headers, scope["method"])

    def _refusal_of_word(self, headers: Headers, method: str) -> tuple[int, str]:
        """Likewise for what our page tells us: a browser always says who sends that, and how much it is."""
        if method != "POST":
            return 405, "this cannot be done here\n"
        if "origin" not in headers or headers.get("content-type") != "application/json":
            return 403, "only the page of the preview may say this\n"
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or int(length) > _LONGEST_BODY:
            return 413, "this is too long\n"
        return 0, ""
