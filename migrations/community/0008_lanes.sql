-- Two more lanes: second looks that authors ask for, and threads that nobody answered. And what whoever told a
-- guide hears of how it ended.

ALTER TABLE case_file DROP CONSTRAINT case_file_lane_check;
ALTER TABLE case_file ADD CONSTRAINT case_file_lane_check CHECK (
    lane IN ('now', 'soon', 'unscreened', 'appeals', 'routine', 'unanswered', 'privacy'));
ALTER TABLE case_file DROP CONSTRAINT case_file_reasons_check;
ALTER TABLE case_file ADD CONSTRAINT case_file_reasons_check CHECK (
    cardinality(reasons) > 0
    AND reasons <@ ARRAY['danger', 'review', 'rule', 'privacy', 'newcomer', 'unscreened', 'declined', 'worry',
        'appeal', 'unanswered']);
-- Whoever decided first does not judge the own decision: the case stands in everybody's list but theirs.
ALTER TABLE case_file ADD COLUMN not_for bigint REFERENCES shared.staff (id);

CREATE TABLE appeal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post_id bigint NOT NULL REFERENCES post (id),
    version integer NOT NULL,
    decision_id bigint REFERENCES decision (id), -- NULL: screening took something out and no guide has decided
    answer text NOT NULL CHECK (answer IN ('accepted', 'asked')),
    words text NOT NULL DEFAULT '' CHECK (char_length(words) <= 1000), -- read by guides only
    made_at timestamptz NOT NULL DEFAULT now(),
    case_id bigint REFERENCES case_file (id), -- where the second look takes place
    outcome text CHECK (outcome IN ('granted', 'upheld')),
    settled_by bigint REFERENCES decision (id), -- the second guide's decision, which nobody looks at a third time
    settled_at timestamptz,
    -- One decision is looked at again once, however often the form is sent.
    CONSTRAINT appeal_once UNIQUE NULLS NOT DISTINCT (post_id, version, decision_id),
    CONSTRAINT appeal_settled_whole CHECK (num_nonnulls(outcome, settled_by, settled_at) IN (0, 3)),
    CONSTRAINT appeal_accepted_rests CHECK (answer = 'asked' OR num_nonnulls(case_id, outcome) = 0)
);
CREATE INDEX appeal_case ON appeal (case_id) WHERE case_id IS NOT NULL; -- beside the item, and when it is decided
CREATE INDEX appeal_settled ON appeal (settled_by) WHERE settled_by IS NOT NULL; -- may this decision be asked about
CREATE INDEX appeal_decision ON appeal (decision_id) WHERE decision_id IS NOT NULL;

-- Whoever told a guide hears once how it ended, when the case that their words are in closes.
ALTER TABLE report ADD COLUMN case_id bigint REFERENCES case_file (id);
ALTER TABLE report ADD COLUMN heard_at timestamptz;
CREATE INDEX report_unheard ON report (case_id) WHERE heard_at IS NULL; -- whom to tell when it closes
CREATE INDEX report_case ON report (case_id) WHERE heard_at IS NOT NULL; -- the other half of the foreign key

-- True until somebody looked, hours after a thread came out, whether anybody had replied: once a thread.
ALTER TABLE post ADD COLUMN is_reply_awaited boolean NOT NULL DEFAULT true;
CREATE INDEX post_awaited ON post (shown_at) WHERE is_opening AND status = 'visible' AND is_reply_awaited;

CREATE OR REPLACE FUNCTION usual_wait() RETURNS integer
LANGUAGE sql SECURITY DEFINER STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
    -- As before, of texts that wait to be read: a second look may take a day, and a thread without a reply waits
    -- for nobody; neither says how long a new text will wait.
    SELECT CASE WHEN count(*) >= 5 THEN 5 * greatest(1, ceil(
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM c.closed_at - c.opened_at)::double precision)
        / 300))::integer END
    FROM case_file AS c
    WHERE c.closed_at > now() - interval '7 days'
        AND c.lane NOT IN ('appeals', 'unanswered')
        AND EXISTS (SELECT FROM decision AS d WHERE d.case_id = c.id);
END;

CREATE FUNCTION appealable(the_author bigint, the_ref text)
RETURNS TABLE (post_id bigint, version integer, decision_id bigint)
LANGUAGE sql SECURITY DEFINER STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
    -- The decision that an own post stands under now, if its author may ask another guide about it: a text that
    -- was changed, not posted or taken down, and not yet looked at twice.
    SELECT p.id, p.latest, d.id
    FROM post AS p
    JOIN post_version AS v ON v.post_id = p.id AND v.number = p.latest
    LEFT JOIN LATERAL (
        SELECT e.id
        FROM decision AS e
        WHERE e.post_id = p.id
            AND e.state = 'applied'
            AND (p.status = 'hidden' OR e.post_version = p.latest)
            AND e.act = ANY (CASE
                WHEN p.status = 'hidden' THEN ARRAY['hide']
                WHEN v.state = 'declined' THEN ARRAY['decline']
                WHEN p.changed_by = 'guide' THEN ARRAY['edit_and_post']
                ELSE ARRAY['post', 'keep'] END)
        ORDER BY e.id DESC
        LIMIT 1) AS d ON true
    WHERE p.ref = the_ref AND p.author_id = the_author
        AND (p.status = 'hidden' OR (p.status <> 'withdrawn' AND v.state = 'declined')
            OR (p.status = 'visible' AND p.shown = p.latest AND p.changed_by IS NOT NULL))
        AND NOT EXISTS (SELECT FROM appeal AS a WHERE a.settled_by = d.id);
END;

CREATE FUNCTION own_appeal(the_author bigint, the_ref text)
RETURNS TABLE (answer text, outcome text)
LANGUAGE sql SECURITY DEFINER STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
    -- One row where there is something to answer; an empty `answer` while nothing was answered.
    SELECT coalesce(a.answer, ''), coalesce(a.outcome, '')
    FROM appealable(the_author, the_ref) AS o
    LEFT JOIN appeal AS a ON a.post_id = o.post_id AND a.version = o.version
        AND a.decision_id IS NOT DISTINCT FROM o.decision_id;
END;

CREATE FUNCTION accept_decision(the_author bigint, the_ref text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- The author lets a decision stand. False when it was answered before; nothing is kept of somebody else's post.
BEGIN
    INSERT INTO appeal (post_id, version, decision_id, answer)
    SELECT o.post_id, o.version, o.decision_id, 'accepted' FROM appealable(the_author, the_ref) AS o
    ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;

CREATE FUNCTION appeal(the_author bigint, the_ref text, the_words text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- The author asks for another guide's eyes. Whoever accepted may still ask; asking twice is asking once (false).
DECLARE new_id bigint;
BEGIN
    INSERT INTO appeal AS a (post_id, version, decision_id, answer, words)
    SELECT o.post_id, o.version, o.decision_id, 'asked', the_words FROM appealable(the_author, the_ref) AS o
    ON CONFLICT ON CONSTRAINT appeal_once DO UPDATE SET answer = 'asked', words = the_words, made_at = now()
        WHERE a.answer = 'accepted'
    RETURNING a.id INTO new_id;
    IF new_id IS NULL THEN RETURN false; END IF;
    INSERT INTO job (kind, subject) VALUES ('appeal', new_id);
    RETURN true;
END $$;

CREATE FUNCTION has_colleagues(the_staff bigint) RETURNS boolean
LANGUAGE sql SECURITY DEFINER STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
    -- Whether anybody else reads this community's texts; the desk's role cannot see who works where.
    SELECT EXISTS (
        SELECT FROM shared.staff AS s
        WHERE s.id <> the_staff AND s.disabled_at IS NULL AND s.role IN ('guide', 'lead')
            AND '{community}' = ANY (s.languages));
END;

CREATE FUNCTION may_look_again(the_not_for bigint, the_staff bigint) RETURNS boolean
LANGUAGE sql SECURITY DEFINER STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
    -- Everybody but who decided first; that one only as a lead whom nobody can stand in for.
    SELECT CASE
        WHEN the_not_for IS DISTINCT FROM the_staff THEN true
        ELSE NOT has_colleagues(the_staff)
            AND EXISTS (SELECT FROM shared.staff AS s WHERE s.id = the_staff AND s.role = 'lead')
    END;
END;

REVOKE ALL ON FUNCTION appealable(bigint, text), own_appeal(bigint, text), accept_decision(bigint, text),
    appeal(bigint, text, text), has_colleagues(bigint), may_look_again(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION own_appeal(bigint, text), accept_decision(bigint, text), appeal(bigint, text, text)
    TO board_{community};
GRANT EXECUTE ON FUNCTION has_colleagues(bigint), may_look_again(bigint, bigint) TO desk_{community};

-- The screener lands what members ask for and tell, and looks after threads without a reply.
GRANT SELECT ON appeal TO screener_{community};
GRANT SELECT (id, staff_id) ON decision TO screener_{community};
GRANT UPDATE (case_id) ON appeal, report TO screener_{community};
GRANT UPDATE (not_for) ON case_file TO screener_{community};

CREATE FUNCTION close_answered() RETURNS SETOF text
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    -- Cases that only said that nobody replies, once somebody did, or once the author took the thread down. Not under
    -- a guide's hand or decision: that guide closes it. No process but the desk may close any other case.
    WITH settled AS (
        SELECT c.id
        FROM case_file AS c
        JOIN post AS p ON p.id = c.post_id
        WHERE c.closed_at IS NULL
            AND c.pending_id IS NULL
            AND c.lane = 'unanswered'
            AND c.reasons = ARRAY['unanswered']
            AND (c.held_until IS NULL OR c.held_until < now())
            AND (p.status = 'withdrawn' OR EXISTS (
                SELECT FROM post AS r
                WHERE r.thread_id = p.thread_id AND r.status = 'visible' AND r.author_id <> p.author_id))
        FOR NO KEY UPDATE OF c SKIP LOCKED
    )
    UPDATE case_file AS c
    SET closed_at = now(), version = c.version + 1
    FROM settled AS s
    WHERE c.id = s.id
    RETURNING c.ref;
END;

CREATE FUNCTION open_or_join(
    the_ref text, the_post bigint, the_version integer, the_lane text, because text[], minutes integer, lanes text[]
) RETURNS TABLE (ref text, lane text, is_new boolean) LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    -- One open case a post: a second finding adds its reason, and the worse lane and the nearer clock win. The member
    -- is the post's author, whoever asks.
    INSERT INTO case_file AS c (ref, lane, reasons, post_id, post_version, member_id, due_at)
    SELECT the_ref, the_lane, because, p.id, the_version, p.author_id, now() + make_interval(mins => minutes)
    FROM post AS p
    WHERE p.id = the_post
    ON CONFLICT (post_id) WHERE closed_at IS NULL DO UPDATE
    SET lane = CASE
            WHEN array_position(lanes, EXCLUDED.lane) < array_position(lanes, c.lane) THEN EXCLUDED.lane
            ELSE c.lane
        END,
        reasons = c.reasons || ARRAY(SELECT r FROM unnest(EXCLUDED.reasons) AS r WHERE r <> ALL (c.reasons)),
        post_version = greatest(c.post_version, EXCLUDED.post_version),
        due_at = least(c.due_at, EXCLUDED.due_at),
        version = c.version + 1
    RETURNING c.ref, c.lane, c.version = 1;
END;
REVOKE ALL ON FUNCTION close_answered(),
    open_or_join(text, bigint, integer, text, text[], integer, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION close_answered() TO screener_{community};
GRANT EXECUTE ON FUNCTION open_or_join(text, bigint, integer, text, text[], integer, text[])
    TO screener_{community}, desk_{community};
GRANT UPDATE (is_reply_awaited) ON post TO screener_{community};

-- The desk settles a second look, and answers whoever told a guide.
GRANT SELECT ON appeal TO desk_{community};
GRANT UPDATE (outcome, settled_by, settled_at) ON appeal TO desk_{community};
GRANT UPDATE (heard_at) ON report TO desk_{community};
