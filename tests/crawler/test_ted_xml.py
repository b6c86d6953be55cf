"""TED as XML: languages, corrections, and what is no notice."""

import pytest

from crawler.errors import ParseError
from crawler.notices import ted_xml
from crawler.types import Notice

HEAD = (
    'xmlns="urn:oasis:names:specification:ubl:schema:xsd:{0}-2" '
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" '
    'xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" '
    'xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1" '
    'xmlns:efbc="http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1" '
    'xmlns:efext="http://data.europa.eu/p27/eforms-ubl-extensions/1"'
)
UUID = "00000000-0000-4000-8000-000000000001"
NAMES = "".join(
    f'<cac:PartyName><cbc:Name languageID="{language}">{name}</cbc:Name></cac:PartyName>'
    for language, name in (("BUL", "Платформа"), ("ENG", "Data Platform"), ("FRA", "Plateforme des données"))
)


def notice(extension: str = "", body: str = "", root: str = "ContractNotice", code: str = "cn-standard") -> Notice:
    organisation = (
        "<efac:Organizations><efac:Organization><efac:Company><cac:PartyIdentification><cbc:ID>ORG-1</cbc:ID>"
        f"</cac:PartyIdentification>{NAMES}</efac:Company></efac:Organization></efac:Organizations>"
    )
    wrapped = (
        "<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>"
        f"{extension}{organisation}</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
    )
    text = (
        f"<{root} {HEAD.format(root)}>{wrapped}<cbc:ID>{UUID}</cbc:ID><cbc:NoticeTypeCode>{code}</cbc:NoticeTypeCode>"
        "<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>ORG-1</cbc:ID></cac:PartyIdentification>"
        '</cac:Party></cac:ContractingParty><cac:ProcurementProject><cbc:Name languageID="ENG">Hosting</cbc:Name>'
        f'<cbc:Name languageID="FRA">Hébergement</cbc:Name></cac:ProcurementProject>{body}</{root}>'
    )
    return ted_xml.notice(ted_xml.record(text.encode(), "u"), "u")


def test_french_is_read_where_there_is_french() -> None:
    found = notice()
    assert (found.title, [party.name for party in found.buyers]) == ("Hébergement", ["Plateforme des données"])


def test_the_number_is_the_one_it_was_published_under_and_the_other_is_the_same_notice() -> None:
    found = notice("<efac:Publication><efbc:NoticePublicationID>00172531-2026</efbc:NoticePublicationID>"
                   "<efbc:PublicationDate>2026-03-02+01:00</efbc:PublicationDate></efac:Publication>")  # fmt: skip
    assert (found.id, found.same_as, str(found.published)) == ("172531-2026", (UUID,), "2026-03-02")


def test_a_correction_is_one_and_names_what_it_changes() -> None:
    changes = f"<efac:Changes><efbc:ChangedNoticeIdentifier>{UUID}-01</efbc:ChangedNoticeIdentifier></efac:Changes>"
    assert (notice(changes).tag, notice(changes).related) == ("tenderAmendment", (UUID,))


@pytest.mark.parametrize(
    ("root", "code", "tag"),
    [
        ("ContractAwardNotice", "can-standard", "award"),
        ("ContractAwardNotice", "veat", "planning"),
        ("ContractAwardNotice", "can-modif", "contractAmendment"),
        ("ContractAwardNotice", "compl", "contractTermination"),
        ("PriorInformationNotice", "pin-only", "planning"),
        ("PriorInformationNotice", "pin-cfc-standard", "tender"),
    ],
)
def test_the_kind_of_notice(root: str, code: str, tag: str) -> None:
    assert notice(root=root, code=code).tag == tag


def test_an_unknown_kind_is_flagged() -> None:
    assert notice(code="neuf").flags == ("nature.unknown: neuf",)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html><body>x", "HTML in place of a TED notice"),
        (b"<TED_EXPORT/>", "not a procurement notice of eForms but <TED_EXPORT>"),
        (b"<a><b></a>", "broken XML"),
        (b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "but <a>"),
    ],
)
def test_what_is_no_notice_is_said(body: bytes, said: str) -> None:
    with pytest.raises(ParseError, match=said):
        ted_xml.record(body, "u")


def test_a_notice_without_any_number_is_said() -> None:
    empty = f"<ContractNotice {HEAD.format('ContractNotice')}/>"
    with pytest.raises(ParseError, match="without number"):
        ted_xml.notice(ted_xml.record(empty.encode(), "u"), "u")
