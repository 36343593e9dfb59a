"""The peers as things to run, and what they and the program counted."""
import json
import pathlib
import shlex
import shutil
import subprocess
import sys

import bench

PEERS = pathlib.Path(__file__).resolve().parent
GOACCESS = (
    "goaccess - --log-format='%h %^ %^[%d:%t.%^ %^] \"%r\" %s %b \"%R\" \"%u\" %^' "
    "--date-format=%d/%b/%Y --time-format=%T --no-global-config -o"
)


def python():
    """A Python that has the peers from PyPI; nothing where they cannot be installed."""
    venv = bench.CACHE / "venv"
    own = venv / "bin/python"
    if subprocess.run([own, "-c", "import duckdb, chdb"], capture_output=True).returncode \
            if own.exists() else True:
        bench.note("installing DuckDB and chDB")
        done = subprocess.run([sys.executable, "-m", "venv", venv]).returncode == 0 and \
            subprocess.run([own, "-m", "pip", "install", "-q", "duckdb", "chdb"]).returncode == 0
        if not done:
            bench.note("DuckDB and chDB cannot be installed: left out")
            return None
    return str(own)


class Answers:
    """What each counted, and whether that is the same."""

    def __init__(self):
        self.found = {}
        self.faults = []

    def add(self, name, answer):
        known = self.found.setdefault(name, answer)
        if known != answer:
            self.faults.append(f"{name} came to {known} and to {answer}")

    def compare(self):
        names = list(self.found)
        for name in names[1:]:
            # A report says less: how many triples and requests.
            count = min(len(self.found[names[0]]), len(self.found[name]))
            if self.found[names[0]][:count] != self.found[name][:count]:
                self.faults.append(
                    f"{names[0]} counts {self.found[names[0]]}, {name} {self.found[name]}")


def label(program):
    return f"quota-audit ({program.name})"


def tasks(programs, night, work, answers):
    """Everything that runs on one log, by name."""
    log = night / "logs/node1.access.log.gz"
    name = shlex.quote(str(log))
    result = {}
    for tool in ["zcat", "pigz -dc", "igzip -dc"]:
        if shutil.which(tool.split()[0]):
            result[tool] = lambda tool=tool: bench.run(f"{tool} {name}")
    for program in programs:
        out = work / f"report-{program.name}"

        def audit(program=program, out=out):
            cost = bench.run(program.audit(night, out))
            triples = json.loads((out / "report.json").read_text())["totals"]["triples"]
            answers.add(label(program), [triples["count"], triples["attempted"]])
            return cost

        result[label(program)] = audit
    inflate = "pigz -dc" if "pigz -dc" in result else "zcat"
    if shutil.which("mawk"):
        def mawk():
            cost = bench.run(f"{inflate} {name} | mawk -f {shlex.quote(str(PEERS))}/triples.awk", keeps_output=True)
            answers.add("mawk", [int(number) for number in cost.output.split()])
            return cost

        result[f"{inflate} \\| mawk"] = mawk
    own = python()
    for peer, title in [("duckdb", "DuckDB"), ("clickhouse", "ClickHouse (chDB)")] if own else []:
        def query(peer=peer, title=title):
            cost = bench.run([own, str(PEERS / "query.py"), peer, str(log)], keeps_output=True)
            found = json.loads(cost.output.splitlines()[-1])
            answers.add(title, found["answer"])
            # Without the start of Python, which is not theirs.
            cost.seconds = found["seconds"]
            return cost

        result[title] = query
    return result


def look_up(night, report, answers):
    """Looks up each triple of a report in what DuckDB finds."""
    own = python()
    if not own:
        return "not checked"
    log = night / "logs/node1.access.log.gz"
    found = json.loads(bench.run(
        [own, str(PEERS / "query.py"), "duckdb", str(log), str(report)],
        keeps_output=True).output.splitlines()[-1])
    if found["differences"]:
        answers.faults.append(f"{found['differences']} triples of the report differ from DuckDB's")
    return f"{found['compared'] - found['differences']} of {found['compared']} triples of the " \
        "report have the requests and the peak that DuckDB finds"
