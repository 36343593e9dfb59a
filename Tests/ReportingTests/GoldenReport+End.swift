/// Its inputs and all behind them.
let goldenEnd = #"""
    "inputs": [
      {
        "bad_fields": 5,
        "blank": 3,
        "bytes": 1234567,
        "content_bytes": 7654321,
        "content_crc32": "000000ab",
        "damage": {
          "dropped_bytes": 17,
          "kind": "truncated",
          "member": 2,
          "offset": 1000000
        },
        "duplicate_of": null,
        "first": "2026-11-20T00:00:00.007Z",
        "first_malformed": [
          {
            "column": 9,
            "line": 4,
            "reason": "bad-time"
          },
          {
            "column": 1,
            "line": 8,
            "reason": "bad-line"
          }
        ],
        "format": "extended",
        "last": "2026-11-20T02:00:00Z",
        "lines": 1210,
        "malformed": {
          "bad-line": 1,
          "bad-time": 3
        },
        "members": 2,
        "notes": 2,
        "path": "n\"\u001b<é>",
        "records": 1201,
        "sha256": "cd34"
      },
      {
        "bad_fields": 0,
        "blank": 0,
        "bytes": 0,
        "content_bytes": 0,
        "content_crc32": "00000000",
        "damage": null,
        "duplicate_of": "n\"\u001b<é>",
        "first": null,
        "first_malformed": [],
        "format": "json",
        "last": null,
        "lines": 0,
        "malformed": {},
        "members": 0,
        "notes": 0,
        "path": "n\"\u001b<é>",
        "records": 0,
        "sha256": ""
      }
    ],
    "pairs": [
      {
        "alignments": 1000,
        "alignments_over": 190,
        "attempted": 50,
        "certainty": "aligned",
        "client": "n\"\u001b<é>",
        "delay_ms": {
          "max": 4000,
          "p50": 10,
          "p95": 20,
          "p99": 30
        },
        "delayed": 3,
        "peak": {
          "requests": 12,
          "start": "2026-11-20T00:00:05Z"
        },
        "rejected": 4,
        "rolling": {
          "requests": 13,
          "start": "2026-11-20T00:00:05.250Z"
        },
        "soft_limited": 2,
        "uri": "n\"\u001b<é>",
        "verdict": "over",
        "windows_over": 1
      }
    ],
    "period": {
      "first": "2026-11-20T00:00:00.007Z",
      "last": "2026-11-20T02:00:00Z"
    },
    "policy": {
      "name": "n\"\u001b<é>",
      "sha256": "ab12"
    },
    "schema": "quota-audit/report/1",
    "status": {
      "complete": false,
      "reasons": [
        "The input n\"\u001b<é> is missing."
      ]
    },
    "tool": {
      "name": "quota-audit",
      "version": "1.2.3"
    },
    "totals": {
      "bad_fields": 5,
      "blank": 3,
      "delayed": 22,
      "excluded": 11,
      "install_refused": 24,
      "knewton": 150,
      "learn": 1000,
      "lines": 1210,
      "malformed": 4,
      "missing_inputs": 1,
      "notes": 2,
      "other": 40,
      "pairs": {
        "attempted": 32,
        "count": 31,
        "delayed": 0,
        "rejected": 0,
        "soft_limited": 0
      },
      "records": 1201,
      "rejected": 21,
      "soft_limited": 23,
      "triples": {
        "attempted": 0,
        "count": 41,
        "delayed": 0,
        "rejected": 0,
        "soft_limited": 45
      },
      "unattributed": 6
    },
    "triples": [
      {
        "alignments": 60,
        "alignments_over": 3,
        "attempted": 50,
        "certainty": null,
        "delay_ms": null,
        "delayed": 3,
        "endpoint": "n\"\u001b<é>",
        "peak": {
          "requests": 14,
          "start": "2026-11-20T00:01:00Z"
        },
        "quota": 15,
        "rejected": 4,
        "retries": {
          "episodes": 1,
          "worst": 4
        },
        "rolling": {
          "requests": 16,
          "start": "2026-11-20T00:01:01Z"
        },
        "soft_limited": 2,
        "token": "tok_0123456789abcdef",
        "uri": "n\"\u001b<é>",
        "verdict": "possible",
        "windows_over": 0
      }
    ]
  }

  """#
