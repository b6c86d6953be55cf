import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.evaluate_relevance import DEV, NAMES, dev, gold, measure
from nlp.relevance import Scorer
from nlp.types import Affair, RelevanceRules, Together

ABOUT = (
    "Le gouvernement veut rapatrier chez un prestataire français la base nationale des données de santé"
    " confiée à Microsoft.",
    "L'entrepôt français de données de santé pour la recherche quittera Azure, a annoncé la ministre.",
    "La copie du SNDS ne sera plus hébergée par Microsoft : un prestataire sera choisi fin mars.",
    "Données de santé : l'État met fin à son contrat avec Microsoft et choisit Scaleway.",
    "France drops Microsoft for its national health data platform and picks Scaleway.",
    "La base principale du SNDS sera copiée chez un prestataire SecNumCloud.",
    "Le HEALTH  DATA-HUB change d’hébergeur.",
    "Le projet EMC2 d'entrepôt de données de santé est attaqué devant le Conseil d'État.",
)
NOT_ABOUT = (
    "Le GHT du Loiret lance un appel d'offres pour l'hébergement cloud de ses données de santé, "
    "avec certification HDS.",
    "Le CHU de Nantes confie à OVHcloud l'hébergement de son entrepôt de données de santé sur un cloud souverain.",
    "Le Conseil d'État rejette le recours contre Doctolib, dont les données médicales sont hébergées par Amazon.",
    "Scaleway remporte le marché cloud du ministère de l'Éducation face à Microsoft. Le marché passe par l'UGAP.",
    "NHS signs for its federated health data platform, Microsoft Azure hosted.",
    "Cloud Temple certifié HDS pour l'hébergement des données de santé, en plus de SecNumCloud, un cloud souverain.",
    "Cegedim Santé sanctionnée : des données de santé transmises sans autorisation, rappelle la CNIL.",
    "Le Parti démocratique sénégalais (PDS) change de direction.",
)


@pytest.fixture(scope="module")
def scorer(affair: Affair) -> Scorer:
    return Scorer(affair.relevance)


@pytest.mark.parametrize("text", ABOUT)
def test_a_text_about_the_affair_is_relevant(scorer, text):
    assert scorer("", text).relevant


@pytest.mark.parametrize("text", NOT_ABOUT)
def test_a_neighbour_of_the_affair_is_not(scorer, text):
    assert not scorer("", text).relevant


def test_the_score_is_the_sum_of_what_counted():
    rules = RelevanceRules(strong=("Pont Neuf",), context=("travaux", "ville"), exclude=("Toulouse",))
    found = Scorer(rules)("Travaux au pont-neuf", "La ville de Toulouse, les travaux.")
    assert found.terms == (("travaux", 1.0), ("Pont Neuf", 3.0), ("ville", 1.0), ("Toulouse", -3.0))
    assert found.score == 2.0
    assert not found.relevant


def test_context_needs_an_anchor():
    rules = RelevanceRules(context=("cloud", "marché", "prix"), anchors=("pont",))
    assert Scorer(rules)("", "cloud marché prix").terms == ()
    assert Scorer(rules)("", "cloud marché prix pont").relevant


def test_words_that_count_together_say_which_they_were():
    rules = RelevanceRules(together=(Together((("pont", "viaduc"), ("Dupont SA",)), ("tunnel",)),))
    assert Scorer(rules)("", "Le viaduc de Dupont SA").terms == (("viaduc + Dupont SA", 3.0),)
    assert not Scorer(rules)("", "Le viaduc et le tunnel de Dupont SA").relevant
    assert not Scorer(rules)("", "Le viaduc").relevant


def test_words_are_whole_unless_a_star_says_otherwise():
    rules = RelevanceRules(strong=("Hub", "héberg*"))
    assert not Scorer(rules)("", "Hubert").relevant
    assert Scorer(rules)("", "L’HÉBERGEUR").relevant


@given(st.text())
def test_any_text_has_a_score(affair, text):
    found = Scorer(affair.relevance)("", text)
    assert found.score == sum(weight for _, weight in found.terms)


def test_dev_file(scorer):
    if not DEV.is_file():
        pytest.skip("../shared/data/hdh_dev.jsonl is not beside the checkout")
    found = measure(scorer, dev())
    assert min(found.precision, found.recall) >= 0.95


def test_own_texts_half_of_them_neighbours(scorer):
    found = measure(scorer, gold())
    assert found.texts >= 120
    assert 0.4 <= found.wanted / found.texts <= 0.6
    assert min(found.precision, found.recall) >= 0.95


def test_names_alone_miss_most_texts_that_never_name_it():
    assert measure(Scorer(NAMES), gold()).recall < 0.6


def test_a_topic_without_words_takes_all_that_its_sources_give_but_for_what_it_excludes():
    assert Scorer(RelevanceRules())("Une recette", "La tarte aux pommes.").relevant
    choosy = Scorer(RelevanceRules(exclude=("tarte",)))
    assert choosy("Une recette", "La soupe.").relevant
    assert not choosy("Une recette", "La tarte aux pommes.").relevant
