-- roles: screener

-- follow(post, version) -> Opened
-- A newer text in which nothing was found: the guide must still see that it changed.
UPDATE case_file
SET post_version = greatest(post_version, $2),
    version = version + 1
WHERE post_id = $1 AND closed_at IS NULL
RETURNING ref, lane, false AS is_new;

-- told(report) -> Told
-- The case is about the newest text that a guide may read; the report keeps the one it was about.
SELECT r.id, p.id AS post_id, r.kind, (
    SELECT max(v.number) FROM post_version AS v WHERE v.post_id = p.id AND v.screened_at IS NOT NULL) AS version
FROM report AS r
JOIN post AS p ON p.id = r.post_id
WHERE r.id = $1
FOR UPDATE OF p;

-- land_report(report, case_ref) -> None
-- Whoever told it hears how this case ends.
UPDATE report
SET case_id = (SELECT c.id FROM case_file AS c WHERE c.ref = $2)
WHERE id = $1;

-- asked(appeal) -> Asked
-- What an author asks to be looked at again, and who decided it; nothing once the author took it down.
SELECT a.id, p.id AS post_id, d.staff_id, (
    SELECT max(v.number) FROM post_version AS v WHERE v.post_id = p.id AND v.screened_at IS NOT NULL) AS version
FROM appeal AS a
JOIN post AS p ON p.id = a.post_id
LEFT JOIN decision AS d ON d.id = a.decision_id
WHERE a.id = $1 AND a.answer = 'asked' AND a.settled_at IS NULL AND p.status <> 'withdrawn'
FOR UPDATE OF p;

-- land_appeal(appeal, case_ref, staff) -> None
-- Whoever decided first is not the one who looks again.
WITH joined AS (
    UPDATE case_file SET not_for = coalesce($3, not_for) WHERE ref = $2 RETURNING id
)
UPDATE appeal
SET case_id = j.id
FROM joined AS j
WHERE appeal.id = $1;
