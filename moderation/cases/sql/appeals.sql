-- roles: desk

-- standing(case_ref, staff) -> Standing
-- Whether this person may decide here, and whether anybody else could.
SELECT may_look_again(c.not_for, $2) AS is_allowed, has_colleagues($2) AS has_colleagues
FROM case_file AS c
WHERE c.ref = $1;

-- is_asked(case_ref) -> boolean
SELECT EXISTS (
    SELECT FROM appeal AS a JOIN case_file AS c ON c.id = a.case_id WHERE c.ref = $1 AND a.settled_at IS NULL);

-- wishes(case_ref) -> SecondLook
-- What the author asks, beside what was decided first; without a decision it was screening that took something out.
SELECT a.words, a.made_at, a.version, a.outcome, d.act, d.reason, d.words AS said, d.body_before,
    d.made_at AS decided_at, s.name AS staff_name
FROM appeal AS a
JOIN case_file AS c ON c.id = a.case_id
LEFT JOIN decision AS d ON d.id = a.decision_id
LEFT JOIN shared.staff AS s ON s.id = d.staff_id
WHERE c.ref = $1
ORDER BY a.id DESC
LIMIT 5;

-- settle(case_id, outcome, decision_ref, kind, reason, words) -> bigint
-- What was asked is answered, and its author is told once, with the reason.
WITH settled AS (
    UPDATE appeal
    SET outcome = $2, settled_at = now(), settled_by = (SELECT d.id FROM decision AS d WHERE d.ref = $3)
    WHERE case_id = $1 AND settled_at IS NULL
    RETURNING post_id, version
)
INSERT INTO notice (member_id, kind, post_id, version, reason, words)
SELECT p.author_id, $4, p.id, max(s.version), $5, $6
FROM settled AS s
JOIN post AS p ON p.id = s.post_id
GROUP BY p.author_id, p.id
RETURNING id;
