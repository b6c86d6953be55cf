"""``veilleur outbox``."""

from typing import Annotated, Any

import typer

from store.types import Delivery, DeliveryState
from veilleur.shell import NOTHING, Context, Json, Shell, local, plain, shell

_STATES = {
    DeliveryState.PENDING: "à envoyer",
    DeliveryState.SENDING: "en cours d'envoi",
    DeliveryState.SENT: "envoyé",
    DeliveryState.FAILED: "échec",
    DeliveryState.UNKNOWN: "arrivée incertaine",
    DeliveryState.SKIPPED: "rien à dire",
}


def outbox(
    context: Context,
    state: Annotated[DeliveryState | None, typer.Option(metavar="S", help="Only those in this state.")] = None,
    subscriber: Annotated[str | None, typer.Option(metavar="N", help="Only those to this subscriber.")] = None,
    retry: Annotated[int | None, typer.Option(metavar="ID", help="Let this one leave again at the next run.")] = None,
    json: Json = False,
) -> None:
    """Mails: those that left, those that wait, those that failed and why."""
    here = shell(context)
    rows = [d for d in _deliveries(here, retry) if state in (None, d.state) and subscriber in (None, d.subscriber)]
    if here.json:
        here.answer([_record(row) for row in rows])
    else:
        here.table(["n°", "destinataire", "créneau", "état", "essais", "remarque"], [_row(here, row) for row in rows])
    if not rows:
        here.note("aucun courriel")
        raise typer.Exit(NOTHING)


def _deliveries(here: Shell, retry: int | None) -> list[Delivery]:
    from store.mailbox import Mailbox, beside

    path = beside(here.archive)
    if not path.exists():
        return []
    with Mailbox(path) as mailbox:
        if retry is not None and not mailbox.retry(retry, here.now):
            here.note(f"{retry} : aucun courriel en échec ou incertain ne porte ce numéro")
            raise typer.Exit(NOTHING)
        return mailbox.all()


def _record(row: Delivery) -> dict[str, Any]:
    kept = ("id", "subscriber", "slot", "since", "until", "state", "message_id", "attempts", "error", "updated_at")
    return plain({name: getattr(row, name) for name in kept})


def _row(here: Shell, row: Delivery) -> list[str]:
    gone = row.subscriber not in {subscriber.name for subscriber in here.topic.subscribers}
    remark = "; ".join(filter(None, (row.error, "n'est plus abonné" if gone else "")))
    return [str(row.id), row.subscriber, local(row.slot, here.topic), _STATES[row.state], str(row.attempts), remark]
