"""French or English? The rest is read as its source says it is."""

from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SHORTEST = 40  # characters; below, the detector guesses
_SAMPLE = 2000  # characters are plenty


def detect(text: str, default: str = "fr") -> str:
    """ISO 639-1 code of ``text``: fr or en; ``default`` for a text too short to tell."""
    if len(text.strip()) < SHORTEST:
        return default
    return str(_identifier().classify(text[:_SAMPLE])[0])


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["fr", "en"])
    return identifier
