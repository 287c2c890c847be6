-- What screening found, what a person must decide, and what was decided.

CREATE TABLE verdict (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post_id bigint NOT NULL,
    version integer NOT NULL,
    urgency text NOT NULL CHECK (urgency IN ('none', 'review', 'high', 'immediate')),
    categories text[] NOT NULL,
    signals jsonb NOT NULL, -- part, span in the masked text, phrase, rules; never a letter the member typed
    redactions jsonb NOT NULL, -- part, span in the masked text, kind, sure, ordinal of its cut-out
    lexicon text NOT NULL, -- version of the phrases that were live; empty when none was reached
    failed text CHECK (char_length(failed) <= 80), -- the part that broke; then the post is held
    made_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT verdict_once UNIQUE (post_id, version),
    FOREIGN KEY (post_id, version) REFERENCES post_version (post_id, number)
);

CREATE TABLE cutout (
    post_id bigint NOT NULL,
    version integer NOT NULL,
    place text NOT NULL CHECK (place IN ('title', 'body')),
    ordinal integer NOT NULL, -- order of its placeholder in the masked text
    kind text NOT NULL,
    sealed bytea NOT NULL, -- to the desk's key
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (post_id, version, place, ordinal),
    FOREIGN KEY (post_id, version) REFERENCES post_version (post_id, number)
);
CREATE INDEX cutout_old ON cutout (made_at); -- shredded after 30 days

CREATE TABLE case_file (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    lane text NOT NULL CHECK (lane IN ('now', 'soon', 'routine', 'privacy', 'unscreened')),
    reasons text[] NOT NULL CHECK (
        cardinality(reasons) > 0
        AND reasons <@ ARRAY['danger', 'review', 'rule', 'privacy', 'newcomer', 'unscreened', 'declined', 'worry']),
    post_id bigint NOT NULL REFERENCES post (id),
    post_version integer NOT NULL, -- the newest one that was screened
    member_id bigint NOT NULL REFERENCES member (id),
    version integer NOT NULL DEFAULT 1, -- grows with every change; a decision names the one it saw
    opened_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz NOT NULL, -- the lane's clock
    holder_id bigint REFERENCES shared.staff (id),
    held_until timestamptz, -- a claim ends by itself
    closed_at timestamptz,
    CONSTRAINT case_claim_whole CHECK ((holder_id IS NULL) = (held_until IS NULL))
);
CREATE UNIQUE INDEX case_one_open ON case_file (post_id) WHERE closed_at IS NULL; -- several reasons, one case
CREATE INDEX case_lane ON case_file (lane, opened_at, id) WHERE closed_at IS NULL; -- oldest first inside a lane
CREATE INDEX case_member ON case_file (member_id, id DESC); -- earlier cases beside the item
CREATE INDEX case_closed ON case_file (closed_at) WHERE closed_at IS NOT NULL; -- the usual wait

CREATE TABLE decision (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    case_id bigint NOT NULL REFERENCES case_file (id),
    post_id bigint NOT NULL REFERENCES post (id),
    post_version integer NOT NULL,
    seen_version integer NOT NULL, -- of the case
    staff_id bigint NOT NULL REFERENCES shared.staff (id),
    act text NOT NULL CHECK (act ~ '^[a-z_]{3,40}$'),
    reason text NOT NULL CHECK (char_length(reason) <= 40),
    words text NOT NULL DEFAULT '' CHECK (char_length(words) <= 2000), -- to the author
    body_before text, -- masked text before a guide's edit, for the author's side-by-side
    made_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT decision_once UNIQUE (case_id, seen_version)
);
CREATE INDEX decision_post ON decision (post_id, id);

CREATE FUNCTION usual_wait() RETURNS integer
LANGUAGE sql SECURITY DEFINER STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
    -- Minutes until a person closed a case, the middle one of a week, up to the next five; NULL of fewer than
    -- five cases: then nobody is promised anything.
    SELECT CASE WHEN count(*) >= 5 THEN 5 * greatest(1, ceil(
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM c.closed_at - c.opened_at)::double precision)
        / 300))::integer END
    FROM case_file AS c
    WHERE c.closed_at > now() - interval '7 days'
        AND EXISTS (SELECT FROM decision AS d WHERE d.case_id = c.id);
END;

CREATE FUNCTION raise_escalation(
    the_ref text, the_case text, the_member text, the_name text, the_staff text, staff_name text,
    the_reason text, the_facts text, what_was_tried text
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
BEGIN ATOMIC
    INSERT INTO shared.escalation
        (ref, community, case_ref, member_ref, pseudonym, staff_ref, staff_name, reason, facts, tried)
    VALUES (the_ref, '{community}', the_case, the_member, the_name, the_staff, staff_name,
            the_reason, the_facts, what_was_tried);
END;

CREATE VIEW own_escalation WITH (security_barrier) AS
SELECT ref, case_ref, reason, status, raised_at, changed_at
FROM shared.escalation WHERE community = '{community}';
