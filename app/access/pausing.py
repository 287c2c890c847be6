"""What a member is told about their own account: which house rule it is about, and until when it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.kernel.i18n import N_

# The sentences change only with clinical sign-off.
RULES: Mapping[str, str] = {
    "rule_kind": N_("The house rule is: be kind, believe people."),
    "rule_contact": N_("The house rule is: keep contact here."),
    "rule_identity": N_("The house rule is: protect who you are."),
    "rule_others": N_("The house rule is: protect others too."),
    "rule_details": N_("The house rule is: say what you feel, leave out the details."),
    "rule_other": N_("It is about how this place is used."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Writing rests until a moment; `because` is a message id."""

    until: datetime
    because: str


def sentence(code: str) -> str:
    """The sentence of a house rule; a code that nobody knows yet still makes one."""
    return RULES.get(code, RULES["rule_other"])
