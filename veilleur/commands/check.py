"""``veilleur check``."""

from dataclasses import asdict

import typer

from veilleur.errors import TopicError
from veilleur.shell import USAGE, Context, Json, Shell, shell


def check(context: Context, json: Json = False) -> None:
    """Validate the topic; each error is ``file:line: path: message``."""
    here = shell(context)
    try:
        topic = here.topic
    except TopicError as error:
        _faults(here, error)
        raise typer.Exit(USAGE) from error
    if here.json:
        return here.answer({"valid": True, "topic": topic.affair.name, "errors": []})
    on = sum(source.enabled for source in topic.sources)
    name = topic.file or "thème fourni"
    return here.screen.print(f"{name} : valide, {on} sources actives sur {len(topic.sources)}", markup=False)


def _faults(here: Shell, error: TopicError) -> None:
    if here.json:
        return here.answer({"valid": False, "topic": None, "errors": [asdict(fault) for fault in error.faults]})
    return here.note(str(error))
