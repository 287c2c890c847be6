-- Keys and people. The group's private key stands here only wrapped: under each senior's passphrase,
-- and under pairs of the three recovery codes. Nothing in this file opens anything by itself.

CREATE TABLE group_key (
    epoch integer PRIMARY KEY CHECK (epoch > 0), -- a new key is a new row; old ones are burnt with their wraps
    public_key text NOT NULL UNIQUE CHECK (char_length(public_key) = 44),
    made_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE senior (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    login text NOT NULL CONSTRAINT senior_login UNIQUE CHECK (login = lower(login) AND char_length(login) BETWEEN 3 AND 40),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60), -- what the other seniors see
    lang text NOT NULL CHECK (lang ~ '^[a-z]{2}$'),
    password_hash text NOT NULL,
    totp_sealed bytea NOT NULL, -- under the vault's own secret; no password works alone
    mail_sealed bytea NOT NULL, -- the alarm mail, address included, already sealed to the courier
    enrolled_by bigint REFERENCES senior (id), -- NULL: at the ceremony, or with two recovery codes
    enrolled_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX senior_enrolled_by ON senior (enrolled_by);

CREATE TABLE wrapped_key (
    senior_id bigint NOT NULL REFERENCES senior (id),
    epoch integer NOT NULL REFERENCES group_key (epoch),
    salt bytea NOT NULL CHECK (octet_length(salt) = 16),
    wrapped bytea NOT NULL CHECK (octet_length(wrapped) = 72), -- nonce, tag, 32 bytes of key
    PRIMARY KEY (senior_id, epoch)
);
CREATE INDEX wrapped_key_epoch ON wrapped_key (epoch); -- burning an epoch

CREATE TABLE recovery (
    epoch integer NOT NULL REFERENCES group_key (epoch),
    pair text NOT NULL CHECK (pair IN ('1+2', '1+3', '2+3')), -- any two of three codes, never one
    salt bytea NOT NULL CHECK (octet_length(salt) = 16),
    wrapped bytea NOT NULL CHECK (octet_length(wrapped) = 72),
    PRIMARY KEY (epoch, pair)
);

CREATE TABLE code_used (
    senior_id bigint NOT NULL REFERENCES senior (id),
    step bigint NOT NULL, -- the half minute that the code belongs to
    used_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (senior_id, step) -- a code is good once, two requests at the same moment included
);

CREATE TABLE senior_session (
    digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32), -- SHA-256 of the token; a dump replays nothing
    senior_id bigint NOT NULL REFERENCES senior (id),
    opened_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(), -- idle for 15 minutes ends it
    ends_at timestamptz NOT NULL DEFAULT now() + interval '8 hours'
);
CREATE INDEX senior_session_senior ON senior_session (senior_id); -- sign out everywhere

CREATE TABLE record (
    id uuid PRIMARY KEY, -- the airlock's own: the same row pulled twice is one row here
    community text NOT NULL,
    member_ref text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('registration', 'address')),
    epoch integer NOT NULL REFERENCES group_key (epoch), -- which group key it was sealed to
    sealed bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 600 AND 620), -- as it arrived, both locks on
    arrived_at timestamptz NOT NULL
);
-- A member has one registration. What came first stays: a board that was taken over cannot replace it.
CREATE UNIQUE INDEX record_registration ON record (community, member_ref) WHERE kind = 'registration';
CREATE INDEX record_ring ON record (community, member_ref, arrived_at DESC, id) WHERE kind = 'address'; -- last five
CREATE INDEX record_old ON record (arrived_at) WHERE kind = 'address'; -- forgotten after 30 days
CREATE INDEX record_epoch ON record (epoch); -- sealing again after a rotation

CREATE FUNCTION prune_ring(the_community text, the_member text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    -- The serving role cannot delete a record; it may only ask for the sixth address to go.
    DELETE FROM record
    WHERE id IN (
        SELECT r.id FROM record AS r
        WHERE r.kind = 'address' AND r.community = the_community AND r.member_ref = the_member
        ORDER BY r.arrived_at DESC, r.id
        OFFSET 5);
END;

CREATE FUNCTION forget_addresses() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    DELETE FROM record WHERE kind = 'address' AND arrived_at < now() - interval '30 days';
END;
