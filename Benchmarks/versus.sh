#!/usr/bin/env bash
# Times two builds of the program on one simulated night (3,000,000 lines in one gzip file), in turn,
# and prints both medians and their ratio: what a change costs.
#
#   Benchmarks/versus.sh OLD_BINARY NEW_BINARY [LINES] [RUNS]
set -euo pipefail
old=$(realpath "$1")
new=$(realpath "$2")
lines=${3:-3000000}
runs=${4:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$new" simulate --quiet --seed 1 --lines "$lines" --nodes 1 --out "$work/night"

# CPU seconds (user and system) of one audit: what the work costs, whoever else uses the machine.
TIMEFORMAT='%U %S'
cost() {
  { time "$1" audit --quiet --fail-on never --policy "$work/night/policy.yaml" \
    --out "$work/report" "$work/night/logs" >/dev/null 2>&1; } 2>&1 | awk '{print $1 + $2}'
}
median() { sort -n "$1" | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

cost "$old" >/dev/null
for _ in $(seq "$runs"); do
  cost "$old" >>"$work/old"
  cost "$new" >>"$work/new"
done
o=$(median "$work/old")
n=$(median "$work/new")
echo "old: $o CPU s, new: $n CPU s (medians of $runs)"
awk "BEGIN { printf \"ratio: %.3f\n\", $n / $o }"
