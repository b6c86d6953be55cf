"""Is what the recogniser took for an organisation the name of one? Labels, laws and common words are none."""

import re

from nlp.dates.text import fold

# Names of labels, laws and programmes: neither companies nor bodies, whatever the recogniser says.
LABELS = re.compile(
    r"secnumcloud(?: \d\.\d)?|hds|snds|cloud act|rgpd|gdpr|iso \d+|loi .*|sren|emc2|emc²|darwin(?: e?u)?|nuage public"
    r"|france 2030|eucs|nis ?2|fisa|section 702|privacy shield|mon espace sante|cloud au centre|journal officiel|jo"
    r"|systeme national d\w+ donnees de sante|espace europeen d\w+ donnees de sante|e[eh]ds|choose france"
    r"|data gou?v\w+ act|digital \w+ act|ai act|office 365.*|microsoft 365|windows.*|covid.*"
    r"|(?:strategie|plan|programme|projet|operateurs|organismes|services|etablissements|hebergeurs|fournisseurs) .*"
)
# Alone, or among themselves, these words name nobody.
_COMMON = frozenset(
    """
    a acces act acuite agence aide and appel assemblee association au autorite aux banque base bureau cabinet caisse
    cedex cellule centre chambre cloud club collectif comite commission communaute compagnie conseil consortium cour
    d data de defense delegation departement des digital directeur direction directrice donnees du ecole economie
    education election elections en enseignement entrepot entreprise essentiel essentiels et etat etats europe
    europeen europeenne exceptionnel executif federation fonction fondation francais francaise france gendarmerie
    general generale gip gouvernement groupe groupement haut haute health hopital hospitalier hospitaliere hub
    informatique institut interieur justice l la le les loi mairie ministere ministre mission national nationale
    numerique numeriques observatoire of office operateur operateurs ordre organisme organismes parlement parquet
    parti plateforme police pour prefecture premier president public publique publiques rapid recherche region
    republique sante secretariat securite service services social sociale societe solution solutions souverain
    souveraine souverainete strategie strategique sur syndicat systeme tech technologies the tribunal union
    universite ville
    """.split()  # noqa: SIM905
)
_TERMS = frozenset(  # capitals that stand for a thing
    """
    adn ai ais ami ao api b2b ccap cctp ceo cmp cpu csp cv dce dg dns dpo eds eti faq gpu ht ia iaas iot irm it oiv
    orad ose paas pcr pdf pdg pib pme pop qr rh rn rse sa saas sarl sas si siren siret snc ter tgv tic tpe ttc tva
    url usb vpn
    """.split()  # noqa: SIM905
)
_WHOLE = 4  # words: "Agence du numérique en santé", but "Comité stratégique"
_UNIONS = frozenset({"union europeenne", "nations unies"})
_CODE = re.compile(r"[a-z]{1,2}[. -]?\d[\d-]*|.*\.gouv\.fr|.*\bcedex\b.*|\d.*(?:euros?|%)")
_WORD = re.compile(r"[a-z0-9]+")


def is_name(text: str, headed: bool = False) -> bool:
    """Whether ``text`` may be an organisation's name; ``headed`` by a word such as "agence", common words will do."""
    folded = fold(text)
    if len(text) < 3 or not any(c.isupper() for c in text) or not text[0].isalnum() or "\n" in text:
        return False
    if LABELS.fullmatch(folded) or _CODE.fullmatch(folded) or folded in _TERMS:
        return False
    words = _WORD.findall(folded)
    return any(word not in _COMMON for word in words) or (headed and len(words) >= _WHOLE) or folded in _UNIONS
