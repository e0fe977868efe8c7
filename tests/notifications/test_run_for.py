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
with run_for(60) as has_time:
    os.kill(os.getpid(), signal.SIGTERM)
    print(has_time(), flush=True)
print("went on")
"""


def test_run_goes_on_until_its_time_is_over() -> None:
    with run_for(60) as has_time:
        assert has_time()
    with run_for(0) as has_time:
        assert not has_time()


def test_process_asked_to_end_finishes_its_run_first() -> None:
    process = subprocess.run(
        [sys.executable, "-c", ASKED_TO_END], capture_output=True, text=True, env=os.environ
    )
    assert process.stdout == "False\n"
    assert process.returncode == -signal.SIGTERM
