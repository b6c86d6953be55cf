"""``veilleur timeline``."""

from typing import Annotated

import typer

from digests import jsonable, phrases
from digests.changes import Words, contradiction_line, event_line
from digests.timeline import timeline as build
from digests.types import Milestone, MilestoneState, Timeline
from veilleur.parts import rules, words
from veilleur.shell import NOTHING, Context, Json, Shell, shell

_STATES = {MilestoneState.OPEN: "attendu", MilestoneState.OVERDUE: "EN RETARD", MilestoneState.SEEN: "vu"}


def timeline(
    context: Context,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="D", help="As it was known then.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="ID", help="This actor's promises and their fate.")] = None,
    json: Json = False,
) -> None:
    """Events in order, what is awaited, and who promised what."""
    here = shell(context)
    found = build(here.queries.known(here.at(as_of)), rules(here.topic))
    if actor:
        return _promises(here, found, actor)
    if here.json:
        here.answer(jsonable.timeline(found))
    else:
        show(here, found)
    if not found.events and not any(milestone.expected for milestone in found.milestones):
        here.note("rien trouvé")
        raise typer.Exit(NOTHING)
    return None


def show(here: Shell, found: Timeline) -> None:
    """Print a timeline for people: events, milestones with their ledger, contradictions."""
    speech = words(here.topic)
    rows = [
        [phrases.when(e.when), event_line(e, speech), _voices(e.corroboration, e.articles, e.origins)]
        for e in found.events
    ]
    here.table(["date", "événement", "voix"], rows)
    for milestone in found.milestones:
        _milestone(here, milestone, speech)
    if found.contradictions:
        here.table(["contradictions"], [[contradiction_line(item, speech)] for item in found.contradictions])


def _voices(corroboration: str, articles: int, origins: int) -> str:
    return f"{phrases.word(f'corroboration.{corroboration}', 'fr')}, {articles} articles, {origins} origines"


def _milestone(here: Shell, milestone: Milestone, speech: Words) -> None:
    seen = f" le {phrases.when(milestone.seen)}" if milestone.seen else ""
    slip = phrases.signed(milestone.slip_days)
    title = f"{milestone.title} : {_STATES[milestone.state]}{seen}{slip} {milestone.suppressed}".rstrip()
    rows = [
        [
            phrases.day(row.said_on) if row.said_on else "–",
            speech.name(row.by),
            phrases.when(row.when),
            phrases.signed(row.slip_days).strip(" ()"),
            row.fate,
            row.evidence.quote,
        ]
        for row in milestone.expected
    ]
    here.table(["dit le", "par", "pour", "glissement", "sort", "dans ces mots"], rows, title)


def _promises(here: Shell, found: Timeline, actor: str) -> None:
    from digests.promises import promises

    made = promises(found, actor, here.topic.zone, _names(here, actor))
    if here.json:
        here.answer({"actor": actor, "promises": [promise.jsonable() for promise in made]})
    else:
        here.table(["dit le", "promesse", "pour", "sort"], [promise.row() for promise in made])
    if not made:
        here.note("aucune promesse datée")
        raise typer.Exit(NOTHING)


def _names(here: Shell, actor: str) -> set[str]:
    """Every name of an actor: its own publications bear one of them."""
    known = [a for a in here.topic.affair.actors if a.id == actor]
    return {name for a in known for name in (a.name, *(alias.text for alias in a.aliases))}
