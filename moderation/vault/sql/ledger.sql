-- roles: vault

-- append(actor, verb, subject, code) -> bigint
INSERT INTO log (actor, verb, subject, code)
VALUES ($1, $2, $3, $4)
RETURNING id;

-- head() -> Head
SELECT id AS rows, hash
FROM log
ORDER BY id DESC
LIMIT 1;

-- last_of(verb) -> Entry
SELECT id, at, actor, verb, subject, code
FROM log
WHERE verb = $1
ORDER BY id DESC
LIMIT 1;

-- recent(before, most) -> Entry
-- Seniors are shown by name; the ledger itself holds only their references.
SELECT l.id, l.at, coalesce(s.name, l.actor) AS actor, l.verb, l.subject, l.code
FROM log AS l
LEFT JOIN senior AS s ON s.ref = l.actor
WHERE $1::bigint IS NULL OR l.id < $1
ORDER BY l.id DESC
LIMIT $2;

-- has_entry(actor, verb, subject) -> boolean
SELECT EXISTS (
    SELECT 1
    FROM log
    WHERE actor = $1 AND verb = $2 AND subject = $3);
