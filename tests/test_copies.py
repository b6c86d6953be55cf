"""One wire in two papers, and a third voice: nothing is lost, and readers are told how many voices there are."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.worker import CrawlWorker
from digests.lines import voices_line
from digests.timeline import timeline
from nlp.types import ClaimType
from scheduler import Monitor
from store.queries import Queries
from store.types import Known
from tests.test_scheduler import FAST, NOW, Feed, parts, source
from tests.web.server import NETWORK, Web
from veilleur.parts import words
from veilleur.topic import loads, preset

WIRE = (
    "La Plateforme des données de santé (Health Data Hub) a attribué lundi 2 mars 2026 son marché d'hébergement à "
    "Scaleway. Les données de santé quitteront le nuage de Microsoft avant la fin de l'année, selon la plateforme. "
    "Les associations de patients demandent que le contrat soit publié et que la migration soit expliquée."
)
OWN = (
    "Scaleway hébergera les données de santé : le Health Data Hub lui a attribué le marché le 2 mars 2026. Notre "
    "enquête raconte comment trois candidats ont été écartés et pourquoi le calendrier a tenu."
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    """What is known after one cycle over three papers."""
    told = {"gazette": WIRE, "journal": f"(AFP) {WIRE} Lire aussi.", "revue": OWN}
    with Web() as web, CrawlWorker(FAST, allowed=(NETWORK,)) as worker:
        papers = [source(web, name, Feed((name, text))) for name, text in told.items()]
        watched = parts(tmp_path_factory.mktemp("copies"), *papers)
        with Monitor(watched, worker.crawl) as monitor:
            assert monitor.cycle(NOW).documents_new == 3
        queries = Queries(watched.office.archive)
        yield queries.known(NOW + timedelta(hours=1))
        queries.close()


def test_copies_share_an_origin_and_none_is_dropped(known: Known) -> None:
    origins = {row.source: row.origin for row in known.documents.values()}
    assert set(origins) == {"gazette", "journal", "revue"}
    assert origins["gazette"] == origins["journal"] != origins["revue"]


def test_readers_are_told_how_many_articles_and_how_many_origins(known: Known) -> None:
    events = timeline(known, parts(Path()).office.rules).events
    [award] = [event for event in events if event.type == ClaimType.AWARD]
    assert (award.articles, award.origins) == (3, 2)
    assert "3 articles, 2 origines" in voices_line(award, words(loads(preset(), None)))
