-- long_pending = long_pending
-- arrest.long_pending: count over arrest where period_end - accepted_on > 365, open at the end: accepted_on on the last day or before, concluded_on unknown or later

WITH
-- rows of arrest
"dated" AS (
  SELECT r.*, r."accepted_on" AS _on, r."concluded_on" AS _until
  FROM "source_arrest" AS r
),
-- cells: all together × period; open at the end: accepted_on on the last day or before, concluded_on unknown or later
"placed" AS (
  SELECT d.*,
    coalesce(d."persons", 1) AS _w,
    CAST(p.position AS BIGINT) AS _cell,
    p.start_on AS _period_start,
    p.end_on AS _period_end
  FROM "dated" AS d
  JOIN periods AS p ON d._on <= p.end_on AND (d._until IS NULL OR d._until > p.end_on)
  WHERE d._on <= DATE '2025-06-30'
    AND _w > 0
)
-- counts and sums of arrest.long_pending
SELECT _cell AS _cell,
  CAST(coalesce(sum(_w) FILTER (WHERE ((_period_end - "accepted_on") > 365)), 0) AS BIGINT) AS _n0
FROM "placed"
GROUP BY _cell;
