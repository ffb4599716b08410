"""The engine on a page of one's own: `duixian extract`. Needs no Airflow and no database, and keeps nothing."""

import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from pipeline.errors import DuixianError, Unreadable
from pipeline.extract.observations import extract_observations
from pipeline.passages import format_of, read
from pipeline.records import CommitmentRecord, DocumentContext, ObservationRecord, ParsedText
from pipeline.settings import Settings
from pipeline.text.areas import area_pattern, find_areas
from pipeline.text.normalise import normalise
from pipeline.text.posts import posted_about
from schemas.areas import areas, codes_by_name
from schemas.codelists import PROVISIONAL, ObsStatus
from schemas.dictionary import dictionary

OBSERVATIONS, COMMITMENTS = KINDS = ("observations", "commitments")
ELSEWHERE = re.compile(r"[\u4e00-\u9fff]{2,}?(?:省|市|县|区|州|盟)")
"""A place we do not know in a title: its figures must not go to the province its publisher belongs to."""
POSTS_OF = "4407"
"""Areas whose portals share the numbers of `posted_about`: Jiangmen and its counties."""
NATION, NATIONAL = "100000", re.compile(r"国家统计局(?!.*(?:调查|队))")
"""Its pages are about the whole country unless their title says otherwise."""
FEW = 3
"""Up to so many pages the work is over before other processes have started."""


@dataclass(frozen=True)
class Asked:
    """What the user said of the pages; anything left out is read from the page's own header lines or meta tags."""

    kind: str = OBSERVATIONS
    ref_area: str | None = None
    issued: date | None = None
    publisher: str | None = None


@dataclass(frozen=True)
class Found:
    """Rows of one page, or why there are none; `unmapped` counts figures whose indicator the dictionary lacks."""

    page: str
    rows: tuple[dict[str, Any], ...] = ()
    unmapped: int = 0
    error: str | None = None


def extract_pages(pages: list[str], asked: Asked, settings: Settings) -> Iterator[Found]:
    """Every page as it is done; one that cannot be read is reported and the others go on."""
    work = partial(extract_page, asked=asked, settings=settings)
    if len(pages) <= FEW:
        yield from map(work, pages)
        return
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(work, page) for page in pages]):
            yield done.result()


def extract_page(page: str, asked: Asked, settings: Settings) -> Found:
    """One file or address."""
    try:
        parsed = read_page(page, settings)
        context = context_of(page, parsed, asked)
        if asked.kind == COMMITMENTS:
            from pipeline.extract.commitments import extract_commitments

            return Found(page, tuple(_commitment(page, c) for c in extract_commitments(context, parsed)))
        records, unmapped = extract_observations(context, parsed, dictionary())
    except DuixianError as error:
        return Found(page, error=str(error))
    return Found(page, tuple(_observation(page, r) for r in records), len(unmapped))


def area_code(text: str) -> str:
    """Code of an area given by code or Chinese name: 台山 and 440781 are the same."""
    for area in areas().values():
        if text in (area.code, *area.names):
            return area.code
    known = "、".join(a.name_zh for a in areas().values())
    raise DuixianError(f"area {text!r} is not known; known are {known}, by name or code")


def read_page(page: str, settings: Settings) -> ParsedText:
    """Text of a file or an address; one that cannot be opened or read is refused with the reason."""
    if re.match(r"https?://", page):
        from pipeline.http import Client

        with Client(settings.model_copy(update={"mode": "live"})) as client:
            answer = client.get(page)
        return read(answer.body, answer.media_type, answer.charset)
    path = Path(page)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be opened ({error.strerror})") from error
    return read(body, format_of(path.name, body))


def context_of(page: str, parsed: ParsedText, asked: Asked) -> DocumentContext:
    """What a page says of itself, as far as the user did not say it; an area nobody names is asked for."""
    title = parsed.meta.get("title", "")
    folded = normalise(title).text
    issued = asked.issued or (date.fromisoformat(parsed.meta["issued"]) if parsed.meta.get("issued") else None)
    publisher = asked.publisher or parsed.meta.get("publisher", "")
    named = folded if _codes(folded) or ELSEWHERE.search(folded) else normalise(publisher).text
    area = asked.ref_area or _named_area(named) or (NATION if NATIONAL.match(publisher) else None)
    if area is None and asked.kind == OBSERVATIONS:
        raise DuixianError(
            f"neither title ({title[:30]}) nor publisher ({publisher or 'not stated'}) names a known area: give --area"
        )
    about = posted_about(page) if issued is None and area and area.startswith(POSTS_OF) else None
    return DocumentContext(Path(page).name, title, issued or about, area, issued_estimated=about is not None)


def _named_area(text: str) -> str | None:
    """The one area a title or publisher names, the smaller one where a larger holds it: 江门市台山市 is 台山市."""
    codes = _codes(text)
    smallest = codes - {holder for code in codes for holder in _holders(code)}
    return smallest.pop() if len(smallest) == 1 else None


@cache
def _area_names() -> re.Pattern[str]:
    return area_pattern(codes_by_name())


def _codes(text: str) -> set[str]:
    return {m.code for m in find_areas(text, codes_by_name(), _area_names())}


def _holders(code: str) -> Iterator[str]:
    while parent := areas()[code].parent:
        yield parent
        code = parent


def _observation(page: str, r: ObservationRecord) -> dict[str, Any]:
    """One figure; `obs_value` is in the printed unit, `value_text` as printed."""
    return {
        "page": page,
        "ref_area": r.ref_area,
        "indicator": dictionary().by_id[r.indicator_id].name_zh,
        "indicator_id": r.indicator_id,
        "time_period": r.time_period,
        "freq": r.freq,
        "accumulation": r.accumulation,
        "measure": r.measure,
        "obs_value": _plain(r.value),
        "value_text": r.value_text,
        "unit": r.unit_text,
        "bound": r.bound,
        "qualifier": r.qualifier,
        "obs_status": str(ObsStatus.PROVISIONAL if r.compilation_stage in PROVISIONAL else ObsStatus.NORMAL),
        "reference": r.reference,
        "char_start": r.char_start,
        "char_end": r.char_end,
        "quote": r.quote,
        "rule": r.rule,
        "tier": r.tier,
    }


def _commitment(page: str, c: CommitmentRecord) -> dict[str, Any]:
    return {
        "page": page,
        "kind": c.kind,
        "quote": c.quote,
        "chapter": c.chapter,
        "section": c.section,
        "places": list(c.places),
        "entities": list(c.entities),
        "indicator": c.indicator,
        "measure": c.measure,
        "comparator": c.comparator,
        "value": _plain(c.value),
        "unit": c.unit,
        "qualifier": c.qualifier,
        "reference_area": c.reference_area,
        "deadline": c.deadline,
        "group": c.group,
        "char_start": c.char_start,
        "char_end": c.char_end,
        "rule": c.rule,
    }


def _plain(value: Decimal | None) -> int | float | None:
    """A JSON number that prints as the text did; published figures have at most fifteen digits."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
