"""The polite client: one request at a time, a daily budget, conditional requests, a guard on what comes back.

In sample mode the same requests go, for real, to the sample site on this machine: only the connection is
redirected, the Host header and everything else stay. Addresses are then stored with the scheme `sample://`, so that
nobody takes them for the publisher's.
"""

import hashlib
import ipaddress
import json
import re
import socket
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import httpx

from pipeline.errors import FetchFailed, NotThePage, Unreadable
from pipeline.passages.charset import decode
from pipeline.politeness import Politeness
from pipeline.settings import Settings

USER_AGENT = "duixian/0.1 (public commitments against published figures; one request at a time)"
ATTEMPTS = 3
RETRY_STATUS = {500, 502, 503, 504}
STOP_STATUS = {403, 412, 429, 521}
"""A publisher that answers so wants no more requests today."""
MAX_REDIRECTS = 5
PATIENCE = 10
"""A whole answer may take this many times the timeout of one read: a publisher that drips bytes holds nobody up."""
BLOCK_MARKS = re.compile(
    r"访问过于频繁|请(?:先)?(?:完成|进行)(?:安全|人机|滑块)?验证|人机验证|访问(?:被拒绝|受限)"
    r"|<title>[^<]{0,20}(?:安全验证|拦截)|(?:请求|访问)[^。<]{0,12}(?:被|已)[^。<]{0,8}拦截"
    r"|(?<![A-Za-z])WAF(?![A-Za-z])|Just a moment|cf-challenge|captcha|\$_ts\s*=",
    re.IGNORECASE,
)
"""Words a challenge speaks to its reader; 拦截 alone is also what dams and the police do, `waf` opens `wafer`."""
BLOCK_PAGE_BYTES = 20_000
"""Challenge pages are short; a long page that mentions one is an article."""
KEPT_STATUS = {200, 203, 304}
"""The other good ones carry no document: 206 is a part, 3xx without an address a notice."""
MEDIA_BY_SUFFIX = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain",
}
DESCRIBED_BY = re.compile(r'<([^>]+)>;\s*rel="describedby"')


@dataclass(frozen=True)
class Answer:
    """One answer. `not_modified` means the publisher says our stored bytes are still current; `body` is then empty."""

    url: str
    status: int
    body: bytes
    media_type: str
    charset: str | None
    headers: dict[str, str]
    retrieved_at: str
    not_modified: bool = False
    citation: dict[str, str] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """Hash of the body."""
        return hashlib.sha256(self.body).hexdigest()


class SampleTransport(httpx.HTTPTransport):
    """Carries every request to the sample site; the Host header still names the publisher."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = urlsplit(base)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Redirect the connection only."""
        host = request.headers["Host"]
        request.url = request.url.copy_with(scheme="http", host=self.base.hostname, port=self.base.port)
        request.headers["Host"] = host
        return super().handle_request(request)


class Client:
    """`with Client(settings, sample_base) as client: client.get(url)`; `sample_base` is None in live mode."""

    def __init__(self, settings: Settings, sample_base: str | None = None) -> None:
        self.settings = settings
        self.sample = sample_base is not None
        transport = SampleTransport(sample_base) if sample_base else None
        self._http = httpx.Client(
            transport=transport,
            headers={"User-Agent": USER_AGENT, "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5"},
            timeout=settings.timeout,
            follow_redirects=False,
            trust_env=not self.sample,
        )
        interval = 0.0 if self.sample else settings.request_interval
        budget = None if self.sample else settings.requests_per_day
        self._politeness = Politeness(settings.layout.root / "politeness", interval, budget)
        self._robots: dict[str, RobotFileParser] = {}

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._http.close()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """Fetch `url`; `FetchFailed` when the publisher is down or refuses, `NotThePage` for a block page or giant."""
        headers = {k: v for k, v in {"If-None-Match": etag, "If-Modified-Since": modified}.items() if v}
        if not self.sample:
            self._allowed(url)
        return self._follow(url, headers)

    def get_text(self, url: str) -> str:
        """Decoded text of a listing page."""
        answer = self.get(url)
        try:
            return decode(answer.body, answer.charset)[0]
        except Unreadable as error:
            raise NotThePage(f"{answer.url}: {error}") from error

    def _follow(self, url: str, headers: dict[str, str]) -> Answer:
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._with_retries(url, headers)
            location = answer.headers.get("location")
            if not (300 <= answer.status < 400 and location and answer.status != httpx.codes.NOT_MODIFIED):
                return self._judge(answer)
            url = urljoin(url, location)
            if not self.sample:
                self._allowed(url)
        raise FetchFailed(f"{url}: more than {MAX_REDIRECTS} redirects", retry=False)

    def _with_retries(self, url: str, headers: dict[str, str]) -> Answer:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = self._once(url, headers)
            except httpx.InvalidURL as error:
                raise FetchFailed(f"{url}: not an address that can be fetched ({error})", retry=False) from error
            except httpx.HTTPError as error:
                broke_off = isinstance(error, httpx.RemoteProtocolError)
                what = "the answer broke off" if broke_off else "the publisher cannot be reached"
                problem = FetchFailed(f"{url}: {what} ({type(error).__name__}: {error})")
                if attempt == ATTEMPTS:
                    raise problem from error
            else:
                if answer.status not in RETRY_STATUS or attempt == ATTEMPTS:
                    return answer
            time.sleep(min(2.0 ** (attempt - 1), self.settings.request_interval) * (0.05 if self.sample else 1))
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _once(self, url: str, headers: dict[str, str]) -> Answer:
        """One request: waits its turn, streams, and stops reading at the size limit."""
        host = urlsplit(url).netloc
        with self._politeness.turn(host), self._http.stream("GET", url, headers=headers) as response:
            body = bytearray()
            latest = time.monotonic() + PATIENCE * self.settings.timeout
            for chunk in response.iter_bytes():
                body += chunk
                if time.monotonic() > latest:
                    waited = PATIENCE * self.settings.timeout
                    raise FetchFailed(f"{url}: still sending after {waited:.0f} s, given up; raise DUIXIAN_TIMEOUT")
                if len(body) > self.settings.max_bytes:
                    limit = self.settings.max_bytes / 1e6
                    raise NotThePage(f"{url}: larger than {limit:.0f} MB; raise DUIXIAN_MAX_BYTES if that is right")
            return self._answer(url, response, bytes(body))

    def _answer(self, url: str, response: httpx.Response, body: bytes) -> Answer:
        declared = response.headers.get("content-type", "")
        return Answer(
            url=self.stored_url(url),
            status=response.status_code,
            body=body,
            media_type=media_type(url, declared.partition(";")[0].strip().lower()),
            charset=response.charset_encoding,
            headers=dict(response.headers),
            retrieved_at=datetime.now(UTC).isoformat(timespec="seconds"),
            not_modified=response.status_code == httpx.codes.NOT_MODIFIED,
            citation=self._citation(url, response),
        )

    def _citation(self, url: str, response: httpx.Response) -> dict[str, str]:
        """What the sample site says about a restated page; a live publisher is not asked."""
        link = DESCRIBED_BY.search(response.headers.get("link", "")) if self.sample else None
        if link is None:
            return {}
        sidecar = self._http.get(urljoin(url, link.group(1)))
        sidecar.raise_for_status()
        return {k: str(v) for k, v in json.loads(sidecar.content).items() if v is not None}

    def _judge(self, answer: Answer) -> Answer:
        """The answer, when it can be the page; a refusal stops the publisher's day."""
        host = urlsplit(answer.url).netloc
        if answer.status in STOP_STATUS:
            self._politeness.stop_for_today(host, f"status {answer.status}")
            raise NotThePage(
                f"{answer.url}: the publisher refused (status {answer.status}); no more requests to {host} today"
            )
        if is_block_page(answer):
            self._politeness.stop_for_today(host, "block page")
            raise NotThePage(
                f"{answer.url}: a block or challenge page, not the document; no more requests to {host} today"
            )
        if answer.status not in KEPT_STATUS:
            raise FetchFailed(f"{answer.url}: status {answer.status}", retry=answer.status in RETRY_STATUS)
        if not answer.body and not answer.not_modified:
            raise NotThePage(f"{answer.url}: the answer is empty")
        self._complete(answer)
        return answer

    @staticmethod
    def _complete(answer: Answer) -> None:
        """A page that opens <html> and never closes it was cut; fewer bytes than declared do not get this far."""
        body = answer.body.lower() if answer.media_type == "text/html" else b""
        if b"<html" in body and b"</html" not in body and b"</body" not in body:
            raise NotThePage(f"{answer.url}: truncated, the page breaks off after {len(answer.body)} bytes")

    def stored_url(self, url: str) -> str:
        """The address as it is kept: `sample://…` for the sample site."""
        parts = urlsplit(url)
        return urlunsplit(parts._replace(scheme="sample")) if self.sample else url

    def _allowed(self, url: str) -> None:
        """Refuse what must not be fetched: other schemes, private addresses, what robots.txt forbids."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise FetchFailed(f"{url}: only http and https addresses are fetched", retry=False)
        for address in _addresses(parts.hostname):
            if not ipaddress.ip_address(address).is_global:
                raise FetchFailed(f"{url}: {parts.hostname} is a private address ({address})", retry=False)
        if not self._robots_of(f"{parts.scheme}://{parts.netloc}").can_fetch(USER_AGENT, url):
            raise FetchFailed(f"{url}: the publisher's robots.txt asks not to fetch it", retry=False)

    def _robots_of(self, site: str) -> RobotFileParser:
        if site not in self._robots:
            robots = RobotFileParser()
            answer = self._with_retries(f"{site}/robots.txt", {})
            if answer.status >= httpx.codes.INTERNAL_SERVER_ERROR:
                raise FetchFailed(f"{site}/robots.txt: status {answer.status}; until it can be read nothing is fetched")
            found = answer.status == httpx.codes.OK
            robots.parse(answer.body.decode("utf-8", "replace").splitlines() if found else [])
            self._robots[site] = robots
        return self._robots[site]


def is_block_page(answer: Answer) -> bool:
    """A short page with a challenge's words is no document, whatever its status: 访问过于频繁，请完成安全验证."""
    declared = answer.headers.get("content-type") or answer.media_type
    if answer.not_modified or len(answer.body) > BLOCK_PAGE_BYTES or not declared.startswith("text/"):
        return False
    try:
        text, _ = decode(answer.body, answer.charset)
    except Unreadable:
        return False
    return bool(BLOCK_MARKS.search(text))


def media_type(url: str, declared: str) -> str:
    """Media type by the server's word; by the suffix where it says nothing useful."""
    suffix = urlsplit(url).path.rpartition(".")[2].lower()
    if declared in {"", "application/octet-stream", "binary/octet-stream"} or suffix in MEDIA_BY_SUFFIX:
        return MEDIA_BY_SUFFIX.get(suffix, declared or "text/html")
    return "text/html" if declared == "application/xhtml+xml" else declared


def _addresses(host: str) -> list[str]:
    try:
        return sorted({str(info[4][0]) for info in socket.getaddrinfo(host, None)})
    except socket.gaierror as error:
        raise FetchFailed(f"{host}: the name cannot be resolved ({error})") from error
