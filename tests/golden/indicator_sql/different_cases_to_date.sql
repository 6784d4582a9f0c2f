-- cases = different_cases
-- arrest.different_cases: count_distinct of case_number over arrest, in the period in which accepted_on lies

WITH
-- rows of arrest
"dated" AS (
  SELECT r.*, r."accepted_on" AS _on
  FROM "source_arrest" AS r
),
-- cells: all together × period; in the period in which accepted_on lies
"placed" AS (
  SELECT d.*,
    coalesce(d."persons", 1) AS _w,
    CAST(p.position AS BIGINT) AS _cell,
    p.start_on AS _period_start,
    p.end_on AS _period_end
  FROM "dated" AS d
  JOIN periods AS p ON ((year(d._on) * 12 + month(d._on) - 1) - 24300) BETWEEN p.first AND p.last
  WHERE d._on BETWEEN DATE '2025-01-01' AND DATE '2025-06-30'
    AND _w > 0
),
-- each value once in its cell, with every measure one of its rows belongs to
"once" AS (
  SELECT _cell, ("case_number") AS _value,
    bit_or(CASE WHEN ("case_number") IS NOT NULL THEN 1::BIGINT ELSE 0::BIGINT END) AS _s0
  FROM "placed"
  WHERE (("case_number") IS NOT NULL)
  GROUP BY _cell, _value
)
-- how many different values, for arrest.different_cases
SELECT _cell, _s0, count(*) AS _n
FROM "once"
GROUP BY _cell, _s0;
