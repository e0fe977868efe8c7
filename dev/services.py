"""Start, stop or show the embedded PostgreSQL and Valkey: `python -m dev.services start`."""

import json
import os
import secrets
import shutil
import sys
import tempfile
from pathlib import Path

from dev import postgres, valkey

BASE_DIR = Path(__file__).resolve().parent.parent


class Services:
    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.state = data_dir / "services.json"
        self.variables = data_dir / "local.env"

    def start(self) -> bool:
        """Whether they were started: False if they ran already."""
        self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        server = postgres.embedded(self.data_dir)
        if self.running():
            return False
        self.stop()
        sockets = Path(tempfile.mkdtemp(prefix="osma-"))
        pid = valkey.start(self.data_dir, sockets / "valkey.sock")
        server.start(sockets)
        self.state.write_text(json.dumps({"sockets": str(sockets), "valkey": pid}))
        self.write_variables(sockets)
        return True

    def running(self) -> bool:
        known = self.known()
        return bool(known) and all(
            (Path(known["sockets"]) / name).exists() for name in ("valkey.sock", ".s.PGSQL.5432")
        ) and postgres.embedded(self.data_dir).running()

    def stop(self) -> None:
        postgres.embedded(self.data_dir).stop()
        if known := self.known():
            valkey.stop(known["valkey"])
            shutil.rmtree(known["sockets"], ignore_errors=True)
            self.state.unlink()

    def known(self) -> dict:
        return json.loads(self.state.read_text()) if self.state.exists() else {}

    def write_variables(self, sockets: Path) -> None:
        """What a shell on this machine needs, so that manage.py and pytest just work."""
        key = self.data_dir / "secret-key"
        if not key.exists():
            key.write_text(secrets.token_urlsafe(50))
            key.chmod(0o600)
        lines = {
            "DEMO": "1",
            "SECRET_KEY": key.read_text(),
            "SITE_URL": "http://localhost:8000",
            "EMAIL_URL": f"file://{self.data_dir}/mail",
            "REDIS_URL": f"redis+socket://{sockets}/valkey.sock",
            "DATABASE_URL": f"postgresql://{postgres.RUNTIME}@/{postgres.DATABASE}?host={sockets}",
            "DATABASE_OWNER_URL": f"postgresql://{postgres.OWNER}@/{postgres.DATABASE}?host={sockets}",
        }
        self.variables.write_text("".join(f"{name}={value}\n" for name, value in lines.items()))
        self.variables.chmod(0o600)


def main(word: str) -> None:
    data_dir = (BASE_DIR / os.environ.get("DATA_DIR", ".data")).resolve()
    services = Services(data_dir)
    if word == "start":
        services.start()
        print(services.variables.read_text(), end="")
    elif word == "stop":
        services.stop()
    else:
        print("running" if services.running() else "stopped")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "status")
