-- roles: screener

-- lock_post(post) -> Post
-- Everybody who changes a post takes this lock first; what else is read comes in a later statement,
-- so that it is as fresh as the lock.
SELECT id, ref, author_id, status, latest, changed_by,
    author_id IN (SELECT m.id FROM member AS m WHERE m.affiliation = 'team') AS is_team
FROM post
WHERE id = $1
FOR UPDATE;

-- unscreened(post, newcomer_posts, newcomer_days) -> Unscreened
SELECT v.number, v.raw_title, v.raw_body,
    m.posts_shown < $2 OR coalesce(m.activated_at > now() - make_interval(days => $3), true) AS is_newcomer,
    EXISTS (SELECT FROM case_file AS c WHERE c.post_id = $1 AND c.closed_at IS NULL) AS has_open_case,
    EXISTS (
        SELECT FROM case_file AS c WHERE c.post_id = $1 AND c.closed_at IS NULL AND 'danger' = ANY (c.reasons)
    ) AS is_in_danger,
    EXISTS (SELECT FROM post_version AS o WHERE o.post_id = $1 AND o.state = 'declined') AS was_declined,
    p.shown IS NOT NULL AS was_shown, m.affiliation = 'team' AS is_team
FROM post_version AS v
JOIN post AS p ON p.id = v.post_id
JOIN member AS m ON m.id = v.author_id
WHERE v.post_id = $1 AND v.screened_at IS NULL
ORDER BY v.number;

-- land(post, version, state, title, body, verdict, places, ordinals, kinds, sealed, member, notices, reasons, details) -> None
-- Verdict, approved letters, sealed details and what the author is told, in one breath; the raw letters are gone.
WITH screened AS (
    UPDATE post_version
    SET state = $3, title = $4, body = $5, raw_title = NULL, raw_body = NULL, screened_at = now()
    WHERE post_id = $1 AND number = $2
), found AS (
    INSERT INTO verdict (post_id, version, urgency, categories, signals, redactions, lexicon, failed)
    SELECT $1, $2, r.urgency, r.categories, r.signals, r.redactions, r.lexicon, r.failed
    FROM jsonb_to_record($6::jsonb) AS r (
        urgency text, categories text[], signals jsonb, redactions jsonb, lexicon text, failed text)
    RETURNING id, signals
), hit AS (
    INSERT INTO phrase_hit (verdict_id, phrase_id)
    SELECT DISTINCT f.id, s ->> 'phrase_id' FROM found AS f, jsonb_array_elements(f.signals) AS s
), sealed AS (
    INSERT INTO cutout (post_id, version, place, ordinal, kind, sealed)
    SELECT $1, $2, c.place, c.ordinal, c.kind, c.sealed
    FROM unnest($7::text[], $8::integer[], $9::text[], $10::bytea[]) AS c (place, ordinal, kind, sealed)
)
INSERT INTO notice (member_id, kind, post_id, version, reason, details)
SELECT $11, n.kind, $1, $2, n.reason, CASE WHEN n.kind = 'masked' THEN $14::text[] ELSE '{}' END
FROM unnest($12::text[], $13::text[]) AS n (kind, reason);
