-- workload = workload
-- arrest.workload: sum of lookup(param.coefficients, charge) over arrest, in the period in which concluded_on lies

WITH
-- rows of arrest
"dated" AS (
  SELECT r.*, r."concluded_on" AS _on
  FROM "source_arrest" AS r
),
-- cells: all together × period; in the period in which concluded_on lies
"placed" AS (
  SELECT d.*,
    coalesce(d."persons", 1) AS _w,
    CAST(0 AS BIGINT) AS _cell
  FROM "dated" AS d
  WHERE d._on BETWEEN DATE '2025-01-01' AND DATE '2025-06-30'
    AND _w > 0
)
-- counts and sums of arrest.workload
SELECT _cell AS _cell,
  CAST(coalesce(sum(_w) FILTER (WHERE (CASE WHEN _on >= DATE '2025-01-01' THEN CASE "charge" WHEN 'theft' THEN 3.000000 WHEN 'fraud' THEN 1.500000 END WHEN _on >= DATE '2020-01-01' THEN CASE "charge" WHEN 'theft' THEN 3.000000 WHEN 'fraud' THEN 2.000000 END END) IS NOT NULL), 0) AS BIGINT) AS _n0,
  sum((CASE WHEN _on >= DATE '2025-01-01' THEN CASE "charge" WHEN 'theft' THEN 3.000000 WHEN 'fraud' THEN 1.500000 END WHEN _on >= DATE '2020-01-01' THEN CASE "charge" WHEN 'theft' THEN 3.000000 WHEN 'fraud' THEN 2.000000 END END) * _w) FILTER (WHERE (CASE WHEN _on >= DATE '2025-01-01' THEN CASE "charge" WHEN 'theft' THEN 3.000000 WHEN 'fraud' THEN 1.500000 END WHEN _on >= DATE '2020-01-01' THEN CASE "charge" WHEN 'theft' THEN 3.000000 WHEN 'fraud' THEN 2.000000 END END) IS NOT NULL) AS _v0
FROM "placed"
GROUP BY _cell;
