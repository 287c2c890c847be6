-- roles: desk

-- how_many(most) -> integer
-- Posts that were screened and that their authors have not taken down.
SELECT count(*)::integer
FROM (
    SELECT FROM verdict AS v JOIN post AS p ON p.id = v.post_id AND p.status <> 'withdrawn' LIMIT $1
) AS screened;

-- start(ref, draft, revision, phrase, total, staff) -> None
INSERT INTO shadow_run (ref, draft_ref, revision, phrase_id, total, started_by)
VALUES ($1, $2, $3, $4, $5, $6);

-- run_of(ref) -> Run
SELECT id, total, done, oldest_verdict
FROM shadow_run
WHERE ref = $1 AND ended_at IS NULL;

-- texts(before, most) -> Text
-- The newest first. They are read into memory, tried, and forgotten.
SELECT v.id, coalesce(b.title, '') AS title, b.body
FROM verdict AS v
JOIN post AS p ON p.id = v.post_id AND p.status <> 'withdrawn'
JOIN post_version AS b ON b.post_id = v.post_id AND b.number = v.version AND b.body IS NOT NULL
WHERE $1::bigint IS NULL OR v.id < $1
ORDER BY v.id DESC
LIMIT $2;

-- hit_texts(phrase, most) -> Text
-- The newest texts that a phrase has found.
SELECT v.id, coalesce(b.title, '') AS title, b.body
FROM phrase_hit AS h
JOIN verdict AS v ON v.id = h.verdict_id
JOIN post AS p ON p.id = v.post_id AND p.status <> 'withdrawn'
JOIN post_version AS b ON b.post_id = v.post_id AND b.number = v.version AND b.body IS NOT NULL
WHERE h.phrase_id = $1
ORDER BY h.made_at DESC, h.verdict_id DESC
LIMIT $2;

-- keep(run, verdicts) -> None
INSERT INTO shadow_hit (run_id, verdict_id)
SELECT $1, unnest($2::bigint[])
ON CONFLICT DO NOTHING;

-- progress(run, done, oldest, newest) -> None
UPDATE shadow_run
SET done = $2, oldest_verdict = coalesce($3, oldest_verdict), newest_verdict = coalesce(newest_verdict, $4), beat_at = now()
WHERE id = $1;

-- finish(run) -> None
UPDATE shadow_run
SET ended_at = now(), beat_at = now()
WHERE id = $1;
