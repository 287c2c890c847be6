-- roles: desk

-- say(case_ref, staff, is_question, asked, words) -> Said
-- A question puts the case back into its lane; words that are none answer the one that was open.
WITH said AS (
    INSERT INTO case_talk (case_id, staff_id, is_question, asked_id, words)
    SELECT c.id, $2, $3, $4::bigint, $5
    FROM case_file AS c
    WHERE c.ref = $1 AND c.closed_at IS NULL
    RETURNING id, case_id, is_question, asked_id
)
UPDATE case_file AS c
SET question_id = CASE WHEN s.is_question THEN s.id END,
    asked_id = CASE WHEN s.is_question THEN s.asked_id END,
    holder_id = CASE WHEN s.is_question THEN NULL ELSE c.holder_id END,
    held_until = CASE WHEN s.is_question THEN NULL ELSE c.held_until END
FROM said AS s
WHERE c.id = s.case_id
RETURNING c.id;

-- talk(case_id) -> Talk
SELECT t.is_question, t.words, t.made_at, s.name AS staff_name, a.name AS asked_name,
    t.id = c.question_id AS is_open
FROM case_talk AS t
JOIN case_file AS c ON c.id = t.case_id
JOIN shared.staff AS s ON s.id = t.staff_id
LEFT JOIN shared.staff AS a ON a.id = t.asked_id
WHERE t.case_id = $1
ORDER BY t.id DESC
LIMIT 20;

-- colleagues(staff, community) -> Colleague
-- Who reads cases here, beside oneself.
SELECT id, ref, name
FROM shared.staff
WHERE id <> $1 AND $2 = ANY (languages) AND role IN ('guide', 'lead') AND disabled_at IS NULL
ORDER BY name
LIMIT 100;

-- pass(case_ref, staff) -> bigint
-- Out of this guide's lists from now; also out of the hand.
WITH gone AS (
    INSERT INTO case_pass (case_id, staff_id)
    SELECT c.id, $2
    FROM case_file AS c
    WHERE c.ref = $1
    ON CONFLICT DO NOTHING
    RETURNING case_id
)
UPDATE case_file AS c
SET holder_id = CASE WHEN c.holder_id = $2 THEN NULL ELSE c.holder_id END,
    held_until = CASE WHEN c.holder_id = $2 THEN NULL ELSE c.held_until END,
    asked_id = CASE WHEN c.asked_id = $2 THEN NULL ELSE c.asked_id END
FROM gone AS g
WHERE c.id = g.case_id
RETURNING c.id;
