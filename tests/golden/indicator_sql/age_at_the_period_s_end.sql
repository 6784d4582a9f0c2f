-- long_pending = long_pending
-- arrest.long_pending: count over arrest where period_end - accepted_on > 365, open at the end: accepted_on on the last day or before, concluded_on unknown or later

WITH
-- rows of arrest
"dated" AS (
  SELECT r.*, r."accepted_on" AS _on, r."concluded_on" AS _until
  FROM "source_arrest" AS r
),
-- the first period at whose edge a card is open, and the first where not
"edged" AS (
  SELECT d.*, CASE WHEN d._on IS NULL THEN NULL WHEN d._on <= DATE '2025-01-31' THEN 0 WHEN d._on > DATE '2025-06-30' THEN 6 ELSE ((year(d._on) * 12 + month(d._on) - 1) - 24300) END AS _opens, coalesce(CASE WHEN d._until IS NULL THEN NULL WHEN d._until <= DATE '2025-01-31' THEN 0 WHEN d._until > DATE '2025-06-30' THEN 6 ELSE ((year(d._until) * 12 + month(d._until) - 1) - 24300) END, 6) AS _closes
  FROM "dated" AS d
  WHERE d._on IS NOT NULL
),
-- a row for each period in which the card is open
"spread" AS (
  SELECT *, unnest(range(_opens, _closes)) AS _position
  FROM "edged"
  WHERE _opens < _closes
),
-- cells: all together × period; open at the end: accepted_on on the last day or before, concluded_on unknown or later
"placed" AS (
  SELECT d.*,
    coalesce(d."persons", 1) AS _w,
    CAST(p.position AS BIGINT) AS _cell,
    p.start_on AS _period_start,
    p.end_on AS _period_end
  FROM "spread" AS d
  JOIN periods AS p ON p.position = d._position
  WHERE d._on <= DATE '2025-06-30'
    AND _w > 0
)
-- counts and sums of arrest.long_pending
SELECT _cell AS _cell,
  CAST(coalesce(sum(_w) FILTER (WHERE (date_diff('day', "accepted_on", _period_end) > 365)), 0) AS BIGINT) AS _n0
FROM "placed"
GROUP BY _cell;
