"""``veilleur why``."""

from typing import Annotated

import typer

from veilleur import readings
from veilleur.shell import Context, Json, shell


def why(
    context: Context,
    document: Annotated[int, typer.Argument(metavar="ID", help="Number of a document.")],
    json: Json = False,
) -> None:
    """Explain why a document is, or is not, about the affair."""
    from nlp.relevance import Scorer

    here = shell(context)
    row = here.queries.document(document, at=here.now)
    rules = here.topic.affair.relevance
    found = Scorer(rules)(row.title, row.text)
    if here.json:
        facts = {"id": row.id, "title": row.title, "url": row.url, "threshold": rules.threshold}
        return here.answer({**facts, **readings.relevance(found)})
    verdict = "pertinent" if found.relevant else "hors sujet"
    here.screen.print(f"{row.title}\n{verdict} : {found.score:g} pour un seuil de {rules.threshold:g}", markup=False)
    return here.table(["terme", "poids"], [[term, f"{weight:+g}"] for term, weight in found.terms])
