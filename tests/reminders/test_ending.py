import os
import signal
import subprocess
import sys

from notifications.tasks import run_for

ASKED_TO_END = """
import os, signal
import django
django.setup()
from notifications.tasks import run_for
with run_for(60) as going_on:
    os.kill(os.getpid(), signal.SIGTERM)
    print(going_on(), flush=True)
print("went on")
"""


def test_it_goes_on_until_its_time_is_over() -> None:
    with run_for(60) as going_on:
        assert going_on()
    with run_for(0) as going_on:
        assert not going_on()


def test_a_process_that_is_asked_to_end_finishes_first() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASKED_TO_END], capture_output=True, text=True, env=os.environ
    )
    assert done.stdout == "False\n"
    assert done.returncode == -signal.SIGTERM
