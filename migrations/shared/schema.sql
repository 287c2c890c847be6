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

CREATE TABLE debrief (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    community text NOT NULL,
    staff_id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL DEFAULT now(),
    met_at timestamp with time zone,
    met_by bigint,
    CONSTRAINT debrief_pkey PRIMARY KEY (id),
    CONSTRAINT debrief_met_by_fkey FOREIGN KEY (met_by) REFERENCES staff(id),
    CONSTRAINT debrief_met_whole CHECK (((met_at IS NULL) = (met_by IS NULL))),
    CONSTRAINT debrief_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT debrief_ref_key UNIQUE (ref),
    CONSTRAINT debrief_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);
CREATE UNIQUE INDEX debrief_open ON shared.debrief USING btree (community, staff_id) WHERE (met_at IS NULL);

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

CREATE TABLE handbook_version (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    kind text NOT NULL,
    code text NOT NULL,
    number integer NOT NULL,
    is_shown boolean NOT NULL,
    position integer NOT NULL,
    words jsonb NOT NULL,
    facts jsonb NOT NULL,
    checked_on date,
    checked_by bigint,
    note text NOT NULL,
    made_by bigint NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT handbook_version_pkey PRIMARY KEY (id),
    CONSTRAINT handbook_checked_place CHECK (((checked_on IS NULL) OR (kind = 'place'::text))),
    CONSTRAINT handbook_hours_in_both CHECK (((COALESCE((words #>> '{en,hours}'::text[]), ''::text) = ''::text) = (COALESCE((words #>> '{fr,hours}'::text[]), ''::text) = ''::text))),
    CONSTRAINT handbook_in_both CHECK ((is_said((words -> 'en'::text)) AND is_said((words -> 'fr'::text)))),
    CONSTRAINT handbook_once UNIQUE (kind, code, number),
    CONSTRAINT handbook_version_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES staff(id),
    CONSTRAINT handbook_version_code_check CHECK ((code ~ '^[a-z0-9_]{2,40}$'::text)),
    CONSTRAINT handbook_version_facts_check CHECK ((jsonb_typeof(facts) = 'object'::text)),
    CONSTRAINT handbook_version_kind_check CHECK ((kind = ANY (ARRAY['answer'::text, 'rule'::text, 'place'::text]))),
    CONSTRAINT handbook_version_made_by_fkey FOREIGN KEY (made_by) REFERENCES staff(id),
    CONSTRAINT handbook_version_note_check CHECK ((char_length(note) <= 500)),
    CONSTRAINT handbook_version_number_check CHECK ((number > 0)),
    CONSTRAINT handbook_version_position_check CHECK ((("position" >= 0) AND ("position" <= 9999)))
);
CREATE TRIGGER handbook_stands BEFORE DELETE OR UPDATE OR TRUNCATE ON shared.handbook_version FOR EACH STATEMENT EXECUTE FUNCTION handbook_stands();

CREATE TABLE heavy_read (
    staff_id bigint NOT NULL,
    community text NOT NULL,
    case_ref text NOT NULL,
    at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT heavy_read_pkey PRIMARY KEY (staff_id, community, case_ref),
    CONSTRAINT heavy_read_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

CREATE TABLE hook_call (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    key text NOT NULL,
    event text NOT NULL,
    community text NOT NULL,
    waiting integer NOT NULL,
    oldest_minutes integer NOT NULL,
    queued_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT hook_call_pkey PRIMARY KEY (id),
    CONSTRAINT hook_call_event_check CHECK ((event = 'desk_alarm'::text)),
    CONSTRAINT hook_call_key_key UNIQUE (key)
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
CREATE INDEX log_about ON shared.log USING btree (split_part(subject, ' '::text, 1), id);
CREATE INDEX log_actor ON shared.log USING btree (actor, id);
CREATE INDEX log_subject ON shared.log USING btree (subject, id);
CREATE INDEX log_verb ON shared.log USING btree (verb, id);
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

CREATE TABLE partner_month (
    community text NOT NULL,
    month date NOT NULL,
    registered integer,
    active integer,
    posts integer,
    wait text,
    published_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT partner_month_pkey PRIMARY KEY (community, month),
    CONSTRAINT partner_month_active_check CHECK (((active >= 10) AND ((active % 5) = 0))),
    CONSTRAINT partner_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT partner_month_posts_check CHECK (((posts >= 10) AND ((posts % 5) = 0))),
    CONSTRAINT partner_month_registered_check CHECK (((registered >= 10) AND ((registered % 5) = 0))),
    CONSTRAINT partner_month_wait CHECK (((wait IS NULL) OR (posts IS NOT NULL))),
    CONSTRAINT partner_month_wait_check CHECK ((wait = ANY (ARRAY['half_hour'::text, 'two_hours'::text, 'eight_hours'::text, 'a_day'::text, 'longer'::text])))
);
CREATE TRIGGER partner_month_stands BEFORE DELETE OR UPDATE OR TRUNCATE ON shared.partner_month FOR EACH STATEMENT EXECUTE FUNCTION partner_stands();

CREATE TABLE partner_theme (
    community text NOT NULL,
    month date NOT NULL,
    theme text NOT NULL,
    posts integer,
    CONSTRAINT partner_theme_pkey PRIMARY KEY (community, month, theme),
    CONSTRAINT partner_theme_community_month_fkey FOREIGN KEY (community, month) REFERENCES partner_month(community, month),
    CONSTRAINT partner_theme_posts_check CHECK (((posts >= 10) AND ((posts % 5) = 0))),
    CONSTRAINT partner_theme_theme_check CHECK ((theme ~ '^[a-z_]{3,40}$'::text))
);
CREATE TRIGGER partner_theme_stands BEFORE DELETE OR UPDATE OR TRUNCATE ON shared.partner_theme FOR EACH STATEMENT EXECUTE FUNCTION partner_stands();

CREATE TABLE phrase_draft (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    lang text NOT NULL,
    phrase_id text NOT NULL,
    status text NOT NULL DEFAULT 'draft'::text,
    revision integer NOT NULL DEFAULT 0,
    changed_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT phrase_draft_pkey PRIMARY KEY (id),
    CONSTRAINT phrase_draft_phrase_id_check CHECK ((phrase_id ~ '^[a-z0-9-]{3,60}$'::text)),
    CONSTRAINT phrase_draft_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT phrase_draft_ref_key UNIQUE (ref),
    CONSTRAINT phrase_draft_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'shadow'::text, 'live'::text, 'retired'::text, 'dropped'::text])))
);
CREATE UNIQUE INDEX phrase_draft_one_open ON shared.phrase_draft USING btree (lang, phrase_id) WHERE (status = ANY (ARRAY['draft'::text, 'shadow'::text]));
CREATE INDEX phrase_draft_phrase ON shared.phrase_draft USING btree (lang, phrase_id, id DESC);

CREATE TABLE phrase_publication (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    lang text NOT NULL,
    drafts text[] NOT NULL,
    revisions integer[] NOT NULL,
    returns_to integer,
    status text NOT NULL DEFAULT 'checking'::text,
    contents jsonb NOT NULL DEFAULT '{}'::jsonb,
    bases jsonb NOT NULL DEFAULT '{}'::jsonb,
    checked integer NOT NULL DEFAULT 0,
    total integer NOT NULL DEFAULT 0,
    problems jsonb NOT NULL DEFAULT '[]'::jsonb,
    losses jsonb NOT NULL DEFAULT '[]'::jsonb,
    asked_by text NOT NULL,
    asked_at timestamp with time zone NOT NULL DEFAULT now(),
    beat_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT phrase_publication_pkey PRIMARY KEY (id),
    CONSTRAINT phrase_publication_about CHECK (((cardinality(drafts) = 0) = (returns_to IS NOT NULL))),
    CONSTRAINT phrase_publication_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT phrase_publication_ref_key UNIQUE (ref),
    CONSTRAINT phrase_publication_status_check CHECK ((status = ANY (ARRAY['checking'::text, 'refused'::text, 'ready'::text, 'published'::text]))),
    CONSTRAINT phrase_publication_whole CHECK ((cardinality(drafts) = cardinality(revisions)))
);
CREATE INDEX phrase_publication_open ON shared.phrase_publication USING btree (lang, id DESC) WHERE (status = ANY (ARRAY['checking'::text, 'ready'::text]));

CREATE TABLE phrase_revision (
    draft_id bigint NOT NULL,
    number integer NOT NULL,
    lang text NOT NULL,
    content jsonb NOT NULL,
    staff_ref text NOT NULL,
    staff_name text NOT NULL,
    saved_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT phrase_revision_pkey PRIMARY KEY (draft_id, number),
    CONSTRAINT phrase_revision_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES phrase_draft(id),
    CONSTRAINT phrase_revision_number_check CHECK ((number > 0))
);
CREATE TRIGGER phrase_revision_stands BEFORE DELETE OR UPDATE OR TRUNCATE ON shared.phrase_revision FOR EACH STATEMENT EXECUTE FUNCTION phrase_stands();

CREATE TABLE phrase_version (
    lang text NOT NULL,
    number integer NOT NULL,
    content jsonb NOT NULL,
    hash bytea NOT NULL,
    lowers_recall boolean NOT NULL,
    published_by text NOT NULL,
    second_by text,
    publication_ref text NOT NULL,
    published_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT phrase_version_pkey PRIMARY KEY (lang, number),
    CONSTRAINT phrase_version_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT phrase_version_number_check CHECK ((number > 0)),
    CONSTRAINT phrase_version_other CHECK ((second_by <> published_by)),
    CONSTRAINT phrase_version_two CHECK (((NOT lowers_recall) OR (second_by IS NOT NULL)))
);
CREATE TRIGGER phrase_version_stands BEFORE DELETE OR UPDATE OR TRUNCATE ON shared.phrase_version FOR EACH STATEMENT EXECUTE FUNCTION phrase_stands();

CREATE TABLE shift (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    staff_id bigint NOT NULL,
    communities text[] NOT NULL,
    is_on_call boolean NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT shift_pkey PRIMARY KEY (id),
    CONSTRAINT shift_communities_check CHECK ((cardinality(communities) > 0)),
    CONSTRAINT shift_length CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '12:00:00'::interval)))),
    CONSTRAINT shift_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT shift_ref_key UNIQUE (ref),
    CONSTRAINT shift_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);
CREATE INDEX shift_coming ON shared.shift USING btree (ends_at) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX shift_one ON shared.shift USING btree (staff_id) WHERE ((started_at IS NOT NULL) AND (ended_at IS NULL));

CREATE TABLE staff (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    login text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    languages text[] NOT NULL,
    lang text NOT NULL,
    password_hash text,
    totp_sealed bytea,
    totp_last_step bigint NOT NULL DEFAULT 0,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    easier_until timestamp with time zone,
    keys jsonb NOT NULL DEFAULT '{}'::jsonb,
    has_keys boolean NOT NULL DEFAULT true,
    seen_month date,
    CONSTRAINT staff_pkey PRIMARY KEY (id),
    CONSTRAINT staff_keys_check CHECK ((jsonb_typeof(keys) = 'object'::text)),
    CONSTRAINT staff_languages_check CHECK ((cardinality(languages) > 0)),
    CONSTRAINT staff_login_check CHECK (((login = lower(login)) AND ((char_length(login) >= 3) AND (char_length(login) <= 40)))),
    CONSTRAINT staff_login_key UNIQUE (login),
    CONSTRAINT staff_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60))),
    CONSTRAINT staff_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT staff_ref_key UNIQUE (ref),
    CONSTRAINT staff_role_check CHECK ((role = ANY (ARRAY['guide'::text, 'lead'::text, 'admin'::text, 'auditor'::text, 'partner'::text]))),
    CONSTRAINT staff_seen_month_check CHECK ((seen_month = date_trunc('month'::text, (seen_month)::timestamp with time zone)))
);
CREATE TRIGGER staff_out AFTER UPDATE ON shared.staff FOR EACH ROW EXECUTE FUNCTION staff_out();

CREATE TABLE staff_alarm (
    staff_id bigint NOT NULL,
    sealed bytea NOT NULL,
    set_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT staff_alarm_pkey PRIMARY KEY (staff_id),
    CONSTRAINT staff_alarm_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

CREATE TABLE staff_challenge (
    challenge bytea NOT NULL,
    purpose text NOT NULL,
    staff_id bigint,
    ends_at timestamp with time zone NOT NULL DEFAULT (now() + '00:05:00'::interval),
    CONSTRAINT staff_challenge_pkey PRIMARY KEY (challenge),
    CONSTRAINT staff_challenge_challenge_check CHECK ((octet_length(challenge) = 32)),
    CONSTRAINT staff_challenge_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'step_up'::text, 'register'::text, 'enrol'::text]))),
    CONSTRAINT staff_challenge_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
    CONSTRAINT staff_challenge_whose CHECK (((staff_id IS NULL) = (purpose = 'sign_in'::text)))
);
CREATE INDEX staff_challenge_old ON shared.staff_challenge USING btree (ends_at);

CREATE TABLE staff_enrolment (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    digest bytea NOT NULL,
    staff_id bigint NOT NULL,
    totp_sealed bytea NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    ends_at timestamp with time zone NOT NULL DEFAULT (now() + '72:00:00'::interval),
    used_at timestamp with time zone,
    CONSTRAINT staff_enrolment_pkey PRIMARY KEY (id),
    CONSTRAINT staff_enrolment_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT staff_enrolment_digest_key UNIQUE (digest),
    CONSTRAINT staff_enrolment_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);
CREATE UNIQUE INDEX staff_enrolment_open ON shared.staff_enrolment USING btree (staff_id) WHERE (used_at IS NULL);

CREATE TABLE staff_passkey (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    staff_id bigint NOT NULL,
    credential bytea NOT NULL,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    name text NOT NULL,
    added_on date NOT NULL DEFAULT CURRENT_DATE,
    CONSTRAINT staff_passkey_pkey PRIMARY KEY (id),
    CONSTRAINT staff_passkey_credential_check CHECK (((octet_length(credential) >= 1) AND (octet_length(credential) <= 1023))),
    CONSTRAINT staff_passkey_credential_key UNIQUE (credential),
    CONSTRAINT staff_passkey_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 40))),
    CONSTRAINT staff_passkey_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT staff_passkey_ref_key UNIQUE (ref),
    CONSTRAINT staff_passkey_sign_count_check CHECK ((sign_count >= 0)),
    CONSTRAINT staff_passkey_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);
CREATE INDEX staff_passkey_staff ON shared.staff_passkey USING btree (staff_id);

CREATE TABLE staff_recovery (
    staff_id bigint NOT NULL,
    digest bytea NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT staff_recovery_pkey PRIMARY KEY (staff_id, digest),
    CONSTRAINT staff_recovery_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT staff_recovery_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

CREATE TABLE staff_request (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    kind text NOT NULL,
    staff_id bigint NOT NULL,
    role text,
    languages text[],
    asked_by bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL DEFAULT now(),
    answered_by bigint,
    answered_at timestamp with time zone,
    is_agreed boolean,
    CONSTRAINT staff_request_pkey PRIMARY KEY (id),
    CONSTRAINT staff_request_answer CHECK ((num_nonnulls(answered_by, answered_at, is_agreed) = ANY (ARRAY[0, 3]))),
    CONSTRAINT staff_request_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES staff(id),
    CONSTRAINT staff_request_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES staff(id),
    CONSTRAINT staff_request_kind_check CHECK ((kind = ANY (ARRAY['rights'::text, 'reset'::text, 'disable'::text, 'enable'::text]))),
    CONSTRAINT staff_request_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT staff_request_ref_key UNIQUE (ref),
    CONSTRAINT staff_request_rights CHECK (((kind = 'rights'::text) = (num_nonnulls(role, languages) = 2))),
    CONSTRAINT staff_request_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
    CONSTRAINT staff_request_two_people CHECK (((NOT COALESCE(is_agreed, false)) OR (answered_by <> asked_by)))
);
CREATE UNIQUE INDEX staff_request_open ON shared.staff_request USING btree (staff_id) WHERE (answered_at IS NULL);

CREATE TABLE staff_rest (
    staff_id bigint NOT NULL,
    rested_at timestamp with time zone,
    hushed_until timestamp with time zone,
    CONSTRAINT staff_rest_pkey PRIMARY KEY (staff_id),
    CONSTRAINT staff_rest_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

CREATE TABLE staff_session (
    digest bytea NOT NULL,
    staff_id bigint NOT NULL,
    opened_at timestamp with time zone NOT NULL DEFAULT now(),
    seen_at timestamp with time zone NOT NULL DEFAULT now(),
    ends_at timestamp with time zone NOT NULL,
    ref text NOT NULL,
    stepped_up_at timestamp with time zone,
    CONSTRAINT staff_session_pkey PRIMARY KEY (digest),
    CONSTRAINT staff_session_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT staff_session_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT staff_session_ref_key UNIQUE (ref),
    CONSTRAINT staff_session_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);
CREATE INDEX staff_session_staff ON shared.staff_session USING btree (staff_id);

CREATE VIEW answer_shown WITH () AS
 SELECT DISTINCT ON (code) code,
    "position",
    is_shown,
        CASE
            WHEN is_shown THEN words
            ELSE NULL::jsonb
        END AS words,
        CASE
            WHEN is_shown THEN facts
            ELSE NULL::jsonb
        END AS facts
   FROM handbook_version
  WHERE (kind = 'answer'::text)
  ORDER BY code, number DESC;

CREATE VIEW phrase_live WITH (security_barrier=true) AS
 SELECT lang,
    number,
    content
   FROM phrase_version;

CREATE VIEW place_shown WITH () AS
 SELECT DISTINCT ON (code) code,
    "position",
    is_shown,
        CASE
            WHEN is_shown THEN words
            ELSE NULL::jsonb
        END AS words,
        CASE
            WHEN is_shown THEN facts
            ELSE NULL::jsonb
        END AS facts,
    checked_on
   FROM handbook_version
  WHERE (kind = 'place'::text)
  ORDER BY code, number DESC;

CREATE VIEW rule_shown WITH () AS
 SELECT DISTINCT ON (code) code,
    "position",
    is_shown,
        CASE
            WHEN is_shown THEN words
            ELSE NULL::jsonb
        END AS words
   FROM handbook_version
  WHERE (kind = 'rule'::text)
  ORDER BY code, number DESC;

CREATE OR REPLACE FUNCTION shared.change_rights(the_admin text, the_staff bigint, the_role text, the_languages text[])
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'shared', 'pg_temp'
BEGIN ATOMIC
 UPDATE staff p SET role = change_rights.the_role, languages = change_rights.the_languages
   WHERE ((p.id = change_rights.the_staff) AND (EXISTS ( SELECT
            FROM (staff a
              JOIN staff_session s ON ((s.staff_id = a.id)))
           WHERE ((a.ref = change_rights.the_admin) AND (a.role = 'admin'::text) AND (a.disabled_at IS NULL) AND (a.id <> p.id) AND (s.ends_at > now()) AND (s.stepped_up_at > (now() - '00:11:00'::interval))))))
   RETURNING true;
END;

CREATE OR REPLACE FUNCTION shared.handbook_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'versions of the handbook are append-only';
END $function$;

CREATE OR REPLACE FUNCTION shared.is_said(words jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN COALESCE((((words ->> 'title'::text) ~ '\S'::text) AND (char_length((words ->> 'title'::text)) <= 200) AND ((words ->> 'words'::text) ~ '\S'::text) AND (char_length((words ->> 'words'::text)) <= 2000)), false);

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

CREATE OR REPLACE FUNCTION shared.note_heavy(the_staff bigint, the_community text, the_case text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'shared', 'pg_temp'
BEGIN ATOMIC
 DELETE FROM heavy_read
   WHERE ((heavy_read.staff_id = note_heavy.the_staff) AND (heavy_read.at < (now() - '12:00:00'::interval)));
 INSERT INTO heavy_read (staff_id, community, case_ref)
   VALUES (note_heavy.the_staff, note_heavy.the_community, note_heavy.the_case) ON CONFLICT(staff_id, community, case_ref) DO UPDATE SET at = now();
END;

CREATE OR REPLACE FUNCTION shared.own_rest(the_digest bytea)
 RETURNS TABLE(heavy integer, minutes integer, is_due boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'shared', 'pg_temp'
BEGIN ATOMIC
 SELECT (count(h.at))::integer AS count,
     ((EXTRACT(epoch FROM (now() - me.since)) / (60)::numeric))::integer AS int4,
     ((((now() - me.since) >= '00:50:00'::interval) OR (count(h.at) FILTER (WHERE (h.at >= me.since)) >= 15)) AND me.is_loud)
    FROM (( SELECT e.staff_id,
             f.started_at,
             GREATEST(f.started_at, r.rested_at) AS since,
             COALESCE((r.hushed_until <= now()), true) AS is_loud
            FROM ((staff_session e
              JOIN shift f ON (((f.staff_id = e.staff_id) AND (f.started_at IS NOT NULL) AND (f.ended_at IS NULL) AND (f.ends_at > now()))))
              LEFT JOIN staff_rest r ON ((r.staff_id = e.staff_id)))
           WHERE ((e.digest = own_rest.the_digest) AND (e.ends_at > now()))) me
      LEFT JOIN heavy_read h ON (((h.staff_id = me.staff_id) AND (h.at >= me.started_at))))
   GROUP BY me.since, me.is_loud;
END;

CREATE OR REPLACE FUNCTION shared.page_on_call(the_community text, the_time integer, how_many integer, the_minutes integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'shared', 'pg_temp'
AS $function$
-- Copies the sealed mail of everybody who is to be called into the outbox; returns how many that were.
-- Who is on call; without a reachable one every lead; from the third time on everybody on shift and every lead.
DECLARE
    -- Calls are ten minutes apart at least, so this names one of them whichever process makes it.
    the_key text := concat_ws(':', 'desk_alarm', the_community, floor(extract(epoch FROM now()) / 600)::bigint);
    called integer := 0;
    one record;
BEGIN
    FOR one IN
        SELECT s.ref, s.sealed
        FROM (
            SELECT p.ref, p.role, a.sealed, bool_or(f.is_on_call) AS is_on_call,
                bool_or(f.started_at IS NOT NULL) AS is_on,
                bool_or(bool_or(f.is_on_call)) OVER () AS has_on_call
            FROM staff AS p
            JOIN staff_alarm AS a ON a.staff_id = p.id
            LEFT JOIN shift AS f ON f.staff_id = p.id AND f.starts_at <= now() AND f.ends_at > now()
                AND f.ended_at IS NULL AND the_community = ANY (f.communities)
            WHERE p.disabled_at IS NULL AND p.role IN ('guide', 'lead') AND the_community = ANY (p.languages)
            GROUP BY p.ref, p.role, a.sealed) AS s
        WHERE s.is_on_call
            OR (s.role = 'lead' AND (the_time >= 3 OR s.has_on_call IS NOT TRUE))
            OR (s.is_on AND the_time >= 3)
    LOOP
        IF queue_mail(the_key || ':' || one.ref, one.sealed) THEN called := called + 1; END IF;
    END LOOP;
    WITH new AS (
        INSERT INTO hook_call (key, event, community, waiting, oldest_minutes)
        VALUES (the_key, 'desk_alarm', the_community, how_many, the_minutes)
        ON CONFLICT (key) DO NOTHING RETURNING id)
    INSERT INTO job (kind, subject) SELECT 'hook', new.id FROM new;
    RETURN called;
END $function$;

CREATE OR REPLACE FUNCTION shared.partner_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
-- A second print that differed from the first would tell what changed.
BEGIN
    RAISE EXCEPTION 'a published month does not change';
END $function$;

CREATE OR REPLACE FUNCTION shared.phrase_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'a saved phrase is never changed, only followed by another';
END $function$;

CREATE OR REPLACE FUNCTION shared.publish_phrases(the_ref text, the_staff text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'shared', 'pg_temp'
AS $function$
-- The only way to a new version. Says what came of it; anything but 'published' has changed nothing.
DECLARE p phrase_publication; one text; newest integer; is_low boolean; is_first boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('phrases', 11)); -- one at a time, in every language
    SELECT * INTO p FROM phrase_publication WHERE ref = the_ref FOR UPDATE;
    IF NOT FOUND OR p.status <> 'ready' THEN RETURN 'not_ready'; END IF;
    -- A lead of every language that it touches, today.
    IF NOT EXISTS (SELECT FROM staff AS s WHERE s.ref = the_staff AND s.role = 'lead' AND s.disabled_at IS NULL
        AND s.languages @> ARRAY(SELECT jsonb_object_keys(p.contents))) THEN RETURN 'not_lead'; END IF;
    is_low := jsonb_array_length(p.losses) > 0;
    is_first := the_staff = p.asked_by OR EXISTS (
        SELECT FROM phrase_draft AS d JOIN phrase_revision AS r ON r.draft_id = d.id
        WHERE d.ref = ANY (p.drafts) AND r.staff_ref = the_staff);
    -- Where recall falls, whoever asked or wrote it is not the one who says yes.
    IF is_low AND is_first THEN RETURN 'second_needed'; END IF;
    IF EXISTS (SELECT FROM unnest(p.drafts, p.revisions) AS w (ref, number) LEFT JOIN phrase_draft AS d
        ON d.ref = w.ref AND d.revision = w.number AND d.status IN ('draft', 'shadow') WHERE d.id IS NULL)
    THEN RETURN 'stale'; END IF;
    FOR one IN SELECT jsonb_object_keys(p.contents) LOOP
        SELECT coalesce(max(v.number), 0) INTO newest FROM phrase_version AS v WHERE v.lang = one;
        IF newest <> (p.bases ->> one)::integer THEN RETURN 'stale'; END IF;
        INSERT INTO phrase_version (lang, number, content, hash, lowers_recall, published_by, second_by, publication_ref)
        VALUES (one, newest + 1, p.contents -> one, sha256(convert_to((p.contents -> one)::text, 'UTF8')), is_low,
                p.asked_by, CASE WHEN the_staff <> p.asked_by THEN the_staff END, p.ref);
    END LOOP;
    UPDATE phrase_draft AS d SET changed_at = now(), status = (
        SELECT CASE WHEN r.content ->> 'status' = 'retired' THEN 'retired' ELSE 'live' END
        FROM phrase_revision AS r WHERE r.draft_id = d.id AND r.number = d.revision)
    WHERE d.ref = ANY (p.drafts);
    UPDATE phrase_publication SET status = 'published' WHERE id = p.id;
    RETURN 'published';
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

CREATE OR REPLACE FUNCTION shared.rest(the_digest bytea, has_rested boolean)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'shared', 'pg_temp'
BEGIN ATOMIC
 INSERT INTO staff_rest AS r (staff_id, rested_at, hushed_until)  SELECT e.staff_id,
                 CASE
                     WHEN rest.has_rested THEN now()
                     ELSE NULL::timestamp with time zone
                 END AS "case",
                 CASE
                     WHEN (NOT rest.has_rested) THEN (now() + '00:20:00'::interval)
                     ELSE NULL::timestamp with time zone
                 END AS "case"
            FROM staff_session e
           WHERE ((e.digest = rest.the_digest) AND (e.ends_at > now())) ON CONFLICT(staff_id) DO UPDATE SET rested_at = COALESCE(excluded.rested_at, r.rested_at), hushed_until = excluded.hushed_until;
END;

CREATE OR REPLACE FUNCTION shared.staff_out()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'shared', 'pg_temp'
AS $function$
-- Whoever may do something else than before signs in again, whichever way the row was changed.
BEGIN
    IF (NEW.role, NEW.languages, NEW.disabled_at IS NULL) IS DISTINCT FROM
       (OLD.role, OLD.languages, OLD.disabled_at IS NULL) THEN
        DELETE FROM staff_session WHERE staff_id = NEW.id;
    END IF;
    RETURN NULL;
END $function$;
