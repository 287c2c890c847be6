-- roles: desk

-- add(seen, ref, rules, note, staff) -> integer
-- The number of the new version; no row when somebody saved another one since `seen`.
INSERT INTO policy_version (number, ref, rules, note, made_by)
SELECT $1::integer + 1, $2, $3::jsonb, $4, $5
WHERE $1 = (SELECT coalesce(max(p.number), 0) FROM policy_version AS p)
ON CONFLICT (number) DO NOTHING
RETURNING number;

-- newest_number() -> integer
SELECT coalesce(max(number), 0)
FROM policy_version;

-- history(before, most) -> PolicyVersion
-- Newest first.
SELECT p.number, p.rules, p.note, s.name AS made_by, p.made_at
FROM policy_version AS p
JOIN shared.staff AS s ON s.id = p.made_by
WHERE ($1::integer IS NULL OR p.number < $1)
ORDER BY p.number DESC
LIMIT $2;
