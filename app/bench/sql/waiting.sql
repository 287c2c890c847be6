-- roles: screener

-- count_jobs() -> bigint
SELECT count(*)
FROM job
WHERE buried_at IS NULL;
