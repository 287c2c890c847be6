-- roles: courier

-- find_call(id) -> Call
-- An alarm of an hour ago is no alarm: whoever was away for so long has been called again since.
SELECT event, community, waiting, oldest_minutes
FROM hook_call
WHERE id = $1 AND queued_at > now() - interval '1 hour';

-- forget_calls() -> int
-- A month keeps a late double out.
DELETE FROM hook_call
WHERE queued_at < now() - interval '30 days';

-- forget_jobs() -> int
DELETE FROM job AS j
WHERE j.kind = 'hook' AND NOT EXISTS (
    SELECT FROM hook_call AS h WHERE h.id = j.subject AND h.queued_at > now() - interval '1 hour');
