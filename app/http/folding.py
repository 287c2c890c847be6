"""Sentences without placeholders are translated when a template is compiled, not each time it is shown.

There is one environment a language, so `_("Help now")` is as constant as the markup around it.
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream


class Folding(Extension):
    """Puts the translation in the place of `_("…")`; a call with placeholders stays a call."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """The template's tokens, with constant sentences said."""
        held: list[Token] = []
        for token in stream:
            held.append(token)
            if not _fits(held):
                yield from held
                held = []
            elif len(held) == 4:
                say = self.environment.say  # type: ignore[attr-defined]
                yield Token(token.lineno, "string", say(held[2].value).replace("%%", "%"))
                held = []
        yield from held


_SHAPE = (("name", "_"), ("lparen", None), ("string", None), ("rparen", None))


def _fits(held: list[Token]) -> bool:
    wanted, value = _SHAPE[len(held) - 1]
    return held[-1].type == wanted and value in (None, held[-1].value)
