-- dropped_rate = dropped / followed
-- arrest.dropped: count over arrest where prosecution.outcome = 'dropped', in the period in which concluded_on lies
-- arrest.followed: count over arrest where prosecution.outcome is not null, in the period in which concluded_on lies

WITH
-- prosecution: of prosecution, the first row that matches, one at most
"arrest_prosecution" AS (
  SELECT h._n AS _h, t."outcome" AS "outcome"
  FROM "source_arrest" AS h JOIN "source_prosecution" AS t ON h."identity__match" = t."identity__match" AND ((t."accepted_on" >= h."concluded_on"))
  QUALIFY row_number() OVER (PARTITION BY h._n ORDER BY t."accepted_on" ASC NULLS LAST, t._n ASC) = 1
),
-- arrest with what its links find (prosecution)
"arrest_with_prosecution" AS (
  SELECT h.*, "of_prosecution"."outcome" AS "prosecution.outcome"
  FROM "source_arrest" AS h
  LEFT JOIN "arrest_prosecution" AS "of_prosecution" ON "of_prosecution"._h = h._n
),
-- rows of arrest
"dated" AS (
  SELECT r.*, r."concluded_on" AS _on
  FROM "arrest_with_prosecution" AS r
),
-- cells: all together × period; in the period in which concluded_on lies
"placed" AS (
  SELECT d.*,
    coalesce(d."persons", 1) AS _w,
    CAST(((year(d._on) * 12 + month(d._on) - 1) // 6 - 4050) AS BIGINT) AS _cell
  FROM "dated" AS d
  WHERE d._on BETWEEN DATE '2025-01-01' AND DATE '2025-06-30'
    AND _w > 0
)
-- counts and sums of arrest.dropped, arrest.followed
SELECT _cell AS _cell,
  CAST(coalesce(sum(_w) FILTER (WHERE ("prosecution.outcome" = 'dropped')), 0) AS BIGINT) AS _n0,
  CAST(coalesce(sum(_w) FILTER (WHERE (NOT ("prosecution.outcome" IS NULL))), 0) AS BIGINT) AS _n1
FROM "placed"
GROUP BY _cell;
