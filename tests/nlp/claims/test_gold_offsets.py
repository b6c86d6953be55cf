"""Claims on shared texts, by offsets: the reader refuses what it cannot read, and the file fits texts and topic."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.gold import names
from tests.gold.by_offsets import dev, held_out, load
from tests.gold.marked import Gold

CLAIMS = Path(__file__).parents[2] / "gold" / "hdh_claims.txt"
TEXTS = Path(__file__).parents[3].parent / "shared" / "data" / "hdh_dev.jsonl"
ROLES = {"buyer", "supplier", "authority", "court", "claimant", "subject"}

RECORDS = (
    {"id": "a-1", "title": "Choix", "published": "2026-04-23", "text": "Scaleway est choisi. Scaleway se tait."},
    {"id": "a-2", "title": None, "published": None, "text": "Rien n'est dit."},
)


@pytest.fixture
def read(tmp_path):
    def _read(claims: str) -> list[Gold]:
        texts = tmp_path / "texts.jsonl"
        texts.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
        (tmp_path / "claims.txt").write_text(claims, encoding="utf-8")
        return load(tmp_path / "claims.txt", texts)

    return _read


@pytest.fixture(scope="module")
def golds() -> list[Gold]:
    if not TEXTS.is_file():
        pytest.skip("../shared/data/hdh_dev.jsonl is not beside the checkout")
    return load(CLAIMS, TEXTS)


def test_a_claim_quotes_the_words_between_its_offsets(read):
    first, second = read("# a-1\n?award done|reported when=2026-04-23 supplier=scaleway :: 0-19\n\n# a-2\nnone\n")
    (claim,) = first.claims
    assert (claim.type, claim.status, claim.when, claim.optional) == ("award", "done|reported", "2026-04-23", True)
    assert claim.quote == "Scaleway est choisi"
    assert claim.actors == (("supplier", "scaleway"),)
    assert (first.id, first.title, first.text) == ("a-1", "Choix", RECORDS[0]["text"])
    assert first.published == datetime(2026, 4, 23, 8, tzinfo=UTC)
    assert (second.title, second.published, second.claims) == ("", None, ())


@pytest.mark.parametrize(
    "claims",
    [
        "# a-3\nnone",  # no such text
        "# a-1\nnone\n\n# a-1\nnone",  # twice
        "a-1\nnone",  # no head
        "# a-1",  # no claim line
        "# a-1\nnone\naward done :: 0-19",
        "# a-1\naward done",  # no offsets
        "# a-1\naward done scaleway :: 0-19",  # a word without key
        "# a-1\naward done :: 0-99",  # beyond the text
        "# a-1\naward done :: 19-0",
        "# a-1\naward done :: 0-9",  # a blank at the edge
        "# a-1\naward done :: 0-8",  # words that the text has twice
        "# a-1\nprize done :: 0-19",
        "# a-1\naward perhaps :: 0-19",
    ],
)
def test_what_cannot_be_read_is_refused_with_file_and_entry(read, claims):
    with pytest.raises(ValueError, match=r"claims\.txt: '(# )?a-\d'"):
        read(claims)


def test_every_text_of_the_affair_is_annotated_and_is_dev_or_test(golds):
    records = map(json.loads, TEXTS.read_text(encoding="utf-8").splitlines())
    assert [gold.id for gold in golds] == [record["id"] for record in records if record["hosting_affair"]]
    assert dev(golds)[0] is golds[1] and held_out(golds)[0] is golds[0]
    assert sorted(gold.id for gold in dev(golds) + held_out(golds)) == sorted(gold.id for gold in golds)


def test_the_claims_name_what_the_topic_knows_and_dates_in_edtf(golds, affair):
    for gold in golds:
        assert len(set(gold.claims)) == len(gold.claims), gold.id
        names.check(gold, affair, ROLES)
