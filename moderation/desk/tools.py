"""Everything at the desk beside the queue, for the first page: a path, its words, and who may go there."""

from __future__ import annotations

from dataclasses import dataclass

from moderation.desk.access import Permission, Staff, may


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One way from the first page. `{community}` in the path stands for each that a person works in."""

    path: str
    words: str
    needs: Permission


TOOLS: tuple[Tool, ...] = ()


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
