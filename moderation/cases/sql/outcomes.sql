-- roles: desk

-- tell(case_id, case_ref) -> integer
-- How many people heard: each one once, whatever they said and how often. The notice names no post, no person and
-- no act; what was decided about somebody is that person's own.
WITH ended AS (
    SELECT CASE WHEN EXISTS (
            SELECT FROM decision AS d
            WHERE d.case_id = $1 AND d.state = 'applied'
                AND (d.act NOT IN ('post', 'keep') OR jsonb_array_length(d.extras) > 0))
        OR EXISTS (SELECT FROM own_escalation AS e WHERE e.case_ref = $2)
        THEN 'told_acted' ELSE 'told_looked' END AS kind
), hearing AS (
    UPDATE report
    SET heard_at = now()
    WHERE case_id = $1 AND heard_at IS NULL
    RETURNING reporter_id
), told AS (
    INSERT INTO notice (member_id, kind)
    SELECT DISTINCT h.reporter_id, e.kind
    FROM hearing AS h
    CROSS JOIN ended AS e
    RETURNING member_id
)
SELECT count(*)::integer
FROM told;
