"""Walks through a page with the Tab key, and says of each stop whether a reader sees where they are."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

# Frames and whatever a stop opens may fade in; what is still wrong after this is wrong. Where much
# is wrong, there is no need to wait for each. A machine that is busy with other tests takes its time.
PATIENCE_MS = 5000
MANY = 5
# More stops than any page has: a walk that goes on for longer is caught in a trap.
ENOUGH = 600
# Two functions that answer for the page: `placeOf` for what has the focus, `stopsOf` for all that
# can be reached.
ANSWERS = """() => {
  const numbers = new Map();
  const numberOf = (element) => {
    if (!numbers.has(element)) numbers.set(element, numbers.size);
    return numbers.get(element);
  };
  const nameOf = (element) => {
    const words = element.ariaLabel || element.innerText || element.name || "";
    return `${element.localName} “${words.trim().replace(/\\s+/g, " ").slice(0, 50)}”`;
  };
  // The theme shows a label in place of each radio button that switches colours.
  const shownFor = (element) =>
    element.matches(".md-option") ? element.nextElementSibling : element;
  const inside = (x, y) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;

  const channels = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
    return [red, green, blue, alpha];
  };
  const behind = (x, y) => {
    const layers = document.elementsFromPoint(x, y)
      .map((element) => channels(getComputedStyle(element).backgroundColor)).reverse();
    return layers.reduce(
      (under, over) => under.map((part, i) => part + (over[i] - part) * over[3]), [255, 255, 255]
    );
  };
  // Relative luminance and contrast as WCAG 2.2 defines them.
  const luminance = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  const faultsOfFrame = (shown, box) => {
    const style = getComputedStyle(shown);
    const [width, offset] = [parseFloat(style.outlineWidth), parseFloat(style.outlineOffset)];
    if (style.outlineStyle === "none" || width < 2) return ["no frame"];
    const away = offset < 0 ? offset - 1 : offset + width + 1;
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const besides = [
      [x, box.top - away], [x, box.bottom + away], [box.left - away, y], [box.right + away, y],
    ].filter((point) => inside(...point));
    const frame = channels(style.outlineColor);
    const seen = besides.filter((point) => contrast(frame, behind(...point)) >= 3);
    return seen.length * 2 < besides.length ? [`a frame too pale: ${style.outlineColor}`] : [];
  };

  const faultsOfPlace = (shown, box) => {
    if (!shown.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })) {
      return ["invisible"];
    }
    const faults = [];
    const fits = box.width <= innerWidth && box.height <= innerHeight - 100;
    const corners = [[box.left + 1, box.top + 1], [box.right - 1, box.bottom - 1]];
    if (fits && !corners.every((corner) => inside(...corner))) faults.push("outside the window");
    // The middle and the sides of each line of it, as far as the window shows them.
    const points = [...shown.getClientRects()].flatMap((part) => {
      const [left, right] = [Math.max(part.left, 0) + 2, Math.min(part.right, innerWidth) - 2];
      const [top, bottom] = [Math.max(part.top, 0) + 2, Math.min(part.bottom, innerHeight) - 2];
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      if (left > right || top > bottom) return [];
      return [[x, y], [left, y], [right, y], [x, top], [x, bottom]];
    });
    const hits = points.map((point) => document.elementFromPoint(...point));
    const own = hits.filter((hit) => shown.contains(hit));
    if (!own.length || own.length * 2 < hits.length) {
      faults.push(`hidden by ${hits.filter((hit) => hit && !shown.contains(hit)).map(nameOf)[0]}`);
    }
    return faults;
  };

  window.placeOf = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const shown = shownFor(element);
    const box = shown.getBoundingClientRect();
    return {
      number: numberOf(element),
      name: nameOf(element),
      faults: [...faultsOfPlace(shown, box), ...faultsOfFrame(shown, box)],
    };
  };
  window.stopsOf = () =>
    [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
      // The button that leads back to the top comes and goes.
      .filter((element) => element.tabIndex >= 0 && !element.disabled && !element.matches(".md-top"))
      // Of radio buttons of one name only the chosen one is a stop, or the first if none is.
      .filter((element, _, all) => {
        if (element.type !== "radio") return true;
        const group = all.filter((other) => other.type === "radio" && other.name === element.name);
        return element === (group.find((other) => other.checked) ?? group[0]);
      })
      .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }))
      .map((element) => [numberOf(element), nameOf(element)]);
}"""


@dataclass(frozen=True)
class Walk:
    """What Tab reached, what it should have reached, and what was wrong on the way."""

    reached: list[str]
    missed: list[str]
    faults: list[str]


def walk(page: Page, key: str = "Tab") -> Walk:
    """Press a key until it leads out of the page, and look at each stop.

    Args:
        page: a loaded page nothing of which has the focus.
        key: `Tab`, or `Shift+Tab` to go backwards.

    Raises:
        AssertionError: a stop was reached twice, or the walk does not end.
    """
    page.evaluate(ANSWERS)
    reached: dict[int, str] = {}
    faults: list[str] = []
    for _ in range(ENOUGH):
        page.keyboard.press(key)
        place = page.evaluate("placeOf()")
        for _ in range(PATIENCE_MS // 50):
            if not (place and place["faults"]) or len(faults) > MANY:
                break
            page.wait_for_timeout(50)
            place = page.evaluate("placeOf()")
        if place is None:
            break
        assert place["number"] not in reached, f"a second time: {place['name']}"
        reached[place["number"]] = place["name"]
        faults += [f"{place['name']}: {fault}" for fault in place["faults"]]
    else:
        message = f"no way out after {ENOUGH} stops"
        raise AssertionError(message)
    there = page.evaluate("stopsOf()")
    missed = [name for number, name in there if number not in reached]
    return Walk(list(reached.values()), missed, faults)
