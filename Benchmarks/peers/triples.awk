# Authenticated Knewton requests of a simulated log: triples, requests, triple-minutes, and most
# requests of a triple in one minute. The same number as triples.duckdb.sql and triples.clickhouse.sql.
BEGIN { FS = "\"" }
!index($0, " host=api.knewton.example") { next }
{
  at = index($0, " token=\"Bearer ")
  if (!at) next
  token = substr($0, at + 15)
  token = substr(token, 1, index(token, "\"") - 1)
  if (substr($3, 2, 3) == "401") next
  split($2, words, " ")
  path = words[2]
  at = index(path, "?")
  if (at) path = substr(path, 1, at - 1)
  if (substr(path, 1, 4) == "/v0/") path = substr(path, 4)
  if (path == "/oauth/token") next
  sub(/\/$/, "", path)
  count = split(path, part, "/")
  if (count > 2 && path != "/accounts/current") part[3] = "{id}"
  if (count > 4 && part[4] == "scoped-goals") part[5] = "{id}"
  if (count > 6) part[7] = "{id}"
  endpoint = words[1]
  for (i = 2; i <= count; i++) endpoint = endpoint "/" part[i]
  if (count == 6 && part[6] == "registrations" && (at = index($0, " action=")))
    endpoint = endpoint substr($0, at + 8, 2)
  at = index($0, " uri=\"")
  if (at) {
    uri = substr($0, at + 6)
    uri = substr(uri, 1, index(uri, "\"") - 1)
  } else {
    at = index($0, " origin=")
    if (split(at ? substr($0, at + 8, index(substr($0, at + 8), " ") - 1) : $4, scheme, "/") > 2)
      uri = scheme[1] "//" scheme[3]
    else
      uri = "-"
  }
  minute = substr($1, index($1, "[") + 1, 17)
  requests++
  triple = token SUBSEP uri SUBSEP endpoint
  if (!(triple in triples)) { triples[triple] = 1; tripleCount++ }
  n = ++minutes[triple SUBSEP minute]
  if (n == 1) minuteCount++
  if (n > most) most = n
}
END { print tripleCount + 0, requests + 0, minuteCount + 0, most + 0 }
