-- growth = pending_end - pending_start
-- arrest.pending_end: count over arrest, open at the end: accepted_on on the last day or before, concluded_on unknown or later
-- arrest.pending_start: count over arrest, open at the start: accepted_on before the first day, concluded_on unknown or on that day or later

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
    CAST(0 AS BIGINT) AS _by,
    CASE WHEN d._on IS NULL THEN NULL WHEN d._on <= DATE '2025-03-31' THEN 0 WHEN d._on > DATE '2025-06-30' THEN 2 ELSE ((year(d._on) * 12 + month(d._on) - 1) // 3 - 8100) END AS _opens,
    coalesce(CASE WHEN d._until IS NULL THEN NULL WHEN d._until <= DATE '2025-03-31' THEN 0 WHEN d._until > DATE '2025-06-30' THEN 2 ELSE ((year(d._until) * 12 + month(d._until) - 1) // 3 - 8100) END, 2) AS _closes
  FROM "dated" AS d
  WHERE d._on IS NOT NULL
    AND _opens < _closes
    AND _w > 0
)
-- counts and sums of arrest.pending_end
SELECT _by * 3 + _opens AS _cell,
  CAST(coalesce(sum(_w), 0) AS BIGINT) AS _n0
FROM "placed"
GROUP BY _by * 3 + _opens
UNION ALL
SELECT _by * 3 + _closes AS _cell,
  -CAST(coalesce(sum(_w), 0) AS BIGINT) AS _n0
FROM "placed"
GROUP BY _by * 3 + _closes;

WITH
-- rows of arrest
"dated" AS (
  SELECT r.*, r."accepted_on" AS _on, r."concluded_on" AS _until
  FROM "source_arrest" AS r
),
-- cells: all together × period; open at the start: accepted_on before the first day, concluded_on unknown or on that day or later
"placed" AS (
  SELECT d.*,
    coalesce(d."persons", 1) AS _w,
    CAST(0 AS BIGINT) AS _by,
    CASE WHEN d._on IS NULL THEN NULL WHEN d._on < DATE '2025-01-01' THEN 0 WHEN d._on > DATE '2025-06-30' THEN 2 ELSE ((year(d._on) * 12 + month(d._on) - 1) // 3 - 8100) + 1 END AS _opens,
    coalesce(CASE WHEN d._until IS NULL THEN NULL WHEN d._until < DATE '2025-01-01' THEN 0 WHEN d._until > DATE '2025-06-30' THEN 2 ELSE ((year(d._until) * 12 + month(d._until) - 1) // 3 - 8100) + 1 END, 2) AS _closes
  FROM "dated" AS d
  WHERE d._on IS NOT NULL
    AND _opens < _closes
    AND _w > 0
)
-- counts and sums of arrest.pending_start
SELECT _by * 3 + _opens AS _cell,
  CAST(coalesce(sum(_w), 0) AS BIGINT) AS _n0
FROM "placed"
GROUP BY _by * 3 + _opens
UNION ALL
SELECT _by * 3 + _closes AS _cell,
  -CAST(coalesce(sum(_w), 0) AS BIGINT) AS _n0
FROM "placed"
GROUP BY _by * 3 + _closes;
