"""Errata from end to end: a real archive, its mailbox, the mails written to the outbox."""

from dataclasses import replace
from datetime import timedelta

import pytest

from crawler.types import Authority, Document, DocumentKind, Source
from digests.post import Office, Post
from digests.types import MailSettings, Subscriber
from nlp.types import Claim, Reading, Relevance
from store.archive import Archive
from store.mailbox import Mailbox, beside
from store.types import DeliveryState
from tests.digests.builders import RULES, at, awarded, day

SOURCE = Source("gazette", "feed", "https://journal.example/feed", "La Gazette", Authority.PRESS)
SENTENCE = "Attribution (fait), 23 avril 2026 : Scaleway"
WON = awarded(day("2026-04-23"), "Le marché est attribué à Scaleway.")
MORNINGS = [at("2026-04-24T05:30") + timedelta(days=days) for days in range(4)]


@pytest.fixture
def archive(tmp_path):
    with Archive(f"sqlite:///{tmp_path / 'veilleur.db'}") as found:
        yield found


def office(archive: Archive, **settings) -> Office:
    readers = tuple(
        Subscriber(name, f"{name}@example.org", days=frozenset(range(7)), empty="skip", language=language)
        for name, language in (("anne", "fr"), ("jane", "en"))
    )
    mail = MailSettings("veilleur@example.org", **{"folder": str(archive.path.parent / "outbox"), **settings})
    return Office(f"sqlite:///{archive.path}", readers, mail, RULES, {"scaleway": "Scaleway"}, "PDS", "fr")


def publish(archive: Archive, claims: list[Claim], moment, key="1", model="rules-1") -> int:
    """The page as it stands at ``moment``: its text is what its claims quote."""
    text = "\n".join(claim.quote for claim in claims) or "Cet article a été retiré."
    starts = [text.index(claim.quote) for claim in claims]
    placed = tuple(replace(c, start=s, end=s + len(c.quote)) for c, s in zip(claims, starts, strict=True))
    page = Document(
        "gazette",
        key,
        DocumentKind.ARTICLE,
        f"https://journal.example/{key}",
        "Le choix",
        at("2026-04-23T08:00"),
        text,
        "fr",
        "0" * 64,
    )
    with archive.transaction() as tx:
        revision = tx.record_document(page, SOURCE, moment).revision
        tx.record_reading(revision, Reading(Relevance(5, True, ()), "fr", claims=placed, model=model), moment)
    return revision


def outbox(archive: Archive, reader="anne") -> list[str]:
    return [file.read_text("utf-8") for file in sorted((archive.path.parent / "outbox").glob(f"*-{reader}.txt"))]


def test_a_withdrawn_article_is_told_in_the_next_mail_only(archive):
    post = Post(office(archive))
    publish(archive, [WON], at("2026-04-23T09:00"))
    post.deliver(MORNINGS[0])
    publish(archive, [], at("2026-04-24T09:00"))
    post.deliver(MORNINGS[1])
    other = awarded(day("2026-04-25"), "Le marché est attribué à Rivale.", "rivale")
    publish(archive, [other], at("2026-04-25T09:00"), "2")
    post.deliver(MORNINGS[2])
    first, second, third = outbox(archive)
    assert SENTENCE in first and "nous avions écrit" not in first
    assert f"Le 24 avril 2026, nous avions écrit « {SENTENCE} »." in " ".join(second.split())
    assert "nous avions écrit" not in third
    [_, english, _] = outbox(archive, "jane")
    assert "On 24 April 2026 we wrote “Award (done), 23 April 2026" in " ".join(english.split())


def test_an_article_corrected_twice_between_two_mails_gives_one_erratum(archive):
    post = Post(office(archive))
    publish(archive, [WON], at("2026-04-23T09:00"))
    post.deliver(MORNINGS[0])
    for number, hour in ((25, 9), (27, 10)):
        told = awarded(day(f"2026-04-{number}"), f"Attribué le {number} avril à Scaleway.")
        publish(archive, [told], at(f"2026-04-24T{hour:02}:00"))
    post.deliver(MORNINGS[1])
    _, text = outbox(archive)
    assert text.count("nous avions écrit") == 1
    assert "Il faut lire : Attribution (fait), 27 avril 2026 : Scaleway." in " ".join(text.split())


def test_a_better_model_says_nothing_to_readers(archive):
    post = Post(office(archive))
    revision = publish(archive, [WON], at("2026-04-23T09:00"))
    post.deliver(MORNINGS[0])
    better = replace(awarded(day("2026-04-20"), WON.quote), start=0, end=len(WON.quote))
    with archive.transaction() as tx:
        reading = Reading(Relevance(5, True, ()), "fr", claims=(better,), model="rules-2")
        tx.record_reading(revision, reading, MORNINGS[0])
    post.deliver(MORNINGS[1])
    assert len(outbox(archive)) == 1  # the second would have been empty, and was not wanted


def test_what_never_left_needs_no_erratum(archive):
    unreachable = Post(office(archive, smtp="smtp://127.0.0.1:9"))
    publish(archive, [WON], at("2026-04-23T09:00"))
    for minutes in range(30):
        unreachable.deliver(MORNINGS[0] + timedelta(minutes=minutes), everything=True)
    with Mailbox(beside(f"sqlite:///{archive.path}")) as mailbox:
        assert {d.state for d in mailbox.of("anne")} == {DeliveryState.FAILED}
    publish(archive, [], at("2026-04-24T09:00"))
    Post(office(archive)).deliver(MORNINGS[1])
    assert not any("nous avions écrit" in text for text in outbox(archive))
