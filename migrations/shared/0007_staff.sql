-- People of the staff: accounts that admins run, passkeys beside codes, recovery, and who agreed to what.

-- Nobody's session is older than eight hours: everybody signs in once more and gets the new columns.
DELETE FROM staff_session;
ALTER TABLE staff_session
    ADD COLUMN ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14), -- names it on the person's own page
    ADD COLUMN stepped_up_at timestamptz; -- when the second factor was last shown in this session

ALTER TABLE staff
    DROP CONSTRAINT staff_role_check,
    ADD CONSTRAINT staff_role_check CHECK (role IN ('guide', 'lead', 'admin', 'auditor', 'partner')),
    ALTER COLUMN password_hash DROP NOT NULL, -- empty until the person enrolled; then nothing signs them in
    ALTER COLUMN totp_sealed DROP NOT NULL, -- empty where a passkey is the second factor
    ADD COLUMN seen_month date CHECK (seen_month = date_trunc('month', seen_month)); -- no finer: it is no time clock

CREATE TABLE staff_enrolment (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32), -- SHA-256 of the link's token
    staff_id bigint NOT NULL REFERENCES staff (id),
    totp_sealed bytea NOT NULL, -- offered with this link, counts once a code of it was shown
    made_at timestamptz NOT NULL DEFAULT now(),
    ends_at timestamptz NOT NULL DEFAULT now() + interval '72 hours',
    used_at timestamptz
);
-- One link at a time: a newer one puts the older out of use.
CREATE UNIQUE INDEX staff_enrolment_open ON staff_enrolment (staff_id) WHERE used_at IS NULL;

CREATE TABLE staff_passkey (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    staff_id bigint NOT NULL REFERENCES staff (id),
    credential bytea NOT NULL UNIQUE CHECK (octet_length(credential) BETWEEN 1 AND 1023), -- one person's only
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL CHECK (sign_count >= 0), -- one that goes back betrays a copied key
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 40),
    added_on date NOT NULL DEFAULT current_date
);
CREATE INDEX staff_passkey_staff ON staff_passkey (staff_id); -- a person's own

CREATE TABLE staff_challenge (
    challenge bytea PRIMARY KEY CHECK (octet_length(challenge) = 32), -- taken out when it is answered: good once
    purpose text NOT NULL CHECK (purpose IN ('sign_in', 'step_up', 'register', 'enrol')),
    staff_id bigint REFERENCES staff (id), -- nobody yet at the door
    ends_at timestamptz NOT NULL DEFAULT now() + interval '5 minutes',
    CONSTRAINT staff_challenge_whose CHECK ((staff_id IS NULL) = (purpose = 'sign_in'))
);
CREATE INDEX staff_challenge_old ON staff_challenge (ends_at); -- what nobody answered is swept

CREATE TABLE staff_recovery (
    staff_id bigint NOT NULL REFERENCES staff (id),
    digest bytea NOT NULL CHECK (octet_length(digest) = 32), -- keyed with the desk's secret: a dump guesses nothing
    used_at timestamptz,
    PRIMARY KEY (staff_id, digest)
);

CREATE TABLE staff_request (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    kind text NOT NULL CHECK (kind IN ('rights', 'reset', 'disable', 'enable')),
    staff_id bigint NOT NULL REFERENCES staff (id),
    role text, -- what the person is to become
    languages text[],
    asked_by bigint NOT NULL REFERENCES staff (id),
    asked_at timestamptz NOT NULL DEFAULT now(),
    answered_by bigint REFERENCES staff (id),
    answered_at timestamptz,
    is_agreed boolean,
    CONSTRAINT staff_request_two_people CHECK (NOT coalesce(is_agreed, false) OR answered_by <> asked_by),
    CONSTRAINT staff_request_answer CHECK (num_nonnulls(answered_by, answered_at, is_agreed) IN (0, 3)),
    CONSTRAINT staff_request_rights CHECK ((kind = 'rights') = (num_nonnulls(role, languages) = 2))
);
-- One open request about a person: two admins who ask at once ask the same.
CREATE UNIQUE INDEX staff_request_open ON staff_request (staff_id) WHERE answered_at IS NULL;

CREATE FUNCTION staff_out() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
-- Whoever may do something else than before signs in again, whichever way the row was changed.
BEGIN
    IF (NEW.role, NEW.languages, NEW.disabled_at IS NULL) IS DISTINCT FROM
       (OLD.role, OLD.languages, OLD.disabled_at IS NULL) THEN
        DELETE FROM staff_session WHERE staff_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER staff_out AFTER UPDATE ON staff FOR EACH ROW EXECUTE FUNCTION staff_out();
REVOKE ALL ON FUNCTION staff_out() FROM PUBLIC;

-- The log is read by who and what, beside the newest rows.
CREATE INDEX log_actor ON log (actor, id);
CREATE INDEX log_verb ON log (verb, id);
CREATE INDEX log_about ON log (split_part(subject, ' ', 1), id);

CREATE FUNCTION change_rights(the_admin text, the_staff bigint, the_role text, the_languages text[]) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    -- Only by an admin who is here now, has just shown the second factor, and is somebody else: a mistake in a
    -- statement of the desk makes nobody anything. (A minute more than the page allows, for the request's own time.)
    UPDATE staff AS p
    SET role = the_role, languages = the_languages
    WHERE p.id = the_staff AND EXISTS (
        SELECT FROM staff AS a
        JOIN staff_session AS s ON s.staff_id = a.id
        WHERE a.ref = the_admin AND a.role = 'admin' AND a.disabled_at IS NULL AND a.id <> p.id
            AND s.ends_at > now() AND s.stepped_up_at > now() - interval '11 minutes')
    RETURNING true;
END;
REVOKE ALL ON FUNCTION change_rights(text, bigint, text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION change_rights(text, bigint, text, text[]) TO desk;
GRANT UPDATE (name, seen_month) ON staff TO desk;
GRANT SELECT, INSERT ON staff_enrolment, staff_request TO desk;
GRANT UPDATE (used_at) ON staff_enrolment TO desk;
GRANT UPDATE (answered_by, answered_at, is_agreed) ON staff_request TO desk;
GRANT SELECT, INSERT, DELETE ON staff_passkey, staff_challenge, staff_recovery TO desk;
GRANT UPDATE (sign_count) ON staff_passkey TO desk;
GRANT UPDATE (used_at) ON staff_recovery TO desk;
