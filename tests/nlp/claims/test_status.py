"""How firmly a decision is said, by the grammar around its head; the head is given, the sentence is ours."""

import pytest

from nlp.claims.clauses import clause
from nlp.claims.status import status
from nlp.claims.triggers import Trigger
from nlp.dates.text import fold
from nlp.pipeline import load
from nlp.types import ClaimStatus as S
from nlp.types import ClaimType as T


def read(text: str, head: str, kind: T) -> S | None:
    folded = fold(text)
    start = text.index(head)
    trigger = Trigger(kind, start, start + len(head), 0.9, (start, start + len(head)), head)
    return status(load()(text), folded, trigger, *clause(folded, trigger, 0, len(text)), False)


@pytest.mark.parametrize(
    ("text", "head", "kind", "expected"),
    [
        # the conditional of rumour, of hypothesis, and the future seen from the past
        ("L'arbitrage serait rendu en faveur de Scaleway.", "rendu", T.AWARD, S.REPORTED),
        ("La Cnil rendrait en juillet un avis réservé sur la copie.", "rendrait", T.OPINION, S.REPORTED),
        ("L'offre serait qualifiée si l'audit se passait bien.", "qualifiée", T.QUALIFICATION, S.CONDITIONAL),
        ("Il serait normal de lancer un appel d'offres.", "lancer", T.TENDER, S.CONDITIONAL),
        ("Elle a indiqué que le marché serait attribué en mars.", "attribué", T.AWARD, S.PLANNED),
        ("L'acheteur préparait un appel d'offres.", "préparait", T.PLANNING, S.DONE),
        # conditions and hypotheses
        ("Si le juge annulait la procédure, tout serait à refaire.", "annulait", T.RULING, S.CONDITIONAL),
        ("Sous réserve de l'accord de la Cnil, la copie débutera en mai.", "débutera", T.MIGRATION, S.CONDITIONAL),
        ("OVHcloud n'exclut pas de saisir le juge.", "saisir", T.CHALLENGE, S.CONDITIONAL),
        ("Un recours n'est pas exclu.", "recours", T.CHALLENGE, S.CONDITIONAL),
        # the scope of a negation
        ("La signature du marché n'a pas encore eu lieu.", "signature", T.CONTRACT, S.DENIED),
        ("Le contrat n'a pu être signé.", "signé", T.CONTRACT, S.DENIED),
        ("Le marché a été enterré sans qu'aucun lauréat n'ait été choisi.", "enterré", T.TENDER_CANCELLATION, S.DONE),
        ("La bascule a été interrompue au bout de trois jours.", "bascule", T.MIGRATION, S.DENIED),
        ("La plateforme a retiré sa demande d'autorisation.", "retiré", T.AUTHORISATION, S.DENIED),
        ("Le juge n'a pas suspendu la plateforme.", "suspendu", T.RULING, S.DONE),
        ("Le juge n'a pas statué vendredi.", "statué", T.RULING, S.DENIED),
        ("L'agence regrette qu'aucun prestataire ne soit qualifié.", "regrette", T.OPINION, S.DONE),
        ("Microsoft n'hébergera plus les données en 2027.", "hébergera", T.MIGRATION, S.PLANNED),
        ("La migration n'aura pas lieu avant 2027.", "migration", T.MIGRATION, S.PLANNED),
        # what is said of what is still to be said
        ("L'avis de la Cnil sera rendu en septembre.", "rendu", T.OPINION, S.PLANNED),
        ("Un décret imposera la qualification SecNumCloud.", "imposera", T.REQUIREMENT, S.PLANNED),
        ("La qualification SecNumCloud sera exigée des candidats.", "exigée", T.REQUIREMENT, S.DONE),
    ],
)
def test_status_of_a_head(text, head, kind, expected):
    assert read(text, head, kind) == expected
