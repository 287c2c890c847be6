-- What the migrations of this folder add up to, as PostgreSQL 18 writes it. Written by
-- `python -m tests.contracts.dump`, compared by a test, never executed.

CREATE TYPE sent AS (post_ref text, thread_ref text, version integer, is_new boolean);

CREATE TABLE answer (
    member_id bigint NOT NULL,
    question text NOT NULL,
    choice text NOT NULL,
    CONSTRAINT answer_pkey PRIMARY KEY (member_id, question),
    CONSTRAINT answer_choice_check CHECK ((choice ~ '^[a-z_]{1,30}$'::text)),
    CONSTRAINT answer_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
    CONSTRAINT answer_question_check CHECK ((question ~ '^[a-z_]{3,30}$'::text))
);

CREATE TABLE case_file (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    lane text NOT NULL,
    reasons text[] NOT NULL,
    post_id bigint NOT NULL,
    post_version integer NOT NULL,
    member_id bigint NOT NULL,
    version integer NOT NULL DEFAULT 1,
    opened_at timestamp with time zone NOT NULL DEFAULT now(),
    due_at timestamp with time zone NOT NULL,
    holder_id bigint,
    held_until timestamp with time zone,
    closed_at timestamp with time zone,
    CONSTRAINT case_file_pkey PRIMARY KEY (id),
    CONSTRAINT case_claim_whole CHECK (((holder_id IS NULL) = (held_until IS NULL))),
    CONSTRAINT case_file_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES shared.staff(id),
    CONSTRAINT case_file_lane_check CHECK ((lane = ANY (ARRAY['now'::text, 'soon'::text, 'routine'::text, 'privacy'::text, 'unscreened'::text]))),
    CONSTRAINT case_file_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
    CONSTRAINT case_file_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id),
    CONSTRAINT case_file_reasons_check CHECK (((cardinality(reasons) > 0) AND (reasons <@ ARRAY['danger'::text, 'review'::text, 'rule'::text, 'privacy'::text, 'newcomer'::text, 'unscreened'::text, 'declined'::text, 'worry'::text]))),
    CONSTRAINT case_file_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT case_file_ref_key UNIQUE (ref)
);
CREATE INDEX case_closed ON {community}.case_file USING btree (closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX case_lane ON {community}.case_file USING btree (lane, opened_at, id) WHERE (closed_at IS NULL);
CREATE INDEX case_member ON {community}.case_file USING btree (member_id, id DESC);
CREATE UNIQUE INDEX case_one_open ON {community}.case_file USING btree (post_id) WHERE (closed_at IS NULL);

CREATE TABLE cutout (
    post_id bigint NOT NULL,
    version integer NOT NULL,
    place text NOT NULL,
    ordinal integer NOT NULL,
    kind text NOT NULL,
    sealed bytea NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT cutout_pkey PRIMARY KEY (post_id, version, place, ordinal),
    CONSTRAINT cutout_place_check CHECK ((place = ANY (ARRAY['title'::text, 'body'::text]))),
    CONSTRAINT cutout_post_id_version_fkey FOREIGN KEY (post_id, version) REFERENCES post_version(post_id, number)
);
CREATE INDEX cutout_old ON {community}.cutout USING btree (made_at);

CREATE TABLE decision (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    case_id bigint NOT NULL,
    post_id bigint NOT NULL,
    post_version integer NOT NULL,
    seen_version integer NOT NULL,
    staff_id bigint NOT NULL,
    act text NOT NULL,
    reason text NOT NULL,
    words text NOT NULL DEFAULT ''::text,
    body_before text,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT decision_pkey PRIMARY KEY (id),
    CONSTRAINT decision_act_check CHECK ((act ~ '^[a-z_]{3,40}$'::text)),
    CONSTRAINT decision_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
    CONSTRAINT decision_once UNIQUE (case_id, seen_version),
    CONSTRAINT decision_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id),
    CONSTRAINT decision_reason_check CHECK ((char_length(reason) <= 40)),
    CONSTRAINT decision_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT decision_ref_key UNIQUE (ref),
    CONSTRAINT decision_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES shared.staff(id),
    CONSTRAINT decision_words_check CHECK ((char_length(words) <= 2000))
);
CREATE INDEX decision_post ON {community}.decision USING btree (post_id, id);

CREATE TABLE draft (
    member_id bigint NOT NULL,
    place text NOT NULL,
    title text NOT NULL DEFAULT ''::text,
    body text NOT NULL,
    saved_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT draft_pkey PRIMARY KEY (member_id, place),
    CONSTRAINT draft_body_check CHECK ((char_length(body) <= 10000)),
    CONSTRAINT draft_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
    CONSTRAINT draft_place_check CHECK ((char_length(place) <= 60)),
    CONSTRAINT draft_title_check CHECK ((char_length(title) <= 120))
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
CREATE INDEX job_due ON {community}.job USING btree (run_at) WHERE (buried_at IS NULL);

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
CREATE INDEX log_subject ON {community}.log USING btree (subject, id);
CREATE TRIGGER log_chain BEFORE INSERT ON {community}.log FOR EACH ROW EXECUTE FUNCTION log_chain();
CREATE TRIGGER log_stands BEFORE DELETE OR UPDATE OR TRUNCATE ON {community}.log FOR EACH STATEMENT EXECUTE FUNCTION log_stands();

CREATE TABLE member (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    pseudonym text NOT NULL,
    pseudonym_key text NOT NULL,
    affiliation text NOT NULL,
    password_hash text NOT NULL,
    status text NOT NULL DEFAULT 'pending'::text,
    theme text NOT NULL DEFAULT 'auto'::text,
    posts_shown integer NOT NULL DEFAULT 0,
    joined_at timestamp with time zone NOT NULL DEFAULT now(),
    activated_at timestamp with time zone,
    welcomed_at timestamp with time zone,
    CONSTRAINT member_pkey PRIMARY KEY (id),
    CONSTRAINT member_active CHECK (((status = 'pending'::text) OR (activated_at IS NOT NULL))),
    CONSTRAINT member_affiliation_check CHECK ((affiliation = ANY (ARRAY['serving'::text, 'veteran'::text, 'public_service'::text, 'family'::text]))),
    CONSTRAINT member_pseudonym_check CHECK (((char_length(pseudonym) >= 3) AND (char_length(pseudonym) <= 30))),
    CONSTRAINT member_pseudonym_key_key UNIQUE (pseudonym_key),
    CONSTRAINT member_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT member_ref_key UNIQUE (ref),
    CONSTRAINT member_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'active'::text, 'paused'::text, 'closed'::text]))),
    CONSTRAINT member_theme_check CHECK ((theme = ANY (ARRAY['auto'::text, 'light'::text, 'dark'::text])))
);
CREATE INDEX member_pending ON {community}.member USING btree (joined_at) WHERE (status = 'pending'::text);

CREATE TABLE migration (
    name text NOT NULL,
    applied_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT migration_pkey PRIMARY KEY (name)
);

CREATE TABLE notice (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref uuid NOT NULL DEFAULT gen_random_uuid(),
    member_id bigint NOT NULL,
    kind text NOT NULL,
    post_id bigint,
    version integer,
    reason text NOT NULL DEFAULT ''::text,
    details text[] NOT NULL DEFAULT '{}'::text[],
    words text NOT NULL DEFAULT ''::text,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    read_at timestamp with time zone,
    CONSTRAINT notice_pkey PRIMARY KEY (id),
    CONSTRAINT notice_kind_check CHECK ((kind ~ '^[a-z_]{3,40}$'::text)),
    CONSTRAINT notice_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
    CONSTRAINT notice_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id),
    CONSTRAINT notice_reason_check CHECK ((char_length(reason) <= 40)),
    CONSTRAINT notice_ref_key UNIQUE (ref),
    CONSTRAINT notice_words_check CHECK ((char_length(words) <= 2000))
);
CREATE INDEX notice_page ON {community}.notice USING btree (member_id, id DESC);
CREATE INDEX notice_post ON {community}.notice USING btree (post_id, version);
CREATE INDEX notice_unread ON {community}.notice USING btree (member_id) WHERE (read_at IS NULL);

CREATE TABLE post (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    thread_id bigint NOT NULL,
    author_id bigint NOT NULL,
    is_opening boolean NOT NULL,
    status text NOT NULL DEFAULT 'submitted'::text,
    latest integer NOT NULL DEFAULT 1,
    shown integer,
    html text,
    changed_by text,
    is_edited boolean NOT NULL DEFAULT false,
    sent_at timestamp with time zone NOT NULL DEFAULT now(),
    shown_at timestamp with time zone,
    CONSTRAINT post_pkey PRIMARY KEY (id),
    CONSTRAINT post_author_id_fkey FOREIGN KEY (author_id) REFERENCES member(id),
    CONSTRAINT post_changed_by_check CHECK ((changed_by = ANY (ARRAY['screening'::text, 'guide'::text]))),
    CONSTRAINT post_gone_empty CHECK (((status <> 'withdrawn'::text) OR (html IS NULL))),
    CONSTRAINT post_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT post_ref_key UNIQUE (ref),
    CONSTRAINT post_status_check CHECK ((status = ANY (ARRAY['submitted'::text, 'visible'::text, 'held'::text, 'declined'::text, 'hidden'::text, 'withdrawn'::text]))),
    CONSTRAINT post_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES thread(id),
    CONSTRAINT post_visible_shown CHECK (((status <> 'visible'::text) OR ((shown IS NOT NULL) AND (html IS NOT NULL))))
);
CREATE UNIQUE INDEX post_one_opening ON {community}.post USING btree (thread_id) WHERE is_opening;
CREATE INDEX post_own ON {community}.post USING btree (author_id, id DESC);
CREATE INDEX post_page ON {community}.post USING btree (thread_id, id) WHERE (status = 'visible'::text);
CREATE INDEX post_pending ON {community}.post USING btree (thread_id, author_id) WHERE ((status = ANY (ARRAY['submitted'::text, 'held'::text])) OR ((status = 'visible'::text) AND (latest <> shown)));

CREATE TABLE post_version (
    post_id bigint NOT NULL,
    number integer NOT NULL,
    author_id bigint NOT NULL,
    nonce uuid NOT NULL,
    state text NOT NULL DEFAULT 'submitted'::text,
    raw_title text,
    raw_body text,
    title text,
    body text,
    sent_at timestamp with time zone NOT NULL DEFAULT now(),
    screened_at timestamp with time zone,
    CONSTRAINT post_version_pkey PRIMARY KEY (post_id, number),
    CONSTRAINT post_version_author_id_fkey FOREIGN KEY (author_id) REFERENCES member(id),
    CONSTRAINT post_version_body_check CHECK ((char_length(body) <= 40000)),
    CONSTRAINT post_version_masked CHECK (((screened_at IS NULL) = (body IS NULL))),
    CONSTRAINT post_version_number_check CHECK ((number > 0)),
    CONSTRAINT post_version_once UNIQUE (author_id, nonce),
    CONSTRAINT post_version_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id),
    CONSTRAINT post_version_raw CHECK (((screened_at IS NULL) = (raw_body IS NOT NULL))),
    CONSTRAINT post_version_raw_body_check CHECK ((char_length(raw_body) <= 10000)),
    CONSTRAINT post_version_raw_title_check CHECK ((char_length(raw_title) <= 120)),
    CONSTRAINT post_version_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'shown'::text, 'held'::text, 'declined'::text, 'replaced'::text, 'withdrawn'::text]))),
    CONSTRAINT post_version_title_check CHECK ((char_length(title) <= 300)),
    CONSTRAINT post_version_unread CHECK (((state <> 'shown'::text) OR (screened_at IS NOT NULL)))
);

CREATE TABLE report (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    reporter_id bigint NOT NULL,
    post_id bigint NOT NULL,
    version integer NOT NULL,
    kind text NOT NULL,
    words text NOT NULL DEFAULT ''::text,
    snapshot text NOT NULL,
    told_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT report_pkey PRIMARY KEY (id),
    CONSTRAINT report_kind_check CHECK ((kind = ANY (ARRAY['rule'::text, 'worry'::text]))),
    CONSTRAINT report_once UNIQUE (reporter_id, post_id, version, kind),
    CONSTRAINT report_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id),
    CONSTRAINT report_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES member(id),
    CONSTRAINT report_words_check CHECK ((char_length(words) <= 1000))
);
CREATE INDEX report_post ON {community}.report USING btree (post_id);

CREATE TABLE session (
    digest bytea NOT NULL,
    member_id bigint NOT NULL,
    opened_at timestamp with time zone NOT NULL DEFAULT now(),
    seen_at timestamp with time zone NOT NULL DEFAULT now(),
    ends_at timestamp with time zone NOT NULL,
    CONSTRAINT session_pkey PRIMARY KEY (digest),
    CONSTRAINT session_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT session_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id)
);
CREATE INDEX session_end ON {community}.session USING btree (ends_at);
CREATE INDEX session_member ON {community}.session USING btree (member_id);

CREATE TABLE space (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    position integer NOT NULL DEFAULT 0,
    CONSTRAINT space_pkey PRIMARY KEY (id),
    CONSTRAINT space_description_check CHECK ((char_length(description) <= 200)),
    CONSTRAINT space_name_check CHECK (((char_length(name) >= 2) AND (char_length(name) <= 60))),
    CONSTRAINT space_slug_check CHECK ((slug ~ '^[a-z0-9-]{2,40}$'::text)),
    CONSTRAINT space_slug_key UNIQUE (slug)
);

CREATE TABLE thread (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    space_id bigint NOT NULL,
    author_id bigint NOT NULL,
    title text,
    is_shown boolean NOT NULL DEFAULT false,
    is_closed boolean NOT NULL DEFAULT false,
    replies integer NOT NULL DEFAULT 0,
    opened_at timestamp with time zone NOT NULL DEFAULT now(),
    active_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT thread_pkey PRIMARY KEY (id),
    CONSTRAINT thread_author_id_fkey FOREIGN KEY (author_id) REFERENCES member(id),
    CONSTRAINT thread_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT thread_ref_key UNIQUE (ref),
    CONSTRAINT thread_replies_check CHECK ((replies >= 0)),
    CONSTRAINT thread_space_id_fkey FOREIGN KEY (space_id) REFERENCES space(id),
    CONSTRAINT thread_title_check CHECK ((char_length(title) <= 300)),
    CONSTRAINT thread_titled CHECK (((NOT is_shown) OR (title IS NOT NULL)))
);
CREATE INDEX thread_author ON {community}.thread USING btree (author_id);
CREATE INDEX thread_list ON {community}.thread USING btree (space_id, active_at DESC, id DESC) WHERE is_shown;
CREATE INDEX thread_recent ON {community}.thread USING btree (active_at DESC, id DESC) WHERE is_shown;

CREATE TABLE token (
    digest bytea NOT NULL,
    member_id bigint NOT NULL,
    purpose text NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT token_pkey PRIMARY KEY (digest),
    CONSTRAINT token_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT token_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
    CONSTRAINT token_purpose_check CHECK ((purpose = ANY (ARRAY['activate'::text, 'reset'::text])))
);
CREATE INDEX token_member ON {community}.token USING btree (member_id, purpose);

CREATE TABLE verdict (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    post_id bigint NOT NULL,
    version integer NOT NULL,
    urgency text NOT NULL,
    categories text[] NOT NULL,
    signals jsonb NOT NULL,
    redactions jsonb NOT NULL,
    lexicon text NOT NULL,
    failed text,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT verdict_pkey PRIMARY KEY (id),
    CONSTRAINT verdict_failed_check CHECK ((char_length(failed) <= 80)),
    CONSTRAINT verdict_once UNIQUE (post_id, version),
    CONSTRAINT verdict_post_id_version_fkey FOREIGN KEY (post_id, version) REFERENCES post_version(post_id, number),
    CONSTRAINT verdict_urgency_check CHECK ((urgency = ANY (ARRAY['none'::text, 'review'::text, 'high'::text, 'immediate'::text])))
);

CREATE VIEW own_escalation WITH (security_barrier=true) AS
 SELECT ref,
    case_ref,
    reason,
    status,
    raised_at,
    changed_at
   FROM shared.escalation
  WHERE (community = '{community}'::text);

CREATE VIEW shown_post WITH (security_barrier=true) AS
 SELECT p.id,
    p.ref,
    p.thread_id,
    p.author_id,
    m.ref AS author_ref,
    m.pseudonym AS author,
    p.is_opening,
    p.html,
    p.changed_by,
    p.is_edited,
    p.shown AS version,
    p.sent_at
   FROM ((post p
     JOIN member m ON ((m.id = p.author_id)))
     JOIN thread t ON ((t.id = p.thread_id)))
  WHERE ((p.status = 'visible'::text) AND t.is_shown);

CREATE VIEW shown_thread WITH (security_barrier=true) AS
 SELECT t.id,
    t.ref,
    t.space_id,
    s.slug AS space_slug,
    s.name AS space_name,
    t.title,
    t.author_id,
    m.pseudonym AS author,
    t.is_closed,
    t.replies,
    t.opened_at,
    t.active_at
   FROM ((thread t
     JOIN space s ON ((s.id = t.space_id)))
     JOIN member m ON ((m.id = t.author_id)))
  WHERE t.is_shown;

CREATE OR REPLACE FUNCTION {community}.claim_email(the_digest bytea, the_member text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
-- One address, one account over both communities; false when it is taken, and not by whom.
BEGIN
    INSERT INTO shared.email_claim (digest, community, member_ref)
    VALUES (the_digest, '{community}', the_member) ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $function$;

CREATE OR REPLACE FUNCTION {community}.forget_pending(older_than interval)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 WITH leaving AS (
          SELECT member.id,
             member.ref
            FROM member
           WHERE ((member.status = 'pending'::text) AND (member.joined_at < (now() - forget_pending.older_than)))
          FOR UPDATE OF member SKIP LOCKED
         ), claims AS (
          DELETE FROM shared.email_claim c
            USING leaving l
           WHERE ((c.community = '{community}'::text) AND (c.member_ref = l.ref))
         ), envelopes AS (
          DELETE FROM shared.airlock a
            USING leaving l
           WHERE ((a.community = '{community}'::text) AND (a.member_ref = l.ref))
         ), tokens AS (
          DELETE FROM token t
            USING leaving l
           WHERE (t.member_id = l.id)
         ), gone AS (
          DELETE FROM member m
            USING leaving l
           WHERE (m.id = l.id)
           RETURNING m.id
         )
  SELECT (count(*))::integer AS count
    FROM gone;
END;

CREATE OR REPLACE FUNCTION {community}.log_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
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

CREATE OR REPLACE FUNCTION {community}.log_hash(id bigint, at timestamp with time zone, actor text, verb text, subject text, code text, prev bytea)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN sha256((prev || convert_to(concat_ws(''::text, id, to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US'::text), actor, verb, subject, code), 'UTF8'::name)));

CREATE OR REPLACE FUNCTION {community}.log_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'the log is append-only';
END $function$;

CREATE OR REPLACE FUNCTION {community}.member_of_email(the_digest bytea)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
RETURN (SELECT email_claim.member_ref FROM shared.email_claim WHERE ((email_claim.digest = member_of_email.the_digest) AND (email_claim.community = '{community}'::text)));

CREATE OR REPLACE FUNCTION {community}.open_thread(the_author bigint, the_space bigint, thread_ref text, post_ref text, the_nonce uuid, the_title text, the_body text)
 RETURNS sent
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
DECLARE before sent; new_thread bigint; new_post bigint;
BEGIN
    -- Two copies of one form queue here, so that the second finds what the first made.
    PERFORM pg_advisory_xact_lock(hashtextextended(the_nonce::text, the_author));
    before := sent_before(the_author, the_nonce);
    IF before.post_ref IS NOT NULL THEN RETURN before; END IF;
    INSERT INTO thread (ref, space_id, author_id) VALUES (thread_ref, the_space, the_author)
    RETURNING id INTO new_thread;
    INSERT INTO post (ref, thread_id, author_id, is_opening) VALUES (post_ref, new_thread, the_author, true)
    RETURNING id INTO new_post;
    PERFORM send_version(new_post, 1, the_author, the_nonce, the_title, the_body);
    RETURN ROW(post_ref, thread_ref, 1, true)::sent;
END $function$;

CREATE OR REPLACE FUNCTION {community}.own_before_edit(the_author bigint, the_ref text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 SELECT d.body_before
    FROM (post p
      JOIN decision d ON (((d.post_id = p.id) AND (d.post_version = p.latest) AND (d.body_before IS NOT NULL))))
   WHERE ((p.ref = own_before_edit.the_ref) AND (p.author_id = own_before_edit.the_author))
   ORDER BY d.id
  LIMIT 1;
END;

CREATE OR REPLACE FUNCTION {community}.own_notices(the_member bigint, the_post text, before uuid, most integer)
 RETURNS TABLE(ref uuid, kind text, reason text, details text[], words text, version integer, made_at timestamp with time zone, is_read boolean, post_ref text, thread_ref text, title text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 SELECT n.ref,
     n.kind,
     n.reason,
     n.details,
     n.words,
     n.version,
     n.made_at,
     (n.read_at IS NOT NULL),
     p.ref,
     t.ref,
         CASE
             WHEN t.is_shown THEN t.title
             ELSE NULL::text
         END AS "case"
    FROM ((notice n
      LEFT JOIN post p ON ((p.id = n.post_id)))
      LEFT JOIN thread t ON ((t.id = p.thread_id)))
   WHERE ((n.member_id = own_notices.the_member) AND ((own_notices.the_post IS NULL) OR (p.ref = own_notices.the_post)) AND ((own_notices.before IS NULL) OR (n.id < ( SELECT b.id
            FROM notice b
           WHERE ((b.ref = own_notices.before) AND (b.member_id = own_notices.the_member))))))
   ORDER BY n.id DESC
  LIMIT own_notices.most;
END;

CREATE OR REPLACE FUNCTION {community}.own_posts(the_author bigint, the_ref text, before_id bigint, most integer)
 RETURNS TABLE(id bigint, ref text, thread_ref text, thread_title text, space_slug text, space_name text, is_opening boolean, status text, version integer, state text, title text, body text, changed_by text, is_shown boolean, is_thread_shown boolean, is_thread_closed boolean, sent_at timestamp with time zone, screened_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 SELECT p.id,
     p.ref,
     t.ref,
         CASE
             WHEN t.is_shown THEN t.title
             ELSE NULL::text
         END AS "case",
     s.slug,
     s.name,
     p.is_opening,
     p.status,
     v.number,
     v.state,
         CASE
             WHEN p.is_opening THEN COALESCE(v.title, v.raw_title, t.title)
             ELSE NULL::text
         END AS "case",
     COALESCE(v.body, v.raw_body) AS "coalesce",
         CASE
             WHEN (p.shown = v.number) THEN p.changed_by
             ELSE NULL::text
         END AS "case",
     (p.status = 'visible'::text),
     t.is_shown,
     t.is_closed,
     v.sent_at,
     v.screened_at
    FROM (((post p
      JOIN post_version v ON (((v.post_id = p.id) AND (v.number = p.latest))))
      JOIN thread t ON ((t.id = p.thread_id)))
      JOIN space s ON ((s.id = t.space_id)))
   WHERE ((p.author_id = own_posts.the_author) AND ((own_posts.the_ref IS NULL) OR (p.ref = own_posts.the_ref)) AND ((own_posts.before_id IS NULL) OR (p.id < own_posts.before_id)))
   ORDER BY p.id DESC
  LIMIT own_posts.most;
END;

CREATE OR REPLACE FUNCTION {community}.own_waiting(the_author bigint, the_thread bigint)
 RETURNS TABLE(ref text, is_opening boolean, status text, version integer, state text, body text, is_shown boolean, sent_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 SELECT p.ref,
     p.is_opening,
     p.status,
     v.number,
     v.state,
     COALESCE(v.body, v.raw_body) AS "coalesce",
     (p.status = 'visible'::text),
     v.sent_at
    FROM (post p
      JOIN post_version v ON (((v.post_id = p.id) AND (v.number = p.latest))))
   WHERE ((p.thread_id = own_waiting.the_thread) AND (p.author_id = own_waiting.the_author) AND ((p.status = ANY (ARRAY['submitted'::text, 'held'::text])) OR ((p.status = 'visible'::text) AND (p.latest <> p.shown))) AND (v.state = ANY (ARRAY['submitted'::text, 'held'::text])))
   ORDER BY p.id;
END;

CREATE OR REPLACE FUNCTION {community}.raise_escalation(the_ref text, the_case text, the_member text, the_name text, the_staff text, staff_name text, the_reason text, the_facts text, what_was_tried text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 INSERT INTO shared.escalation (ref, community, case_ref, member_ref, pseudonym, staff_ref, staff_name, reason, facts, tried)
   VALUES (raise_escalation.the_ref, '{community}'::text, raise_escalation.the_case, raise_escalation.the_member, raise_escalation.the_name, raise_escalation.the_staff, raise_escalation.staff_name, raise_escalation.the_reason, raise_escalation.the_facts, raise_escalation.what_was_tried);
END;

CREATE OR REPLACE FUNCTION {community}.reply(the_author bigint, the_thread bigint, the_ref text, the_nonce uuid, the_body text)
 RETURNS sent
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
DECLARE before sent; place record; new_post bigint;
BEGIN
    -- Two copies of one form queue here, so that the second finds what the first made.
    PERFORM pg_advisory_xact_lock(hashtextextended(the_nonce::text, the_author));
    before := sent_before(the_author, the_nonce);
    IF before.post_ref IS NOT NULL THEN RETURN before; END IF;
    SELECT ref, is_closed INTO place FROM thread WHERE id = the_thread AND is_shown;
    IF NOT FOUND OR place.is_closed THEN RAISE EXCEPTION 'thread_closed'; END IF;
    INSERT INTO post (ref, thread_id, author_id, is_opening) VALUES (the_ref, the_thread, the_author, false)
    RETURNING id INTO new_post;
    PERFORM send_version(new_post, 1, the_author, the_nonce, NULL, the_body);
    RETURN ROW(the_ref, place.ref, 1, true)::sent;
END $function$;

CREATE OR REPLACE FUNCTION {community}.revise(the_author bigint, the_ref text, the_nonce uuid, the_title text, the_body text)
 RETURNS sent
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
-- A new version to be screened; what others read stays until it is approved.
DECLARE before sent; old record;
BEGIN
    -- Two copies of one form queue here, so that the second finds what the first made.
    PERFORM pg_advisory_xact_lock(hashtextextended(the_nonce::text, the_author));
    before := sent_before(the_author, the_nonce);
    IF before.post_ref IS NOT NULL THEN RETURN before; END IF;
    SELECT p.id, p.latest, p.status, p.is_opening, t.ref AS thread_ref INTO old
    FROM post AS p JOIN thread AS t ON t.id = p.thread_id
    WHERE p.ref = the_ref AND p.author_id = the_author FOR UPDATE OF p;
    IF NOT FOUND OR old.status IN ('withdrawn', 'hidden') THEN RAISE EXCEPTION 'post_gone'; END IF;
    UPDATE post SET latest = old.latest + 1,
        status = CASE WHEN status = 'visible' THEN status ELSE 'submitted' END
    WHERE id = old.id;
    -- What waited is overtaken: a guide's approval of it must not bring it out any more.
    UPDATE post_version SET state = 'replaced' WHERE post_id = old.id AND state = 'held';
    PERFORM send_version(old.id, old.latest + 1, the_author, the_nonce,
        CASE WHEN old.is_opening THEN the_title END, the_body);
    RETURN ROW(the_ref, old.thread_ref, old.latest + 1, true)::sent;
END $function$;

CREATE OR REPLACE FUNCTION {community}.seal_in(the_member text, the_kind text, the_bytes bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 INSERT INTO shared.airlock (community, member_ref, kind, sealed)
   VALUES ('{community}'::text, seal_in.the_member, seal_in.the_kind, seal_in.the_bytes);
END;

CREATE OR REPLACE FUNCTION {community}.send_version(the_post bigint, the_number integer, the_author bigint, the_nonce uuid, the_title text, the_body text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 INSERT INTO post_version (post_id, number, author_id, nonce, raw_title, raw_body)
   VALUES (send_version.the_post, send_version.the_number, send_version.the_author, send_version.the_nonce, send_version.the_title, send_version.the_body);
 INSERT INTO job (kind, subject)
   VALUES ('screen'::text, send_version.the_post) ON CONFLICT(kind, subject) DO UPDATE SET run_at = now(), attempts = 0, lease = NULL::uuid, leased_until = NULL::timestamp with time zone, buried_at = NULL::timestamp with time zone;
END;

CREATE OR REPLACE FUNCTION {community}.sent_before(the_author bigint, the_nonce uuid)
 RETURNS sent
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
RETURN (SELECT ROW(p.ref, t.ref, v.number, false)::sent AS "row" FROM ((post_version v JOIN post p ON ((p.id = v.post_id))) JOIN thread t ON ((t.id = p.thread_id))) WHERE ((v.author_id = sent_before.the_author) AND (v.nonce = sent_before.the_nonce)));

CREATE OR REPLACE FUNCTION {community}.sweep()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 DELETE FROM session
   WHERE (session.ends_at < now());
 DELETE FROM token
   WHERE (token.ends_at < (now() - '1 day'::interval));
 DELETE FROM cutout
   WHERE (cutout.made_at < (now() - '30 days'::interval));
END;

CREATE OR REPLACE FUNCTION {community}.tell(the_member bigint, the_ref text, the_kind text, the_words text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
-- A member tells a guide about a visible post; the text is kept as it stood.
DECLARE new_id bigint;
BEGIN
    INSERT INTO report (reporter_id, post_id, version, kind, words, snapshot)
    SELECT the_member, p.id, p.shown, the_kind, the_words, concat_ws(E'\n\n', v.title, v.body)
    FROM post AS p JOIN post_version AS v ON v.post_id = p.id AND v.number = p.shown
    JOIN thread AS t ON t.id = p.thread_id
    WHERE p.ref = the_ref AND p.status = 'visible' AND t.is_shown
    ON CONFLICT DO NOTHING RETURNING id INTO new_id;
    IF new_id IS NULL THEN RETURN false; END IF;
    INSERT INTO job (kind, subject) VALUES ('report', new_id);
    RETURN true;
END $function$;

CREATE OR REPLACE FUNCTION {community}.usual_wait()
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 SELECT
         CASE
             WHEN (count(*) >= 5) THEN (5 * (GREATEST((1)::double precision, ceil((percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((EXTRACT(epoch FROM (c.closed_at - c.opened_at)))::double precision)) / (300)::double precision))))::integer)
             ELSE NULL::integer
         END AS "case"
    FROM case_file c
   WHERE ((c.closed_at > (now() - '7 days'::interval)) AND (EXISTS ( SELECT
            FROM decision d
           WHERE (d.case_id = c.id))));
END;

CREATE OR REPLACE FUNCTION {community}.withdraw(the_author bigint, the_ref text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
-- Gone for others at once; a version still waiting is screened all the same, for its author's sake.
DECLARE old record;
BEGIN
    SELECT p.id, p.thread_id, p.status, p.is_opening INTO old
    FROM post AS p JOIN thread AS t ON t.id = p.thread_id
    WHERE p.ref = the_ref AND p.author_id = the_author FOR NO KEY UPDATE OF p, t;
    IF NOT FOUND OR old.status = 'withdrawn' THEN RETURN false; END IF;
    UPDATE post SET status = 'withdrawn', shown = NULL, html = NULL WHERE id = old.id;
    UPDATE post_version SET state = 'withdrawn' WHERE post_id = old.id AND state IN ('shown', 'held', 'declined');
    UPDATE thread AS t SET replies = replies - (old.status = 'visible' AND NOT old.is_opening)::int,
        is_shown = is_shown AND NOT old.is_opening,
        active_at = coalesce((
            SELECT max(p.shown_at) FROM post AS p WHERE p.thread_id = t.id AND p.status = 'visible'), opened_at)
    WHERE t.id = old.thread_id;
    RETURN true;
END $function$;
