-- roles: board

-- rules() -> HandbookRow
SELECT code, position, is_shown, words
FROM rule_shown;

-- places() -> HandbookRow
SELECT code, position, is_shown, words, facts, checked_on
FROM place_shown;
