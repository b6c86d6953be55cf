"""Awards and corrections in free text, in the ways in which buyers' platforms print them. Companies are invented."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crawler.notices import award_text, boamp, correction_text

ONE = [
    ("Date d'attribution : 01/10/26\nMarché n° : 2026 Tx\nNuages Et Fils, 30 Rue Du Pont, 95230 Sourcelle\n"
     "Montant Ht min : 935 220,00 Euros\nSous-traitance : non.", "Nuages Et Fils", "", None, None),
    ("Marché n° : 26-1\nNuages, 3 Rue, 75001 Paris\nMontant Ht max : 90 000,00 Euros", "Nuages", "", None, "90000.00"),
    ("Fournitures\nDate de conclusion du contrat : 23/09/2026\nNom du titulaire : NUAGES SAS\n"
     "Montant de l'offre attributaire HT NUAGES SAS : 284 782.86 euro(s).", "NUAGES SAS", "", "284782.86", None),
    (" - Attributaires SAS NUAGES - 134 RUE DU PONT  58000 - 02/10/2026 - Montant attribué : 414215 HT ",
     "SAS NUAGES", "", "414215", None),
    ("Le marché 2026T05 a été attribué à l'entreprise NUAGES - SIRET 000 000 003 00025\n"
     "Prix global forfaitaire: 118 105,94Euros HT.", "NUAGES", "00000000300025", "118105.94", None),
    ("Le marché a été attribué le 24/08/2026 à l'entreprise : SARL NUAGES \n29 rue du pont\n97434 SOURCELLE\n"
     "SIREN : 00000000300037", "SARL NUAGES", "00000000300037", None, None),
    ("Le marché a été attribué à la société NUAGES DU NORD (00000000300012).", "NUAGES DU NORD", "00000000300012", None,
     None),
    ("Le marché a été notifié le 02/10/2026 à la SARL 2 NUAGES pour une durée de 12 mois.", "SARL 2 NUAGES", "", None,
     None),
    ("Titulaire : Nuages, 3 rue du Pont\nMontant : 12 000 € HT", "Nuages", "", "12000", None),
    ("Lot 1 : Bâtiments Attribution : attribué à 1 entreprise(s) -  NUAGES SERVICE (00000000300054) "
     "Notifié le 30/09/2026", "NUAGES SERVICE", "00000000300054", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder", "number", "paid", "ceiling"), ONE)
def test_one_holder(text: str, holder: str, number: str, paid: str | None, ceiling: str | None) -> None:
    [lot] = award_text.lots(text)
    assert [(party.name, party.id) for party in lot.holders] == [(holder, number)]
    assert (lot.amount, lot.ceiling) == tuple(value and Decimal(value) for value in (paid, ceiling))


def test_one_line_a_lot() -> None:
    text = (
        "Le pouvoir adjudicateur a décidé d'attribuer les marchés aux sociétés suivantes :\n"
        "Lot 1 : NUAGES CONSTRUCTION situé à 87400 SOURCELLE pour un montant de 139 396.55€ HT.\n"
        "Lot 2 : SCIAGE DU PONT situé à 16100 VALMONT pour un montant de 124 350.37€ HT.\n"
        "Lot 3 : déclaré infructueux"
    )
    found = [(lot.id, [p.name for p in lot.holders], lot.amount, lot.result) for lot in award_text.lots(text)]
    assert found == [
        ("1", ["NUAGES CONSTRUCTION"], Decimal("139396.55"), "selec-w"),
        ("2", ["SCIAGE DU PONT"], Decimal("124350.37"), "selec-w"),
        ("3", [], None, "clos-nw"),
    ]


def test_headings_and_markets_of_several_lots() -> None:
    text = (
        "Lot N° 1 - Gros oeuvre\nNombre d'offres reçues : 4\nDate d'attribution : 31/03/25\nMarché n° : 2025-1\n"
        "Nuages, 15 Av Du Centre, 78280 Sourcelle\nMontant Ht  : 57 000,00 Euros\n"
        "Lot N° 2 - Peinture\nMarché n° : 2025-2\nCouleurs, 2 Rue Du Pont, 75001 Paris\nMontant Ht  : 3 000,00 Euros"
    )
    found = [(lot.id, lot.title, lot.holders[0].name, lot.amount) for lot in award_text.lots(text)]
    assert found == [
        ("1", "Gros oeuvre", "Nuages", Decimal("57000.00")),
        ("2", "Peinture", "Couleurs", Decimal("3000.00")),
    ]
    assert award_text.awarded(text) == date(2025, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "Nombre d'offres reçues : 1\nCet avis a été déclaré Infructueux",
        "Les montants indiqués sont les montants maximums sur la durée globale de l'accord-cadre, 75001 Paris",
        "Le marché sera attribué à l'offre économiquement la plus avantageuse, 75001 Paris",
        "Renseignements complémentaires :\nMairie de Sourcelle, 1 place du Pont, 75001 Paris",
        "Instance chargée des procédures de recours :\nTribunal administratif, 14 rue du Pont, 14000 Caen",
        "",
    ],
)
def test_no_holder_is_invented(text: str) -> None:
    assert not [holder for lot in award_text.lots(text) for holder in lot.holders]


def test_days_of_the_decision_and_of_the_contract() -> None:
    assert award_text.awarded("Le marché a été attribué le 24/08/2026 à l'entreprise : X") == date(2026, 8, 24)
    assert award_text.signed("Date de conclusion du contrat : 23/09/2026") == date(2026, 9, 23)
    assert award_text.signed("Notifié le 30/09/26") == date(2026, 9, 30)


def test_a_mapa_award_names_its_holder() -> None:
    won = {"titulaire": {"PersonneMorale": "Nuages SAS "}, "montant": {"@devise": "EUR", "valeur": "50044"}}
    told = {"avisInitial": {"idWeb": "26-1"}, "attribution": {"resultat": {"attribue": won}}}
    body = {"organisme": {"acheteurPublic": "Université de Sourcelle"}, "attribution": told}
    found = boamp.notice({"idweb": "26-2", "nature": "ATTRIBUTION", "donnees": {"MAPA": body}}, "")
    assert [party.name for party in found.holders] == ["Nuages SAS"]
    assert (found.amount, found.related, found.tag) == (Decimal(50044), ("26-1",), "award")


NOON = datetime(2026, 11, 13, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    "sentence",
    [
        "Date limite de réception des offres : au lieu de 06/11/2026 à 12h00, lire 13/11/2026 à 12h00",
        "Au lieu de lire : limite de remise des plis le 06/11/2026 à 12h00 Il faut lire : 13/11/2026 à 12 heures",
        "La date limite de remise des offres est reportée au vendredi 13 novembre 2026 à 12 heures.",
        "Nous vous informons que la remise des plis est repoussée jusqu'au 13/11/26 à 12h00.",
        "Modification de la date limite. Nouvelle date : 13/11/26 à 12h00",
        "Date limite des visites : 02/11/2026 à 10h. La date limite de réception des offres, initialement fixée au "
        "06/11/2026 à 12h00, est portée au 13/11/2026 à 12:00",
    ],
)
def test_a_sentence_that_moves_the_deadline(sentence: str) -> None:
    assert correction_text.deadline(sentence) == NOON


def test_a_day_without_an_hour_ends_at_its_last_minute() -> None:
    moved = correction_text.deadline("La date limite est reportée au 13/11/2026.")
    assert moved == datetime(2026, 11, 13, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le règlement de consultation est modifié.",
        "La visite obligatoire est reportée au 13/11/2026 à 12h00.",
        "Le montant estimé est porté à 13 000 euros ; le reste est sans changement depuis le 02/10/2026.",
        "",
    ],
)
def test_a_sentence_about_something_else_moves_nothing(sentence: str) -> None:
    assert correction_text.deadline(sentence) is None


@pytest.mark.parametrize(
    ("rubric", "moved"),
    [
        (
            {"rubDelais": "ReceptionOffres", "auLieuDeDate": "2026-11-06T12:00:00", "lireDate": "2026-11-13T12:00:00"},
            NOON,
        ),
        ({"rubDelais": "ReceptionOffres", "lireDate": "2026-11-13T11:00:00Z"}, NOON),
        ({"rubDelais": "OuverturePlis", "lireDate": "2026-11-14T12:00:00"}, None),
    ],
)
def test_a_rubric_that_moves_the_deadline(rubric: dict[str, str], moved: datetime | None) -> None:
    record = {
        "idweb": "26-2",
        "nature": "RECTIFICATIF",
        "donnees": {"FNSimple": {"rectificatif": {"infosRectif": rubric}}},
    }
    assert boamp.notice(record, "").deadline == moved
