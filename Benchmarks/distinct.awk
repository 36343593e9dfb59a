#!/usr/bin/awk -f
# Writes access lines of Knewton requests in which every line has names of its own, with as few other
# fields as a format allows: what the memory of an audit depends on is distinct names, not lines.
#
#   awk -v lines=20000000 -v kind=token -f Benchmarks/distinct.awk | quota-audit --memory 256M -
#
# kind: token (a triple each), client (a pair each) or uri (a triple each, of one token).
# distinct: how many names there are, as many as lines unless given.
BEGIN {
  if (lines == 0) lines = 20000000
  if (kind == "") kind = "token"
  last = -1
  if (distinct == 0) distinct = lines
  for (i = 1; i <= lines; i++) {
    second = int(i * 3000 / lines)
    # A step that shares no factor with 2^32 visits every number once, in no order. In two parts, since
    # numbers are exact below 2^53 only: 2654435761 * 65536 is 2041643008 modulo 2^32.
    n = i % distinct
    name = ((n % 65536) * 2654435761 + int(n / 65536) * 2041643008) % 4294967296
    if (second != last) {
      clock = sprintf("[20/Nov/2026:13:%02d:%02d +0000]", int(second / 60), second % 60)
      last = second
    }
    if (kind == "token") {
      printf "- - - %s \"GET /v0/accounts/current HTTP/1.1\" 200 0 token=t%08x\n", clock, name
    } else if (kind == "client") {
      printf "2001:db8::%x:%x - - %s \"GET /v0/accounts/current HTTP/1.1\" 200 0 uri=u\n", \
        int(name / 65536), name % 65536, clock
    } else {
      printf "- - - %s \"GET /v0/accounts/current HTTP/1.1\" 200 0 token=t uri=https://%x.example\n", \
        clock, name
    }
  }
}
