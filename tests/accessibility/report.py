"""The result of a tour and of Lighthouse: a table to read, JSON to compare, pictures to look at."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tests.accessibility.lighthouse import MIN_SCORES, Reading
from tests.accessibility.measures import AT_320, AT_1280
from tests.accessibility.tour import Missed, Tour

MEASURES = sorted({measure.__name__ for measure in (*AT_1280, *AT_320)})


class Report:
    def __init__(self, tour: Tour, readings: list[Reading]) -> None:
        self.tour = tour
        self.readings = readings

    @property
    def failed(self) -> bool:
        return bool(self.tour.missed) or any(reading.missed for reading in self.readings)

    def table(self) -> str:
        return "\n".join([*self._measures(), "", *self._readings()])

    def write(self, folder: Path) -> None:
        (folder / "missed.txt").write_text("\n".join(map(_line, self.tour.missed)) + "\n")
        (folder / "results.json").write_text(json.dumps(self._as_json(), indent=1))
        (folder / "index.html").write_text("".join(_sheet(folder / "pictures")))

    def _measures(self) -> Iterator[str]:
        tour = self.tour
        yield f"{tour.opened} pages opened, {tour.alike} of them like one seen before"
        yield f"{'measure':12}{'missed':>8}  on pages"
        for name in MEASURES:
            found = [one for one in tour.missed if one.measure == name]
            pages = Counter(one.page for one in found)
            yield f"{name:12}{len(found):8}  {', '.join(sorted(pages))}"

    def _readings(self) -> Iterator[str]:
        yield f"{'Lighthouse':20}" + "".join(f"{name:>16}" for name in MIN_SCORES)
        for reading in self.readings:
            scores = "".join(f"{reading.scores[name]:16}" for name in MIN_SCORES)
            yield f"{reading.page:20}{scores}  {'; '.join(reading.faults if reading.missed else ())}"

    def _as_json(self) -> dict[str, object]:
        return {
            "pages": self.tour.opened,
            "missed": [asdict(one) for one in self.tour.missed],
            "lighthouse": [asdict(one) for one in self.readings],
        }


def _line(one: Missed) -> str:
    return f"{one.page} [{one.role}, {one.language}, {one.width}] {one.measure}: {one.what}"


SHEET = """<!doctype html><meta charset="utf-8"><title>Every page</title><style>
figure { display: inline-block; margin: 0.5em; inline-size: 15em; block-size: 22em; overflow: hidden }
img { inline-size: 15em }
</style>"""


def _sheet(pictures: Path) -> Iterator[str]:
    """All pictures side by side; each leads to the whole of it."""
    yield SHEET
    for file in sorted(pictures.glob("*.png")):
        picture = f'<img loading="lazy" alt="" src="pictures/{file.name}">'
        name = f"<figcaption>{file.stem}</figcaption>"
        yield f'<figure>{name}<a href="pictures/{file.name}">{picture}</a></figure>\n'
