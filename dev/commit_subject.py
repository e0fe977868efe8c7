"""The commit-msg hook: a subject that is cut off in lists and mails says half of what was done."""

import sys
from pathlib import Path

LONGEST = 72


def read_subject(message: str) -> str:
    lines = (line.strip() for line in message.splitlines())
    return next((line for line in lines if line and not line.startswith("#")), "")


def main(file: str) -> None:
    subject = read_subject(Path(file).read_text(encoding="utf-8"))
    if len(subject) > LONGEST:
        sys.exit(
            f"The subject has {len(subject)} characters, and may have {LONGEST}:\n"
            f"  {subject[:LONGEST]}|{subject[LONGEST:]}\n"
            "Say the rest below it, after an empty line."
        )


if __name__ == "__main__":
    main(sys.argv[1])
