"""Commitments proposed from the text of a plan or report: `extract_commitments(context, parsed)`.

Extraction proposes, the register confirms. Clauses after the opening of the coming term are cut, doctrine, manner,
mood and description left out, and the rest sorted into the five kinds of the register's guideline. A figure about the
past is never a target: nothing before the frame is read, and a clause that describes is skipped.
"""

from pipeline.extract.commitments.reader import extract_commitments

__all__ = ["extract_commitments"]
