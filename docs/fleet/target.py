"""One target on one worker: runs the program on a repository, or on a shard of one, and tells how it went.

No Spark in here: this file is sent to the workers, and can be tried without a cluster.
"""

import ctypes
import os
import signal
import subprocess
import tempfile
import time

MESSAGE_LIMIT = 4096
# What the program's exit status means: docs/cli.md.
COMPLETE, INCOMPLETE = (0, 1), 3


class Crash(Exception):
    """The program ended in a way that trying again may mend: a signal, no room, an unknown status."""


def _end_with_parent():
    """A worker that is killed shall not leave the program behind (Linux: PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _run(command, timeout, folder, home=None):
    """The exit status (None: out of time) and the end of what it said. It is ended with all its children."""
    said = os.path.join(folder, "stderr")
    environment = dict(os.environ, GIT_TERMINAL_PROMPT="0", TMPDIR=folder)
    with open(said, "wb") as stderr:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr, env=environment,
            start_new_session=True, preexec_fn=_end_with_parent)
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            status = None
    with open(said, "rb") as file:
        file.seek(max(0, os.path.getsize(said) - MESSAGE_LIMIT))
        return status, file.read().decode("utf-8", "replace").strip()


def _is_address(location):
    return "://" in location or location.startswith("git@")


def _local_copy(location, timeout, folder):
    """A bare clone of an address; a path is read where it is."""
    copy = os.path.join(folder, "clone.git")
    command = ["git", "-c", "protocol.ext.allow=never", "clone", "--quiet", "--mirror", "--", location, copy]
    status, said = _run(command, timeout, folder)
    return (copy if status == 0 else None), status, said


def scan(target, options):
    """A row of results for a target: a dict with `target`, `repository`, `shard_index` and `shard_count` (or None).

    Raises Crash where trying again may help.
    """
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="leakage-", dir=options.get("scratch")) as folder:
        location, shard = target["repository"], target.get("shard_index")
        if _is_address(location):
            if shard is not None:
                return _row(target, started, "failed", 2, "shards are of a path that every worker reads", None)
            location, status, said = _local_copy(location, options["timeout"], folder)
            if location is None:
                state = "timeout" if status is None else "failed"
                return _row(target, started, state, status, said, None)
        document = os.path.join(folder, "document.json")
        command = [options["program"], "scan", "--untrusted", "--no-progress", "-f", "json", "-o", document]
        command += ["--now", options["now"]] + list(options.get("arguments", ()))
        if shard is not None:
            command += ["--shard", f"{shard}/{target['shard_count']}"]
        status, said = _run(command + ["--", location], options["timeout"], folder)
        return _concluded(target, started, status, said, document)


def finish(target, documents, options):
    """The report of a repository from the documents of its shards."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="leakage-", dir=options.get("scratch")) as folder:
        parts = []
        for number, text in enumerate(documents):
            parts.append(os.path.join(folder, f"part-{number}.json"))
            with open(parts[-1], "w", encoding="utf-8") as file:
                file.write(text)
        joined, document = os.path.join(folder, "joined.jsonl"), os.path.join(folder, "document.json")
        status, said = _run([options["program"], "merge", "-o", joined] + parts, options["timeout"], folder)
        # 3: shards are missing. The report will say so.
        if status in (0, 3):
            command = [options["program"], "scan", "--untrusted", "--no-progress", "-f", "json", "-o", document]
            command += ["--now", options["now"], "--hits", joined] + list(options.get("arguments", ()))
            status, said = _run(command + ["--", target["repository"]], options["timeout"], folder)
        return _concluded(target, started, status, said, document)


def _concluded(target, started, status, said, document):
    if status is None:
        return _row(target, started, "timeout", None, said, None)
    if status in COMPLETE or status == INCOMPLETE:
        with open(document, encoding="utf-8") as file:
            text = file.read()
        state = "complete" if status in COMPLETE else "incomplete"
        return _row(target, started, state, status, said, text)
    if status == 2:  # wrong usage: no other attempt will be better
        return _row(target, started, "failed", status, said, None)
    raise Crash(f"{target['target']}: status {status}: {said[-500:]}")


def _row(target, started, state, status, said, document):
    return {
        "target": target["target"], "repository": target["repository"],
        "shard_index": target.get("shard_index"), "shard_count": target.get("shard_count"), "state": state,
        "exit_status": status, "seconds": time.monotonic() - started, "message": said or None,
        "document": document,
    }


def failed(target, error):
    """What is recorded when the last attempt has crashed as well."""
    return _row(target, time.monotonic(), "failed", None, str(error)[-MESSAGE_LIMIT:], None)


def merged(documents, options):
    """Reports as one, in the form that every merge reads again; '' for none."""
    with tempfile.TemporaryDirectory(prefix="leakage-", dir=options.get("scratch")) as folder:
        files = []
        for number, text in enumerate(documents):
            files.append(os.path.join(folder, f"{number}.json"))
            with open(files[-1], "w", encoding="utf-8") as file:
                file.write(text)
        if not files:
            return ""
        output = os.path.join(folder, "merged.jsonl")
        status, said = _run([options["program"], "merge", "-o", output] + files, None, folder)
        if status not in (0, 3):
            raise Crash(f"merge: status {status}: {said[-500:]}")
        with open(output, encoding="utf-8") as file:
            return file.read()
