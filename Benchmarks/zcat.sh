#!/usr/bin/env bash
# Times one audit of a simulated night (3,000,000 lines in one gzip file) against `zcat FILE | wc -l`,
# in turn, and prints both medians, their ratio and the audit's peak memory.
#
#   Benchmarks/zcat.sh [BINARY] [LINES] [RUNS]
set -euo pipefail
binary=$(realpath "${1:-.build/release/quota-audit}")
lines=${2:-3000000}
runs=${3:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$binary" simulate --quiet --seed 1 --lines "$lines" --nodes 1 --out "$work/night"
log=$work/night/logs/node1.access.log.gz
ls -l "$log" | awk '{print "log: " $5 " bytes gzipped"}'

# Seconds of a command by the shell's own clock; its exit status is not a fault here.
seconds() {
  local start=$EPOCHREALTIME
  "$@" >/dev/null 2>&1 || true
  local end=$EPOCHREALTIME
  awk "BEGIN { print $end - $start }"
}
audit() { "$binary" audit --quiet --policy "$work/night/policy.yaml" --out "$work/report" "$work/night/logs"; }
count() { zcat "$log" | wc -l; }
median() { sort -n "$1" | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

audit >/dev/null 2>&1 || true
for _ in $(seq "$runs"); do
  seconds audit >>"$work/audit"
  seconds count >>"$work/zcat"
done
a=$(median "$work/audit")
z=$(median "$work/zcat")
echo "quota-audit: $a s (median of $runs)"
echo "zcat | wc -l: $z s"
awk "BEGIN { printf \"ratio: %.2f\n\", $a / $z }"
if [ -x /usr/bin/time ]; then
  /usr/bin/time -f 'peak memory: %M KB' "$binary" audit --quiet --fail-on never \
    --policy "$work/night/policy.yaml" --out "$work/report" "$work/night/logs"
fi
grep -o '"records": [0-9]*' "$work/report/report.json" | sort -t: -k2 -n | tail -n 1 | sed 's/^/result: /'
