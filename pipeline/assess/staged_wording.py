"""The sentences of projects and actions, in both languages (METHOD 4.10)."""

from datetime import date

from pipeline.assess.stages import Standing
from pipeline.assess.wording import Sentences, fill, joined
from schemas.codelists import Code, ProjectStage, StageFlag

UNCONFIRMED = (
    "有报道称已{zh}，尚缺官方或第二家报道印证",
    "reported as {en}, without an official or second report so far",
)
NOTHING_FOUND = (
    "截至{as_of}，在{sources}个来源的{documents}份文件中未检索到公开进展；不等于没有进展。",
    "As of {as_of} no public evidence was found in {documents} documents of {sources} sources; "
    "that does not mean nothing was done.",
)
NOTHING_NAMED = (
    "截至{as_of}，原文没有可供检索的名称，未能查找进展；不等于没有进展。",
    "As of {as_of} the clause names nothing that could be looked for, so no evidence was sought; "
    "that does not mean nothing was done.",
)
ASKED = (
    "原文“{verb}”要求达到“{zh}”，{reached}。",
    "The clause asks for the stage “{en}”, which is {reached_en}.",
)
REACHED = {True: ("已达到", "reached"), False: ("尚未达到", "not reached yet")}
STAGE = (
    "截至{as_of}，{n}条公开消息显示阶段为“{zh}”，最近一条为{day}。",
    "As of {as_of}, {n} public reports show the stage “{en}”, the latest dated {day}.",
)


def staged(found: Standing, stage: Code, as_of: date, looked: tuple[int, int] | None) -> Sentences:
    """The sentence of a project or action; `looked` are the documents and sources searched, None: nothing is named."""
    day: dict[str, object] = {"as_of": as_of.isoformat()}
    if not found.evidence:
        return _silent(day, looked)
    newest = max(e.event_end for e in found.evidence).isoformat()
    said = fill(STAGE, {**day, "n": len(found.evidence), "zh": stage.zh, "en": stage.en, "day": newest})
    notes = [_flag(flag) for flag in found.flags]
    zh, en = "；".join(n[0] for n in notes), "; ".join(n[1] for n in notes)
    return Sentences(f"{said.zh}{zh}。" if zh else said.zh, f"{said.en} Note: {en}." if en else said.en)


def asked(said: Sentences, verb: str, required: ProjectStage, *, reached: bool) -> Sentences:
    """The sentence of a project with the stage its clause asks for: it can be met and the project unfinished."""
    zh, en = REACHED[reached]
    return joined(
        [said, fill(ASKED, {"verb": verb, "zh": required.zh, "reached": zh}, {"en": required.en, "reached_en": en})]
    )


def _silent(day: dict[str, object], looked: tuple[int, int] | None) -> Sentences:
    if looked is None:
        return fill(NOTHING_NAMED, day)
    return fill(NOTHING_FOUND, {**day, "documents": looked[0], "sources": looked[1]})


def _flag(flag: str) -> tuple[str, str]:
    """`stale`, or `unconfirmed:in_operation` with the stage it is about."""
    code, _, about = flag.partition(":")
    if not about:
        return StageFlag(code).zh, StageFlag(code).en
    stage = ProjectStage(about)
    return UNCONFIRMED[0].format(zh=stage.zh), UNCONFIRMED[1].format(en=stage.en)
