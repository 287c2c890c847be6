-- roles: desk

-- months(most) -> Month
-- Published months, newest first.
SELECT community, month, registered, active, posts, wait
FROM shared.partner_month
ORDER BY month DESC, community
LIMIT $1;

-- themes(since) -> Theme
SELECT community, month, theme, posts
FROM shared.partner_theme
WHERE month >= $1
ORDER BY month DESC, community, theme;
