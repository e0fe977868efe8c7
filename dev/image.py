"""Build the image of the Dockerfile without a daemon, and run web, worker and beat in it."""

import os
import re
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import django

from dev.base_image import provide_base, read_base
from dev.buildah import ISOLATION, Buildah, find_obstacle
from dev.container import RUNNING, SOCKETS, Container
from dev.image_servers import ImageServers, run_servers
from dev.index_settings import write_index_settings
from dev.progress import print_step
from dev.services import BASE_DIR, find_data_dir
from dev.signals import handle_stop_signals
from dev.sockets import find_free_port

IMAGE = "localhost/osma-registry"
HOST = "osma.example.ca"
SETTINGS = {
    "SITE_URL": f"https://{HOST}",
    "BEHIND_PROXY": "1",
    "EMAIL_URL": "file:///data/mail",
    "DEMO": "0",
}
STATIC_FILE = re.compile(r'(?:href|src)="(/static/[^"]+)"')
SECONDS_TO_ANSWER = 90


def main() -> None:
    handle_stop_signals()
    if obstacle := find_obstacle():
        sys.exit(obstacle)
    folder = find_data_dir() / "image"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    buildah = Buildah(folder)
    build_image(buildah)
    with run_servers(folder / "servers") as servers:
        try_image(buildah, folder, servers)


def build_image(buildah: Buildah) -> None:
    begun = time.monotonic()
    buildah.run("rm", "--all")  # the container of a run that was killed
    dockerfile = BASE_DIR / "Dockerfile"
    provide_base(buildah, read_base(dockerfile))
    print_step("Building the image of the Dockerfile")
    with tempfile.TemporaryDirectory(prefix="osma-build-") as folder:
        options = [*ISOLATION, "--pull-never", *write_index_settings(Path(folder))]
        buildah.run("build", *options, "--tag", IMAGE, str(BASE_DIR))
    buildah.run("rmi", "--prune")
    print(f"  in {time.monotonic() - begun:.0f} seconds")


def try_image(buildah: Buildah, folder: Path, servers: ImageServers) -> None:
    variables = SETTINGS | {"SECRET_KEY": secrets.token_urlsafe(50)}
    urls = servers.get_variables(SOCKETS)
    owner = {"DATABASE_OWNER_URL": urls.pop("DATABASE_OWNER_URL")}
    variables |= urls
    port = str(find_free_port())
    with Container(
        buildah, IMAGE, folder=folder, sockets=servers.sockets, port=port, variables=variables
    ) as container:
        print_step(f"Preparing the database as user {container.read_user()} of the image")
        container.run_once("migrate", variables | owner)
        container.run_once("reference", variables)
        container.start_all()
        check_pages(container.address)
        connect_database(variables | owner | servers.get_variables(servers.sockets))
        check_services(container)


def check_pages(address: str) -> None:
    """The static files too: the manifest and they were written by another user."""
    for path in ("/healthz/live", "/healthz/ready"):
        print(f"  {path}: {fetch(address, path).strip()}")
    found = STATIC_FILE.findall(fetch(address, "/en/sign-in/"))
    for path in found:
        fetch(address, path)
    if not found:
        sys.exit("The sign-in page names no static file.")
    print(f"  /en/sign-in/ with {len(found)} static files")


def fetch(address: str, path: str) -> str:
    """As the proxy in front hands a request on."""
    request = Request(address + path, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
    try:
        with urlopen(request, timeout=10) as answer:
            body: bytes = answer.read()
            return body.decode("utf-8", "replace")
    except URLError as problem:
        sys.exit(f"{path} does not answer: {problem}")


def connect_database(variables: dict[str, str]) -> None:
    """For this process, which reads there whether the worker is heard."""
    os.environ.update(variables, DJANGO_SETTINGS_MODULE="osma_registry.settings")
    django.setup()


def check_services(container: Container) -> None:
    print_step("Waiting until web, worker and beat are healthy, and the worker is heard twice")
    for name in RUNNING:
        wait_for(partial(container.is_healthy, name), f"{name} is not healthy", container)
        print(f"  {name} is healthy")
    wait_for(lambda: read_heartbeat() is not None, "The worker is not heard", container)
    first = read_heartbeat()
    wait_for(lambda: read_heartbeat() != first, "The worker is heard no more", container)
    print(f"  the worker was heard at {first:%X} and again at {read_heartbeat():%X}")
    container.require_running()


def read_heartbeat() -> datetime | None:
    """Left by the delivery that beat starts: beat, broker, worker and database all did their part."""
    from outbox.heartbeat import DELIVERY, last_heartbeat

    heartbeat = last_heartbeat(DELIVERY)
    return heartbeat.seen_at if heartbeat else None


def wait_for(is_done: Callable[[], bool], failure: str, container: Container) -> None:
    end = time.monotonic() + SECONDS_TO_ANSWER
    while not is_done():
        container.require_running()
        if time.monotonic() > end:
            sys.exit(f"{failure}: see {container.logs}")
        time.sleep(0.5)


if __name__ == "__main__":
    main()
