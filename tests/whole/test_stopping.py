"""Whatever stops a command, it leaves no process behind, says one line at most, and harms no site."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.mistakes import TINY_PORTAL
from tests.places import ROOT, SITE_SRC
from tests.stopping import LIFE, PATIENCE, end_all, family, started, wait_for

# How many processes there are at different moments: with the first that is started, and with two
# that share the work, which come after the fork server and the tracker of resources. A build has
# the site generator besides.
FIRST, CHECKING, BUILDING = 2, 5, 6


@contextmanager
def running(
    *words: str | Path, cwd: Path = ROOT, spawning: bool = False
) -> Iterator[subprocess.Popen[str]]:
    run = started(*words, cwd=cwd, spawning=spawning)
    try:
        yield run
    finally:
        end_all(run)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """So many indicators that a check shares them among processes, and takes a while."""
    datasets = Path(shutil.copytree(TINY_PORTAL, tmp_path / "datasets"))
    for number in range(20):
        name = f"dental-check-{number}"
        copy = shutil.copytree(datasets / "dental-check", datasets / name)
        (copy / "dental-check.csv").rename(copy / f"{name}.csv")
        words = (copy / "indicator.yml").read_text(encoding="utf-8")
        words = words.replace("id: dental-check\n", f"id: {name}\n")
        (copy / "indicator.yml").write_text(words, encoding="utf-8")
    return datasets


def free_port() -> str:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return str(asked.getsockname()[1])


def words_of(verb: str, datasets: Path, out: Path) -> list[str | Path]:
    if verb == "check":
        return ["check", datasets, "--workers", "2"]
    return ["build", "--datasets", datasets, "--out", out, "--workers", "2"]


MOMENTS = [
    pytest.param("build", BUILDING, id="a build at work"),
    pytest.param("build", FIRST, id="a build that begins", marks=pytest.mark.long),
    pytest.param("check", CHECKING, id="a check at work", marks=pytest.mark.long),
    pytest.param("check", FIRST, id="a check that begins", marks=pytest.mark.long),
]


@pytest.mark.slow
@pytest.mark.parametrize(("verb", "processes"), MOMENTS)
def test_a_command_that_is_killed_alone_leaves_no_process_behind(
    verb: str, processes: int, many: Path, tmp_path: Path
) -> None:
    with running(*words_of(verb, many, tmp_path / "site")) as run:
        assert wait_for(lambda: len(family(run.pid)) >= processes)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
        assert wait_for(lambda: not family(run.pid), LIFE), family(run.pid)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param(signal.SIGINT, 130, id="Ctrl+C"),
        pytest.param(signal.SIGTERM, 143, id="SIGTERM", marks=pytest.mark.long),
    ],
)
@pytest.mark.parametrize(("verb", "processes"), MOMENTS)
def test_a_command_that_is_stopped_says_so_in_one_line(
    number: signal.Signals, code: int, verb: str, processes: int, many: Path, tmp_path: Path
) -> None:
    with running(*words_of(verb, many, tmp_path / "site")) as run:
        assert wait_for(lambda: len(family(run.pid)) >= processes)
        # Ctrl+C reaches every process of a terminal.
        (os.killpg if number == signal.SIGINT else os.kill)(run.pid, number)
        said, _ = run.communicate()
        assert (run.returncode, said) == (code, "Stopped.\n")
        assert wait_for(lambda: not family(run.pid), LIFE), family(run.pid)
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)], ids=["Ctrl+C", "SIGKILL"]
)
def test_processes_that_are_spawned_end_too(
    number: signal.Signals, code: int, many: Path, tmp_path: Path
) -> None:
    with running(*words_of("check", many, tmp_path), spawning=True) as run:
        assert wait_for(lambda: len(family(run.pid)) >= CHECKING - 1)  # no fork server
        time.sleep(2)  # as long as they take to load what they need
        (os.killpg if number == signal.SIGINT else os.kill)(run.pid, number)
        said, _ = run.communicate()
        assert run.returncode == code
        assert number == signal.SIGKILL or said == "Stopped.\n"
        assert wait_for(lambda: not family(run.pid), LIFE), family(run.pid)


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    """A publication of the tiny portal, to be shown."""
    place = tmp_path / "publication"
    shutil.copytree(SITE_SRC, place / "site_src")
    shutil.copyfile(ROOT / "mkdocs.yml", place / "mkdocs.yml")
    shutil.copytree(TINY_PORTAL, place / "datasets")
    return place


def listening(port: str) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", int(port)), timeout=1) as asked:
        asked.sendall(b"HEAD / HTTP/1.0\r\n\r\n")
        asked.settimeout(PATIENCE)  # it answers when the build has ended
        return asked.recv(12).startswith(b"HTTP/1.0 200")
    return False


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize(
    ("number", "code", "last"),
    [
        # To stop it is how it is meant to end.
        pytest.param(signal.SIGINT, 0, "Stopped.", id="Ctrl+C"),
        pytest.param(signal.SIGTERM, 143, "Stopped.", id="SIGTERM"),
        pytest.param(signal.SIGKILL, -9, "", id="SIGKILL"),
    ],
)
def test_a_site_that_is_shown_is_shown_no_longer(
    number: signal.Signals, code: int, last: str, publication: Path
) -> None:
    port = free_port()
    with running("serve", "--port", port, "--workers", "2", cwd=publication) as run:
        assert wait_for(lambda: listening(port))
        os.kill(run.pid, number)
        said, _ = run.communicate()
        assert run.returncode == code and "Traceback" not in said
        assert said.splitlines()[-1].startswith(last or f"Open http://localhost:{port}/")
        assert wait_for(lambda: not family(run.pid), LIFE), family(run.pid)


@pytest.mark.slow
@pytest.mark.long
def test_a_build_to_be_shown_that_is_killed_leaves_no_process_behind(publication: Path) -> None:
    with running("serve", "--port", free_port(), "--workers", "2", cwd=publication) as run:
        assert wait_for(lambda: len(family(run.pid)) >= BUILDING - 1)  # so few need one
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
        assert wait_for(lambda: not family(run.pid), LIFE), family(run.pid)


# A task larger than a pipe holds is only half handed over when its reader is stopped.
HANDING_OVER = """
import os, signal, time
import click
from build_scripts import terminal
from build_scripts.work.pool import processes

@click.command()
def command():
    with processes(2, 8, at_once=True) as pool:
        pool.submit(len, b"").result()
        for _ in range(2):
            pool.submit(time.sleep, 60)
        held = os.dup(pool._call_queue._reader.fileno())  # as a process that is just starting does
        pool.submit(len, bytes(50_000_000))
        time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(60)

if __name__ == "__main__":
    terminal.run(command)
"""


@pytest.mark.slow
def test_a_command_that_is_stopped_while_it_hands_over_work_does_not_wait(tmp_path: Path) -> None:
    script = tmp_path / "command.py"
    script.write_text(HANDING_OVER, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, os.fspath(script)],
        env=os.environ | {"PYTHONPATH": os.fspath(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=50,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (143, "Stopped.\n")
