-- What both communities share. Every table here holds digests, sealed bytes or staff data;
-- nothing in it tells who a member is.

CREATE TABLE email_claim (
    digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32), -- Argon2id of the address; slow on purpose
    community text NOT NULL,
    member_ref text NOT NULL,
    claimed_at timestamptz NOT NULL DEFAULT now()
);
-- Leaving or an unused activation gives the address free again by the member's reference.
CREATE UNIQUE INDEX email_claim_member ON email_claim (community, member_ref);

CREATE TABLE staff (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    login text NOT NULL UNIQUE CHECK (login = lower(login) AND char_length(login) BETWEEN 3 AND 40),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60), -- what colleagues see
    role text NOT NULL CHECK (role IN ('guide', 'lead', 'admin', 'partner')),
    languages text[] NOT NULL CHECK (cardinality(languages) > 0), -- communities this person works in
    lang text NOT NULL, -- language of the console
    password_hash text NOT NULL,
    totp_sealed bytea NOT NULL, -- under the desk's own key; no role works with a password only
    totp_last_step bigint NOT NULL DEFAULT 0, -- a code is good once
    disabled_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE staff_session (
    digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32), -- SHA-256 of the token; a dump replays nothing
    staff_id bigint NOT NULL REFERENCES staff (id),
    opened_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    ends_at timestamptz NOT NULL
);
CREATE INDEX staff_session_staff ON staff_session (staff_id); -- sign out everywhere

CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE, -- one event, one recipient, one mail: a doubled event finds its row taken
    sealed bytea NOT NULL, -- address, language and link, sealed to the courier's key
    queued_at timestamptz NOT NULL DEFAULT now(),
    sent_at timestamptz -- the sealed bytes are emptied in the same statement
);
CREATE INDEX outbox_old ON outbox (queued_at); -- the courier forgets what nobody could deliver

CREATE TABLE airlock (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    community text NOT NULL,
    member_ref text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('registration', 'address')),
    sealed bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 600 AND 620), -- constant length: size tells nothing
    arrived_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX airlock_order ON airlock (arrived_at, id); -- the vault takes the oldest first

CREATE TABLE escalation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    community text NOT NULL,
    case_ref text NOT NULL,
    member_ref text NOT NULL,
    pseudonym text NOT NULL,
    staff_ref text NOT NULL, -- the guide who asks
    staff_name text NOT NULL,
    reason text NOT NULL CHECK (reason IN ('life_at_risk', 'child_at_risk', 'threat_to_others', 'member_asked')),
    facts text NOT NULL CHECK (char_length(facts) BETWEEN 20 AND 4000), -- what the guide saw, in the guide's words
    tried text NOT NULL CHECK (char_length(tried) BETWEEN 3 AND 2000), -- was the member asked to share first
    status text NOT NULL DEFAULT 'raised' CHECK (status IN ('raised', 'taken', 'opened', 'refused', 'closed')),
    raised_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX escalation_open ON escalation (raised_at) WHERE status <> 'closed'; -- the vault's list
CREATE INDEX escalation_case ON escalation (community, case_ref); -- the desk shows its status beside the case

CREATE FUNCTION queue_mail(the_key text, the_bytes bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- Mail and its job in one breath; false when this very mail was queued before.
DECLARE new_id bigint;
BEGIN
    INSERT INTO outbox (key, sealed) VALUES (the_key, the_bytes)
    ON CONFLICT (key) DO NOTHING RETURNING id INTO new_id;
    IF new_id IS NULL THEN RETURN false; END IF;
    INSERT INTO job (kind, subject) VALUES ('mail', new_id);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION queue_mail(text, bytea) FROM PUBLIC;
