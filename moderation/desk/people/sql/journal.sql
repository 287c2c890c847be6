-- roles: desk

-- write(actor, verb, subject, code) -> None
INSERT INTO log (actor, verb, subject, code)
VALUES ($1, $2, $3, $4);

-- rows(before, verb, actor, subject, most) -> Line
-- Each filter has its index; a subject begins with the reference that it is about.
SELECT id, at, actor, verb, subject, code
FROM log
WHERE ($1::bigint IS NULL OR id < $1)
    AND ($2::text IS NULL OR verb = $2)
    AND ($3::text IS NULL OR actor = $3)
    AND ($4::text IS NULL OR split_part(subject, ' ', 1) = $4)
ORDER BY id DESC
LIMIT $5;

-- newest() -> Checkpoint
SELECT id, hash
FROM log
ORDER BY id DESC
LIMIT 1;
