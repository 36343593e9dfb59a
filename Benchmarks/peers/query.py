"""Runs one peer's query over a log and prints its seconds and its answer as JSON.

    query.py duckdb|clickhouse LOG [REPORT]

The answer: triples, requests, triple-minutes, most requests of a triple in one minute. With REPORT
(duckdb only), every triple in that report.json is looked up and `differences` says how many differ.
Only the query is timed, not the start of Python.
"""
import json
import pathlib
import sys
import time

TOTALS = "SELECT count(*), sum(requests), sum(minutes), max(most) FROM ({})"


def duckdb(query):
    import duckdb as engine

    connection = engine.connect()
    start = time.perf_counter()
    rows = connection.execute(query).fetchall()
    return time.perf_counter() - start, rows


def clickhouse(query):
    import chdb

    start = time.perf_counter()
    text = str(chdb.query(query, "JSONCompactEachRow"))
    return time.perf_counter() - start, [json.loads(line) for line in text.splitlines()]


def differences(query, report):
    """Triples of the report whose requests or peak the query does not find."""
    rows = duckdb(
        "SELECT 'tok_' || left(sha256(token), 16), uri, endpoint, requests, most FROM (%s)" % query
    )[1]
    found = {tuple(row[:3]): tuple(row[3:]) for row in rows}
    wrong = 0
    for triple in report["triples"]:
        key = (triple["token"], triple["uri"], triple["endpoint"])
        wrong += found.get(key) != (triple["attempted"], triple["peak"]["requests"])
    return wrong


def main():
    name, log = sys.argv[1:3]
    query = (pathlib.Path(__file__).parent / f"triples.{name}.sql").read_text()
    query = query.replace("LOG", log.replace("'", "''"))
    seconds, rows = {"duckdb": duckdb, "clickhouse": clickhouse}[name](TOTALS.format(query))
    result = {"seconds": seconds, "answer": [int(number) for number in rows[0]]}
    if len(sys.argv) > 3:
        report = json.loads(pathlib.Path(sys.argv[3]).read_text())
        result["differences"] = differences(query, report)
        result["compared"] = len(report["triples"])
    print(json.dumps(result))


if __name__ == "__main__":
    main()
