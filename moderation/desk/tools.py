"""Everything at the desk beside the queue, for the first page: a path, its words, and who may go there."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.i18n import N_
from moderation.desk.access import Permission, Staff, may


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One way from the first page. `{community}` in the path stands for each that a person works in."""

    path: str
    words: str
    needs: Permission


TOOLS: tuple[Tool, ...] = (
    Tool(path="/{community}/handover", words=N_("Hand-over sheet"), needs=Permission.READ_CASES),
    Tool(path="/shift", words=N_("Shift"), needs=Permission.WORK_SHIFT),
    Tool(path="/me/keys", words=N_("Keys"), needs=Permission.WORK_SHIFT),
    Tool(path="/{community}/tracked", words=N_("Members kept in mind"), needs=Permission.TRACK),
    Tool(path="/{community}/quality", words=N_("Second readings"), needs=Permission.READ_AGAIN),
    Tool(path="/{community}/quality/agreement", words=N_("Agreement"), needs=Permission.SEE_NUMBERS),
    Tool(path="/{community}/lab/", words=N_("Phrase lab"), needs=Permission.USE_LAB),
    Tool(path="/{community}/numbers", words=N_("Numbers"), needs=Permission.SEE_NUMBERS),
    Tool(path="/{community}/policy", words=N_("What happens to a text"), needs=Permission.EDIT_POLICY),
    Tool(path="/handbook", words=N_("Answers, house rules, places"), needs=Permission.EDIT_HANDBOOK),
    Tool(path="/staff", words=N_("People of the staff"), needs=Permission.RUN_STAFF),
    Tool(path="/audit", words=N_("What staff did"), needs=Permission.READ_AUDIT),
    Tool(path="/me", words=N_("Your account"), needs=Permission.CHANGE_OWN_ACCOUNT),
    Tool(path="/partner", words=N_("Monthly counts"), needs=Permission.SEE_PARTNER_PAGE),
)


def of_house(who: Staff) -> tuple[Tool, ...]:
    """What this person may use outside the communities."""
    return tuple(tool for tool in TOOLS if "{community}" not in tool.path and may(who, tool.needs))


def of_community(who: Staff, community: str) -> tuple[tuple[str, str], ...]:
    """Address and words of what this person may use in a community."""
    here = who.at(community, keys=who.keys)
    return tuple(
        (tool.path.format(community=community), tool.words)
        for tool in TOOLS
        if "{community}" in tool.path and may(here, tool.needs)
    )
