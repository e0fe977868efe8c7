from pathlib import Path

from dev.dead_code import names_in_code, names_in_templates

SOURCE = """
ordering = ["-sort_name", "person__email"]
note = "A sentence names nothing."
class Size(models.TextChoices):
    SMALL = "s"
"""


def test_names_in_templates_count_as_used() -> None:
    assert "days_left" in set(names_in_templates())


def test_columns_in_strings_and_members_of_choices_count_as_used(tmp_path: Path) -> None:
    source = tmp_path / "source.py"
    source.write_text(SOURCE)
    assert set(names_in_code([source])) == {"sort_name", "person", "email", "s", "SMALL"}
