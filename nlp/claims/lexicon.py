"""The types of decisions and what announces each: one table, one row a way of saying it. Folded French and English.

A row is (type, pattern, strength). Rows are tried in order; words taken by an earlier row are not read again, so that
"annule l'appel d'offres" is a cancellation and not a tender. Strength 0…1 is the prior that the words say a decision.
"""

import re

from nlp.types import ClaimType as T

_TENDER = r"(?:appels?\s+d'offres?|consultations?|marches?(?:\s+publics?)?|procedures?|avis\s+de\s+marche|mise\s+en\s+concurrence|solution\s+\w+|tender|procurement|projets?)"
_HOLD = r"[^.;!?\n]{0,80}?"  # stays in the clause
_HOST = (
    r"(?:hebergeur|hebergement|prestataire|fournisseur|operateur|titulaire|laureat|solution|offre|hote|host|provider)"
)

_ROWS: tuple[tuple[T, str, float], ...] = (
    # ── cancellation, before all that speaks of tenders
    (T.TENDER_CANCELLATION, rf"\b(?:annul\w+|abandonn\w+|renonc\w+|suspend\w*|stopp\w+|enterr\w+|cancel\w*|scrap\w*|drop(?:s|ped))\b{_HOLD}\b(?:{_TENDER}|intercalaire|interim\s+solution)\b", 0.9),
    (T.TENDER_CANCELLATION, rf"\b(?:{_TENDER}|intercalaire)\b{_HOLD}\b(?:annule[es]*|abandonne[es]*|stoppe[es]*|suspendue?s?|caduque?|cancelled|canceled|scrapped)\b", 0.9),
    (T.TENDER_CANCELLATION, r"\b(?:classe[es]*|classement|declare[es]*)\s+(?:\w+\s+)?(?:sans\s+suite|infructueu\w+)\b|\bsans\s+suite\b|\bmet(?:tre)?\s+fin\s+a\s+(?:la|cette)\s+(?:procedure|consultation)", 0.95),
    (T.TENDER_CANCELLATION, rf"\b(?:annulation|abandon|arret|cancellation)\s+(?:de\s+|du\s+|de\s+la\s+|de\s+l'|d'|of\s+(?:the\s+)?)(?:cette\s+)?{_HOLD}(?:{_TENDER}|intercalaire)", 0.85),
    (T.CONTRACT_TERMINATION, r"\b(?:resili\w+|rompu|romp\w*|terminat\w+)\b" + _HOLD + r"\b(?:contrat|marche|convention|contract)\b|\bresiliation\s+d[ue]\b", 0.85),
    # ── correction of a tender
    (T.TENDER_AMENDMENT, rf"\b(?:rectificatif|rectifie\w*|avis\s+modificatif|proroge\w*|prolonge\w*|repouss\w+|report\w*)\b{_HOLD}\b(?:date\s+limite|{_TENDER}|candidatures|offres)\b", 0.8),
    # ── challenge
    (T.CHALLENGE, r"\b(?:depos\w+|introdui\w+|form\w+|engag\w+)\s+(?:\w+\s+){0,2}(?:recours|plainte|requete|refere|action)\b|\b(?:saisi(?:t|ssent|r)?|a\s+saisi|ont\s+saisi|saisine)\b(?:\s+(?:en\s+refere\s+)?(?:le|la|du|de\s+la)?\s*(?:conseil|cnil|tribunal|juge|justice|parquet|cada|pnf))|\battaqu\w+\b" + _HOLD + r"\b(?:decision|deliberation|justice|contrat|marche)\b|\bconteste\w*\b" + _HOLD + r"\b(?:devant|deliberation|autorisation|justice)\b|\bdemand\w+\b" + _HOLD + r"\bd'?annuler\b|\bcontrat\b[^.]{0,40}\bsignale\w*\s+au\s+(?:parquet|pnf)|\bsignalement\s+au\s+(?:parquet|pnf)", 0.85),
    # ── ruling
    (T.RULING, r"\b(?:rejett?e\w*|rejet)\b" + _HOLD + r"\b(?:recours|requetes?|referes?|demandes?|pourvois?|actions?)\b|\b(?:recours|requetes?|referes?|demandes?)\b" + _HOLD + r"\b(?:rejete[es]*|ecarte[es]*)\b", 0.92),
    (T.RULING, r"\b(?:conseil\s+d'etat|juge\s+des\s+referes|cour\s+de\s+justice|cjue|tribunal|council\s+of\s+state)\b" + _HOLD + r"\b(?:refus\w+|juge[rz]?|a\s+juge|ordonn\w+|valid\w+|invalid\w+|annul\w+|reconnai\w+|reconnu\w*|estim\w+|suspend\w*|tranch\w+|rend\w*|rejett?e?\w*|statu\w+|blanchit|rejects?|rejected|ruled)\b", 0.85),
    (T.RULING, r"\b(?:ordonnance|arret|decision)\s+(?:du\s+(?:conseil\s+d'etat|juge)|n\s?°\s?\d+)", 0.7),
    # ── authorisation
    (T.AUTHORISATION, r"\b(?:autoris\w+|feu\s+vert|authori[sz]e[sd]?)\b" + _HOLD + r"\b(?:entrepot|traitement|mise\s+en\s+oeuvre|emc2|darwin|copie|hebergement|transfert|warehouse|acces)\b|\b(?:cnil)\b" + _HOLD + r"\b(?:autoris\w+|feu\s+vert)\b|\bdeliberation\s+(?:n\s?°\s?)?\d{4}-\d+", 0.85),
    # ── qualification
    (T.QUALIFICATION, r"\b(?:obten\w+|obtient|obtenu\w*|decroch\w+|recoi\w+|recu\w*|recevait|delivr\w+|accord\w+|annonce\w*|earn\w*|receiv\w+|obtain\w*)\b" + _HOLD + r"\b(?:qualification|visa|label|certification)\b(?:[^.;]{0,30}\bsecnumcloud\b)?|\bqualifi(?:e|ee|es|ees|er)\s+(?:a\s+)?secnumcloud\b" + r"(?=[^.;!?]{0,60}\b(?:depuis|le\s+\d|en\s+\w+\s+20\d\d|par\s+l'anssi)\b)|\b(?:est|a\s+ete|n'est\s+(?:pas|toujours\s+pas)|ne\s+sont\s+pas|sera|etait)\s+(?:\w+\s+){0,2}qualifiee?s?\b(?:[^.;]{0,20}secnumcloud)?|\bqualification\s+(?:secnumcloud|de\s+(?:premi3ns|s3ns|scaleway))[^.;!?]{0,40}\b(?:obtenue|accordee|en\s+cours|visee|attendue)", 0.85),
    # ── requirement
    (T.REQUIREMENT, r"\b(?:doi(?:t|vent)|devr(?:a|ont|ait|aient))\s+(?:\w+\s+){0,2}(?:etre|disposer|detenir|garantir|justifier|respecter|presenter|obtenir)\b" + _HOLD + r"\b(?:secnumcloud|qualifi\w*|certifi\w*|hds|immun\w+|souverain\w*)|\b(?:exig\w+|impos\w+|requier\w+|reclam\w+|require[sd]?)\b" + _HOLD + r"\b(?:secnumcloud|qualification|certification|hds|immunite|hebergement)\b|\b(?:condition|exigence)s?\b" + _HOLD + r"\b(?:secnumcloud|qualifi\w+|hds)\b|\bsecnumcloud\b" + _HOLD + r"\b(?:obligatoire|exige[es]*|impose[es]*|requis\w*)\b", 0.75),
    # ── law and orders
    (T.LAW, r"\b(?:promulgu\w+|adopt\w+|vot\w+|publi\w+)\b" + _HOLD + r"\b(?:loi|projet\s+de\s+loi|decret|arrete|circulaire|ordonnance|reglement)\b|\b(?:loi|decret|arrete|circulaire)\b(?:\s+(?:n\s?°\s?[\d/-]+\w*|du\s+\d|sren|premier\s+ministre))?[^.;!?]{0,60}\b(?:promulgue\w*|adopte\w*|publie\w*|vote\w*|paru\w*|signe\w*|cree\w*|impose\w*|oblige\w*|prevoi\w+|dispose)\b|\b(?:loi|decret|arrete|circulaire)\s+(?:n\s?°\s?[\d/-]+|du\s+\d{1,2}(?:er)?\s+\w+\s+\d{4})", 0.75),
    # ── award
    (T.AWARD, rf"\b(?:attribu\w+|award(?:ed|s|ing)?)\b{_HOLD}\b(?:a\s+(?!l'(?:automne|ete))[\w']+|marche|contrat|appel\s+d'offres?|hebergement|to\s+\w+|contract|tender)\b|\b(?:marche|contrat|appel\s+d'offres?|lot|hebergement|consultation|contract)\b{_HOLD}\b(?:attribu\w+|awarded|notifiee?)\b|\battribution\s+(?:du\s+(?:marche|contrat)|de\s+(?:ce\s+)?(?:marche|contrat|la\s+commande)|est|sera|etait|attendue|prevue|d'ici|avant|fin|de\s+l'hebergement)|\bl'attribution\b|\battribution\s*:", 0.9),
    (T.AWARD, rf"\b(?:choisi(?:t|ssent|e|es|r|ra)?|reten(?:u|ue|us|ir|ait)|retient|retiennent|selectionn\w+|design\w+|elu|chosen|choose[sn]?|picks?|picked|select(?:s|ed|ion)|chose|named|taps?|tapped)\b{_HOLD}\b(?:pour\s+heberger|comme\s+{_HOST}|{_HOST}|a\s+l'issue|l'hebergement|as\s+(?:the\s+)?(?:new\s+)?(?:host|provider)|to\s+host|to\s+(?:supply|provide|replace|take\s+over)|attributaire|laureat\w*|gagnant)", 0.9),
    (T.AWARD, rf"\b(?:{_HOST}|attributaire|candidat)\b{_HOLD}\b(?:choisi|retenu|selectionne|designe|connu|chosen|selected)e?s?\b|\b(?:le\s+)?(?:choix|nom)\s+(?:de\s+l'|du\s+|d'un\s+)(?:nouvel\s+|futur\s+)?(?:{_HOST}|attributaire|laureat|hebergeur)\b|\bchoix\s+(?:definitif|final|se\s+portera|sera|a\s+ete)\b|\bchoix\s+de\s+[a-z0-9]+\b", 0.85),
    (T.AWARD, r"\b(?:remport\w+|decroch\w+|gagn\w+|rafl\w+|wins?|won)\b" + _HOLD + r"\b(?:marche|contrat|appel\s+d'offres?|hebergement|contract|tender|bid)\b|\b(?:confi(?:e|er|era|ent|ee|es|ees)|confia)\b" + _HOLD + r"\b(?:a\s+(?:l'(?:hebergeur|operateur|entreprise)|la\s+societe)?\s*[a-z0-9]|hebergement|heberger)|\b(?:ete|est|sera|serait|etre|fut)\s+(?:\w+\s+)?(?:choisi|retenu|selectionne|designe|chosen|selected|awarded|picked)e?s?\b|\b(?:hebergera|va\s+heberger|will\s+host|is\s+to\s+host|to\s+be\s+hosted\s+by)\b|\bs'impose\b|\btitulaire\s*:", 0.8),
    (T.AWARD, r"\b(?:a|ont|avait|vient\s+de|viennent\s+de)\s+(?:\w+\s+)?(?:choisi(?:r)?|reten(?:u|ir)|selectionn(?:e|er)|design(?:e|er))\b|\b(?:a|ont)\s+(?:\w+\s+)?(?:attribue|confie)\b|\bprefer\w+\s+(?:\w+\s+){0,2}a\s+(?:microsoft|azure)", 0.75),
    # ── contract
    (T.CONTRACT, r"\b(?:sign\w+|notifi\w+|conclu\w*|signed)\b" + _HOLD + r"\b(?:contrat|marche|convention|bon\s+de\s+commande|accord|commande|contract)\b|\b(?:contrat|marche|convention|contract)\b" + _HOLD + r"\b(?:signe|notifie|conclu|signed)e?s?\b|\bsignature\s+(?:du|de\s+la|d'un)\s+(?:contrat|marche|convention)", 0.85),
    # ── deadline
    (T.DEADLINE, r"\b(?:dates?\s+(?:et\s+heures?\s+)?limites?|date\s+butoir|deadline|closing\s+date|delai\s+de\s+(?:depot|remise|reponse))\b|\b(?:candidatures?|offres?|devis|plis|propositions?|soumissionn\w+|dossiers?|bids?|quotes?|repondre|candidater|candidats?|reponses?)\b" + _HOLD + r"\b(?:jusqu'a?u?|au\s+plus\s+tard|avant\s+le|d'ici\s+(?:au|le)\s+\d|cloture\w*|clos\w*|s'acheve\w*|expir\w+|attendu\w*|remis\w*|dernier\s+(?:jour|delai)|until|by\s+\d)\b|\b(?:jusqu'au|dernier\s+jour|au\s+plus\s+tard|until)\b" + _HOLD + r"\b(?:candidat\w*|offres?|devis|plis|deposer|repondre|remettre|depot|soumettre|bids?|quotes?)\b|\b(?:cloture|remise|depot|reception)\s+des\s+(?:candidatures|offres|devis|plis)\b", 0.85),
    # ── tender
    (T.TENDER, rf"\b(?:lanc\w+|publi\w+|ouvr\w+|ouvert\w*|demarr\w+|debut\w+|engag\w+|emet\w*|emis|relanc\w+|launch\w*|open(?:s|ed|ing)|issue[sd]|publish\w*|start(?:s|ed)?)\b{_HOLD}\b{_TENDER}\b|\b{_TENDER}\b{_HOLD}\b(?:lancee?s?|publiee?s?|ouverte?s?|demarr\w+|debut\w+|s'ouvr\w+|engage[es]*|emis\w*|launched|opened|opens)\b|\blancement\s+(?:de\s+|d'un\s+|de\s+l'|du\s+|de\s+la\s+){_TENDER}|\bavis\s+de\s+marche\b", 0.85),
    # ── appointment, hearing
    (T.APPOINTMENT, r"\b(?:nomme[es]*|nomination|designe[es]*)\b" + _HOLD + r"\b(?:direct\w+|president\w*|ministre|chef\w*|poste|tete)\b|\b(?:succed\w+|remplac\w+)\s+(?:a\s+)?[a-z]+\s+[a-z]+\s+(?:a\s+la\s+tete|au\s+poste|a\s+la\s+direction)|\bprend\w*\s+(?:la\s+tete|ses\s+fonctions|la\s+direction)", 0.85),
    (T.HEARING, r"\b(?:auditionn\w+|audition\w*|entendu\w*\s+(?:par|devant|au)|heard\s+by|testif\w+)\b|\bdevant\s+(?:la\s+|une\s+)?commission\s+d'enquete\b", 0.8),
    # ── migration
    (T.MIGRATION, r"\b(?:migr\w+|bascul\w+|transfer\w+|demenag\w+|quitt\w+|sort(?:ir|ie|ira|iront|i)|rapatri\w+|move[sd]?|moving|switch\w*|replac\w+|remplac\w+)\b" + _HOLD + r"\b(?:microsoft|azure|plateforme|health\s+data\s+hub|hdh|donnees|hebergeur|snds|base|scaleway|cloud|hebergement|data|platform)\b|\b(?:migration|bascule|basculement|transfert|sortie|demenagement|deploiement)\b|\b(?:plateforme|solution|service|hebergement|systeme|copie|platform|hub)\b" + _HOLD + r"\b(?:operationnel\w*|en\s+service|livre\w*|disponible|migree?|en\s+production|acheve\w*|accueill\w+|operational|live)\b|\b(?:mise\s+en\s+service|mise\s+en\s+production|copie\s+(?:complete\s+|integrale\s+)?(?:du\s+snds|de\s+la\s+base))\b|\bheberge[es]*\s+(?:chez|par)\s+(?!microsoft|azure)[a-z0-9]+\b" + _HOLD + r"(?:d'ici|fin|debut|en)\s", 0.75),
    # ── opinion
    (T.OPINION, r"\b(?:avis|opinion)\b" + _HOLD + r"\b(?:rend\w*|rendu\w*|emet\w*|emis|favorable|defavorable|reserve\w*)\b|\b(?:rend\w*|rendu|emet\w*|emis)\s+(?:\w+\s+){0,2}avis\b|\b(?:recommand\w+|preconis\w+|plaid\w+|regrett\w+|alert\w+|s'inquiet\w+|souhait\w+|mis\w*\s+en\s+garde|met\w*\s+en\s+garde|recommends?|regrets?|warn\w*)\b", 0.6),
    # ── planning, before the plain announcement
    (T.PLANNING, rf"\b(?:prevoi\w+|envisag\w+|prepar\w+|souhait\w+|compt\w+|entend\w*|plans?)\b{_HOLD}\b(?:lancer|publier|ouvrir|recourir|passer\s+par|launch)\b{_HOLD}\b{_TENDER}|\b(?:futur|prochain|nouvel)\s+appel\s+d'offres|\bcall\s+for\s+tenders?\s+(?:is\s+)?planned", 0.75),
    # ── the weakest: only where nothing above was read
    (T.ANNOUNCEMENT, r"\b(?:annonc\w+|devoil\w+|present\w+|confirm\w+|s'engag\w+|promet\w*|promis\w*|promett\w+|engagement|announce[sd]?|unveil\w*|pledg\w+|commit\w*)\b", 0.5),
)  # fmt: skip

TRIGGERS: tuple[tuple[T, re.Pattern[str], float], ...] = tuple((t, re.compile(p), s) for t, p, s in _ROWS)
