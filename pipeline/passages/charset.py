"""Bytes to text: the server's word, then the page's own meta tag, then strict UTF-8, then GB18030."""

import codecs
import re

from pipeline.errors import Unreadable

META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
XML_CHARSET = re.compile(rb"^<\?xml[^>]+encoding\s*=\s*[\"']([A-Za-z0-9_-]+)")
GB_FAMILY = {"gb2312", "gbk", "gb18030", "cp936", "x-gbk"}
"""All read as GB18030, which contains the others: pages declared gb2312 use GBK characters."""
UNSET = {"iso8859-1", "cp1252", "ascii", "unicode-escape", "raw-unicode-escape"}
"""What servers say when nobody set them up. Every byte reads as some letter in them, and no Chinese page is in one."""
LOST = "\ufffd"
MAX_LOST = 0.002
"""Share of undecodable characters above which a page counts as read with the wrong character set."""


def decode(body: bytes, declared: str | None) -> tuple[str, str]:
    """(text, charset used); a page no candidate reads is refused rather than read with holes."""
    wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not wide and body.count(0) > len(body) // 100:
        raise Unreadable("binary data where text was expected")
    for charset in _candidates(body, declared):
        try:
            return body.decode(charset), charset
        except UnicodeDecodeError:
            continue
    for charset in _candidates(body, declared):
        text = body.decode(charset, "replace")
        if text.count(LOST) <= MAX_LOST * len(text):
            return text, charset
    raise Unreadable("no known character set reads this text; it is damaged or not text at all")


def _candidates(body: bytes, declared: str | None) -> list[str]:
    head = body[:4096]
    named = [declared] + [m.group(1).decode("ascii") for p in (XML_CHARSET, META_CHARSET) if (m := p.search(head))]
    if body.startswith(codecs.BOM_UTF8):
        named.insert(0, "utf-8-sig")
    known = [canonical for name in named if name and (canonical := _canonical(name))]
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        known.insert(0, "utf-16")
    return list(dict.fromkeys([*known, "utf-8", "gb18030"]))


def _holds_ascii(name: str) -> bool:
    """Whether a page that says it is in `name` could be; `hex` is no character set, `utf-16` has a byte order mark."""
    try:
        return b"<".decode(name) == "<"
    except (LookupError, UnicodeError):
        return False


def _canonical(name: str) -> str | None:
    lowered = name.strip().lower()
    if lowered in GB_FAMILY:
        return "gb18030"
    try:
        name = codecs.lookup(lowered).name
    except LookupError:
        return None
    return None if name in UNSET or not _holds_ascii(name) else name
