"""A publisher on this machine: the sample site's pages, of which a test replaces some by what it wants to see survived.

It also answers as an HTTP proxy would, so that the live client, which refuses private addresses, can be sent here.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from types import TracebackType
from urllib.parse import urlsplit

from pipeline.sample_site.server import Handler

Reply = Callable[["PublisherHandler"], None]


@dataclass(frozen=True)
class Asked:
    """One request as the publisher saw it."""

    address: str
    headers: dict[str, str]


class PublisherHandler(Handler):
    def do_GET(self) -> None:  # noqa: N802  (the standard library's name)
        publisher: Publisher = self.server.publisher  # type: ignore[attr-defined]
        if "://" in self.path:
            parts = urlsplit(self.path)
            self.path = parts.path + (f"?{parts.query}" if parts.query else "")
        address = self.headers["Host"] + self.path
        publisher.asked.append(Asked(address, {k.lower(): v for k, v in self.headers.items()}))
        reply = publisher.pages.get(address)
        if reply:
            reply(self)
        else:
            super().do_GET()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, publisher: "Publisher") -> None:
        super().__init__(("127.0.0.1", 0), PublisherHandler)
        self.publisher = publisher

    def handle_error(self, *_: object) -> None:
        """A client that stops reading is what several tests are about."""


class Publisher:
    """`with Publisher() as publisher: publisher.pages["host/path"] = page(b"…")`; the rest is the sample site."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply] = {}
        self.asked: list[Asked] = []
        self._server = _Server(self)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def times_asked(self, address: str) -> int:
        return sum(a.address == address for a in self.asked)

    def __enter__(self) -> "Publisher":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


def page(body: bytes | str, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> Reply:
    """A whole answer; `etag="x"` becomes the header ETag, `last_modified=…` Last-Modified."""
    sent = body.encode() if isinstance(body, str) else body

    def reply(handler: PublisherHandler) -> None:
        handler.send_response(status)
        for name, value in {"content-type": kind, "content-length": str(len(sent)), **headers}.items():
            if value:
                handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(sent)

    return reply


def moved(location: str, status: int = 302) -> Reply:
    return page(b"", status, location=location)


def broken_off(body: bytes, declared: int) -> Reply:
    """Fewer bytes than the head of the answer promises."""

    def reply(handler: PublisherHandler) -> None:
        page(body, content_length=str(declared), **{"content-length": ""})(handler)
        handler.close_connection = True

    return reply


def without_length(body: bytes, kind: str = "text/html") -> Reply:
    """Ends when the connection does, so that only the bytes themselves tell whether all of them came."""

    def reply(handler: PublisherHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    return reply


def endless(megabytes: int, first: bytes = b"<html><body>") -> Reply:
    """A page of that size, sent piece by piece without saying how long it is."""

    def reply(handler: PublisherHandler) -> None:
        without_length(first)(handler)
        piece = "<p>全省资料汇编</p>".encode() * 40_000
        for _ in range(megabytes * 1_000_000 // len(piece) + 1):
            handler.wfile.write(piece)

    return reply


def dripping(seconds: float) -> Reply:
    """A little at a time, so that no single read takes long."""

    def reply(handler: PublisherHandler) -> None:
        without_length(b"<html>")(handler)
        for _ in range(int(seconds / 0.01)):
            handler.wfile.write(b" ")
            time.sleep(0.01)

    return reply


def silent(seconds: float) -> Reply:
    """Accepts the request and says nothing."""

    def reply(handler: PublisherHandler) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return reply


def hung_up(handler: PublisherHandler) -> None:
    """Closes the connection without a word."""
    handler.close_connection = True
