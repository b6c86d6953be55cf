"""Which date is the decision's: not that of the words, of the notice, or of what it is about; heads are given."""

from datetime import UTC, datetime

import pytest

from nlp.claims.chronology import heading
from nlp.claims.clauses import dates_of
from nlp.claims.telling import Telling
from nlp.claims.triggers import Trigger
from nlp.dates import parse
from nlp.dates.text import fold
from nlp.pipeline import load
from nlp.sentences import sentences
from nlp.types import ClaimStatus as S
from nlp.types import ClaimType as T

PUBLISHED = datetime(2026, 3, 19, 8, tzinfo=UTC)  # a Thursday


def when(text: str, head: str, kind: T, status: S) -> str | None:
    doc, folded = load()(text), fold(text)
    dates = parse(text, PUBLISHED, "Europe/Paris")
    start = text.index(head)
    trigger = Trigger(kind, start, start + len(head), 0.9, (start, start + len(head)), head)
    mention = dates_of([trigger], dates, folded, doc).get(trigger)
    found, _ = Telling(folded, doc, PUBLISHED.date(), dates, 0).moments(trigger, mention, status)
    return found.date.edtf if found else None


@pytest.mark.parametrize(
    ("text", "head", "kind", "status", "expected"),
    [
        # the paper's day is the act's
        ("Un rectificatif publié mardi ôte une clause.", "ôte", T.TENDER_AMENDMENT, S.DONE, "2026-03-17"),
        ("Dans un rapport remis en janvier, elle préconise un départ.", "préconise", T.OPINION, S.DONE, "2026-01"),
        # acts that are words are of the day of the words; promises are not
        ("Le juge des référés a reconnu mardi un risque.", "reconnu", T.RULING, S.DONE, "2026-03-17"),
        ("Interrogée mardi, elle a affirmé qu'un marché serait lancé.", "lancé", T.TENDER, S.PLANNED, None),
        # the date that gave way to another
        ("La bascule, prévue en octobre, est repoussée à 2027.", "bascule", T.MIGRATION, S.PLANNED, "2027"),
        # what comes of an act done does not date it; a limit that moves is no date of the correction
        ("La Drees a chargé l'Igas d'évaluer le coût d'ici à 2027.", "chargé", T.PLANNING, S.DONE, None),
        ("La remise des plis est repoussée au 12 mai.", "repoussée", T.TENDER_AMENDMENT, S.DONE, None),
        ("À défaut de réponse avant le 15 juin, le CNLL saisira le juge.", "saisira", T.CHALLENGE, S.PLANNED, None),
        # a delay counts from the day of the words; the summer that is announced is the one to come
        ("Il s'est engagé le 9 mai 2020 à partir en deux ans.", "partir", T.MIGRATION, S.PLANNED, "2022-05"),
        ("La copie sera livrée avant l'été.", "livrée", T.MIGRATION, S.PLANNED, "2026-22"),
        # a promise told when its time is over keeps its year
        ("L'hébergeur devait être connu à la fin février.", "connu", T.AWARD, S.PLANNED, "2026-02"),
        ("La bascule aura lieu en février.", "bascule", T.MIGRATION, S.PLANNED, "2027-02"),
        ("Nous ne quitterons pas Azure en janvier.", "quitterons", T.MIGRATION, S.DENIED, "2027-01"),
        ("L'étude promise à l'automne n'a pas été commandée.", "étude", T.PLANNING, S.DENIED, "2025-23"),
        # a delay ends at the grain of the day from which it counts
        ("À l'automne 2020, il jurait de partir en deux ans.", "partir", T.MIGRATION, S.PLANNED, "2022-23"),
        ("En novembre 2020, il promettait de partir sous deux ans.", "partir", T.MIGRATION, S.PLANNED, "2022-11"),
        # told in the past, it was in the last April; what stands today has no day
        ("En avril, la Cnil accorda l'accès.", "accorda", T.AUTHORISATION, S.DONE, "2025-04"),
        ("Cloud Temple dispose aujourd'hui du visa.", "visa", T.QUALIFICATION, S.DONE, None),
        # a participle that opens the sentence, or that has its auxiliary, is the decision's own
        ("Publié mardi, l'avis porte sur quatre ans.", "avis", T.TENDER, S.DONE, "2026-03-17"),
        ("Les devis seront tous déposés à la fin du mois.", "devis", T.DEADLINE, S.PLANNED, "2026-03"),
        ("Les éditeurs furent déboutés dès le 3 mars.", "déboutés", T.RULING, S.DONE, "2026-03-03"),
        # the limit that an entry of a chronology tells is of its day
        ("4 mai 2026 : clôture des candidatures.", "clôture", T.DEADLINE, S.PLANNED, "2026-05-04"),
        ("Le ministre se donne deux ans pour partir.", "partir", T.MIGRATION, S.PLANNED, "2028-03"),
        # a verb of saying that is the act itself; a participle set beside the head; a body that met
        ("Une consultation a été engagée le 9 février.", "engagée", T.TENDER, S.DONE, "2026-02-09"),
        ("Elle revient sur le choix de Scaleway, annoncé lundi.", "choix", T.AWARD, S.DONE, "2026-03-16"),
        ("Le rapport de la commission, adopté mardi, étrille l'État.", "étrille", T.OPINION, S.DONE, "2026-03-17"),
        ("Une étude sera lancée en avril.", "étude", T.PLANNING, S.PLANNED, "2026-04"),
        ("Réuni mardi, le conseil a désigné un directeur.", "désigné", T.APPOINTMENT, S.DONE, "2026-03-17"),
        # a year that a plan is for, a date that tells one noun from others
        ("La feuille de route 2026-2029 a été présentée mardi.", "présentée", T.ANNOUNCEMENT, S.DONE, "2026-03-17"),
        ("Une plainte vise les conditions de l'achat de 2019.", "plainte", T.CHALLENGE, S.DONE, None),
        # what is denied did not happen on the day of its denial
        ("Aucun recours n'avait été déposé lundi.", "déposé", T.CHALLENGE, S.DENIED, None),
        ("La copie, promise pour avril, ne sera pas prête.", "copie", T.MIGRATION, S.DENIED, "2026-04"),
        # a condition's date, one that gave way, one of what is asked, one since which nothing came
        ("Un recours serait possible si le visa manquait au 31 mars.", "recours", T.CHALLENGE, S.CONDITIONAL, None),
        ("Les plis, initialement dus le 6 mars, le seront le 13 avril.", "plis", T.DEADLINE, S.PLANNED, "2026-04-13"),
        ("Le présent avis corrige l'avis initial envoyé le 9 février.", "corrige", T.TENDER_AMENDMENT, S.DONE, None),
        ("La commission recommande une sortie avant 2027.", "recommande", T.OPINION, S.DONE, None),
        ("Le décret, attendu depuis l'automne, paraîtra.", "décret", T.LAW, S.PLANNED, None),
        ("Le gouvernement parlait en janvier de la fin de l'année.", "parlait", T.MIGRATION, S.PLANNED, "2026"),
        # an older promise does not count from today, nor is what goes on since a day to come
        ("Le ministre promettait de partir sous deux ans.", "partir", T.MIGRATION, S.PLANNED, None),
        ("Le ministre donnait deux ans pour partir.", "partir", T.MIGRATION, S.PLANNED, None),
        ("Ils ont jusqu'au 30 mars pour répondre.", "jusqu'au 30 mars", T.DEADLINE, S.PLANNED, "../2026-03-30"),
        # a stretch of time keeps the grain of its ends
        ("Elle s'achèvera entre la fin de 2026 et le début de 2027.", "achèvera", T.MIGRATION, S.PLANNED, "2026/2027"),
        ("L'attribution aura lieu fin mai, pour une bascule en 2027.", "attribution", T.AWARD, S.PLANNED, "2026-05"),
    ],
)  # fmt: skip
def test_the_date_that_belongs_to_the_decision(text, head, kind, status, expected):
    assert when(text, head, kind, status) == expected


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("Mars 2019. La Drees retient Azure.", "retient", "2019-03"),
        ("Mars 2019 : saisi en référé, le juge rejette la demande.", "rejette", "2019-03"),
        ("Juin 2018. Une mission est lancée. Une doctrine suit.", "suit", "2018-06"),
        ("- 4 août 2025 : clôture. Les offres suivent.", "suivent", "2025-08-04"),
        ("Mars 2019. La Drees retient Azure.\nOn passe à la suite.", "suite", None),
        ("19 mars 2026. La ministre annonce son choix.", "choix", None),  # the day of the text itself
        ("En mars 2019 la Drees retient Azure. Rien ne bouge.", "bouge", None),
    ],
)
def test_an_entry_of_a_chronology_is_of_its_day(text, head, expected):
    at = next(left for left, right in sentences(text) if left <= text.index(head) < right)
    found = heading(fold(text), parse(text, PUBLISHED, "Europe/Paris"), at, PUBLISHED.date())
    assert (found.date.edtf if found else None) == expected


def test_a_limit_that_moves_dates_the_deadline():
    text = "La remise des devis est repoussée du 16 au 30 mars."
    moved, due = (
        Trigger(
            kind, text.index(word), text.index(word) + len(word), 0.9, (text.index(word), text.index(word) + len(word))
        )
        for kind, word in ((T.TENDER_AMENDMENT, "repoussée"), (T.DEADLINE, "devis"))
    )
    dates = parse(text, PUBLISHED, "Europe/Paris")
    found = dates_of([moved, due], dates, fold(text), load()(text))
    assert found[due] == dates[0]
