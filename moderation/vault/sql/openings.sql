-- roles: vault

-- add(ref, escalation_ref, number, community, case_ref, member_ref, requester_id, reason, words, is_solo) -> bigint
INSERT INTO opening
    (ref, escalation_ref, number, community, case_ref, member_ref, requester_id, reason, words, is_solo)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
RETURNING id;

-- find(ref) -> Opening
SELECT id, ref, escalation_ref, number, community, case_ref, member_ref, requester_id, requester_ref, requester_name,
    reason, words, is_solo, requested_at, answer_by, answerer_id, answerer_name, answer_words, answered_at, ends_at,
    outcome, closing_words, closed_at, finding, review_words, reviewed_at, reviewer_name, state
FROM opening_state
WHERE ref = $1;

-- of_escalation(ref) -> Opening
-- Newest first: the first one says how the matter stands.
SELECT id, ref, escalation_ref, number, community, case_ref, member_ref, requester_id, requester_ref, requester_name,
    reason, words, is_solo, requested_at, answer_by, answerer_id, answerer_name, answer_words, answered_at, ends_at,
    outcome, closing_words, closed_at, finding, review_words, reviewed_at, reviewer_name, state
FROM opening_state
WHERE escalation_ref = $1
ORDER BY number DESC;

-- unfinished() -> Opening
SELECT id, ref, escalation_ref, number, community, case_ref, member_ref, requester_id, requester_ref, requester_name,
    reason, words, is_solo, requested_at, answer_by, answerer_id, answerer_name, answer_words, answered_at, ends_at,
    outcome, closing_words, closed_at, finding, review_words, reviewed_at, reviewer_name, state
FROM opening_state
WHERE state IN ('asked', 'open', 'ended')
ORDER BY requested_at, id;

-- unreviewed() -> Opening
SELECT id, ref, escalation_ref, number, community, case_ref, member_ref, requester_id, requester_ref, requester_name,
    reason, words, is_solo, requested_at, answer_by, answerer_id, answerer_name, answer_words, answered_at, ends_at,
    outcome, closing_words, closed_at, finding, review_words, reviewed_at, reviewer_name, state
FROM opening_state
WHERE is_solo AND finding IS NULL
ORDER BY requested_at, id;

-- answer(opening_id, requester_id, is_solo, senior_id, is_granted, words) -> bigint
INSERT INTO answer (opening_id, requester_id, is_solo, senior_id, is_granted, words)
VALUES ($1, $2, $3, $4, $5, $6)
RETURNING opening_id;

-- disclose(opening_id, field, log_id) -> None
INSERT INTO disclosure (opening_id, field, log_id)
VALUES ($1, $2, $3);

-- shown(opening_id) -> Shown
SELECT field, shown_at
FROM disclosure
WHERE opening_id = $1
ORDER BY shown_at;

-- close(opening_id, senior_id, outcome, words) -> None
INSERT INTO closing (opening_id, senior_id, outcome, words)
VALUES ($1, $2, $3, $4);

-- review(opening_id, requester_id, senior_id, finding, words) -> None
INSERT INTO review (opening_id, requester_id, senior_id, finding, words)
VALUES ($1, $2, $3, $4, $5);

-- set_aside(escalation_ref, senior_id, words) -> None
INSERT INTO set_aside (escalation_ref, senior_id, words)
VALUES ($1, $2, $3);

-- standings(refs) -> Standing
-- What the desk may know of each escalation: one word, from its newest opening.
SELECT e.ref, CASE
    WHEN a.escalation_ref IS NOT NULL THEN 'closed'
    WHEN o.state IS NULL OR o.state = 'lapsed' OR o.outcome = 'withdrawn' THEN 'raised'
    WHEN o.state = 'asked' THEN 'taken'
    WHEN o.state IN ('refused', 'closed') THEN o.state
    ELSE 'opened'
    END AS status
FROM unnest($1::text[]) AS e (ref)
LEFT JOIN set_aside AS a ON a.escalation_ref = e.ref
LEFT JOIN LATERAL (
    SELECT s.state, s.outcome
    FROM opening_state AS s
    WHERE s.escalation_ref = e.ref
    ORDER BY s.number DESC
    LIMIT 1) AS o ON true;

-- unalarmed() -> Alarm
-- Everybody but the one who asks hears of every request; a day later it would help nobody.
SELECT o.id AS opening_id, o.ref AS opening_ref, s.id AS senior_id, s.ref AS senior_ref, s.mail_sealed
FROM opening AS o
JOIN senior AS s ON s.id <> o.requester_id OR o.is_solo
LEFT JOIN alarm AS m ON m.opening_id = o.id AND m.senior_id = s.id
WHERE m.opening_id IS NULL AND o.requested_at > now() - interval '1 day';

-- add_alarm(opening_id, senior_id) -> None
INSERT INTO alarm (opening_id, senior_id)
VALUES ($1, $2)
ON CONFLICT DO NOTHING;
