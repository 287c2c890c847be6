-- roles: screener

-- unpublished(zone, most) -> date
-- Months that are over and stand on no partner's page, from the first member on, oldest first.
SELECT m.month::date AS month
FROM (
    SELECT date_trunc('month', min(activated_at) AT TIME ZONE $1) AS month
    FROM member
    WHERE activated_at IS NOT NULL AND affiliation <> 'team'
) AS first
CROSS JOIN LATERAL generate_series(
    greatest(first.month, date_trunc('month', now() AT TIME ZONE $1) - make_interval(months => $2)),
    date_trunc('month', now() AT TIME ZONE $1) - interval '1 month',
    interval '1 month') AS m (month)
WHERE first.month IS NOT NULL
    AND NOT EXISTS (SELECT FROM own_month AS o WHERE o.month = m.month::date)
ORDER BY m.month;

-- freeze(month, zone, themes) -> boolean
SELECT freeze_month($1, $2, $3);
