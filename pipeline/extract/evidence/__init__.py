"""Dated events on named projects and topics, read from any collected document: `words` is the vocabulary of stages,
`clauses` decides which project a clause speaks of, `reader` makes the records.
"""

from pipeline.extract.evidence.reader import extract_events
from pipeline.extract.evidence.words import grade

__all__ = ["extract_events", "grade"]
