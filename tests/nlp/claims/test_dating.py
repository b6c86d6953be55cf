"""Which day is a decision's own, as learned: the options, when the rules give way, and the whole reading."""

import numpy as np
import pytest

from nlp.claims import dating
from nlp.claims.choice import Choice
from nlp.claims.dating import Day, days
from nlp.types import ClaimStatus, ClaimType
from tests.nlp.claims.conftest import DAY

PUBLISHED = "La décision, prise le 21 décembre mais parue mercredi, autorise la Plateforme des données de santé."


class Sure:
    """A network that is sure of one option by so much."""

    def __init__(self, at: int, by: float) -> None:
        self._at, self._by = at, by
        self.asked: list[int] = []

    def logits(self, sights):
        self.asked.append(len(sights))
        found = np.zeros((len(sights), 1), np.float32)
        found[self._at] = self._by
        return found


@pytest.fixture
def options(reader, cue) -> list[Day]:
    one = cue(PUBLISHED, "autorise", ClaimStatus.DONE, ClaimType.AUTHORISATION)
    claim = next(c for c in reader.read("", PUBLISHED, DAY, force=True).claims if c.type == ClaimType.AUTHORISATION)
    return days(one, claim)


def test_every_day_of_the_sentence_is_an_option_and_so_is_none(options):
    assert {option.edtf for option in options} >= {"", "2025-12-21", "2026-02-04"}
    assert [option.ruled for option in options] == [at == 0 for at in range(len(options))]


def test_a_month_without_year_may_be_of_either(cue, reader):
    words = "Le transfert vers Scaleway débutera en octobre pour la Plateforme des données de santé."
    claim = next(c for c in reader.read("", words, DAY, force=True).claims if c.type == ClaimType.MIGRATION)
    found = days(cue(words, "débutera", ClaimStatus.PLANNED), claim)
    assert {option.edtf for option in found} == {"", "2025-10", "2026-10"}


def test_the_day_of_the_rules_gives_way_only_to_a_surer_one(options):
    assert Choice(Sure(1, 1.1), 1.0).of([options]) == [options[1]]
    assert Choice(Sure(1, 0.9), 1.0).of([options]) == [options[0]]
    assert Choice(Sure(0, 0.0), 1.0).of([]) == [] and Choice(Sure(0, 0.0), 1.0).of([options[:1]]) == options[:1]


def test_options_are_seen_a_few_at_a_time(options):
    network = Sure(0, 0.0)
    assert Choice(network, 1.0).of([options] * 100) == [options[0]] * 100
    assert sum(network.asked) == 100 * len(options) and len(network.asked) > 1


def test_a_sentence_full_of_days_leaves_the_nearest_open(reader, cue):
    days_ = ", ".join(f"le {day} mars 2026" for day in range(1, 29))
    words = f"La Plateforme des données de santé est promise {days_} et la Cnil l'autorise."
    one = cue(words, "autorise", ClaimStatus.DONE, ClaimType.AUTHORISATION)
    claim = next(c for c in reader.read("", words, DAY, force=True).claims)
    assert len(days(one, claim)) <= 10


def test_which_day_is_seen(options):
    logits = dating.shipped().network.logits
    assert len({round(float(logits([option.sight])[0, 0]), 3) for option in options}) == len(options)


@pytest.mark.parametrize(
    ("words", "kind", "ruled", "learned"),
    [
        (
            "Les devis pour le Health Data Hub, qui étaient dus le 6 mars, le seront le 30.",
            ClaimType.TENDER_AMENDMENT,
            "2025-03-06",
            None,
        ),
        (
            "Le secrétaire d'État Cédric O, lundi, a trouvé normal qu'un appel d'offres ait lieu pour le Hub.",
            ClaimType.TENDER,
            "2026-02-09",
            None,
        ),
    ],
)
def test_what_sentences_taught_weighs_against_the_rules(both, words, kind, ruled, learned):
    assert [claim.when and claim.when.edtf for claim in both(words, kind)] == [ruled, learned]
