class Options:
    case_sensitive: bool
    log_errors: bool
    max_mem: int  # bytes

class error(Exception): ...

class _Match:
    def group(self, name: str) -> str | None: ...

class _Regexp:
    def fullmatch(self, text: str) -> _Match | None: ...

def compile(pattern: str, options: Options = ...) -> _Regexp: ...  # noqa: A001
def escape(pattern: str) -> str: ...
