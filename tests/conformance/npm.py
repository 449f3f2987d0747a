"""Servers that npm installs and node runs, on loopback, for as long as a test asks them."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def install(folder: Path, script: Path, *packages: str) -> Path:
    """Return a folder in which a script can be run with the packages that it needs."""
    if shutil.which("npm") is None:
        pytest.skip(f"LOUD: no npm: {script.name} was not tried")
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    command = ["npm", "install", "--no-audit", "--no-fund", *packages]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    if run.returncode:
        pytest.skip(f"LOUD: npm could not install {packages}: {run.stderr[-300:]}")
    shutil.copy(script, folder)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Path, script: Path, **environment: str) -> Iterator[None]:
    """Run a script until the end of the block. It prints `ready` when it listens."""
    process = subprocess.Popen(
        ["node", script.name],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("ready"):
            break
    else:
        pytest.fail(f"{script.name} did not start: {said}")
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()
