"""Bodies for the fake web: feeds and pages, all invented."""

from collections.abc import Sequence

SENTENCES = (
    "Le comité a examiné le calendrier présenté par la plateforme. "
    "La décision sera rendue publique avant la fin du mois de mars. "
    "Plusieurs candidats ont demandé des précisions sur la réversibilité du service."
)


def entry(title: str = "Un titre", link: str = "http://exemple.test/a", guid: str = "", **more: str) -> str:
    """One RSS item; ``more`` are other elements."""
    parts = {"title": title, "link": link, "guid": guid, "description": SENTENCES, **more}
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value) + "</item>"


def rss(*entries: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """An RSS 2.0 feed."""
    return f'{head}<rss version="2.0"><channel><title>Fil</title>{"".join(entries)}</channel></rss>'


def page(title: str = "Un titre", body: str = "", head: str = "") -> str:
    """An article page."""
    text = body or "".join(f"<p>{SENTENCES} Paragraphe {number}.</p>" for number in range(4))
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title} - Site</title>{head}</head>'
        f"<body><nav><a href='/'>Accueil</a></nav><main><article><h1>{title}</h1>{text}</article></main></body>"
        "</html>"
    )


def listing(links: Sequence[str], more: str = "") -> str:
    """A listing whose items are h3 links."""
    items = "".join(f'<h3><a href="{link}">Communiqué sur le sujet : {link}</a></h3>' for link in links)
    return f'<!doctype html><html lang="fr"><body><main>{items}</main>{more}</body></html>'
