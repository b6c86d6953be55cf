"""Dates in French (and plain English) text → EDTF and TIMEX3, never more precise than the text."""

from nlp.dates.parse import parse

__all__ = ["parse"]
