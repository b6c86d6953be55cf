"""Text in lines of a width, as French wants it: no guillemet, unit or reference stands alone on its line. Pure."""

import re
from textwrap import wrap

# A space that a line must not break: inside guillemets, before high punctuation, between a number and its unit.
_GLUED = re.compile(r"(?<=«) | (?=[»:;?!\[])|(?<=\d) (?=€|[jd]\b|\d{3}\b)")
_HELD = "\u00a0"


def lines(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` characters, longer only where one word is."""
    held = wrap(_GLUED.sub(_HELD, text), width, break_long_words=False, break_on_hyphens=False)
    return [line.replace(_HELD, " ") for line in held]


def filled(text: str, start: str = "", width: int = 76) -> str:
    """``text`` in lines, the first behind ``start`` and the others under it."""
    under = "\n" + " " * len(start)
    return start + under.join(lines(text, width - len(start)))
