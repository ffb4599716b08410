"""The offline sample site: virtual hosts over real HTTP, every link of its listings answered, every page cited."""

import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.collect import collect, discover
from pipeline.errors import FetchFailed
from pipeline.http import Client
from pipeline.sample_site import SampleSite
from pipeline.sample_site.server import SIDECAR, page_file, pages_folder
from pipeline.settings import Settings
from pipeline.sources import SOURCES

HOST = "www.jiangmen.gov.cn"
LISTING = "/bmpd/jmstjj/zwgk/zcjd/index.html"
WORKBOOK = "/bmpd/jmstjj/zwgk/zcjd/content/sample-work-report-2022.xlsx"


def raw(site: SampleSite, request: str) -> bytes:
    """The answer to bytes no tidy client would send."""
    parts = urlsplit(site.base)
    with socket.create_connection((parts.hostname, parts.port), 5) as connection:
        connection.sendall(request.encode())
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer


def test_each_host_has_its_own_pages() -> None:
    with SampleSite() as site:
        answers = [httpx.get(site.base + LISTING, headers={"Host": h}, trust_env=False) for h in (HOST, "a.cn", "")]
    assert [a.status_code for a in answers] == [200, 404, 404]
    assert answers[0].headers["content-type"] == "text/html"


def test_a_folder_is_its_index_and_a_head_request_has_no_body() -> None:
    with SampleSite() as site:
        whole = httpx.get(f"{site.base}{LISTING}", headers={"Host": HOST}, trust_env=False)
        folder = httpx.get(f"{site.base}{Path(LISTING).parent}/", headers={"Host": HOST}, trust_env=False)
        head = httpx.head(f"{site.base}{LISTING}", headers={"Host": HOST}, trust_env=False)
    assert folder.content == whole.content
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.content))


def test_a_restated_page_names_its_citation() -> None:
    with SampleSite() as site:
        answer = httpx.get(site.base + WORKBOOK, headers={"Host": HOST}, trust_env=False)
        sidecar = httpx.get(f"{site.base}{WORKBOOK}{SIDECAR}", headers={"Host": HOST}, trust_env=False)
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert answer.headers["link"] == f'<{WORKBOOK}{SIDECAR}>; rel="describedby"'
    assert sidecar.json()["wording"] == "restated"


@pytest.mark.parametrize(
    ("host", "path"),
    [
        (HOST, "/../stats.gd.gov.cn/tjkx185/index.html"),
        (HOST, "/%2e%2e/stats.gd.gov.cn/tjkx185/index.html"),
        (HOST, "/..%2f..%2f..%2fserver.py"),
        ("..", "/server.py"),
        ("../..", "/cli.py"),
        ("/", "/etc/passwd"),
    ],
)
def test_no_path_or_host_leads_out_of_a_hosts_folder(host: str, path: str) -> None:
    with SampleSite() as site:
        answer = raw(site, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 404 ")


@given(st.text("./%2eE:~ab\\c服", max_size=20), st.text("./%2efF?#\\ab服", max_size=30))
@settings(deadline=None, max_examples=200)
def test_whatever_is_asked_the_file_lies_below_the_host(host: str, path: str) -> None:
    file = page_file(host, path)
    assert file is None or file.is_relative_to(pages_folder().resolve())


@pytest.mark.parametrize("source_id", [s for s in SOURCES if s != "jiangmen_report"])
def test_every_document_a_listing_names_is_there_with_its_citation(source_id: str, published: Settings) -> None:
    with SampleSite() as site, Client(published, site.base) as client:
        for ref in discover(source_id, published):
            answer = client.get(ref["url"])
            assert answer.citation["wording"] == "restated", ref["url"]
            assert answer.citation["title"], ref["url"]


def test_every_page_but_the_listings_is_named_by_a_listing(published: Settings) -> None:
    listed = {urlsplit(r["url"])[1:3] for s in SOURCES for r in discover(s, published)}
    for sidecar in pages_folder().rglob(f"*{SIDECAR}"):
        page = sidecar.with_name(sidecar.name.removesuffix(SIDECAR))
        host, _, path = page.relative_to(pages_folder()).as_posix().partition("/")
        assert page.is_file(), sidecar
        assert (host.replace("_", ":"), f"/{path}") in listed, page


def test_a_citation_says_what_was_published_where_and_when() -> None:
    for sidecar in pages_folder().rglob(f"*{SIDECAR}"):
        citation = json.loads(sidecar.read_text("utf-8"))
        assert citation["title"] and citation["doc_type"], sidecar
        assert citation["wording"] == "restated", sidecar


def test_the_site_holds_every_form_publishers_use() -> None:
    bodies = {p: p.read_bytes() for p in pages_folder().rglob("*") if p.is_file()}
    assert {p.suffix for p in bodies} >= {".html", ".htm", ".pdf", ".xlsx"}
    pages = [b.lower() for p, b in bodies.items() if p.suffix in (".html", ".htm")]
    assert any(b"charset=gb" in b or b'charset="gb' in b for b in pages)
    assert any(b'name="pubdate"' in b or b"name='pubdate'" in b for b in pages)
    assert any(b"rowspan" in b or b"colspan" in b for b in pages)
    assert all(b"<html" in b and b"</html" in b for b in pages)


def test_the_site_runs_as_a_process_of_its_own_and_is_collected_from(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = int(taken.getsockname()[1])
    process = subprocess.Popen([sys.executable, "-m", "pipeline.sample_site", "--port", str(port)])
    try:
        given = Settings(data=tmp_path, mode="sample", sample_port=port)
        deadline = time.monotonic() + 30
        while True:
            try:
                assert discover("jiangmen_notes", given)
                break
            except FetchFailed:
                assert time.monotonic() < deadline, "the site did not start"
        assert collect(["jiangmen_notes"], given).problems == []
    finally:
        process.terminate()
        process.wait(10)
