"""Whether a parsed verb looks back or ahead."""

import re

from spacy.tokens import Token

from nlp.dates.text import fold

# "l'audition a été reportée au 16 décembre": the new date is the act's own
SET = re.compile(
    r"(?:report|repouss|planif|fix|renvoy|decal|programm|prev|esper|attend|ajourn|promi|annonc|di[tst]|mise?$|doi|dev|all(?:ait|ai))"
)
_SIMPLE_PAST = re.compile(  # the model takes them for a present: "accorda", "vint"; not "rendra", "opèrent"
    r"(?!ira|fera)\w{2,}(?<!er)(?<!ir)(?<!dr)(?<!vr)(?<!tr)(?<!ur)(?<!rr)a|(?:de)?livra|(?:de)?montra|r?entra|rencontra"
    r"|\w*[vt]in(?:t|rent)|fu(?:t|rent)|eu(?:t|rent)|\w*(?:f|pr|m)i(?:t|rent)|\w+(?:[eo]nd|[tp])i(?:t|rent)"
    r"|\w{2,}[cnstvm]erent"
)
_CONDITIONAL = re.compile(r"rai(?:s|t|ent)\Z")


def has_been(token: Token) -> bool:
    """Whether the verb is in a compound past: "a été confiée", not "est confiée"."""
    return any(child.dep_ == "aux:tense" for child in token.children)


def is_past(verb: Token) -> bool:
    """ "A donné le 13 février", "présentée en mai"; not "est projetée", "doit", "prévue"."""
    helpers = [child for child in verb.children if child.dep_.startswith(("aux", "cop"))]
    past = {"Past", "Imp"} & {tense for word in helpers or [verb] for tense in word.morph.get("Tense", [])}
    mood = {mood for word in (verb, *helpers) for mood in word.morph.get("Mood", [])}
    return bool(past or has_been(verb)) and "Cnd" not in mood and SET.match(fold(verb.text)) is None


def _is_finite(verb: Token) -> bool:
    """ "Vint", "a été signé"; not a participle alone, nor a conditional taken for an imperfect."""
    words = [verb, *(child for child in verb.children if child.dep_.startswith(("aux", "cop")))]
    return any("Fin" in word.morph.get("VerbForm", []) and not _CONDITIONAL.search(fold(word.text)) for word in words)


def is_over(verb: Token) -> bool:
    """Whether what hangs on the verb is past: a participle alone does not tell."""
    return (_is_finite(verb) and is_past(verb)) or _SIMPLE_PAST.fullmatch(fold(verb.text)) is not None


def is_ahead(verb: Token) -> bool:
    """Whether the verb, or its auxiliary, is in the future tense."""
    helpers = (child for child in verb.children if child.dep_.startswith(("aux", "cop")))
    return any("Fut" in word.morph.get("Tense", []) for word in (verb, *helpers))
