"""How each commitment stands: `assess(case)` gives exactly one assessment per reviewed commitment (METHOD 4).

`pace` is arithmetic, `judge` the rules for numeric targets, `stages` those for projects and actions, `wording` the
sentences. Nothing here reads a clock, a file or a network: the same inputs give the same judgement.
"""

from pipeline.assess.case import RULES_VERSION, Case, assess

__all__ = ["RULES_VERSION", "Case", "assess"]
