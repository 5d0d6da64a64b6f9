"""Pygal without its own looks: bare SVG that our style sheet colors, with a title, a description and no script.

Our content policy allows neither styles nor scripts inside a page, and the tokens of the page are to color the picture
in light and dark. So everything that pygal adds for a picture that stands alone is taken out again.
"""

import sys
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import pygal  # type: ignore[import-untyped]
from markupsafe import Markup
from pygal.style import Style  # type: ignore[import-untyped]

# Pygal puts an import hook in for its map plugins, of which we have none. The hook knows no `find_spec`, so that every
# import that fails, such as of an optional part of some library, would end in a warning of Python's.
sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)]

WIDTH, HEIGHT = 400, 220
LABEL_SIZE = 14  # units; the style sheet prints labels at this size on a phone and smaller where the picture is larger
MANY = 30  # points; from then on they are drawn small
UNUSED = frozenset(("style", "script", "defs", "desc"))
BEHAVIOR = frozenset(("reactive", "tooltip-trigger"))
SETTINGS: dict[str, Any] = {
    "width": WIDTH,
    "height": HEIGHT,
    "margin": 4,
    "margin_top": 12,
    "margin_right": 8,
    "spacing": 6,
    "dots_size": 4,
    "disable_xml_declaration": True,
    "no_prefix": True,
    "js": (),
    "show_legend": False,
    "truncate_label": -1,
    "style": Style(label_font_size=LABEL_SIZE, major_label_font_size=LABEL_SIZE, value_font_size=LABEL_SIZE),
}


class Marked:
    """What our charts add to pygal's: intervals as plain strokes, a ribbon, a dashed level and single marks."""

    level: float | None = None
    ribbon: Sequence[tuple[float, float, float]] = ()  # x, low, high
    ticks: Sequence[float] = ()  # one value a bar

    svg: Any
    view: Any
    nodes: dict[str, Any]

    def _draw(self) -> None:
        """Pygal's hook in which everything is drawn; what it would add for a picture that stands alone is not made."""
        self.svg.add_styles = self.svg.add_scripts = _nothing
        super()._draw()  # type: ignore[misc]

    def _tooltip_data(self, node: Any, value: str, *_place: Any, **_words: Any) -> None:
        """Pygal's hook for what its script shows at a point; a title needs no script."""
        self.svg.node(node, "title").text = value

    def _confidence_interval(self, node: Any, x: float, y: float, value: float, metadata: dict[str, Any]) -> None:
        """Pygal's hook for an interval at a point; its own has caps that meet where the points are many."""
        if metadata and "ci" in metadata:
            low, high = (self.view.y(metadata["ci"][end]) for end in ("low", "high"))
            self.svg.node(node, "path", d=f"M{x:.1f} {low:.1f}V{high:.1f}", class_="interval")

    def _plot(self) -> None:
        if len(self.ribbon) > 1:
            upper = [self.view((x, high)) for x, _, high in self.ribbon]
            lower = [self.view((x, low)) for x, low, _ in reversed(self.ribbon)]
            corners = "L".join(f"{x:.1f} {y:.1f}" for x, y in (*upper, *lower))
            self.svg.node(self.nodes["plot"], "path", d=f"M{corners}Z", class_="ribbon")
        super()._plot()  # type: ignore[misc]
        for number, value in enumerate(self.ticks):
            width = self.view.width / len(self.ticks)
            self._dash((number + 0.12) * width, value, 0.76 * width)
        if self.level is not None:
            self._dash(0, self.level, self.view.width)

    def _dash(self, x: float, value: float, width: float) -> None:
        d = f"M{x:.1f} {self.view.y(value):.1f}h{width:.1f}"
        self.svg.node(self.nodes["overlay"], "path", d=d, class_="mark")


class Trend(Marked, pygal.Line):
    """Values in order."""


class Course(Marked, pygal.XY):
    """Values over time."""


class Bars(Marked, pygal.Bar):
    """A value for each of a few groups, on a line of their own where there is no axis."""

    def _plot(self) -> None:
        super()._plot()
        if not self.show_y_labels:
            self.svg.node(self.nodes["plot"], "path", d=f"M0 {self.view.y(0):.1f}h{self.view.width}", class_="base")


class Weeks(Bars):
    """A value for each of many weeks."""


def drawn(chart: Any, name: str, title: str, description: str) -> Markup:
    """The chart as SVG for a page. `name` tells its title from those of other pictures on the page."""
    chart.add_xml_filter(_bare(name, title, description))
    return Markup(chart.render(is_unicode=True))  # noqa: S704 - pygal escapes every text


def dots(count: int) -> dict[str, Any]:
    """Settings for so many points: many are drawn small."""
    return {"dots_size": 2.5} if count > MANY else {}


def spread(labels: Sequence[str]) -> dict[str, Any]:
    """Settings by which only the first and the last of many labels are printed."""
    first, last = labels[0], labels[-1] if len(labels) > 1 else ""
    between = [""] * (len(labels) - 2)
    shown = [first] if last in ("", first) else [first, last]
    return {
        "x_labels": [first, *between, last][: len(labels)],
        "x_labels_major": shown,
        "show_minor_x_labels": False,
    }


def _bare(name: str, title: str, description: str) -> Callable[[Element], Element]:
    """A filter of pygal's that leaves shapes and texts, and says what they show."""

    def clean(root: Element) -> Element:
        root[:] = [part for part in root if part.tag == "g"]
        _strip(root)
        root.attrib.pop("id", None)
        root.set("class", "plotted")
        root.set("role", "img")
        root.set("aria-labelledby", f"{name}-title {name}-description")
        for place, (tag, text) in enumerate((("title", title), ("desc", description))):
            said = Element(tag, id=f"{name}-{'title' if tag == 'title' else 'description'}")
            said.text = text
            root.insert(place, said)
        return root

    return clean


def _strip(node: Element) -> None:
    """Take out comments, backgrounds, titles of axes and what only pygal's script would use."""
    for child in list(node):
        if _is_unused(child) or (child.tag == "title" and node.get("class", "").endswith("guides")):
            node.remove(child)
        else:
            _strip(child)
    classes = [word for word in node.get("class", "").split() if word not in BEHAVIOR]
    node.attrib.pop("class", None)
    if classes:
        node.set("class", " ".join(classes))


def _is_unused(node: Element) -> bool:
    """Comments have a function as their tag."""
    return not isinstance(node.tag, str) or node.tag in UNUSED or node.get("class") in ("tooltip", "background")


def _nothing() -> None: ...
