-- The same job table stands in every schema that has work for later.
-- Redis rings; this table is the truth. Times are the database's own, so no worker's clock matters.

CREATE TABLE job (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (char_length(kind) <= 40),
    subject bigint NOT NULL, -- the row the work is about
    attempts integer NOT NULL DEFAULT 0,
    run_at timestamptz NOT NULL DEFAULT now(),
    lease uuid, -- fencing token: who may finish
    leased_until timestamptz,
    buried_at timestamptz, -- gave up; a person must look
    error text CHECK (char_length(error) <= 80), -- the class of what failed, never its message
    CONSTRAINT job_once UNIQUE (kind, subject), -- a doubled event does not double the work
    CONSTRAINT job_lease_whole CHECK ((lease IS NULL) = (leased_until IS NULL))
);
CREATE INDEX job_due ON job (run_at) WHERE buried_at IS NULL; -- what a worker looks for
