-- roles: desk, vault

-- chain(after, most) -> Row
SELECT id, at, actor, verb, subject, code, prev, hash
FROM log
WHERE id > $1
ORDER BY id
LIMIT $2;
