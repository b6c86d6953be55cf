"""One line for people about one thing: an event, what was awaited and came, a contradiction. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from digests import intervals, phrases
from digests.types import Contradiction, Event, Milestone
from store.types import Known, KnownClaim


@dataclass(frozen=True, slots=True)
class Words:
    """How to speak to the reader."""

    language: str = "fr"
    names: Mapping[str, str] = field(default_factory=dict)  # actor id → name
    strangers: frozenset[str] = frozenset()  # actors that no topic names: told when they win, and not in passing

    def name(self, actor: str | None) -> str:
        """Name of an actor; a publisher is its own name."""
        return self.names.get(actor or "", actor or "")

    def knowing(self, known: Known) -> "Words":
        """The same, with the names of the actors that were met and that the topic does not know."""
        met = {actor.id: actor.name for actor in known.actors if not actor.known}
        return replace(self, names={**met, **self.names}, strangers=frozenset(met) - frozenset(self.names))


def event_line(event: Event, words: Words) -> str:
    """Attribution (fait), 23 avril 2026 : Scaleway."""
    language = words.language
    label, state = phrases.TYPES[language][event.type], phrases.STATUSES[language][event.status]
    who = event_people(event, words)
    people = f" : {', '.join(who)}" if who else ""
    return f"{label} ({state}), {phrases.when(event.when, language)}{people}"


def event_people(event: Event, words: Words) -> list[str]:
    """Names of the winners, else of the two first actors that readers know."""
    suppliers = [words.name(role.id) for role in event.actors if role.role == "supplier"]
    return suppliers or [words.name(role.id) for role in event.actors if role.id not in words.strangers][:2]


def seen_line(milestone: Milestone, event: Event, words: Words) -> str:
    """Attribution : fin mars 2026 → 23 avril 2026 (+23 j), Plateforme des données de santé. Titulaire : Scaleway."""
    language, proof = words.language, event.evidence[0]
    by = words.name(proof.speaker or proof.publisher)
    winners = ", ".join(words.name(role.id) for role in event.actors if role.role == "supplier")
    ending = phrases.word("winner", language, winners) if winners else ""
    if milestone.baseline is not None and milestone.seen is not None:
        if milestone.slip_days is not None and intervals.overlap(milestone.baseline.when, milestone.seen):
            then, now = (phrases.when(when, language) for when in (milestone.baseline.when, milestone.seen))
            return f"{phrases.word('in_time', language, milestone.title, now, then)}, {by}{ending}"
        dates = (milestone.baseline.when, milestone.seen)
        return f"{phrases.slip(milestone.title, *dates, milestone.slip_days, by, language)}{ending}"
    return phrases.word("seen", language, milestone.title, phrases.when(milestone.seen, language), f", {by}{ending}")


def contradiction_line(item: Contradiction, words: Words) -> str:
    """Annulation de la procédure, deux dates : 6 février 2026 (Gouvernement) ou 5 février 2026 (L'Écho)."""
    left, right = (proof.publisher for proof in (item.left, item.right))
    mine = _value(item.field, item.left_value, item.left, words)
    theirs = _value(item.field, item.right_value, item.right, words)
    about = phrases.TYPES[words.language][item.type] if item.type else item.title
    return phrases.word(f"contradiction.{item.field}", words.language, about, mine, left, theirs, right)


def _value(name: str, value: str, proof: KnownClaim, words: Words) -> str:
    """One of the two values, for people."""
    match name:
        case "date" if proof.when and proof.when.edtf == value:
            return phrases.when(proof.when, words.language)
        case "date":  # the day of an act, which is that of its publication
            return phrases.when(intervals.on(date.fromisoformat(value)), words.language)
        case "winner":
            return ", ".join(words.name(actor) for actor in value.split())
        case "amount":
            return phrases.amount(value, words.language)
    return value


def notice_line(event: Event, words: Words) -> str:
    """aucun avis officiel trouvé (BOAMP consulté le 24 avril 2026); the number of the notice when there is one."""
    language = words.language
    if event.notice:
        return phrases.word("notice", language, event.notice)
    if not event.searched:
        return ""
    names = ", ".join(name for name, _ in event.searched)
    day = min(day for _, day in event.searched)
    return phrases.word("no_notice", language, names, phrases.day(day, language))


def voices_line(event: Event, words: Words) -> str:
    """officiel et presse · 10 articles, 8 origines · aucun avis officiel trouvé (…)."""
    language = words.language
    told = phrases.count("article", event.articles, language)
    if event.origins != event.articles:
        told = f"{told}, {phrases.count('origin', event.origins, language)}"
    parts = (phrases.word(f"corroboration.{event.corroboration}", language), told, notice_line(event, words))
    return " · ".join(filter(None, parts))
