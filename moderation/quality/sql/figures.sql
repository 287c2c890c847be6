-- roles: desk

-- waits(days) -> Wait
-- Cases that a person closed: minutes until somebody had it in hand, until it was closed, and how many were looked
-- at after the lane's clock had run out.
SELECT c.lane, count(*)::integer AS cases,
    percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (
        ORDER BY extract(epoch FROM c.first_held_at - c.opened_at)::double precision / 60) AS held,
    percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (
        ORDER BY extract(epoch FROM c.closed_at - c.opened_at)::double precision / 60) AS closed,
    count(*) FILTER (WHERE coalesce(c.first_held_at, c.closed_at) > c.due_at)::integer AS over
FROM case_file AS c
WHERE c.closed_at > now() - make_interval(days => $1)
    AND EXISTS (SELECT FROM decision AS d WHERE d.case_id = c.id AND d.state = 'applied')
GROUP BY c.lane;

-- load(zone, days) -> DayLoad
-- How many arrived on each day, days without any too.
SELECT d.day::date AS day, coalesce(o.opened, 0)::integer AS opened
FROM generate_series(
    (now() AT TIME ZONE $1)::date - $2::integer + 1, (now() AT TIME ZONE $1)::date, interval '1 day') AS d (day)
LEFT JOIN (
    SELECT (c.opened_at AT TIME ZONE $1)::date AS day, count(*) AS opened
    FROM case_file AS c
    WHERE c.opened_at > now() - make_interval(days => $2 + 1)
    GROUP BY 1
) AS o ON o.day = d.day::date
ORDER BY d.day;

-- blocks(zone, days) -> Block
-- How many arrived on which day of the week (1 is Monday), in which four hours.
SELECT extract(isodow FROM c.opened_at AT TIME ZONE $1)::integer AS weekday,
    (extract(hour FROM c.opened_at AT TIME ZONE $1)::integer / 4) AS block,
    count(*)::integer AS opened
FROM case_file AS c
WHERE c.opened_at > now() - make_interval(days => $2)
GROUP BY 1, 2;

-- outcomes(days) -> Outcome
-- How the cases ended that a person closed.
SELECT d.act, count(*)::integer AS cases
FROM case_file AS c
JOIN LATERAL (
    SELECT e.act FROM decision AS e WHERE e.case_id = c.id AND e.state = 'applied' ORDER BY e.id DESC LIMIT 1
) AS d ON true
WHERE c.closed_at > now() - make_interval(days => $1)
GROUP BY d.act
ORDER BY count(*) DESC, d.act;

-- phrases(days, most) -> Phrase
-- The phrases that brought most cases: how many, and how many of them ended with more than leaving the text alone.
SELECT s.phrase, s.category, count(*)::integer AS cases,
    count(*) FILTER (WHERE d.act NOT IN ('keep', 'post'))::integer AS acted
FROM case_file AS c
JOIN verdict AS v ON v.post_id = c.post_id AND v.version = c.post_version
JOIN LATERAL (
    SELECT e.act FROM decision AS e WHERE e.case_id = c.id AND e.state = 'applied' ORDER BY e.id DESC LIMIT 1
) AS d ON true
JOIN LATERAL (
    SELECT DISTINCT g ->> 'phrase_id' AS phrase, g ->> 'category' AS category
    FROM jsonb_array_elements(v.signals) AS g
) AS s ON s.phrase <> ''
WHERE c.closed_at > now() - make_interval(days => $1)
GROUP BY s.phrase, s.category
ORDER BY count(*) DESC, s.phrase
LIMIT $2;

-- appeals(days) -> Appeals
-- Second looks that members asked for, by how they ended.
SELECT count(*) FILTER (WHERE outcome = 'granted')::integer AS granted, count(*)::integer AS settled
FROM appeal
WHERE settled_at > now() - make_interval(days => $1);
