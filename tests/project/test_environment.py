from pathlib import Path

import pytest

from osma_registry.environment import Environment, Misconfigured


def environment(tmp_path: Path, **variables: str) -> Environment:
    return Environment(tmp_path, {"DATA_DIR": str(tmp_path), **variables})


def test_missing_variable_is_named_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"REDIS_URL is not set: redis://host"):
        environment(tmp_path).text("REDIS_URL", hint="redis://host")


def test_environment_overrides_the_file(tmp_path: Path) -> None:
    (tmp_path / "local.env").write_text("# ours\nONE=file\nTWO=a=b\n")
    read = environment(tmp_path, ONE="process")
    assert (read.text("ONE"), read.text("TWO")) == ("process", "a=b")


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("true", True), ("0", False), ("", False)]
)
def test_flag_is_0_or_1(tmp_path: Path, value: str, meant: bool) -> None:
    assert environment(tmp_path, DEMO=value).flag("DEMO") is meant


def test_flag_that_is_neither_0_nor_1_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="DEMO must be 0 or 1"):
        environment(tmp_path, DEMO="yes").flag("DEMO")


def test_words_are_separated_by_commas_or_spaces(tmp_path: Path) -> None:
    assert environment(tmp_path, HOSTS="a, b c").words("HOSTS") == ["a", "b", "c"]


@pytest.mark.parametrize(
    "address", ["osma.example.ca", "ftp://host", "https://", "http://host/path"]
)
def test_site_without_scheme_and_host_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(Misconfigured, match="must look like"):
        environment(tmp_path, SITE_URL=address).site("SITE_URL")


def test_database_url_is_read_with_its_options(tmp_path: Path) -> None:
    address = "postgresql://osma_app:p%40ss@db:5433/osma?sslmode=verify-full"
    assert environment(tmp_path, DATABASE_URL=address).database("DATABASE_URL") == {
        "user": "osma_app",
        "password": "p@ss",
        "host": "db",
        "port": "5433",
        "dbname": "osma",
        "sslmode": "verify-full",
    }


@pytest.mark.parametrize(
    "address", ["mysql://a@b/c", "postgresql://host/osma", "postgresql://a@host"]
)
def test_database_url_without_role_or_name_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(Misconfigured, match="DATABASE_URL must"):
        environment(tmp_path, DATABASE_URL=address).database("DATABASE_URL")


def test_owner_of_the_database_is_optional(tmp_path: Path) -> None:
    assert environment(tmp_path).database("DATABASE_OWNER_URL", optional=True) == {}


def test_mail_url_names_a_server_with_starttls(tmp_path: Path) -> None:
    address = "smtp://me%40host:secret@mail:587?tls=starttls"
    mail = environment(tmp_path, EMAIL_URL=address).mail("EMAIL_URL")
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == ("mail", 587)
    assert (mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]) == ("me@host", "secret")
    assert (mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (True, False)


def test_mail_url_names_a_server_with_tls(tmp_path: Path) -> None:
    mail = environment(tmp_path, EMAIL_URL="smtps://me:secret@mail").mail("EMAIL_URL")
    assert (mail["EMAIL_PORT"], mail["EMAIL_USE_SSL"], mail["EMAIL_USE_TLS"]) == (465, True, False)


@pytest.mark.parametrize(
    "address",
    [
        "smtp://mail?tls=true",
        "smtp://mail?tls",
        "smtp://mail?tls=starttls&tls=off",
        "smtp://mail?tls=starttls&timeout=5",
        "smtp://mail?ssl=starttls",
        "smtps://mail?tls=starttls",
        "console:?tls=starttls",
        "file:///var/mail/out?tls=starttls",
    ],
)
def test_mail_url_with_another_option_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(Misconfigured, match=r"EMAIL_URL may end in \?tls=starttls"):
        environment(tmp_path, EMAIL_URL=address).mail("EMAIL_URL")


@pytest.mark.parametrize("host", ["mail", "mail:587", "localhost"])
def test_mail_url_with_a_password_and_no_tls_is_refused(tmp_path: Path, host: str) -> None:
    with pytest.raises(Misconfigured, match="EMAIL_URL has a password and no TLS") as ended:
        environment(tmp_path, EMAIL_URL=f"smtp://me:secret@{host}").mail("EMAIL_URL")
    assert "secret" not in str(ended.value)


@pytest.mark.parametrize(
    "address",
    [
        "smtp://me:se#cret@mail?tls=starttls",
        "smtp://me:se/cret@mail",
        "smtp://me:se℀cret@mail?tls=starttls",
        "smtp://mail:port",
        "smtp://",
    ],
)
def test_mail_url_that_cannot_be_parsed_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(Misconfigured, match="EMAIL_URL must look like smtp://user") as ended:
        environment(tmp_path, EMAIL_URL=address).mail("EMAIL_URL")
    assert "cret" not in str(ended.value)


def test_mail_url_names_a_folder(tmp_path: Path) -> None:
    mail = environment(tmp_path, EMAIL_URL="file:///var/mail/out").mail("EMAIL_URL")
    assert mail["EMAIL_FILE_PATH"] == "/var/mail/out"


def test_mail_url_with_another_scheme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="EMAIL_URL must begin with"):
        environment(tmp_path, EMAIL_URL="http://host").mail("EMAIL_URL")


def test_secret_key_of_the_shortest_length_is_accepted(tmp_path: Path) -> None:
    assert environment(tmp_path, SECRET_KEY="x").secret("SECRET_KEY", shortest=1) == "x"


def test_shorter_secret_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="SECRET_KEY must have 50 or more") as ended:
        environment(tmp_path, SECRET_KEY="k" * 49).secret("SECRET_KEY", shortest=50)
    assert "kkk" not in str(ended.value)
