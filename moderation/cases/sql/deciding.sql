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
    p.is_opening, v.state, v.title, v.body, c.pending_id, p.thread_id, t.is_shown AS is_thread_shown,
    t.is_closed AS is_thread_closed,
    c.member_id IN (SELECT m.id FROM member AS m WHERE m.affiliation = 'team') AS is_team,
    EXISTS (
        SELECT FROM cutout AS o WHERE o.post_id = v.post_id AND o.version = v.number AND o.restored_at IS NULL
    ) AS is_masked,
    EXISTS (
        SELECT FROM decision AS d
        WHERE d.post_id = v.post_id AND d.post_version = v.number AND d.body_before IS NOT NULL
    ) AS is_edited
FROM case_file AS c
JOIN post AS p ON p.id = c.post_id
JOIN thread AS t ON t.id = p.thread_id
JOIN post_version AS v ON v.post_id = c.post_id AND v.number = c.post_version
LEFT JOIN shared.staff AS h ON h.id = c.holder_id
WHERE c.ref = $1
FOR UPDATE OF c;

-- last_decision(case_id) -> LastDecision
-- What counts, or will in some seconds.
SELECT s.name, d.act, d.seen_version
FROM decision AS d
JOIN shared.staff AS s ON s.id = d.staff_id
WHERE d.case_id = $1 AND d.state IN ('pending', 'applied')
ORDER BY d.id DESC
LIMIT 1;

-- redactions(post, version) -> jsonb
-- Where screening's placeholders stand.
SELECT redactions
FROM verdict
WHERE post_id = $1 AND version = $2;

-- record(ref, case_id, post, version, seen, staff, act, reason, words, topics, extras, title, body, mending, seconds) -> bigint
-- The decision waits; its case stands in no lane and in nobody's hand meanwhile.
WITH made AS (
    INSERT INTO decision (
        ref, case_id, post_id, post_version, seen_version, staff_id, act, reason, words, topics, extras,
        new_title, new_body, mending, state, applies_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'pending',
        now() + make_interval(secs => $15))
    RETURNING id
)
UPDATE case_file AS c
SET version = c.version + 1,
    pending_id = m.id,
    holder_id = NULL,
    held_until = NULL
FROM made AS m
WHERE c.id = $2
RETURNING m.id;

-- take_effect(id, before, kinds, case_id, closes, lane, minutes, member, notice, details) -> None
-- The decision counts, the case goes on or closes, and the author is told: all of it or nothing.
WITH applied AS (
    UPDATE decision
    SET state = 'applied', settled_at = now(), body_before = $2, new_title = NULL, new_body = NULL,
        mending = NULL, extras = $3
    WHERE id = $1
    RETURNING post_id, post_version, reason, words
), moved AS (
    UPDATE case_file
    SET pending_id = NULL, question_id = NULL, asked_id = NULL,
        closed_at = CASE WHEN $5::boolean THEN now() END,
        lane = $6,
        due_at = CASE WHEN $5::boolean THEN due_at ELSE now() + make_interval(mins => $7) END
    WHERE id = $4
)
INSERT INTO notice (member_id, kind, post_id, version, reason, words, details)
SELECT $8, $9::text, a.post_id, a.post_version, a.reason, a.words, $10::text[]
FROM applied AS a
WHERE $9::text IS NOT NULL;

-- cutout(post, version, place, ordinal) -> bytea
SELECT sealed
FROM cutout
WHERE post_id = $1 AND version = $2 AND place = $3 AND ordinal = $4 AND restored_at IS NULL
FOR UPDATE;

-- restored(post, version, place, ordinal) -> None
UPDATE cutout
SET restored_at = now()
WHERE post_id = $1 AND version = $2 AND place = $3 AND ordinal = $4;

-- add_cutout(post, version, place, kind, sealed) -> None
-- Its number only tells it from the others: a text that a guide changed is found in by no number.
INSERT INTO cutout (post_id, version, place, ordinal, kind, sealed)
SELECT $1, $2, $3, coalesce(max(ordinal) + 1, 0), $4, $5
FROM cutout
WHERE post_id = $1 AND version = $2 AND place = $3;
