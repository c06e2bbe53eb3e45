"""A program that is asked to end does so in order, by whatever signal."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from windows import run, settings

from sprite_studio.cli.common import until_interrupted
from sprite_studio.signals import Ended, end, on_ending

ENDINGS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """What started the tests may have all of them ignore a signal, as `nohup` does."""
    before = {number: signal.getsignal(number) for number in ENDINGS}
    for number, handler in before.items():
        if handler is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


COMMAND = """
import argparse, sys
from pathlib import Path
from sprite_studio.atomic_write import atomic_write
from sprite_studio.cli.main import run_command

def write(part):
    print("half", file=part.open("w"), flush=True)
    print("writing", flush=True)
    sys.stdin.read()

sys.exit(run_command(argparse.Namespace(run=lambda _: atomic_write(Path(sys.argv[1]), write))))
"""


@pytest.mark.parametrize("number", ENDINGS)
def test_a_command_that_is_asked_to_end_leaves_nothing_half_written(number, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("old")
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert errors == "sprite-studio: stopped\n"
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_text() == "old"


@pytest.mark.parametrize("number", ENDINGS)
def test_the_step_in_hand_is_ended_and_the_job_closed(number):
    done = []

    def job():
        try:
            for step in range(9):
                signal.raise_signal(number)
                signal.raise_signal(number)  # a second one changes nothing
                done.append(step)
                yield step
        finally:
            done.append("closed")

    before = signal.getsignal(number)
    with pytest.raises(Ended) as caught:
        list(until_interrupted(job()))
    assert caught.value.number == number
    assert done == [0, "closed"]
    assert signal.getsignal(number) is before


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no SIGHUP")
def test_under_nohup_a_closed_terminal_ends_nothing():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    went_on = False
    try:
        with on_ending(end):
            signal.raise_signal(signal.SIGHUP)
            went_on = True
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
    assert went_on


@pytest.mark.skipif(os.name != "posix", reason="Windows sends no signals")
@pytest.mark.parametrize("names", [("SIGINT",), ("SIGTERM",), ("SIGHUP",), ("SIGINT",) * 3])
def test_a_signal_closes_it_in_order(names, tmp_path):
    script = f"""
import os, signal

def at_start(window):
    window.create_page.mixer.set_mix({{"food": 0.5}})
    for name in {names}:
        QTimer.singleShot(0, lambda n=getattr(signal, name): os.kill(os.getpid(), n))
"""
    done = run(script, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert settings(tmp_path)["drawing"]["mix"] == {"food": 0.5}


@pytest.mark.skipif(os.name != "posix", reason="Windows sends no signals")
def test_a_signal_closes_it_while_a_dialog_is_open(tmp_path):
    script = """
import os, signal

def at_start(window):
    QTimer.singleShot(0, window.actions_.about.trigger)
    when(app.QApplication.activeModalWidget, lambda: os.kill(os.getpid(), signal.SIGTERM))
"""
    done = run(script, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
