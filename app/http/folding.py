"""What is the same on every page of a language is worked out when a template is compiled, not each time.

There is one environment a language, so `_("Help now")` and `asset("app.css")` are as constant as the
markup around them.
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_SHAPE = ("name", "lparen", "string", "rparen")


class Folding(Extension):
    """Puts the result in the place of a constant call; a sentence with placeholders stays a call.

    `environment.constant` names the functions that may be worked out beforehand.
    """

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """The template's tokens, with constant calls made."""
        constant = self.environment.constant  # type: ignore[attr-defined]
        held: list[Token] = []
        for token in stream:
            held.append(token)
            if token.type != _SHAPE[len(held) - 1] or held[0].value not in constant:
                yield from held
                held = []
            elif len(held) == len(_SHAPE):
                yield Token(token.lineno, "string", constant[held[0].value](held[2].value))
                held = []
        yield from held
