-- roles: screener, desk

-- open_or_join(ref, post, version, lane, because, minutes, lanes) -> Opened
SELECT ref, lane, is_new
FROM open_or_join($1, $2, $3, $4, $5, $6, $7);
