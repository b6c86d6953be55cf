"""The digest: what matters first, evidence under each line, silence explained; and the mail made of it."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from crawler.types import Authority, SourceStatus
from digests import phrases
from digests.digest import build
from digests.filling import filled, lines
from digests.lines import Words
from digests.mail import header_text, message, render
from digests.send import write
from digests.timeline import Rules
from digests.types import MailSettings, Subscriber
from nlp.types import ClaimStatus, ClaimType
from store.types import Check
from tests.digests.builders import AWARD, PARIS, RULES, at, awarded, claim, day, document, known, month, promised

WORDS = Words("fr", {"scaleway": "Scaleway", "ministre": "la ministre"})
MINISTRY = document(1, "2026-02-06T10:00", "Gouvernement", Authority.OFFICIAL, title="Communiqué conjoint")
PDS = document(3, "2026-04-23T10:00", "Plateforme des données de santé", Authority.OFFICIAL, title="Scaleway retenu")
PAPER = document(4, "2026-04-23T12:00", "L'Écho", title="Un choix tardif")
MARCH = promised(month("2026-03", "END"), "Le prestataire sera désigné à la fin du mois de mars 2026.")
WON = awarded(day("2026-04-23"), "La plateforme a retenu Scaleway.")
RULING = claim(ClaimType.RULING, ClaimStatus.DONE, day("2026-04-23"), "La requête est rejetée.", procedure=None)
READER = Subscriber("equipe", "equipe@example.org")
MAIL = MailSettings("veille@example.org")
ROWS = (MINISTRY, [MARCH]), (PDS, [WON]), (PAPER, [WON, RULING])


def visit(source, moment, status=SourceStatus.OK, error="", new=0):
    return Check(source, at(moment), status, 1, new, 0, error)


CHECKS = tuple(visit(s, f"2026-04-{d}T05:00") for d in (22, 23, 24) for s in ("boamp", "pds"))


def digest(since, until, *rows, checks=CHECKS, words=WORDS, rules=RULES):
    told = rows or ROWS
    before, after = (
        known(m, *((r, c) for r, c in told if r.known_at <= at(m)), checks=tuple(c for c in checks if c.at <= at(m)))
        for m in (since, until)
    )
    return build(before, after, rules, words, "Une affaire")


WRAP_UP = digest("2026-04-23T05:30", "2026-04-24T05:30")
QUIET = digest("2026-04-09T05:30", "2026-04-10T05:30", *ROWS[:1])


def test_what_is_awaited_comes_first_then_events_official_or_not_with_their_words():
    first, second = WRAP_UP.news
    assert first.essential and not second.essential
    assert first.text.startswith("Attribution : fin mars 2026 → 23 avril 2026 (+23 j)") and WRAP_UP.lead == first.text
    assert first.note == "officiel et presse · 2 articles" and first.quote == "La plateforme a retenu Scaleway."
    assert second.text == "Décision de justice (fait), 23 avril 2026" and second.note == "presse seule · 1 article"


def test_the_text_is_in_that_order():
    text = render(WRAP_UP).text
    places = [
        text.index(f"== {t} ==") for t in ("L'essentiel", "Événements nouveaux", "Ce qui est attendu", "Documents")
    ]
    assert places == sorted(places) and text.index("sources consultées") > places[-1]


def test_html_is_in_that_order_too():
    html = render(WRAP_UP).html
    places = [html.index(t) for t in ("L'essentiel", "Événements nouveaux", "Ce qui est attendu", ">Documents<")]
    assert places == sorted(places)


def test_official_documents_come_before_the_press():
    assert [line.publisher for line in WRAP_UP.documents] == ["Plateforme des données de santé", "L'Écho"]


def test_the_wrap_up_is_sent_when_it_is_seen_and_not_when_it_is_due():
    assert WRAP_UP.closing and "Bilan" in WRAP_UP.subject
    march = digest("2026-03-30T05:30", "2026-04-01T05:30", *ROWS[:1])
    assert not march.closing and march.lead.startswith("En retard : Attribution")
    assert not digest("2026-04-24T05:30", "2026-04-25T05:30").closing


def test_a_late_day_without_news_says_how_late():
    assert QUIET.empty and QUIET.lead == "Rien de nouveau. Attribution : en retard de 10 j."
    [awaited] = QUIET.awaited
    assert (awaited.state, awaited.note) == ("overdue", "en retard de 10 j")
    assert awaited.quote == MARCH.quote and awaited.publisher == "Gouvernement"


def test_the_number_of_days_is_that_of_the_readers_zone():
    late = digest("2026-04-01T05:30", "2026-04-01T22:30", *ROWS[:1])
    assert late.awaited[0].note == "en retard de 2 j"  # 2 April, half past midnight in Paris


def test_what_was_seen_shows_the_words_that_say_so():
    [awaited] = WRAP_UP.awaited
    assert (awaited.state, awaited.quote) == ("seen", "La plateforme a retenu Scaleway.")
    assert awaited.note == "fait le 23 avril 2026 (+23 j)"


def test_no_notice_found_is_said_with_where_one_looked():
    rules = Rules((AWARD,), PARIS, registers={"boamp": "BOAMP"})
    found = digest("2026-04-23T05:30", "2026-04-24T05:30", rules=rules)
    assert "aucun avis officiel trouvé (BOAMP, consulté le 24 avril 2026)" in found.news[0].note
    assert "aucun avis officiel trouvé" in found.awaited[0].note


def test_lateness_that_cannot_be_said_is_explained():
    down = (visit("gouvernement", "2026-04-01T05:00", SourceStatus.DOWN, "refused"),)
    found = digest("2026-03-31T05:30", "2026-04-01T05:30", *ROWS[:1], checks=down)
    assert found.news == () and found.awaited[0].note == "retard non affirmé, sources en panne : gouvernement"


# ── What was checked ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("checks", "said"),
    [
        (CHECKS, "Depuis le dernier envoi, 2 sources consultées : toutes ont répondu."),
        ((), "Aucune source n'avait à être consultée depuis le dernier envoi."),
        (CHECKS[-1:], "Depuis le dernier envoi, 1 source consultée : toutes ont répondu."),
    ],
)
def test_what_was_checked_is_said_in_words(checks, said):
    assert digest("2026-04-23T05:30", "2026-04-24T05:30", checks=checks).checked == said


def test_sources_out_of_reach_are_one_line_a_reason():
    checks = tuple(visit(f"s{n}", "2026-04-24T05:00", SourceStatus.DOWN, "DNS lookup failed") for n in range(15))
    found = digest("2026-04-23T05:30", "2026-04-24T05:30", checks=checks)
    [line] = [line.text for line in found.failures]
    assert line.startswith("Hors d'atteinte, 15 sur 15 sources : s0, s1,") and "nom d'hôte introuvable" in line
    assert found.checked.endswith("aucune n'a répondu.")


@pytest.mark.parametrize(
    ("error", "said"),
    [("connection refused", "connexion refusée"), ("HTTP 503", "réponse HTTP 503"), ("sui generis", "sui generis")],
)
def test_reasons_are_in_the_readers_language_where_they_are_known(error, said):
    assert phrases.reason(error) == said


# ── Mail ───────────────────────────────────────────────────────────────────────────────────────────


def mail(found=WRAP_UP):
    return message(found, READER, MAIL, at("2026-04-24T05:30"))


def test_the_same_digest_is_the_same_bytes_with_its_calendar():
    data = mail().as_bytes()
    assert data == mail().as_bytes() and len(data) < 90_000
    parsed = message_from_bytes(data, policy=policy.default)
    [calendar] = [part for part in parsed.walk() if part.get_content_type() == "text/calendar"]
    [entry] = Calendar.from_ical(calendar.get_content().encode()).walk("VEVENT")
    assert "23 avril 2026" in entry["SUMMARY"] and calendar.get_filename() == "calendrier.ics"


def test_a_mail_without_news_has_no_calendar():
    assert not [part for part in mail(QUIET).walk() if part.get_content_type() == "text/calendar"]


def test_its_text_and_its_html_are_written_beside_it(tmp_path):
    files = write(mail().as_bytes(), tmp_path, "2026-04-24-equipe")
    assert [file.suffix for file in files] == [".eml", ".html", ".txt"]
    assert "Scaleway" in files[2].read_text("utf-8") and files[1].read_text("utf-8").startswith("<!DOCTYPE html>")


def test_no_line_of_the_text_is_too_wide_but_for_an_address():
    assert not [line for line in render(WRAP_UP).text.splitlines() if len(line) > 78 and "https://" not in line]


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_the_web_says_the_headers_are_ours(title, publisher):
    row = PAPER._replace(title=title, publisher=publisher, url="https://journal.example/x")
    found = digest("2026-04-23T05:30", "2026-04-24T05:30", (row, [replace(WON, quote=title)]))
    parsed = message_from_bytes(mail(found).as_bytes(), policy=policy.default)
    assert parsed["To"] == "equipe@example.org" and parsed["Bcc"] is None and parsed["Cc"] is None
    assert parsed["Subject"].startswith("Une affaire") and "\n" not in parsed["Subject"]
    html = parsed.get_body(("html",)).get_content()
    assert "<script" not in html.lower()


def test_nothing_is_loaded_from_elsewhere():
    html = render(WRAP_UP).html
    assert "<img" not in html and "<link" not in html and "url(" not in html and "<style" not in html


# ── Lines ──────────────────────────────────────────────────────────────────────────────────────────


@given(st.text(alphabet="ab «»:;!?[]()0123456789j€+-", max_size=200), st.integers(20, 80))
def test_filling_loses_no_word(text, width):
    assert " ".join(lines(text, width)).split() == text.split()


@pytest.mark.parametrize("width", range(12, 40))
def test_nothing_french_hangs(width):
    told = lines("Annoncé : fin mars 2026 (+23 j), « dans ces mots » ; 6 200 000 € [12]", width)
    assert not [line for line in told if line.startswith(("»", ":", ";", "j)", "€"))]


def test_lines_stand_under_their_start():
    assert filled("un deux trois", "* ", 9) == "* un deux\n  trois"


def test_english_readers_read_english():
    text = render(digest("2026-04-23T05:30", "2026-04-24T05:30", words=replace(WORDS, language="en"))).text
    assert "== What matters ==" in text and "Winner: Scaleway" in text and "2 sources checked: all answered." in text


@pytest.mark.parametrize("title", ["Bilan · Attribution du marché", "Données de santé : l'été · à suivre"])
@pytest.mark.parametrize("who", ["Plateforme des données de santé…", "Iliad, filiale Scaleway", "l'État"])
def test_no_space_of_a_subject_is_lost_on_the_way(title: str, who: str) -> None:
    """Between two encoded words a reader's program drops the space on which the header was folded (RFC 2047, 6.2)."""
    subject = f"Hébergement du Health Data Hub · {title} : fin mars 2026 → 23 avril 2026 (+23 j), {who}"
    told = header_text(subject)
    sent = EmailMessage(policy=policy.SMTP)
    sent["Subject"] = told
    assert message_from_bytes(sent.as_bytes(), policy=policy.default)["Subject"] == told
    assert told.replace("\u00a0", " ") == subject
