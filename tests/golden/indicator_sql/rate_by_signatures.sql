-- refusal_rate = refused / (approved + refused)
-- arrest.refused: count over arrest where outcome = 'refused' and not is_minor, in the period in which concluded_on lies
-- arrest.approved: count over arrest where outcome = 'approved', in the period in which concluded_on lies

WITH
-- rows of arrest
"dated" AS (
  SELECT r.*, r."concluded_on" AS _on
  FROM "source_arrest" AS r
),
-- cells: charge × period; in the period in which concluded_on lies
"placed" AS (
  SELECT d.*,
    coalesce(d."persons", 1) AS _w,
    CAST(coalesce(k0.code, 0) AS BIGINT) * 6 + ((year(d._on) * 12 + month(d._on) - 1) - 24300) AS _cell
  FROM "dated" AS d
  LEFT JOIN "codes_arrest_0" AS k0 ON d."charge" = k0.raw
  WHERE d._on BETWEEN DATE '2025-01-01' AND DATE '2025-06-30'
    AND _w > 0
),
-- the atoms of all conditions, packed into whole numbers
"signed" AS (
  SELECT *,
    CASE "outcome" WHEN 'refused' THEN 1::BIGINT WHEN 'approved' THEN 2::BIGINT ELSE 0::BIGINT END
      | CASE WHEN NOT "is_minor" THEN 4::BIGINT ELSE 0::BIGINT END AS _s0
  FROM "placed"
)
-- counts and sums of arrest.refused, arrest.approved
SELECT _cell AS _cell, _s0, CAST(coalesce(sum(_w), 0) AS BIGINT) AS _n
FROM "signed"
GROUP BY _cell, _s0;
