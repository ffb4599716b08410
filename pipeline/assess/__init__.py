"""How each commitment stands: `assess(case)` gives exactly one assessment per reviewed commitment (METHOD 4).

`pace` is arithmetic, `rules` the thresholds, `judge` and `direction` the rules for numeric targets, `reading` what they
are judged on, `stages` those for projects and actions, `history` every past day, `causes` why a status moved, `wording`
the sentences. Nothing here reads a clock, a file or a network: the same inputs give the same judgement.
"""

from pipeline.assess.case import Case, Searched, assess, drawn_apart, subjects
from pipeline.assess.history import history
from pipeline.assess.rules import RULES_VERSION, rule_rows

__all__ = ["RULES_VERSION", "Case", "Searched", "assess", "drawn_apart", "history", "rule_rows", "subjects"]
