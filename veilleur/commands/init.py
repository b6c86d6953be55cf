"""``veilleur init``."""

from pathlib import Path
from typing import Annotated

import typer

from veilleur.errors import TopicExistsError
from veilleur.shell import Context, Json, shell
from veilleur.topic import DEFAULT_FILE, preset


def init(
    context: Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write it.")] = Path(),
    json: Json = False,
) -> None:
    """Write topic.toml from the preset; never overwrites."""
    path = folder / DEFAULT_FILE
    if path.exists():
        raise TopicExistsError(path)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(preset(), "utf-8")
    if shell(context).json:
        return shell(context).answer({"topic": str(path)})
    return shell(context).screen.print(f"{path} écrit ; adaptez-le, puis : veilleur check", markup=False)
