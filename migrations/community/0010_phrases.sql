-- What phrases found in this community, and how drafts would have done. References and counts, never a text.

CREATE TABLE phrase_hit (
    verdict_id bigint NOT NULL REFERENCES verdict (id) ON DELETE CASCADE,
    phrase_id text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (verdict_id, phrase_id) -- which other phrases hit the same text
);
CREATE INDEX phrase_hit_phrase ON phrase_hit (phrase_id, made_at, verdict_id); -- the figures of one phrase

INSERT INTO phrase_hit (verdict_id, phrase_id, made_at)
SELECT DISTINCT v.id, s ->> 'phrase_id', v.made_at
FROM verdict AS v, jsonb_array_elements(v.signals) AS s
WHERE s ->> 'phrase_id' IS NOT NULL;

-- How guides decided about a post that is closed: `case_one_open` knows the open ones only.
CREATE INDEX case_post_closed ON case_file (post_id) WHERE closed_at IS NOT NULL;

CREATE TABLE shadow_run (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    draft_ref text NOT NULL,
    revision integer NOT NULL,
    phrase_id text NOT NULL,
    total integer NOT NULL, -- how many texts it reads
    done integer NOT NULL DEFAULT 0,
    oldest_verdict bigint, -- how far back it has read
    newest_verdict bigint,
    started_by text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    beat_at timestamptz NOT NULL DEFAULT now(), -- silent for a minute means it broke off
    ended_at timestamptz
);
CREATE INDEX shadow_run_draft ON shadow_run (draft_ref, id DESC); -- the newest one stands beside the draft

CREATE TABLE shadow_hit (
    run_id bigint NOT NULL REFERENCES shadow_run (id) ON DELETE CASCADE,
    verdict_id bigint NOT NULL REFERENCES verdict (id) ON DELETE CASCADE,
    PRIMARY KEY (run_id, verdict_id)
);
CREATE INDEX shadow_hit_verdict ON shadow_hit (verdict_id); -- a text that goes takes its hits along

-- A community's leads write phrases of its own language only; the check refuses any other.
CREATE VIEW own_draft WITH (security_barrier) AS
SELECT id, ref, lang, phrase_id, status, revision, changed_at
FROM shared.phrase_draft WHERE lang = '{community}' WITH CASCADED CHECK OPTION;
CREATE VIEW own_revision WITH (security_barrier) AS
SELECT draft_id, number, lang, content, staff_ref, staff_name, saved_at
FROM shared.phrase_revision WHERE lang = '{community}' WITH CASCADED CHECK OPTION;
CREATE VIEW own_publication WITH (security_barrier) AS
SELECT id, ref, lang, drafts, revisions, returns_to, status, contents, bases, checked, total, problems, losses,
    asked_by, asked_at, beat_at
FROM shared.phrase_publication WHERE lang = '{community}' WITH CASCADED CHECK OPTION;

GRANT INSERT ON phrase_hit TO screener_{community};
GRANT SELECT ON shared.phrase_live TO screener_{community}, board_{community};
GRANT SELECT ON phrase_hit, shadow_run, shadow_hit TO desk_{community};
GRANT INSERT ON shadow_run, shadow_hit TO desk_{community};
GRANT UPDATE (done, oldest_verdict, newest_verdict, beat_at, ended_at) ON shadow_run TO desk_{community};
GRANT SELECT ON shared.phrase_draft, shared.phrase_revision, shared.phrase_version TO desk_{community};
GRANT SELECT ON own_draft, own_revision, own_publication TO desk_{community};
GRANT INSERT (ref, lang, phrase_id) ON own_draft TO desk_{community};
GRANT UPDATE (status, revision, changed_at) ON own_draft TO desk_{community};
GRANT INSERT (draft_id, number, lang, content, staff_ref, staff_name) ON own_revision TO desk_{community};
GRANT INSERT (ref, lang, drafts, revisions, returns_to, asked_by) ON own_publication TO desk_{community};
GRANT UPDATE (status, contents, bases, checked, total, problems, losses, beat_at) ON own_publication
    TO desk_{community};
GRANT EXECUTE ON FUNCTION shared.publish_phrases(text, text) TO desk_{community};
