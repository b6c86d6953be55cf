"""``veilleur timeline``."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import typer

from digests import phrases, written
from digests.lines import Words, contradiction_line, event_people, notice_line, voices_line
from digests.merging import Merger
from digests.promises import Promise
from digests.recital import Told, retold
from digests.timeline import timeline as build
from digests.types import Event, Milestone, MilestoneState, Timeline
from nlp.types import ClaimStatus
from veilleur.blocks import Block, Blocks
from veilleur.parts import rules, words
from veilleur.shell import NOTHING, Context, Json, Shell, shell
from veilleur.uncollected import uncollected

_STATES = {MilestoneState.OPEN: "attendu", MilestoneState.OVERDUE: "EN RETARD", MilestoneState.SEEN: "vu"}


def timeline(
    context: Context,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="D", help="As it was known then.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="ID", help="This actor's promises and their fate.")] = None,
    json: Json = False,
) -> None:
    """What is awaited and who promised it for when, contradictions, and every event in order."""
    with uncollected():
        _answer(shell(context), as_of, actor)


def _answer(here: Shell, as_of: str | None, actor: str | None) -> None:
    at = here.at(as_of)
    known = here.keep(here.queries.known(at, since=at))
    stated = rules(here.topic)
    found = here.keep(build(known, stated, merger=here.keep(Merger(stated.overrides, stated.zone))))
    speech = replace(words(here.topic), language="fr").knowing(known)  # as all that is said on the screen
    if actor:
        _promises(here, found, actor, speech)
        return
    if here.json:
        here.answer_in_pieces(written.timeline(found))
    else:
        show(here, found, speech)
    if not found.events and not any(milestone.expected for milestone in found.milestones):
        here.note("rien trouvé")
        raise typer.Exit(NOTHING)


def show(here: Shell, found: Timeline, speech: Words) -> None:
    """Print a timeline for people: what is awaited first, then what contradicts, then what happened."""
    page = Blocks(here.screen)
    page.section("Ce qui est attendu")
    for milestone in found.milestones:
        page.title(_headline(milestone, found, speech))
        page.blocks(_ledger(milestone, speech), empty="aucune date annoncée")
    if found.contradictions:
        page.section("Contradictions")
        page.blocks(Block("", contradiction_line(item, speech)) for item in found.contradictions)
    page.section("Ce qui s'est passé")
    page.blocks((_event(event, speech) for event in found.events), empty="rien")


def _headline(milestone: Milestone, found: Timeline, speech: Words) -> str:
    """Attribution : VU le 23 avril 2026 (+23 j) : Scaleway."""
    title, state = milestone.title, _STATES[milestone.state]
    slip = phrases.signed(milestone.slip_days) if milestone.slip_days else ""
    if milestone.seen:
        event = next(event for event in found.events if event.id == milestone.event)
        who = ", ".join(speech.name(role.id) for role in event.actors if role.role == "supplier")
        told = " · ".join(filter(None, (who, notice_line(event, speech))))
        return f"{title} : {state}, {phrases.when(milestone.seen)}{slip}{f' · {told}' if told else ''}"
    current = f", {phrases.when(milestone.current.when)}{slip}" if milestone.current else ""
    unsure = f" · retard non affirmé, sources en panne : {milestone.suppressed}" if milestone.suppressed else ""
    since = f" depuis le {phrases.day(milestone.overdue_since)}" if milestone.overdue_since else ""
    return f"{title} : {state}{since}{current}{unsure}"


def _ledger(milestone: Milestone, speech: Words) -> Iterator[Block]:
    """One block a date, by who gave it first with most weight; who only repeats it is counted."""
    for told in retold(milestone):
        row = told.row
        said = phrases.day(row.said_on) if row.said_on else "date inconnue"
        yield Block(
            phrases.when(row.when),
            f"{speech.name(row.by)}, le {said} · {_standing(told)}",
            row.evidence.quote,
            f"répété par {_others(told)}" if told.others else "",
        )


def _standing(told: Told) -> str:
    voice = {2: "officiel", 1: "presse"}.get(told.row.weight, "rumeur")
    return f"{voice} · {told.fate or 'non confirmé'}"


def _others(told: Told) -> str:
    return "une autre voix" if told.others == 1 else f"{told.others} autres voix"


def _event(event: Event, speech: Words) -> Block:
    label, who = phrases.TYPES["fr"][event.type], ", ".join(event_people(event, speech))
    state = "" if event.status == ClaimStatus.DONE else f" ({phrases.STATUSES['fr'][event.status]})"
    proof = event.evidence[0]
    return Block(
        phrases.when(event.when),
        f"{label}{state}{f' : {who}' if who else ''}",
        proof.quote,
        f"{voices_line(event, speech)} · {proof.publisher} [{proof.document}]",
    )


def _promises(here: Shell, found: Timeline, actor: str, speech: Words) -> None:
    from digests.promises import promises

    made = promises(found, actor, here.topic.zone, _names(here, actor))
    if here.json:
        here.answer({"actor": actor, "promises": [promise.jsonable() for promise in made]})
    else:
        page = Blocks(here.screen)
        page.section(f"Ce qu'a promis {speech.name(actor)}")
        page.blocks(map(_promise, made), empty="aucune promesse datée")
    if not made:
        here.note("aucune promesse datée")
        raise typer.Exit(NOTHING)


def _promise(promise: Promise) -> Block:
    said, title, when, fate = promise.cells()
    return Block(when, f"{title} · {fate}", promise.evidence.quote, f"dit le {said} · {promise.evidence.publisher}")


def _names(here: Shell, actor: str) -> set[str]:
    """Every name of an actor: its own publications bear one of them."""
    known = [a for a in here.topic.affair.actors if a.id == actor]
    return {name for a in known for name in (a.name, *(alias.text for alias in a.aliases))}
