"""What an evaluation found, kept as `evaluation.json` in the data folder until the next build takes it in."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

from pipeline.errors import DuixianError
from pipeline.evaluate.counts import Row
from pipeline.fingerprint import parser_version
from pipeline.snapshot import write_atomically
from schemas.reading import Evaluation


@dataclass(frozen=True)
class Result:
    """One line: `part` is `dev`, `held_out` or `report`; shares are None where they have no meaning."""

    part: str
    slice: str
    name: str
    n_right: int
    n_wrong: int
    n_missed: int
    precision: Decimal | None
    recall: Decimal | None
    f1: Decimal | None


def results(part: str, rows: Iterable[Row]) -> list[Result]:
    """Lines of one part, shares to four places."""
    return [
        Result(
            part,
            row.slice,
            row.name,
            n_right=row.counts.right,
            n_wrong=row.counts.wrong,
            n_missed=row.counts.missed,
            precision=_rounded(row.counts.precision),
            recall=_rounded(row.counts.recall),
            f1=_rounded(row.counts.f1),
        )
        for row in rows
    ]


def write(file: Path, found: list[Result], gold: Path) -> None:
    """Keep the results with the engine's version and the hash of the gold they were measured on."""
    kept = {"parser_version": parser_version(), "gold_sha256": folder_hash(gold), "results": [asdict(r) for r in found]}
    write_atomically(file, json.dumps(kept, ensure_ascii=False, indent=1, default=float).encode())


def evaluation_rows(file: Path) -> list[Evaluation]:
    """Rows of the last evaluation; none where there is none. A file that is none of ours is refused."""
    try:
        kept = json.loads(file.read_text("utf-8"), parse_float=Decimal)
        measured_on = {name: kept[name] for name in ("parser_version", "gold_sha256")}
        return [Evaluation(**Result(**line).__dict__, **measured_on) for line in kept["results"]]
    except FileNotFoundError:
        return []
    except (ValueError, LookupError, TypeError) as error:
        raise DuixianError(
            f"{file} is no result of `duixian eval` ({error}); run it again or remove the file"
        ) from error


def folder_hash(folder: Path) -> str:
    """SHA-256 over names and bytes of every gold file."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.glob("*/*") if p.is_file()):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _rounded(share: float | None) -> Decimal | None:
    return None if share is None else Decimal(f"{share:.4f}")
