"""A visitor without a mouse, who must see at each key where the focus is."""

from typing import Any

from playwright.sync_api import Locator

from tests.journeys.visitor import Visitor, Words, spaced

MAX_KEYS = 300  # there and around the whole page
FOCUS = """
(target) => {
  const active = document.activeElement;
  if (active === document.body) return { there: false };
  const { outlineStyle, outlineWidth } = getComputedStyle(active);
  const box = active.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const dial = ["date", "time"].includes(active.type) && !active.matches(":focus-visible");
  const ring = dial || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2); // it rings its own button
  const group = target.type === "radio" && active.type === "radio" && active.name === target.name;
  return {
    there: active === target || group,
    seen: inside && ring,
    what: active.outerHTML.slice(0, 120),
  };
}
"""

KEPT = "document.activeElement !== document.body"


class KeyboardVisitor(Visitor):
    def fill(self, label: Words, value: object) -> None:
        field = self.field(label)
        self.reach(field)
        self.page.keyboard.press("Control+a")
        if field.get_attribute("type") == "time":
            self.page.keyboard.type(_on_a_dial(str(value)))
        else:
            self.page.keyboard.insert_text(str(value))

    def choose(self, label: Words, option: Words) -> None:
        field = self.field(label)
        self.reach(field)
        wanted = spaced(self.said(option))
        self.page.keyboard.press("Home")
        for _ in range(field.get_by_role("option").count()):
            if spaced(field.evaluate("it => it.selectedOptions[0].text")).startswith(wanted):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no option {wanted}")

    def check(self, box: Locator) -> None:
        self.reach(box)
        if box.get_attribute("type") == "radio":
            self._turn(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")

    def reach(self, target: Locator) -> None:
        """By the tabulator alone, and never out of sight."""
        for _ in range(MAX_KEYS):
            if self._focus(target)["there"]:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no key leads to {target} on {self.address}")

    def _focus(self, target: Locator) -> dict[str, Any]:
        focus: dict[str, Any] = target.evaluate(FOCUS)
        assert focus.get("seen", True), f"{self.address}: focus unseen on {focus['what']}"
        return focus

    def _turn(self, button: Locator) -> None:
        """Through the buttons of a group, each of which the arrow takes."""
        for _ in range(MAX_KEYS):
            if button.evaluate("it => it === document.activeElement"):
                return
            self.page.keyboard.press("ArrowDown")

    def _hit(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def _stay(self, target: Locator) -> None:
        super()._stay(target)
        assert self.page.evaluate(KEPT), f"{self.address}: the focus is lost"


def _on_a_dial(time: str) -> str:
    """As a field for a time takes it in Canadian English."""
    hours, minutes = map(int, time.split(":"))
    return f"{hours % 12 or 12:02}{minutes:02}{'AM' if hours < 12 else 'PM'}"
