-- roles: desk

-- counted(refs) -> Counted
-- Decisions about these cases; how many ended a case that had ended; those without effect yet; claims on closed cases.
SELECT count(d.id)::integer AS decisions,
    (
        count(d.id) FILTER (WHERE d.act <> 'write')
        - count(DISTINCT d.case_id) FILTER (WHERE d.act <> 'write')
    )::integer AS twice,
    (count(d.id) FILTER (WHERE d.state = 'pending'))::integer AS waiting,
    (
        SELECT count(*)
        FROM case_file AS s
        WHERE s.ref = ANY ($1::text[]) AND s.closed_at IS NOT NULL AND s.holder_id IS NOT NULL
    )::integer AS stuck
FROM case_file AS c
JOIN decision AS d ON d.case_id = c.id
WHERE c.ref = ANY ($1::text[]);
