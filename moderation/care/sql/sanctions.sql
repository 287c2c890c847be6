-- roles: desk

-- role(staff) -> text
SELECT role
FROM shared.staff
WHERE id = $1;

-- impose(ref, member, kind, reason, words, days, staff, decision_ref) -> None
INSERT INTO sanction (ref, member_id, kind, reason, words, ends_at, staff_id, decision_ref)
VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6::integer), $7, $8);

-- tell(member, kind, reason, words) -> None
INSERT INTO notice (member_id, kind, reason, words)
VALUES ($1, $2, $3, $4);

-- find(ref, member) -> Found
SELECT kind, reason, lifted_at IS NULL AND (ends_at IS NULL OR ends_at > now()) AS is_running
FROM sanction
WHERE ref = $1 AND member_id = $2;

-- lift(ref, member, staff) -> text
UPDATE sanction
SET lifted_at = now(), lifted_by = $3
WHERE ref = $1 AND member_id = $2 AND lifted_at IS NULL
RETURNING ref;

-- lift_kind(member, kind, staff) -> None
-- Also of one that ended by itself, so that the next finds its place free.
UPDATE sanction
SET lifted_at = now(), lifted_by = $3
WHERE member_id = $1 AND kind = $2 AND lifted_at IS NULL;

-- close_account(member) -> bytea
SELECT close_account($1);

-- reopen_account(member) -> boolean
SELECT reopen_account($1);

-- of_member(member, most) -> Sanction
SELECT s.ref, s.kind, s.reason, s.words, s.starts_at, s.ends_at, o.name AS staff_name,
    CASE WHEN s.ends_at IS NULL OR s.lifted_at < s.ends_at THEN s.lifted_at END AS lifted_at,
    CASE WHEN s.ends_at IS NULL OR s.lifted_at < s.ends_at THEN l.name END AS lifted_name,
    s.kind <> 'warn' AND s.lifted_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now()) AS is_running,
    CASE WHEN s.asked_at IS NOT NULL THEN s.asked_words END AS asked_words
FROM sanction AS s
JOIN shared.staff AS o ON o.id = s.staff_id
LEFT JOIN shared.staff AS l ON l.id = s.lifted_by
WHERE s.member_id = $1
ORDER BY s.id DESC
LIMIT $2;
