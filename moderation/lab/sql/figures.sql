-- roles: desk

-- figures(phrases) -> Figures
-- Of each phrase in ninety days: hits, and how guides ended the cases about the posts that it hit.
WITH hit AS (
    SELECT h.phrase_id, h.made_at, v.post_id
    FROM phrase_hit AS h
    JOIN verdict AS v ON v.id = h.verdict_id
    WHERE h.phrase_id = ANY ($1::text[]) AND h.made_at > now() - interval '90 days'
), counted AS (
    SELECT phrase_id, count(*) AS hits_90, count(*) FILTER (WHERE made_at > now() - interval '30 days') AS hits_30,
        count(*) FILTER (WHERE made_at > now() - interval '28 days') AS hits_28
    FROM hit
    GROUP BY phrase_id
), ended AS (
    SELECT DISTINCT hit.phrase_id, c.id, (
        SELECT d.act FROM decision AS d WHERE d.case_id = c.id AND d.state = 'applied' ORDER BY d.id DESC LIMIT 1
    ) AS act
    FROM hit
    JOIN case_file AS c ON c.post_id = hit.post_id AND c.closed_at IS NOT NULL
), judged AS (
    SELECT phrase_id, count(*) AS decided, count(*) FILTER (WHERE act NOT IN ('keep', 'post')) AS acted
    FROM ended
    WHERE act IS NOT NULL
    GROUP BY phrase_id
)
SELECT c.phrase_id, c.hits_30, c.hits_90, c.hits_28 / 4.0::float8 AS a_week,
    coalesce(j.decided, 0) AS decided, coalesce(j.acted, 0) AS acted
FROM counted AS c
LEFT JOIN judged AS j USING (phrase_id);

-- overlap(phrase) -> Overlap
-- Which other phrases hit the same texts in ninety days.
SELECT o.phrase_id, count(*) AS both
FROM phrase_hit AS h
JOIN phrase_hit AS o ON o.verdict_id = h.verdict_id AND o.phrase_id <> h.phrase_id
WHERE h.phrase_id = $1 AND h.made_at > now() - interval '90 days'
GROUP BY o.phrase_id
ORDER BY count(*) DESC, o.phrase_id
LIMIT 8;

-- newest_run(draft) -> Run
SELECT id, ref, revision, phrase_id, total, done, oldest_verdict, newest_verdict, started_at, ended_at,
    ended_at IS NULL AND beat_at < now() - interval '60 seconds' AS is_silent
FROM shadow_run
WHERE draft_ref = $1
ORDER BY id DESC
LIMIT 1;

-- run_figures(run) -> RunFigures
-- Hits of a draft over past texts, how guides ended their cases, and over how many weeks these texts came.
WITH run AS (
    SELECT id, phrase_id, oldest_verdict, newest_verdict FROM shadow_run WHERE id = $1
), hit AS (
    SELECT s.verdict_id, v.post_id
    FROM shadow_hit AS s
    JOIN verdict AS v ON v.id = s.verdict_id
    WHERE s.run_id = $1
), ended AS (
    SELECT DISTINCT c.id, (
        SELECT d.act FROM decision AS d WHERE d.case_id = c.id AND d.state = 'applied' ORDER BY d.id DESC LIMIT 1
    ) AS act
    FROM hit
    JOIN case_file AS c ON c.post_id = hit.post_id AND c.closed_at IS NOT NULL
)
SELECT (SELECT count(*) FROM hit) AS hits,
    (SELECT count(*) FROM hit WHERE EXISTS (SELECT FROM phrase_hit AS h WHERE h.verdict_id = hit.verdict_id)) AS known,
    (SELECT count(*) FROM ended WHERE act IS NOT NULL) AS decided,
    (SELECT count(*) FROM ended WHERE act NOT IN ('keep', 'post')) AS acted,
    (SELECT count(*) FROM phrase_hit AS h, run WHERE h.phrase_id = run.phrase_id
        AND h.verdict_id BETWEEN run.oldest_verdict AND run.newest_verdict
        AND NOT EXISTS (SELECT FROM hit WHERE hit.verdict_id = h.verdict_id)) AS lost,
    greatest(1.0, extract(epoch FROM now() - coalesce(
        (SELECT v.made_at FROM verdict AS v, run WHERE v.id = run.oldest_verdict), now())) / 604800)::float8 AS weeks;

-- run_overlap(run) -> Overlap
SELECT h.phrase_id, count(*) AS both
FROM shadow_hit AS s
JOIN phrase_hit AS h ON h.verdict_id = s.verdict_id
WHERE s.run_id = $1
GROUP BY h.phrase_id
ORDER BY count(*) DESC, h.phrase_id
LIMIT 8;
