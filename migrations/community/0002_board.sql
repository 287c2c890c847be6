-- Spaces, threads, posts. The board's role cannot read the tables of this file: it sees two views
-- of approved text and calls the functions at the end, so a forgotten WHERE shows nothing.

CREATE TABLE space (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9-]{2,40}$'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 2 AND 60),
    description text NOT NULL CHECK (char_length(description) <= 200),
    position integer NOT NULL DEFAULT 0
);

CREATE TABLE thread (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    space_id bigint NOT NULL REFERENCES space (id),
    author_id bigint NOT NULL REFERENCES member (id),
    title text CHECK (char_length(title) <= 300), -- approved; NULL until the opening post was shown
    is_shown boolean NOT NULL DEFAULT false, -- the opening post is visible
    is_closed boolean NOT NULL DEFAULT false,
    replies integer NOT NULL DEFAULT 0 CHECK (replies >= 0), -- visible ones
    opened_at timestamptz NOT NULL DEFAULT now(),
    active_at timestamptz NOT NULL DEFAULT now(), -- last visible post
    CONSTRAINT thread_titled CHECK (NOT is_shown OR title IS NOT NULL)
);
CREATE INDEX thread_list ON thread (space_id, active_at DESC, id DESC) WHERE is_shown; -- a space's page
CREATE INDEX thread_recent ON thread (active_at DESC, id DESC) WHERE is_shown; -- home
CREATE INDEX thread_author ON thread (author_id);

CREATE TABLE post (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL UNIQUE CHECK (char_length(ref) = 14),
    thread_id bigint NOT NULL REFERENCES thread (id),
    author_id bigint NOT NULL REFERENCES member (id),
    is_opening boolean NOT NULL,
    status text NOT NULL DEFAULT 'submitted'
        CHECK (status IN ('submitted', 'visible', 'held', 'declined', 'hidden', 'withdrawn')),
    latest integer NOT NULL DEFAULT 1, -- newest version the author sent
    shown integer, -- version that others read
    html text, -- of the shown version, rendered once when it was approved
    changed_by text CHECK (changed_by IN ('screening', 'guide')), -- who changed the shown text, if anybody
    is_edited boolean NOT NULL DEFAULT false, -- its author changed it after it was first shown
    sent_at timestamptz NOT NULL DEFAULT now(),
    shown_at timestamptz, -- when others could first read it; a thread's activity counts from here
    CONSTRAINT post_visible_shown CHECK (status <> 'visible' OR (shown IS NOT NULL AND html IS NOT NULL)),
    CONSTRAINT post_gone_empty CHECK (status <> 'withdrawn' OR html IS NULL)
);
CREATE UNIQUE INDEX post_one_opening ON post (thread_id) WHERE is_opening;
CREATE INDEX post_page ON post (thread_id, id) WHERE status = 'visible'; -- a thread's page, by key
CREATE INDEX post_own ON post (author_id, id DESC); -- my posts
CREATE INDEX post_pending ON post (thread_id, author_id) -- what its author sees beneath a thread
    WHERE status IN ('submitted', 'held') OR (status = 'visible' AND latest <> shown);

CREATE TABLE post_version (
    post_id bigint NOT NULL REFERENCES post (id),
    number integer NOT NULL CHECK (number > 0),
    author_id bigint NOT NULL REFERENCES member (id),
    nonce uuid NOT NULL, -- made with the form: sending twice makes one
    state text NOT NULL DEFAULT 'submitted'
        CHECK (state IN ('submitted', 'shown', 'held', 'declined', 'replaced', 'withdrawn')),
    raw_title text CHECK (char_length(raw_title) <= 120),
    raw_body text CHECK (char_length(raw_body) <= 10000),
    title text CHECK (char_length(title) <= 300), -- masked; what a guide reads and others may
    body text CHECK (char_length(body) <= 40000),
    sent_at timestamptz NOT NULL DEFAULT now(),
    screened_at timestamptz,
    PRIMARY KEY (post_id, number),
    CONSTRAINT post_version_once UNIQUE (author_id, nonce),
    -- Raw letters live exactly until the verdict.
    CONSTRAINT post_version_raw CHECK ((screened_at IS NULL) = (raw_body IS NOT NULL)),
    CONSTRAINT post_version_masked CHECK ((screened_at IS NULL) = (body IS NULL)),
    CONSTRAINT post_version_unread CHECK (state <> 'shown' OR screened_at IS NOT NULL)
);

CREATE TABLE notice (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(), -- where a page begins; the number would tell how many there are
    member_id bigint NOT NULL REFERENCES member (id),
    kind text NOT NULL CHECK (kind ~ '^[a-z_]{3,40}$'),
    post_id bigint REFERENCES post (id),
    version integer,
    reason text NOT NULL DEFAULT '' CHECK (char_length(reason) <= 40), -- a code of the policy table
    details text[] NOT NULL DEFAULT '{}'::text[], -- kinds of details taken out; never the details
    words text NOT NULL DEFAULT '' CHECK (char_length(words) <= 2000), -- a guide's own words to this member
    made_at timestamptz NOT NULL DEFAULT now(),
    read_at timestamptz
);
CREATE INDEX notice_page ON notice (member_id, id DESC);
CREATE INDEX notice_unread ON notice (member_id) WHERE read_at IS NULL; -- the number in the header
CREATE INDEX notice_post ON notice (post_id, version);

CREATE TABLE report (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reporter_id bigint NOT NULL REFERENCES member (id),
    post_id bigint NOT NULL REFERENCES post (id),
    version integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('rule', 'worry')),
    words text NOT NULL DEFAULT '' CHECK (char_length(words) <= 1000), -- read by guides only
    snapshot text NOT NULL, -- the approved text as it stood when it was told
    told_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT report_once UNIQUE (reporter_id, post_id, version, kind)
);
CREATE INDEX report_post ON report (post_id);

CREATE VIEW shown_thread WITH (security_barrier) AS
SELECT t.id, t.ref, t.space_id, s.slug AS space_slug, s.name AS space_name, t.title, t.author_id,
       m.pseudonym AS author, t.is_closed, t.replies, t.opened_at, t.active_at
FROM thread AS t
JOIN space AS s ON s.id = t.space_id
JOIN member AS m ON m.id = t.author_id
WHERE t.is_shown;

CREATE VIEW shown_post WITH (security_barrier) AS
SELECT p.id, p.ref, p.thread_id, p.author_id, m.ref AS author_ref, m.pseudonym AS author,
       p.is_opening, p.html, p.changed_by, p.is_edited, p.shown AS version, p.sent_at
FROM post AS p
JOIN member AS m ON m.id = p.author_id
JOIN thread AS t ON t.id = p.thread_id
WHERE p.status = 'visible' AND t.is_shown;
