"""Journal officiel: which archives are asked for, how they are opened safely, and the texts joined from their files."""

import gzip
import io
import tarfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import sandbox
from crawler.errors import ParseError
from crawler.kinds import jorf
from crawler.laws import dump
from crawler.laws.phrases import finder
from crawler.parse import parse
from crawler.sandbox_child import MEMORY
from crawler.types import DocumentKind, Fetched, Job, Network, Parsed, Source, Validators

NOW = datetime(2026, 9, 1, 6, tzinfo=UTC)
BASE = "https://dila.example.org/OPENDATA/JORF/"
SOURCE = Source("jorf", "jorf", BASE, query="données de santé", documents=DocumentKind.LAW, since=date(2026, 1, 1))
JOB = Job(SOURCE, {})
REAL = Path(__file__).parents[2].parent / "shared" / "data" / "jorf"
TEXT = "JORFTEXT000000000001"


def fetched(body: bytes, role: str = "item", **context: str) -> Fetched:
    url = BASE if role == "index" else f"{BASE}JORF_20260819-003035.tar.gz"
    return Fetched("jorf", url, 200, (), body, NOW, role=role, context=context)


def listing(*names: str) -> Fetched:
    rows = "".join(f'<a href="{name}">{name}</a>  2026-08-19 00:30  392K\n' for name in names)
    return fetched(f'<html><h1>Index of /OPENDATA/JORF</h1><pre><a href="../">Parent</a>{rows}</pre>'.encode(), "index")


def archive(files: dict[str, str | bytes], *more: tarfile.TarInfo) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            data = content if isinstance(content, bytes) else content.encode()
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
        for info in more:
            tar.addfile(info)
    return out.getvalue()


def simple(
    body: str = "Les données de santé sont hébergées.", title: str = "Arrêté (inventé)", number: str = TEXT
) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEXTE><ID>{number}</ID><NATURE>ARRETE</NATURE><NOR>XXXX0000001A</NOR><DATE_PUBLI>2026-08-19</DATE_PUBLI>
<ORIGINE_PUBLI>JORF n°0000 du 19 août 2026</ORIGINE_PUBLI><TITREFULL>{title}</TITREFULL><MINISTERE>Santé</MINISTERE>
<STRUCT><ARTICLE><ID>JORFARTI000000000011</ID><NUM>1</NUM><BLOC_TEXTUEL><CONTENU><p>{body}</p></CONTENU></BLOC_TEXTUEL>
</ARTICLE><SIGNATAIRES><CONTENU><p>Signature</p></CONTENU></SIGNATAIRES></STRUCT></TEXTE>"""


def read(body: bytes, query: str = SOURCE.query) -> Parsed:
    return jorf.parse(replace(SOURCE, query=query), fetched(body))


# ── Which archives ─────────────────────────────────────────────────────────────────────────────────


def test_the_newest_archives_not_had_yet_are_asked_for() -> None:
    names = [f"JORF_202608{day:02d}-003000.tar.gz" for day in range(1, 20)]
    had = Validators(f"{BASE}{names[-1]}", sha256="a" * 64, fetched_at=NOW)
    found = jorf.follow(Job(replace(SOURCE, pages=3), {had.url: had}), listing(*names), NOW)
    assert [request.url for request in found.requests] == [f"{BASE}{name}" for name in reversed(names[-4:-1])]
    assert found.entries == 19 and {request.role for request in found.requests} == {"item"}


def test_only_the_first_delivery_of_a_day_holds_its_journal() -> None:
    found = jorf.follow(JOB, listing("JORF_20260819-213000.tar.gz", "JORF_20260819-003035.tar.gz"), NOW)
    assert [request.url for request in found.requests] == [f"{BASE}JORF_20260819-003035.tar.gz"]


def test_the_whole_history_other_hosts_and_older_days_are_left_alone() -> None:
    names = (
        "Freemium_jorf_global_20250713-140000.tar.gz",
        "https://elsewhere.example.com/JORF_20260819-003035.tar.gz",
        "file:///JORF_20260819-003035.tar.gz",
        "JORF_20251231-003035.tar.gz",
        "JORF_20269999-003035.tar.gz",
    )
    assert jorf.follow(JOB, listing(*names), NOW).requests == ()


@pytest.mark.parametrize(
    ("tried", "again"), [(timedelta(hours=1), False), (timedelta(hours=21), True)], ids=["just now", "yesterday"]
)
def test_an_archive_that_could_not_be_had_is_asked_for_again_for_a_week(tried: timedelta, again: bool) -> None:
    for day, young in (("20260830", True), ("20260801", False)):
        url = f"{BASE}JORF_{day}-003000.tar.gz"
        job = Job(SOURCE, {url: Validators(url, fetched_at=NOW - tried)})
        found = jorf.follow(job, listing(f"JORF_{day}-003000.tar.gz"), NOW)
        assert bool(found.requests) == (again and young)


def test_an_archive_that_could_not_be_had_is_told() -> None:
    [request] = jorf.follow(JOB, listing("JORF_20260819-003035.tar.gz"), NOW).requests
    missing = Fetched("jorf", request.url, 503, (), b"", NOW, "entry", request.context)
    assert jorf.parse(SOURCE, missing).problems == ("JORF_20260819-003035.tar.gz: could not be had (HTTP 503)",)


@pytest.mark.parametrize("body", [b"", b"\x1f", b"{}", "<p>Maintenance à l'écran</p>".encode()])
def test_a_page_that_lists_nothing_is_no_list(body: bytes) -> None:
    for read_it in (
        lambda: jorf.follow(JOB, fetched(body, "index"), NOW),
        lambda: jorf.parse(SOURCE, fetched(body, "index")),
    ):
        with pytest.raises(ParseError, match="not a list of archives"):
            read_it()


def test_the_list_is_asked_for_first_and_gives_no_document() -> None:
    assert [request.url for request in jorf.start(JOB, Network(), NOW)] == [BASE]
    assert jorf.parse(SOURCE, listing("JORF_20260819-003035.tar.gz")) == Parsed(())


# ── Opening them ───────────────────────────────────────────────────────────────────────────────────


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def test_what_is_no_plain_file_inside_is_left_out_and_told() -> None:
    found = read(
        archive(
            {"../../escaped.xml": simple(), "/etc/absolute.xml": simple(), "20260819/JORFTEXT.xml": simple()},
            special("link.xml", tarfile.SYMTYPE, "/etc/passwd"),
            special("hard.xml", tarfile.LNKTYPE, "20260819/JORFTEXT.xml"),
            special("device.xml", tarfile.CHRTYPE),
            special("folder", tarfile.DIRTYPE),
        )
    )
    assert [document.key for document in found.documents] == [TEXT]
    assert [problem.partition(".tar.gz: ")[2] for problem in found.problems] == [
        "../../escaped.xml: leads out of the archive",
        "/etc/absolute.xml: leads out of the archive",
        "link.xml: neither a file nor a folder",
        "hard.xml: neither a file nor a folder",
        "device.xml: neither a file nor a folder",
    ]


def test_a_bomb_is_given_up_before_it_fills_the_memory() -> None:
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb", compresslevel=1) as out:
        head = tarfile.TarInfo("JORFTEXT.xml")
        head.size = len(simple().encode())
        out.write(head.tobuf() + simple().encode().ljust(-(-head.size // 512) * 512, b"\0"))
        huge = tarfile.TarInfo("huge.bin")
        huge.size = 2 * dump.INFLATED
        out.write(huge.tobuf())
        for _ in range(dump.INFLATED // 2**20 + 8):
            out.write(bytes(2**20))
    found = read(bomb.getvalue())
    assert len(found.documents) == 1 and "inflates to more than 256 MB" in found.problems[-1]


def test_a_file_that_is_too_big_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dump, "MEMBER", 2**11)
    found = read(archive({"big.xml": simple() + " " * 2**12, "small.xml": simple()}))
    assert len(found.documents) == 1 and "big.xml: more than" in found.problems[0]


def test_too_many_entries_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dump, "MEMBERS", 3)
    found = read(archive({"JORFTEXT.xml": simple(), **{f"{n}.txt": "" for n in range(5)}}))
    assert len(found.documents) == 1 and "more than 3 entries" in found.problems[0]


def test_an_archive_cut_short_gives_what_stands_before_the_cut() -> None:
    noise = {f"{n}.xml": simple(number=f"JORFTEXT{n:012d}", body=f"données de santé {n**99}") for n in range(1, 200)}
    whole = archive(noise)
    found = read(whole[: len(whole) // 2])
    assert 0 < len(found.documents) < 199 and "archive broken after" in found.problems[-1]


@pytest.mark.parametrize("body", [b"", b"\x1f\x8b\x08", b"not an archive", b"{}" * 999, gzip.compress(b"x" * 5000)])
def test_what_is_no_archive_is_said(body: bytes) -> None:
    with pytest.raises(ParseError, match="not an archive"):
        read(body)


def test_an_archive_whose_gzip_the_server_undid_is_read() -> None:
    assert len(read(gzip.decompress(archive({"a.xml": simple()}))).documents) == 1


def test_a_long_day_is_read_within_the_memory_of_the_sandbox() -> None:
    article = "<p>Le présent texte est sans rapport.</p>" * 20_000
    day = {f"{n}.xml": simple(article, number=f"JORFTEXT{n + 10:012d}") for n in range(80)}
    found = parse(SOURCE, fetched(archive({**day, "a.xml": simple()}))).documents
    sandbox.close()
    assert [document.key for document in found] == [TEXT]
    assert sum(map(len, day.values())) > MEMORY // 3  # as bytes and as characters they did not fit in it


@given(st.binary(max_size=600), st.integers(0, 900))
def test_any_bytes_are_read_or_refused(noise: bytes, place: int) -> None:
    whole = archive({"a.xml": simple()})
    for body in (noise, whole[:place] + noise, whole[:place] + noise + whole[place + len(noise) :]):
        try:
            read(body)
        except ParseError:
            continue


ENTITIES = '<!DOCTYPE TEXTE [<!ENTITY a "{}"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("entity", ["&b;", "&x;"])
def test_entities_are_neither_fetched_nor_multiplied(entity: str) -> None:
    text = simple(f"données de santé {entity}").replace("<TEXTE>", ENTITIES.format("lol" * 99) + "<TEXTE>")
    [document] = read(archive({"a.xml": text})).documents
    assert "root:" not in document.text and "lol" not in document.text


def test_nesting_without_end_is_told_and_the_others_are_read() -> None:
    deep = simple("<p>" * 100_000 + "données de santé", number="JORFTEXT000000000009")
    found = parse(SOURCE, fetched(archive({"deep.xml": deep, "a.xml": simple()})))
    sandbox.close()
    assert TEXT in {document.key for document in found.documents}
    assert any("JORFTEXT000000000009: not XML" in problem for problem in found.problems)


# ── Their texts ────────────────────────────────────────────────────────────────────────────────────


def test_a_text_is_a_law_with_its_page_at_legifrance() -> None:
    [document] = read(archive({"a.xml": simple()})).documents
    assert document.kind == DocumentKind.LAW and document.key == TEXT
    assert document.url == f"https://www.legifrance.gouv.fr/jorf/id/{TEXT}"
    assert document.published == datetime(2026, 8, 18, 22, tzinfo=UTC)  # midnight in Paris
    assert document.text.splitlines() == [
        "JORF n°0000 du 19 août 2026, Santé, NOR XXXX0000001A",
        "Article 1",
        "Les données de santé sont hébergées.",
        "Signature",
    ]


def test_only_texts_whose_title_or_body_has_the_words() -> None:
    body = archive(
        {
            "1.xml": simple("Rien.", "Décret relatif aux DONNEES DE SANTE"),
            "2.xml": simple("Sur les données<br/>de\n santé.", number="JORFTEXT000000000002"),
            "3.xml": simple("Des données, et la santé.", number="JORFTEXT000000000003"),
            "4.xml": simple("Rien.", number="JORFTEXT000000000004").replace(
                "</TEXTE>", "<LIENS><LIEN>données de santé</LIEN></LIENS></TEXTE>"
            ),
        }
    )
    assert [document.key[-1] for document in read(body).documents] == ["1", "2"]


def version(content: str = "") -> str:
    return f"""<TEXTE_VERSION><META><META_COMMUN><ID>{TEXT}</ID>
<ID_ELI>https://www.legifrance.gouv.fr/eli/decret/2026/8/18/X/jo/texte</ID_ELI></META_COMMUN><META_SPEC>
<META_TEXTE_CHRONICLE><CID>{TEXT}</CID><NOR>XXXX0000001D</NOR><DATE_PUBLI>2026-08-19</DATE_PUBLI></META_TEXTE_CHRONICLE>
<META_TEXTE_VERSION><TITREFULL>Décret (inventé)</TITREFULL><MINISTERE>Santé</MINISTERE></META_TEXTE_VERSION></META_SPEC>
</META><NOTICE><CONTENU><p>Notice.</p></CONTENU></NOTICE><VISAS><CONTENU><p>Vu le code,</p></CONTENU></VISAS>{content}
<SIGNATAIRES><CONTENU><p>Fait le 18 août 2026.</p></CONTENU></SIGNATAIRES></TEXTE_VERSION>"""


def article(number: int, text: str) -> str:
    return f"""<ARTICLE><META><META_COMMUN><ID>JORFARTI{number:012d}</ID></META_COMMUN><META_SPEC><META_ARTICLE>
<NUM>{number}</NUM></META_ARTICLE></META_SPEC></META><CONTEXTE><TEXTE nature="DECRET" cid="{TEXT}">
<TITRE_TXT>Titre cité</TITRE_TXT></TEXTE></CONTEXTE>
<BLOC_TEXTUEL><CONTENU><p>{text}</p></CONTENU></BLOC_TEXTUEL></ARTICLE>"""


STRUCTURE = f"""<TEXTELR><META><META_COMMUN><ID>{TEXT}</ID></META_COMMUN></META><STRUCT>
<LIEN_ART id="JORFARTI000000000002"/><LIEN_ART id="JORFARTI000000000001"/></STRUCT></TEXTELR>"""
CONTENTS = f"""<JO><ID>JORFCONT000000000001</ID><DATE_PUBLI>2026-08-19</DATE_PUBLI><STRUCTURE_TXT><TM><TITRE_TM>Décrets
</TITRE_TM><LIEN_TXT idtxt="{TEXT}" titretxt="Décret (inventé)"/><LIEN_TXT idtxt="JORFTEXT000000000002"
titretxt="Avis sur les données de santé"/><LIEN_TXT idtxt="JORFTEXT000000000003" titretxt="Autre"/>
</TM></STRUCTURE_TXT></JO>"""


def test_a_text_whose_articles_are_files_apart_is_joined_in_the_order_of_its_structure() -> None:
    files = {
        "jorf/global/article/1.xml": article(1, "Les données de santé."),
        "jorf/global/article/2.xml": article(2, "Deux."),
        "jorf/global/texte/struct/1.xml": STRUCTURE,
        "jorf/global/texte/version/1.xml": version(),
    }
    [document] = read(archive(files)).documents
    assert document.title == "Décret (inventé)" and document.summary == "Notice."
    assert document.urls == ("https://www.legifrance.gouv.fr/eli/decret/2026/8/18/X/jo/texte",)
    assert document.text.splitlines() == [
        "Santé, NOR XXXX0000001D",
        *(
            "Notice.",
            "Vu le code,",
            "Article 2",
            "Deux.",
            "Article 1",
            "Les données de santé.",
            "Fait le 18 août 2026.",
        ),
    ]


def test_articles_without_their_text_have_the_title_they_give() -> None:
    [document] = read(archive({"1.xml": article(1, "Les données de santé.")})).documents
    assert document.title == "Titre cité" and document.key == TEXT


def test_the_contents_name_texts_whose_file_is_missing() -> None:
    [document] = read(archive({"contents.xml": CONTENTS, "version.xml": version()})).documents
    assert (document.key, document.title) == ("JORFTEXT000000000002", "Avis sur les données de santé")
    assert document.published == datetime(2026, 8, 18, 22, tzinfo=UTC)


def test_unknown_elements_and_stray_files_are_told() -> None:
    files = {"a.xml": simple().replace("<STRUCT>", "<NEUF>x</NEUF><STRUCT>"), "b.xml": "<AUTRE/>", "c.xml": "<AUTRE/>"}
    found = read(archive(files))
    assert len(found.documents) == 1
    assert [problem.partition(".tar.gz: ")[2] for problem in found.problems] == [
        "2 files of no known text, such as <AUTRE/>",
        f"{TEXT}: unknown element NEUF",
    ]


@pytest.mark.parametrize(
    ("printed", "flags"), [("2999-01-01", ()), ("2049-01-01", ("published.implausible: 2048-12-31",))]
)
def test_a_day_that_cannot_be_is_not_believed(printed: str, flags: tuple[str, ...]) -> None:
    [document] = read(archive({"a.xml": simple().replace("2026-08-19", printed)})).documents
    assert document.published is None and document.flags == flags


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("données de santé", "les DONNÉES-DE-SANTÉ", True),
        ("donnees de sante", "données<i> de </i>santé", True),
        ("HDH", "le HDH,", True),
        ("HDH", "le HDHX", False),
        ("héberg*", "hébergement", True),
        ("cloud.*", "nuage", False),
        ("rien\nHealth Data Hub", "« Health Data Hub »", True),
        ("", "tout", True),
    ],
)
def test_phrases(query: str, text: str, found: bool) -> None:
    assert finder(query)(text) == found


# ── The real Journal of 19 August 2026 ─────────────────────────────────────────────────────────────


def real() -> bytes:
    files = sorted(REAL.glob("*.xml"))
    if not files:
        pytest.skip("real JORF samples are not beside this checkout (../shared/data/jorf)")
    return archive({f"20260819-003035/jorf/simple/JORF/{file.name}": file.read_bytes() for file in files})


def test_every_text_of_a_real_journal_is_named() -> None:
    found = read(real(), "")
    assert len(found.documents) == 83 and found.problems == ()
    assert all(
        document.title and document.published == datetime(2026, 8, 18, 22, tzinfo=UTC) for document in found.documents
    )


def test_real_texts_are_found_by_their_body() -> None:
    [decree] = read(real(), "conseillers référendaires").documents
    assert decree.key == "JORFTEXT000054708776" and "Article 1" in decree.text
    assert decree.text.splitlines()[-1] == "Sébastien LECORNU"
    [order] = read(real(), "Délégation permanente").documents
    assert order.urls == ("https://www.legifrance.gouv.fr/eli/arrete/2026/8/11/ARMM2621619A/jo/texte",)


def test_a_real_file_by_itself_is_read_too() -> None:
    real()
    body = (REAL / "jorf_texte_nomination_JORFTEXT000054708776.xml").read_bytes()
    assert [document.key for document in read(body, "").documents] == ["JORFTEXT000054708776"]
