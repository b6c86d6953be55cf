"""``veilleur show``."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from digests import phrases
from nlp.types import Claim
from store.types import DocumentRow, RevisionRow
from veilleur import readings
from veilleur.errors import UsageError
from veilleur.shell import Context, Json, Shell, local, plain, shell


def show(
    context: Context,
    document: Annotated[int, typer.Argument(metavar="ID", help="Number of a document.")],
    revision: Annotated[int | None, typer.Option(metavar="N", help="An older state of it.")] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Words changed since the revision before.")] = False,
    json: Json = False,
) -> None:
    """Show a document, its revisions and what was read in it."""
    here = shell(context)
    row = here.queries.document(document, at=here.now)
    revisions = [kept for kept in here.queries.revisions(document) if kept.known_at <= here.now]
    shown = _chosen(revisions, revision)
    words = _diff(revisions, shown) if diff else None
    if here.json:
        return here.answer(_record(row, shown, revisions, words))
    return _print(here, row, shown, revisions, words)


def _chosen(revisions: list[RevisionRow], number: int | None) -> RevisionRow:
    if number is None:
        return revisions[-1]
    for kept in revisions:
        if kept.revision == number:
            return kept
    raise UsageError(f"no revision {number}; there are {len(revisions)}")


def _diff(revisions: list[RevisionRow], shown: RevisionRow) -> list[tuple[str, str]]:
    from digests.diffs import word_diff

    before = [kept.text for kept in revisions if kept.revision < shown.revision]
    return word_diff(before[-1] if before else shown.text, shown.text)


def _record(
    row: DocumentRow, shown: RevisionRow, revisions: list[RevisionRow], words: list[tuple[str, str]] | None
) -> dict[str, Any]:
    kept: tuple[str, ...] = ("id", "source", "publisher", "authority", "kind", "url", "urls", "first_seen", "language")
    kept += ("origin", "relevant", "flags")
    document = plain({name: getattr(row, name) for name in kept})
    for name in ("title", "published", "known_at", "text", "sha256", "revision"):
        document[name] = getattr(shown, name)
    document["notice"] = _jsonable(asdict(shown.notice)) if shown.notice else None
    document["revisions"] = [
        plain({name: getattr(kept, name) for name in ("revision", "known_at", "title", "sha256")}) for kept in revisions
    ]
    document["reading"] = readings.reading(shown.reading) if shown.reading else None
    document["diff"] = [{"op": op, "text": text} for op, text in words] if words is not None else None
    return plain(document)


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    return value if isinstance(value, str | int | float | None) else str(value)


def _print(
    here: Shell,
    row: DocumentRow,
    shown: RevisionRow,
    revisions: list[RevisionRow],
    words: list[tuple[str, str]] | None,
) -> None:
    published = local(shown.published, here.topic)
    here.screen.print(f"{shown.title}\n{row.publisher} · publié le {published}\n{row.url}\n", markup=False)
    here.screen.print(_marked(words) if words is not None else shown.text, markup=False)
    here.table(
        ["révision", "connue le", "titre"],
        [[str(kept.revision), local(kept.known_at, here.topic), kept.title] for kept in revisions],
    )
    if shown.reading:
        here.table(["décision", "date", "dans ces mots"], [_claim(claim) for claim in shown.reading.claims])


def _claim(claim: Claim) -> list[str]:
    name, status = phrases.TYPES["fr"][claim.type], phrases.STATUSES["fr"][claim.status]
    return [f"{name} ({status})", phrases.when(claim.when) if claim.when else "–", claim.quote]


def _marked(words: list[tuple[str, str]]) -> str:
    frames = {"insert": "[+{}+]", "delete": "[-{}-]", "equal": "{}"}
    return "".join(frames[op].format(text) for op, text in words)
