"""Is a clause a commitment, and of which kind? First rule that fits decides."""

import re

from pipeline.extract.commitments import lexicon as words
from pipeline.extract.commitments.clauses import Clause
from pipeline.extract.commitments.names import masked
from pipeline.extract.commitments.targets import quantitative
from schemas.codelists import CommitmentKind

SHORTEST = 4


def is_commitment(clause: Clause) -> bool:
    """Whether something outside the Party's convictions is to be done, reached, built, improved or kept."""
    text = clause.text
    if words.PROCEEDING.search(text):
        return False
    if clause.guiding:
        return bool(words.PROGRAMME.search(text))
    return clause.goals or (len(text) >= SHORTEST and not _is_talk(text) and _does(text))


def _is_talk(text: str) -> bool:
    """Description, doctrine and mood."""
    return any(pattern.search(text) for pattern in (words.DESCRIBES, words.DOCTRINE, words.MOOD))


def _does(text: str) -> bool:
    """A number to be reached, or a verb of action or outcome that is no mere manner."""
    manner = words.MANNER.search(text) and "，" not in text
    return bool(quantitative(text) or (not manner and (words.ACTION.search(text) or words.OUTCOME.search(text))))


def kind(clause: Clause) -> CommitmentKind:
    """`工业增加值占GDP比重超过45%` is quantitative, `进入全国前50强` ranking, `建设双碳实验室` a project."""
    text = clause.text
    if quantitative(text):
        return CommitmentKind.QUANTITATIVE
    if _is_ranking(text):
        return CommitmentKind.RANKING
    if _is_project(text, goals=clause.goals):
        return CommitmentKind.PROJECT
    if clause.goals or words.ROLE.search(text) or (words.LEVEL.search(text) and words.CHANGES.search(text)):
        return CommitmentKind.DIRECTIONAL
    return CommitmentKind.POLICY_ACTION


def _is_ranking(text: str) -> bool:
    return bool(words.RANKING.search(masked(text))) and not re.search(r"(?:引进|引入|对接).*一流", text)


def _is_project(text: str, *, goals: bool) -> bool:
    if goals and not re.search(r"建成", text):
        return False
    last = re.split(r"[、和及]", text.rstrip("”"))[-1]
    named = words.PROJECT.search(text) or words.PROJECT.search(last)
    return bool(named and words.BUILDS.search(text) and not words.ROLE.search(text))
