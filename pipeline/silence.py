"""The silence log: for every project or action without evidence, which documents were searched with which words.

Missing evidence is then reproducible, and never shown as failure; a clause that names nothing says that instead.
"""

from collections.abc import Iterable, Sequence

from pipeline.assess import Searched
from pipeline.register import Register
from pipeline.rows import Dated
from schemas.codelists import CommitmentKind
from schemas.commitments import Evidence, Silence

SEARCHED = {CommitmentKind.PROJECT, CommitmentKind.POLICY_ACTION}


def searched(register: Register, items: Sequence[Dated]) -> list[Searched]:
    """Documents evidence is looked for in: those about the place since the report was adopted."""
    place = register.ref_area[:4]
    about = [i for i in items if (i.document.ref_area or "").startswith(place) and i.vintage >= register.adopted]
    return [Searched(i.document.document_id, i.document.source_id, i.vintage) for i in about]


def silence_rows(register: Register, documents: Sequence[Searched], evidence: Iterable[Evidence]) -> list[Silence]:
    """One row per silent commitment, in the order of the register."""
    found = {e.commitment_id for e in evidence}
    silent = [e.id for e in register.commitments if e.kind in SEARCHED and e.id not in found]
    return [_row(register, commitment_id, documents) for commitment_id in silent]


def words(register: Register, commitment_id: str) -> list[str]:
    """Names and aliases a commitment's evidence is looked for with."""
    names = [n for p in register.projects if commitment_id in p.commitments for n in p.names]
    names += [n for p in register.projects for n, ids in p.parts.items() if commitment_id in ids]
    return sorted(set(names))


def _row(register: Register, commitment_id: str, documents: Sequence[Searched]) -> Silence:
    looked = words(register, commitment_id)
    seen = documents if looked else ()
    days = [s.vintage for s in seen]
    return Silence(
        commitment_id=commitment_id,
        words=looked,
        searchable=bool(looked),
        documents=len(seen),
        document_ids=sorted(s.document_id for s in seen),
        first_vintage=min(days, default=None),
        last_vintage=max(days, default=None),
        sources=sorted({s.source_id for s in seen}),
    )
