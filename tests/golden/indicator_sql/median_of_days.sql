-- days = days
-- arrest.days: median of concluded_on - accepted_on over arrest, in the period in which filed_at lies

WITH
-- rows of arrest
"dated" AS (
  SELECT r.*, CAST(timezone('Asia/Shanghai', r."filed_at") AS DATE) AS _on
  FROM "source_arrest" AS r
),
-- cells: all together × period; in the period in which filed_at lies
"placed" AS (
  SELECT d.*,
    coalesce(d."persons", 1) AS _w,
    CAST(((year(d._on) * 12 + month(d._on) - 1) // 12 - 2025) AS BIGINT) AS _cell
  FROM "dated" AS d
  WHERE d._on BETWEEN DATE '2025-01-01' AND DATE '2025-06-30'
    AND _w > 0
),
-- the value of each row, and the atoms of all conditions, packed
"valued" AS (
  SELECT _cell, _w, (date_diff('day', "accepted_on", "concluded_on")) AS _value,
    CASE WHEN (date_diff('day', "accepted_on", "concluded_on")) IS NOT NULL THEN 1::BIGINT ELSE 0::BIGINT END AS _s0
  FROM "placed"
)
-- how often each value occurs, for arrest.days
SELECT _cell, _value, _s0, CAST(coalesce(sum(_w), 0) AS BIGINT) AS _n
FROM "valued"
WHERE _value IS NOT NULL
GROUP BY _cell, _value, _s0
ORDER BY _cell, _value;
