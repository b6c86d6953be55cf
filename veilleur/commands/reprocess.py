"""``veilleur reprocess``."""

from dataclasses import asdict

from veilleur.parts import reading_monitor
from veilleur.shell import Context, Json, shell


def reprocess(context: Context, json: Json = False) -> None:
    """Read the archived bytes again with today's parsers and model. Nothing is fetched; a better reading is no news."""
    here = shell(context)
    with reading_monitor(here) as running, running.turn():
        report = running.reprocess(here.clock())
    for problem in report.problems:
        here.note(problem)
    if here.json:
        return here.answer(asdict(report))
    parsed = f"{report.answers} réponses relues, {report.corrected} textes corrigés"
    read = f"{report.read} textes compris à nouveau, {report.relevant} pertinents, {report.claims} décisions"
    return here.screen.print(f"{parsed}, {report.documents_new} documents retrouvés\n{read}", markup=False)
