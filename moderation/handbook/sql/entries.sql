-- roles: desk

-- newest(kind) -> HandbookVersion
-- The newest version of each code that somebody has saved.
SELECT DISTINCT ON (h.code) h.kind, h.code, h.number, h.position, h.is_shown, h.words, h.facts, h.checked_on,
    c.name AS checked_by, h.note, s.name AS made_by, h.made_at
FROM handbook_version AS h
JOIN staff AS s ON s.id = h.made_by
LEFT JOIN staff AS c ON c.id = h.checked_by
WHERE h.kind = $1
ORDER BY h.code, h.number DESC;

-- history(kind, code) -> HandbookVersion
-- Newest first.
SELECT h.kind, h.code, h.number, h.position, h.is_shown, h.words, h.facts, h.checked_on,
    c.name AS checked_by, h.note, s.name AS made_by, h.made_at
FROM handbook_version AS h
JOIN staff AS s ON s.id = h.made_by
LEFT JOIN staff AS c ON c.id = h.checked_by
WHERE h.kind = $1 AND h.code = $2
ORDER BY h.number DESC
LIMIT 50;

-- add(kind, code, seen, shown, position, words, facts, checked, note, staff) -> integer
-- The number of the new version; no row when somebody saved another one since `seen`. What was checked stays
-- checked by whoever did it.
INSERT INTO handbook_version (kind, code, number, is_shown, position, words, facts, checked_on, checked_by, note, made_by)
SELECT $1, $2, $3::integer + 1, $4, $5, $6::jsonb, $7::jsonb,
    CASE WHEN $8::boolean THEN (now() AT TIME ZONE 'America/Toronto')::date ELSE before.checked_on END,
    CASE WHEN $8::boolean THEN $10::bigint ELSE before.checked_by END,
    $9, $10
FROM (VALUES (1)) AS one (row)
LEFT JOIN handbook_version AS before ON before.kind = $1 AND before.code = $2 AND before.number = $3
WHERE $3 = (SELECT coalesce(max(h.number), 0) FROM handbook_version AS h WHERE h.kind = $1 AND h.code = $2)
ON CONFLICT ON CONSTRAINT handbook_once DO NOTHING
RETURNING number;

-- log(actor, verb, subject, code) -> None
INSERT INTO log (actor, verb, subject, code)
VALUES ($1, $2, $3, $4);

-- answers() -> HandbookRow
-- Asked by a community's own login, which sees nothing else of the handbook.
SELECT code, position, is_shown, words, facts
FROM answer_shown;
