"""Damaged and random documents through the whole engine: `python -m bench.fuzz [DOCUMENTS] [SEED]`, else 100,000.

Counts crashes (anything raised but the engine's own error), hangs (a document over a second) and the growth of memory.
What fails is printed with its seed, so that `python -m bench.fuzz 1 SEED` makes it again.
"""

import re
import resource
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from random import Random

from bench.documents import bulletin
from pipeline.errors import DuixianError
from pipeline.extract.commitments import extract_commitments
from pipeline.extract.observations import extract_observations
from pipeline.passages import read
from pipeline.records import DocumentContext
from schemas.codelists import MediaType
from schemas.dictionary import dictionary

HANG = 1.0
MOST_FIGURES = 40
WARM = 2_000
"""Documents after which memory is taken for the first time: caches are full by then."""
LONGEST = 30_000
CONTEXT = DocumentContext("fuzz:page", "2023年江门市国民经济和社会发展统计公报", date(2024, 3, 29), "440700")
CONTEXTS = (
    CONTEXT,
    DocumentContext("fuzz:news", "1-5月全区经济运行简况", date(2024, 6, 20), "440703"),
    DocumentContext("fuzz:report", "2024年政府工作报告", None, "440000"),
    DocumentContext("fuzz:unknown", "经济信息", date(2021, 1, 5), "100000", issued_estimated=True),
)
NAMES = [*dictionary().by_name, "全市", "台山市", "2023年", "1-5月", "分别", "占", "和", "、", "12.5%", "3亿元"]
PAGES = [
    p.read_text("utf-8", errors="replace")
    for p in sorted(Path(str(files("pipeline"))).glob("sample_site/pages/**/*.html"))
]
STRANGE = "?;赝�\u200b\u3000\x00𠀀①⑳[2]（）()“”：∶:．%‰-—～\t\n<>&/＠＃…0123456789万亿元增长下降比占分别"


@dataclass
class Outcome:
    """What a run met; each failure as (seed, what)."""

    documents: int = 0
    refused: int = 0
    slowest: float = 0.0
    megabytes: float = 0.0
    crashes: list[tuple[int, str]] = field(default_factory=list)
    hangs: list[tuple[int, float]] = field(default_factory=list)


def drop(text: str, random: Random) -> str:
    """Some characters lost."""
    return "".join(c for c in text if random.random() > 0.03)


def sprinkle(text: str, random: Random) -> str:
    """Strange characters put in."""
    return "".join(c + random.choice(STRANGE) if random.random() < 0.03 else c for c in text)


def shuffle(text: str, random: Random) -> str:
    """Pieces in another order."""
    pieces = [text[i : i + 17] for i in range(0, len(text), 17)]
    random.shuffle(pieces)
    return "".join(pieces)


def double(text: str, random: Random) -> str:
    """A stretch said many times, without an end of a sentence."""
    start = random.randrange(max(1, len(text)))
    stretch = text[start : start + random.randint(1, 60)].replace("。", "，").replace("；", "、")
    return text[:start] + stretch * random.randint(2, 200) + text[start:]


def stutter(text: str, random: Random) -> str:
    """Words before figures said over and over."""
    length, times = random.randint(1, 5), random.randint(5, 60)
    return re.sub(rf"[^\d\n]{{{length}}}(?=\d)", lambda m: m[0] * times if random.random() < 0.05 else m[0], text)


def spell(text: str, random: Random) -> str:
    """Pinyin in brackets, as a broken copy has it."""
    return "".join(c + "(zhǎng)" if random.random() < 0.05 else c for c in text)


def wrap(text: str, random: Random) -> str:
    """Hard breaks anywhere."""
    width = random.randint(5, 40)
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def unmake(text: str, random: Random) -> str:
    """Markup without its ends, tables in tables, huge spans."""
    tags = (
        "<table>",
        "<tr>",
        "<td rowspan=999999>",
        "<td colspan='-3'>",
        "</p>",
        "<p>",
        "<th>",
        "</table>",
        "<!--",
        "]]>",
    )
    return "".join(c + random.choice(tags) if random.random() < 0.02 else c for c in text)


def nonsense(_: str, random: Random) -> str:
    """Characters of every plane."""
    return "".join(chr(random.choice((random.randint(1, 0xD7FF), random.randint(0xE000, 0x1FFFF)))) for _ in range(400))


def swap(text: str, random: Random) -> str:
    """Neighbours in each other's place."""
    return re.sub("(.)(.)", lambda m: m[2] + m[1] if random.random() < 0.05 else m[0], text)


def run_on(text: str, _: Random) -> str:
    """Sentences that never end."""
    return text.translate(dict.fromkeys(map(ord, "。；！？，、\n")))


def enlarge(text: str, random: Random) -> str:
    """Numbers of hundreds of digits, with and without marks between them."""
    digits = "".join(random.choice("0123456789,.") for _ in range(random.randint(20, 600)))
    return re.sub(r"\d+", lambda m: digits if random.random() < 0.1 else m[0], text)


def nest(text: str, random: Random) -> str:
    """Brackets in brackets, closed or not."""
    depth, start = random.randint(10, 3_000), random.randrange(max(1, len(text)))
    opened = random.choice("（([<“") * depth
    return text[:start] + opened + text[start : start + 200] + random.choice(("）" * depth, "")) + text[start + 200 :]


def crowd(text: str, random: Random) -> str:
    """Thousands of names, areas and periods in one sentence."""
    start = random.randrange(max(1, len(text)))
    return text[:start] + "".join(random.choices(NAMES, k=random.randint(500, 4_000))) + text[start:]


DAMAGE: tuple[Callable[[str, Random], str], ...] = (
    *(drop, sprinkle, shuffle, double, stutter, swap, spell, wrap, run_on),
    *(unmake, nonsense, enlarge, nest, crowd),
)


def break_bytes(body: bytes, random: Random) -> bytes:
    """Bytes of another character set, lost or changed."""
    if random.random() < 0.5:
        body = body.decode("utf-8", "replace").encode(random.choice(("gb18030", "utf-16")), "replace")
    return bytes(random.randrange(256) if random.random() < 0.0005 else b for b in body)


def document(seed: int) -> tuple[bytes, MediaType]:
    """The document of a seed: a made or a sample page with up to three sorts of damage."""
    random = Random(seed)
    if random.random() < 0.5:
        page = bulletin(random.getrandbits(32), random.randint(1, MOST_FIGURES))
        text, form = (page.html, MediaType.HTML) if random.random() < 0.5 else (page.text, MediaType.TEXT)
        body = text.decode()
    else:
        body, form = random.choice(PAGES), MediaType.HTML
    for damage in random.sample(DAMAGE, random.randint(1, 3)):
        body = damage(body, random)[:LONGEST]
    encoded = body.encode("utf-8", "replace")
    return (break_bytes(encoded, random) if random.random() < 0.1 else encoded), form


def run(count: int, seed: int) -> Outcome:
    """Read `count` documents from `seed` on."""
    outcome = Outcome()
    before = 0.0
    for number in range(seed, seed + count):
        body, form = document(number)
        context = CONTEXTS[number % len(CONTEXTS)]
        begun = time.process_time()
        try:
            parsed = read(body, form)
            extract_observations(context, parsed, dictionary())
            extract_commitments(context, parsed)
        except DuixianError:
            outcome.refused += 1
        except Exception:
            outcome.crashes.append((number, traceback.format_exc(limit=-2)))
        seconds = time.process_time() - begun
        outcome.slowest = max(outcome.slowest, seconds)
        if seconds > HANG:
            outcome.hangs.append((number, seconds))
        outcome.documents += 1
        if outcome.documents == min(WARM, count // 2 or 1):
            before = _megabytes()
    outcome.megabytes = _megabytes() - before
    return outcome


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(count: int = 100_000, seed: int = 1) -> None:
    """Print what was met; exit 1 on any crash or hang."""
    found = run(count, seed)
    met = f"{len(found.crashes)} crashes, {len(found.hangs)} over {HANG:.0f} s (slowest {found.slowest:.2f} s)"
    print(
        f"{found.documents} documents from seed {seed}: {met}, {found.refused} refused, grown {found.megabytes:.0f} MB"
    )
    for number, what in found.crashes[:10]:
        print(f"seed {number}: {what}")
    for number, seconds in found.hangs[:10]:
        print(f"seed {number}: {seconds:.1f} s")
    raise SystemExit(1 if found.crashes or found.hangs else 0)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
