-- roles: desk

-- lock_post(case_ref) -> bigint
-- The post before its case, as the screener takes them.
SELECT p.id
FROM case_file AS c
JOIN post AS p ON p.id = c.post_id
WHERE c.ref = $1
FOR UPDATE OF p;

-- lock_case(ref) -> Case
SELECT c.id, c.ref, c.lane, c.version, c.closed_at IS NULL AS is_open,
    CASE WHEN c.held_until > now() THEN c.holder_id END AS holder_id,
    CASE WHEN c.held_until > now() THEN h.name END AS holder_name,
    c.member_id, p.id AS post_id, p.ref AS post_ref, p.status AS post_status, c.post_version, p.latest,
    p.is_opening, v.state, v.title, v.body,
    EXISTS (
        SELECT FROM cutout AS o WHERE o.post_id = v.post_id AND o.version = v.number
    ) AS is_masked
FROM case_file AS c
JOIN post AS p ON p.id = c.post_id
JOIN post_version AS v ON v.post_id = c.post_id AND v.number = c.post_version
LEFT JOIN shared.staff AS h ON h.id = c.holder_id
WHERE c.ref = $1
FOR UPDATE OF c;

-- last_decision(case_id) -> LastDecision
SELECT s.name, d.act, d.seen_version
FROM decision AS d
JOIN shared.staff AS s ON s.id = d.staff_id
WHERE d.case_id = $1
ORDER BY d.id DESC
LIMIT 1;

-- decide(ref, case_id, post, version, seen, staff, act, reason, words, before, closes, lane, minutes, member, notice) -> None
-- The decision, the case's new state and what the author is told: all of it or nothing.
WITH made AS (
    INSERT INTO decision (
        ref, case_id, post_id, post_version, seen_version, staff_id, act, reason, words, body_before)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
), moved AS (
    UPDATE case_file
    SET version = version + 1,
        closed_at = CASE WHEN $11::boolean THEN now() END,
        lane = $12,
        due_at = CASE WHEN $11::boolean THEN due_at ELSE now() + make_interval(mins => $13) END,
        holder_id = NULL,
        held_until = NULL
    WHERE id = $2
)
INSERT INTO notice (member_id, kind, post_id, version, reason, words)
SELECT $14, $15::text, $3, $4, $8, $9
WHERE $15::text IS NOT NULL;

-- claim(ref, staff, seconds, takes_over) -> Claimed
-- In the hand of this guide from now; no row when it is closed or in a colleague's hand.
UPDATE case_file AS c
SET holder_id = $2,
    held_until = now() + make_interval(secs => $3)
FROM case_file AS o
WHERE c.ref = $1
    AND o.id = c.id
    AND c.closed_at IS NULL
    AND ($4::boolean OR c.holder_id IS NULL OR c.holder_id = $2 OR c.held_until < now())
RETURNING c.held_until, c.version,
    o.holder_id IS NOT DISTINCT FROM $2 AND o.held_until > now() AS is_renewal,
    coalesce(o.holder_id <> $2 AND o.held_until > now(), false) AS is_taken_over;

-- holder(ref) -> Holder
SELECT c.closed_at IS NULL AS is_open, s.name
FROM case_file AS c
LEFT JOIN shared.staff AS s ON s.id = c.holder_id AND c.held_until > now()
WHERE c.ref = $1;

-- release(ref, staff) -> bigint
UPDATE case_file
SET holder_id = NULL,
    held_until = NULL
WHERE ref = $1 AND holder_id = $2
RETURNING id;
