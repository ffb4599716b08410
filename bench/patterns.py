"""`python -m bench.patterns`: does any pattern of the engine need more than a moment for its own words said many times?

A word that can be read in two ways is tried in 2^n when it is said n times and something unknown follows. Every
pattern of `pipeline.text`, `pipeline.passages` and `pipeline.extract` is given such texts.
"""

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from random import Random

import pipeline

READERS = ("pipeline.text.", "pipeline.passages.", "pipeline.extract.")
WORD = re.compile(r"[\u4e00-\u9fff]{1,4}|[“”（）《》，、：。；]")
MORE = ("“甲”", "（甲）", "3", "3.5", "A", " ")
TIMES, UNKNOWN = 100, "坏"
PAIRS = 250
SECONDS = 1.0


class TooLongError(Exception):
    """A pattern was stopped."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that stands in a module, alone or in a table, with its name."""
    names = (m.name for m in pkgutil.walk_packages(pipeline.__path__, "pipeline.") if m.name.startswith(READERS))
    for name in names:
        for key, value in vars(importlib.import_module(name)).items():
            yield from _within(f"{name}.{key}", value)


def _within(name: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _within(name, part)


def texts(pattern: re.Pattern[str], random: Random) -> Iterator[str]:
    """The pattern's words, alone and two or three together, said many times before a word it does not know."""
    words = [*dict.fromkeys(WORD.findall(pattern.pattern)), *MORE]
    together = ["".join(random.choices(words, k=random.choice((2, 3)))) for _ in range(PAIRS)]
    for said in [*words, *together]:
        yield said * TIMES + UNKNOWN
        yield random.choice(words) + said * TIMES + UNKNOWN


def slowest(pattern: re.Pattern[str], random: Random, limit: float = SECONDS) -> tuple[float, str]:
    """(seconds, text) of the text that takes longest; one over the limit is stopped."""
    signal.signal(signal.SIGALRM, _stop)
    worst = (0.0, "")
    for text in texts(pattern, random):
        signal.setitimer(signal.ITIMER_REAL, limit)
        begun = time.perf_counter()
        try:
            pattern.search(text)
            pattern.match(text)
        except TooLongError:
            return limit, text
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        worst = max(worst, (time.perf_counter() - begun, text))
    return worst


def _stop(*_: object) -> None:
    raise TooLongError


def main() -> None:
    """Print the slowest; exit 1 when one had to be stopped."""
    found = sorted(((*slowest(p, Random(1)), name) for name, p in dict(patterns()).items()), reverse=True)
    stopped = [f for f in found if f[0] >= SECONDS]
    print(f"{len(found)} patterns, {len(stopped)} stopped after {SECONDS:.0f} s; the slowest:")
    for seconds, text, name in [*stopped, *found[len(stopped) : len(stopped) + 3]]:
        print(f"{seconds:.3f} s {name}: {text[:20]}…")
    raise SystemExit(1 if stopped else 0)


if __name__ == "__main__":
    main()
