-- case_size = case_persons
-- arrest.case_persons: mean of persons over cases, in the period in which accepted_on lies

WITH
-- "case_number" of more than one card
"several_arrest.cases" AS (
  SELECT "case_number"
  FROM "source_arrest"
  WHERE "case_number" IS NOT NULL
  GROUP BY "case_number"
  HAVING count(*) > 1
),
-- arrest.cases: one row for each case_number of arrest
"rolled_arrest.cases" AS (
  SELECT "case_number", _n, "accepted_on" AS "accepted_on", 1::BIGINT AS "persons"
  FROM "source_arrest"
  WHERE "case_number" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "several_arrest.cases" AS several WHERE several."case_number" = "source_arrest"."case_number")
  UNION ALL
  SELECT "case_number", min(_n) AS _n, min("accepted_on") AS "accepted_on", count(*) AS "persons"
  FROM "source_arrest"
  WHERE "case_number" IS NOT NULL AND EXISTS (SELECT 1 FROM "several_arrest.cases" AS several WHERE several."case_number" = "source_arrest"."case_number")
  GROUP BY "case_number"
),
-- rows of arrest.cases, rolled up
"dated" AS (
  SELECT r.*, r."accepted_on" AS _on
  FROM "rolled_arrest.cases" AS r
),
-- cells: all together × period; in the period in which accepted_on lies
"placed" AS (
  SELECT d.*,
    1 AS _w,
    CAST(((year(d._on) * 12 + month(d._on) - 1) - 24300) AS BIGINT) AS _cell
  FROM "dated" AS d
  WHERE d._on BETWEEN DATE '2025-01-01' AND DATE '2025-06-30'
)
-- counts and sums of arrest.case_persons
SELECT _cell AS _cell,
  count(*) FILTER (WHERE ("persons") IS NOT NULL) AS _n0,
  sum("persons") FILTER (WHERE ("persons") IS NOT NULL) AS _v0
FROM "placed"
GROUP BY _cell;
