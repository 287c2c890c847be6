-- roles: desk

-- ask(ref, lang, drafts, revisions, returns_to, staff) -> None
INSERT INTO own_publication (ref, lang, drafts, revisions, returns_to, asked_by)
VALUES ($1, $2, $3, $4, $5, $6);

-- find(ref) -> Publication
SELECT p.ref, p.lang, p.drafts, p.revisions, p.returns_to, p.status, p.checked, p.total, p.problems, p.losses,
    p.asked_by, coalesce(s.name, '') AS asked_name, p.beat_at < now() - interval '60 seconds' AS is_silent,
    ARRAY(SELECT jsonb_object_keys(p.contents)) AS languages,
    ARRAY(SELECT DISTINCT r.staff_ref FROM shared.phrase_draft AS d JOIN shared.phrase_revision AS r
        ON r.draft_id = d.id WHERE d.ref = ANY (p.drafts)) AS authors,
    ARRAY(SELECT d.phrase_id FROM shared.phrase_draft AS d WHERE d.ref = ANY (p.drafts) ORDER BY d.id) AS phrases
FROM own_publication AS p
LEFT JOIN shared.staff AS s ON s.ref = p.asked_by
WHERE p.ref = $1;

-- waiting(lang) -> Publication
-- What is checked and waits for a yes, the newest first; what was overtaken meanwhile has to be checked again.
SELECT p.ref, p.asked_at, coalesce(s.name, '') AS asked_name, jsonb_array_length(p.losses) > 0 AS is_lower, p.returns_to,
    ARRAY(SELECT d.phrase_id FROM shared.phrase_draft AS d WHERE d.ref = ANY (p.drafts) ORDER BY d.id) AS phrases
FROM own_publication AS p
LEFT JOIN shared.staff AS s ON s.ref = p.asked_by
WHERE p.lang = $1 AND p.status = 'ready'
    AND (p.bases ->> p.lang)::integer = (SELECT coalesce(max(number), 0) FROM shared.phrase_version WHERE lang = $1)
    AND NOT EXISTS (
        SELECT FROM unnest(p.drafts, p.revisions) AS w (ref, number)
        LEFT JOIN shared.phrase_draft AS d ON d.ref = w.ref AND d.revision = w.number AND d.status IN ('draft', 'shadow')
        WHERE d.id IS NULL)
ORDER BY p.id DESC
LIMIT 20;

-- prepare(ref, contents, bases, total) -> None
UPDATE own_publication
SET contents = $2, bases = $3, total = $4, beat_at = now()
WHERE ref = $1 AND status = 'checking';

-- progress(ref, checked) -> None
UPDATE own_publication
SET checked = $2, beat_at = now()
WHERE ref = $1 AND status = 'checking';

-- settle(ref, status, problems, losses) -> None
UPDATE own_publication
SET status = $2, problems = $3, losses = $4, checked = total, beat_at = now()
WHERE ref = $1 AND status = 'checking';
