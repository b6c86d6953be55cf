"""A fact that was sent and no longer stands yields one erratum, once, quoting what was sent."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.types import Authority
from digests.digest import build
from digests.errata import recall
from digests.lines import Words
from digests.mail import render
from nlp.types import ClaimStatus, ClaimType
from tests.digests.builders import RULES, at, awarded, claim, day, document, known, month, promised

WORDS = Words("fr", {"scaleway": "Scaleway", "rivale": "Rivale"})
NOTHING = known("1970-01-01")
FIRST = document(1, "2026-04-23T08:00", "La Gazette")
WON = awarded(day("2026-04-23"), "le marché est attribué à Scaleway")
OTHER = document(2, "2026-04-23T09:00", "L'Écho")
THIRD = document(5, "2026-04-23T10:00", "Le Canal")
SENTENCE = "Attribution (fait), 23 avril 2026 : Scaleway"


def mails(*knowns, words=WORDS):
    """One mail a moment, each after the one before, as one reader gets them."""
    found, sent = [], []
    for before, after in zip((NOTHING, *knowns), knowns, strict=False):
        digest = build(before, after, RULES, words, "Une affaire", sent)
        sent += [recall(kept, text, after.at) for kept, text in digest.facts]
        found.append(digest)
    return found


def errata(*knowns):
    return [[line.text for line in digest.errata] for digest in mails(*knowns)]


def revised(row, moment):
    return row._replace(revision=row.revision + 1, revision_id=row.revision_id + 1, known_at=at(moment))


SENT = known("2026-04-24T05:30", (FIRST, [WON]))


def test_what_a_revision_withdraws_is_told_once_with_what_was_sent():
    gone = (revised(FIRST, "2026-04-24T10:00"), [])
    first, second, third = errata(SENT, known("2026-04-25T05:30", gone), known("2026-04-26T05:30", gone))
    assert first == third == []
    assert second == [
        f"Le 24 avril 2026, nous avions écrit « {SENTENCE} ». Plus aucune preuve suffisante ne le soutient."
    ]


def test_another_date_is_a_correction_and_leads_the_mail():
    right = awarded(day("2026-04-27"), "le marché a été attribué le 27 avril à Scaleway")
    _, digest = mails(SENT, known("2026-04-28T05:30", (revised(FIRST, "2026-04-27T10:00"), [right])))
    [line] = digest.errata
    assert line.text.endswith("Il faut lire : Attribution (fait), 27 avril 2026 : Scaleway.")
    assert (line.quote, line.url) == (right.quote, FIRST.url)
    assert digest.subject == (
        f"Une affaire · Erratum : Attribution (fait), 27 avril 2026 : Scaleway, et non « {SENTENCE} »"
    )
    assert digest.news == ()  # it is not told a second time


def test_a_correction_may_be_corrected_and_its_newest_wording_is_quoted():
    rows = [FIRST, revised(FIRST, "2026-04-27T10:00")]
    rows.append(revised(rows[1], "2026-04-29T10:00"))
    told = [awarded(day(f"2026-04-{number}"), "attribué à Scaleway") for number in (23, 27, 29)]
    moments = ("2026-04-24T05:30", "2026-04-28T05:30", "2026-04-30T05:30")
    *_, last = errata(*(known(m, (row, [c])) for m, row, c in zip(moments, rows, told, strict=True)))
    [line] = last
    assert "Le 28 avril 2026, nous avions écrit « Attribution (fait), 27 avril 2026 : Scaleway »" in line


def test_an_official_denial_is_an_erratum_with_its_words():
    ministry = document(3, "2026-04-24T10:00", "Ministère", Authority.OFFICIAL)
    denial = claim(ClaimType.AWARD, ClaimStatus.DENIED, None, "aucune attribution n'a eu lieu")
    [first, [line]] = [d.errata for d in mails(SENT, known("2026-04-25T05:30", (FIRST, [WON]), (ministry, [denial])))]
    assert first == () and line.text.endswith(f"« {SENTENCE} ». C'est démenti.")
    assert line.quote == denial.quote


def test_an_official_who_names_another_winner_corrects_the_press():
    ministry = document(3, "2026-04-24T10:00", "Acheteur", Authority.OFFICIAL)
    other = awarded(day("2026-04-23"), "le marché est attribué à Rivale", "rivale")
    [line] = errata(SENT, known("2026-04-25T05:30", (FIRST, [WON]), (ministry, [other])))[1]
    assert line.endswith("Il faut lire : Attribution (fait), 23 avril 2026 : Rivale.")


def test_a_milestone_that_was_seen_and_no_longer_is_gives_one_erratum():
    seen = known("2026-04-24T05:30", (FIRST, [WON]), (OTHER, [WON]))
    alone = known("2026-04-25T05:30", (FIRST, [WON]), (revised(OTHER, "2026-04-24T12:00"), []))
    first, second = mails(seen, alone)
    sentence = "Attribution : 23 avril 2026, La Gazette. Titulaire : Scaleway"
    assert first.closing and [line.text for line in first.news] == [sentence]
    [line] = second.errata
    assert f"« {sentence} »" in line.text


def test_an_event_and_its_milestone_fall_together_once():
    steps = [
        SENT,
        known("2026-04-25T05:30", (FIRST, [WON]), (OTHER._replace(known_at=at("2026-04-24T12:00")), [WON])),
        known("2026-04-26T05:30", (revised(FIRST, "2026-04-25T12:00"), []), (revised(OTHER, "2026-04-25T12:00"), [])),
    ]
    *_, last = errata(*steps)
    assert len(last) == 1 and "Attribution : 23 avril 2026" in last[0]


def test_a_promise_taken_back_is_an_erratum():
    ministry = document(3, "2026-02-06T08:00", "Ministère", Authority.OFFICIAL)
    moved = document(4, "2026-03-20T08:00", "Ministère", Authority.OFFICIAL)
    march, april = promised(month("2026-03", "END"), "fin mars"), promised(month("2026-04"), "en avril")
    steps = [
        known("2026-02-07", (ministry, [march])),
        known("2026-03-21", (ministry, [march]), (moved, [april])),
        known("2026-03-22", (ministry, [march]), (revised(moved, "2026-03-21T12:00"), [])),
    ]
    *before, last = errata(*steps)
    assert before == [[], []]
    assert len(last) == 1 and "« Attribution : fin mars 2026 → avril 2026 (+30 j), Ministère »" in last[0]


def test_voices_that_fall_silent_one_after_the_other_give_one_erratum_at_the_last():
    """The first one's silence gives the event another id; what was sent is remembered under it."""
    echo = OTHER._replace(published=at("2026-04-24T09:00"), known_at=at("2026-04-24T09:00"), origin=FIRST.id)
    silent = revised(FIRST, "2026-04-25T10:00"), []
    steps = [
        SENT,
        known("2026-04-25T05:30", (FIRST, [WON]), (echo, [WON])),
        known("2026-04-26T05:30", silent, (echo, [WON])),
        known("2026-04-27T05:30", silent, (revised(echo, "2026-04-26T10:00"), [])),
        known("2026-04-28T05:30", silent, (revised(echo, "2026-04-26T10:00"), [])),
    ]
    *before, [line], after = errata(*steps)
    assert before == [[], [], []] and after == []
    assert line.startswith(f"Le 24 avril 2026, nous avions écrit « {SENTENCE} »")


VOICES = (FIRST, OTHER, THIRD)
TELLINGS = ([], [WON], [awarded(day("2026-04-27"), "attribué à Scaleway le 27")])


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=10))
def test_a_reader_who_was_told_is_always_told_that_it_fell_and_never_twice(steps):
    rows, told, knowns = dict(enumerate(VOICES)), dict.fromkeys(range(3), TELLINGS[0]), []
    for number, (voice, telling) in enumerate(steps, 1):
        if told[voice] != TELLINGS[telling]:
            rows[voice] = revised(rows[voice], f"2026-05-{number:02}T05:00")
            told[voice] = TELLINGS[telling]
        knowns.append(known(f"2026-05-{number:02}T05:30", *((rows[n], told[n]) for n in rows)))
    found = mails(*knowns)
    quoted = [line.text for digest in found for line in digest.errata]
    assert len(quoted) == len(set(quoted))
    last_told = max((n for n, digest in enumerate(found) if digest.news), default=-1)
    if knowns and not any(told.values()) and last_told >= 0:
        assert any(digest.errata for digest in found[last_told + 1 :])


STANDING = {
    "other voices still tell it": ((revised(FIRST, "2026-04-24T10:00"), []), (OTHER, [WON]), (THIRD, [WON])),
    "a text was revised and says the same": (
        (revised(FIRST, "2026-04-24T10:00"), [replace(WON, quote="est bien attribué à Scaleway")]),
    ),
    "a date was told more precisely": ((FIRST, [WON]), (OTHER, [awarded(day("2026-04-23"), "hier", "scaleway")])),
    "a second winner was named": ((FIRST, [WON]), (OTHER, [awarded(day("2026-04-23"), "et Rivale", "rivale")])),
}


@pytest.mark.parametrize("told", STANDING.values(), ids=STANDING)
def test_what_still_stands_needs_no_erratum(told):
    voices = (FIRST, OTHER, THIRD)[: len(told)]
    start = known("2026-04-24T05:30", *((voice, [WON]) for voice in voices))
    assert errata(start, known("2026-04-25T05:30", *told)) == [[], []]


def test_a_rumour_that_is_denied_was_never_stated():
    rumour = claim(ClaimType.AWARD, ClaimStatus.REPORTED, day("2026-04-23"), "serait attribué", winner="scaleway")
    ministry = document(3, "2026-04-24T10:00", "Ministère", Authority.OFFICIAL)
    denial = claim(ClaimType.AWARD, ClaimStatus.DENIED, None, "aucune attribution")
    steps = known("2026-04-24T05:30", (FIRST, [rumour])), known("2026-04-25", (FIRST, [rumour]), (ministry, [denial]))
    assert errata(*steps) == [[], []]


def test_a_better_reading_of_the_same_words_is_no_erratum():
    """The archive reads the past with today's rules: the fact sent bears a name that nothing has any more."""
    [first] = mails(SENT)
    sent = [recall(kept, text, SENT.at) for kept, text in first.facts]
    read_better = awarded(day("2026-04-17"), WON.quote)
    before, after = (known(moment, (FIRST, [read_better])) for moment in ("2026-04-24T05:30", "2026-04-25T05:30"))
    assert build(before, after, RULES, WORDS, "Une affaire", sent).errata == ()


def test_only_who_was_told_is_corrected():
    after = known("2026-04-25T05:30", (revised(FIRST, "2026-04-24T10:00"), []))
    assert build(SENT, after, RULES, WORDS, "Une affaire", []).errata == ()


def test_names_of_facts_of_an_older_version_are_passed_over():
    after = known("2026-04-25T05:30", (revised(FIRST, "2026-04-24T10:00"), []))
    assert build(SENT, after, RULES, WORDS, "Une affaire", [recall("award-1234", SENTENCE, SENT.at)]).errata == ()


@pytest.mark.parametrize(("language", "words"), [("fr", "nous avions écrit"), ("en", "we wrote")])
def test_text_and_html_show_it_before_the_news(language, words):
    gone = known("2026-04-25T05:30", (revised(FIRST, "2026-04-24T10:00"), []))
    _, digest = mails(SENT, gone, words=Words(language, dict(WORDS.names)))
    rendered = render(digest)
    for part in (rendered.text, rendered.html):
        assert part.index("Erratum") < part.index(words) and "Scaleway" in part
    assert digest.lead.startswith("Erratum")
