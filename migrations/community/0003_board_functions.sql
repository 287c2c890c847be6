-- The board's verbs. Each checks what the board may not see, and leaves the screening job in the
-- same transaction: a post without its job cannot exist.

CREATE TYPE sent AS (post_ref text, thread_ref text, version integer, is_new boolean);

CREATE FUNCTION sent_before(the_author bigint, the_nonce uuid) RETURNS sent
LANGUAGE sql SECURITY DEFINER STABLE SET search_path FROM CURRENT
RETURN (
    SELECT ROW(p.ref, t.ref, v.number, false)::sent
    FROM post_version AS v JOIN post AS p ON p.id = v.post_id JOIN thread AS t ON t.id = p.thread_id
    WHERE v.author_id = the_author AND v.nonce = the_nonce);

CREATE FUNCTION send_version(
    the_post bigint, the_number integer, the_author bigint, the_nonce uuid, the_title text, the_body text
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    INSERT INTO post_version (post_id, number, author_id, nonce, raw_title, raw_body)
    VALUES (the_post, the_number, the_author, the_nonce, the_title, the_body);
    INSERT INTO job (kind, subject) VALUES ('screen', the_post)
    ON CONFLICT (kind, subject) DO UPDATE
        SET run_at = now(), attempts = 0, lease = NULL, leased_until = NULL, buried_at = NULL;
END;

CREATE FUNCTION open_thread(
    the_author bigint, the_space bigint, thread_ref text, post_ref text, the_nonce uuid, the_title text, the_body text
) RETURNS sent LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE before sent; new_thread bigint; new_post bigint;
BEGIN
    -- Two copies of one form queue here, so that the second finds what the first made.
    PERFORM pg_advisory_xact_lock(hashtextextended(the_nonce::text, the_author));
    before := sent_before(the_author, the_nonce);
    IF before.post_ref IS NOT NULL THEN RETURN before; END IF;
    INSERT INTO thread (ref, space_id, author_id) VALUES (thread_ref, the_space, the_author)
    RETURNING id INTO new_thread;
    INSERT INTO post (ref, thread_id, author_id, is_opening) VALUES (post_ref, new_thread, the_author, true)
    RETURNING id INTO new_post;
    PERFORM send_version(new_post, 1, the_author, the_nonce, the_title, the_body);
    RETURN ROW(post_ref, thread_ref, 1, true)::sent;
END $$;

CREATE FUNCTION reply(
    the_author bigint, the_thread bigint, the_ref text, the_nonce uuid, the_body text
) RETURNS sent LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE before sent; place record; new_post bigint;
BEGIN
    -- Two copies of one form queue here, so that the second finds what the first made.
    PERFORM pg_advisory_xact_lock(hashtextextended(the_nonce::text, the_author));
    before := sent_before(the_author, the_nonce);
    IF before.post_ref IS NOT NULL THEN RETURN before; END IF;
    SELECT ref, is_closed INTO place FROM thread WHERE id = the_thread AND is_shown;
    IF NOT FOUND OR place.is_closed THEN RAISE EXCEPTION 'thread_closed'; END IF;
    INSERT INTO post (ref, thread_id, author_id, is_opening) VALUES (the_ref, the_thread, the_author, false)
    RETURNING id INTO new_post;
    PERFORM send_version(new_post, 1, the_author, the_nonce, NULL, the_body);
    RETURN ROW(the_ref, place.ref, 1, true)::sent;
END $$;

CREATE FUNCTION revise(
    the_author bigint, the_ref text, the_nonce uuid, the_title text, the_body text
) RETURNS sent LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- A new version to be screened; what others read stays until it is approved.
DECLARE before sent; old record;
BEGIN
    -- Two copies of one form queue here, so that the second finds what the first made.
    PERFORM pg_advisory_xact_lock(hashtextextended(the_nonce::text, the_author));
    before := sent_before(the_author, the_nonce);
    IF before.post_ref IS NOT NULL THEN RETURN before; END IF;
    SELECT p.id, p.latest, p.status, p.is_opening, t.ref AS thread_ref INTO old
    FROM post AS p JOIN thread AS t ON t.id = p.thread_id
    WHERE p.ref = the_ref AND p.author_id = the_author FOR UPDATE OF p;
    IF NOT FOUND OR old.status IN ('withdrawn', 'hidden') THEN RAISE EXCEPTION 'post_gone'; END IF;
    UPDATE post SET latest = old.latest + 1,
        status = CASE WHEN status = 'visible' THEN status ELSE 'submitted' END
    WHERE id = old.id;
    -- What waited is overtaken: a guide's approval of it must not bring it out any more.
    UPDATE post_version SET state = 'replaced' WHERE post_id = old.id AND state = 'held';
    PERFORM send_version(old.id, old.latest + 1, the_author, the_nonce,
        CASE WHEN old.is_opening THEN the_title END, the_body);
    RETURN ROW(the_ref, old.thread_ref, old.latest + 1, true)::sent;
END $$;

CREATE FUNCTION withdraw(the_author bigint, the_ref text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- Gone for others at once; a version still waiting is screened all the same, for its author's sake.
DECLARE old record;
BEGIN
    SELECT p.id, p.thread_id, p.status, p.is_opening INTO old
    FROM post AS p JOIN thread AS t ON t.id = p.thread_id
    WHERE p.ref = the_ref AND p.author_id = the_author FOR NO KEY UPDATE OF p, t;
    IF NOT FOUND OR old.status = 'withdrawn' THEN RETURN false; END IF;
    UPDATE post SET status = 'withdrawn', shown = NULL, html = NULL WHERE id = old.id;
    UPDATE post_version SET state = 'withdrawn' WHERE post_id = old.id AND state IN ('shown', 'held', 'declined');
    UPDATE thread AS t SET replies = replies - (old.status = 'visible' AND NOT old.is_opening)::int,
        is_shown = is_shown AND NOT old.is_opening,
        active_at = coalesce((
            SELECT max(p.shown_at) FROM post AS p WHERE p.thread_id = t.id AND p.status = 'visible'), opened_at)
    WHERE t.id = old.thread_id;
    RETURN true;
END $$;

CREATE FUNCTION tell(
    the_member bigint, the_ref text, the_kind text, the_words text
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- A member tells a guide about a visible post; the text is kept as it stood.
DECLARE new_id bigint;
BEGIN
    INSERT INTO report (reporter_id, post_id, version, kind, words, snapshot)
    SELECT the_member, p.id, p.shown, the_kind, the_words, concat_ws(E'\n\n', v.title, v.body)
    FROM post AS p JOIN post_version AS v ON v.post_id = p.id AND v.number = p.shown
    JOIN thread AS t ON t.id = p.thread_id
    WHERE p.ref = the_ref AND p.status = 'visible' AND t.is_shown
    ON CONFLICT DO NOTHING RETURNING id INTO new_id;
    IF new_id IS NULL THEN RETURN false; END IF;
    INSERT INTO job (kind, subject) VALUES ('report', new_id);
    RETURN true;
END $$;

CREATE FUNCTION own_posts(the_author bigint, the_ref text, before_id bigint, most integer)
RETURNS TABLE (
    id bigint, ref text, thread_ref text, thread_title text, space_slug text, space_name text, is_opening boolean,
    status text, version integer, state text, title text, body text, changed_by text, is_shown boolean,
    is_thread_shown boolean, is_thread_closed boolean, sent_at timestamptz, screened_at timestamptz
) LANGUAGE sql SECURITY DEFINER STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
    -- What the author sent last and where it stands; `the_ref` narrows it to one post.
    -- A title is told only to whoever may read it: the author of the opening post, or everybody.
    SELECT p.id, p.ref, t.ref, CASE WHEN t.is_shown THEN t.title END, s.slug, s.name, p.is_opening,
           p.status, v.number, v.state, CASE WHEN p.is_opening THEN coalesce(v.title, v.raw_title, t.title) END,
           coalesce(v.body, v.raw_body), CASE WHEN p.shown = v.number THEN p.changed_by END, p.status = 'visible',
           t.is_shown, t.is_closed, v.sent_at, v.screened_at
    FROM post AS p
    JOIN post_version AS v ON v.post_id = p.id AND v.number = p.latest
    JOIN thread AS t ON t.id = p.thread_id
    JOIN space AS s ON s.id = t.space_id
    WHERE p.author_id = the_author AND (the_ref IS NULL OR p.ref = the_ref)
        AND (before_id IS NULL OR p.id < before_id)
    ORDER BY p.id DESC
    LIMIT most;
END;
