from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflow.documents import extension_points, lifecycle_svg, markdown, packages

DOCUMENTS = {
    "workflow.md": markdown.workflow_document,
    "roles.md": markdown.roles_document,
    "glossary.md": markdown.glossary_document,
    "lifecycle.svg": lifecycle_svg.lifecycle_svg,
    "architecture.md": packages.architecture_document,
    "packages.svg": packages.packages_svg,
    "extension-points.md": extension_points.extension_points_document,
}


class Command(BaseCommand):
    help = "Write the generated documents and pictures of docs/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when one is out of date")

    def handle(self, *, check: bool, **options: object) -> None:
        for name, write in DOCUMENTS.items():
            path = Path(settings.BASE_DIR) / "docs" / name
            text = write()
            if not check:
                path.write_text(text)
            elif not path.exists() or path.read_text() != text:
                raise CommandError(f"docs/{name} is out of date: run manage.py generate_docs.")
