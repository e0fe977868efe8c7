import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize("words", [(), ("--username", "root", "--email", "r@x.ca", "--no-input")])
def test_createsuperuser_refers_to_appoint_administrator(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match=r"manage\.py appoint_administrator USERNAME"):
        call_command("createsuperuser", *words)
