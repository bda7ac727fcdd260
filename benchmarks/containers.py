"""What one would do without oppie: a fresh hardened container with pytest for each candidate."""

from __future__ import annotations

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HARDENED = (
    "docker", "run", "--rm", "--network=none", "--read-only", "--cap-drop=ALL",
    "--security-opt=no-new-privileges", "--pids-limit=256", "--memory=2g", "--memory-swap=2g",
    "--cpus=1", "--user=65534:65534", "--tmpfs=/tmp", "--workdir=/project",
    "--env=PYTHONDONTWRITEBYTECODE=1",
)  # fmt: skip
TESTS = ("python3", "-m", "pytest", "-q", "-p", "no:cacheprovider")


def fresh_rate(folders: list[Path], image: str, workers: int) -> float:
    """Candidates a second, one folder each. Raises CalledProcessError when tests do not pass."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(lambda folder: _run(folder, image), folders))
    return len(folders) / (time.perf_counter() - begun)


def _run(folder: Path, image: str) -> None:
    mount = f"--volume={folder}:/project:ro"
    subprocess.run([*HARDENED, mount, image, *TESTS], check=True, capture_output=True)
