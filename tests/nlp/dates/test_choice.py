"""The year, the week, the day that a text leaves out."""

from datetime import UTC, date, datetime, timedelta

import pytest

from nlp.dates import parse
from nlp.types import DateMention

TUESDAY = datetime(2026, 2, 10, 8, tzinfo=UTC)


def one(text: str, published: datetime | None = TUESDAY) -> DateMention:
    found = parse(text, published)
    assert len(found) == 1, [mention.text for mention in found]
    return found[0]


def value(text: str) -> str:
    return one(text).date.timex.value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Les offres sont attendues jusqu'au 30 mars.", "2026-03-30"),
        ("Le marché doit être attribué d'ici à la fin mars.", "2026-03"),
        ("Le dépôt, au plus tard le 20 novembre, se fait en ligne.", "2026-11-20"),
        ("Le délai a été prolongé jusqu'au 30 novembre.", "2026-11-30"),
        ("L'arrêté sera publié le 30 novembre.", "2026-11-30"),
        ("L'arrêté a été publié le 30 novembre.", "2025-11-30"),
        ("Saisi le 4 décembre, le juge se tait.", "2025-12-04"),
        ("Le directeur sera à son tour entendu le 10 juin, comme un ministre le fut.", "2026-06-10"),
        ("Il fut à son tour entendu le 10 juin.", "2025-06-10"),
        ("Peu avant Noël, elle reprend son dossier.", "2025-12-25"),
        ("Il faut répondre avant Noël.", "2026-12-25"),
        ("Depuis septembre, rien.", "2025-09"),
        ("La salle était louée jusqu'au 30 novembre.", "2025-11-30"),
        ("L'attribution était promise pour la fin mars.", "2026-03"),
        (
            "Le Premier ministre a annoncé se rendre à Rome et à Turin avec deux de ses ministres le 12 février.",
            "2026-02-12",
        ),
    ],
)
def test_deadlines_and_future_look_forward_a_bare_past_backward(text: str, wanted: str):
    assert value(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("La réunion aura lieu jeudi.", "2026-02-12"),
        ("La réunion a eu lieu jeudi.", "2026-02-05"),
        ("Le Conseil examine le recours ce jeudi.", "2026-02-12"),
        ("Il est arrivé mardi.", "2026-02-10"),
        ("Le comité se tient lundi en huit.", "2026-02-23"),
        ("Le lauréat sera annoncé jeudi 23 avril.", "2026-04-23"),
        ("La séance du jeudi 23 avril 2026 est publique.", "2026-04-23"),
        ("Le vote a eu lieu mardi de la semaine dernière.", "2026-02-03"),
        ("Le mardi, la caisse est fermée.", "XXXX-WXX-2"),
    ],
)
def test_weekdays(text: str, wanted: str):
    assert value(text) == wanted


def test_a_weekday_chooses_the_year():
    assert value("Le décret du mercredi 24 juillet reste en vigueur.") == "2024-07-24"


def test_two_days_are_two_dates_with_one_month():
    found = parse("Les scrutins des 15 et 22 mars 2026 approchent.", None)
    assert [mention.date.edtf for mention in found] == ["2026-03-15", "2026-03-22"]


def test_later_counts_from_the_date_before_in_the_text():
    text = "Dépôt le 30 mars 2025. Choix trois mois plus tard. L'avis, lui, est attendu bientôt."
    assert [m.date.timex.value for m in parse(text, TUESDAY)] == ["2025-03-30", "2025-06", "FUTURE_REF"]


def test_later_than_an_event_is_a_duration():
    assert value("Deux ans après l'incendie, tout reste à faire.") == "P2Y"


def test_hours_belong_to_the_day_told_before():
    found = parse("Rendez-vous samedi 7 mars, à 14 h 30, puis à 18 heures.", TUESDAY)
    assert [m.date.timex.value for m in found] == ["2026-03-07", "2026-03-07T14:30", "2026-03-07T18:00"]


def test_an_hour_may_come_before_its_day():
    found = parse("Vers 18 heures, jeudi 5 février, le serveur est tombé.", TUESDAY)
    assert [m.date.timex.value for m in found] == ["2026-02-05T18:00", "2026-02-05"]


def test_a_birthday_is_no_day_of_the_story():
    found = parse("Le suspect (né le 31 décembre 1977) a fui. Vers 20 h 50, il était loin.", TUESDAY)
    assert [m.date.timex.value for m in found] == ["1977-12-31", "2026-02-10T20:50"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Il est mort dans la nuit de lundi à mardi 3 février.", "2026-02-02TNI"),
        ("Il est mort dans la nuit du samedi 31 janvier au dimanche 1er février.", "2026-01-31TNI"),
        ("L'avis a été rendu vers 8 heures du soir.", "2026-02-10T20:00"),
        ("La foule chantait le soir du 14 juillet.", "2025-07-14TEV"),
        ("France\n\n25 janvier 2026, la loi passe.", "2026-01-25"),
        ("Il a travaillé en France en 2016.", "2016"),
        ("Le Tour de France 2026 partira de Barcelone.", "2026"),
        ("Le texte prendra effet le 1er du mois prochain.", "2026-03-01"),
        ("Un bus passe du lundi au vendredi.", "XXXX-WXX-1/XXXX-WXX-5"),
        ("Le week-end prochain, la gare fermera.", "2026-W07-WE"),
        ("Nous avons vécu un beau match ce week-end.", "2026-W06-WE"),
        ("L'église fut bâtie au XIIe siècle.", "11"),
    ],
)
def test_turns_of_the_news(text: str, wanted: str):
    assert value(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Elle allait avoir 38 ans.",
        "Dans La Provence, la Britannique de 33 ans sourit.",
        "L'âge légal passera de 62 à 64 ans.",
        "Sa femme, Endah Cakrawati, 30 ans.",
        "La guerre des Six Jours est finie.",
        "L'hebdomadaire satirique insiste.",
        "Le lendemain de l'attentat, la ville se taisait.",
        "La série Peugeot 2008 est rappelée.",
        "France 2030 et l'agenda 2030 se rejoignent.",
    ],
)
def test_turns_that_are_no_dates(text: str):
    assert parse(text, TUESDAY) == ()


def test_bounds_of_the_vague():
    assert one("Fin mars 2026.").date.earliest == date(2026, 3, 21)
    assert one("Le choix se fera fin 2026.").date.earliest == date(2026, 10, 1)
    before = one("La réponse viendra avant le 15 août 2026.").date
    assert (before.edtf, before.earliest, before.latest) == ("../2026-08-15", None, date(2026, 8, 15))
    after = one("Rien ne bougera après le 15 août 2026.").date
    assert (after.edtf, after.latest) == ("2026-08-15/..", None)


def test_a_duration_from_today_has_its_days_but_no_date():
    found = one("Les trois prochains mois seront décisifs.").date
    assert (found.timex.value, found.edtf) == ("P3M", None)
    assert (found.earliest, found.latest) == (date(2026, 3, 1), date(2026, 5, 31))


def test_without_publication_relative_dates_stay_unresolved():
    assert parse("Hier, lundi, la semaine dernière.", None) == ()
    assert one("Le 9 février 2026.", None).date.edtf == "2026-02-09"


def test_the_day_of_publication_is_that_of_paris():
    late = datetime(2026, 2, 9, 23, 30, tzinfo=UTC)
    assert one("Il l'a dit aujourd'hui.", late).date.earliest == date(2026, 2, 10)


def test_midnight_ends_the_day():
    found = one("Remise des plis le 30 mars 2026 à minuit.").date
    assert (found.timex.value, found.latest) == ("2026-03-30T24:00", date(2026, 3, 30))


def test_every_day_of_a_year_is_read_back():
    for number in range(366):
        day = date(2024, 1, 1) + timedelta(number)
        assert one(f"Signé le {day:%d/%m/%Y}.").date.earliest == day


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The award was announced on February 5.", "2026-02-05"),
        ("Bids are due by March 30.", "2026-03-30"),
        ("Open until March 30, the call has lots.", "2026-03-30"),
        ("It was signed on Thursday, February 5.", "2026-02-05"),
        ("It was signed on Feb. 5 at noon.", "2026-02-05"),
        ("It was signed on February 5 2025.", "2025-02-05"),
        ("Le contrat de mars 98 court toujours.", "1998-03"),
    ],
)
def test_english_writes_the_month_before_the_day(text: str, wanted: str):
    assert value(text) == wanted


@pytest.mark.parametrize(
    "text", ["In May 30 firms applied.", "Costs rose by March 12 000 euros.", "En mars 30 % ont répondu."]
)
def test_a_number_after_a_month_is_not_always_a_day(text: str):
    assert all(mention.date.granularity != "day" for mention in parse(text, TUESDAY))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le juge se prononcera le 20 au plus tard.", ["2026-02-20"]),
        ("La clôture est fixée au 25.", ["2026-02-25"]),
        ("Il habite au 25, rue du Bac, et cite le 49.3 de la Constitution.", []),
        ("La notification est espérée début 2026 et l'ouverture à l'été suivant.", ["2026", "2026-SU"]),
        ("Le choix se fera à l'automne 2026, la bascule l'été suivant.", ["2026-FA", "2027-SU"]),
    ],
)
def test_a_day_without_month_and_a_season_after_another_date(text, wanted):
    assert [mention.date.timex.value for mention in parse(text, TUESDAY)] == wanted


def test_a_weekday_that_nobody_knows_is_no_date():
    assert not parse("« J'ai signé un vendredi soir », dit-elle.", TUESDAY)


def test_a_fish_of_april_is_no_date():
    assert not parse("Ce n'est pas un poisson d'avril.", TUESDAY)


def test_a_month_may_head_an_entry():
    assert value("Juillet. La Cour invalide le texte.").endswith("-07")
    assert not parse("Mme Avril a signé.", TUESDAY)


def test_a_delay_between_two_lengths():
    assert value("Une solution sera adoptée dans un délai compris entre douze et dix-huit mois.") == "2027-02/2027-08"


def test_what_is_past_was_not_counted_from_the_day_of_publication():
    assert one("Cinq ans plus tard, la copie n'a toujours pas été transmise.").date.edtf is None
    assert value("Cinq ans plus tard, la copie devra être transmise.") == "2031"
