-- roles: screener

-- left_alone() -> Alone
-- Over its time in the lane Now, in nobody's hand, and nobody has decided anything about the text as it stands.
-- `due` are those that were not called out six times; none of them within ten minutes of the last call.
WITH alone AS (
    SELECT c.id, c.opened_at, coalesce(a.times, 0) AS times
    FROM case_file AS c
    LEFT JOIN case_alarm AS a ON a.case_id = c.id
    WHERE c.lane = 'now' AND c.closed_at IS NULL AND c.pending_id IS NULL
        AND c.due_at <= now()
        AND (c.held_until IS NULL OR c.held_until <= now())
        AND NOT EXISTS (
            SELECT FROM decision AS d
            WHERE d.case_id = c.id AND d.post_version >= c.post_version AND d.state IN ('pending', 'applied'))
)
SELECT count(*)::integer AS waiting,
    coalesce(extract(epoch FROM now() - min(opened_at)) / 60, 0)::integer AS minutes,
    coalesce(max(times) FILTER (WHERE times < 6), 0) + 1 AS time,
    coalesce(array_agg(id) FILTER (WHERE times < 6), '{}') AS due
FROM alone
WHERE NOT EXISTS (SELECT FROM case_alarm WHERE called_at > now() - interval '10 minutes');

-- count_call(cases) -> None
INSERT INTO case_alarm AS a (case_id)
SELECT unnest($1::bigint[])
ON CONFLICT (case_id) DO UPDATE
SET times = a.times + 1, called_at = now();

-- call(time, waiting, minutes) -> integer
SELECT page_on_call($1, $2, $3);

-- forget() -> None
-- Of closed cases nothing is left to count; the last ten minutes stay, because they keep calls apart.
DELETE FROM case_alarm AS a
WHERE a.called_at < now() - interval '1 day'
    AND EXISTS (SELECT FROM case_file AS c WHERE c.id = a.case_id AND c.closed_at IS NOT NULL);
