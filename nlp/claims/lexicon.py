"""The types of decisions and what announces each: one table, one row a way of saying it. Folded French and English.

A row is (type, strength, pattern). Rows are tried in order; words taken by an earlier row are not read again, so that
"annule l'appel d'offres" is a cancellation and not a tender. In each pattern the group ``h`` is the head: the verb or the
noun whose grammar tells the status. Company names of the text are masked as ``§§§``, so that a row may ask for one.
Strength 0…1 is the prior that the words say a decision.
"""

import re

from nlp.types import ClaimType as T

_IN = r"[^.;:!?\n]{0,80}?"  # stays in the clause
_NEAR = r"[^.;:!?\n]{0,40}?"
_DE = r"\s+(?:d[eu]\s+|des\s+|d'|de\s+la\s+|de\s+l'|of\s+(?:the\s+)?)(?:la\s+|l'|cette\s+|ce\s+|cet\s+)?"
_COMPANY = r"§[§ ]*"
_PERSON = r"@[@ ]*"
_ACTOR = r"(?:une?\s+|l'|le\s+)(?:\w+\s+)?(?:filiale|acteur|hebergeur|operateur|prestataire|fournisseur|entreprise|societe|groupe|industriel)"
_TENDER = (
    r"(?:appels?\s+d'offres?|consultations?|marches?(?:\s+publics?)?|procedures?|avis\s+de\s+marche|mises?\s+en\s+concurrence"
    r"|solution\s+\w+|intercalaire|interim\s+solution|call\s+for\s+tenders?|tenders?|procurement)"
)
_CONTRACT = r"(?:contrats?|marche|convention|bon\s+de\s+commande|accord(?:-cadre)?|commande|avenant|contract)"
_HOST = (
    r"(?:hebergeurs?|hebergement|prestataires?|fournisseurs?|operateurs?|titulaires?|attributaires?|laureats?"
    r"|hote|host|hosting\s+provider|provider|winner)"
)
_OFFERS = r"(?:candidatures?|offres?|devis|plis|propositions?|reponses?|bids?|quotes?)"
_COURT = (
    r"(?:conseil\s+d'etat|juges?(?:\s+des\s+referes)?|cour(?:\s+de\s+justice)?|cjue|tribunal|haute\s+juridiction"
    r"|council\s+of\s+state|court)"
)
_APPEALS = r"(?:recours|requetes?|referes?|demandes?|pourvois?|actions?|appeals?|requests?|essentiel)"
_NORM = r"(?:lois?|projet\s+de\s+loi|decrets?|arretes?|circulaires?|ordonnances?|reglements?|proposition\s+de\s+loi|amendements?|(?:cloud|data)\s+act|law|bill|decree)"
_PLATFORM = (
    r"(?:plateforme|plate-forme|health\s+data\s+hub|hdh|hub|donnees|base|snds|copie|service|solution|systeme|hebergement"
    r"|entrepot|data|platform)"
)
_LABEL = r"(?:qualification|visa|secnumcloud|label)"


def _verb(stems: str, objects: str, gap: str = _IN) -> str:
    """Verb, then its object."""
    return rf"\b(?P<h>(?:{stems}))\b{gap}\b{objects}"


def _passive(subjects: str, stems: str, gap: str = _IN) -> str:
    """Subject, then a verb of which it suffers."""
    return rf"\b{subjects}\b{gap}\b(?P<h>(?:{stems}))\b"


def _noun(nouns: str, complement: str = "") -> str:
    return rf"\b(?P<h>(?:{nouns}))\b{complement}"


_ENDED = r"annulee?s?|abandonnee?s?|stoppee?s?|suspendue?s?|interrompue?s?|arretee?s?|enterree?s?|caduque?s?|cancell?ed|scrapped|dropped"

_ROWS: tuple[tuple[T, float, str], ...] = (
    # ── cancellation, before all that speaks of tenders
    (T.TENDER_CANCELLATION, 0.95, r"\b(?P<h>class(?:e[es]*|er|ement)|declare[es]*|declarer)\s+(?:\w+\s+)?(?:sans\s+suite|infructueu\w+)"),
    (T.TENDER_CANCELLATION, 0.9, r"\b(?P<h>sans\s+suite)\b"),
    (T.TENDER_CANCELLATION, 0.9, _verb(r"annul(?!e[es]*\b(?=\s+par))\w*|abandonn\w*|renonc\w*|stopp\w*|enterr\w*|interromp\w*|cancel\w*|scrap\w*|drops?|dropped", rf"{_TENDER}\b", r"(?:(?!\b(?:deliberation|autorisation|decision|arrete|contrat)\b)[^.;!?\n]){0,60}?")),
    (T.TENDER_CANCELLATION, 0.9, _passive(_TENDER, _ENDED, r"(?:(?!\b(?:deliberation|autorisation|decision)\b)[^.;!?\n]){0,130}?")),
    (T.TENDER_CANCELLATION, 0.9, _verb(r"met(?:tent|tre|tait)?|mis(?:e|es)?|mettra", rf"fin\s+(?:a|au|aux)\s+(?:la\s+|l'|cette\s+|cet\s+)?{_TENDER}", r"\s+(?:\w+\s+)?")),
    (T.TENDER_CANCELLATION, 0.85, _noun("annulation|abandon|arret|cancellation", rf"{_DE}(?:\w+\s+)?{_TENDER}")),
    (T.CONTRACT_TERMINATION, 0.9, _verb(r"resili\w+|romp\w*|rompue?s?|denonc\w+|terminat\w+", rf"{_CONTRACT}\b")),
    (T.CONTRACT_TERMINATION, 0.9, _passive(_CONTRACT, r"resiliee?s?|rompue?s?|denoncee?s?|terminated")),
    (T.CONTRACT_TERMINATION, 0.85, _verb(r"met(?:tent|tre|tait)?|mis(?:e|es)?|mettra", rf"(?:fin|terme)\s+(?:a|au)\s+(?:la\s+|l'|ce\s+|cette\s+|son\s+|leur\s+)?{_CONTRACT}\b", r"\s+(?:\w+\s+)?")),
    (T.CONTRACT_TERMINATION, 0.85, _noun("resiliation")),
    # ── correction of a tender
    (T.TENDER_AMENDMENT, 0.85, _verb(r"report\w*|repouss\w*|prolong\w*|prorog\w*|decal\w*|modifi\w*|rectifi\w*|corrig\w*|extend\w*|postpon\w*", rf"(?:dates?\s+limites?|remise\s+des|delai\s+de|depot\s+des|cahier\s+des\s+charges|avis\s+de\s+marche|{_OFFERS}\b|deadline)", _NEAR)),
    (T.TENDER_AMENDMENT, 0.85, _passive(r"(?:date\s+limite|remise\s+des|cloture|delai|depot\s+des|echeance|avis|deadline)", r"reportee?s?|repoussee?s?|prolongee?s?|prorogee?s?|decalee?s?|modifiee?s?|rectifiee?s?|extended|postponed", _NEAR)),
    (T.TENDER_AMENDMENT, 0.85, _noun(r"(?:avis\s+)?rectificatif|avis\s+modificatif|prolongation|report(?=\s+de\s+la\s+(?:date|remise))")),
    (T.TENDER_AMENDMENT, 0.85, _noun(r"modification", rf"{_DE}(?:reglement|cahier|avis|consultation|date|calendrier\s+de\s+la\s+consultation)")),
    (T.TENDER_AMENDMENT, 0.8, _passive(r"(?:perimetre|objet|reglement)", r"elargie?|etendue?|reduite?|modifiee?|revue?", r"(?:\s+de\s+la\s+consultation|\s+du\s+marche)[^.;:!?\n]{0,30}?")),
    (T.TENDER_AMENDMENT, 0.85, _verb(r"report\w*|repouss\w*|prolong\w*|decal\w*", r"(?:cloture|ouverture\s+des\s+plis)\b")),
    (T.TENDER_AMENDMENT, 0.85, _verb(r"accord\w+|donn\w+|octroy\w+", r"(?:jours?|semaines?|mois|delai)\s+(?:de\s+plus|supplementaires?)\b")),
    # ── challenge
    (T.CHALLENGE, 0.9, _verb(r"depos\w+|introdui\w+|form(?:e|es|ent|er|ant|ee|ees|aient|eront)|engag\w+|port\w+|files?|filed", r"(?:recours|plainte|requete|refere|action\s+en|appeal|complaint|pourvoi|signalement)\b")),
    (T.CHALLENGE, 0.9, _passive(r"(?:recours|plainte|requete|refere|pourvoi|appeal|complaint)", r"deposee?s?|introduite?s?|formee?s?|filed|vis(?:e|ent|ant)", _NEAR)),
    (T.CHALLENGE, 0.9, _verb(r"sais(?:i|it|ie|is|ir|issent|issait|irait|ira|iront|iraient)", rf"(?:en\s+\w+\s+|de\s+nouveau\s+|a\s+\w+\s+|aussi\s+)?(?:le\s+|la\s+|l')(?:{_COURT}|cnil|justice|parquet|cada|pnf)\b", r"\s+")),
    (T.CHALLENGE, 0.9, _passive(r"(?:recours|plainte|requete|refere)", r"enregistree?s?|recue?s?", _NEAR)),
    (T.CHALLENGE, 0.85, rf"\b(?P<h>ira|iront|irons|allons|va|vont|aller)\s+(?:pas\s+)?devant\s+(?:la\s+|le\s+)?{_COURT}\b"),
    (T.CHALLENGE, 0.8, _noun(r"plainte|recours|requete", r"\s+contre\b")),
    (T.CHALLENGE, 0.85, _verb(r"attaqu\w+|contest\w+|denonc\w+", r"(?:decision|deliberation|autorisation|contrat|marche|attribution|choix|justice|devant)\b")),
    (T.CHALLENGE, 0.8, _verb(r"demand\w+|reclam\w+|sollicit\w+", r"(?:(?:d'|l')?annul(?:er|ation)|(?:la\s+)?suspension|de\s+suspendre)\b")),
    (T.CHALLENGE, 0.85, _verb(r"signal\w+|denonc\w+|transm\w+", r"(?:parquet|pnf|procureur)\b")),
    # ── ruling
    (T.RULING, 0.95, _verb(r"rejett?e?\w*|ecart\w+|debout\w+|dismiss\w*|rejects?|reject(?:ed|ing)", rf"{_APPEALS}\b")),
    (T.RULING, 0.95, _passive(_APPEALS, r"rejetee?s?|ecartee?s?|rejected|dismissed")),
    (T.RULING, 0.9, _verb(r"refus\w+", r"(?:de\s+suspendre|d'annuler|la\s+suspension|d'ordonner)\b", r"[^.;!?\n]{0,30}?")),
    (T.RULING, 0.9, rf"\b{_COURT}\b{_NEAR}\b(?P<h>juge[nz]?|jugeait|jugee?|ordonn\w+|enjoi\w+|enjoint|valid\w+|invalid\w+|annul\w+|reconnai\w+|reconnue?|suspend\w*|tranch\w+|rend(?:u|ra|ue|ait)?|debout\w+|statu(?:e|ee|era|er|ait)|blanchit|donn\w+\s+(?:raison|tort)|rul(?:es|ed|ing)|refuse[sd]?|strikes?|struck)\b"),
    (T.RULING, 0.85, _verb(r"invalid\w+|annul\w+|struck", r"(?:privacy\s+shield|bouclier|accord|deliberation|decision|arrete)\b")),
    (T.RULING, 0.85, r"\b(?P<h>rejete[es]*|rejet|deboute[es]*)\s+(?:par|de)\b(?=[^.;]{0,60}\b(?:conseil\s+d'etat|juge|tribunal|cour)\b)"),
    (T.RULING, 0.85, rf"\b{_COURT}\b{_NEAR}\b(?P<h>se\s+prononce\w*|rendra|statuera|tranchera)\b"),
    (T.RULING, 0.85, _noun(r"deboutee?s?|desavouee?s?")),
    (T.RULING, 0.7, _noun(r"ordonnance|arret|decision", rf"\s+(?:rendue?\s+)?(?:\w+\s+)?(?:du|de\s+la|par\s+le|n\s?°)\s?(?:{_COURT}|\d+)")),
    # ── authorisation
    (T.AUTHORISATION, 0.9, _verb(r"autoris(?:e|es|ent|ait|er|era|eront|ee|ees|ant|erait)|authori[sz]e[sd]?", r"(?:entrepot|traitement|mise\s+en\s+oeuvre|emc2|darwin|copie|hebergement|transfert|constitution|creation|projet|acces|warehouse|health\s+data\s+hub|plateforme|database|project)\b")),
    (T.AUTHORISATION, 0.9, _passive(r"(?:cnil|entrepot|traitement|emc2|darwin|copie|projet|transfert|warehouse)", r"autorise(?:s|e|es|nt)?|autorisait|autorisera|authori[sz]e[sd]?", r"[^.;!?\n]{0,60}?")),
    (T.AUTHORISATION, 0.9, _passive(r"autorisations?", r"(?:accord|donn|delivr|renouvel|prolong|obten|refus|retir|suspend)\w+", r"(?:(?!\bcontre\b)[^.;,!?\n]){0,50}?")),
    (T.AUTHORISATION, 0.85, _verb(r"donn\w+|accord\w+|delivr\w+|obten\w+|obtient|refus\w+|gives?|gave|grant\w*", r"(?:feu\s+vert|autorisations?|aval|green\s+light|authori[sz]ation)\b", _NEAR)),
    (T.AUTHORISATION, 0.8, r"\bcnil\b[^.;:!?\n]{0,30}?\b(?P<h>se\s+prononce\w*|tranchera|statuera)\b"),
    (T.AUTHORISATION, 0.85, _passive(r"cnil", r"saisie", _NEAR)),
    (T.AUTHORISATION, 0.8, _noun(r"deliberation", r"\s+(?:n\s?°\s?)?\d{4}-\d+")),
    (T.AUTHORISATION, 0.8, _noun(r"autorisation|feu\s+vert", r"\s+(?:prealable\s+)?de\s+la\s+cnil\b")),
    (T.AUTHORISATION, 0.85, _verb(r"retir\w+|withdr\w+", r"(?:demande\s+d'autorisation|authori[sz]ation\s+request)\b")),
    # ── qualification
    (T.QUALIFICATION, 0.9, _verb(r"obten\w+|obtien\w+|decroch\w+|recoi\w+|recu(?:e|es|s)?|recevr\w+|delivr\w+|accord\w+|octroy\w+|vis(?:e|ent|ait|aient|er)|attend\w*|deti(?:ent|enne|endra|ennent)|detenait|detenir|possed\w+|earn\w*|receiv\w+|obtain\w*|lacks?|won", rf"{_LABEL}\b")),
    (T.QUALIFICATION, 0.9, _passive(_LABEL, r"obtenue?s?|decrochee?s?|accordee?s?|delivree?s?|octroyee?s?|attendue?s?|visee?s?|perdue?|granted|obtained")),
    (T.QUALIFICATION, 0.9, rf"(?:\b(?:est|sont|sera|seront|serait|soit|etait|ete|pas|encore|desormais|deja|toujours|officiellement|is|not|been)\s+(?:\w+\s+)?|,\s*|{_COMPANY}\s*)(?P<h>qualifiee?s?)\b(?=\s*(?:secnumcloud|par\s+l'anssi|depuis|le\s+\d|,|\.|$|a\s+ce\s+jour|au\s+sens))"),
    (T.QUALIFICATION, 0.85, rf"{_COMPANY}[^.;:!?\n§]{{0,40}}?\b(?P<h>qualifiee?s?)\b(?!\s+d[e'])"),
    (T.QUALIFICATION, 0.9, rf"\b(?:a|ont|avait)\s+(?P<h>qualifie)\b(?=[^.;]{{0,40}}(?:{_COMPANY}|\boffre|\bpremi3ns|secnumcloud))"),
    (T.QUALIFICATION, 0.85, _verb(r"rejoin\w+|entr\w+|figur\w+", r"(?:prestataires|fournisseurs|offres|operateurs|hebergeurs)\s+qualifi\w+")),
    (T.QUALIFICATION, 0.85, _noun(r"qualification", r"\s+(?:secnumcloud\s+)?(?:de\s+|d')(?=§|premi3ns|l'offre|son\s+offre)")),
    # ── requirement
    (T.REQUIREMENT, 0.85, _verb(r"doi(?:t|vent)|devr(?:a|ont|ait|aient)|must|shall", rf"(?:etre|disposer|detenir|justifier|respecter|presenter|obtenir|repondre|garantir|recourir|proteger|be|hold)\b{_NEAR}\b(?:secnumcloud|qualifi\w*|certifi\w*|hds|immun\w+|souverain\w*|qualified|certified|insensibles?)", r"\s+(?:\w+\s+){0,3}")),
    (T.REQUIREMENT, 0.85, _verb(r"oblig(?:e|ent|ait|era)|doi(?:t|vent)|devr(?:a|ont|ait|aient)|impos\w+|interdi\w+", r"(?:proteger|empecher|heberger|prevenir|interdire|exclure|ecarter|garantir|acces|recourir)\b[^.;:!?\n]{0,60}?\b(?:donnees|acces|autorites|extraterritorial\w*|etranger\w*|europeen\w*|cloud|prestataires?)", _NEAR)),
    (T.REQUIREMENT, 0.85, _verb(r"exig\w+|impos\w+|requier\w+|requis(?:e|es)?|reclam\w+|oblig\w+|condition\w+|requir\w+|demand\w+", r"(?:secnumcloud|qualification|certification|hds|immunite|prestataires?\s+qualifi\w+|insensib\w+|hebergement\s+(?:qualifie|souverain|certifie)|qualified)\b")),
    (T.REQUIREMENT, 0.85, _passive(r"(?:secnumcloud|qualification|certification\s+hds|hds|immunite)", r"obligatoires?|exigee?s?|imposee?s?|requise?s?|indispensables?|required|mandatory")),
    (T.REQUIREMENT, 0.85, rf"\b(?:secnumcloud|qualification)\b{_NEAR}\b(?P<h>sera|est|reste|demeure|constitue|etait|serait|is)\s+(?:plus\s+|pas\s+)?(?:bien\s+)?(?:une?\s+|l'un\w*\s+des\s+|la\s+)?(?:\w+\s+)?(?:condition|exigence|critere|prerequis|prealable|requirement)"),
    (T.REQUIREMENT, 0.85, _noun(r"condition\s+sine\s+qua\s+non")),
    (T.REQUIREMENT, 0.85, _verb(r"reserv\w+|limit\w+|restrein\w+", r"(?:l'acces|la\s+consultation|le\s+marche|la\s+procedure)\b", r"\s+")),
    (T.REQUIREMENT, 0.85, _verb(r"oblig\w+", r"(?:qualifi\w+|certifi\w+)\b")),
    (T.REQUIREMENT, 0.75, rf"\b(?:condition|exigence|critere|prerequis|obligation)s?\b{_NEAR}\b(?P<h>secnumcloud|qualifi\w+|hds)\b"),
    # ── law and orders
    (T.LAW, 0.85, _verb(r"promulgu\w+|adopt\w+|vot(?:e|es|er|ent|ee|ees|ait|era)|publi(?:e|es|er|ee|ent|era)|paru(?:e|es|s)?|sign(?:e|es|er|ee|ees|ait)|approuv\w+|abrog\w+|adopts?|passed|enacted", rf"(?:{_NORM}|le\s+texte)\b", _NEAR)),
    (T.LAW, 0.85, _noun("promulgation|adoption|publication|entree\\s+en\\s+vigueur|abrogation|parution", rf"{_DE}{_NORM}\b")),
    (T.LAW, 0.85, _passive(_NORM, r"promulgue\w*|adopte\w*|publie(?:e|s|es)?|vote(?:e|s|es)?|parue?s?|signe(?:e|s|es)?|cree[rsent]*|creait|institu\w+|impos\w+|oblig\w+|prevoi\w+|dispos(?:e|ent|ait)|autorise[nt]*|fix\w+|interdi\w+|entr\w+\s+en\s+vigueur|doi(?:t|vent)|devra|permet(?:tent|tra)?|par(?:ait|aitra|aitre)|rejetee?s?|attendre|attendue?s?|adopted|enacted|requires?|approuv\w+", r"(?:(?!\bconformement\b)[^.;!?\n]){0,90}?")),
    (T.LAW, 0.7, r"\b(?P<h>loi|decret|arrete|circulaire)\s+(?:n\s?°\s?[\d/-]+|du\s+\d{1,2}(?:er)?\s+\w+\s+\d{4})"),
    # ── award
    (T.AWARD, 0.95, rf"{_COMPANY}[^.;!?\n§]{{0,60}}?\b(?P<h>choisie?s?|retenue?s?|selectionnee?s?|designee?s?|designe|prefere[es]*|chosen|selected|picked|named|preferred)\b(?!\s+d(?:e\s|'))"),
    (T.AWARD, 0.95, rf"\b(?P<h>chois(?:i|it|ir|is|ie|ira|irait|issent|issant)|ret(?:enu|ient|enir|iendra|enait|iendrait|iennent|enue)|selectionn(?:e|er|era|ent|ait|ant)|design(?:e|er|era|ent|ait|ant)|elu|pref?er(?:e|er|ait|ant)|chooses?|chose|chosen|selects?|selected|picks?|picked|name[sd]?)\b(?!\s+d(?:e\s|'))[^.;!?\n]{{0,40}}?{_COMPANY}"),
    (T.AWARD, 0.95, rf"\b(?P<h>attribu\w+|confi(?:e|er|era|ent|ee|ees|ait|ant|erait)|command(?:e|ee|er)|adjug\w+|notifi\w+|award(?:ed|s|ing)?|entrust\w*)\b(?![^.;:]{{0,25}}\b(?:procedure|mission|etude|consultation|achat)\b){_IN}(?:\ba\s+|\bau\s+|\bto\s+)(?:la\s+societe\s+|l'entreprise\s+|l'hebergeur\s+|groupe\s+)?{_COMPANY}"),
    (T.AWARD, 0.95, rf"\b(?:marche|contrat|appel\s+d'offres?|lot|hebergement|commande|contract|tender)\b{_IN}\b(?P<h>attribue(?:e|s|es|ra|r)?|attribuerait|adjugee?|confiee?s?|awarded)\b"),
    (T.AWARD, 0.9, rf"{_COMPANY}[^.;!?\n§]{{0,60}}?\b(?P<h>remport\w+|decroch\w+|gagn\w+|rafl\w+|obten\w+|obtient|wins?|won|secur\w+|lands?|landed)\b{_NEAR}\b(?:marche|contrat|appel\s+d'offres?|hebergement|consultation|mise|contract|tender|deal|commande|health\s+data\s+hub|donnees)"),
    (T.AWARD, 0.85, rf"{_COMPANY}[^.;!?\n§]{{0,50}}?\b(?P<h>heberger(?:a|ont|ait)|hebergerait|succede(?:ra|rait)?|succeder|remplac(?:e|era|erait|er)|prend\w*\s+(?:la\s+)?(?:releve|suite|place)|reprend\w*|reprendre|accueiller\w+|will\s+host|to\s+host|replaces?|hosts)\b(?!\s+(?:depuis|deja))"),
    (T.AWARD, 0.9, rf"{_COMPANY}[^.;!?\n§]{{0,40}}?\b(?P<h>sera|serait|devient|deviendra|deviendrait|devenir|est|becomes?|favorit?e?)\b\s*(?:desormais\s+|donc\s+|le\s+|l'|la\s+|a\s+|the\s+|en\s+)*(?:nouvel\s+|nouveau\s+|futur\s+|new\s+)?(?:{_HOST}|favorit?e?|tete|donnee?\s+favorit?e?)\b"),
    (T.AWARD, 0.9, rf"\b{_HOST}\b[^.;!?\n]{{0,70}}?\b(?P<h>choisie?s?|retenue?s?|selectionnee?s?|designee?s?|connue?s?|devoilee?s?|revelee?s?|rendue?\s+public|chosen|selected|known|named|announced)\b(?!\s+(?:pour\s+la\s+(?:phase|suite)|d'office))"),
    (T.AWARD, 0.85, rf"\b(?P<h>chois(?:i|it|ir|ie|ira|irait|issent)|ret(?:enu|ient|enir|iendra|iendrait|enue)|selectionn(?:e|er|era|ent)|design(?:e|er|era|ent|ait)|devoil(?:e|er|era)|trouv(?:e|er|era)|nomm(?:e|er|era)|chooses?|choose|chose|selects?|select|picks?|pick|names?|name)\s+(?:\w+\s+)?(?:son|le|leur|un|l'|sa|la|a|the|its)\s*(?:futur\s+|nouvel\s+|nouveau\s+|new\s+|nom\s+d[eu]\s+(?:l')?|futur\s+)*{_HOST}\b"),
    (T.AWARD, 0.9, rf"{_COMPANY}[^.;!?\n§]{{0,40}}?\bl'(?P<h>emport\w+)\b"),
    (T.AWARD, 0.85, rf"{_COMPANY}[^.;!?\n§]{{0,40}}?\b(?P<h>ecartee?s?|eliminee?s?|evincee?s?|recalee?s?)\b"),
    (T.AWARD, 0.9, _noun(r"choix|selection|designation", rf"{_DE}(?:la\s+societe\s+|l'entreprise\s+|groupe\s+)?{_COMPANY}")),
    (T.AWARD, 0.85, _verb(r"dement\w*|dementi", r"(?:choix|attribution|selection)\b", _NEAR)),
    (T.AWARD, 0.9, rf"\b(?:c'est|vers|offre\s+de)\s+(?P<h>{_COMPANY})(?=\s*(?:$|[.!]|que\b|qui\s+(?:a\s+ete|hebergera|l'a|remporte)|est\s+arrivee?\s+en\s+tete))"),
    (T.AWARD, 0.85, rf"\b(?P<h>confi(?:e|er|era|ent|ee|ees|ait|erait)|attribu(?:e|er|era|ee))\b[^.;:!?\n]{{0,60}}?\ba\s+{_ACTOR}\b"),
    (T.AWARD, 0.85, _passive(r"(?:candidature|offre)", r"retenue|ecartee|rejetee|selectionnee|choisie", r"[^.;:!?\n]{0,30}?")),
    (T.AWARD, 0.75, _noun(r"verdict|resultat", r"\s+(?:est\s+|de\s+la\s+consultation\s+)?(?:attendue?|prevue?|connue?)")),
    (T.AWARD, 0.7, r"\b(?:la|l')\s?(?P<h>decision|annonce)\s+(?:finale\s+|officielle\s+)?(?=(?:(?:est|etait)\s+(?:attendue|reportee|promise|prevue|annoncee)|sera|serait|interviendra|n'interviend|n'est\s+pas|ne\s+ser|doit|devrait|pourrait|tombera|attendue)\b(?![^.;]{0,30}(?:cnil|conseil\s+d'etat|tribunal|juge)))"),
    (T.AWARD, 0.85, r"\b(?P<h>design(?:e|er|era|ent)|chois(?:i|it|ir|ira)|nomm(?:e|er|era)|connu|connaitre|revel(?:e|er|era))\s+(?:pas\s+)?(?:l'entreprise|la\s+societe|celui|le\s+groupe|le\s+nom|l'operateur)\b"),
    (T.AWARD, 0.85, _passive(r"(?:nom|attributaire|vainqueur)", r"connue?s?|devoilee?s?|revelee?s?|annoncee?s?|divulguee?s?|rendue?s?(?=\s+public)", _NEAR)),
    (T.AWARD, 0.9, _noun(r"attribution", rf"(?:{_DE}(?:marche|contrat|commande|hebergement|appel|consultation|lot)|\s+(?:est|sera|etait|attendue?|prevue?|d'ici|avant|fin|reportee?|officielle|definitive|n'a|a\s+ete|interviendra\w*|pourrait)|\s*:)")),
    (T.AWARD, 0.8, r"(?<!criteres d')(?<!avis d')\bl'(?P<h>attribution)\b(?!\s+(?:d'une|de\s+compétence))"),
    (T.AWARD, 0.85, _noun(r"choix|selection|designation|nom", rf"{_DE}(?:futur\s+|nouvel\s+|nouveau\s+)?{_HOST}\b")),
    (T.AWARD, 0.85, _verb(r"notifi\w+|attribu(?:e|er|era|ee|ees|ait|ent|eront)|award(?:s|ed|ing)?", r"(?:marche|contrat|commande|lot|hebergement|contract|tender)\b", _NEAR)),
    # ── contract
    (T.CONTRACT, 0.9, _verb(r"sign(?:e|es|er|ee|ees|era|eront|aient|ait|ent)|conclu(?:e|es|s|re|ra|t|ait|ront|rait)?|notifi\w+|paraph\w+|sign(?:s|ed)", rf"{_CONTRACT}\b")),
    (T.CONTRACT, 0.9, _passive(_CONTRACT, r"signe(?:e|s|es)?|signer\w*|conclue?s?|notifiee?s?|signed")),
    (T.CONTRACT, 0.85, r"\b(?P<h>liee?s?|lie(?:nt|ra)?)\s+par\s+(?:un\s+)?contrat\b"),
    (T.CONTRACT, 0.85, _noun("signature|notification|conclusion", rf"{_DE}{_CONTRACT}\b")),
    # ── deadline
    (T.DEADLINE, 0.9, _noun(r"dates?\s+(?:et\s+heures?\s+)?limites?|date\s+butoir|deadline|closing\s+date|delai\s+de\s+(?:depot|remise|reponse)|cloture\s+(?:de|des|du)")),
    (T.DEADLINE, 0.9, rf"\b(?:{_OFFERS}|soumissionn\w+|dossiers?|candidats?|repondre|candidater|postuler|entreprises?|operateurs?|industriels|submit)\b{_IN}\b(?P<h>jusqu'au|jusqu'a|au\s+plus\s+tard|avant\s+le|d'ici\s+(?:au|le)\s+\d|clotur\w*|clos(?:e|es)?|s'ach[eè]v\w*|expir\w+|attendue?s?|a\s+remettre|dernier\s+(?:jour|delai)|until|by\s+\d|due)\b"),
    (T.DEADLINE, 0.9, rf"\b(?P<h>jusqu'au|jusqu'a|dernier\s+(?:jour|delai)|au\s+plus\s+tard|avant\s+le|until)\b[^.;!?\n]{{0,60}}?\b(?:candidat\w*|{_OFFERS}|deposer|repondre|remettre|depot|soumettre|postuler)\b"),
    (T.DEADLINE, 0.85, _verb(r"remis\w*|remettre|depos(?:er|ees?|es)|depot|reception|remise", rf"{_OFFERS}\b(?=[^.;!?\n]{{0,40}}\d)", r"\s+(?:\w+\s+){0,2}")),
    # ── tender
    (T.TENDER, 0.8, _verb(r"promet\w*|promi[st]\w*|prevoi\w*|envisag\w+|prepar\w+|promised?|plans?", rf"(?:un\s+|une\s+|a\s+)(?:nouvel(?:le)?\s+|new\s+)?{_TENDER}\b", r"\s+")),
    (T.TENDER, 0.9, _verb(r"lanc(?:e|es|er|era|erait|ee|ees|ait|ent|eront|ant)|publi(?:e|es|er|era|ee|ees|ent|ait)|ouvr\w+|ouvert(?:e|es|s)?|demarr\w+|engag(?:e|er|era|ee|ees|ent|eait)|eme(?:t|ts|ttre|ttra)|emis(?:e|es)?|relanc\w+|initi\w+|launch\w*|open(?:s|ed|ing)?|issue[sd]?|publish\w*|start(?:s|ed)?", rf"{_TENDER}\b", _NEAR)),
    (T.TENDER, 0.9, _passive(_TENDER, r"lance(?:e|s|es|ra|r)?|publiee?s?|ouvert(?:e|es|s)?|ouvre|ouvrira|demarr(?:e|ee|era|ait)|debut(?:e|ee|era|ait)|engagee?s?|emise?s?|relancee?s?|launched|opened|opens|published|issued")),
    (T.TENDER, 0.85, _passive(r"(?:cahier\s+des\s+charges|dossier\s+de\s+consultation)", r"publiee?|mis\s+en\s+ligne|diffusee?", _NEAR)),
    (T.TENDER, 0.8, _verb(r"soumettre|deposer|soumett\w+", rf"(?:leurs?\s+){_OFFERS}\b(?![^.;]{{0,50}}\b(?:jusqu|avant|au\s+plus\s+tard))", r"\s+")),
    (T.TENDER, 0.85, _noun("lancement|ouverture|publication|launch", rf"{_DE}(?:\w+\s+)?{_TENDER}")),
    (T.TENDER, 0.8, _noun(r"avis\s+de\s+marche")),
    # ── appointment, hearing
    (T.APPOINTMENT, 0.9, _verb(r"nomm(?:e|ee|es|er|ent|era)|design(?:e|ee|er|era)|promu(?:e|s)?|elue?|appoint(?:s|ed)?|named", r"(?:direct\w+|president\w*|presidence|direction|matignon|bercy|gouvernement|ministere|ministre|chef\w*|poste|tete|secretaire|director|head)\b", _NEAR)),
    (T.APPOINTMENT, 0.85, _passive(r"(?:successeur|rempla[cç]ante?|successor)", r"designee?|nommee?|connue?|choisie?|named|appointed")),
    (T.APPOINTMENT, 0.9, _noun("nomination|appointment", r"[^.;]{0,60}?\b(?:direct\w+|president\w*|tete|poste|chef\w*)\b")),
    (T.APPOINTMENT, 0.9, r"\b(?P<h>prend(?:s|ra|re|rait)?|pris|quitt\w+|takes?|took)\s+(?:\w+\s+)?(?:la\s+tete|ses\s+fonctions|la\s+direction|la\s+presidence|over\s+as)"),
    (T.APPOINTMENT, 0.85, rf"{_PERSON}\s+(?:\w+\s+)?(?P<h>remplac(?:e|era|ait)|succede(?:ra)?)\s+(?:a\s+)?{_PERSON}"),
    (T.APPOINTMENT, 0.85, rf"{_PERSON}\s+(?:\w+\s+)?(?P<h>quitt(?:e|era|ait|er)|demission\w+)\s*(?:le\s+gouvernement|ses\s+fonctions|la\s+direction|son\s+poste|la\s+tete|$|\.)"),
    (T.APPOINTMENT, 0.85, r"\b(?P<h>succed\w+|remplac\w+)\s+(?:a\s+)?(?!§)[a-z-]+\s+[a-z-]+\s+(?:a\s+la\s+tete|au\s+poste|a\s+la\s+direction|a\s+la\s+presidence|comme)"),
    (T.HEARING, 0.9, _noun(r"audition(?:n|nes?|nee?s?|ner|nait|nera|neront|nent)?|auditionn\w+|entendu(?:e|s|es)?(?=\s+(?:\w+\s+){0,2}(?:par|devant|au|sous))|testif\w+|heard\s+by|hearings?", r"")),
    (T.HEARING, 0.9, r"\b(?:senat|commission(?:\s+d'enquete)?|senateurs|deputes|mission|assemblee)\b[^.;:!?\n]{0,60}?\b(?P<h>enten(?:d|du|dra|dait|dront|dent)|auditionn\w+|interrog(?:e|era|eait|ent)|questionn\w+|convoqu\w+)\b"),
    (T.HEARING, 0.85, r"\b(?P<h>repond\w*)\s+(?:\w+\s+)?aux\s+questions\s+des\s+(?:senateurs|deputes|parlementaires)\b"),
    (T.HEARING, 0.85, r"\b(?P<h>devant)\s+(?:la\s+|une\s+)?commission\s+(?:d'enquete|senatoriale|parlementaire)\b"),
    (T.HEARING, 0.8, _noun(r"audience", r"\s+(?:aura|a\s+eu|est|sera|s'est|se\s+tien\w+)")),
    # ── migration
    (T.MIGRATION, 0.9, _verb(r"migr(?:e|er|era|eront|ee|ees|ait|ent|erait)|bascul(?:e|er|era|ee|ees|ait|ent|eront|erait)|transf[eè]r(?:e|er|era|ee|ees|ait|ent)|demenag\w+|rapatri\w+|move[sd]?|moving|migrate[sd]?|switch\w*", rf"(?:{_PLATFORM}\b|vers\s+|{_COMPANY}|ailleurs)", _NEAR)),
    (T.MIGRATION, 0.9, _passive(_PLATFORM, r"migree?s?|migrer\w*|basculee?s?|bascul(?:era|er|eront)|transferee?s?|demenag(?:e|ee|era|er)|quitter(?:a|ont|ait)?|quitte(?:e|es|r)?|quittent|sort(?:ira|ir|iront|i|ie)|migrated|moved|rapatriee?s?")),
    (T.MIGRATION, 0.85, _verb(r"quitt(?:e|er|era|ee|ent|ait|erait|ant)|sort(?:ir|ira|iront|irait|ait)|abandonn(?:e|er|era|ee)|leav(?:e|es|ing)|left|exit\w*", rf"(?:de\s+(?:chez\s+)?|d'|l'orbite\s+de\s+|le\s+cloud\s+de\s+|les\s+serveurs\s+de\s+|the\s+)?{_COMPANY}", r"\s+(?:\w+\s+)?")),
    (T.MIGRATION, 0.85, _passive(rf"(?:{_PLATFORM}|centre|hub)", r"operationnel(?:le|s|les)?|en\s+service|livree?s?|disponibles?|en\s+production|installee?s?|promise?s?(?=\s+(?:pour|a|au|d'ici)\b)|operational|live|available", r"(?:(?!\b(?:appel|candidats|offres)\b)[^.;!?\n]){0,60}?")),
    (T.MIGRATION, 0.85, _verb(r"chang(?:e|er|era|ent|eait)", r"(?:d'hebergeur|de\s+prestataire|de\s+fournisseur)\b", r"\s+")),
    (T.MIGRATION, 0.85, _verb(r"report\w+|repouss\w+|decal\w+|tenir|tenue?", r"(?:echeance|sortie|migration|bascule|demenagement)\b", _NEAR)),
    (T.MIGRATION, 0.85, _passive(r"(?:projets?|equipes|espaces|chercheurs|entrepots?)", r"transferee?s?|migree?s?|basculee?s?", _NEAR)),
    (T.MIGRATION, 0.8, _passive(r"(?:service|plateforme|solution)", r"ouvrir(?:a|ait)|ouvre|ouvert", _NEAR)),
    (T.MIGRATION, 0.8, _noun(r"migration|bascule(?:ment)?|demenagement|rapatriement|sortie|transfert|transfer|exit(?=\s+from)|move(?=\s+(?:from|off|to))|changement|transition", rf"(?={_DE}(?:\w+\s+){{0,2}}(?:{_COMPANY}|{_PLATFORM}\b|heberg\w+|azure|cloud)|\s+(?:complete\s+|definitive\s+|effective\s+|des\s+donnees\s+)?(?:est|sera|etait|doit|devait|devra|devrait|prevue?|attendue?|promise?|n'a|n'est|n'avait|a\s+|aura|aurait|pourrait|vers|chez|sous|d'ici|avant|fin|en\s+(?:20|deux)|interviendra|is|will|glisse|prend|debut\w*|commenc\w*|achevee?|s'|se\s|n'etait|avait|de\s+\w+\s+(?:sera|doit))|\s*[:,.])")),
    (T.MIGRATION, 0.85, _noun(r"mise\s+en\s+service|mise\s+en\s+production|ouverture\s+du\s+service|bascule|go-live")),
    (T.MIGRATION, 0.8, _noun(r"copie", r"\s+(?:\w+\s+)?(?:du\s+|de\s+la\s+|de\s+l'(?:ensemble|integralite)\s+(?:du\s+|de\s+la\s+))(?:snds|base|systeme\s+national|donnees)")),
    (T.MIGRATION, 0.75, r"\b(?:hebergement|plateforme)\b[^.;!?\n]{0,40}?\b(?P<h>traitee?s?|reglee?s?)\b"),
    # ── opinion
    (T.OPINION, 0.85, _verb(r"rend(?:u|re|ra|ait|ue)?|eme(?:t|ts|ttre|ttra)|emis(?:e|es)?|formul\w+|issue[sd]?|gave", r"(?:\w+\s+){0,2}(?:avis|opinion|recommandations?|reserves)\b", r"\s+")),
    (T.OPINION, 0.85, _noun(r"avis", r"\s+(?:\w+\s+)?(?:favorable|defavorable|reserve|consultatif|negatif|positif|motive|rendu|emis)")),
    (T.OPINION, 0.8, r"\b(?:cnil|anssi|dinum|rapport|experts?|mission|cour\s+des\s+comptes|comite|rapporteur\w*|avocat\s+general)\b[^.;:!?\n]{0,50}?\b(?P<h>estim(?:e|ent|ait|aient)|juge(?:nt|ait)?|consider(?:e|ent|ait)|conclu(?:t|ent|ait|de|des)?|regrett\w+|deplor\w+)\b"),
    (T.OPINION, 0.8, _noun(r"avis", r"\s+(?:de\s+la\s+cnil|de\s+l'anssi|du\s+comite|du\s+conseil|de\s+la\s+commission)\b")),
    (T.OPINION, 0.7, _noun(r"recommand(?:e|ent|ait|aient|er|era)|preconis\w+|plaid(?:e|ent|ait|er)(?=\s+(?:pour|en\s+faveur))|regrett\w+|alert(?:e|ent|ait|er)|s'inquiet\w+|deplor\w+|mis(?:e|es)?\s+en\s+garde|met(?:tent|tait)?\s+en\s+garde|recommend(?:s|ed)|regrets?|regretted|warn(?:s|ed)")),
    # ── planning, before the plain announcement
    (T.PLANNING, 0.8, _noun(r"etude|benchmark|prefiguration|sourcing|sourcage|mission\s+d'expertise|comparatif|study", r"[^.;!?\n]{0,60}?\b(?:engagee?s?|lancee?s?|menee?s?|conduite?s?|confiee?s?|realisee?s?|ouverte?s?|debut\w+|launched)\b")),
    (T.PLANNING, 0.8, _verb(r"lanc\w+|engag\w+|men(?:e|er|ee|ent|ait)|condui\w+|confi\w+|ouvr\w+|prepar\w+", r"(?:etude|benchmark|prefiguration|sourcing|sourcage|mission|comparatif|consultation\s+prealable|cahier\s+des\s+charges)\b", _NEAR)),
    (T.PLANNING, 0.8, _verb(r"etudi\w+|compar\w+|evalu\w+|studi\w+|examin\w+", r"(?:cout|scenarios?|hebergeurs?|offres?|solutions?|hypotheses?|couts|faisabilite)\b", _NEAR)),
    (T.PLANNING, 0.8, _passive(r"(?:hebergeurs|offres|solutions|scenarios)", r"comparee?s|evaluee?s|etudiee?s|examinee?s")),
    (T.PLANNING, 0.75, _passive(r"(?:groupe\s+de\s+travail|mission|comite)", r"chargee?|mise?\s+en\s+place|creee?|lancee?|installee?", _NEAR)),
    (T.PLANNING, 0.75, _verb(r"arret(?:e|er|era)|defin(?:i|ir|it|ira)|fix(?:e|er|era)|redig\w+|valid\w+", r"(?:strategie\s+d'achat|cahier\s+des\s+charges|scenario|feuille\s+de\s+route)\b", _NEAR)),
    (T.PLANNING, 0.75, _passive(r"(?:scenarios?|etude|chiffrage|consultation\s+des\s+industriels|comparatif)", r"sur\s+la\s+table|remise?s?|presentee?s?|organisee?s?|attendue?s?|publiee?s?")),
    (T.PLANNING, 0.75, _verb(r"commande\s+passee|passer\s+commande|passer\s+par|recour(?:ir|s|t|ra)|opt(?:e|er|ent|ait|era)|retien\w*|retenu|privilegi\w+", r"(?:ugap|centrale\s+d'achats?|solution\s+cible|nuage\s+public)\b", _NEAR)),
    (T.PLANNING, 0.75, r"\b(?:commande|achat|marche|procedure)\b[^.;:!?\n]{0,40}?\b(?P<h>pass(?:e|era|erait|er))\s+par\b"),
    (T.PLANNING, 0.75, r"\b(?P<h>commande)\s+passee\s+(?:aupres|a)\b"),
    # ── the weakest: only where nothing above was read
    (T.ANNOUNCEMENT, 0.6, _noun(r"annonc(?:e|es|er|era|ent|ait|aient|ee|ees)|devoil\w+|s'engag\w+|s'est\s+engagee?|promet(?:tent|tait|tre)?|promis(?:e|es)?|promirent|announce[sd]?|unveil\w*|pledg\w+|commit(?:s|ted)")),
)  # fmt: skip

TRIGGERS: tuple[tuple[T, re.Pattern[str], float], ...] = tuple((t, re.compile(p), s) for t, s, p in _ROWS)
