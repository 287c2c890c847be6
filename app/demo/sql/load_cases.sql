-- roles: admin

-- go_to(path) -> text
SELECT set_config('search_path', $1, false);

-- add_cases(refs, lanes) -> None
-- About visible replies, each opened some minutes after the one before; the oldest waits for days.
INSERT INTO case_file (ref, lane, reasons, post_id, post_version, member_id, opened_at, due_at)
SELECT c.ref, c.lane, CASE c.lane
        WHEN 'now' THEN ARRAY['danger']
        WHEN 'soon' THEN ARRAY['danger']
        WHEN 'unscreened' THEN ARRAY['unscreened']
        WHEN 'privacy' THEN ARRAY['privacy']
        ELSE ARRAY['review']
    END, p.id, p.shown, p.author_id,
    now() - c.place * interval '1 minute', now() - c.place * interval '1 minute' + interval '4 hours'
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS c (ref, lane, place)
JOIN (
    SELECT o.id, o.shown, o.author_id, row_number() OVER (ORDER BY o.id) AS place
    FROM post AS o
    WHERE o.status = 'visible' AND NOT o.is_opening
) AS p ON p.place = c.place;

-- add_guides(refs, logins, languages) -> Guide
INSERT INTO shared.staff (ref, login, name, role, languages, lang, password_hash, totp_sealed)
SELECT g.ref, g.login, initcap(g.login), 'guide', $3::text[], 'en', '!', ''
FROM unnest($1::text[], $2::text[]) AS g (ref, login)
RETURNING id;

-- open_sessions(refs, digests, staff) -> None
INSERT INTO shared.staff_session (ref, digest, staff_id, ends_at)
SELECT s.ref, s.digest, s.staff_id, now() + interval '8 hours'
FROM unnest($1::text[], $2::bytea[], $3::bigint[]) AS s (ref, digest, staff_id);

-- analyze() -> None
ANALYZE;
