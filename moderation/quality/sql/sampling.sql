-- roles: screener

-- due(zone, most) -> Day
-- Days that are over and were not drawn, oldest first: a server that stood still catches up on a week.
SELECT d.day::date AS day, d.day AT TIME ZONE $1 AS begins, (d.day + interval '1 day') AT TIME ZONE $1 AS ends
FROM generate_series(
    (now() AT TIME ZONE $1)::date - $2::integer, (now() AT TIME ZONE $1)::date - 1, interval '1 day') AS d (day)
WHERE NOT EXISTS (SELECT FROM second_draw AS s WHERE s.day = d.day::date)
ORDER BY d.day;

-- draw_nothing_found(day, begins, ends, share, least, most, refs) -> None
-- A lot for each text that others read and in which nothing was found, the same whenever the day is drawn.
WITH frame AS (
    SELECT v.post_id, v.version, hashtextextended(p.ref, $1::date - date '2000-01-01') AS lot
    FROM verdict AS v
    JOIN post AS p ON p.id = v.post_id
    JOIN member AS m ON m.id = p.author_id
    WHERE v.made_at >= $2 AND v.made_at < $3
        AND v.urgency = 'none'
        AND v.failed IS NULL
        AND p.status = 'visible'
        AND p.shown = v.version
        AND m.affiliation <> 'team'
), picked AS (
    SELECT post_id, version, row_number() OVER (ORDER BY lot, post_id) AS place
    FROM frame
    ORDER BY lot, post_id
    LIMIT least($6::integer, greatest($5::integer, (SELECT ceil(count(*) * $4::double precision) FROM frame)))
)
INSERT INTO second_reading (ref, kind, post_id, version, drawn_for)
SELECT ($7::text[])[place], 'nothing_found', post_id, version, $1
FROM picked
ON CONFLICT DO NOTHING;

-- draw_closed(day, begins, ends, share, most, refs) -> None
WITH frame AS (
    SELECT c.id, c.post_id, c.post_version, hashtextextended(c.ref, $1::date - date '2000-01-01') AS lot
    FROM case_file AS c
    JOIN post AS p ON p.id = c.post_id
    WHERE c.closed_at >= $2 AND c.closed_at < $3
        AND p.status <> 'withdrawn'
        AND EXISTS (SELECT FROM decision AS d WHERE d.case_id = c.id AND d.state = 'applied')
), picked AS (
    SELECT id, post_id, post_version, row_number() OVER (ORDER BY lot, id) AS place
    FROM frame
    ORDER BY lot, id
    LIMIT least($5::integer, (SELECT ceil(count(*) * $4::double precision) FROM frame))
)
INSERT INTO second_reading (ref, kind, post_id, version, case_id, drawn_for)
SELECT ($6::text[])[place], 'closed_case', post_id, post_version, id, $1
FROM picked
ON CONFLICT DO NOTHING;

-- drawn(day) -> None
INSERT INTO second_draw (day)
VALUES ($1);
