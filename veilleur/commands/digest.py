"""``veilleur digest``."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from digests.types import Subscriber
from store.mailbox import Mailbox, beside
from store.types import Delivery
from veilleur.errors import UsageError
from veilleur.moments import day
from veilleur.parts import office
from veilleur.shell import Context, Json, Shell, shell


def digest(
    context: Context,
    subscriber: Annotated[str | None, typer.Option(metavar="N", help="Default: the first.")] = None,
    date: Annotated[str | None, typer.Option(metavar="D", help="The digest of this day; default: now.")] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where to write .eml, .html and .txt.")] = Path(),
    json: Json = False,
) -> None:
    """Write the mail that a subscriber would get; sends nothing, marks nothing."""
    from digests.mail import message
    from digests.post import Post
    from digests.send import write
    from digests.slots import slot_on

    here = shell(context)
    reader = _subscriber(here, subscriber)
    slot = slot_on(reader, day(date), here.topic.zone) if date else here.now
    since, sent = _before(here, reader, slot)
    made = Post(office(here)).digest(reader, since, slot, sent)
    name = f"{slot.astimezone(here.topic.zone).date()}-{reader.name}"
    files = write(message(made, reader, here.topic.mail, slot).as_bytes(), out, name)
    if here.json:
        facts = {"subscriber": reader.name, "slot": slot.isoformat(), "since": since.isoformat()}
        return here.answer({**facts, "subject": made.subject, "empty": made.empty, "files": list(map(str, files))})
    return here.screen.print("\n".join([made.subject, *map(str, files)]), markup=False)


def _subscriber(here: Shell, name: str | None) -> Subscriber:
    found = [s for s in here.topic.subscribers if name in (None, s.name)]
    if not found:
        known = ", ".join(s.name for s in here.topic.subscribers) or "none"
        raise UsageError(f"no subscriber {name or ''} in this topic ({known})")
    return found[0]


def _before(here: Shell, reader: Subscriber, slot: datetime) -> tuple[datetime, list[Delivery]]:
    """Where this reader's mail before ``slot`` ended, and the mails before it; a day before when there is none."""
    path = beside(here.archive)
    if path.exists():
        with Mailbox(path) as mailbox:
            earlier = [delivery for delivery in mailbox.of(reader.name) if delivery.slot < slot]
        if earlier:
            return earlier[-1].until, earlier
    return slot - timedelta(days=1), []
