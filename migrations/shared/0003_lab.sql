-- The phrase lab: what leads change in the lexicons, and the versions that screening reads.
-- Nothing here comes from a member: phrases and their examples are written by staff.

CREATE TABLE phrase_draft (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    lang text NOT NULL,
    phrase_id text NOT NULL CHECK (phrase_id ~ '^[a-z0-9-]{3,60}$'),
    status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'shadow', 'live', 'retired', 'dropped')),
    revision integer NOT NULL DEFAULT 0, -- the newest one
    changed_at timestamptz NOT NULL DEFAULT now()
);
-- Two leads who change the same phrase work on one draft, not on two that undo each other.
CREATE UNIQUE INDEX phrase_draft_one_open ON phrase_draft (lang, phrase_id) WHERE status IN ('draft', 'shadow');
CREATE INDEX phrase_draft_phrase ON phrase_draft (lang, phrase_id, id DESC); -- the history of one phrase

CREATE TABLE phrase_revision (
    draft_id bigint NOT NULL REFERENCES phrase_draft (id),
    number integer NOT NULL CHECK (number > 0),
    lang text NOT NULL, -- again, so that a community's view can refuse the other language
    content jsonb NOT NULL, -- the whole row, as a lexicon file would hold it
    staff_ref text NOT NULL,
    staff_name text NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (draft_id, number)
);

CREATE TABLE phrase_version (
    lang text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    content jsonb NOT NULL, -- every row that differs from the shipped files, whole
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    lowers_recall boolean NOT NULL,
    published_by text NOT NULL,
    second_by text,
    publication_ref text NOT NULL,
    published_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (lang, number), -- screening asks for the newest number every few seconds
    CONSTRAINT phrase_version_two CHECK (NOT lowers_recall OR second_by IS NOT NULL),
    CONSTRAINT phrase_version_other CHECK (second_by <> published_by)
);

CREATE TABLE phrase_publication (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    lang text NOT NULL, -- the community of whoever asked
    drafts text[] NOT NULL, -- references; empty where an earlier version comes back
    revisions integer[] NOT NULL, -- of these drafts, as they were checked
    returns_to integer, -- the earlier version that comes back
    status text NOT NULL DEFAULT 'checking' CHECK (status IN ('checking', 'refused', 'ready', 'published')),
    contents jsonb NOT NULL DEFAULT '{}', -- by language: the version it would be
    bases jsonb NOT NULL DEFAULT '{}', -- by language: the version it was checked against
    checked integer NOT NULL DEFAULT 0,
    total integer NOT NULL DEFAULT 0,
    problems jsonb NOT NULL DEFAULT '[]', -- codes, phrases, which example: never a text
    losses jsonb NOT NULL DEFAULT '[]', -- where recall would fall
    asked_by text NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT now(),
    beat_at timestamptz NOT NULL DEFAULT now(), -- of whoever checks: silent for a minute means it broke off
    CONSTRAINT phrase_publication_whole CHECK (cardinality(drafts) = cardinality(revisions)),
    CONSTRAINT phrase_publication_about CHECK ((cardinality(drafts) = 0) = (returns_to IS NOT NULL))
);
CREATE INDEX phrase_publication_open ON phrase_publication (lang, id DESC) WHERE status IN ('checking', 'ready');

CREATE FUNCTION phrase_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a saved phrase is never changed, only followed by another';
END $$;
-- What was saved or published stays as it was, whoever asks.
CREATE TRIGGER phrase_version_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON phrase_version
FOR EACH STATEMENT EXECUTE FUNCTION phrase_stands();
CREATE TRIGGER phrase_revision_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON phrase_revision
FOR EACH STATEMENT EXECUTE FUNCTION phrase_stands();

CREATE FUNCTION publish_phrases(the_ref text, the_staff text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
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
END $$;
REVOKE ALL ON FUNCTION phrase_stands(), publish_phrases(text, text) FROM PUBLIC;

-- All that screening needs to know of a version; who published it is nobody's business there.
CREATE VIEW phrase_live WITH (security_barrier) AS
SELECT lang, number, content FROM phrase_version;
