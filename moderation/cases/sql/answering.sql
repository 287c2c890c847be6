-- roles: desk

-- reply_as_guide(thread, ref, nonce, body) -> text
SELECT reply_as_guide($1, $2, $3, $4);
