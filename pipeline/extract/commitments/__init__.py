"""Commitments proposed from the text of a plan or report: `extract_commitments(context, parsed)`.

Extraction proposes, the register confirms. The outline tells which parts look forward and until when; their clauses are
cut, doctrine, manner, mood and description left out, and the rest sorted into the five kinds of the register's
guideline. A figure about the past is never a target: parts that look back are passed over, and so is a clause that
describes or names a year gone by. A numeral inside a name or a class (超百亿元项目, 15分钟生活圈) is never one either.
"""

from pipeline.extract.commitments.reader import extract_commitments

__all__ = ["extract_commitments"]
