-- roles: desk

-- open_of_phrase(lang, phrase) -> Draft
SELECT id, ref, revision
FROM shared.phrase_draft
WHERE lang = $1 AND phrase_id = $2 AND status IN ('draft', 'shadow');

-- lock(ref) -> Draft
-- Two who save at once come one after the other.
SELECT id, ref, lang, phrase_id, status, revision
FROM own_draft
WHERE ref = $1
FOR UPDATE;

-- add(ref, lang, phrase) -> Draft
-- Nothing where somebody opened one for the same phrase a moment before.
INSERT INTO own_draft (ref, lang, phrase_id)
VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING
RETURNING id, ref, revision;

-- save(draft, number, lang, content, staff, name) -> None
INSERT INTO own_revision (draft_id, number, lang, content, staff_ref, staff_name)
VALUES ($1, $2, $3, $4, $5, $6);

-- follow(draft, number, status) -> None
UPDATE own_draft
SET revision = $2, status = $3, changed_at = now()
WHERE id = $1;

-- find(ref) -> Draft
SELECT d.ref, d.lang, d.phrase_id, d.status, d.revision, r.content, r.staff_ref, r.staff_name, r.saved_at
FROM shared.phrase_draft AS d
JOIN shared.phrase_revision AS r ON r.draft_id = d.id AND r.number = d.revision
WHERE d.ref = $1;

-- open_drafts(lang) -> Draft
-- A lead's work of some weeks: tens, not thousands.
SELECT d.ref, d.lang, d.phrase_id, d.status, d.revision, r.content, r.staff_ref, r.staff_name, r.saved_at
FROM shared.phrase_draft AS d
JOIN shared.phrase_revision AS r ON r.draft_id = d.id AND r.number = d.revision
WHERE d.lang = $1 AND d.status IN ('draft', 'shadow')
ORDER BY d.phrase_id
LIMIT 500;

-- revisions(ref) -> Revision
SELECT r.number, r.staff_name, r.saved_at
FROM shared.phrase_draft AS d
JOIN shared.phrase_revision AS r ON r.draft_id = d.id
WHERE d.ref = $1
ORDER BY r.number DESC
LIMIT 50;
