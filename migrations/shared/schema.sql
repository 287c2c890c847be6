-- What the migrations of this folder add up to, as PostgreSQL 18 writes it. Written by
-- `python -m tests.contracts.dump`, compared by a test, never executed.

CREATE TABLE airlock (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    community text NOT NULL,
    member_ref text NOT NULL,
    kind text NOT NULL,
    sealed bytea NOT NULL,
    arrived_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT airlock_pkey PRIMARY KEY (id),
    CONSTRAINT airlock_kind_check CHECK ((kind = ANY (ARRAY['registration'::text, 'address'::text]))),
    CONSTRAINT airlock_sealed_check CHECK (((octet_length(sealed) >= 600) AND (octet_length(sealed) <= 620)))
);
CREATE INDEX airlock_order ON shared.airlock USING btree (arrived_at, id);

CREATE TABLE email_claim (
    digest bytea NOT NULL,
    community text NOT NULL,
    member_ref text NOT NULL,
    claimed_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT email_claim_pkey PRIMARY KEY (digest),
    CONSTRAINT email_claim_digest_check CHECK ((octet_length(digest) = 32))
);
CREATE UNIQUE INDEX email_claim_member ON shared.email_claim USING btree (community, member_ref);

CREATE TABLE escalation (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    community text NOT NULL,
    case_ref text NOT NULL,
    member_ref text NOT NULL,
    pseudonym text NOT NULL,
    staff_ref text NOT NULL,
    staff_name text NOT NULL,
    reason text NOT NULL,
    facts text NOT NULL,
    tried text NOT NULL,
    status text NOT NULL DEFAULT 'raised'::text,
    raised_at timestamp with time zone NOT NULL DEFAULT now(),
    changed_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT escalation_pkey PRIMARY KEY (id),
    CONSTRAINT escalation_facts_check CHECK (((char_length(facts) >= 20) AND (char_length(facts) <= 4000))),
    CONSTRAINT escalation_reason_check CHECK ((reason = ANY (ARRAY['life_at_risk'::text, 'child_at_risk'::text, 'threat_to_others'::text, 'member_asked'::text]))),
    CONSTRAINT escalation_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT escalation_ref_key UNIQUE (ref),
    CONSTRAINT escalation_status_check CHECK ((status = ANY (ARRAY['raised'::text, 'taken'::text, 'opened'::text, 'refused'::text, 'closed'::text]))),
    CONSTRAINT escalation_tried_check CHECK (((char_length(tried) >= 3) AND (char_length(tried) <= 2000)))
);
CREATE INDEX escalation_case ON shared.escalation USING btree (community, case_ref);
CREATE INDEX escalation_open ON shared.escalation USING btree (raised_at) WHERE (status <> 'closed'::text);

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
CREATE INDEX job_due ON shared.job USING btree (run_at) WHERE (buried_at IS NULL);

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
CREATE INDEX log_subject ON shared.log USING btree (subject, id);
CREATE TRIGGER log_chain BEFORE INSERT ON shared.log FOR EACH ROW EXECUTE FUNCTION log_chain();
CREATE TRIGGER log_stands BEFORE DELETE OR UPDATE OR TRUNCATE ON shared.log FOR EACH STATEMENT EXECUTE FUNCTION log_stands();

CREATE TABLE migration (
    name text NOT NULL,
    applied_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT migration_pkey PRIMARY KEY (name)
);

CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    key text NOT NULL,
    sealed bytea NOT NULL,
    queued_at timestamp with time zone NOT NULL DEFAULT now(),
    sent_at timestamp with time zone,
    CONSTRAINT outbox_pkey PRIMARY KEY (id),
    CONSTRAINT outbox_key_key UNIQUE (key)
);
CREATE INDEX outbox_old ON shared.outbox USING btree (queued_at);

CREATE TABLE staff (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    login text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    languages text[] NOT NULL,
    lang text NOT NULL,
    password_hash text NOT NULL,
    totp_sealed bytea NOT NULL,
    totp_last_step bigint NOT NULL DEFAULT 0,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT staff_pkey PRIMARY KEY (id),
    CONSTRAINT staff_languages_check CHECK ((cardinality(languages) > 0)),
    CONSTRAINT staff_login_check CHECK (((login = lower(login)) AND ((char_length(login) >= 3) AND (char_length(login) <= 40)))),
    CONSTRAINT staff_login_key UNIQUE (login),
    CONSTRAINT staff_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60))),
    CONSTRAINT staff_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT staff_ref_key UNIQUE (ref),
    CONSTRAINT staff_role_check CHECK ((role = ANY (ARRAY['guide'::text, 'lead'::text, 'admin'::text, 'partner'::text])))
);

CREATE TABLE staff_session (
    digest bytea NOT NULL,
    staff_id bigint NOT NULL,
    opened_at timestamp with time zone NOT NULL DEFAULT now(),
    seen_at timestamp with time zone NOT NULL DEFAULT now(),
    ends_at timestamp with time zone NOT NULL,
    CONSTRAINT staff_session_pkey PRIMARY KEY (digest),
    CONSTRAINT staff_session_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT staff_session_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);
CREATE INDEX staff_session_staff ON shared.staff_session USING btree (staff_id);

CREATE OR REPLACE FUNCTION shared.log_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'shared', 'pg_temp'
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

CREATE OR REPLACE FUNCTION shared.log_hash(id bigint, at timestamp with time zone, actor text, verb text, subject text, code text, prev bytea)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN sha256((prev || convert_to(concat_ws(''::text, id, to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US'::text), actor, verb, subject, code), 'UTF8'::name)));

CREATE OR REPLACE FUNCTION shared.log_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'the log is append-only';
END $function$;

CREATE OR REPLACE FUNCTION shared.queue_mail(the_key text, the_bytes bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'shared', 'pg_temp'
AS $function$
-- Mail and its job in one breath; false when this very mail was queued before.
DECLARE new_id bigint;
BEGIN
    INSERT INTO outbox (key, sealed) VALUES (the_key, the_bytes)
    ON CONFLICT (key) DO NOTHING RETURNING id INTO new_id;
    IF new_id IS NULL THEN RETURN false; END IF;
    INSERT INTO job (kind, subject) VALUES ('mail', new_id);
    RETURN true;
END $function$;
