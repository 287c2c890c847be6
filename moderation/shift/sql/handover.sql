-- roles: desk

-- note_heavy(staff, case) -> None
SELECT note_heavy($1, $2);

-- lanes() -> LaneStand
SELECT lane, count(*)::integer AS waiting, count(*) FILTER (WHERE due_at < now())::integer AS overdue
FROM case_file
WHERE closed_at IS NULL AND pending_id IS NULL
GROUP BY lane;

-- oldest(lane, most) -> CaseStand
SELECT c.ref, c.lane, c.reasons, (extract(epoch FROM now() - c.opened_at) / 60)::integer AS minutes,
    c.due_at < now() AS is_over, CASE WHEN c.held_until > now() THEN s.ref END AS holder
FROM case_file AS c
LEFT JOIN shared.staff AS s ON s.id = c.holder_id
WHERE c.lane = $1 AND c.closed_at IS NULL AND c.pending_id IS NULL
ORDER BY c.opened_at, c.id
LIMIT $2;

-- escalations() -> EscalationStand
SELECT case_ref, status
FROM own_escalation
WHERE status <> 'closed'
ORDER BY raised_at
LIMIT 100;

-- tracked_due(today) -> integer
-- How many members are due for a review; who they are stands on their own page, which is logged.
SELECT count(*)::integer
FROM tracking
WHERE ended_at IS NULL AND review_on <= $1::date AND ends_on >= $1::date;

-- promises(most) -> Promise
SELECT p.ref, c.ref AS case_ref, m.pseudonym, p.words, p.due_at, p.due_at < now() AS is_over, s.name AS made_by,
    p.made_at
FROM promise AS p
JOIN case_file AS c ON c.id = p.case_id
JOIN member AS m ON m.id = c.member_id
JOIN shared.staff AS s ON s.id = p.made_by
WHERE p.done_at IS NULL
ORDER BY p.due_at, p.id
LIMIT $1;

-- promise(ref, case, staff, words, due_at) -> bigint
-- No row without such a case.
INSERT INTO promise (ref, case_id, made_by, words, due_at)
SELECT $1, c.id, $3, $4, $5
FROM case_file AS c
WHERE c.ref = $2
RETURNING id;

-- keep_promise(ref, staff) -> text
UPDATE promise AS p
SET done_at = now(), done_by = $2
FROM case_file AS c
WHERE p.ref = $1 AND p.done_at IS NULL AND c.id = p.case_id
RETURNING c.ref;

-- make(ref, staff, words, sheet) -> None
INSERT INTO handover (ref, made_by, words, sheet)
VALUES ($1, $2, $3, $4);

-- take(ref, staff) -> text
-- By somebody else, once.
UPDATE handover
SET taken_at = now(), taken_by = $2
WHERE ref = $1 AND taken_at IS NULL AND made_by <> $2
RETURNING ref;

-- find(ref) -> Handover
SELECT h.ref, m.name AS made_by, h.made_by AS made_by_id, h.made_at, h.words, h.sheet, h.taken_at, t.name AS taken_by
FROM handover AS h
JOIN shared.staff AS m ON m.id = h.made_by
LEFT JOIN shared.staff AS t ON t.id = h.taken_by
WHERE h.ref = $1;

-- recent(most) -> HandoverLine
SELECT h.ref, m.name AS made_by, h.made_at, h.taken_at, t.name AS taken_by
FROM handover AS h
JOIN shared.staff AS m ON m.id = h.made_by
LEFT JOIN shared.staff AS t ON t.id = h.taken_by
ORDER BY h.id DESC
LIMIT $1;

-- colleagues() -> Colleague
SELECT ref, name
FROM shared.staff;

-- case_id(ref) -> bigint
SELECT id
FROM case_file
WHERE ref = $1;
