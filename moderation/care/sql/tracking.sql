-- roles: desk

-- moment() -> timestamptz
SELECT now();

-- add(ref, member, kind, reason, review_on, ends_on, staff) -> None
INSERT INTO tracking (ref, member_id, kind, reason, review_on, ends_on, made_by)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- open_of_kind(member, kind) -> Running
SELECT ref, reason, review_on, ends_on
FROM tracking
WHERE member_id = $1 AND kind = $2 AND ended_at IS NULL;

-- run_out(member, today) -> None
-- What is past its end ended by itself, at the midnight after its last day.
UPDATE tracking
SET ended_at = greatest(made_at, (ends_on + 1)::timestamptz)
WHERE member_id = $1 AND ended_at IS NULL AND ends_on < $2;

-- end_of_kind(member, kind, staff) -> text
UPDATE tracking
SET ended_at = now(), ended_by = $3
WHERE member_id = $1 AND kind = $2 AND ended_at IS NULL
RETURNING ref;

-- end(ref, member, staff) -> Ended
UPDATE tracking
SET ended_at = now(), ended_by = $3
WHERE ref = $1 AND member_id = $2 AND ended_at IS NULL
RETURNING kind;

-- exists(ref, member) -> bigint
SELECT id
FROM tracking
WHERE ref = $1 AND member_id = $2;

-- end_watch_of_untracked(member, staff) -> None
-- Nobody is watched who is not kept in mind.
UPDATE watch AS w
SET ended_at = now(), ended_by = $2
WHERE w.member_id = $1
    AND w.seen_at IS NULL
    AND w.case_opened_at IS NULL
    AND w.ended_at IS NULL
    AND NOT EXISTS (SELECT FROM tracking AS t WHERE t.member_id = $1 AND t.ended_at IS NULL);

-- of_member(member, today) -> Tracking
SELECT t.ref, t.kind, t.reason, t.review_on, t.ends_on, t.made_at, s.name AS made_by, m.ref AS member_ref,
    m.pseudonym
FROM tracking AS t
JOIN shared.staff AS s ON s.id = t.made_by
JOIN member AS m ON m.id = t.member_id
WHERE t.member_id = $1 AND t.ended_at IS NULL AND t.ends_on >= $2
ORDER BY t.id;

-- running(today, after, most) -> Tracking
SELECT t.ref, t.kind, t.reason, t.review_on, t.ends_on, t.made_at, s.name AS made_by, m.ref AS member_ref,
    m.pseudonym
FROM tracking AS t
JOIN shared.staff AS s ON s.id = t.made_by
JOIN member AS m ON m.id = t.member_id
WHERE t.ended_at IS NULL
    AND t.ends_on >= $1
    AND ($2::text IS NULL
        OR (t.review_on, t.id) > (SELECT a.review_on, a.id FROM tracking AS a WHERE a.ref = $2))
ORDER BY t.review_on, t.id
LIMIT $3;
