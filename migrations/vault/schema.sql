-- What the migrations of this folder add up to, as PostgreSQL 18 writes it. Written by
-- `python -m tests.contracts.dump`, compared by a test, never executed.

CREATE TABLE alarm (
    opening_id bigint NOT NULL,
    senior_id bigint NOT NULL,
    queued_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT alarm_pkey PRIMARY KEY (opening_id, senior_id),
    CONSTRAINT alarm_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES opening(id),
    CONSTRAINT alarm_senior_id_fkey FOREIGN KEY (senior_id) REFERENCES senior(id)
);
CREATE INDEX alarm_senior ON vault.alarm USING btree (senior_id);

CREATE TABLE answer (
    opening_id bigint NOT NULL,
    requester_id bigint NOT NULL,
    is_solo boolean NOT NULL,
    senior_id bigint NOT NULL,
    is_granted boolean NOT NULL,
    words text NOT NULL DEFAULT ''::text,
    answered_at timestamp with time zone NOT NULL DEFAULT now(),
    ends_at timestamp with time zone NOT NULL DEFAULT (now() + '00:15:00'::interval),
    CONSTRAINT answer_pkey PRIMARY KEY (opening_id),
    CONSTRAINT answer_by_another CHECK ((is_solo = (senior_id = requester_id))),
    CONSTRAINT answer_granted UNIQUE (opening_id, is_granted),
    CONSTRAINT answer_quarter CHECK ((ends_at = (answered_at + '00:15:00'::interval))),
    CONSTRAINT answer_refusal_said CHECK ((is_granted OR (char_length(words) >= 3))),
    CONSTRAINT answer_senior_id_fkey FOREIGN KEY (senior_id) REFERENCES senior(id),
    CONSTRAINT answer_solo_granted CHECK (((NOT is_solo) OR is_granted)),
    CONSTRAINT answer_to FOREIGN KEY (opening_id, requester_id, is_solo) REFERENCES opening(id, requester_id, is_solo),
    CONSTRAINT answer_words_check CHECK ((char_length(words) <= 2000))
);
CREATE INDEX answer_senior ON vault.answer USING btree (senior_id);

CREATE TABLE closing (
    opening_id bigint NOT NULL,
    senior_id bigint NOT NULL,
    outcome text NOT NULL,
    words text NOT NULL,
    closed_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT closing_pkey PRIMARY KEY (opening_id),
    CONSTRAINT closing_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES opening(id),
    CONSTRAINT closing_outcome_check CHECK ((outcome = ANY (ARRAY['reached'::text, 'help_sent'::text, 'not_found'::text, 'not_needed'::text, 'withdrawn'::text]))),
    CONSTRAINT closing_senior_id_fkey FOREIGN KEY (senior_id) REFERENCES senior(id),
    CONSTRAINT closing_words_check CHECK (((char_length(words) >= 3) AND (char_length(words) <= 2000)))
);
CREATE INDEX closing_senior ON vault.closing USING btree (senior_id);

CREATE TABLE code_used (
    senior_id bigint NOT NULL,
    step bigint NOT NULL,
    used_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT code_used_pkey PRIMARY KEY (senior_id, step),
    CONSTRAINT code_used_senior_id_fkey FOREIGN KEY (senior_id) REFERENCES senior(id)
);

CREATE TABLE disclosure (
    opening_id bigint NOT NULL,
    field text NOT NULL,
    is_granted boolean NOT NULL DEFAULT true,
    log_id bigint NOT NULL,
    shown_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT disclosure_pkey PRIMARY KEY (opening_id, field),
    CONSTRAINT disclosure_field_check CHECK ((field = ANY (ARRAY['email'::text, 'phone'::text, 'postal_code'::text, 'birth_date'::text, 'addresses'::text]))),
    CONSTRAINT disclosure_granted FOREIGN KEY (opening_id, is_granted) REFERENCES answer(opening_id, is_granted),
    CONSTRAINT disclosure_is_granted_check CHECK (is_granted),
    CONSTRAINT disclosure_log_id_fkey FOREIGN KEY (log_id) REFERENCES log(id)
);
CREATE UNIQUE INDEX disclosure_entry ON vault.disclosure USING btree (log_id);
CREATE TRIGGER disclosure_in_time BEFORE INSERT ON vault.disclosure FOR EACH ROW EXECUTE FUNCTION disclosure_in_time();

CREATE TABLE group_key (
    epoch integer NOT NULL,
    public_key text NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT group_key_pkey PRIMARY KEY (epoch),
    CONSTRAINT group_key_epoch_check CHECK ((epoch > 0)),
    CONSTRAINT group_key_public_key_check CHECK ((char_length(public_key) = 44)),
    CONSTRAINT group_key_public_key_key UNIQUE (public_key)
);

CREATE TABLE job (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    kind text NOT NULL,
    subject bigint NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    run_at timestamp with time zone NOT NULL DEFAULT now(),
    lease uuid,
    leased_until timestamp with time zone,
    buried_at timestamp with time zone,
    error text,
    CONSTRAINT job_pkey PRIMARY KEY (id),
    CONSTRAINT job_error_check CHECK ((char_length(error) <= 80)),
    CONSTRAINT job_kind_check CHECK ((char_length(kind) <= 40)),
    CONSTRAINT job_lease_whole CHECK (((lease IS NULL) = (leased_until IS NULL))),
    CONSTRAINT job_once UNIQUE (kind, subject)
);
CREATE INDEX job_due ON vault.job USING btree (run_at) WHERE (buried_at IS NULL);

CREATE TABLE log (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    verb text NOT NULL,
    subject text NOT NULL,
    code text NOT NULL DEFAULT ''::text,
    prev bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT log_pkey PRIMARY KEY (id),
    CONSTRAINT log_actor_check CHECK (((char_length(actor) >= 1) AND (char_length(actor) <= 60))),
    CONSTRAINT log_code_check CHECK ((char_length(code) <= 80)),
    CONSTRAINT log_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT log_subject_check CHECK ((char_length(subject) <= 80)),
    CONSTRAINT log_verb_check CHECK ((verb ~ '^[a-z_]{3,40}$'::text))
);
CREATE INDEX log_subject ON vault.log USING btree (subject, id);
CREATE TRIGGER log_chain BEFORE INSERT ON vault.log FOR EACH ROW EXECUTE FUNCTION log_chain();
CREATE TRIGGER log_stands BEFORE DELETE OR UPDATE OR TRUNCATE ON vault.log FOR EACH STATEMENT EXECUTE FUNCTION log_stands();

CREATE TABLE migration (
    name text NOT NULL,
    applied_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT migration_pkey PRIMARY KEY (name)
);

CREATE TABLE opening (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    escalation_ref text NOT NULL,
    number integer NOT NULL,
    community text NOT NULL,
    case_ref text NOT NULL,
    member_ref text NOT NULL,
    requester_id bigint NOT NULL,
    reason text NOT NULL,
    words text NOT NULL,
    is_solo boolean NOT NULL,
    requested_at timestamp with time zone NOT NULL DEFAULT now(),
    answer_by timestamp with time zone NOT NULL DEFAULT (now() + '01:00:00'::interval),
    CONSTRAINT opening_pkey PRIMARY KEY (id),
    CONSTRAINT opening_asked_by UNIQUE (id, requester_id, is_solo),
    CONSTRAINT opening_escalation_ref_check CHECK ((char_length(escalation_ref) = 14)),
    CONSTRAINT opening_number UNIQUE (escalation_ref, number),
    CONSTRAINT opening_number_check CHECK ((number > 0)),
    CONSTRAINT opening_reason_check CHECK ((reason = ANY (ARRAY['life_at_risk'::text, 'child_at_risk'::text, 'threat_to_others'::text, 'member_asked'::text]))),
    CONSTRAINT opening_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT opening_ref_key UNIQUE (ref),
    CONSTRAINT opening_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES senior(id),
    CONSTRAINT opening_solo_danger CHECK (((NOT is_solo) OR (reason = 'life_at_risk'::text))),
    CONSTRAINT opening_words_check CHECK (((char_length(words) >= 20) AND (char_length(words) <= 2000)))
);
CREATE INDEX opening_member ON vault.opening USING btree (community, member_ref);
CREATE INDEX opening_requester ON vault.opening USING btree (requester_id);

CREATE TABLE record (
    id uuid NOT NULL,
    community text NOT NULL,
    member_ref text NOT NULL,
    kind text NOT NULL,
    epoch integer NOT NULL,
    sealed bytea NOT NULL,
    arrived_at timestamp with time zone NOT NULL,
    CONSTRAINT record_pkey PRIMARY KEY (id),
    CONSTRAINT record_epoch_fkey FOREIGN KEY (epoch) REFERENCES group_key(epoch),
    CONSTRAINT record_kind_check CHECK ((kind = ANY (ARRAY['registration'::text, 'address'::text]))),
    CONSTRAINT record_sealed_check CHECK (((octet_length(sealed) >= 600) AND (octet_length(sealed) <= 620)))
);
CREATE INDEX record_epoch ON vault.record USING btree (epoch);
CREATE INDEX record_old ON vault.record USING btree (arrived_at) WHERE (kind = 'address'::text);
CREATE UNIQUE INDEX record_registration ON vault.record USING btree (community, member_ref) WHERE (kind = 'registration'::text);
CREATE INDEX record_ring ON vault.record USING btree (community, member_ref, arrived_at DESC, id) WHERE (kind = 'address'::text);

CREATE TABLE recovery (
    epoch integer NOT NULL,
    pair text NOT NULL,
    salt bytea NOT NULL,
    wrapped bytea NOT NULL,
    CONSTRAINT recovery_pkey PRIMARY KEY (epoch, pair),
    CONSTRAINT recovery_epoch_fkey FOREIGN KEY (epoch) REFERENCES group_key(epoch),
    CONSTRAINT recovery_pair_check CHECK ((pair = ANY (ARRAY['1+2'::text, '1+3'::text, '2+3'::text]))),
    CONSTRAINT recovery_salt_check CHECK ((octet_length(salt) = 16)),
    CONSTRAINT recovery_wrapped_check CHECK ((octet_length(wrapped) = 72))
);

CREATE TABLE review (
    opening_id bigint NOT NULL,
    requester_id bigint NOT NULL,
    is_solo boolean NOT NULL DEFAULT true,
    senior_id bigint NOT NULL,
    finding text NOT NULL,
    words text NOT NULL,
    written_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT review_pkey PRIMARY KEY (opening_id),
    CONSTRAINT review_by_another CHECK ((senior_id <> requester_id)),
    CONSTRAINT review_finding_check CHECK ((finding = ANY (ARRAY['fitting'::text, 'not_fitting'::text]))),
    CONSTRAINT review_is_solo_check CHECK (is_solo),
    CONSTRAINT review_of FOREIGN KEY (opening_id, requester_id, is_solo) REFERENCES opening(id, requester_id, is_solo),
    CONSTRAINT review_senior_id_fkey FOREIGN KEY (senior_id) REFERENCES senior(id),
    CONSTRAINT review_words_check CHECK (((char_length(words) >= 20) AND (char_length(words) <= 2000)))
);
CREATE INDEX review_senior ON vault.review USING btree (senior_id);

CREATE TABLE senior (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    login text NOT NULL,
    name text NOT NULL,
    lang text NOT NULL,
    password_hash text NOT NULL,
    totp_sealed bytea NOT NULL,
    mail_sealed bytea NOT NULL,
    enrolled_by bigint,
    enrolled_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT senior_pkey PRIMARY KEY (id),
    CONSTRAINT senior_enrolled_by_fkey FOREIGN KEY (enrolled_by) REFERENCES senior(id),
    CONSTRAINT senior_lang_check CHECK ((lang ~ '^[a-z]{2}$'::text)),
    CONSTRAINT senior_login UNIQUE (login),
    CONSTRAINT senior_login_check CHECK (((login = lower(login)) AND ((char_length(login) >= 3) AND (char_length(login) <= 40)))),
    CONSTRAINT senior_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60))),
    CONSTRAINT senior_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT senior_ref_key UNIQUE (ref)
);
CREATE INDEX senior_enrolled_by ON vault.senior USING btree (enrolled_by);

CREATE TABLE senior_session (
    digest bytea NOT NULL,
    senior_id bigint NOT NULL,
    opened_at timestamp with time zone NOT NULL DEFAULT now(),
    seen_at timestamp with time zone NOT NULL DEFAULT now(),
    ends_at timestamp with time zone NOT NULL DEFAULT (now() + '08:00:00'::interval),
    CONSTRAINT senior_session_pkey PRIMARY KEY (digest),
    CONSTRAINT senior_session_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT senior_session_senior_id_fkey FOREIGN KEY (senior_id) REFERENCES senior(id)
);
CREATE INDEX senior_session_senior ON vault.senior_session USING btree (senior_id);

CREATE TABLE set_aside (
    escalation_ref text NOT NULL,
    senior_id bigint NOT NULL,
    words text NOT NULL,
    set_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT set_aside_pkey PRIMARY KEY (escalation_ref),
    CONSTRAINT set_aside_escalation_ref_check CHECK ((char_length(escalation_ref) = 14)),
    CONSTRAINT set_aside_senior_id_fkey FOREIGN KEY (senior_id) REFERENCES senior(id),
    CONSTRAINT set_aside_words_check CHECK (((char_length(words) >= 3) AND (char_length(words) <= 2000)))
);
CREATE INDEX set_aside_senior ON vault.set_aside USING btree (senior_id);

CREATE TABLE wrapped_key (
    senior_id bigint NOT NULL,
    epoch integer NOT NULL,
    salt bytea NOT NULL,
    wrapped bytea NOT NULL,
    CONSTRAINT wrapped_key_pkey PRIMARY KEY (senior_id, epoch),
    CONSTRAINT wrapped_key_epoch_fkey FOREIGN KEY (epoch) REFERENCES group_key(epoch),
    CONSTRAINT wrapped_key_salt_check CHECK ((octet_length(salt) = 16)),
    CONSTRAINT wrapped_key_senior_id_fkey FOREIGN KEY (senior_id) REFERENCES senior(id),
    CONSTRAINT wrapped_key_wrapped_check CHECK ((octet_length(wrapped) = 72))
);
CREATE INDEX wrapped_key_epoch ON vault.wrapped_key USING btree (epoch);

CREATE VIEW opening_state WITH (security_barrier=true) AS
 SELECT o.id,
    o.ref,
    o.escalation_ref,
    o.number,
    o.community,
    o.case_ref,
    o.member_ref,
    o.requester_id,
    asker.ref AS requester_ref,
    asker.name AS requester_name,
    o.reason,
    o.words,
    o.is_solo,
    o.requested_at,
    o.answer_by,
    a.senior_id AS answerer_id,
    other.name AS answerer_name,
    a.words AS answer_words,
    a.answered_at,
    a.ends_at,
    c.outcome,
    c.words AS closing_words,
    c.closed_at,
    v.finding,
    v.words AS review_words,
    v.written_at AS reviewed_at,
    reader.name AS reviewer_name,
        CASE
            WHEN (c.opening_id IS NOT NULL) THEN 'closed'::text
            WHEN ((a.opening_id IS NULL) AND (o.answer_by <= now())) THEN 'lapsed'::text
            WHEN (a.opening_id IS NULL) THEN 'asked'::text
            WHEN (NOT a.is_granted) THEN 'refused'::text
            WHEN (a.ends_at <= now()) THEN 'ended'::text
            ELSE 'open'::text
        END AS state
   FROM ((((((opening o
     JOIN senior asker ON ((asker.id = o.requester_id)))
     LEFT JOIN answer a ON ((a.opening_id = o.id)))
     LEFT JOIN senior other ON ((other.id = a.senior_id)))
     LEFT JOIN closing c ON ((c.opening_id = o.id)))
     LEFT JOIN review v ON ((v.opening_id = o.id)))
     LEFT JOIN senior reader ON ((reader.id = v.senior_id)));

CREATE OR REPLACE FUNCTION vault.disclosure_in_time()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'vault', 'pg_temp'
AS $function$
-- The database's clock decides, at the moment of writing; no process can stretch its quarter of an hour.
BEGIN
    IF NOT EXISTS (SELECT FROM answer AS a
                   WHERE a.opening_id = NEW.opening_id AND a.is_granted
                       AND clock_timestamp() BETWEEN a.answered_at AND a.ends_at)
        OR EXISTS (SELECT FROM closing AS c WHERE c.opening_id = NEW.opening_id)
    THEN
        RAISE EXCEPTION 'opening_over';
    END IF;
    RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION vault.forget_addresses()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'vault', 'pg_temp'
BEGIN ATOMIC
 DELETE FROM record
   WHERE ((record.kind = 'address'::text) AND (record.arrived_at < (now() - '30 days'::interval)));
END;

CREATE OR REPLACE FUNCTION vault.log_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'vault', 'pg_temp'
AS $function$
-- Writers queue here until they commit: that is what keeps the chain in one line.
DECLARE last record;
BEGIN
    PERFORM pg_advisory_xact_lock('log'::regclass::bigint);
    SELECT l.id, l.hash INTO last FROM log AS l ORDER BY l.id DESC LIMIT 1;
    NEW.id := coalesce(last.id, 0) + 1;
    NEW.at := clock_timestamp();
    NEW.prev := coalesce(last.hash, '\x'::bytea);
    NEW.hash := log_hash(NEW.id, NEW.at, NEW.actor, NEW.verb, NEW.subject, NEW.code, NEW.prev);
    RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION vault.log_hash(id bigint, at timestamp with time zone, actor text, verb text, subject text, code text, prev bytea)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN sha256((prev || convert_to(concat_ws(''::text, id, to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US'::text), actor, verb, subject, code), 'UTF8'::name)));

CREATE OR REPLACE FUNCTION vault.log_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'the log is append-only';
END $function$;

CREATE OR REPLACE FUNCTION vault.prune_ring(the_community text, the_member text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'vault', 'pg_temp'
BEGIN ATOMIC
 DELETE FROM record
   WHERE (record.id IN ( SELECT r.id
            FROM record r
           WHERE ((r.kind = 'address'::text) AND (r.community = prune_ring.the_community) AND (r.member_ref = prune_ring.the_member))
           ORDER BY r.arrived_at DESC, r.id
          OFFSET 5));
END;
