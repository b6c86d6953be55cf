"""How firmly a decision is said, by the grammar around its head; the head is given, the sentence is ours."""

import pytest

from nlp.claims.clauses import clause
from nlp.claims.status import status
from nlp.claims.triggers import Trigger
from nlp.dates.text import fold
from nlp.pipeline import load
from nlp.types import ClaimStatus as S
from nlp.types import ClaimType as T


def read(text: str, head: str, kind: T, sure: bool = False) -> S | None:
    folded = fold(text)
    start = text.index(head)
    trigger = Trigger(kind, start, start + len(head), 0.9, (start, start + len(head)), head, sure)
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
        # the scope of a negation, once more: nothing in the way, what is required, what was said at a hearing
        ("Plus rien ne s'oppose à la signature du contrat, attendue en mai.", "signature", T.CONTRACT, S.PLANNED),
        (
            "Les données seront copiées chez un hôte hors de portée du droit américain.",
            "copiées",
            T.MIGRATION,
            S.PLANNED,
        ),
        ("Aucune copie ne devra quitter le territoire.", "copie", T.REQUIREMENT, S.DONE),
        ("L'arrêté n'exige pas la qualification.", "exige", T.REQUIREMENT, S.DENIED),
        ("Devant les sénateurs, la directrice n'a pas pu citer une date.", "Devant", T.HEARING, S.DONE),
        ("L'audition de la directrice n'a pas eu lieu.", "audition", T.HEARING, S.DENIED),
        ("Le bail avec Microsoft n'a pas été dénoncé.", "dénoncé", T.CONTRACT_TERMINATION, S.DENIED),
        ("Le contrat avec Microsoft n'a pas été reconduit.", "reconduit", T.CONTRACT_TERMINATION, S.DONE),
        ("Le décret, attendu depuis un an, n'est pas paru.", "attendu", T.LAW, S.DENIED),
        # said beside the head
        ("Le lauréat devait être connu lundi ; il ne l'est pas.", "connu", T.AWARD, S.DENIED),
        ("La base est toujours hébergée chez Microsoft, quatre ans après.", "hébergée", T.MIGRATION, S.DENIED),
        ("La bascule devait finir en mai : l'échéance ne sera pas tenue.", "échéance", T.MIGRATION, S.DENIED),
        ("La consultation ira à son terme, dément le ministère.", "consultation", T.TENDER_CANCELLATION, S.DENIED),
        ("La consultation n'ira pas à son terme.", "ira", T.TENDER_CANCELLATION, S.DONE),
        # promises, told when they are over
        ("Le ministre donnait un an à la plateforme pour quitter Azure.", "donnait", T.MIGRATION, S.PLANNED),
        ("Le gouvernement s'était engagé sur la fin du mois de juin.", "engagé", T.AWARD, S.PLANNED),
        ("Il avait juré de sortir de chez Microsoft.", "juré", T.MIGRATION, S.PLANNED),
        ("La directrice visait l'automne 2023.", "visait", T.MIGRATION, S.PLANNED),
        ("Le ministre, qui s'était engagé à partir, a choisi Scaleway.", "choisi", T.AWARD, S.DONE),
        ("La plateforme a retenu Scaleway, qui vise l'automne 2026.", "retenu", T.AWARD, S.DONE),
        ("S3NS a obtenu la qualification au terme d'un long parcours.", "obtenu", T.QUALIFICATION, S.DONE),
        ("Le choix de Scaleway n'étonne pas les hébergeurs.", "choix", T.AWARD, S.DONE),
        ("La plateforme n'a pas seulement choisi Scaleway.", "choisi", T.AWARD, S.DONE),
        ("Une consultation a été engagée lundi.", "engagée", T.TENDER, S.DONE),
        # what lasts since a day has begun; what is done already hangs on nothing
        ("Depuis lundi, les hébergeurs peuvent répondre à l'appel d'offres.", "répondre", T.TENDER, S.DONE),
        ("Le ministère dit avoir retenu Scaleway.", "retenu", T.AWARD, S.DONE),
        ("Elle avait chargé deux experts de préfigurer la plateforme.", "préfigurer", T.PLANNING, S.DONE),
        # a condition, a rumour and neither
        ("Sans accord de la Cnil, pas de copie.", "copie", T.MIGRATION, S.CONDITIONAL),
        ("Faute de qualification, le contrat serait résilié.", "résilié", T.CONTRACT_TERMINATION, S.CONDITIONAL),
        ("Le juge dira mardi s'il suspend l'entrepôt.", "dira", T.RULING, S.PLANNED),
        ("L'acheteur a dû renoncer à la procédure.", "renoncer", T.TENDER_CANCELLATION, S.DONE),
        # what is amended is, whatever day it sets; what will be amended is not
        ("La date limite est repoussée au 12 mai.", "repoussée", T.TENDER_AMENDMENT, S.DONE),
        ("Les plis seront finalement reçus jusqu'au 12 mai.", "reçus", T.TENDER_AMENDMENT, S.DONE),
        ("La date limite sera repoussée.", "repoussée", T.TENDER_AMENDMENT, S.PLANNED),
        ("Le billet parle d'une qualification dans les prochains mois.", "qualification", T.QUALIFICATION, S.PLANNED),
        ("Le départ est en discussion avec deux industriels.", "départ", T.MIGRATION, S.PLANNED),
        ("Le nom est connu : il s'agit de Scaleway.", "connu", T.AWARD, S.DONE),
        # what is sought is not granted; what was turned down is no law; a certificate is no qualification
        ("La plateforme a saisi la Cnil en mars.", "saisi", T.AUTHORISATION, S.PLANNED),
        ("L'affaire a été mise en délibéré.", "délibéré", T.RULING, S.PLANNED),
        ("L'amendement sur l'hébergement a été rejeté.", "rejeté", T.LAW, S.DENIED),
        ("L'entreprise est certifiée HDS, mais pas qualifiée.", "certifiée", T.QUALIFICATION, S.DENIED),
        # a future that the tagger does not know
        ("Nous dénoncerons le contrat en mars.", "dénoncerons", T.CONTRACT_TERMINATION, S.PLANNED),
        ("Les tables du SNDS changeront d'adresse.", "changeront", T.MIGRATION, S.PLANNED),
    ],
)
def test_status_of_a_head(text, head, kind, expected):
    assert read(text, head, kind) == expected


@pytest.mark.parametrize("steps_in", ["en remplacement d'Azure", "à la place d'Azure", "pour succéder à Azure"])
def test_who_is_chosen_for_another_has_moved_nothing_yet(steps_in):
    text = f"Le groupement a retenu Scaleway pour héberger les données, {steps_in}."
    assert read(text, "données", T.MIGRATION, sure=True) == S.PLANNED
    assert read(f"Les données ont migré chez Scaleway, {steps_in}.", "migré", T.MIGRATION) == S.DONE


@pytest.mark.parametrize("asks", ["demandent", "réclament", "exigent", "recommandent", "préconisent", "proposent"])
@pytest.mark.parametrize("act", ["la bascule se fasse", "la migration soit faite", "la plateforme soit transférée"])
def test_what_somebody_asks_for_is_not_done(asks, act):
    """A subjunctive below a verb of asking, whatever the two."""
    head = act.split()[1] if "plateforme" not in act else "transférée"
    assert read(f"Les hébergeurs {asks} que {act} sans délai.", head, T.MIGRATION) not in (S.DONE, S.PLANNED)


@pytest.mark.parametrize("verb", ["jurait", "promettait", "s'engageait"])
@pytest.mark.parametrize("delay", ["deux ans", "dix-huit mois", "six mois"])
def test_a_promise_told_later_is_a_promise_still(verb, delay):
    link = "à" if verb.startswith("s'") else "de"
    text = f"En 2020, le ministre {verb} {link} quitter Microsoft sous {delay}."
    assert read(text, "quitter", T.MIGRATION) == S.PLANNED


@pytest.mark.parametrize(
    ("text", "head", "kind", "expected"),
    [
        ("The minister had pledged to leave Azure within two years.", "leave", T.MIGRATION, S.PLANNED),
        ("Bidders have until 2 June to answer.", "have", T.DEADLINE, S.PLANNED),
        ("No tender was ever published.", "published", T.TENDER, S.DENIED),
    ],
)
def test_english_is_read_by_its_words(text, head, kind, expected):
    folded, start = fold(text), text.index(head)
    trigger = Trigger(kind, start, start + len(head), 0.9, (start, start + len(head)), head)
    assert status(None, folded, trigger, 0, len(text), False) == expected


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Il s'agit désormais de déménager toute la base.", "déménager"),
        ("Le ministre donnait un an à la plateforme pour quitter Azure.", "quitter"),
        ("L'hébergeur se dit prêt à accueillir la base.", "accueillir"),
    ],
)
def test_what_surely_says_a_plan_is_one(text, head):
    """Where the classifier is sure that a decision is said, though the grammar of its head decides nothing."""
    assert read(text, head, T.MIGRATION) is None
    assert read(text, head, T.MIGRATION, sure=True) == S.PLANNED
