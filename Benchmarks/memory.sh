#!/usr/bin/env bash
# Audits generated logs in which every line has a name of its own, and compares the peak memory with
# --memory and 64 MB more. Prints lines, seconds, peak, and whether it holds.
#
#   Benchmarks/memory.sh [BINARY] [LINES] [MEBIBYTES]
set -euo pipefail
folder=$(dirname "$(realpath "$0")")
binary=$(realpath "${1:-.build/release/quota-audit}")
lines=${2:-20000000}
memory=${3:-256}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
for kind in token client uri; do
  mkfifo "$work/log"
  awk -v lines="$lines" -v kind="$kind" -f "$folder/distinct.awk" >"$work/log" &
  start=$EPOCHREALTIME
  "$binary" audit --quiet --fail-on never --memory "${memory}M" --tmp "$work" \
    --out "$work/report" "$work/log" &
  audit=$!
  peak=0
  # The high-water mark of the process, as long as it can be asked.
  while value=$(awk '/^VmHWM/ { print $2 }' "/proc/$audit/status" 2>/dev/null) && [ -n "$value" ]; do
    peak=$value
    sleep 0.05
  done
  wait "$audit"
  seconds=$(awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')
  rm "$work/log"
  bound=$(((memory + 64) * 1024))
  holds=yes
  if [ "$peak" -gt "$bound" ]; then
    holds=no
    status=1
  fi
  echo "$kind: $lines lines, $seconds s, peak $((peak / 1024)) MiB of $((bound / 1024)): $holds"
done
exit "$status"
