-- roles: screener

-- try_lock(check) -> boolean
-- Until the end of the transaction nobody else runs this check.
SELECT pg_try_advisory_xact_lock(hashtextextended($1, 11));
