-- roles: desk

-- oldest(lanes) -> Oldest
-- The first of each lane's line and nothing else, so it costs the same however many wait.
SELECT l.lane, c.opened_at, c.due_at, now() AS at
FROM unnest($1::text[]) WITH ORDINALITY AS l (lane, place)
CROSS JOIN LATERAL (
    SELECT w.opened_at, w.due_at
    FROM case_file AS w
    WHERE w.closed_at IS NULL AND w.pending_id IS NULL AND w.lane = l.lane
    ORDER BY w.opened_at, w.id
    LIMIT 1) AS c
ORDER BY l.place;
