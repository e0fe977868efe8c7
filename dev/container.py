"""Run the services of docker-compose.yml in one container of the image, as the image's own user."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import yaml

from dev.buildah import ISOLATION, Buildah
from dev.processes import Processes
from dev.progress import run_quietly
from dev.services import BASE_DIR

SERVICES = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())["services"]
RUNNING = ("web", "worker", "beat")
SOCKETS, FILES = Path("/sockets"), Path("/data")


class Container(Processes):
    def __init__(
        self,
        buildah: Buildah,
        image: str,
        *,
        folder: Path,
        sockets: Path,
        port: str,
        variables: Mapping[str, str],
    ) -> None:
        super().__init__(folder / "logs", port)
        self.buildah = buildah
        self.container = buildah.read("from", "--pull-never", image)
        self.files = folder / "files"
        self.mounts = {sockets: SOCKETS, self.files: FILES}
        self.program = self.get_run_command(variables)
        self.commands = {name: self.get_command(name) for name in RUNNING}

    def __enter__(self) -> "Container":
        super().__enter__()
        shutil.rmtree(self.files, ignore_errors=True)
        self.files.mkdir(mode=0o700)
        # As a new volume would get it: the owner of the folder in the image.
        shutil.chown(self.files, self.read_user())
        return self

    def __exit__(self, *problem: object) -> None:
        super().__exit__(*problem)
        self.buildah.run("rm", self.container)

    def get_run_command(self, variables: Mapping[str, str]) -> list[str]:
        volumes = [f"--volume={source}:{target}" for source, target in self.mounts.items()]
        environment = [f"--env={name}={value}" for name, value in variables.items()]
        options = [*ISOLATION, "--cap-drop=ALL", *volumes, *environment]
        return [*self.buildah.command, "run", *options, self.container, "--"]

    def get_command(self, name: str) -> list[str]:
        """The network is the machine's own, where the usual port may be in use."""
        port = self.address.rpartition(":")[2]
        command = SERVICES[name]["command"]
        return [f"127.0.0.1:{port}" if word == "0.0.0.0:8000" else word for word in command]

    def read_user(self) -> int:
        words = ("run", *ISOLATION, self.container, "--", "id", "-u")
        return int(self.buildah.read(*words))

    def run_once(self, name: str, variables: Mapping[str, str]) -> None:
        run_quietly([*self.get_run_command(variables), *SERVICES[name]["command"]])

    def is_healthy(self, name: str) -> bool:
        """As compose would ask, except that the probe needs to know the port."""
        kind, *words = SERVICES[name]["healthcheck"]["test"]
        command = ["sh", "-c", words[0].replace("$$", "$")] if kind == "CMD-SHELL" else words
        port = [self.address.rpartition(":")[2]] if name == "web" else []
        asked = subprocess.run([*self.program, *command, *port], capture_output=True)
        return asked.returncode == 0
