"""TimelineJS 3 JSON (Knight Lab): events that have a date, and what is still awaited."""

import json
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

from digests import phrases
from digests.exports import Export
from digests.lines import event_line
from digests.types import Event, Milestone
from nlp.types import FuzzyDate
from store.types import KnownClaim


def write(what: Export) -> bytes:
    """One slide an event, one a milestone not yet seen; the texts are HTML with every value escaped."""
    slides = [slide for event in what.timeline.events if (slide := _event(event, what))]
    slides += [slide for milestone in what.timeline.milestones if (slide := _milestone(milestone, what))]
    title = {"text": {"headline": escape(what.title), "text": ""}}
    return json.dumps({"title": title, "events": slides, "scale": "human"}, ensure_ascii=False, indent=1).encode()


def _event(event: Event, what: Export) -> dict[str, Any] | None:
    language = what.words.language
    group = phrases.TYPES[language][event.type]
    note = phrases.word(f"corroboration.{event.corroboration}", language)
    return _slide(event.id, event.when, event_line(event, what.words), event.evidence[0], note, group, what)


def _milestone(milestone: Milestone, what: Export) -> dict[str, Any] | None:
    if milestone.seen or milestone.current is None:
        return None
    row = milestone.current
    said = phrases.day(row.said_on, what.words.language) if row.said_on else ""
    note = " · ".join(filter(None, (what.words.name(row.by), said)))
    headline = f"{milestone.title} ({milestone.state})"
    return _slide(milestone.id, row.when, headline, row.evidence, note, milestone.title, what)


def _slide(
    identity: str, when: FuzzyDate | None, headline: str, proof: KnownClaim, note: str, group: str, what: Export
) -> dict[str, Any] | None:
    """None without a date: a slide needs a place."""
    first = when and (when.earliest or when.latest)
    last = when and (when.latest or when.earliest)
    if not when or not first or not last:
        return None
    return {
        "unique_id": identity,
        "start_date": _day(first),
        **({"end_date": _day(last)} if last != first else {}),
        "display_date": phrases.when(when, what.words.language),
        "group": escape(group),
        "text": {"headline": escape(headline), "text": "".join(_text(proof, note))},
    }


def _text(proof: KnownClaim, note: str) -> Iterator[str]:
    yield f"<blockquote>{escape(proof.quote)}</blockquote>"
    yield f'<p><a href="{escape(proof.url)}">{escape(proof.publisher)}</a> · {escape(note)}</p>'


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
