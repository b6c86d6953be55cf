"""Verbs and words that set an act ahead, decide it, refuse it, whatever its head is."""

import re

from nlp.types import ClaimType

# verbs and adjectives that set an act in the future, when they govern it
PLAN = re.compile(
    r"(?:prevu|prevoi|prevoy|jur(?:e|es?|ait|aient|a|er)?$|attend|escompt|programm|planifi|renvoy|imminent|promet|promi|engag|envisag|doit|doiv|devr|devait|devai|espere|esperait|fixe|vise|visai|repouss|report"
    r"|glisse|decal|compt|entend(?!u)|souhait|veu[tlx]|voul|voudr|va$|vont$|all(?:ait|aient|ons)$|ira|ambitionn|prepar|travaill|projet|table|avanc|tard|cherch|appret)"
)
DECIDE = re.compile(
    r"(?:decid|conven|choisi|annonc|confirm|reussi|parven|vien|venai|venue?s?$|fini|acte|obtenu|pu$|accept|permis|a$)"
)
MODAL = re.compile(r"(?:pourr|peu[tv]|pouv|puiss)")
REFUSE = re.compile(r"(?:refus|renonc|evit|exclu|echou|ecart)")
PLANNED_NEAR = re.compile(
    r"\b(?:prevue?s?|attendue?s?|programmee?s?|promise?s?|annoncee?s?\s+pour|escomptee?s?|d'ici|au\s+plus\s+tard|horizon|a\s+venir|prochaine?s?|futur\w*|objectif|calendrier|cap\s+sur|en\s+delibere|volonte|intention|promesse|engagement)\b"
)
NOMINAL_IDLE = frozenset({ClaimType.AWARD, ClaimType.MIGRATION})  # their nouns name a process more often than an act
