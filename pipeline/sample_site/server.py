"""Virtual hosts from `pages/<host>/<path>`; a page's citation is named by a `Link: …; rel="describedby"` header."""

import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote, urlsplit

SIDECAR = ".citation.json"
TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".shtml": "text/html",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".txt": "text/plain",
}
"""No charset on pages: as with many publishers, the page's own meta tag has to tell."""


@cache
def pages_folder() -> Path:
    """Where the pages lie."""
    return Path(str(files("pipeline.sample_site") / "pages"))


def page_file(host: str, path: str) -> Path | None:
    """File for a host and path; a folder is its index.html. Paths cannot leave the host's folder."""
    if "\0" in unquote(path):
        return None
    root = (pages_folder() / host.replace(":", "_")).resolve()
    file = (root / unquote(urlsplit(path).path).lstrip("/")).resolve()
    if not file.is_relative_to(root) or not root.is_relative_to(pages_folder().resolve()):
        return None
    file = file / "index.html" if file.is_dir() else file
    return file if file.is_file() else None


class Handler(BaseHTTPRequestHandler):
    """GET and HEAD of the pages."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two writes: the second would wait 40 ms for an acknowledgement

    def do_GET(self) -> None:
        """Answer with the file, or 404."""
        file = page_file(self.headers.get("Host", ""), self.path)
        if file is None:
            self.send_error(404)
            return
        body = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        if file.with_name(file.name + SIDECAR).is_file():
            self.send_header("Link", f'<{urlsplit(self.path).path}{SIDECAR}>; rel="describedby"')
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815  (the standard library's name)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: the captures record every fetch."""


class SampleSite:
    """`with SampleSite() as site: site.base`; a port of 0 takes any free one."""

    def __init__(self, port: int = 0, host: str = "127.0.0.1") -> None:
        self.server = ThreadingHTTPServer((host, port), Handler)
        self.server.daemon_threads = True
        self._thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def base(self) -> str:
        """Address of the server."""
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> "SampleSite":
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.server.shutdown()
        self.server.server_close()
