"""Phrases of a query, found in XML or plain text whatever their accents, case, hyphens, and tags in between."""

import re
import unicodedata

_VARIANTS = {"a": "aàâä", "c": "cç", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü", "y": "yÿ"}
# Between two words: tags and anything that is no word. Each alternative begins with another character, and the length
# is bounded, so that no text makes the search slow.
_BETWEEN = r"(?:<[^<>]{0,300}>|[^\w<]){1,40}"


def pattern(query: str) -> re.Pattern[str]:
    """What finds any of the phrases, one a line; ``word*`` is any word that begins so. None at all finds everything."""
    phrases = (_phrase(line) for line in query.splitlines())
    return re.compile("|".join(filter(None, phrases)), re.IGNORECASE)


def _phrase(line: str) -> str:
    words = re.findall(r"\w+\*?", unicodedata.normalize("NFC", line))
    return rf"(?<!\w){_BETWEEN.join(map(_word, words))}(?!\w)" if words else ""


def _word(word: str) -> str:
    return "".join(map(_letter, word.removesuffix("*"))) + (r"\w*" if word.endswith("*") else "")


def _letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter.lower())[0]
    return f"[{_VARIANTS[base]}]" if base in _VARIANTS else re.escape(letter)
