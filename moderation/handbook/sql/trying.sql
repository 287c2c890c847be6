-- roles: desk

-- findings(days) -> FoundOften
-- What screening found lately, alike ones together: no text, no member.
SELECT v.urgency, v.failed IS NOT NULL AS has_failed, s.signals, r.has_sure, r.has_doubtful, count(*) AS texts
FROM verdict AS v
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(DISTINCT concat_ws(' ', e ->> 'category', e ->> 'urgency')), '{}') AS signals
    FROM jsonb_array_elements(v.signals) AS e
) AS s
CROSS JOIN LATERAL (
    SELECT coalesce(bool_or((e ->> 'sure')::boolean), false) AS has_sure,
        coalesce(bool_or(NOT (e ->> 'sure')::boolean), false) AS has_doubtful
    FROM jsonb_array_elements(v.redactions) AS e
) AS r
WHERE v.made_at > now() - make_interval(days => $1)
GROUP BY 1, 2, 3, 4, 5;
