"""Conditions and expressions over facts: a small closed grammar, parsed here and never run as code.

    condition   = conjunction {"or" conjunction}
    conjunction = negation {"and" negation}
    negation    = "not" negation | comparison
    comparison  = sum [("<" | "<=" | ">" | ">=" | "==" | "!=") sum]
    sum         = product {("+" | "-") product}
    product     = factor {("*" | "/") factor}
    factor      = ["-"] (number ["%"] | "text" | fact [arguments] | "(" condition ")")

A fact is one of `diynn.lessons.facts.FACTS`; its arguments are numbers and texts. What a fact says
is a number, a text, yes or no, or None where it is not known: no comparison with that holds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from diynn.errors import FileError
from diynn.lessons.facts import FACTS, FLAG, TEXT, Fact, State, Value
from diynn.lessons.paths import bad_line

LONGEST = 400
"""Letters of a condition."""
DEEPEST = 20
"""Brackets and negations within each other."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(?P<name>[A-Za-z_]\w*)"
    r'|"(?P<text>[^"]*)"|(?P<sign><=|>=|==|!=|[-+*/<>()%,]))'
)
COMPARES = ("<", "<=", ">", ">=", "==", "!=")
NUMBER = "number"
Kind = str


class Token(NamedTuple):
    """A word of a condition: a number, a name, a text or a sign."""

    kind: str
    words: str


@dataclass(frozen=True)
class Constant:
    """A number or a text that stands in the condition."""

    value: Value
    is_share: bool = False

    @property
    def kind(self) -> Kind:
        """NUMBER or TEXT."""
        return TEXT if isinstance(self.value, str) else NUMBER

    def value_in(self, _state: State) -> Value:
        """The value itself."""
        return self.value


@dataclass(frozen=True)
class Asked:
    """A fact with its arguments."""

    fact: Fact
    arguments: tuple[float | str, ...] = ()

    @property
    def kind(self) -> Kind:
        """NUMBER, TEXT or FLAG."""
        return self.fact.gives if self.fact.gives in (TEXT, FLAG) else NUMBER

    def value_in(self, state: State) -> Value:
        """What the fact says of a state; None where it is not known."""
        return state.look_up(self.fact, self.arguments)


@dataclass(frozen=True)
class Operation:
    """Two expressions with + - * / between them."""

    sign: str
    left: Expression
    right: Expression

    @property
    def kind(self) -> Kind:
        """Always NUMBER."""
        return NUMBER

    def value_in(self, state: State) -> Value:
        """The result; None where a side is not known, or by 0."""
        left, right = self.left.value_in(state), self.right.value_in(state)
        if not isinstance(left, int | float) or not isinstance(right, int | float):
            return None
        if self.sign == "/":
            return left / right if right else None
        found = {"+": left + right, "-": left - right, "*": left * right}[self.sign]
        return found if math.isfinite(found) else None


@dataclass(frozen=True)
class Comparison:
    """Two expressions, and how they must stand to each other."""

    sign: str
    left: Expression
    right: Expression

    @property
    def kind(self) -> Kind:
        """Always FLAG."""
        return FLAG

    def value_in(self, state: State) -> Value:
        """Whether it holds; no where a side is not known."""
        left, right = self.left.value_in(state), self.right.value_in(state)
        if left is None or right is None:
            return False
        if isinstance(left, str) or isinstance(right, str):
            return (left == right) == (self.sign == "==")
        return {
            "<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right,
            "==": left == right, "!=": left != right,
        }[self.sign]  # fmt: skip


@dataclass(frozen=True)
class Junction:
    """Conditions of which all must hold (“and”), or one (“or”)."""

    word: str
    parts: tuple[Expression, ...]

    @property
    def kind(self) -> Kind:
        """Always FLAG."""
        return FLAG

    def value_in(self, state: State) -> Value:
        """Whether it holds."""
        held = (part.value_in(state) is True for part in self.parts)
        return all(held) if self.word == "and" else any(held)


@dataclass(frozen=True)
class Negation:
    """A condition that must not hold."""

    inner: Expression

    @property
    def kind(self) -> Kind:
        """Always FLAG."""
        return FLAG

    def value_in(self, state: State) -> Value:
        """Whether the other one does not hold."""
        return self.inner.value_in(state) is not True


Expression = Constant | Asked | Operation | Comparison | Junction | Negation


def parse_condition(words: str, line: int) -> Expression:
    """The condition that is written on a line of a file; FileError, with the line, where it is
    none."""
    found = _Parser(words, line).whole()
    if found.kind != FLAG:
        raise bad_line(line, "“{words}” says nothing that could be true or false.", words=words)
    return found


def parse_number(words: str, line: int) -> Expression:
    """The number that is written on a line of a file; FileError, with the line, for what is
    none."""
    found = _Parser(words, line).whole()
    if found.kind != NUMBER:
        raise bad_line(line, "“{words}” is no number.", words=words)
    return found


def asked_in(expression: Expression) -> Iterator[Asked]:
    """Every fact that is asked for in an expression, with its arguments."""
    if isinstance(expression, Asked):
        yield expression
    elif isinstance(expression, Operation | Comparison):
        yield from asked_in(expression.left)
        yield from asked_in(expression.right)
    elif isinstance(expression, Junction):
        for part in expression.parts:
            yield from asked_in(part)
    elif isinstance(expression, Negation):
        yield from asked_in(expression.inner)


class _Parser:
    """Reads one condition from the left to the right."""

    def __init__(self, words: str, line: int) -> None:
        self._words, self._line, self._depth = words, line, 0
        if len(words) > LONGEST:
            raise bad_line(self._line, "The condition is too long.")
        self._tokens = list(self._cut())
        self._at = 0

    def _cut(self) -> Iterator[Token]:
        at, words = 0, self._words.rstrip()
        while at < len(words):
            found = _TOKEN.match(words, at)
            if found is None:
                rest = words[at:].strip()[:20]
                raise bad_line(self._line, "“{rest}” cannot be understood.", rest=rest)
            yield Token(found.lastgroup or "", found[found.lastgroup or 0])
            at = found.end()

    # Tokens.

    def _next(self) -> Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else Token("end", "")

    def _take(self, *words: str) -> str:
        """The next token, if it is one of these words or signs; else nothing."""
        token = self._next()
        if token.kind in ("name", "sign") and token.words in words:
            self._at += 1
            return token.words
        return ""

    def _demand(self, sign: str) -> None:
        if not self._take(sign):
            raise bad_line(self._line, "A “{sign}” is missing.", sign=sign)

    # The grammar.

    def whole(self) -> Expression:
        """All of it, and nothing behind it."""
        found = self._condition()
        if self._next().kind != "end":
            raise bad_line(self._line, "“{rest}” stands where nothing can follow.",
                           rest=self._next().words)  # fmt: skip
        return found

    def _condition(self) -> Expression:
        return self._junction("or", lambda: self._junction("and", self._negation))

    def _junction(self, word: str, part: object) -> Expression:
        assert callable(part)
        parts: list[Expression] = [part()]
        while self._take(word):
            parts.append(part())
        if len(parts) == 1:
            return parts[0]
        for one in parts:
            self._must_be(one, FLAG)
        return Junction(word, tuple(parts))

    def _negation(self) -> Expression:
        if not self._take("not"):
            return self._comparison()
        self._go_deeper()
        inner = self._negation()
        self._must_be(inner, FLAG)
        self._depth -= 1
        return Negation(inner)

    def _comparison(self) -> Expression:
        left = self._sum()
        sign = self._take(*COMPARES)
        if not sign:
            return left
        right = self._sum()
        if FLAG in (left.kind, right.kind) or left.kind != right.kind:
            raise bad_line(self._line, "“{words}” compares unlike things.", words=self._words)
        if left.kind == TEXT and sign not in ("==", "!="):
            raise bad_line(self._line, "Texts can only be the same (==) or not (!=).")
        return Comparison(sign, left, right)

    def _sum(self) -> Expression:
        return self._chain(("+", "-"), lambda: self._chain(("*", "/"), self._factor))

    def _chain(self, signs: tuple[str, ...], part: object) -> Expression:
        assert callable(part)
        found: Expression = part()
        while sign := self._take(*signs):
            right: Expression = part()
            for one in (found, right):
                self._must_be(one, NUMBER)
            found = Operation(sign, found, right)
        return found

    def _factor(self) -> Expression:
        if self._take("-"):
            self._go_deeper()
            inner = self._factor()
            self._must_be(inner, NUMBER)
            self._depth -= 1
            if isinstance(inner, Constant) and isinstance(inner.value, int | float):
                return Constant(-inner.value, inner.is_share)
            return Operation("-", Constant(0), inner)
        if self._take("("):
            self._go_deeper()
            inner = self._condition()
            self._demand(")")
            self._depth -= 1
            return inner
        token = self._next()
        self._at += 1
        if token.kind == "number":
            number = float(token.words)
            is_share = bool(self._take("%"))
            value = number / 100 if is_share else number
            return Constant(int(value) if value.is_integer() else value, is_share)
        if token.kind == "text":
            return Constant(token.words)
        if token.kind == "name":
            return self._fact(token.words)
        raise bad_line(self._line, "A number or a fact is missing.")

    def _fact(self, name: str) -> Expression:
        fact = FACTS.get(name)
        if fact is None:
            raise FileError(
                "Line {line}: there is no fact “{name}”.",
                "The file may come from a newer version.",
                line=self._line, name=name,
            )  # fmt: skip
        found: list[float | str] = []
        if self._take("("):
            while not self._take(")"):
                if found:
                    self._demand(",")
                found.append(self._argument(name))
        if not fact.takes_these(found):
            raise bad_line(self._line, "{name} is written {usage}.", name=name, usage=fact.usage)
        return Asked(fact, tuple(found))

    def _argument(self, name: str) -> float | str:
        one = self._sum()
        if not isinstance(one, Constant) or one.value is None:
            raise bad_line(self._line, "{name} takes numbers and texts only.", name=name)
        return one.value

    def _must_be(self, one: Expression, kind: Kind) -> None:
        if one.kind != kind:
            if kind == FLAG:
                raise bad_line(self._line, "A part of “{words}” is not true or false.",
                               words=self._words)  # fmt: skip
            raise bad_line(self._line, "A part of “{words}” is no number.", words=self._words)

    def _go_deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise bad_line(self._line, "The condition has too many brackets.")
