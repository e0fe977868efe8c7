"""What French typography asks for, as far as a pattern can see it."""

import re

_SLIPS = re.compile(r"(?<!\u00a0)[:;?!»%]|«(?!\u00a0)|['\"]|\u00a0\u00a0| \u00a0|\u00a0 ")


def slips(text: str) -> list[str]:
    return [text[max(0, m.start() - 10) : m.end() + 5] for m in _SLIPS.finditer(text)]
