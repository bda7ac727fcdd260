"""A runner for tests of sandboxes: it opens, and does what a rollout's first target says.

``say TEXT`` passes; ``write PATH``, ``spawn`` and the rest try what a candidate may try, and
the result's failure message tells how it went.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

WORKSPACE = Path(sys.argv[1])


def answer(**words):
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def attempt(words):
    name, _, rest = words.partition(" ")
    return ACTS[name](rest)


def write(path):
    place = Path(path)
    if not place.is_absolute():
        place = WORKSPACE / place
    place.write_text("written")
    return "written"


def daemon(_):
    """Start what outlives its group; its pid."""
    code = "import os, time; os.setsid(); print(os.getpid(), flush=True); time.sleep(600)"
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    return child.stdout.readline().strip()


def signalled(number):
    os.kill(os.getpid(), number)
    return "survived"


def reach(address):
    host, _, port = address.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=2):
        return "reached"


ACTS = {
    "say": lambda text: text,
    "read": lambda path: (WORKSPACE / path).read_text(),
    "write": write,
    "list": lambda _: " ".join(sorted(path.name for path in WORKSPACE.iterdir())),
    "env": lambda name: os.environ.get(name, "(none)"),
    "names": lambda _: " ".join(sorted(os.environ)),
    "pid": lambda _: str(os.getpid()),
    "uid": lambda _: str(os.getuid()),
    "where": lambda _: str(WORKSPACE),
    "status": lambda name: next(
        line.split(":", 1)[1].strip()
        for line in Path("/proc/self/status").read_text().splitlines()
        if line.startswith(name + ":")
    ),
    "daemon": daemon,
    "reach": reach,
    "exit": lambda code: sys.exit(int(code)),
    "break": lambda text: sys.exit(text),
    "kill": lambda _: signalled(signal.SIGKILL),
    "stop": lambda _: signalled(signal.SIGSTOP),
    "garble": lambda text: print(text, flush=True) or "",
    "long": lambda size: "x" * int(size),
}


def run(request):
    for test in request["targets"]:
        try:
            said, outcome = attempt(test), "passed"
        except OSError as error:
            said, outcome = str(error), "failed"
        failure = {"kind": "Said", "message": said, "frames": []}
        answer(event="result", id=request["id"], test=test, outcome=outcome, failure=failure)
    answer(event="done", id=request["id"])


def main():
    for line in sys.stdin:
        request = json.loads(line)
        if request["op"] == "start":
            version = ".".join(map(str, sys.version_info[:3]))
            answer(event="opened", tests=["say"], warm=True, version=version)
        elif request["op"] == "run":
            run(request)
        elif request["op"] == "trace":
            for test in request["tests"]:
                lines = {"m.py": [1]}
                answer(event="trace", id=request["id"], test=test, outcome="passed", lines=lines)
            answer(event="done", id=request["id"])
        else:
            answer(event="probed", id=request["id"], stale=[])


main()
