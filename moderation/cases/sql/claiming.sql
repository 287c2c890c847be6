-- roles: desk

-- claim(ref, staff, seconds, takes_over) -> Claimed
-- In the hand of this guide from now; no row when it is closed, decided, in a colleague's hand, or a second look
-- at a decision of this guide's own.
UPDATE case_file AS c
SET holder_id = $2,
    held_until = now() + make_interval(secs => $3)
FROM case_file AS o
WHERE c.ref = $1
    AND o.id = c.id
    AND c.closed_at IS NULL
    AND c.pending_id IS NULL
    AND (c.not_for IS DISTINCT FROM $2 OR may_look_again(c.not_for, $2))
    AND ($4::boolean OR c.holder_id IS NULL OR c.holder_id = $2 OR c.held_until < now())
RETURNING c.held_until, c.version,
    o.holder_id IS NOT DISTINCT FROM $2 AND o.held_until > now() AS is_renewal,
    coalesce(o.holder_id <> $2 AND o.held_until > now(), false) AS is_taken_over;

-- holder(ref) -> Holder
SELECT c.closed_at IS NULL AS is_open, s.name, d.act, m.name AS maker
FROM case_file AS c
LEFT JOIN shared.staff AS s ON s.id = c.holder_id AND c.held_until > now()
LEFT JOIN decision AS d ON d.id = c.pending_id
LEFT JOIN shared.staff AS m ON m.id = d.staff_id
WHERE c.ref = $1;

-- release(ref, staff) -> bigint
UPDATE case_file
SET holder_id = NULL,
    held_until = NULL
WHERE ref = $1 AND holder_id = $2
RETURNING id;
