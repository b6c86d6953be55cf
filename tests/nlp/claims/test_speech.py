"""Who says it, in sentences of ours: the subject of the saying, never its complement, and unknown rather than wrong."""

import pytest

from nlp.actors.finder import Finder
from nlp.claims.speech import heard, speaker
from nlp.claims.triggers import Trigger
from nlp.dates.text import fold
from nlp.pipeline import load
from nlp.sentences import sentences
from nlp.types import ClaimType as T
from nlp.types import Entity


def who(affair, text: str, head: str, kind: T = T.AWARD) -> str | None:
    doc = load()(text)
    seen = [Entity(e.start_char, e.end_char, e.text, e.label_) for e in doc.ents]
    sightings = Finder(affair.actors).find(text, None, seen).sightings
    start = text.index(head)
    span = start, start + len(head)
    left, right = next(s for s in sentences(text) if s[0] <= start < s[1])
    return speaker(doc, fold(text), sightings, left, right, Trigger(kind, *span, 0.9, span, head))


@pytest.mark.parametrize(
    ("text", "head", "kind", "expected"),
    [
        ("« Le choix est fait », a déclaré Stéphanie Rist.", "choix", T.AWARD, "rist"),
        ("La directrice, Mme Stéphanie Combes, a admis que la sortie attendrait.", "sortie", T.MIGRATION, "combes"),
        ("Le lauréat sera connu au printemps, répète-t-on dans l'entourage de David Amiel.", "connu", T.AWARD, "amiel"),
        ("Le cabinet de Stéphanie Rist précise que le marché sera attribué en mars.", "attribué", T.AWARD, "rist"),
        # a complement of the subject says nothing
        ("La sortie de Microsoft glisse encore : elle sera achevée en 2027.", "achevée", T.MIGRATION, None),
        ("Le choix de Scaleway, annoncé jeudi, met fin à l'attente.", "choix", T.AWARD, None),
        # each side of a semicolon has its own speaker
        ("Véran envisage un délai de 18 mois ; Marie-Laure Denis propose deux ans.", "délai", T.MIGRATION, "veran"),
        # an act says nothing by itself; who is heard speaks of something else; an opinion has its author
        ("Anticor a saisi le juge à propos du contrat.", "saisi", T.CHALLENGE, None),
        ("Anton Carniaux a répondu aux sénateurs qui l'entendaient.", "entendaient", T.HEARING, None),
        ("La Cnil a rendu un avis réservé sur la copie.", "avis", T.OPINION, "cnil"),
        ("La Cnil s'est prononcée. Elle regrette le choix d'Azure.", "regrette", T.OPINION, "cnil"),
        ("En réponse à M. Latombe, elle recommande de quitter Azure.", "recommande", T.OPINION, None),
        ("La Cnil et l'Ugap ont écrit. Elle regrette le choix d'Azure.", "regrette", T.OPINION, None),
        # whose promise it is; who asks, and who is named beside the subject, does not speak
        ("Promesse d'un appel d'offres, par Clara Chappaz, à l'Assemblée.", "appel", T.TENDER, "chappaz"),
        ("Deux ans après la promesse d'Olivier Véran, rien n'a migré.", "migré", T.MIGRATION, None),
        ("Bleu, né des outils de Microsoft, espère la qualification.", "qualification", T.QUALIFICATION, None),
        ("Le gouvernement parlait de la fin de l'année pour la bascule.", "bascule", T.MIGRATION, "gouvernement"),
        ("Chez NumSpot, on table sur une qualification en juin.", "qualification", T.QUALIFICATION, "numspot"),
        ("« Fantaisiste », répond-on chez David Amiel : la procédure ira à son terme.", "terme", T.TENDER, "amiel"),
        # a verb of another meaning
        ("L'Ugap a ajouté une semaine au calendrier.", "ajouté", T.TENDER_AMENDMENT, None),
    ],
)  # fmt: skip
def test_speaker(affair, text, head, kind, expected):
    assert who(affair, text, head, kind) == expected


def test_a_pronoun_means_the_only_person_named_before(affair):
    text = "Stéphanie Combes était au Sénat mardi. La migration n'a pas débuté, a-t-elle indiqué."
    assert who(affair, text, "débuté", T.MIGRATION) == "combes"
    two = "Stéphanie Combes et Cédric O étaient au Sénat mardi. La migration n'a pas débuté, a-t-elle indiqué."
    assert who(affair, two, "débuté", T.MIGRATION) is None


def test_minutes_name_the_speaker_before_a_dash(affair):
    text = "Mme Stéphanie Rist, ministre. – Le prestataire sera désigné en mars."
    assert who(affair, text, "désigné") == "rist"


def test_who_speaks_is_looked_for_beyond_a_sentence_of_a_longer_quotation():
    folded = fold("Il a répondu. « Le marché suit. Les données partent. Rien ne change », a dit Stéphanie Rist. Fin.")
    (before, *quoted, after) = sentences(folded)
    assert all("a dit" in folded[slice(*heard(folded, *sentence))] for sentence in quoted)
    assert (heard(folded, *before), heard(folded, *after)) == (before, after)


def test_a_turn_lasts_as_long_as_its_line(affair):
    minutes = (
        "M. Emmanuel Maurel. Il y a des promesses. Les serveurs n'ont pas bougé.\n\n"
        "Mme Clara Chappaz, ministre déléguée. – Je le dis. Un appel d'offres sera lancé.\n\n"
        "La séance est levée. Le marché sera attribué en mars."
    )
    assert who(affair, minutes, "bougé", T.MIGRATION) == "maurel"
    assert who(affair, minutes, "appel", T.TENDER) == "chappaz"
    assert who(affair, minutes, "attribué") is None


def test_a_name_with_a_colon_before_a_quotation_speaks(affair):
    assert (
        who(affair, "Hela Ghariani se veut rassurante : « Le contrat est signé. »", "signé", T.CONTRACT) == "ghariani"
    )
    assert who(affair, "Scaleway : le contrat est signé.", "signé", T.CONTRACT) is None
