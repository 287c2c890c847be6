-- roles: screener, board

-- newest() -> Newest
-- Asked every few seconds: one look at the end of an index for each language.
SELECT lang, max(number) AS number
FROM shared.phrase_live
GROUP BY lang;

-- content(lang, number) -> jsonb
SELECT content
FROM shared.phrase_live
WHERE lang = $1 AND number = $2;
