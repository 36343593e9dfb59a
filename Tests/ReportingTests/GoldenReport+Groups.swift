/// Its groups: one without name, one with all there can be.
let goldenGroups = #"""
    "groups": [
      {
        "accepted": 6,
        "alignments": null,
        "alignments_over": null,
        "applications": [],
        "attempted": 6,
        "certainty": null,
        "first": "2026-11-20T00:00:01Z",
        "group": "-",
        "header": {
          "quotas_seen": [],
          "unstable": false,
          "windows": []
        },
        "last": "2026-11-20T00:00:02Z",
        "lens": "utc",
        "lenses": {
          "anchored": null,
          "header": null,
          "rolling": {
            "accepted": 4,
            "end": "2026-11-21T00:00:00Z",
            "partial": false,
            "requests": 6,
            "start": "2026-11-20T00:00:00Z"
          },
          "utc": null
        },
        "peak": {
          "accepted": 4,
          "end": "2026-11-21T00:00:00Z",
          "partial": false,
          "requests": 6,
          "start": "2026-11-20T00:00:00Z"
        },
        "production": false,
        "quota": null,
        "quota_source": null,
        "rejected": 0,
        "retries": {
          "episodes": 0,
          "retry_after_ignored": 0,
          "worst": 0
        },
        "sites": {
          "list": [],
          "over_quota": [],
          "quota": null,
          "registered": 0
        },
        "statuses": {},
        "verdict": null,
        "windows_over": []
      },
      {
        "accepted": 980,
        "alignments": 86400,
        "alignments_over": 70000,
        "applications": [
          {
            "app": "n\"\u001b<é>",
            "attempted": 1000,
            "rejected": 20
          }
        ],
        "attempted": 1000,
        "certainty": "proven",
        "first": "2026-11-20T00:00:00.007Z",
        "group": "n\"\u001b<é>",
        "header": {
          "quotas_seen": [
            500,
            600
          ],
          "unstable": true,
          "windows": [
            {
              "accepted": 480,
              "end": "2026-11-21T00:00:00Z",
              "remaining_max": 499,
              "remaining_min": 3,
              "start": "2026-11-20T00:00:00Z",
              "unlogged": 17
            }
          ]
        },
        "last": "2026-11-20T02:00:00Z",
        "lens": "header",
        "lenses": {
          "anchored": null,
          "header": {
            "accepted": 992,
            "end": "2026-11-21T00:00:00Z",
            "partial": false,
            "requests": 994,
            "start": "2026-11-20T00:00:00Z"
          },
          "rolling": {
            "accepted": 998,
            "end": "2026-11-21T00:00:00Z",
            "partial": false,
            "requests": 1000,
            "start": "2026-11-20T00:00:00Z"
          },
          "utc": null
        },
        "peak": {
          "accepted": 992,
          "end": "2026-11-21T00:00:00Z",
          "partial": false,
          "requests": 994,
          "start": "2026-11-20T00:00:00Z"
        },
        "production": true,
        "quota": 500,
        "quota_source": "policy",
        "rejected": 20,
        "retries": {
          "episodes": 2,
          "retry_after_ignored": 5,
          "worst": 12
        },
        "sites": {
          "list": [
            {
              "attempted": 900,
              "first": "2026-11-20T00:00:00Z",
              "last": "2026-11-20T00:00:03Z",
              "over_quota": false,
              "site": "a.example"
            },
            {
              "attempted": 100,
              "first": "2026-11-20T00:00:01Z",
              "last": "2026-11-20T00:00:04Z",
              "over_quota": true,
              "site": "n\"\u001b<é>"
            }
          ],
          "over_quota": [
            "n\"\u001b<é>"
          ],
          "quota": 1,
          "registered": 2
        },
        "statuses": {
          "200": 980,
          "429": 20
        },
        "verdict": "over",
        "windows_over": [
          {
            "accepted": 992,
            "end": "2026-11-21T00:00:00Z",
            "partial": true,
            "requests": 994,
            "start": "2026-11-20T00:00:00Z"
          }
        ]
      }
    ],

  """#
