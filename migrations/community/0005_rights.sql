-- Who may do what in one community. A role of the other community has not even USAGE here.
GRANT USAGE ON SCHEMA {community}, shared TO board_{community}, screener_{community}, desk_{community};
GRANT USAGE ON SCHEMA {community} TO courier;

-- The board: members' own affairs, approved text, and verbs. No SELECT on posts, versions, verdicts.
GRANT SELECT ON space, shown_thread, shown_post, member, answer, notice TO board_{community};
GRANT INSERT (ref, pseudonym, pseudonym_key, affiliation, password_hash) ON member TO board_{community};
GRANT UPDATE (password_hash, status, theme, activated_at, welcomed_at) ON member TO board_{community};
GRANT SELECT, INSERT, UPDATE, DELETE ON session, draft TO board_{community};
GRANT SELECT, INSERT ON token TO board_{community};
GRANT UPDATE (used_at) ON token TO board_{community};
GRANT INSERT ON answer TO board_{community};
GRANT UPDATE (read_at) ON notice TO board_{community};

-- The screener: reads what waits, writes what it found. Of a member: how new they are, no password.
GRANT SELECT (id, ref, posts_shown, joined_at, activated_at) ON member TO screener_{community};
GRANT SELECT ON space, thread, post, post_version, report, case_file, verdict TO screener_{community};
GRANT UPDATE (posts_shown) ON member TO screener_{community};
GRANT UPDATE (title, is_shown, replies, active_at) ON thread TO screener_{community};
GRANT UPDATE (status, shown, shown_at, html, changed_by, is_edited) ON post TO screener_{community};
GRANT UPDATE (state, raw_title, raw_body, title, body, screened_at) ON post_version TO screener_{community};
GRANT INSERT ON verdict, cutout, notice TO screener_{community};
GRANT INSERT ON case_file TO screener_{community};
GRANT UPDATE (lane, reasons, post_version, version, due_at) ON case_file TO screener_{community};
GRANT SELECT, DELETE ON job TO screener_{community};
GRANT UPDATE (attempts, run_at, lease, leased_until, buried_at, error) ON job TO screener_{community};
GRANT INSERT (actor, verb, subject, code) ON log TO screener_{community};

-- The desk: pseudonyms and masked texts; of a member no password, of staff no secret, of a text never
-- the raw letters that wait for their verdict.
GRANT SELECT (id, ref, pseudonym, affiliation, status, posts_shown, joined_at, activated_at)
    ON member TO desk_{community};
GRANT UPDATE (posts_shown) ON member TO desk_{community};
GRANT SELECT (post_id, number, author_id, state, title, body, sent_at, screened_at)
    ON post_version TO desk_{community};
GRANT SELECT ON space, thread, post, verdict, cutout, case_file, decision, notice, report, log,
    own_escalation TO desk_{community};
GRANT UPDATE (title, is_shown, replies, active_at) ON thread TO desk_{community};
GRANT UPDATE (status, shown, shown_at, html, changed_by, is_edited) ON post TO desk_{community};
GRANT UPDATE (state, title, body) ON post_version TO desk_{community};
GRANT UPDATE (lane, reasons, version, due_at, holder_id, held_until, closed_at) ON case_file TO desk_{community};
GRANT INSERT ON decision, notice TO desk_{community};
GRANT INSERT (actor, verb, subject, code) ON log TO desk_{community};
GRANT SELECT (id, ref, name, role) ON shared.staff TO desk_{community};

CREATE FUNCTION sweep() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    -- What has outlived its purpose: ended sign-ins, used links, cut-out details after 30 days.
    DELETE FROM session WHERE ends_at < now();
    DELETE FROM token WHERE ends_at < now() - interval '1 day';
    DELETE FROM cutout WHERE made_at < now() - interval '30 days';
END;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {community} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    claim_email(bytea, text), member_of_email(bytea), seal_in(text, text, bytea),
    open_thread(bigint, bigint, text, text, uuid, text, text), reply(bigint, bigint, text, uuid, text),
    revise(bigint, text, uuid, text, text), withdraw(bigint, text), tell(bigint, text, text, text),
    own_posts(bigint, text, bigint, integer), usual_wait()
    TO board_{community};
GRANT EXECUTE ON FUNCTION shared.queue_mail(text, bytea) TO board_{community};
GRANT EXECUTE ON FUNCTION
    raise_escalation(text, text, text, text, text, text, text, text, text) TO desk_{community};
GRANT EXECUTE ON FUNCTION sweep(), forget_pending(interval) TO courier;
