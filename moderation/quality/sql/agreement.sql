-- roles: desk

-- pairs(days) -> Pair
-- Each text that was read twice: what screening and the guide said, and what the second reader said. No person
-- stands in this row: agreement is about rules and languages, and nobody is ranked.
SELECT r.kind, v.urgency AS found_urgency, v.categories AS found_categories, r.urgency AS read_urgency,
    r.categories AS read_categories, r.act AS read_act, d.act AS decided,
    ARRAY(
        SELECT DISTINCT ARRAY[s ->> 'phrase_id', s ->> 'category']
        FROM jsonb_array_elements(v.signals) AS s
        WHERE s ->> 'phrase_id' <> ''
    ) AS phrases
FROM second_reading AS r
JOIN verdict AS v ON v.post_id = r.post_id AND v.version = r.version
LEFT JOIN LATERAL (
    SELECT e.act FROM decision AS e WHERE e.case_id = r.case_id AND e.state = 'applied' ORDER BY e.id DESC LIMIT 1
) AS d ON true
WHERE r.read_at > now() - make_interval(days => $1);

-- remarks(days, most) -> Remark
-- What second readers wrote about rules and phrases, newest first; not who.
SELECT r.kind, r.words, r.read_at AS at,
    ARRAY(
        SELECT DISTINCT s ->> 'phrase_id'
        FROM jsonb_array_elements(v.signals) AS s
        WHERE s ->> 'phrase_id' <> ''
    ) AS phrases
FROM second_reading AS r
JOIN verdict AS v ON v.post_id = r.post_id AND v.version = r.version
WHERE r.read_at > now() - make_interval(days => $1)
    AND r.words <> ''
ORDER BY r.read_at DESC, r.id DESC
LIMIT $2;
