"""What compare and scaling share: programs, logs, clocks and tables."""
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = ROOT / "Benchmarks" / ".cache"


class Program:
    """A release build of quota-audit and the fastest engine it inflates by."""

    def __init__(self, path):
        self.path = str(pathlib.Path(path).resolve())
        version = subprocess.run([self.path, "--version"], capture_output=True, text=True).stdout
        self.version = version.strip()
        self.engine = "ISA-L" if re.search("isa-?l", version, re.I) else "zlib"
        self.name = self.engine

    def audit(self, night, out, *options):
        """The command that audits a night into `out`, whatever it finds."""
        return [
            self.path, "audit", "--quiet", "--fail-on", "never", "--policy",
            str(night / "policy.yaml"), "--out", str(out), *options, str(night / "logs"),
        ]

    def simulate(self, folder, lines, nodes=1, form="extended"):
        """A simulated night below `folder`; the same for equal arguments."""
        night = pathlib.Path(folder) / f"{form}-{lines}-{nodes}"
        if not night.exists():
            note(f"simulating {lines:,} lines, {nodes} file(s), {form}")
            subprocess.run(
                [self.path, "simulate", "--quiet", "--seed", "1", "--lines", str(lines), "--nodes",
                 str(nodes), "--format", form, "--out", str(night)], check=True)
        return night

    def has(self, option):
        """Whether `audit` knows an option."""
        text = subprocess.run([self.path, "help", "audit"], capture_output=True, text=True).stdout
        return option in text


def programs(paths):
    """The programs to compare: those given, else the release build and, where that has ISA-L, one
    with zlib alone, which is built here."""
    if paths:
        found = [Program(path) for path in paths]
        for number, program in enumerate(found, 1):
            if sum(other.engine == program.engine for other in found) > 1:
                program.name += f", {number}"
        return found
    main = Program(ROOT / ".build/release/quota-audit")
    if main.engine == "zlib":
        return [main]
    build = CACHE / "zlib"
    note("building the program without ISA-L")
    subprocess.run(
        ["swift", "build", "-c", "release", "--product", "quota-audit", "--package-path", ROOT,
         "--scratch-path", build], check=True, stdout=sys.stderr)
    return [main, Program(build / "release/quota-audit")]


class Scratch:
    """A folder for logs and reports that is gone afterwards, on the disk of the checkout: what is
    temporary elsewhere may be held in memory."""

    def __enter__(self):
        # Also when terminated.
        signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
        CACHE.mkdir(parents=True, exist_ok=True)
        self.path = pathlib.Path(tempfile.mkdtemp(dir=CACHE))
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class Cost:
    """What one run took: seconds by the clock, seconds of all cores, and peak memory of the largest
    process in MB (2^20 bytes)."""

    def __init__(self, seconds, cpu, megabytes, output):
        self.seconds, self.cpu, self.megabytes, self.output = seconds, cpu, megabytes, output


def run(command, keeps_output=False):
    """Runs a command, a list or a text for the shell, to its end; fails loudly if that does."""
    shell = isinstance(command, str)
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        child = subprocess.Popen(
            ["bash", "-o", "pipefail", "-c", command] if shell else command, stderr=errors,
            stdout=subprocess.PIPE if keeps_output else subprocess.DEVNULL)
        output = child.stdout.read().decode() if keeps_output else ""
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            errors.seek(0)
            sys.exit(f"{command}\nfailed: {errors.read().decode(errors='replace')}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def alternate(tasks, runs):
    """Runs each of the named tasks `runs` times, in turn, after one round that does not count; what
    else the machine does then falls on all alike. A task gives a Cost."""
    costs = {name: [] for name in tasks}
    for number in range(runs + 1):
        for name, task in tasks.items():
            cost = task()
            if number > 0:
                costs[name].append(cost)
        note(f"round {number} of {runs}" if number else "warm")
    return costs


def median(costs, value=lambda cost: cost.seconds):
    """The middle value."""
    return statistics.median(value(cost) for cost in costs)


def ratio(costs, bases, value=lambda cost: cost.seconds):
    """The median over the rounds of what one took in times of the other."""
    return statistics.median(value(a) / value(b) for a, b in zip(costs, bases))


def table(head, rows):
    """A Markdown table."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1)] + rows
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def machine():
    """Processor and memory, no names."""
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo")
                if line.startswith("model name")), "unknown")
    total = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal"))
    return f"{os.cpu_count()} cores ({cpu}), {total / 1048576:.0f} GB, load {os.getloadavg()[0]:.1f}"


def note(text):
    """Tells who waits what goes on."""
    print(f"  {text}", file=sys.stderr, flush=True)
