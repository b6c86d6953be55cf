"""ODSQL (``where`` of Opendatasoft Explore v2.1), as far as a monitor asks: search, comparisons, and, or."""

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import combining, normalize

Record = Mapping[str, Any]
_TOKEN = re.compile(
    r"""\s*(?:(?P<date>date\s*'[^']*')|(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
    r"""|(?P<sign><=|>=|!=|[()<>=,])|(?P<word>[\w.\-]+))"""
)


class OdsqlError(Exception):
    """A question the API answers with 400."""

    def __init__(self, message: str, code: str = "ODSQLSyntaxError") -> None:
        super().__init__(message)
        self.code = code


def matches(where: str, record: Record) -> bool:
    """Whether ``record`` answers ``where``; an empty one matches all. Raises OdsqlError."""
    if not where.strip():
        return True
    expression = _Expression(_tokens(where), record)
    result = expression.either()
    if expression.tokens:
        raise OdsqlError(f"unexpected {expression.tokens[0]}")
    return result


def _tokens(where: str) -> list[str]:
    tokens, position = [], 0
    where = where.rstrip()
    while position < len(where):
        match = _TOKEN.match(where, position)
        if match is None:
            raise OdsqlError(f"cannot read {where[position : position + 20]}")
        tokens.append(match[0].strip())
        position = match.end()
    return tokens


class _Expression:
    """Recursive descent, evaluated on the way. Both sides of ``and`` and ``or`` are always read."""

    def __init__(self, tokens: list[str], record: Record) -> None:
        self.tokens = tokens
        self.record = record

    def either(self) -> bool:
        result = self.both()
        while self._accept("or"):
            result = self.both() or result
        return result

    def both(self) -> bool:
        result = self.one()
        while self._accept("and"):
            result = self.one() and result
        return result

    def one(self) -> bool:
        if self._accept("not"):
            return not self.one()
        if self._accept("("):
            result = self.either()
            self._expect(")")
            return result
        head = self._next()
        return self._search() if head.lower() == "search" else self._comparison(head)

    def _search(self) -> bool:
        arguments = self._list()
        fields = [self.record.get(name) for name in arguments[:-1]] or list(self.record.values())
        text = fold(" ".join(str(field) for field in fields if field))
        return all(word in text for word in fold(arguments[-1]).split())

    def _comparison(self, head: str) -> bool:
        sign = self._next().lower()
        if sign == "in":
            return self._in(head)
        left, right = str(self.record.get(head) or ""), _value(self._next())
        if sign == "like":
            return fold(right).strip("*%") in fold(left)
        known = {"=": left == right, "!=": left != right, ">=": left >= right, "<=": left <= right}
        known |= {">": left > right, "<": left < right}
        if sign not in known:
            raise OdsqlError(f"unknown operator {sign}")
        return bool(left) and known[sign]

    def _in(self, head: str) -> bool:
        if head[0] in "'\"":  # 'SERVICES' in type_marche
            return _value(head) in (self.record.get(self._next()) or ())
        return self.record.get(head) in self._list()

    def _list(self) -> list[str]:
        self._expect("(")
        values = [_value(self._next())]
        while self._accept(","):
            values.append(_value(self._next()))
        self._expect(")")
        return values

    def _next(self) -> str:
        if not self.tokens:
            raise OdsqlError("the question ends too early")
        return self.tokens.pop(0)

    def _accept(self, word: str) -> bool:
        found = bool(self.tokens) and self.tokens[0].lower() == word
        if found:
            self.tokens.pop(0)
        return found

    def _expect(self, word: str) -> None:
        if not self._accept(word):
            raise OdsqlError(f"{word} expected")


def fold(text: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in normalize("NFKD", text.lower()) if not combining(c))


def _value(token: str) -> str:
    quoted = token.removeprefix("date").strip()
    if quoted[0] not in "'\"":
        return token
    return re.sub(r"\\(.)", r"\1", quoted[1:-1])
