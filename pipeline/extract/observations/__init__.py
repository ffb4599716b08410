"""Figures from prose and tables: `extract_observations(context, parsed, dictionary)`.

The grammar works on one sentence at a time. A lexer marks indicator names, numbers, growth words, periods and
areas; the rules read them from left to right with a carried subject. A figure no rule is sure of is left out or
goes to review; a figure of an indicator the dictionary lacks is kept as unmapped with its own words.
"""

from pipeline.extract.observations.reader import extract_observations

__all__ = ["extract_observations"]
