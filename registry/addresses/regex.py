"""Patterns on RE2: the time of a match grows with the text alone, whatever pattern staff have typed."""

from functools import lru_cache, partial
from timeit import repeat

import re2

from registry.addresses import errors as problems
from registry.addresses.errors import AddressError

_MAX_PROGRAM_BYTES = 1 << 20
_MAX_MATCH_SECONDS = 0.005  # a question tries a few dozen patterns, and may take 0.05 in all
# What stops an engine that tries every way to divide a text: long runs, with and without an end that
# fits nothing. As long as the longest handle.
_HOSTILE_TEXTS = tuple(
    (run * 100)[:99] + end for run in ("a", "1", "a.", "a-", "_", "aA1") for end in ("", "!")
)


@lru_cache(maxsize=2000)
def compiled(pattern: str, *, ignore_case: bool = False) -> re2._Regexp:
    """Raises AddressError for what RE2 does not know, such as look-ahead, and for what is too large."""
    options = re2.Options()
    options.case_sensitive = not ignore_case
    options.log_errors = False
    options.max_mem = _MAX_PROGRAM_BYTES
    try:
        return re2.compile(pattern, options)
    except (re2.error, UnicodeEncodeError) as error:
        raise AddressError(problems.BAD_PATTERN, pattern=pattern) from error


def is_slow(pattern: str) -> bool:
    """Whether one of the hostile texts takes longer than a question can spare."""
    # The least of three: another process may take the processor during one.
    return any(
        min(repeat(partial(compiled(pattern).fullmatch, text), number=1, repeat=3))
        > _MAX_MATCH_SECONDS
        for text in _HOSTILE_TEXTS
    )
