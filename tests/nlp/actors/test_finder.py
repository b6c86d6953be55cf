from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.actors.finder import Finder
from nlp.types import ActorKind, Entity

DAY = datetime(2026, 4, 23, 8, tzinfo=UTC)


def mentions(reader, text: str, published: datetime | None = DAY) -> dict[str, list[str]]:
    read = reader.read("", text, published, force=True)
    for actor in read.actors:
        for mention in actor.mentions:
            assert text[mention.start : mention.end] == mention.text
    return {actor.id: [m.text for m in actor.mentions] for actor in read.actors}


@pytest.mark.parametrize(
    ("text", "actor", "found"),
    [
        ("Mme Valérie PEUGEOT a rapporté. Mme PEUGEOT insiste.", "peugeot-valerie", ["Valérie PEUGEOT", "PEUGEOT"]),
        ("Cédric O. avait promis un appel d'offres.", "cedric-o", ["Cédric O"]),
        ("Clara Chapaz a réagi devant les sénateurs.", "chappaz", ["Clara Chapaz"]),
        ("Anne Le Henanff a réagi. Mme Henanff insiste.", "le-henanff", ["Anne Le Henanff", "Henanff"]),
        ("La Cnil et la CNIL sont une.", "cnil", ["Cnil", "CNIL"]),
        ("L'offre de Sens, filiale de Thales, est qualifiée.", "s3ns", ["Sens"]),
        ("Le marché est confié à Sens, allié de Google.", "s3ns", ["Sens"]),
        ("Stéphanie Combes a parlé. Combes a insisté.", "combes", ["Stéphanie Combes", "Combes"]),
        ("Stéphanie Rist a tranché. La ministre y tenait.", "rist", ["Stéphanie Rist", "La ministre"]),
        ("Cédric O a parlé. Le secrétaire d'État a promis.", "cedric-o", ["Cédric O", "Le secrétaire d'État"]),
        (
            "Stéphanie Combes a parlé. La directrice du groupement insiste.",
            "combes",
            ["Stéphanie Combes", "La directrice du groupement"],
        ),
        ("La Cnil a rendu un avis. La Commission s'inquiète.", "cnil", ["Cnil", "La Commission"]),
        ("Scaleway gagne. L'entreprise se réjouit.", "scaleway", ["Scaleway", "L'entreprise"]),
        ("Scaleway, filiale d'Iliad, gagne. L'entreprise se réjouit.", "scaleway", ["Scaleway", "L'entreprise"]),
    ],
)
def test_a_known_actor_however_written(reader, text, actor, found):
    assert mentions(reader, text)[actor] == found


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Olivier Véron, médecin, s'étonne du choix.", "veran"),
        ("Jean Véron a parlé. Véron insiste.", "veran"),
        ("Stéphanie a parlé à la tribune.", "rist"),
        ("À Sens, le cloud de la mairie inquiète.", "s3ns"),
        ("L'hôpital de Sens choisit un cloud.", "s3ns"),
        ("Le sens du mot cloud chez Google.", "s3ns"),
        ("Bleu de travail et cloud de Microsoft.", "bleu"),
        ("Le gouvernement belge hésite.", "gouvernement"),
        ("Le Parlement européen a voté le texte.", "parlement"),
        ("L'ancienne ministre de la Santé a réagi.", "rist"),
        ("En 2020, le ministre de la Santé promettait une sortie.", "rist"),
        ("Le ministre de la Santé belge a réagi.", "rist"),
        ("Stéphanie Rist et Anne Le Hénanff étaient là. La ministre a parlé.", "La ministre"),
        ("La Cnil a parlé. La Commission européenne s'inquiète.", "La Commission"),
        ("La Cnil a parlé. La commission s'inquiète.", "La commission"),
        (
            "Stéphanie Combes a parlé. La directrice générale de la Banque des territoires approuve.",
            "La directrice générale",
        ),
        ("Stéphanie Combes a parlé. La directrice adjointe approuve.", "La directrice"),
        ("Stéphanie Rist a parlé. La ministre déléguée approuve.", "La ministre"),
        ("Scaleway et OVHcloud attendent. L'entreprise se tait.", "L'entreprise"),
    ],
)
def test_nobody_is_better_than_somebody_else(reader, text, actor):
    found = mentions(reader, text)
    assert actor not in found
    assert all(actor not in texts for texts in found.values())


@pytest.mark.parametrize(
    ("published", "holder"),
    [
        (datetime(2026, 4, 23, tzinfo=UTC), "rist"),
        (datetime(2025, 7, 2, tzinfo=UTC), "neuder"),
        (datetime(2020, 11, 20, tzinfo=UTC), "veran"),
        (datetime(2016, 5, 1, tzinfo=UTC), None),
        (None, None),
    ],
)
def test_an_office_is_its_holder_on_that_day(reader, published, holder):
    found = mentions(reader, "Le ministre de la Santé a annoncé un choix.", published)
    assert {actor for actor in found if actor in ("rist", "neuder", "veran", "buzyn")} == ({holder} - {None})


@pytest.mark.parametrize(
    ("text", "actor", "found"),
    [
        ("Phillipe Latombe exulte devant les députés.", "latombe", ["Phillipe Latombe"]),
        ("Le parquet national financier a classé la plainte.", "pnf", ["parquet national financier"]),
        (
            "« Tout ira vite », dit la directrice de la Plateforme des données de santé.",
            "ghariani",
            ["la directrice de la Plateforme des données de santé"],
        ),
    ],
)
def test_a_known_actor_without_its_own_capitals_or_letters(reader, text, actor, found):
    assert mentions(reader, text)[actor] == found


@pytest.mark.parametrize(
    "text",
    [
        "LE MINISTRE DÉLÉGUÉ, David AMIEL, ARRÊTE.",
        "La commission et le comité stratégique ont siégé.",
        "Interrogée sur LinkedIn, Stéphanie Rist confirme.",
        "Le sens de la décision échappe au conseil.",
        "Microsoft a lu l'EHDS, le Data Governance Act et l'article L.1462-1.",
        "Office 365 et le Système national des données de santé sont concernés.",
    ],
)
def test_no_actor_is_made_of_words_that_name_nobody(reader, text):
    assert [a.name for a in reader.read("", text, DAY, force=True).actors if not a.known] == []


def test_a_court_is_whole(reader):
    read = reader.read("", "Fenrix saisit le tribunal administratif de Paris.", DAY, force=True)
    assert {(a.name, a.kind) for a in read.actors} == {
        ("Fenrix", ActorKind.COMPANY),
        ("tribunal administratif de Paris", ActorKind.COURT),
    }


def test_an_office_by_a_part_of_its_portfolio(reader):
    found = mentions(reader, "La ministre déléguée à l'Intelligence artificielle s'est exprimée.")
    assert "le-henanff" in found


def test_unknown_actors_are_kept_under_one_id(reader):
    text = "Nuvalto a remporté le marché. Marc Dupond dirige Nuvalto. Dupond se réjouit."
    read = reader.read("", text, DAY, force=True)
    found = {a.id: (a.kind, a.known, len(a.mentions)) for a in read.actors}
    assert found == {
        "nuvalto": (ActorKind.COMPANY, False, 2),
        "marc-dupond": (ActorKind.PERSON, False, 2),
    }


def test_labels_are_neither_companies_nor_people(reader):
    read = reader.read("", "Scaleway vise SecNumCloud et le Cloud Act inquiète.", DAY, force=True)
    assert {(e.text, e.label) for e in read.entities} == {
        ("Scaleway", "ORG"), ("SecNumCloud", "MISC"), ("Cloud Act", "MISC"),
    }  # fmt: skip


def test_a_text_without_published_day_or_model(affair):
    people = Finder(affair.actors).find("Scaleway et Stéphanie Rist.", None, [])
    assert [s.actor for s in people.sightings] == ["scaleway", "rist"]


@given(st.text(alphabet=st.sampled_from(" .,'’\nSensCédricOVHRist(à)é«»lamnt"), max_size=300))
def test_any_text_is_read_with_true_offsets(affair, text):
    people = Finder(affair.actors).find(text, date(2026, 4, 1), [Entity(0, len(text), text, "ORG")])
    for actor in people.actors:
        assert all(text[m.start : m.end] == m.text for m in actor.mentions)
    assert list(people.entities) == sorted(people.entities, key=lambda e: (e.start, e.end))


def test_a_very_long_text_is_read(affair):
    text = "Scaleway et Stéphanie Rist ont signé. " * 10_000
    people = Finder(affair.actors).find(text, None, [])
    assert len(people.sightings) == 20_000
