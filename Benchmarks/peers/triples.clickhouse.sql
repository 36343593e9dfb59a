-- Authenticated Knewton requests of a simulated log: a row for each triple with its requests, the
-- minutes in which there were any, and the most in one of them.
WITH knewton AS (
  SELECT
    substring(line, position(line, '[') + 1, 17) AS minute,
    extractGroups(line, '"(\\S+) (?:/v0/)?/?([^ ?]*?)/?[ ?][^"]*" (\\d{3}) ') AS request,
    extract(line, ' token="Bearer ([^"]*)"') AS token,
    extract(line, ' uri="([^"]*)"') AS given,
    extract(line, ' origin=([^/ ]*//[^/ ]*)') AS origin,
    extract(line, '" \\d{3} \\d+ "([^/"]*//[^/"]*)') AS referer,
    extract(line, ' action=(assign|unassign)') AS action
  FROM file('LOG', 'LineAsString', 'line String', 'gzip')
  WHERE line LIKE '% host=api.knewton.example%' AND line LIKE '% token="Bearer %'
), named AS (
  SELECT token, minute,
    multiIf(given != '', given, origin != '', origin, referer != '', referer, '-') AS uri,
    request[2] AS path,
    concat(request[1], ' /', if(path = 'accounts/current', path,
      replaceRegexpOne(replaceRegexpOne(replaceRegexpOne(path,
        '^(\\w[^/]*)/[^/]+', '\\1/{id}'),
        '/scoped-goals/[^/]+', '/scoped-goals/{goal_id}'),
        '(/scoped-goals/.*)/registrations/[^/]+', '\\1/registrations/{registration_id}')),
      if(action != '' AND path LIKE '%/registrations', concat(' (', action, ')'), '')) AS endpoint
  FROM knewton WHERE request[3] != '401' AND path != 'oauth/token'
), minutes AS (
  SELECT token, uri, endpoint, minute, count() AS hits
  FROM named GROUP BY token, uri, endpoint, minute
)
SELECT token, uri, endpoint, sum(hits) AS requests, count() AS minutes, max(hits) AS most
FROM minutes GROUP BY token, uri, endpoint
