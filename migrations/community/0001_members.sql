-- Members under their chosen names. No address, number, code or date of birth stands here:
-- those are sealed at the door and leave through shared.airlock.

CREATE TABLE member (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    pseudonym text NOT NULL CHECK (char_length(pseudonym) BETWEEN 3 AND 30),
    pseudonym_key text NOT NULL UNIQUE, -- folded skeleton: two names that look alike are one
    affiliation text NOT NULL CHECK (affiliation IN ('serving', 'veteran', 'public_service', 'family')),
    password_hash text NOT NULL,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'active', 'paused', 'closed')),
    theme text NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
    posts_shown integer NOT NULL DEFAULT 0, -- newcomers are read more closely
    joined_at timestamptz NOT NULL DEFAULT now(),
    activated_at timestamptz,
    welcomed_at timestamptz, -- the short questions are behind them
    CONSTRAINT member_active CHECK (status = 'pending' OR activated_at IS NOT NULL)
);
CREATE INDEX member_pending ON member (joined_at) WHERE status = 'pending'; -- forgotten after 48 hours

CREATE TABLE session (
    digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32), -- SHA-256 of the token
    member_id bigint NOT NULL REFERENCES member (id),
    opened_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    ends_at timestamptz NOT NULL
);
CREATE INDEX session_member ON session (member_id); -- sign out everywhere
CREATE INDEX session_end ON session (ends_at); -- swept by the courier

CREATE TABLE token (
    digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
    member_id bigint NOT NULL REFERENCES member (id),
    purpose text NOT NULL CHECK (purpose IN ('activate', 'reset')),
    ends_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX token_member ON token (member_id, purpose); -- a new one ends the old ones

CREATE TABLE answer (
    member_id bigint NOT NULL REFERENCES member (id),
    question text NOT NULL CHECK (question ~ '^[a-z_]{3,30}$'),
    choice text NOT NULL CHECK (choice ~ '^[a-z_]{1,30}$'),
    PRIMARY KEY (member_id, question)
);

CREATE TABLE draft (
    member_id bigint NOT NULL REFERENCES member (id),
    place text NOT NULL CHECK (char_length(place) <= 60), -- "new:<space>", "reply:<thread>", "edit:<post>"
    title text NOT NULL DEFAULT '' CHECK (char_length(title) <= 120),
    body text NOT NULL CHECK (char_length(body) <= 10000),
    saved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (member_id, place)
);

CREATE FUNCTION claim_email(the_digest bytea, the_member text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- One address, one account over both communities; false when it is taken, and not by whom.
BEGIN
    INSERT INTO shared.email_claim (digest, community, member_ref)
    VALUES (the_digest, '{community}', the_member) ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;

CREATE FUNCTION member_of_email(the_digest bytea) RETURNS text
LANGUAGE sql SECURITY DEFINER STABLE SET search_path FROM CURRENT
RETURN (SELECT member_ref FROM shared.email_claim WHERE digest = the_digest AND community = '{community}');

CREATE FUNCTION seal_in(the_member text, the_kind text, the_bytes bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    INSERT INTO shared.airlock (community, member_ref, kind, sealed)
    VALUES ('{community}', the_member, the_kind, the_bytes);
END;

CREATE FUNCTION forget_pending(older_than interval) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    -- Registrations that nobody activated leave nothing behind on this side: neither the claim on the
    -- address nor an envelope that still waits in the airlock.
    WITH leaving AS (
        SELECT id, ref FROM member WHERE status = 'pending' AND joined_at < now() - older_than
        FOR UPDATE SKIP LOCKED
    ), claims AS (
        DELETE FROM shared.email_claim AS c USING leaving AS l
        WHERE c.community = '{community}' AND c.member_ref = l.ref
    ), envelopes AS (
        DELETE FROM shared.airlock AS a USING leaving AS l
        WHERE a.community = '{community}' AND a.member_ref = l.ref
    ), tokens AS (
        DELETE FROM token AS t USING leaving AS l WHERE t.member_id = l.id
    ), gone AS (
        DELETE FROM member AS m USING leaving AS l WHERE m.id = l.id RETURNING m.id
    )
    SELECT count(*)::integer FROM gone;
END;
