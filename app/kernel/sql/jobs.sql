-- roles: screener, courier

-- take(kinds, lease, seconds, most) -> Job
-- Oldest due first; rows that another worker is taking right now are skipped, not waited for.
UPDATE job
SET attempts = attempts + 1,
    lease = $2,
    leased_until = now() + make_interval(secs => $3)
WHERE id IN (
    SELECT id
    FROM job
    WHERE kind = ANY ($1::text[])
        AND buried_at IS NULL
        AND run_at <= now()
        AND (leased_until IS NULL OR leased_until < now())
    ORDER BY run_at
    FOR UPDATE SKIP LOCKED
    LIMIT $4)
RETURNING id, kind, subject, attempts, lease;

-- finish(id, lease) -> bigint
DELETE FROM job
WHERE id = $1 AND lease = $2
RETURNING id;

-- fail(id, lease, seconds, error) -> None
UPDATE job
SET lease = NULL,
    leased_until = NULL,
    run_at = now() + make_interval(secs => $3),
    error = $4
WHERE id = $1 AND lease = $2;

-- bury(id, lease, error) -> bigint
UPDATE job
SET lease = NULL,
    leased_until = NULL,
    buried_at = now(),
    error = $3
WHERE id = $1 AND lease = $2
RETURNING id;
