/// The golden report.json of `SampleReport`, up to the findings.
let goldenStart = #"""
  {
    "coverage": {
      "gaps": [
        {
          "end": "2026-11-20T02:00:00Z",
          "start": "2026-11-20T01:00:00Z"
        }
      ],
      "hours": [
        {
          "hour": "2026-11-20T00:00:00Z",
          "records": 1200
        },
        {
          "hour": "2026-11-20T02:00:00Z",
          "records": 1
        }
      ]
    },
    "endpoints": [
      {
        "attempted": 50,
        "delay_ms": null,
        "delayed": 3,
        "endpoint": "n\"\u001b<é>",
        "rejected": 4,
        "service": "knewton",
        "soft_limited": 2
      }
    ],
    "entities": [
      {
        "findings": 1,
        "how": "q",
        "id": "character-field",
        "largest": 400,
        "level": "violation",
        "limit": 256,
        "needs": null,
        "status": "violated"
      },
      {
        "findings": 0,
        "how": "f",
        "id": "events-per-batch",
        "largest": null,
        "level": "violation",
        "limit": 500,
        "needs": "items",
        "status": "not-observable"
      }
    ],
    "findings": [
      {
        "alignments": 86400,
        "alignments_over": 70000,
        "certainty": "proven",
        "first": "2026-11-20T00:00:00Z",
        "id": "00112233445566aa",
        "last": "2026-11-20T00:00:00Z",
        "limit": 500,
        "measured": 994,
        "message": "Group n\"\u001b<é> made 994 calls.",
        "occurrences": 1,
        "rule": "learn.calls",
        "severity": "violation",
        "subject": {
          "group": "n\"\u001b<é>"
        },
        "window": {
          "end": "2026-11-21T00:00:00Z",
          "lens": "header",
          "start": "2026-11-20T00:00:00Z"
        },
        "witness": null
      },
      {
        "alignments": null,
        "alignments_over": null,
        "certainty": null,
        "first": "2026-11-20T00:00:01Z",
        "id": "00112233445566bb",
        "last": "2026-11-20T00:00:02.005Z",
        "limit": 0,
        "measured": 3,
        "message": "",
        "occurrences": 3,
        "rule": "knewton.pair-delayed",
        "severity": "warning",
        "subject": {
          "client": "n\"\u001b<é>",
          "uri": "n\"\u001b<é>"
        },
        "window": null,
        "witness": {
          "input": "n\"\u001b<é>",
          "line": 12
        }
      },
      {
        "alignments": null,
        "alignments_over": null,
        "certainty": null,
        "first": null,
        "id": "00112233445566cc",
        "last": null,
        "limit": 256,
        "measured": 400,
        "message": "A field of n\"\u001b<é> is long.",
        "occurrences": 1,
        "rule": "knewton.entity.character-field",
        "severity": "notice",
        "subject": {
          "entity": "n\"\u001b<é>"
        },
        "window": null,
        "witness": null
      }
    ],

  """#
