"""One case, as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from zlib import crc32

from app.kernel.i18n import N_
from moderation.cases.views import CaseDetail, Version
from moderation.desk import listing, words
from moderation.desk.access import Staff
from moderation.desk.differing import Piece, differences
from moderation.desk.listing import View
from moderation.desk.segments import segments
from moderation.desk.views import (
    CaseView,
    Doubt,
    MemberCard,
    PastDecision,
    PastMatter,
    PastVersion,
    TakenOut,
    ToldLine,
    Why,
)
from moderation.desk.waits import month, waited
from moderation.escalation.model import Escalation
from moderation.screening.explain import detail_reason, failures, reason

OPEN = N_("Open")
COMPARED = 4  # versions back that are compared word by word


def case_view(case: CaseDetail, who: Staff, view: View, escalations: tuple[Escalation, ...]) -> CaseView:
    """The case in words, with its text cut into marked pieces."""
    href = f"/{view.community}/cases/{case.ref}"
    is_mine = case.holder_id == who.id
    return CaseView(
        case=case,
        lane_words=words.LANES[case.lane],
        wait=waited(case.opened_at, None if case.closed_at else case.due_at, case.closed_at or view.now, view.lang),
        kinds=_named(words.BECAUSE, case.reasons),
        standing=_standing(case),
        is_heavy=listing.is_heavy(case.urgency, case.categories),
        heavy=words.about(case.categories),
        title=segments(case, "title"),
        body=segments(case, "body"),
        whys=_whys(case),
        doubts=_doubts(case),
        taken_out=_taken_out(case, href),
        failures=failures(case.failed),
        before=tuple(one for one in case.neighbours if one.is_before),
        after=tuple(one for one in case.neighbours if not one.is_before),
        versions=_versions(case),
        decisions=_decisions(case),
        told=_told(case),
        escalations=escalations,
        member=_member(case, view),
        href=href,
        pending_act=words.ACTS[case.pending.act][0] if case.pending else "",
        is_mine=is_mine,
        holder_name=None if is_mine else case.holder_name,
    )


def _named(table: Mapping[str, str], codes: list[str]) -> tuple[str, ...]:
    return tuple(table[code] for code in codes if code in table)


def _standing(case: CaseDetail) -> str:
    # Of a hidden post the version may still say "shown": what others can read is what counts.
    code = case.post_status if case.post_status in ("hidden", "withdrawn") else case.state
    return words.STANDINGS[code]


def _whys(case: CaseDetail) -> tuple[Why, ...]:
    return tuple(
        Why(number=number, is_in_title=signal.part == "title", reason=reason(asdict(signal)))
        for number, signal in enumerate(case.signals, start=1)
    )


def _doubts(case: CaseDetail) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(is_in_title=one.part == "title", reason=detail_reason(asdict(one)))
        for one in case.details
        if not one.sure
    )


def _taken_out(case: CaseDetail, href: str) -> tuple[TakenOut, ...]:
    rules = {(one.part, one.ordinal): detail_reason(asdict(one)).rule for one in case.details if one.sure}
    return tuple(
        TakenOut(
            words=words.DETAILS.get(cut.kind, words.DETAILS["OTHER"]),
            is_in_title=cut.place == "title",
            key=f"{cut.place}-{cut.ordinal}",
            href=f"{href}/cut-outs/{cut.place}-{cut.ordinal}",
            rule=rules.get((cut.place, cut.ordinal)),
        )
        for cut in case.cutouts
    )


def _versions(case: CaseDetail) -> tuple[PastVersion, ...]:
    return tuple(
        PastVersion(
            number=one.number,
            standing=words.STANDINGS[one.state],
            title=one.title,
            body=one.body,
            sent_at=one.sent_at,
            changes=_changes(case, one),
        )
        for one in case.versions
        if one.number != case.post_version
    )


def _changes(case: CaseDetail, one: Version) -> tuple[Piece, ...]:
    after = next((later for later in case.versions if later.number == one.number + 1), None)
    if after is None or one.body is None or after.body is None or case.post_version - one.number > COMPARED:
        return ()
    return differences(one.body, after.body) or ()


def _decisions(case: CaseDetail) -> tuple[PastDecision, ...]:
    return tuple(
        PastDecision(
            act=words.PAST[one.act],
            more=tuple(words.MORE[kind] for kind in [*one.extras, *(["note"] if one.topics else [])]),
            reason=words.REASONS.get(one.reason, ""),
            words=one.words,
            body_before=one.body_before,
            staff_name=one.staff_name,
            made_at=one.made_at,
        )
        for one in case.decisions
    )


def _told(case: CaseDetail) -> tuple[ToldLine, ...]:
    return tuple(
        ToldLine(
            pseudonym=one.pseudonym,
            what=words.TOLD[one.kind],
            words=one.words,
            then="" if one.version == case.post_version and not case.is_edited_by_guide else one.snapshot,
            told_at=one.told_at,
        )
        for one in case.reports
    )


def _member(case: CaseDetail, view: View) -> MemberCard:
    return MemberCard(
        pseudonym=case.member.pseudonym,
        shade=crc32(case.member.pseudonym.encode()),  # the picture that members know,
        affiliation=words.AFFILIATIONS[case.member.affiliation],
        joined=month(case.member.joined_at, view.lang),
        posts_shown=case.member.posts_shown,
        past=tuple(
            PastMatter(
                href=f"/{view.community}/cases/{one.ref}",
                kinds=_named(words.BECAUSE, one.reasons),
                result=OPEN if one.closed_at is None or one.act is None else words.PAST[one.act],
                opened_at=one.opened_at,
            )
            for one in case.past_cases
        ),
    )
