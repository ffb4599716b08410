"""Passage and dictionary to records, every one with its span, its rule and its sentence."""
