"""Dates as a spaCy component, for whoever builds a pipeline: ``nlp.add_pipe("timex")``.

``doc.spans["dates"]`` holds the expressions, labelled DATE, TIME, DURATION or SET (TimeML), each with ``span._.date``,
a ``FuzzyDate``. ``doc._.published`` (aware, or None when unknown) anchors relative dates and is set before the
component runs. The reader calls ``parse`` itself: an English text has no Doc, and "trois mois plus tard" may count from
a date many pieces before (docs/decisions/reading.md).
"""

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.dates.parse import parse
from nlp.types import DateMention

KEY = "dates"

Doc.set_extension("published", default=None, force=True)
Span.set_extension("date", default=None, force=True)


@Language.factory("timex", default_config={"timezone": "Europe/Paris"}, assigns=["doc.spans"])
def timex(nlp: Language, name: str, timezone: str) -> "Timex":
    """The component; ``timezone`` is the one in which days begin."""
    return Timex(timezone)


class Timex:
    """Finds the dates of a Doc."""

    def __init__(self, timezone: str) -> None:
        self._timezone = timezone

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.spans["dates"]``; a span takes whole tokens, so it may be wider than the expression."""
        doc.spans[KEY] = [self._span(doc, m) for m in parse(doc.text, doc._.published, self._timezone)]
        return doc

    @staticmethod
    def _span(doc: Doc, mention: DateMention) -> Span:
        span = doc.char_span(mention.start, mention.end, mention.date.timex.type, alignment_mode="expand")
        assert span is not None  # a mention is never empty
        span._.date = mention.date
        return span
