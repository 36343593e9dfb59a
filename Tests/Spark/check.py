#!/usr/bin/env python3
"""Holds the Spark job against the audit; see run."""

import filecmp
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM, JOB = sys.argv[1:3]
SUBMIT = os.path.join(os.path.dirname(sys.executable), "spark-submit")
NODES = 40
MASTER = "local-cluster[2,1,1024]"
failures = []


def expect(condition, text):
    if not condition:
        failures.append(text)
    print(f"  {'ok  ' if condition else 'FAIL'} {text}", flush=True)


class Cluster:
    """One run of the job."""

    def __init__(self, work, arguments, conf=(), environment=None, binary=None):
        self.errors = tempfile.TemporaryFile("w+")
        settings = ["spark.ui.enabled=false", "spark.local.dir=" + work, *conf]
        command = [SUBMIT, "--master", MASTER]
        for setting in settings:
            command += ["--conf", setting]
        command += [JOB, *(["--binary", binary or PROGRAM]), "--shards", "5", *arguments]
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            command, cwd=work, env={**os.environ, "PYSPARK_PYTHON": sys.executable, **(environment or {})},
            # spark-submit prints there what the job prints to standard error.
            stdout=self.errors, stderr=self.errors)

    def finish(self):
        status = self.process.wait(timeout=1800)
        self.errors.seek(0)
        self.text = self.errors.read()
        print(f"  ended with {status} after {time.monotonic() - self.begun:.0f} s", flush=True)
        said = [line for line in self.text.splitlines() if line.startswith("quota-audit: ")]
        print("  " + "\n  ".join(line[:500] for line in said), flush=True)
        return status


def audit(work, out, arguments):
    return subprocess.run(
        [PROGRAM, "audit", "--quiet", "--out", out, *arguments], cwd=work, stderr=subprocess.DEVNULL).returncode


def same(work, one, other):
    """Whether two directories hold the same files."""
    paths = [os.path.join(work, one), os.path.join(work, other)]
    if not all(map(os.path.isdir, paths)):
        return False
    names = [sorted(os.listdir(path)) for path in paths]
    return names[0] == names[1] and filecmp.cmpfiles(*paths, names[0], shallow=False)[1:] == ([], [])


def wrapper(work, name, body):
    """A program in the place of the real one."""
    path = os.path.join(work, name)
    with open(path, "w") as file:
        file.write("#!/bin/sh\n" + body + f'\nexec "{PROGRAM}" "$@"\n')
    os.chmod(path, 0o755)
    return path


def executors():
    """The worker processes of this user's local cluster below this process."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True).stdout
    rows = [line.split(None, 2) for line in listing.splitlines() if len(line.split(None, 2)) == 3]
    children = {os.getpid()}
    for _ in range(8):
        children |= {int(pid) for pid, parent, _ in rows if int(parent) in children}
    return [int(pid) for pid, _, text in rows if int(pid) in children and "CoarseGrainedExecutorBackend" in text]


def kill_one(marks, run):
    """Kills a worker process once scans have begun; whether there was one."""
    while run.process.poll() is None:
        if len(os.listdir(marks)) >= 3:
            found = executors()
            if found:
                os.kill(found[0], signal.SIGKILL)
                return True
        time.sleep(0.1)
    return False


def main(work):
    subprocess.run([PROGRAM, "simulate", "--quiet", "--seed", "8", "--nodes", str(NODES), "--lines", "60000",
                    "--out", "night"], cwd=work, check=True)
    policy = ["--policy", "night/policy.yaml"]
    outputs = ["--output", "html,md,json,csv,junit,sarif,metrics", "--what-if", "learn.sites=9", "--matrix",
               "json", "--time-zone", "America/New_York", "--manifest"]
    status = audit(work, "audit", [*policy, *outputs, "night/logs"])

    print(f"{NODES} logs, and a worker killed in mid-run", flush=True)
    marks = os.path.join(work, "marks")
    os.mkdir(marks)
    slow = wrapper(work, "slow", f'[ "$1" != scan ] || {{ : > "{marks}/$$"; sleep 0.5; }}')
    run = Cluster(work, [*policy, *outputs, "--out", "killed", "night/logs"], binary=slow,
                  conf=["spark.task.maxFailures=8"])
    killed = []
    thread = threading.Thread(target=lambda: killed.append(kill_one(marks, run)))
    thread.start()
    expect(run.finish() == status, "the exit status is the audit's")
    thread.join()
    expect(killed == [True], "a worker was killed while it scanned")
    expect(same(work, "audit", "killed"), "the outputs are the audit's, manifest included")
    verified = subprocess.run([PROGRAM, "verify", "--quiet", "killed"], cwd=work).returncode
    expect(verified == 0, "quota-audit verify proves them")

    print("a task that fails twice, logs that are copies, damaged, empty or missing", flush=True)
    logs = os.path.join(work, "night/logs")
    first = sorted(os.listdir(logs))[3]
    os.rename(os.path.join(logs, sorted(os.listdir(logs))[5]), os.path.join(logs, "it's [5] {a}*?.gz"))
    with open(os.path.join(logs, first), "rb") as file:
        content = file.read()
    with open(os.path.join(logs, "copy.gz"), "wb") as file:
        file.write(content)
    with open(os.path.join(logs, "damaged.gz"), "wb") as file:
        file.write(content[:len(content) * 2 // 3])
    with open(os.path.join(logs, "plain.log"), "wb") as file:
        file.write(subprocess.run(["gzip", "-dc"], input=content, capture_output=True, check=True).stdout)
    open(os.path.join(logs, "empty"), "w").close()
    os.mkdir(os.path.join(work, "none"))
    inputs = ["night/logs", "gone.gz", "none"]
    expect(audit(work, "audit2", [*policy, *inputs]) == 2, "the audit is incomplete")
    failing = wrapper(work, "failing", f"""case "$*" in *"{first}"*)
        count=$(cat "{work}/count" 2>/dev/null || echo 0); echo $((count + 1)) > "{work}/count"
        [ "$count" -ge 2 ] || exit 137;; esac""")
    run = Cluster(work, [*policy, "--out", "failed", *inputs], binary=failing)
    expect(run.finish() == 2, "the run is incomplete")
    with open(os.path.join(work, "count")) as file:
        expect(int(file.read()) >= 3, "the task failed twice")
    expect(same(work, "audit2", "failed"), "the outputs are the audit's")

    print("through Hadoop's file systems", flush=True)
    run = Cluster(work, [*policy, "--out", "remote", "viewfs://night/logs", "viewfs://night/gone"], conf=[
        f"spark.hadoop.fs.viewfs.mounttable.night.link./logs=file://{logs}"])
    expect(run.finish() == 2, "the run is incomplete")
    expect(normal(work, "remote", "viewfs://night/logs") == normal(work, "audit2", "night/logs"),
           "rows, findings and totals are the audit's")

    print("executors without the program, or with another version", flush=True)
    # On executors lies a copy.
    other = wrapper(work, "other", f"""[ "$0" = "{work}/other" ] || [ "$1" != --version ] || {{
        echo "quota-audit 9.9.9 (zlib)"; exit; }}""")
    run = Cluster(work, [*policy, "--out", "refused", "night/logs"], binary=other)
    expect(run.finish() == 64 and "quota-audit 9.9.9" in run.text, "another version is refused by name")
    expect(not os.path.exists(os.path.join(work, "refused")), "nothing is written")
    expect("tasks," not in run.text, "nothing was read")


def normal(work, out, prefix):
    """A report's rows, findings and totals, the folder of the logs taken out."""
    with open(os.path.join(work, out, "report.json"), encoding="utf-8") as file:
        report = json.loads(file.read().replace(prefix + "/", "LOGS/"))
    findings = sorted(json.dumps({key: value for key, value in finding.items() if key != "id"})
                      for finding in report["findings"])
    totals = {key: value for key, value in report["totals"].items() if key != "missing_inputs"}
    return report["inputs"], findings, totals


with tempfile.TemporaryDirectory(prefix="quota-audit-spark-") as folder:
    begun = time.monotonic()
    main(folder)
    print(f"{len(failures)} failures, {time.monotonic() - begun:.0f} s")
    sys.exit(1 if failures else 0)
