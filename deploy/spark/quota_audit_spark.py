#!/usr/bin/env python3
"""The audit of `quota-audit audit` on Apache Spark: the same reports, byte for byte.

    spark-submit quota_audit_spark.py --binary quota-audit --policy policy.yaml --out reports \
        s3a://logs/2026-11-20/ hdfs:///gateway/2026-11-20/*.gz

Spark does what a cluster is for and nothing else is here: it places tasks, repeats those that are lost
and carries usage from where logs were read to where it is judged.

    scan     a task for each large log, and for about 128 MB of small ones, streams bytes into
             `quota-audit scan --name PATH -` and gives out its usage in shards
    shuffle  shard i of every log goes to partition i
    judge    a task for each shard runs `quota-audit report --partial`
    combine  `quota-audit combine` on the driver writes the reports

Tasks depend on nothing but their log and the policy, and write only into a directory of their own, so one
that runs twice counts once. Nothing is written before `combine` writes everything. What the options mean,
and what a cluster needs, is in docs/scale.md.
"""

import argparse
import glob
import os
import pickle
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time

import pyspark
from pyspark import (
    BarrierTaskContext, SparkConf, SparkContext, SparkFiles, StorageLevel, TaskContext)

# What small logs are gathered to, in bytes: a second or so of scanning, and more than a task costs.
TASK_BYTES = 128 << 20
TASKS_PER_CORE = 4
# Logs of a task at most: their names are arguments of one command.
TASK_LOGS = 500
# Usage goes through Spark in pieces, so that no worker holds a whole file: Spark gathers up to a thousand before
# it hands them on.
PIECE_BYTES = 256 << 10
MOST_SHARDS = 256
USAGE, FAULT = 64, 70
# A run that is complete, and one that is not because of its logs: both have usage.
ENDED = (0, 2)


class Refused(Exception):
    """The run cannot be: the sentence says why and how to mend it."""


class Log:
    """A log: what reports call it, where it lies, its bytes, or why it cannot be read."""

    def __init__(self, name, place=None, size=0, fault=None, remote=False):
        self.name, self.place, self.size = name, place, size
        self.fault, self.remote = fault, remote


class Job:
    """What every task needs to know; all of it goes to the executors."""

    def __init__(self, options, version, settings):
        self.binary = options.binary and os.path.basename(options.binary)
        self.preinstalled = options.preinstalled
        self.version, self.shards, self.cat = version, options.shards, options.cat
        self.scan, self.judge = scan_arguments(options), judge_arguments(options)
        self.policy = read_policy(options.policy)
        # Hadoop's settings with the keys of object stores: they leave the driver as Spark's own do.
        self.settings = settings

    def program(self):
        """Where the program lies on this machine."""
        if self.preinstalled:
            return shutil.which(self.preinstalled) or self.preinstalled
        path = SparkFiles.get(self.binary)
        if not os.access(path, os.X_OK):
            os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
        return path

    def checked_program(self):
        """The program, which is the driver's: an executor may have come after the first look."""
        program = self.program()
        found = program_version(program)
        if found != self.version:
            raise Refused(f"{socket.gethostname()}: {found}, and the driver has {self.version}")
        return program

    def directory(self):
        """A directory of the task's own, with the policy under a name that is the same everywhere: the name
        is part of the usage, which must not tell where it was made."""
        work = tempfile.TemporaryDirectory(prefix="quota-audit-")
        if self.policy is not None:
            with open(os.path.join(work.name, "policy.yaml"), "wb") as file:
                file.write(self.policy)
        return work


def program_version(program):
    """`quota-audit 0.1.0`, or why there is none, in words."""
    try:
        run = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        return f"{program} cannot be run ({error})"
    words = run.stdout.split()
    if run.returncode != 0 or len(words) < 2 or words[0] != "quota-audit":
        last = (run.stderr.strip().splitlines() or ["it says nothing"])[-1]
        return f"{program} is not quota-audit, or cannot be run here ({last})"
    return " ".join(words[:2])


# Arguments


def parse(arguments):
    """Our options, and those that the program is to be given."""
    parser = argparse.ArgumentParser(
        prog="quota_audit_spark.py", allow_abbrev=False,
        description="Audit access logs on Apache Spark: the reports are those of quota-audit audit.",
        epilog="Other options of quota-audit combine stand behind --, before which all logs are named. Exit "
        "status: that of quota-audit audit; 64 also where an executor has no program, or another version.")
    parser.add_argument("logs", nargs="+", metavar="log",
                        help="files, directories (all files below) and patterns, on any file system Spark reads")
    binary = parser.add_mutually_exclusive_group(required=True)
    binary.add_argument("--binary", metavar="PATH", help="the program, sent to all executors")
    binary.add_argument("--preinstalled", metavar="PATH", nargs="?", const="quota-audit",
                        help="the program lies on every machine, at this path or in PATH")
    parser.add_argument("--shards", type=int, metavar="K",
                        help="parts in which usage is judged, 1 to 256 (default: 2 x cores)")
    parser.add_argument("--jobs-per-task", type=int, default=1, metavar="N",
                        help="threads of a scan, as spark.task.cpus says (default: 1)")
    parser.add_argument("--memory", default="1G", metavar="SIZE",
                        help="memory for the usage of a scan; the rest goes to its disk (default: 1G)")
    parser.add_argument("--cat", metavar="COMMAND",
                        help="command that writes the files named behind it to standard output, for logs that do "
                        "not lie in the local file system (default: Spark's own Hadoop client)")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
    group = parser.add_argument_group("options of quota-audit audit")
    for name in ("policy", "format", "max-malformed", "group", "token", "uri", "out", "output", "fail-on",
                 "matrix", "time-zone", "privacy", "key-file"):
        group.add_argument("--" + name)
    group.add_argument("--what-if", action="append", default=[], metavar="KEY=VALUE")
    group.add_argument("--summary", action="store_true")
    group.add_argument("--manifest", action="store_true")
    more = []
    if "--" in arguments:
        index = arguments.index("--")
        arguments, more = arguments[:index], arguments[index + 1:]
    options = parser.parse_args(arguments)
    options.more = more
    return options


def given(options, *names):
    """Options as the program takes them, of those that were given."""
    result = []
    for name in names:
        value = getattr(options, name.replace("-", "_"))
        if value is True:
            result.append("--" + name)
        elif isinstance(value, list):
            result += [f"--{name}={one}" for one in value]
        elif value is not None and value is not False:
            result.append(f"--{name}={value}")
    return result


def read_policy(path):
    """The bytes of the policy file."""
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Refused(f'--policy "{path}" cannot be read: {error.strerror}') from None


def scan_arguments(options):
    policy = [] if options.policy is None else ["--policy=policy.yaml"]
    return policy + given(options, "format", "max-malformed", "memory") + [
        f"--jobs={options.jobs_per_task}"]


def judge_arguments(options):
    policy = [] if options.policy is None else ["--policy=policy.yaml"]
    return policy + given(options, "what-if", "group", "token", "uri")


def combine_arguments(options):
    return given(
        options, "policy", "what-if", "group", "token", "uri", "out", "output", "fail-on", "matrix",
        "time-zone", "privacy", "key-file", "summary", "manifest", "quiet") + options.more


# Logs, as `audit` finds them


def is_local(argument, default_is_local):
    return ":/" not in argument and default_is_local or argument.startswith("file:/")


def local_path(argument):
    """The path of a local log; `file:` URIs are taken as they are spelled, without escapes."""
    if argument.startswith("file:/"):
        argument = "/" + argument[len("file:"):].lstrip("/")
    return os.path.abspath(argument)


def joined(directory, name):
    return directory + ("" if directory.endswith("/") else "/") + name


def local_fault(error):
    if isinstance(error, FileNotFoundError):
        return "not-found"
    return "denied" if isinstance(error, PermissionError) else "unreadable"


def find_local(argument):
    """The logs of an argument: a file, all visible files below a directory (links to files are followed,
    links to directories are not), or what a pattern matches that is no file itself."""
    if glob.has_magic(argument) and not os.path.lexists(local_path(argument)):
        prefix = "file:" if argument.startswith("file:/") else ""
        names = [prefix + name for name in glob.glob(argument[len(prefix):])]
        return [log for name in names for log in find_local(name)] or [Log(argument, fault="not-found")]
    try:
        kind = os.stat(local_path(argument))
    except OSError as error:
        return [Log(argument, fault=local_fault(error))]
    if stat.S_ISREG(kind.st_mode):
        return [Log(argument, local_path(argument), kind.st_size)]
    if not stat.S_ISDIR(kind.st_mode):
        raise Refused(f'"{argument}" is no file, and can be read but once; Spark may have to read twice')
    logs, pending = [], [argument]
    while pending:
        directory = pending.pop()
        try:
            names = os.listdir(local_path(directory))
        except OSError as error:
            logs.append(Log(directory, fault=local_fault(error)))
            continue
        for name in (joined(directory, name) for name in names if not name.startswith(".")):
            place = local_path(name)
            try:
                kind = os.stat(place)
            except OSError as error:
                if not os.path.islink(place):
                    logs.append(Log(name, fault=local_fault(error)))
                continue
            if stat.S_ISREG(kind.st_mode):
                logs.append(Log(name, place, kind.st_size))
            elif stat.S_ISDIR(kind.st_mode) and not os.path.islink(place):
                pending.append(name)
    return logs or [Log(argument, fault="no-files")]


def find_remote(context, argument):
    """The logs of an argument on another file system, by Hadoop's client in the driver's JVM."""
    hadoop = context._jvm.org.apache.hadoop.fs
    path = hadoop.Path(argument)
    try:
        system = path.getFileSystem(context._jsc.hadoopConfiguration())
        found = system.globStatus(path)
        if not found:
            return [Log(argument, fault="not-found")]
        return [
            log for status in found
            for log in below(system, status, argument if len(found) == 1 and not glob.has_magic(argument)
                             else status.getPath().toString())]
    except Exception as error:  # Py4J's, with Java's inside.
        return [Log(argument, fault=remote_fault(str(error)))]


def below(system, status, name):
    if not status.isDirectory():
        return [Log(name, status.getPath().toString(), status.getLen(), remote=True)]
    logs, pending = [], [(status, name)]
    while pending:
        status, directory = pending.pop()
        try:
            children = system.listStatus(status.getPath())
        except Exception as error:
            logs.append(Log(directory, fault=remote_fault(str(error))))
            continue
        for child in children:
            if child.getPath().getName().startswith("."):
                continue
            path = joined(directory, child.getPath().getName())
            if child.isDirectory():
                pending.append((child, path))
            else:
                logs.append(Log(path, child.getPath().toString(), child.getLen(), remote=True))
    return logs or [Log(name, fault="no-files")]


def remote_fault(text):
    """The cause in what Hadoop says of a file."""
    if "FileNotFoundException" in text or "No such file" in text:
        return "not-found"
    if "AccessControlException" in text or "Permission denied" in text or "AccessDenied" in text:
        return "denied"
    return "unreadable"


def find(context, arguments, warn):
    """All logs, in the order of their names as bytes; each once."""
    default = context._jvm.org.apache.hadoop.fs.FileSystem.getDefaultUri(
        context._jsc.hadoopConfiguration()).getScheme()
    logs = {}
    for argument in arguments:
        found = (find_local(argument) if is_local(argument, default == "file")
                 else find_remote(context, argument))
        for log in found:
            if log.name in logs:
                warn(f'"{log.name}" is named twice and read once')
            logs[log.name] = log
    return [logs[name] for name in sorted(logs, key=os.fsencode)]


def tasks(logs, cores):
    """Numbered logs, a list for each task, those that take longest first; some tasks for each core, so that none
    waits long for the others."""
    result, small, size = [], [], 0
    most = min(TASK_BYTES, sum(log.size for log in logs) // (TASKS_PER_CORE * cores))
    numbered = sorted(enumerate(logs), key=lambda item: (-item[1].size, item[0]))
    for item in numbered:
        if item[1].size >= most:
            result.append([item])
            continue
        if small and (size + item[1].size > most or len(small) == TASK_LOGS):
            result.append(small)
            small, size = [], 0
        small.append(item)
        size += item[1].size
    return result + ([small] if small else [])


# Scanning


def scan_logs(job, logs):
    """The usage of logs: (shard from 0, (number of the log, number of the piece, bytes))."""
    program = job.checked_program()
    remote = [item for item in logs if item[1].remote and not item[1].fault]
    with RemoteBytes(job, [log for _, log in remote]) as source:
        for number, log in remote:
            yield from scan_log(job, program, number, log, source)
    for number, log in logs:
        if not log.remote or log.fault:
            yield from scan_log(job, program, number, log, None)


def scan_log(job, program, number, log, source):
    fault = log.fault
    with job.directory() as work:
        if not fault:
            fault = run_scan(job, program, work, log, source)
        if fault:
            ended(subprocess.run(
                scan_command(job, program, log) + [f"--missing={fault}", "-"], cwd=work,
                stdin=subprocess.DEVNULL, capture_output=True), "scan")
        for shard in range(job.shards):
            name = "usage" if job.shards == 1 else f"usage.{shard + 1}-of-{job.shards}"
            with open(os.path.join(work, name), "rb") as file:
                for index, piece in enumerate(iter(lambda: file.read(PIECE_BYTES), b"")):
                    yield shard, (number, index, piece)


def scan_command(job, program, log):
    return [program, "scan", "--quiet", "--usage=usage", f"--shards={job.shards}", *job.scan,
            f"--name={log.name}"]


def run_scan(job, program, work, log, source):
    """Scans one log; why it cannot be read, None if it could be."""
    command = scan_command(job, program, log) + ["-"]
    if source is None:
        try:
            # A file is read by the program itself, as fast as it can.
            with open(log.place, "rb") as file:
                ended(subprocess.run(command, cwd=work, stdin=file, capture_output=True), "scan")
            return None
        except OSError as error:
            return last_word(log, local_fault(error))
    with subprocess.Popen(
            command, cwd=work, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE) as scan:
        try:
            fault = source.copy(log, scan.stdin)
        except BrokenPipeError:
            fault = None  # The program has ended, and says why.
        if fault:
            scan.kill()
            scan.communicate()
            return last_word(log, fault)
        _, error = scan.communicate()
        ended(subprocess.CompletedProcess(command, scan.returncode, b"", error), "scan")
    return None


def last_word(log, fault):
    """The fault, where Spark has tried often enough: what fails here may be had from another machine."""
    task = TaskContext.get()
    most = 1
    if task is not None:
        most = int(task.getLocalProperty("quota-audit.attempts") or 1)
    if fault == "unreadable" and task is not None and task.attemptNumber() + 1 < most:
        raise OSError(f"{log.name} cannot be read here")
    return fault


def ended(run, step):
    """Checks that the program came to its end."""
    if run.returncode not in ENDED:
        text = (run.stderr or b"").decode("utf-8", "replace").strip()
        raise RuntimeError(f"quota-audit {step} ended with {run.returncode}: {text}")


class RemoteBytes:
    """Bytes of files on Hadoop's file systems, one after the other, never held.

    PySpark gives Python whole files or none, so Hadoop's own client writes them to a pipe: one process for all
    files of a task, whose lengths are known. Where that goes wrong, a process for each file says which.
    """

    def __init__(self, job, logs):
        self.job, self.logs = job, logs
        self.apart = len(logs) <= 1
        self.process = None

    def __enter__(self):
        self.work = tempfile.TemporaryDirectory(prefix="quota-audit-")
        settings = os.path.join(self.work.name, "core-site.xml")
        if self.job.settings is not None:
            with open(os.open(settings, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
                file.write(self.job.settings)
        return self

    def __exit__(self, *_):
        self.stop()
        self.work.cleanup()

    def stop(self):
        if self.process is not None:
            self.process.stdout.close()
            self.process.kill()
            self.process.wait()
            self.process = None

    def command(self, logs):
        # A name is no pattern here.
        places = ["".join("\\" + c if c in "*?[]{}\\" else c for c in log.place) for log in logs]
        if self.job.cat:
            return self.job.cat.split() + [log.place for log in logs]
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
        homes = [os.environ.get("SPARK_HOME"), os.path.dirname(pyspark.__file__)]
        jars = [os.path.join(directory, "*") for directory in [
            os.path.join(home, "jars") for home in homes if home] + [
            "__spark_libs__", SparkFiles.getRootDirectory()]]
        return [java, "-Xmx256m", "-cp", os.pathsep.join([self.work.name] + jars),
                "org.apache.hadoop.fs.FsShell", "-cat", *places]

    def start(self, logs):
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            self.command(logs), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.errors)

    def fault(self):
        """Why the process failed, None if it did not."""
        if self.process.wait() == 0:
            return None
        self.errors.seek(0)
        return remote_fault(self.errors.read().decode("utf-8", "replace"))

    def copy(self, log, target):
        """Copies the bytes of a log, which come in the order of the logs; why that cannot be, or nil."""
        if self.apart:
            self.start([log])
            while piece := self.process.stdout.read(1 << 20):
                target.write(piece)
            fault = self.fault()
            self.stop()
            return fault
        if self.process is None:
            self.start(self.logs)
        left = log.size
        while left > 0 and (piece := self.process.stdout.read(min(left, 1 << 20))):
            target.write(piece)
            left -= len(piece)
        if log is self.logs[-1] and (self.process.stdout.read(1) or self.fault()) or left > 0:
            # A log is not what it was when it was listed. What was read may belong to another one, so the task
            # begins again.
            raise OSError("a log has changed since it was listed, or cannot be read")
        return None


def scan_task(job, logs):
    """The usage of the logs of a task. Where their bytes cannot be told apart they are read one by one;
    nothing is given out before all is known."""
    remote = [item for item in logs if item[1].remote and not item[1].fault]
    if len(remote) > 1:
        with tempfile.TemporaryFile() as held:
            try:
                for item in scan_logs(job, logs):
                    pickle.dump(item, held)
                held.seek(0)
                while True:
                    try:
                        yield pickle.load(held)
                    except EOFError:
                        return
            except OSError:
                pass
    for item in logs:
        yield from scan_logs(job, [item])


# Judging


def judge_shard(job, shard, pieces):
    """What was judged of a shard: (shard, number of the piece, bytes)."""
    program = job.checked_program()
    with job.directory() as work:
        numbers = set()
        for _, (number, index, piece) in pieces:
            with open(os.path.join(work, str(number)), "r+b" if number in numbers else "w+b") as file:
                numbers.add(number)
                file.seek(index * PIECE_BYTES)
                file.write(piece)
        with open(os.path.join(work, "files"), "w", encoding="ascii") as file:
            file.writelines(f"{number}\n" for number in sorted(numbers))
        ended(subprocess.run(
            [program, "report", "--quiet", "--partial=judged", *job.judge, "@files"],
            cwd=work, stdin=subprocess.DEVNULL, capture_output=True), "report --partial")
        with open(os.path.join(work, "judged"), "rb") as file:
            for index, piece in enumerate(iter(lambda: file.read(PIECE_BYTES), b"")):
                yield shard, index, piece


# The driver


def rehearse(options, program):
    """Runs all steps on no log, so that what the options get wrong is known before anything is read. Whom a
    view is about is not in the logs then: that is found out at the end."""
    with tempfile.TemporaryDirectory(prefix="quota-audit-") as work:
        usage, judged = os.path.join(work, "usage"), os.path.join(work, "judged")
        policy = given(options, "policy")
        steps = [
            [program, "scan", "--quiet", f"--usage={usage}", "--name=none"] + policy
            + given(options, "format", "max-malformed", "memory") + [f"--jobs={options.jobs_per_task}", "-"],
            [program, "report", "--quiet", f"--partial={judged}"] + policy
            + given(options, "what-if") + [usage],
            [program, "combine"] + policy
            + given(options, "what-if", "output", "fail-on", "matrix", "time-zone", "privacy", "key-file",
                    "manifest") + options.more + ["--quiet", f"--out={work}/out", judged],
        ]
        for step in steps:
            run = subprocess.run(step, stdin=subprocess.DEVNULL, capture_output=True)
            if run.returncode >= USAGE:
                sys.stderr.buffer.write(run.stderr)
                sys.stderr.flush()
                sys.exit(run.returncode)


def check_executors(context, job, cores):
    """Refuses the run where an executor lacks the program, or has another version of it."""
    def look(_):
        # All tasks at once, so that each slot of the cluster has one.
        BarrierTaskContext.get().barrier()
        return [(socket.gethostname(), program_version(job.program()))]

    slots = context.parallelize(range(cores), cores)
    if context.getConf().get("spark.dynamicAllocation.enabled", "false") == "true":
        # There are no slots yet; every task looks again for itself.
        found = slots.map(lambda _: (socket.gethostname(), program_version(job.program()))).collect()
    else:
        found = slots.barrier().mapPartitions(look).collect()
    wrong = sorted({f"{host}: {version}" for host, version in found if version != job.version})
    if wrong:
        raise Refused(f"the driver has {job.version}, and not all executors have: " + "; ".join(wrong))


def executor_cores(context):
    """Tasks that run at the same time, once all executors that were asked for are there."""
    context.parallelize([0], 1).count()
    return max(1, context.defaultParallelism)


def run(options, context):
    """The whole audit; its exit status."""
    def tell(text):
        if not options.quiet:
            print("quota-audit: " + text, file=sys.stderr, flush=True)

    program = options.binary or shutil.which(options.preinstalled) or options.preinstalled
    version = program_version(program)
    if not version.startswith("quota-audit "):
        raise Refused(f"on the driver, {version}; name the program with --binary")
    rehearse(options, program)
    if options.binary:
        context.addFile(os.path.abspath(options.binary))
    cores = executor_cores(context)
    options.shards = options.shards or min(2 * cores, MOST_SHARDS)
    logs = find(context, options.logs, tell)
    settings = None
    if any(log.remote for log in logs):
        writer = context._jvm.java.io.StringWriter()
        context._jsc.hadoopConfiguration().writeXml(writer)
        settings = writer.toString()
    job = Job(options, version, settings)
    check_executors(context, job, cores)
    # Spark's local mode repeats no task.
    repeats = not context.master.startswith("local") or context.master.startswith("local-cluster")
    attempts = context.getConf().get("spark.task.maxFailures", "4") if repeats else "1"
    context.setLocalProperty("quota-audit.attempts", attempts)

    begun = time.monotonic()
    planned = [[(number, vars(log)) for number, log in task] for task in tasks(logs, cores)]
    tell(f"{len(logs)} logs, {sum(log.size for log in logs)} bytes, {len(planned)} tasks, "
         f"{options.shards} shards, {cores} cores")
    judged = (
        context.parallelize(planned, max(1, len(planned)))
        .flatMap(lambda task: scan_task(job, [(number, Log(**log)) for number, log in task]))
        .partitionBy(options.shards, lambda shard: shard)
        .mapPartitionsWithIndex(lambda shard, pieces: judge_shard(job, shard, pieces))
        .persist(StorageLevel.DISK_ONLY))
    judged.count()
    tell(f"scanned and judged in {time.monotonic() - begun:.1f} s")
    with tempfile.TemporaryDirectory(prefix="quota-audit-") as work:
        # One partition at a time: the driver holds no more than that.
        for shard, index, piece in judged.toLocalIterator():
            with open(os.path.join(work, str(shard)), "ab") as file:
                file.write(piece)
        files = [os.path.join(work, str(shard)) for shard in range(options.shards)]
        sys.stdout.flush()
        status = subprocess.run(
            [program, "combine", *combine_arguments(options), *files], stdin=subprocess.DEVNULL).returncode
    tell(f"reported in {time.monotonic() - begun:.1f} s")
    return status


def main(arguments):
    options = parse(arguments)
    if options.shards is not None and not 1 <= options.shards <= MOST_SHARDS:
        print(f"quota-audit: --shards {options.shards} is out of range; give a number from 1 to 256",
              file=sys.stderr)
        return USAGE
    if options.binary and not os.path.isfile(options.binary):
        print(f'quota-audit: --binary "{options.binary}" is no file; name the program', file=sys.stderr)
        return USAGE
    conf = SparkConf()
    conf.setIfMissing("spark.app.name", "quota-audit")
    # All executors are there before the first task: the first look is at each of them.
    conf.setIfMissing("spark.scheduler.minRegisteredResourcesRatio", "1.0")
    context = SparkContext(conf=conf)
    context.setLogLevel("ERROR")
    try:
        return run(options, context)
    except Refused as error:
        print(f"quota-audit: {error}", file=sys.stderr)
        return USAGE
    except Exception as error:  # Of Py4J, with what a task raised in its text.
        print(f"quota-audit: nothing was written, as Spark gave up: {error}", file=sys.stderr)
        return USAGE if "Refused: " in str(error) else FAULT
    finally:
        context.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
