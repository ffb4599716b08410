"""What judging costs: the whole build's, and how it grows with the commitments and with the figures linked to them."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from statistics import median

from rich import box
from rich.table import Table

from pipeline import parsed
from pipeline.assess import Case, assess, drawn_apart, history, subjects
from pipeline.choice import figures
from pipeline.commitments import Registered, commitment_rows
from pipeline.derive import derive
from pipeline.figures import observation_rows
from pipeline.link import target_rows
from pipeline.register import registers
from pipeline.rows import dated, evidence_rows
from pipeline.settings import Settings
from schemas.commitments import Commitment, Target
from schemas.dictionary import dictionary
from schemas.statistics import Observation

TIMES = (1, 2, 4, 8)
ROUNDS = 3


def case_of(settings: Settings) -> Case:
    """The sample's case, as a build makes it."""
    documents = list(parsed.read_all(settings.layout))
    items, known, register = dated(documents, {}), dictionary(), registers()[0]
    types = {d.document_id: d.doc_type for d in documents}
    published = observation_rows(items, known)
    observations = [*published, *derive(published, types, known).rows]
    targets = target_rows(register, known, {o.series_key for o in observations})
    commitments = commitment_rows(Registered(register, None, {}))
    as_of = max(i.vintage for i in items)
    evidence = evidence_rows(items, register.projects)
    return Case(register, commitments, targets, evidence, figures(observations, types, as_of), known)


def linked(case: Case) -> set[str]:
    """Series some target is judged by."""
    return {k for t in case.targets for k in (t.series_key, t.reference_series_key) if k}


def with_more_figures(case: Case, times: int) -> Case:
    """The same with every linked figure cited `times` as often, each citation a day later."""
    keys = linked(case)
    index = {k: rows if k not in keys else _cited(rows, times) for k, rows in case.figures.by_series.items()}
    return replace(case, figures=replace(case.figures, by_series=index))


def _cited(rows: list[Observation], times: int) -> list[Observation]:
    return [
        row.model_copy(
            update={"vintage": row.vintage - timedelta(days=n), "observation_id": f"{row.observation_id}-{n}"}
        )
        for row in rows
        for n in range(times)
    ]


def with_more_commitments(case: Case, times: int) -> Case:
    """The same with every commitment and target there `times` over."""
    commitments: list[Commitment] = [c for _ in range(times) for c in case.commitments]
    targets: list[Target] = [t for _ in range(times) for t in case.targets]
    return replace(case, commitments=commitments, targets=targets)


def seconds(work: Callable[[], object]) -> float:
    """Median of a few rounds after one unmeasured."""
    work()
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def table(settings: Settings) -> Table:
    """Seconds, and how many times those of the first row: linear growth gives the factor itself."""
    case = case_of(settings)
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, title="judging", title_justify="left")
    for head in ("what", "factor", "s", "s / first"):
        made.add_column(head, justify="left" if head == "what" else "right")
    whole = seconds(lambda: (assess(case), list(history(case, subjects(case))), list(drawn_apart(case))))
    made.add_row(
        f"everything of a build: {len(case.commitments)} commitments, today and every past day", "", f"{whole:.3f}", ""
    )
    for what, make in (("commitments", with_more_commitments), ("linked figures", with_more_figures)):
        first = 0.0
        for times in TIMES:
            grown = make(case, times)
            taken = seconds(lambda grown=grown: assess(grown))  # type: ignore[misc]
            first = first or taken
            made.add_row(f"today's assessments, {what}", str(times), f"{taken:.4f}", f"{taken / first:.2f}")
    return made
