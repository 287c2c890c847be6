-- roles: desk, screener

-- newest() -> PolicyHead
SELECT number, ref
FROM policy_version
ORDER BY number DESC
LIMIT 1;

-- before(number) -> PolicyHead
SELECT number, ref
FROM policy_version
WHERE number < $1
ORDER BY number DESC
LIMIT 1;

-- rules(number) -> jsonb
SELECT rules
FROM policy_version
WHERE number = $1;
