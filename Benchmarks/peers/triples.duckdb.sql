-- Authenticated Knewton requests of a simulated log: a row for each triple with its requests, the
-- minutes in which there were any, and the most in one of them.
WITH knewton AS (
  SELECT
    regexp_extract(line, '\[([^\]]{17})', 1) AS minute,
    regexp_extract(line, '"(\S+) (?:/v0/)?/?([^ ?]*?)/?[ ?][^"]*" (\d{3}) ', ['method', 'path', 'status'])
      AS request,
    regexp_extract(line, ' token="Bearer ([^"]*)"', 1) AS token,
    coalesce(
      nullif(regexp_extract(line, ' uri="([^"]*)"', 1), ''),
      nullif(regexp_extract(line, ' origin=([^/ ]*//[^/ ]*)', 1), ''),
      nullif(regexp_extract(line, '" \d{3} \d+ "([^/"]*//[^/"]*)', 1), ''), '-') AS uri,
    regexp_extract(line, ' action=(assign|unassign)', 1) AS action
  FROM read_csv('LOG', columns = {'line': 'VARCHAR'}, header = false, auto_detect = false,
    delim = '\x01', quote = '', escape = '', max_line_size = 4194304, ignore_errors = true)
  WHERE contains(line, ' host=api.knewton.example') AND contains(line, ' token="Bearer ')
), named AS (
  SELECT token, uri, minute, request.method || ' /' || CASE
      WHEN request.path = 'accounts/current' THEN request.path
      ELSE regexp_replace(regexp_replace(regexp_replace(request.path,
        '^(\w[^/]*)/[^/]+', '\1/{id}'),
        '/scoped-goals/[^/]+', '/scoped-goals/{goal_id}'),
        '(/scoped-goals/.*)/registrations/[^/]+', '\1/registrations/{registration_id}')
    END || CASE WHEN action <> '' AND request.path LIKE '%/registrations'
      THEN ' (' || action || ')' ELSE '' END AS endpoint
  FROM knewton WHERE request.status <> '401' AND request.path <> 'oauth/token'
), minutes AS (
  SELECT token, uri, endpoint, minute, count(*) AS hits
  FROM named GROUP BY token, uri, endpoint, minute
)
SELECT token, uri, endpoint, sum(hits)::BIGINT AS requests, count(*) AS minutes,
  max(hits) AS most
FROM minutes GROUP BY token, uri, endpoint
