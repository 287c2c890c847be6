-- roles: vault_door

-- take(most) -> Airlocked
-- Deleted at once but committed only after the vault has committed its copy. Whoever else deletes the
-- same row waits; a crash in between brings the row back, and the copy is known by its id.
DELETE FROM airlock
WHERE id IN (
    SELECT id
    FROM airlock
    ORDER BY arrived_at, id
    LIMIT $1)
RETURNING id, community, member_ref, kind, sealed, arrived_at;

-- unfinished() -> Escalation
SELECT ref, community, case_ref, member_ref, pseudonym, staff_name, reason, facts, tried, status, raised_at
FROM escalation
WHERE status <> 'closed'
ORDER BY raised_at, id;

-- latest(most) -> Escalation
SELECT ref, community, case_ref, member_ref, pseudonym, staff_name, reason, facts, tried, status, raised_at
FROM escalation
ORDER BY raised_at DESC, id DESC
LIMIT $1;

-- find(ref) -> Escalation
SELECT ref, community, case_ref, member_ref, pseudonym, staff_name, reason, facts, tried, status, raised_at
FROM escalation
WHERE ref = $1;

-- set_status(ref, status) -> text
UPDATE escalation
SET status = $2, changed_at = now()
WHERE ref = $1 AND status <> $2
RETURNING community;

-- queue_mail(key, sealed) -> boolean
SELECT queue_mail($1, $2);
