-- roles: desk

-- newest(lang) -> Version
-- Nothing before the first one: then the shipped files speak.
SELECT number, content, hash
FROM shared.phrase_version
WHERE lang = $1
ORDER BY number DESC
LIMIT 1;

-- newest_hash(lang) -> Hash
SELECT number, hash
FROM shared.phrase_version
WHERE lang = $1
ORDER BY number DESC
LIMIT 1;

-- version(lang, number) -> Version
SELECT number, content, hash
FROM shared.phrase_version
WHERE lang = $1 AND number = $2;

-- versions(lang, before, most) -> VersionLine
SELECT v.number, v.published_at, v.lowers_recall, jsonb_array_length(v.content) AS rows, v.publication_ref,
    coalesce(p.name, '') AS published_by, coalesce(s.name, '') AS second_by
FROM shared.phrase_version AS v
LEFT JOIN shared.staff AS p ON p.ref = v.published_by
LEFT JOIN shared.staff AS s ON s.ref = v.second_by
WHERE v.lang = $1 AND ($2::integer IS NULL OR v.number < $2)
ORDER BY v.number DESC
LIMIT $3;

-- publish(publication, staff) -> text
SELECT shared.publish_phrases($1, $2);
