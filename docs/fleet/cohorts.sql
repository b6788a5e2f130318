-- Cohorts by year of exposure over the table `findings`, with the figures of `leakage report` (docs/method.md).
-- The same secret in many repositories is one: exposed since the earliest, in place where one holds it, and as alive as
-- the surest look says.
WITH ranked AS (
  SELECT *,
    row_number() OVER (
      PARTITION BY fingerprint
      ORDER BY
        CASE WHEN validity IN ('live', 'limited', 'dead', 'expired') THEN 0 ELSE 1 END,
        coalesce(checked, generated_at) DESC,
        array_position(array('live', 'limited', 'dead', 'expired', 'unknown', 'unprobeable', 'unprobed'), validity),
        validity_reason NULLS FIRST, generated_at DESC) AS look,
    CASE rotation WHEN 'none' THEN 0 WHEN 'removed' THEN 1 ELSE 2 END AS rotation_rank
  FROM findings
),
secrets AS (
  SELECT fingerprint,
    min(start) AS start,
    max(CASE WHEN look = 1 THEN validity END) AS validity,
    max(CASE WHEN look = 1 THEN is_ended_by_policy END) AS is_ended_by_policy,
    min(rotation_rank) = 2 AS is_replaced,
    bool_or(placement = 'head') AS is_in_head,
    count(DISTINCT repository) AS repositories
  FROM ranked
  GROUP BY fingerprint
  -- What counts in one repository counts.
  HAVING NOT bool_and(is_set_aside)
),
aged AS (
  SELECT *,
    coalesce(cast(year(start) AS string), 'undated') AS name,
    validity IN ('live', 'limited') AS is_alive,
    CASE WHEN validity IN ('live', 'limited')
      THEN greatest(0, (unix_timestamp(cast(:now AS timestamp)) - unix_timestamp(start)) div 86400) END AS live_days
  FROM secrets
)
SELECT name,
  count(*) AS `unique`,
  count_if(validity <> 'unprobeable') AS probeable,
  count_if(validity = 'live') AS live,
  count_if(validity = 'limited') AS limited,
  count_if(validity = 'dead') AS revoked,
  count_if(validity = 'expired' AND NOT is_ended_by_policy) AS expired,
  count_if(is_ended_by_policy) AS ended_by_policy,
  count_if(validity IN ('unknown', 'unprobeable', 'unprobed')) AS unknown,
  -- The upper one of the two in the middle.
  get(array_sort(collect_list(live_days)), cast(count(live_days) div 2 AS int)) AS median_live_days,
  max(live_days) AS oldest_live_days,
  count_if(is_replaced) AS replaced,
  count_if(is_in_head) AS in_head,
  count_if(repositories > 1) AS in_many_repositories
FROM aged
GROUP BY name
ORDER BY name
