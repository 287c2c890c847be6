-- What members may learn of their own posts beyond their state: what waits in a thread, what a
-- guide changed, and the notices that say why. And the one right that publishing needs besides.

CREATE FUNCTION own_waiting(the_author bigint, the_thread bigint)
RETURNS TABLE (
    ref text, is_opening boolean, status text, version integer, state text, body text, is_shown boolean,
    sent_at timestamptz
) LANGUAGE sql SECURITY DEFINER STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
    SELECT p.ref, p.is_opening, p.status, v.number, v.state, coalesce(v.body, v.raw_body), p.status = 'visible',
           v.sent_at
    FROM post AS p
    JOIN post_version AS v ON v.post_id = p.id AND v.number = p.latest
    WHERE p.thread_id = the_thread AND p.author_id = the_author
        AND (p.status IN ('submitted', 'held') OR (p.status = 'visible' AND p.latest <> p.shown))
        AND v.state IN ('submitted', 'held')
    ORDER BY p.id;
END;

CREATE FUNCTION own_before_edit(the_author bigint, the_ref text) RETURNS text
LANGUAGE sql SECURITY DEFINER STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
    -- The author's words as they stood before a guide changed the newest version.
    SELECT d.body_before
    FROM post AS p
    JOIN decision AS d ON d.post_id = p.id AND d.post_version = p.latest AND d.body_before IS NOT NULL
    WHERE p.ref = the_ref AND p.author_id = the_author
    ORDER BY d.id
    LIMIT 1;
END;

CREATE FUNCTION own_notices(the_member bigint, the_post text, before uuid, most integer)
RETURNS TABLE (
    ref uuid, kind text, reason text, details text[], words text, version integer, made_at timestamptz,
    is_read boolean, post_ref text, thread_ref text, title text
) LANGUAGE sql SECURITY DEFINER STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
    -- Newest first; `the_post` narrows it to one post.
    SELECT n.ref, n.kind, n.reason, n.details, n.words, n.version, n.made_at, n.read_at IS NOT NULL, p.ref, t.ref,
           CASE WHEN t.is_shown THEN t.title END
    FROM notice AS n
    LEFT JOIN post AS p ON p.id = n.post_id
    LEFT JOIN thread AS t ON t.id = p.thread_id
    WHERE n.member_id = the_member AND (the_post IS NULL OR p.ref = the_post)
        AND (before IS NULL OR n.id < (SELECT b.id FROM notice AS b WHERE b.ref = before AND b.member_id = the_member))
    ORDER BY n.id DESC
    LIMIT most;
END;

REVOKE ALL ON FUNCTION own_waiting(bigint, bigint), own_before_edit(bigint, text),
    own_notices(bigint, text, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION own_waiting(bigint, bigint), own_before_edit(bigint, text),
    own_notices(bigint, text, uuid, integer) TO board_{community};
GRANT UPDATE (shown_at) ON post TO screener_{community}, desk_{community};
