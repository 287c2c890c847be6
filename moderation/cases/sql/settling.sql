-- roles: desk

-- due() -> Due
-- What waited long enough, and what can no longer come true: somebody changed the case meanwhile.
SELECT d.ref
FROM decision AS d
JOIN case_file AS c ON c.id = d.case_id
WHERE d.state = 'pending' AND (d.applies_at <= now() OR c.version <> d.seen_version + 1 OR c.closed_at IS NOT NULL)
ORDER BY d.applies_at
LIMIT 100;

-- lock_post(ref) -> text
-- The post of a decision's case, or no row while somebody else is at it.
SELECT c.ref
FROM decision AS d
JOIN case_file AS c ON c.id = d.case_id
JOIN post AS p ON p.id = c.post_id
WHERE d.ref = $1 AND d.state = 'pending'
FOR UPDATE OF p SKIP LOCKED;

-- await_post(ref, staff) -> text
SELECT c.ref
FROM decision AS d
JOIN case_file AS c ON c.id = d.case_id
JOIN post AS p ON p.id = c.post_id
WHERE d.ref = $1 AND d.staff_id = $2
FOR UPDATE OF p;

-- waiting(ref) -> Waiting
-- Read after the locks, so that it is as fresh as they are.
SELECT d.id, d.ref, d.state, d.seen_version, d.act, d.reason, d.words, d.topics, d.extras, d.new_title, d.new_body,
    d.mending, s.id AS staff_id, s.ref AS staff_ref, s.name AS staff_name
FROM decision AS d
JOIN shared.staff AS s ON s.id = d.staff_id
WHERE d.ref = $1;

-- take_back(id, state, case_id, holder, seconds) -> None
-- Nothing of it happens; the case is in its lane again, or back in the hand of whoever took it back.
WITH gone AS (
    UPDATE decision
    SET state = $2, settled_at = now(), new_title = NULL, new_body = NULL, mending = NULL, extras = '[]'
    WHERE id = $1
)
UPDATE case_file
SET pending_id = NULL,
    version = version + 1,
    holder_id = CASE WHEN closed_at IS NULL THEN $4::bigint END,
    held_until = CASE WHEN closed_at IS NULL AND $4::bigint IS NOT NULL THEN now() + make_interval(secs => $5) END
WHERE id = $3;

-- own(staff) -> Own
-- What this guide may still take back, and what did not take effect and is still open.
SELECT d.ref, c.ref AS case_ref, d.act, d.state, ceil(extract(epoch FROM d.applies_at - now()))::integer AS seconds
FROM decision AS d
JOIN case_file AS c ON c.id = d.case_id
WHERE d.staff_id = $1
    AND (d.state = 'pending' OR (
        d.state = 'lapsed' AND d.settled_at > now() - interval '1 hour' AND c.closed_at IS NULL
        AND NOT EXISTS (SELECT FROM decision AS n WHERE n.case_id = d.case_id AND n.id > d.id)))
    AND d.state IN ('pending', 'lapsed')
ORDER BY d.id DESC
LIMIT 5;
