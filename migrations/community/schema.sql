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

CREATE TABLE appeal (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    post_id bigint NOT NULL,
    version integer NOT NULL,
    decision_id bigint,
    answer text NOT NULL,
    words text NOT NULL DEFAULT ''::text,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    case_id bigint,
    outcome text,
    settled_by bigint,
    settled_at timestamp with time zone,
    CONSTRAINT appeal_pkey PRIMARY KEY (id),
    CONSTRAINT appeal_accepted_rests CHECK (((answer = 'asked'::text) OR (num_nonnulls(case_id, outcome) = 0))),
    CONSTRAINT appeal_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'asked'::text]))),
    CONSTRAINT appeal_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
    CONSTRAINT appeal_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision(id),
    CONSTRAINT appeal_once UNIQUE NULLS NOT DISTINCT (post_id, version, decision_id),
    CONSTRAINT appeal_outcome_check CHECK ((outcome = ANY (ARRAY['granted'::text, 'upheld'::text]))),
    CONSTRAINT appeal_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id),
    CONSTRAINT appeal_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES decision(id),
    CONSTRAINT appeal_settled_whole CHECK ((num_nonnulls(outcome, settled_by, settled_at) = ANY (ARRAY[0, 3]))),
    CONSTRAINT appeal_words_check CHECK ((char_length(words) <= 1000))
);
CREATE INDEX appeal_case ON {community}.appeal USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX appeal_decision ON {community}.appeal USING btree (decision_id) WHERE (decision_id IS NOT NULL);
CREATE INDEX appeal_ended ON {community}.appeal USING btree (settled_at) WHERE (settled_at IS NOT NULL);
CREATE INDEX appeal_settled ON {community}.appeal USING btree (settled_by) WHERE (settled_by IS NOT NULL);

CREATE TABLE case_alarm (
    case_id bigint NOT NULL,
    times integer NOT NULL DEFAULT 1,
    called_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT case_alarm_pkey PRIMARY KEY (case_id),
    CONSTRAINT case_alarm_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
    CONSTRAINT case_alarm_times_check CHECK (((times >= 1) AND (times <= 6)))
);
CREATE INDEX case_alarm_recent ON {community}.case_alarm USING btree (called_at);

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
    pending_id bigint,
    question_id bigint,
    asked_id bigint,
    not_for bigint,
    first_held_at timestamp with time zone,
    CONSTRAINT case_file_pkey PRIMARY KEY (id),
    CONSTRAINT case_claim_whole CHECK (((holder_id IS NULL) = (held_until IS NULL))),
    CONSTRAINT case_file_asked_id_fkey FOREIGN KEY (asked_id) REFERENCES shared.staff(id),
    CONSTRAINT case_file_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES shared.staff(id),
    CONSTRAINT case_file_lane_check CHECK ((lane = ANY (ARRAY['now'::text, 'soon'::text, 'unscreened'::text, 'appeals'::text, 'routine'::text, 'unanswered'::text, 'privacy'::text]))),
    CONSTRAINT case_file_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
    CONSTRAINT case_file_not_for_fkey FOREIGN KEY (not_for) REFERENCES shared.staff(id),
    CONSTRAINT case_file_pending_id_fkey FOREIGN KEY (pending_id) REFERENCES decision(id),
    CONSTRAINT case_file_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id),
    CONSTRAINT case_file_question_id_fkey FOREIGN KEY (question_id) REFERENCES case_talk(id),
    CONSTRAINT case_file_reasons_check CHECK (((cardinality(reasons) > 0) AND (reasons <@ ARRAY['danger'::text, 'review'::text, 'rule'::text, 'privacy'::text, 'newcomer'::text, 'unscreened'::text, 'declined'::text, 'worry'::text, 'appeal'::text, 'unanswered'::text, 'quiet'::text]))),
    CONSTRAINT case_file_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT case_file_ref_key UNIQUE (ref)
);
CREATE INDEX case_asked ON {community}.case_file USING btree (asked_id, lane, opened_at) WHERE (asked_id IS NOT NULL);
CREATE INDEX case_closed ON {community}.case_file USING btree (closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX case_member ON {community}.case_file USING btree (member_id, id DESC);
CREATE INDEX case_newest ON {community}.case_file USING btree (id) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX case_one_open ON {community}.case_file USING btree (post_id) WHERE (closed_at IS NULL);
CREATE INDEX case_opened ON {community}.case_file USING btree (opened_at);
CREATE INDEX case_pending ON {community}.case_file USING btree (pending_id) WHERE (pending_id IS NOT NULL);
CREATE INDEX case_post_closed ON {community}.case_file USING btree (post_id) WHERE (closed_at IS NOT NULL);
CREATE INDEX case_question ON {community}.case_file USING btree (question_id) WHERE (question_id IS NOT NULL);
CREATE INDEX case_waiting ON {community}.case_file USING btree (lane, opened_at, id) INCLUDE (due_at) WHERE ((closed_at IS NULL) AND (pending_id IS NULL));
CREATE TRIGGER case_first_held BEFORE UPDATE OF holder_id ON {community}.case_file FOR EACH ROW WHEN (((new.holder_id IS NOT NULL) AND (old.first_held_at IS NULL))) EXECUTE FUNCTION case_first_held();

CREATE TABLE case_pass (
    case_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT case_pass_pkey PRIMARY KEY (case_id, staff_id),
    CONSTRAINT case_pass_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
    CONSTRAINT case_pass_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES shared.staff(id)
);

CREATE TABLE case_talk (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    case_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    is_question boolean NOT NULL,
    asked_id bigint,
    words text NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT case_talk_pkey PRIMARY KEY (id),
    CONSTRAINT case_talk_asked_id_fkey FOREIGN KEY (asked_id) REFERENCES shared.staff(id),
    CONSTRAINT case_talk_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
    CONSTRAINT case_talk_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES shared.staff(id),
    CONSTRAINT case_talk_words_check CHECK (((char_length(words) >= 1) AND (char_length(words) <= 1000)))
);
CREATE INDEX case_talk_case ON {community}.case_talk USING btree (case_id, id);

CREATE TABLE cutout (
    post_id bigint NOT NULL,
    version integer NOT NULL,
    place text NOT NULL,
    ordinal integer NOT NULL,
    kind text NOT NULL,
    sealed bytea NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    restored_at timestamp with time zone,
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
    state text NOT NULL DEFAULT 'applied'::text,
    applies_at timestamp with time zone,
    settled_at timestamp with time zone,
    new_title text,
    new_body text,
    mending jsonb,
    topics text[] NOT NULL DEFAULT '{}'::text[],
    extras jsonb NOT NULL DEFAULT '[]'::jsonb,
    CONSTRAINT decision_pkey PRIMARY KEY (id),
    CONSTRAINT decision_act_check CHECK ((act ~ '^[a-z_]{3,40}$'::text)),
    CONSTRAINT decision_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
    CONSTRAINT decision_new_body_check CHECK ((char_length(new_body) <= 40000)),
    CONSTRAINT decision_new_title_check CHECK ((char_length(new_title) <= 300)),
    CONSTRAINT decision_once UNIQUE (case_id, seen_version),
    CONSTRAINT decision_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id),
    CONSTRAINT decision_reason_check CHECK ((char_length(reason) <= 40)),
    CONSTRAINT decision_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT decision_ref_key UNIQUE (ref),
    CONSTRAINT decision_settled_empty CHECK (((state = 'pending'::text) OR ((new_title IS NULL) AND (new_body IS NULL) AND (mending IS NULL)))),
    CONSTRAINT decision_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES shared.staff(id),
    CONSTRAINT decision_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'applied'::text, 'undone'::text, 'lapsed'::text]))),
    CONSTRAINT decision_topics_check CHECK ((cardinality(topics) <= 5)),
    CONSTRAINT decision_waits CHECK (((state <> 'pending'::text) OR (applies_at IS NOT NULL))),
    CONSTRAINT decision_words_check CHECK ((char_length(words) <= 2000))
);
CREATE INDEX decision_case ON {community}.decision USING btree (case_id, id);
CREATE INDEX decision_maker ON {community}.decision USING btree (staff_id, id) WHERE (state = ANY (ARRAY['pending'::text, 'lapsed'::text]));
CREATE INDEX decision_pending ON {community}.decision USING btree (applies_at) WHERE (state = 'pending'::text);
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

CREATE TABLE handover (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    made_by bigint NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    words text NOT NULL,
    sheet jsonb NOT NULL,
    taken_at timestamp with time zone,
    taken_by bigint,
    CONSTRAINT handover_pkey PRIMARY KEY (id),
    CONSTRAINT handover_made_by_fkey FOREIGN KEY (made_by) REFERENCES shared.staff(id),
    CONSTRAINT handover_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT handover_ref_key UNIQUE (ref),
    CONSTRAINT handover_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES shared.staff(id),
    CONSTRAINT handover_taken_whole CHECK (((taken_at IS NULL) = (taken_by IS NULL))),
    CONSTRAINT handover_two_people CHECK ((taken_by <> made_by)),
    CONSTRAINT handover_words_check CHECK ((char_length(words) <= 2000))
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
CREATE INDEX log_about ON {community}.log USING btree (split_part(subject, ' '::text, 1), id);
CREATE INDEX log_actor ON {community}.log USING btree (actor, id);
CREATE INDEX log_subject ON {community}.log USING btree (subject, id);
CREATE INDEX log_verb ON {community}.log USING btree (verb, id);
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
    CONSTRAINT member_affiliation_check CHECK ((affiliation = ANY (ARRAY['serving'::text, 'veteran'::text, 'public_service'::text, 'family'::text, 'team'::text]))),
    CONSTRAINT member_pseudonym_check CHECK (((char_length(pseudonym) >= 3) AND (char_length(pseudonym) <= 30))),
    CONSTRAINT member_pseudonym_key_key UNIQUE (pseudonym_key),
    CONSTRAINT member_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT member_ref_key UNIQUE (ref),
    CONSTRAINT member_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'active'::text, 'paused'::text, 'closed'::text]))),
    CONSTRAINT member_theme_check CHECK ((theme = ANY (ARRAY['auto'::text, 'light'::text, 'dark'::text])))
);
CREATE INDEX member_activated ON {community}.member USING btree (activated_at) WHERE (activated_at IS NOT NULL);
CREATE INDEX member_pending ON {community}.member USING btree (joined_at) WHERE (status = 'pending'::text);
CREATE UNIQUE INDEX member_team ON {community}.member USING btree (affiliation) WHERE (affiliation = 'team'::text);

CREATE TABLE member_note (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    member_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    words text NOT NULL,
    nonce uuid NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT member_note_pkey PRIMARY KEY (id),
    CONSTRAINT member_note_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
    CONSTRAINT member_note_nonce_key UNIQUE (nonce),
    CONSTRAINT member_note_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES shared.staff(id),
    CONSTRAINT member_note_words_check CHECK (((char_length(words) >= 1) AND (char_length(words) <= 2000)))
);
CREATE INDEX member_note_page ON {community}.member_note USING btree (member_id, id DESC);

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

CREATE TABLE phrase_hit (
    verdict_id bigint NOT NULL,
    phrase_id text NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT phrase_hit_pkey PRIMARY KEY (verdict_id, phrase_id),
    CONSTRAINT phrase_hit_verdict_id_fkey FOREIGN KEY (verdict_id) REFERENCES verdict(id) ON DELETE CASCADE
);
CREATE INDEX phrase_hit_phrase ON {community}.phrase_hit USING btree (phrase_id, made_at, verdict_id);

CREATE TABLE policy_version (
    number integer NOT NULL,
    ref text NOT NULL,
    rules jsonb NOT NULL,
    note text NOT NULL,
    made_by bigint NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT policy_version_pkey PRIMARY KEY (number),
    CONSTRAINT policy_version_made_by_fkey FOREIGN KEY (made_by) REFERENCES shared.staff(id),
    CONSTRAINT policy_version_note_check CHECK (((char_length(note) >= 1) AND (char_length(note) <= 500))),
    CONSTRAINT policy_version_number_check CHECK ((number > 0)),
    CONSTRAINT policy_version_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT policy_version_ref_key UNIQUE (ref),
    CONSTRAINT policy_version_rules_check CHECK ((jsonb_typeof(rules) = 'object'::text))
);
CREATE TRIGGER policy_stands BEFORE DELETE OR UPDATE OR TRUNCATE ON {community}.policy_version FOR EACH STATEMENT EXECUTE FUNCTION policy_stands();

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
    topics text[] NOT NULL DEFAULT '{}'::text[],
    is_reply_awaited boolean NOT NULL DEFAULT true,
    CONSTRAINT post_pkey PRIMARY KEY (id),
    CONSTRAINT post_author_id_fkey FOREIGN KEY (author_id) REFERENCES member(id),
    CONSTRAINT post_changed_by_check CHECK ((changed_by = ANY (ARRAY['screening'::text, 'guide'::text]))),
    CONSTRAINT post_gone_empty CHECK (((status <> 'withdrawn'::text) OR (html IS NULL))),
    CONSTRAINT post_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT post_ref_key UNIQUE (ref),
    CONSTRAINT post_status_check CHECK ((status = ANY (ARRAY['submitted'::text, 'visible'::text, 'held'::text, 'declined'::text, 'hidden'::text, 'withdrawn'::text]))),
    CONSTRAINT post_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES thread(id),
    CONSTRAINT post_topics_check CHECK ((cardinality(topics) <= 5)),
    CONSTRAINT post_visible_shown CHECK (((status <> 'visible'::text) OR ((shown IS NOT NULL) AND (html IS NOT NULL))))
);
CREATE INDEX post_awaited ON {community}.post USING btree (shown_at) WHERE (is_opening AND (status = 'visible'::text) AND is_reply_awaited);
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
CREATE TRIGGER author_seen AFTER INSERT ON {community}.post_version FOR EACH ROW EXECUTE FUNCTION author_seen();
CREATE TRIGGER post_version_paused BEFORE INSERT ON {community}.post_version FOR EACH ROW EXECUTE FUNCTION refuse_paused();

CREATE TABLE promise (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    case_id bigint NOT NULL,
    words text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    made_by bigint NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    done_at timestamp with time zone,
    done_by bigint,
    CONSTRAINT promise_pkey PRIMARY KEY (id),
    CONSTRAINT promise_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
    CONSTRAINT promise_done_by_fkey FOREIGN KEY (done_by) REFERENCES shared.staff(id),
    CONSTRAINT promise_done_whole CHECK (((done_at IS NULL) = (done_by IS NULL))),
    CONSTRAINT promise_made_by_fkey FOREIGN KEY (made_by) REFERENCES shared.staff(id),
    CONSTRAINT promise_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT promise_ref_key UNIQUE (ref),
    CONSTRAINT promise_words_check CHECK (((char_length(words) >= 3) AND (char_length(words) <= 300)))
);
CREATE INDEX promise_case ON {community}.promise USING btree (case_id, id);
CREATE INDEX promise_open ON {community}.promise USING btree (due_at, id) WHERE (done_at IS NULL);

CREATE TABLE report (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    reporter_id bigint NOT NULL,
    post_id bigint NOT NULL,
    version integer NOT NULL,
    kind text NOT NULL,
    words text NOT NULL DEFAULT ''::text,
    snapshot text NOT NULL,
    told_at timestamp with time zone NOT NULL DEFAULT now(),
    case_id bigint,
    heard_at timestamp with time zone,
    CONSTRAINT report_pkey PRIMARY KEY (id),
    CONSTRAINT report_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
    CONSTRAINT report_kind_check CHECK ((kind = ANY (ARRAY['rule'::text, 'worry'::text]))),
    CONSTRAINT report_once UNIQUE (reporter_id, post_id, version, kind),
    CONSTRAINT report_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id),
    CONSTRAINT report_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES member(id),
    CONSTRAINT report_words_check CHECK ((char_length(words) <= 1000))
);
CREATE INDEX report_case ON {community}.report USING btree (case_id) WHERE (heard_at IS NOT NULL);
CREATE INDEX report_post ON {community}.report USING btree (post_id);
CREATE INDEX report_unheard ON {community}.report USING btree (case_id) WHERE (heard_at IS NULL);
CREATE TRIGGER report_paused BEFORE INSERT ON {community}.report FOR EACH ROW EXECUTE FUNCTION refuse_paused();

CREATE TABLE sanction (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    member_id bigint NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    words text NOT NULL DEFAULT ''::text,
    starts_at timestamp with time zone NOT NULL DEFAULT now(),
    ends_at timestamp with time zone,
    staff_id bigint NOT NULL,
    decision_ref text NOT NULL DEFAULT ''::text,
    status_before text,
    lifted_at timestamp with time zone,
    lifted_by bigint,
    asked_at timestamp with time zone,
    asked_words text NOT NULL DEFAULT ''::text,
    case_opened_at timestamp with time zone,
    CONSTRAINT sanction_pkey PRIMARY KEY (id),
    CONSTRAINT sanction_asked_words_check CHECK ((char_length(asked_words) <= 1000)),
    CONSTRAINT sanction_decision_ref_check CHECK ((char_length(decision_ref) = ANY (ARRAY[0, 14]))),
    CONSTRAINT sanction_end CHECK (((kind = 'pause'::text) = (ends_at IS NOT NULL))),
    CONSTRAINT sanction_kind_check CHECK ((kind = ANY (ARRAY['warn'::text, 'pause'::text, 'close'::text]))),
    CONSTRAINT sanction_lift_whole CHECK (((lifted_at IS NULL) = (lifted_by IS NULL))),
    CONSTRAINT sanction_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES shared.staff(id),
    CONSTRAINT sanction_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
    CONSTRAINT sanction_reason_check CHECK (((char_length(reason) >= 3) AND (char_length(reason) <= 40))),
    CONSTRAINT sanction_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT sanction_ref_key UNIQUE (ref),
    CONSTRAINT sanction_short CHECK ((ends_at <= (starts_at + '90 days'::interval))),
    CONSTRAINT sanction_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES shared.staff(id),
    CONSTRAINT sanction_warn_stays CHECK (((kind <> 'warn'::text) OR (lifted_at IS NULL))),
    CONSTRAINT sanction_words_check CHECK ((char_length(words) <= 2000))
);
CREATE INDEX sanction_asked ON {community}.sanction USING btree (asked_at) WHERE ((asked_at IS NOT NULL) AND (case_opened_at IS NULL));
CREATE INDEX sanction_member ON {community}.sanction USING btree (member_id, id DESC);
CREATE UNIQUE INDEX sanction_running ON {community}.sanction USING btree (member_id, kind) WHERE ((kind <> 'warn'::text) AND (lifted_at IS NULL));

CREATE TABLE second_draw (
    day date NOT NULL,
    drawn_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT second_draw_pkey PRIMARY KEY (day)
);

CREATE TABLE second_pass (
    reading_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT second_pass_pkey PRIMARY KEY (reading_id, staff_id),
    CONSTRAINT second_pass_reading_id_fkey FOREIGN KEY (reading_id) REFERENCES second_reading(id),
    CONSTRAINT second_pass_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES shared.staff(id)
);

CREATE TABLE second_reading (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    kind text NOT NULL,
    post_id bigint NOT NULL,
    version integer NOT NULL,
    case_id bigint,
    drawn_for date NOT NULL,
    taken_by bigint,
    taken_at timestamp with time zone,
    urgency text,
    categories text[],
    act text,
    words text NOT NULL DEFAULT ''::text,
    read_at timestamp with time zone,
    CONSTRAINT second_reading_pkey PRIMARY KEY (id),
    CONSTRAINT second_reading_act_check CHECK ((act = ANY (ARRAY['leave'::text, 'change'::text, 'ask'::text, 'remove'::text]))),
    CONSTRAINT second_reading_case CHECK (((kind = 'closed_case'::text) = (case_id IS NOT NULL))),
    CONSTRAINT second_reading_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(id),
    CONSTRAINT second_reading_case_id_key UNIQUE (case_id),
    CONSTRAINT second_reading_kind_check CHECK ((kind = ANY (ARRAY['nothing_found'::text, 'closed_case'::text]))),
    CONSTRAINT second_reading_once UNIQUE (post_id, version, kind),
    CONSTRAINT second_reading_post_id_version_fkey FOREIGN KEY (post_id, version) REFERENCES post_version(post_id, number),
    CONSTRAINT second_reading_reader CHECK (((read_at IS NULL) OR (taken_by IS NOT NULL))),
    CONSTRAINT second_reading_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT second_reading_ref_key UNIQUE (ref),
    CONSTRAINT second_reading_taken CHECK (((taken_by IS NULL) = (taken_at IS NULL))),
    CONSTRAINT second_reading_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES shared.staff(id),
    CONSTRAINT second_reading_urgency_check CHECK ((urgency = ANY (ARRAY['none'::text, 'review'::text, 'high'::text, 'immediate'::text]))),
    CONSTRAINT second_reading_whole CHECK ((num_nulls(urgency, categories, act, read_at) = ANY (ARRAY[0, 4]))),
    CONSTRAINT second_reading_words_check CHECK ((char_length(words) <= 500))
);
CREATE INDEX second_reading_read ON {community}.second_reading USING btree (read_at) WHERE (read_at IS NOT NULL);
CREATE INDEX second_reading_waiting ON {community}.second_reading USING btree (drawn_for, id) WHERE (read_at IS NULL);

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
CREATE TRIGGER session_seen AFTER INSERT OR UPDATE OF seen_at ON {community}.session FOR EACH ROW EXECUTE FUNCTION session_seen();

CREATE TABLE shadow_hit (
    run_id bigint NOT NULL,
    verdict_id bigint NOT NULL,
    CONSTRAINT shadow_hit_pkey PRIMARY KEY (run_id, verdict_id),
    CONSTRAINT shadow_hit_run_id_fkey FOREIGN KEY (run_id) REFERENCES shadow_run(id) ON DELETE CASCADE,
    CONSTRAINT shadow_hit_verdict_id_fkey FOREIGN KEY (verdict_id) REFERENCES verdict(id) ON DELETE CASCADE
);
CREATE INDEX shadow_hit_verdict ON {community}.shadow_hit USING btree (verdict_id);

CREATE TABLE shadow_run (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    draft_ref text NOT NULL,
    revision integer NOT NULL,
    phrase_id text NOT NULL,
    total integer NOT NULL,
    done integer NOT NULL DEFAULT 0,
    oldest_verdict bigint,
    newest_verdict bigint,
    started_by text NOT NULL,
    started_at timestamp with time zone NOT NULL DEFAULT now(),
    beat_at timestamp with time zone NOT NULL DEFAULT now(),
    ended_at timestamp with time zone,
    CONSTRAINT shadow_run_pkey PRIMARY KEY (id),
    CONSTRAINT shadow_run_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT shadow_run_ref_key UNIQUE (ref)
);
CREATE INDEX shadow_run_draft ON {community}.shadow_run USING btree (draft_ref, id DESC);

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

CREATE TABLE tracking (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    member_id bigint NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    review_on date NOT NULL,
    ends_on date NOT NULL,
    made_by bigint NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    ended_at timestamp with time zone,
    ended_by bigint,
    CONSTRAINT tracking_pkey PRIMARY KEY (id),
    CONSTRAINT tracking_end_whole CHECK (((ended_by IS NULL) OR (ended_at IS NOT NULL))),
    CONSTRAINT tracking_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES shared.staff(id),
    CONSTRAINT tracking_kind_check CHECK ((kind = ANY (ARRAY['worry'::text, 'conduct'::text]))),
    CONSTRAINT tracking_made_by_fkey FOREIGN KEY (made_by) REFERENCES shared.staff(id),
    CONSTRAINT tracking_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
    CONSTRAINT tracking_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 500))),
    CONSTRAINT tracking_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT tracking_ref_key UNIQUE (ref),
    CONSTRAINT tracking_reviewed CHECK ((review_on <= ends_on)),
    CONSTRAINT tracking_short CHECK ((ends_on <= (((made_at AT TIME ZONE 'UTC'::text))::date + 91)))
);
CREATE INDEX tracking_due ON {community}.tracking USING btree (review_on, id) WHERE (ended_at IS NULL);
CREATE INDEX tracking_member ON {community}.tracking USING btree (member_id, id DESC);
CREATE UNIQUE INDEX tracking_one ON {community}.tracking USING btree (member_id, kind) WHERE (ended_at IS NULL);

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
CREATE INDEX verdict_made ON {community}.verdict USING btree (made_at);
CREATE INDEX verdict_recent ON {community}.verdict USING btree (made_at);

CREATE TABLE watch (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    ref text NOT NULL,
    member_id bigint NOT NULL,
    made_by bigint NOT NULL,
    made_at timestamp with time zone NOT NULL DEFAULT now(),
    until_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    case_opened_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by bigint,
    CONSTRAINT watch_pkey PRIMARY KEY (id),
    CONSTRAINT watch_ahead CHECK ((until_at > made_at)),
    CONSTRAINT watch_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES shared.staff(id),
    CONSTRAINT watch_made_by_fkey FOREIGN KEY (made_by) REFERENCES shared.staff(id),
    CONSTRAINT watch_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
    CONSTRAINT watch_ref_check CHECK ((char_length(ref) = 14)),
    CONSTRAINT watch_ref_key UNIQUE (ref),
    CONSTRAINT watch_short CHECK ((until_at <= (made_at + '91 days'::interval)))
);
CREATE INDEX watch_due ON {community}.watch USING btree (until_at) WHERE ((seen_at IS NULL) AND (case_opened_at IS NULL) AND (ended_at IS NULL));
CREATE INDEX watch_member ON {community}.watch USING btree (member_id, id DESC);
CREATE UNIQUE INDEX watch_one ON {community}.watch USING btree (member_id) WHERE ((seen_at IS NULL) AND (case_opened_at IS NULL) AND (ended_at IS NULL));

CREATE VIEW member_event WITH () AS
 SELECT p.author_id AS member_id,
    x.made_at AS at,
    md5(('signal:'::text || x.id)) AS key,
    'signal'::text AS what,
    x.urgency AS code,
    x.categories AS codes,
    p.id AS post_id
   FROM (verdict x
     JOIN post p ON ((p.id = x.post_id)))
  WHERE (x.urgency <> 'none'::text)
UNION ALL
 SELECT p.author_id AS member_id,
    d.made_at AS at,
    md5(('decided:'::text || d.id)) AS key,
    'decided'::text AS what,
    d.act AS code,
    ARRAY[d.reason] AS codes,
    p.id AS post_id
   FROM (decision d
     JOIN post p ON ((p.id = d.post_id)))
  WHERE (d.state = 'applied'::text)
UNION ALL
 SELECT tracking.member_id,
    tracking.made_at AS at,
    md5(('tracked:'::text || tracking.id)) AS key,
    'tracked'::text AS what,
    tracking.kind AS code,
    '{}'::text[] AS codes,
    NULL::bigint AS post_id
   FROM tracking
UNION ALL
 SELECT tracking.member_id,
    tracking.ended_at AS at,
    md5(('track_ended:'::text || tracking.id)) AS key,
    'track_ended'::text AS what,
    tracking.kind AS code,
    '{}'::text[] AS codes,
    NULL::bigint AS post_id
   FROM tracking
  WHERE (tracking.ended_at IS NOT NULL)
UNION ALL
 SELECT watch.member_id,
    watch.made_at AS at,
    md5(('watched:'::text || watch.id)) AS key,
    'watched'::text AS what,
    ''::text AS code,
    '{}'::text[] AS codes,
    NULL::bigint AS post_id
   FROM watch
UNION ALL
 SELECT watch.member_id,
    COALESCE(watch.seen_at, watch.case_opened_at, watch.ended_at) AS at,
    md5(('watch_over:'::text || watch.id)) AS key,
        CASE
            WHEN (watch.seen_at IS NOT NULL) THEN 'seen'::text
            WHEN (watch.case_opened_at IS NOT NULL) THEN 'quiet'::text
            ELSE 'unwatched'::text
        END AS what,
    ''::text AS code,
    '{}'::text[] AS codes,
    NULL::bigint AS post_id
   FROM watch
  WHERE (COALESCE(watch.seen_at, watch.case_opened_at, watch.ended_at) IS NOT NULL)
UNION ALL
 SELECT sanction.member_id,
    sanction.starts_at AS at,
    md5(('imposed:'::text || sanction.id)) AS key,
    'imposed'::text AS what,
    sanction.kind AS code,
    ARRAY[sanction.reason] AS codes,
    NULL::bigint AS post_id
   FROM sanction
UNION ALL
 SELECT sanction.member_id,
    sanction.lifted_at AS at,
    md5(('lifted:'::text || sanction.id)) AS key,
    'lifted'::text AS what,
    sanction.kind AS code,
    ARRAY[sanction.reason] AS codes,
    NULL::bigint AS post_id
   FROM sanction
  WHERE ((sanction.lifted_at IS NOT NULL) AND ((sanction.ends_at IS NULL) OR (sanction.lifted_at < sanction.ends_at)))
UNION ALL
 SELECT p.author_id AS member_id,
    a.made_at AS at,
    md5(('appealed:'::text || a.id)) AS key,
    'appealed'::text AS what,
    ''::text AS code,
    '{}'::text[] AS codes,
    p.id AS post_id
   FROM (appeal a
     JOIN post p ON ((p.id = a.post_id)))
  WHERE (a.answer = 'asked'::text)
UNION ALL
 SELECT p.author_id AS member_id,
    a.settled_at AS at,
    md5(('settled:'::text || a.id)) AS key,
    'settled'::text AS what,
    a.outcome AS code,
    '{}'::text[] AS codes,
    p.id AS post_id
   FROM (appeal a
     JOIN post p ON ((p.id = a.post_id)))
  WHERE (a.settled_at IS NOT NULL);

CREATE VIEW own_draft WITH (security_barrier=true, check_option=cascaded) AS
 SELECT id,
    ref,
    lang,
    phrase_id,
    status,
    revision,
    changed_at
   FROM shared.phrase_draft
  WHERE (lang = '{community}'::text);

CREATE VIEW own_escalation WITH (security_barrier=true) AS
 SELECT ref,
    case_ref,
    reason,
    status,
    raised_at,
    changed_at
   FROM shared.escalation
  WHERE (community = '{community}'::text);

CREATE VIEW own_month WITH (security_barrier=true) AS
 SELECT month
   FROM shared.partner_month
  WHERE (community = '{community}'::text);

CREATE VIEW own_publication WITH (security_barrier=true, check_option=cascaded) AS
 SELECT id,
    ref,
    lang,
    drafts,
    revisions,
    returns_to,
    status,
    contents,
    bases,
    checked,
    total,
    problems,
    losses,
    asked_by,
    asked_at,
    beat_at
   FROM shared.phrase_publication
  WHERE (lang = '{community}'::text);

CREATE VIEW own_revision WITH (security_barrier=true, check_option=cascaded) AS
 SELECT draft_id,
    number,
    lang,
    content,
    staff_ref,
    staff_name,
    saved_at
   FROM shared.phrase_revision
  WHERE (lang = '{community}'::text);

CREATE VIEW running_sanction WITH (security_barrier=true) AS
 SELECT member_id,
    kind,
    reason,
    words,
    starts_at,
    ends_at,
    (asked_at IS NOT NULL) AS is_asked
   FROM sanction
  WHERE ((kind <> 'warn'::text) AND (lifted_at IS NULL) AND ((ends_at IS NULL) OR (ends_at > now())));

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
    p.sent_at,
    p.topics,
    (m.affiliation = 'team'::text) AS is_guide
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

CREATE OR REPLACE FUNCTION {community}.accept_decision(the_author bigint, the_ref text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
-- The author lets a decision stand. False when it was answered before; nothing is kept of somebody else's post.
BEGIN
    INSERT INTO appeal (post_id, version, decision_id, answer)
    SELECT o.post_id, o.version, o.decision_id, 'accepted' FROM appealable(the_author, the_ref) AS o
    ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $function$;

CREATE OR REPLACE FUNCTION {community}.appeal(the_author bigint, the_ref text, the_words text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION {community}.appealable(the_author bigint, the_ref text)
 RETURNS TABLE(post_id bigint, version integer, decision_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 SELECT p.id,
     p.latest,
     d.id
    FROM ((post p
      JOIN post_version v ON (((v.post_id = p.id) AND (v.number = p.latest))))
      LEFT JOIN LATERAL ( SELECT e.id
            FROM decision e
           WHERE ((e.post_id = p.id) AND (e.state = 'applied'::text) AND ((p.status = 'hidden'::text) OR (e.post_version = p.latest)) AND (e.act = ANY (
                 CASE
                     WHEN (p.status = 'hidden'::text) THEN ARRAY['hide'::text]
                     WHEN (v.state = 'declined'::text) THEN ARRAY['decline'::text]
                     WHEN (p.changed_by = 'guide'::text) THEN ARRAY['edit_and_post'::text]
                     ELSE ARRAY['post'::text, 'keep'::text]
                 END)))
           ORDER BY e.id DESC
          LIMIT 1) d ON (true))
   WHERE ((p.ref = appealable.the_ref) AND (p.author_id = appealable.the_author) AND ((p.status = 'hidden'::text) OR ((p.status <> 'withdrawn'::text) AND (v.state = 'declined'::text)) OR ((p.status = 'visible'::text) AND (p.shown = p.latest) AND (p.changed_by IS NOT NULL))) AND (NOT (EXISTS ( SELECT
            FROM appeal a
           WHERE (a.settled_by = d.id)))));
END;

CREATE OR REPLACE FUNCTION {community}.ask_again(the_member bigint, the_words text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
-- The member asks another guide to look at the pause that holds. False when it was asked before.
BEGIN
    UPDATE sanction SET asked_at = now(), asked_words = the_words
    WHERE member_id = the_member AND kind = 'pause' AND lifted_at IS NULL AND ends_at > now() AND asked_at IS NULL;
    RETURN FOUND;
END $function$;

CREATE OR REPLACE FUNCTION {community}.author_seen()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
BEGIN
    PERFORM see_watched(NEW.author_id);
    RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION {community}.case_first_held()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    NEW.first_held_at := now();
    RETURN NEW;
END $function$;

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

CREATE OR REPLACE FUNCTION {community}.close_account(the_member bigint)
 RETURNS SETOF bytea
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION {community}.close_answered()
 RETURNS SETOF text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 WITH settled AS (
          SELECT c_1.id
            FROM (case_file c_1
              JOIN post p ON ((p.id = c_1.post_id)))
           WHERE ((c_1.closed_at IS NULL) AND (c_1.pending_id IS NULL) AND (c_1.lane = 'unanswered'::text) AND (c_1.reasons = ARRAY['unanswered'::text]) AND ((c_1.held_until IS NULL) OR (c_1.held_until < now())) AND ((p.status = 'withdrawn'::text) OR (EXISTS ( SELECT
                    FROM post r
                   WHERE ((r.thread_id = p.thread_id) AND (r.status = 'visible'::text) AND (r.author_id <> p.author_id))))))
          FOR NO KEY UPDATE OF c_1 SKIP LOCKED
         )
  UPDATE case_file c SET closed_at = now(), version = (c.version + 1)
    FROM settled s
   WHERE (c.id = s.id)
   RETURNING c.ref;
END;

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

CREATE OR REPLACE FUNCTION {community}.freeze_month(the_month date, the_zone text, the_themes text[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
-- The month as it will be printed for ever; false when it was before, or is not over. Small counts stay in here.
DECLARE
    begins timestamptz := the_month::timestamp AT TIME ZONE the_zone;
    ends timestamptz := (the_month + interval '1 month') AT TIME ZONE the_zone;
    sent integer;
BEGIN
    IF ends > now() THEN RETURN false; END IF;
    SELECT shown_count(count(*)) INTO sent
    FROM verdict AS v JOIN post AS p ON p.id = v.post_id JOIN member AS m ON m.id = p.author_id
    WHERE v.made_at >= begins AND v.made_at < ends AND v.version = 1 AND m.affiliation <> 'team';
    INSERT INTO shared.partner_month (community, month, registered, active, posts, wait)
    SELECT '{community}', the_month,
        (SELECT shown_count(count(*)) FROM member AS m
            WHERE m.activated_at >= begins AND m.activated_at < ends AND m.affiliation <> 'team'),
        (SELECT shown_count(count(DISTINCT p.author_id))
            FROM verdict AS v JOIN post AS p ON p.id = v.post_id JOIN member AS m ON m.id = p.author_id
            WHERE v.made_at >= begins AND v.made_at < ends AND v.version = 1 AND m.affiliation <> 'team'),
        sent,
        (SELECT shown_wait(count(*), percentile_cont(0.5) WITHIN GROUP (
                ORDER BY extract(epoch FROM c.closed_at - c.opened_at)::double precision / 60))
            FROM case_file AS c
            WHERE sent IS NOT NULL AND c.closed_at >= begins AND c.closed_at < ends
                AND EXISTS (SELECT FROM decision AS d WHERE d.case_id = c.id))
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN false; END IF;
    INSERT INTO shared.partner_theme (community, month, theme, posts)
    SELECT '{community}', the_month, t.theme, shown_count(count(DISTINCT v.post_id))
    FROM unnest(the_themes) AS t (theme)
    LEFT JOIN (verdict AS v JOIN post AS p ON p.id = v.post_id JOIN member AS m ON m.id = p.author_id)
        ON v.made_at >= begins AND v.made_at < ends AND v.version = 1
            AND t.theme = ANY (v.categories) AND m.affiliation <> 'team'
    GROUP BY t.theme;
    RETURN true;
END $function$;

CREATE OR REPLACE FUNCTION {community}.has_colleagues(the_staff bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM shared.staff s
           WHERE ((s.id <> has_colleagues.the_staff) AND (s.disabled_at IS NULL) AND (s.role = ANY (ARRAY['guide'::text, 'lead'::text])) AND ('{community}'::text = ANY (s.languages))))) AS "exists";
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

CREATE OR REPLACE FUNCTION {community}.may_look_again(the_not_for bigint, the_staff bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 SELECT
         CASE
             WHEN (the_not_for IS DISTINCT FROM the_staff) THEN true
             ELSE ((NOT has_colleagues(the_staff)) AND (EXISTS ( SELECT
                FROM shared.staff s
               WHERE ((s.id = may_look_again.the_staff) AND (s.role = 'lead'::text)))))
         END AS "case";
END;

CREATE OR REPLACE FUNCTION {community}.member_of_email(the_digest bytea)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
RETURN (SELECT email_claim.member_ref FROM shared.email_claim WHERE ((email_claim.digest = member_of_email.the_digest) AND (email_claim.community = '{community}'::text)));

CREATE OR REPLACE FUNCTION {community}.note_heavy(the_staff bigint, the_case text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 SELECT shared.note_heavy(note_heavy.the_staff, '{community}'::text, c.ref) AS note_heavy
    FROM (case_file c
      JOIN verdict x ON (((x.post_id = c.post_id) AND (x.version = c.post_version))))
   WHERE ((c.ref = note_heavy.the_case) AND ((x.urgency = 'immediate'::text) OR ('graphic'::text = ANY (x.categories))));
END;

CREATE OR REPLACE FUNCTION {community}.open_or_join(the_ref text, the_post bigint, the_version integer, the_lane text, because text[], minutes integer, lanes text[])
 RETURNS TABLE(ref text, lane text, is_new boolean)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 INSERT INTO case_file AS c (ref, lane, reasons, post_id, post_version, member_id, due_at)  SELECT open_or_join.the_ref AS the_ref,
             open_or_join.the_lane AS the_lane,
             open_or_join.because AS because,
             p.id,
             open_or_join.the_version AS the_version,
             p.author_id,
             (now() + make_interval(mins => open_or_join.minutes))
            FROM post p
           WHERE (p.id = open_or_join.the_post) ON CONFLICT(post_id)
   WHERE (closed_at IS NULL) DO UPDATE SET lane =
         CASE
             WHEN (array_position(open_or_join.lanes, excluded.lane) < array_position(open_or_join.lanes, c.lane)) THEN excluded.lane
             ELSE c.lane
         END, reasons = (c.reasons || ARRAY( SELECT r.r
            FROM unnest(excluded.reasons) r(r)
           WHERE (r.r <> ALL (c.reasons)))), post_version = GREATEST(c.post_version, excluded.post_version), due_at = LEAST(c.due_at, excluded.due_at), version = (c.version + 1)
   RETURNING c.ref,
     c.lane,
     (c.version = 1);
END;

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

CREATE OR REPLACE FUNCTION {community}.own_appeal(the_author bigint, the_ref text)
 RETURNS TABLE(answer text, outcome text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 SELECT COALESCE(a.answer, ''::text) AS "coalesce",
     COALESCE(a.outcome, ''::text) AS "coalesce"
    FROM (appealable(own_appeal.the_author, own_appeal.the_ref) o(post_id, version, decision_id)
      LEFT JOIN appeal a ON (((a.post_id = o.post_id) AND (a.version = o.version) AND (NOT (a.decision_id IS DISTINCT FROM o.decision_id)))));
END;

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

CREATE OR REPLACE FUNCTION {community}.page_on_call(the_time integer, how_many integer, the_minutes integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 SELECT shared.page_on_call('{community}'::text, the_time, how_many, the_minutes) AS page_on_call;
END;

CREATE OR REPLACE FUNCTION {community}.policy_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'versions of the policy are append-only';
END $function$;

CREATE OR REPLACE FUNCTION {community}.raise_escalation(the_ref text, the_case text, the_member text, the_name text, the_staff text, staff_name text, the_reason text, the_facts text, what_was_tried text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 INSERT INTO shared.escalation (ref, community, case_ref, member_ref, pseudonym, staff_ref, staff_name, reason, facts, tried)
   VALUES (raise_escalation.the_ref, '{community}'::text, raise_escalation.the_case, raise_escalation.the_member, raise_escalation.the_name, raise_escalation.the_staff, raise_escalation.staff_name, raise_escalation.the_reason, raise_escalation.the_facts, raise_escalation.what_was_tried);
END;

CREATE OR REPLACE FUNCTION {community}.refuse_paused()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
-- Whatever way a text or a word to a guide comes in, a paused or closed account sends none.
DECLARE the_member bigint;
BEGIN
    IF TG_TABLE_NAME = 'report' THEN the_member := NEW.reporter_id; ELSE the_member := NEW.author_id; END IF;
    IF EXISTS (SELECT FROM running_sanction AS r WHERE r.member_id = the_member) THEN
        RAISE EXCEPTION 'member_paused';
    END IF;
    RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION {community}.reopen_account(the_member bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
-- Only once no closing runs: the account is again what it was.
BEGIN
    UPDATE member AS m SET status = s.status_before
    FROM (SELECT l.status_before FROM sanction AS l
          WHERE l.member_id = the_member AND l.kind = 'close' ORDER BY l.id DESC LIMIT 1) AS s
    WHERE m.id = the_member AND m.status = 'closed' AND s.status_before IS NOT NULL
        AND NOT EXISTS (SELECT FROM running_sanction AS r WHERE r.member_id = the_member AND r.kind = 'close');
    RETURN FOUND;
END $function$;

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

CREATE OR REPLACE FUNCTION {community}.reply_as_guide(the_thread bigint, the_ref text, the_nonce uuid, the_body text)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 SELECT (reply(( SELECT member.id
            FROM member
           WHERE (member.affiliation = 'team'::text)), the_thread, the_ref, the_nonce, the_body)).post_ref AS post_ref;
END;

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

CREATE OR REPLACE FUNCTION {community}.see_watched(the_member bigint)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
BEGIN ATOMIC
 UPDATE watch SET seen_at = date_trunc('hour'::text, now())
   WHERE ((watch.member_id = see_watched.the_member) AND (watch.seen_at IS NULL) AND (watch.case_opened_at IS NULL) AND (watch.ended_at IS NULL));
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

CREATE OR REPLACE FUNCTION {community}.session_seen()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '{community}', 'pg_temp'
AS $function$
BEGIN
    PERFORM see_watched(NEW.member_id);
    RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION {community}.shown_count(counted bigint)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN (counted >= 10) THEN (((5)::numeric * round(((counted)::numeric / 5.0))))::integer ELSE NULL::integer END;

CREATE OR REPLACE FUNCTION {community}.shown_wait(cases bigint, minutes double precision)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN (cases < 10) THEN NULL::text WHEN (minutes <= (30)::double precision) THEN 'half_hour'::text WHEN (minutes <= (120)::double precision) THEN 'two_hours'::text WHEN (minutes <= (480)::double precision) THEN 'eight_hours'::text WHEN (minutes <= (1440)::double precision) THEN 'a_day'::text ELSE 'longer'::text END;

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
   WHERE ((c.closed_at > (now() - '7 days'::interval)) AND (c.lane <> ALL (ARRAY['appeals'::text, 'unanswered'::text])) AND (EXISTS ( SELECT
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
