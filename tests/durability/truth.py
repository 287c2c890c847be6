"""What must be true of a house once everything has come to rest: one statement a promise, each finds what breaks it."""

from __future__ import annotations

from collections import Counter

from tests.durability.house import House
from tests.durability.load import BEFORE, Load
from tests.durability.reader import Reader

# Each finds rows that break its sentence; none may.
BROKEN = {
    "every version is screened, its raw letters are gone": """
        SELECT post_id, number FROM en.post_version
        WHERE screened_at IS NULL OR raw_body IS NOT NULL OR raw_title IS NOT NULL OR state = 'submitted'""",
    "every version has exactly one verdict": """
        SELECT v.post_id, v.number, count(d.id) FROM en.post_version AS v
        LEFT JOIN en.verdict AS d ON d.post_id = v.post_id AND d.version = v.number
        GROUP BY 1, 2 HAVING count(d.id) <> 1""",
    "no post still waits for screening": "SELECT ref FROM en.post WHERE status = 'submitted'",
    "what others read is the newest version that was let out": """
        SELECT p.ref FROM en.post AS p
        LEFT JOIN en.post_version AS v ON v.post_id = p.id AND v.number = p.shown
        WHERE p.status = 'visible' AND v.state IS DISTINCT FROM 'shown'""",
    "every held post has exactly one open case": """
        SELECT p.ref FROM en.post AS p WHERE p.status = 'held'
        AND 1 <> (SELECT count(*) FROM en.case_file AS c WHERE c.post_id = p.id AND c.closed_at IS NULL)""",
    "no post has two cases": "SELECT post_id FROM en.case_file GROUP BY 1 HAVING count(*) > 1",
    "every case was logged once": """
        SELECT c.ref FROM en.case_file AS c
        WHERE 1 <> (SELECT count(*) FROM en.log AS l WHERE l.verb = 'case_opened' AND l.subject LIKE '%' || c.ref || '%')""",
    "nobody is told the same thing twice": """
        SELECT post_id, version, kind FROM en.notice GROUP BY 1, 2, 3 HAVING count(*) > 1""",
    "every masked detail is kept once for the desk": """
        SELECT d.post_id FROM en.verdict AS d
        WHERE (SELECT count(*) FROM jsonb_array_elements(d.redactions) AS r WHERE (r ->> 'sure')::boolean)
            <> (SELECT count(*) FROM en.cutout AS c WHERE c.post_id = d.post_id AND c.version = d.version)""",
    "what failed is held with its case": """
        SELECT p.ref FROM en.verdict AS d JOIN en.post AS p ON p.id = d.post_id AND p.latest = d.version
        WHERE d.failed IS NOT NULL AND p.status NOT IN ('held', 'withdrawn') AND p.shown IS NOT DISTINCT FROM d.version""",
    "no work is left but what was given up and is held": """
        SELECT j.id, j.kind, j.attempts FROM en.job AS j
        WHERE j.kind <> 'screen' OR j.buried_at IS NULL OR NOT EXISTS (
            SELECT FROM en.verdict AS d JOIN en.post AS p ON p.id = d.post_id AND p.latest = d.version
            WHERE d.post_id = j.subject AND d.failed IS NOT NULL)""",
    "a thread counts the replies that others can read": """
        SELECT t.ref, t.replies, t.is_shown FROM en.thread AS t
        WHERE t.replies <> (SELECT count(*) FROM en.post AS p
            WHERE p.thread_id = t.id AND p.status = 'visible' AND NOT p.is_opening)
        OR t.is_shown <> EXISTS (SELECT FROM en.post AS p
            WHERE p.thread_id = t.id AND p.status = 'visible' AND p.is_opening)
        OR t.active_at <> coalesce((SELECT max(p.shown_at) FROM en.post AS p
            WHERE p.thread_id = t.id AND p.status = 'visible'), t.opened_at)""",
    "a member's count is of posts that came out": f"""
        SELECT m.id, m.posts_shown FROM en.member AS m WHERE m.posts_shown <> CASE m.affiliation WHEN 'team' THEN 0 ELSE {BEFORE} END + (
            SELECT count(*) FROM en.post AS p WHERE p.author_id = m.id AND p.shown_at IS NOT NULL)""",
    "the log is one chain": """
        SELECT id FROM (SELECT *, lag(hash, 1, '') OVER (ORDER BY id) AS before, row_number() OVER (ORDER BY id) AS place
            FROM en.log) AS l
        WHERE l.prev <> l.before OR l.id <> l.place
            OR l.hash <> en.log_hash(l.id, l.at, l.actor, l.verb, l.subject, l.code, l.prev)""",
}
VERSIONS = """
    SELECT v.nonce::text, v.author_id, p.ref, p.status, p.latest, v.number, v.state, v.body, d.failed,
        extract(epoch FROM d.made_at)::float AS judged_at,
        (SELECT count(*) FROM en.case_file AS c WHERE c.post_id = p.id AND c.closed_at IS NULL) AS cases
    FROM en.post_version AS v JOIN en.post AS p ON p.id = v.post_id
    LEFT JOIN en.verdict AS d ON d.post_id = v.post_id AND d.version = v.number
"""
EXPECTED = {"clean": ("visible", 0), "phone": ("visible", 1), "urgent": ("held", 1)}


async def broken_promises(house: House, load: Load, reader: Reader) -> list[str]:
    """Every promise that does not hold, in words."""
    found = [*load.broken, *reader.broken]
    for promise, statement in BROKEN.items():
        rows = await house.fetch(statement)
        found += [f"not true that {promise}: {rows[:3]}"] if rows else []
    rows = await house.fetch(VERSIONS)
    return [*found, *_sent(load, rows), *_seen(load, reader, rows), *_placed(load, rows)]


def _sent(load: Load, rows: list[dict[str, object]]) -> list[str]:
    """What was acknowledged is there, under its own name and once; nothing is there that nobody sent."""
    stored = Counter(row["nonce"] for row in rows)
    refs = {row["nonce"]: row["ref"] for row in rows}
    known = {version.nonce: version for version in load.sent}
    lost: list[object] = [v for v in load.acknowledged if stored[v.nonce] == 0]
    doubled: list[object] = [nonce for nonce, times in stored.items() if times > 1]
    renamed: list[object] = [v for v in load.acknowledged if refs.get(v.nonce, v.ref) != v.ref]
    invented: list[object] = [nonce for nonce in stored if nonce not in known]
    wrong: dict[str, list[object]] = {"lost": lost, "doubled": doubled, "renamed": renamed, "invented": invented}
    return [f"{word}: {len(what)}, such as {what[0]}" for word, what in wrong.items() if what]


def _seen(load: Load, reader: Reader, rows: list[dict[str, object]]) -> list[str]:
    """Whatever a reader saw had its verdict, was let out, and was not taken down before."""
    versions = {version.nonce: version for version in load.sent}
    by_mark = {(str(r["ref"]), versions[str(r["nonce"])].mark): r for r in rows if r["nonce"] in versions}
    kinds = {version.mark: version.kind for version in load.sent}
    found: list[str] = []
    for (ref, mark), seen in reader.seen.items():
        row = by_mark.get((ref, mark))
        if row is None or row["judged_at"] is None or float(str(row["judged_at"])) > seen.at:
            found.append(f"{ref} was seen without a verdict")
        if kinds.get(mark) == "urgent":
            found.append(f"{ref} was seen, and it was held")
        if load.withdrawn.get(ref, seen.asked_at) < seen.asked_at:
            found.append(f"{ref} was seen after it was taken down")
    return found


def _placed(load: Load, rows: list[dict[str, object]]) -> list[str]:
    """A text that was sent once and left alone stands where its words put it, or is held because screening died over it."""
    kinds = {version.nonce: version.kind for version in load.sent}
    found = []
    for row in rows:
        if row["latest"] != 1 or row["status"] == "withdrawn" or row["nonce"] not in kinds:
            continue
        expected = ("held", 1) if row["failed"] else EXPECTED[kinds[str(row["nonce"])]]
        if (row["status"], row["cases"]) != expected:
            found.append(f"{row['ref']} ({kinds[str(row['nonce'])]}) stands as {row['status']}, {row['cases']} cases")
    return found
