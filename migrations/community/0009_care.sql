-- Members whom guides keep in mind: tracking, watches, notes, and what was imposed on an account.
-- None of it is shown to another member; of sign-ins the desk learns one hour, and only while it watches.

CREATE TABLE tracking (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    member_id bigint NOT NULL REFERENCES member (id),
    kind text NOT NULL CHECK (kind IN ('worry', 'conduct')),
    reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 500), -- nobody is tracked without one
    review_on date NOT NULL,
    ends_on date NOT NULL,
    made_by bigint NOT NULL REFERENCES shared.staff (id),
    made_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    ended_by bigint REFERENCES shared.staff (id), -- nobody where it ran out
    CONSTRAINT tracking_reviewed CHECK (review_on <= ends_on), -- somebody looks again before it ends
    -- At most 90 days, then a new reason; the one day more is for clocks west of Greenwich.
    CONSTRAINT tracking_short CHECK (ends_on <= (made_at AT TIME ZONE 'UTC')::date + 91),
    CONSTRAINT tracking_end_whole CHECK (ended_by IS NULL OR ended_at IS NOT NULL)
);
CREATE UNIQUE INDEX tracking_one ON tracking (member_id, kind) WHERE ended_at IS NULL; -- one open of each kind
CREATE INDEX tracking_due ON tracking (review_on, id) WHERE ended_at IS NULL; -- the list, what is due first
CREATE INDEX tracking_member ON tracking (member_id, id DESC); -- a member's page

CREATE TABLE watch (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    member_id bigint NOT NULL REFERENCES member (id),
    made_by bigint NOT NULL REFERENCES shared.staff (id),
    made_at timestamptz NOT NULL DEFAULT now(),
    until_at timestamptz NOT NULL,
    seen_at timestamptz, -- the hour of the first sign of life; never which session, never a minute
    case_opened_at timestamptz,
    ended_at timestamptz,
    ended_by bigint REFERENCES shared.staff (id),
    CONSTRAINT watch_ahead CHECK (until_at > made_at),
    CONSTRAINT watch_short CHECK (until_at <= made_at + interval '91 days')
);
CREATE UNIQUE INDEX watch_one ON watch (member_id) -- what a sign of life looks for; one open watch a member
    WHERE seen_at IS NULL AND case_opened_at IS NULL AND ended_at IS NULL;
CREATE INDEX watch_due ON watch (until_at) -- what the screener looks for
    WHERE seen_at IS NULL AND case_opened_at IS NULL AND ended_at IS NULL;
CREATE INDEX watch_member ON watch (member_id, id DESC); -- a member's page

CREATE TABLE member_note (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id bigint NOT NULL REFERENCES member (id),
    staff_id bigint NOT NULL REFERENCES shared.staff (id),
    words text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 2000),
    nonce uuid NOT NULL UNIQUE, -- made with the form: sending twice makes one
    made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX member_note_page ON member_note (member_id, id DESC); -- a member's page and card

CREATE TABLE sanction (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    member_id bigint NOT NULL REFERENCES member (id),
    kind text NOT NULL CHECK (kind IN ('warn', 'pause', 'close')),
    reason text NOT NULL CHECK (char_length(reason) BETWEEN 3 AND 40), -- a code whose sentence the member reads
    words text NOT NULL DEFAULT '' CHECK (char_length(words) <= 2000), -- to the member
    starts_at timestamptz NOT NULL DEFAULT now(),
    ends_at timestamptz,
    staff_id bigint NOT NULL REFERENCES shared.staff (id),
    decision_ref text NOT NULL DEFAULT '' CHECK (char_length(decision_ref) IN (0, 14)),
    status_before text, -- what the account was when it was closed, so that lifting gives it back
    lifted_at timestamptz,
    lifted_by bigint REFERENCES shared.staff (id),
    asked_at timestamptz, -- the member asked for a second look, once
    asked_words text NOT NULL DEFAULT '' CHECK (char_length(asked_words) <= 1000), -- read by guides only
    case_opened_at timestamptz, -- where that look takes place
    CONSTRAINT sanction_end CHECK ((kind = 'pause') = (ends_at IS NOT NULL)), -- no pause without an end
    CONSTRAINT sanction_short CHECK (ends_at <= starts_at + interval '90 days'),
    CONSTRAINT sanction_lift_whole CHECK ((lifted_at IS NULL) = (lifted_by IS NULL)),
    CONSTRAINT sanction_warn_stays CHECK (kind <> 'warn' OR lifted_at IS NULL) -- what was said was said
);
-- One pause and one closing at a time; also what every text that is sent looks for.
CREATE UNIQUE INDEX sanction_running ON sanction (member_id, kind) WHERE kind <> 'warn' AND lifted_at IS NULL;
CREATE INDEX sanction_asked ON sanction (asked_at) WHERE asked_at IS NOT NULL AND case_opened_at IS NULL; -- second looks without a case
CREATE INDEX sanction_member ON sanction (member_id, id DESC); -- a member's page

-- What a member may learn of their own account: what holds now, until when and why; not who said so.
CREATE VIEW running_sanction WITH (security_barrier) AS
SELECT member_id, kind, reason, words, starts_at, ends_at, asked_at IS NOT NULL AS is_asked
FROM sanction
WHERE kind <> 'warn' AND lifted_at IS NULL AND (ends_at IS NULL OR ends_at > now());

CREATE FUNCTION refuse_paused() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- Whatever way a text or a word to a guide comes in, a paused or closed account sends none.
DECLARE the_member bigint;
BEGIN
    IF TG_TABLE_NAME = 'report' THEN the_member := NEW.reporter_id; ELSE the_member := NEW.author_id; END IF;
    IF EXISTS (SELECT FROM running_sanction AS r WHERE r.member_id = the_member) THEN
        RAISE EXCEPTION 'member_paused';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER post_version_paused BEFORE INSERT ON post_version FOR EACH ROW EXECUTE FUNCTION refuse_paused();
CREATE TRIGGER report_paused BEFORE INSERT ON report FOR EACH ROW EXECUTE FUNCTION refuse_paused();

CREATE FUNCTION see_watched(the_member bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    -- A sign of life meets an open watch, if there is one; nothing else of it is kept.
    UPDATE watch SET seen_at = date_trunc('hour', now())
    WHERE member_id = the_member AND seen_at IS NULL AND case_opened_at IS NULL AND ended_at IS NULL;
END;

CREATE FUNCTION session_seen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM see_watched(NEW.member_id);
    RETURN NULL;
END $$;
-- Written here, not read later: a session is deleted when somebody signs out.
CREATE TRIGGER session_seen AFTER INSERT OR UPDATE OF seen_at ON session
FOR EACH ROW EXECUTE FUNCTION session_seen();

CREATE FUNCTION author_seen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM see_watched(NEW.author_id);
    RETURN NULL;
END $$;
CREATE TRIGGER author_seen AFTER INSERT ON post_version FOR EACH ROW EXECUTE FUNCTION author_seen();

CREATE FUNCTION close_account(the_member bigint) RETURNS SETOF bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- Only beside a closing that stands in the table. Every session ends at once; their digests open nothing any more.
BEGIN
    UPDATE sanction AS s SET status_before = m.status
    FROM member AS m
    WHERE s.member_id = the_member AND s.kind = 'close' AND s.lifted_at IS NULL
        AND m.id = the_member AND m.status IN ('active', 'paused');
    IF FOUND THEN
        UPDATE member SET status = 'closed' WHERE id = the_member;
        RETURN QUERY DELETE FROM session WHERE member_id = the_member RETURNING digest;
    END IF;
END $$;

CREATE FUNCTION reopen_account(the_member bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- Only once no closing runs: the account is again what it was.
BEGIN
    UPDATE member AS m SET status = s.status_before
    FROM (SELECT l.status_before FROM sanction AS l
          WHERE l.member_id = the_member AND l.kind = 'close' ORDER BY l.id DESC LIMIT 1) AS s
    WHERE m.id = the_member AND m.status = 'closed' AND s.status_before IS NOT NULL
        AND NOT EXISTS (SELECT FROM running_sanction AS r WHERE r.member_id = the_member AND r.kind = 'close');
    RETURN FOUND;
END $$;

-- What happened about a member, in codes: found, decided, kept in mind, imposed, asked. Never a text or a name.
CREATE VIEW member_event AS
SELECT p.author_id AS member_id, x.made_at AS at, md5('signal:' || x.id) AS key, 'signal' AS what, x.urgency AS code,
    x.categories AS codes, p.id AS post_id
FROM verdict AS x JOIN post AS p ON p.id = x.post_id WHERE x.urgency <> 'none'
UNION ALL
SELECT p.author_id, d.made_at, md5('decided:' || d.id), 'decided', d.act, ARRAY[d.reason], p.id
FROM decision AS d JOIN post AS p ON p.id = d.post_id WHERE d.state = 'applied'
UNION ALL
SELECT member_id, made_at, md5('tracked:' || id), 'tracked', kind, '{}', NULL FROM tracking
UNION ALL
SELECT member_id, ended_at, md5('track_ended:' || id), 'track_ended', kind, '{}', NULL FROM tracking
WHERE ended_at IS NOT NULL
UNION ALL
SELECT member_id, made_at, md5('watched:' || id), 'watched', '', '{}', NULL FROM watch
UNION ALL
SELECT member_id, coalesce(seen_at, case_opened_at, ended_at), md5('watch_over:' || id),
    CASE WHEN seen_at IS NOT NULL THEN 'seen' WHEN case_opened_at IS NOT NULL THEN 'quiet' ELSE 'unwatched' END,
    '', '{}', NULL
FROM watch WHERE coalesce(seen_at, case_opened_at, ended_at) IS NOT NULL
UNION ALL
SELECT member_id, starts_at, md5('imposed:' || id), 'imposed', kind, ARRAY[reason], NULL FROM sanction
UNION ALL
SELECT member_id, lifted_at, md5('lifted:' || id), 'lifted', kind, ARRAY[reason], NULL FROM sanction
WHERE lifted_at IS NOT NULL AND (ends_at IS NULL OR lifted_at < ends_at)
UNION ALL
SELECT p.author_id, a.made_at, md5('appealed:' || a.id), 'appealed', '', '{}', p.id
FROM appeal AS a JOIN post AS p ON p.id = a.post_id WHERE a.answer = 'asked'
UNION ALL
SELECT p.author_id, a.settled_at, md5('settled:' || a.id), 'settled', a.outcome, '{}', p.id
FROM appeal AS a JOIN post AS p ON p.id = a.post_id WHERE a.settled_at IS NOT NULL;

CREATE FUNCTION ask_again(the_member bigint, the_words text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- The member asks another guide to look at the pause that holds. False when it was asked before.
BEGIN
    UPDATE sanction SET asked_at = now(), asked_words = the_words
    WHERE member_id = the_member AND kind = 'pause' AND lifted_at IS NULL AND ends_at > now() AND asked_at IS NULL;
    RETURN FOUND;
END $$;

ALTER TABLE case_file DROP CONSTRAINT IF EXISTS case_file_reasons_check;
ALTER TABLE case_file ADD CONSTRAINT case_file_reasons_check CHECK (
    cardinality(reasons) > 0
    AND reasons <@ ARRAY['danger', 'review', 'rule', 'privacy', 'newcomer', 'unscreened', 'declined', 'worry',
        'appeal', 'unanswered', 'quiet']); -- quiet: a member whom guides watch was not seen in time

REVOKE ALL ON FUNCTION refuse_paused(), see_watched(bigint), session_seen(), author_seen(), close_account(bigint),
    reopen_account(bigint), ask_again(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ask_again(bigint, text) TO board_{community};
GRANT SELECT ON running_sanction TO board_{community};
GRANT SELECT ON tracking, watch, member_note, sanction, member_event TO desk_{community};
GRANT INSERT (ref, member_id, kind, reason, review_on, ends_on, made_by) ON tracking TO desk_{community};
GRANT UPDATE (ended_at, ended_by) ON tracking TO desk_{community};
GRANT INSERT (ref, member_id, made_by, until_at) ON watch TO desk_{community};
GRANT UPDATE (ended_at, ended_by) ON watch TO desk_{community};
GRANT INSERT (member_id, staff_id, words, nonce) ON member_note TO desk_{community};
GRANT INSERT (ref, member_id, kind, reason, words, ends_at, staff_id, decision_ref) ON sanction TO desk_{community};
GRANT UPDATE (lifted_at, lifted_by) ON sanction TO desk_{community};
GRANT EXECUTE ON FUNCTION close_account(bigint), reopen_account(bigint) TO desk_{community};
GRANT SELECT (id, member_id, until_at, seen_at, case_opened_at, ended_at) ON watch TO screener_{community};
GRANT UPDATE (case_opened_at) ON watch, sanction TO screener_{community};
GRANT SELECT (id, member_id, staff_id, asked_at, case_opened_at) ON sanction TO screener_{community};
