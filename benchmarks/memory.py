"""The most memory this process has held since it was last asked."""

from pathlib import Path

PROCESS = Path("/proc/self")


def forget_peak() -> None:
    (PROCESS / "clear_refs").write_text("5")


def peak_megabytes() -> float:
    lines = (PROCESS / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
