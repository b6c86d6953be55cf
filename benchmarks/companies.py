"""Sentences about companies that no list holds: templates of procurement and technology news, and invented names.

In a template {C} is a company, {B} a public body or group, {P} a person, {L} a place, {M} a product or label. The
sentences and the names are ours; persons, places and bodies are drawn from the training texts.
"""

import random


def _listed(words: str) -> list[str]:
    return words.split()


_START = _listed("""
    Al Ar Bel Bri Cal Cy Da Del Do El Em Evo Fa Fly Ga Gre Hel Hy In Ja Ka Kor La Li Lu Ma Mer Mo Na Neo No Nu Ob Or
    Oxy Pa Po Qa Quan Ra Ri Sa Se So Sy Ta Te Ti Tra Ul Va Ve Vi Wa Xa Yo Za Zen Cler Dox Skel Num Gal Vel Thor""")
_MIDDLE = _listed("ba be ca ci da de fi ga go la li lo ma mi na ni no pa ra re ri ro sa se ta ti to va ve vi xo zi")
_END = _listed("""
    ble cia cor dia dis don flow gen go ia ix lia lis lux ma mia nis nix nova on ops ora ris ron scale sense sis soft
    sys tech tek ter tis ton tra vera via vio way x xis zen""")
_WORDS = _listed("""
    Cloud Data Digital Systèmes Numérique Santé Services Ingénierie Solutions Technologies Software Networks Consulting
    Conseil Industries Énergie Construction Mobilités Informatique Sécurité Robotics Labs Studio Pharma Bio""")
_HEADS = _listed("""
    Blanc Vert Nord Atlas Delta Alpha Horizon Phare Granit Jade Ambre Opale Racine Ruche Comète Bastion Temple Forge
    Sillage Cap Alizé Lumen Orion Rive Source Clair Vertige Pixel Noyau Ancre""")
_SUFFIX = ("SAS", "SA", "Group", "Groupe", "France", "Ltd", "Technologies", "& Cie", "International", "SARL", "Europe")

TEMPLATES = (
    "{C} a remporté le marché.",
    "{C} remporte l'appel d'offres lancé par {B}.",
    "Le contrat a été attribué à {C}.",
    "Le marché d'hébergement est attribué à {C} pour quatre ans.",
    "{C} hébergera les données du ministère.",
    "{C} a été retenu à l'issue de la consultation.",
    "{C} a été retenue face à {C} et {C}.",
    "Trois candidats restent en lice : {C}, {C} et {C}.",
    "Les offres de {C} et de {C} ont été écartées.",
    "{C}, filiale de {C}, a déposé un recours.",
    "{C}, filiale du groupe {C}, fournira les serveurs.",
    "Le directeur général de {C}, {P}, s'est félicité de cette décision.",
    "« Nous sommes prêts », assure {P}, patron de {C}.",
    "{P}, président de {C}, a été entendu à {L}.",
    "Selon {P}, fondateur de {C}, le calendrier sera tenu.",
    "{C} est qualifié {M} depuis le mois de janvier.",
    "{C} a obtenu la qualification {M}.",
    "L'offre {M} de {C} a été lancée hier.",
    "La certification {M} de {C} a été renouvelée.",
    "{C} et {C} annoncent un partenariat.",
    "{C} s'allie à {C} pour répondre à l'appel d'offres.",
    "Un groupement mené par {C} avec {C} et {C} a été choisi.",
    "Le groupement {C} / {C} est le mieux-disant.",
    "Titulaire : {C}, {L}.",
    "Titulaire du marché : {C}",
    "Attributaire : {C} ({L})",
    "Lot n° 1 : {C}. Lot n° 2 : {C}.",
    "Le lot 2 revient à {C}, pour un montant de 1,2 million d'euros.",
    "{C} lève 20 millions d'euros.",
    "{C} supprime 300 emplois à {L}.",
    "{C} ouvre un centre de données à {L}.",
    "Basée à {L}, {C} emploie 200 personnes.",
    "L'entreprise {C} a été placée en redressement judiciaire.",
    "La société {C} a signé le contrat mardi.",
    "L'hébergeur {C} a confirmé sa candidature.",
    "L'éditeur {C} rachète {C}.",
    "Le fournisseur {C} dispose de deux mois pour livrer.",
    "Le prestataire {C} a été mis en demeure par {B}.",
    "La start-up {C} a été fondée par {P} à {L}.",
    "{B} a choisi {C} plutôt que {C}.",
    "{B} a notifié le marché à {C}.",
    "{B} met fin au contrat qui le liait à {C}.",
    "Le contrat avec {C} prendra fin en décembre.",
    "Les données quitteront {C} pour {C} d'ici l'été.",
    "La migration de {C} vers {C} commencera en mars.",
    "Après {C}, c'est au tour de {C} de se retirer.",
    "Ni {C} ni {C} n'ont souhaité commenter.",
    "Contacté, {C} n'a pas répondu.",
    "{C} dément toute discussion avec {C}.",
    "D'après {C}, rien n'est signé.",
    "Chez {C}, on se dit confiant.",
    "Le titre {C} gagne 3 % à la Bourse de {L}.",
    "{C} conteste l'attribution devant le tribunal.",
    "Le tribunal administratif de {L} a rejeté la requête de {C}.",
    "{C} s'engage à livrer la plateforme en juin.",
    "{C} avait promis une bascule avant la fin de l'année.",
    "Le rachat de {C} par {C} a été autorisé par {B}.",
    "Des concurrents comme {C}, {C} ou {C} pourraient candidater.",
    "{C}, {C}, {C} et {C} avaient répondu.",
    "La solution {M}, éditée par {C}, équipe déjà {B}.",
    "{C} a présenté {M} au salon de {L}.",
    "{B} a confié à {C} la maintenance de {M}.",
    "{C} a vendu ses parts à {C}.",
    "{P} rejoint {C} comme directeur technique.",
    "{P} quitte {C} pour {C}.",
    "{P} ({C}) estime que le délai est trop court.",
    "Selon nos informations, {C} serait favori.",
    "{C} devrait être désigné fin mars.",
    "Le choix de {C} ne fait guère de doute.",
    "Pourquoi {C} a perdu le marché",
    "{C} : le contrat qui fâche",
    "Cloud : {C} choisi par l'État",
    "Hébergement : {B} préfère {C} à {C}",
    "Qui est {C}, le nouvel hébergeur ?",
    "Le groupement candidat comprend aussi {C}.",
    "Les équipes de {C} sont installées à {L}.",
    "{C} exploite trois centres de données en France, à {L} et à {L}.",
    "Un porte-parole de {C} l'a confirmé à {L}.",
    "Le cloud de {C} héberge les données de {B}.",
    "Filiale commune de {C} et de {C}, {C} vise la qualification {M}.",
    "{C}, créée en 2012 par {P}, réalise 40 millions d'euros de chiffre d'affaires.",
    "Avec {M}, {C} vise les hôpitaux.",
    "Le Conseil d'État a donné raison à {C}.",
    "La région a signé avec {C} un accord-cadre de quatre ans.",
    "La commande est passée auprès de {C} par l'intermédiaire de {B}.",
    "{C} reprend l'activité de {C} à {L}.",
    "Le ministre {P} a visité l'usine de {C} à {L}.",
    "Le député {P} s'étonne du choix de {C}.",
    "Le marché public conclu avec {C} a été annulé.",
    "Le préavis adressé à {C} court jusqu'en juin.",
    "Le ministère n'exclut pas de revenir chez {C}.",
    "Le marché de travaux a été attribué à l'entreprise {C}.",
    "Les nouveaux tramways seront construits par {C}.",
    "{C} livrera 40 bus électriques à {B}.",
    "{C} gère l'eau de {L} depuis dix ans.",
    "{C} emménagera dans ses nouveaux bureaux de {L} au printemps.",
    "Confiée à {C}, la rénovation du stade de {L} a pris du retard.",
    "Le consortium formé par {C} et {C} a levé ses dernières réserves.",
    "{C} perd son principal client, {C}.",
    "Les avocats de {C} dénoncent une procédure opaque.",
    "Face à {C}, {C} mise sur le prix.",
    "{C} facture 3 millions d'euros par an.",
    "{C} se retire de la compétition.",
    "{C} est candidat à sa propre succession.",
    "{C} prend la suite de {C} pour l'entretien des routes.",
    "La concession revient à {C}.",
    "La cour d'appel de {L} a condamné {C} à verser 200 000 euros à {C}.",
    "Un salarié de {C} a été entendu comme témoin.",
    "Les applications de {C} seront hébergées chez {C}.",
    "{C} figure parmi les finalistes, avec {C}.",
    "La ville de {L} fait appel à {C} pour ses cantines.",
    "{C} entre au capital de {C} à hauteur de 30 %.",
    "L'opérateur {C} ferme ses boutiques de {L}.",
    "Le fonds {C} reprend {C}.",
    "{C} assure que ses serveurs resteront en France.",
    "{C} édite, depuis {L}, des logiciels pour les laboratoires.",
    "Le syndicat mixte s'est tourné vers {C}.",
    "À {L}, {C} embauche.",
    "{C} équipera les lycées de la région.",
    "{C} peut encore améliorer son offre, tout comme {C}.",
    "Le câblage a été posé par {C}, sous-traitant de {C}.",
    "{P} vend {C} à un fonds américain.",
    "Une panne chez {C} a paralysé {B}.",
    "{C} n'est plus en mesure de payer ses fournisseurs.",
    "Les offres de {C}, {C} et {C} seront examinées lundi.",
    "{B} réclame des pénalités à {C}.",
)
PLAIN = (
    "Le marché a été attribué hier.",
    "La consultation est ouverte jusqu'au 4 mai.",
    "Les données seront hébergées en France.",
    "Le cloud souverain attendra.",
    "L'appel d'offres est infructueux.",
    "Le sens de cette décision reste à préciser.",
    "La plateforme sera prête en juin.",
    "Le prestataire retenu sera connu fin mars.",
    "Aucun candidat n'a été écarté.",
    "Hébergement : le calendrier glisse",
    "Contrats : ce qui change",
    "Trois offres ont été reçues.",
)
PRODUCTS = (
    "SecNumCloud",
    "SecNumCloud 3.2",
    "ISO 27001",
    "HDS",
    "RGPD",
    "Cloud Act",
    "Windows",
    "Kubernetes",
    "France 2030",
    "EUCS",
)


def company(draw: random.Random) -> str:
    """An invented company name, in one of the shapes that names have."""
    stem = draw.choice(_START) + (draw.choice(_MIDDLE) if draw.random() < 0.4 else "") + draw.choice(_END)
    head, word = draw.choice(_HEADS), draw.choice(_WORDS)
    shapes = (
        stem,
        stem,
        stem,
        stem.upper(),
        stem + word,
        stem + word.lower(),
        f"{stem} {word}",
        f"{head} {word}",
        f"{word} {head}",
        f"{head}{word}",
        stem[:1].lower() + stem[1:2].upper() + stem[2:],
        f"{stem} {draw.choice(_SUFFIX)}",
        f"{stem}-{head}",
        "".join(draw.choices("ABCDEFGIKLMNOPRSTV", k=draw.choice((3, 3, 4)))),
        f"{draw.randint(2, 9)}{stem}",
        f"{stem[:2].upper()}{draw.randint(1, 9)}{stem[2:4].upper()}",
        f"{head}",
        f"{stem}.io",
        f"Groupe {stem}",
        f"{stem} {head}",
    )
    return draw.choice(shapes)


def sentence(draw: random.Random, pools: dict[str, list[str]]) -> tuple[str, list[tuple[int, int, str]]]:
    """A filled template with its spans ``(start, end, label)``."""
    if draw.random() < 0.08:
        return draw.choice(PLAIN), []
    text, spans = "", []
    labels = {"C": "ORG", "B": "ORG", "P": "PER", "L": "LOC", "M": "MISC"}
    for part in draw.choice(TEMPLATES).replace("}", "{").split("{"):
        if part not in labels:
            text += part
            continue
        name = company(draw) if part == "C" else draw.choice(PRODUCTS if part == "M" else pools[labels[part]])
        spans.append((len(text), len(text) + len(name), labels[part]))
        text += name
    return text, spans
