"""What a council is set beside: areas and groups of areas, each with its names, style and notes.

A comparator is a value, and whoever compares, draws, tells or lists loops over them: another one is
another value. A group is known by the median of those of its areas that have a figure.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.model.reference import Area

# Styles of lines for named groups, in the order of the groups: with more lines than these, no
# reader could tell them apart.
GROUP_STYLES = ("group-1", "group-2", "group-3")


@dataclass(frozen=True)
class Members:
    """How the single areas of a group are shown, where they are shown one by one.

    Attributes:
        style: of their thin lines and of their marks, in `charts.styles`.
        called: one of them, in a table of all councils.
        in_files: one of them, in the rows of a chart.
        together: all of them, to begin a sentence.
        lines: what their thin lines are, to stand below a chart.
        marks: what their marks are, to stand below a chart.
    """

    style: str
    called: str
    in_files: str
    together: str
    lines: str
    marks: str


@dataclass(frozen=True)
class Comparator:
    """An area, or a group of areas, that a council is set beside.

    Attributes:
        id: `region`, `country`, `neighbours`, or what `portal.yml` calls a named group.
        areas: the one area, or those of the group, nearest first where there is such an order.
        is_group: whether its figure is a median.
        style: of its line, in `charts.styles`.
        name: as a bar or a text alternative calls its figure.
        label, short_label: as a line, a column or a list calls it, with much room and with little.
        called: as a sentence calls it; of a group, what its areas are called together.
        ranging: as the sentence about its lowest and highest figure calls its areas; only of groups.
        explained: who belongs to it, as a clause to stand below a table; only of groups.
        members: how its areas are shown one by one; None where they are not.
    """

    id: str
    areas: tuple[Area, ...]
    is_group: bool
    style: str
    name: str
    label: str
    short_label: str
    called: str
    ranging: str = ""
    explained: str = ""
    members: Members | None = None

    def spoken(self, counted: int) -> str:
        """As a sentence calls its figure.

        Args:
            counted: how many of its areas have a figure.
        """
        return f"the median of {counted} {self.called}" if self.is_group else self.called

    def heading(self, counted: int) -> str:
        """As its figure is called where it stands alone."""
        begun = self.called[0].upper() + self.called[1:]
        return f"{begun}, median of {counted}" if self.is_group else self.name


def single_area(comparator_id: str, area: Area, in_sentences: str = "") -> Comparator:
    """One area, such as the council's region; styled after its id.

    Args:
        comparator_id: `region` or `country`.
        area: the area.
        in_sentences: what sentences call it, if not by its name alone.
    """
    return Comparator(
        id=comparator_id,
        areas=(area,),
        is_group=False,
        style=comparator_id,
        name=area.name,
        label=area.name,
        short_label=area.name,
        called=in_sentences or area.name,
    )


def statistical_neighbours(areas: tuple[Area, ...], model: str) -> Comparator:
    """The councils most like the council by a national model.

    Args:
        areas: closest first.
        model: the version of the model.
    """
    return Comparator(
        id="neighbours",
        areas=areas,
        is_group=True,
        style="neighbours",
        name="Median of statistical neighbours",
        label="Neighbours’ median",
        short_label="Neighbours",
        called="statistical neighbours",
        ranging=f"neighbours (national model of {model})",
        explained=f"Neighbours are those of the national model of {model}",
        members=Members(
            style="neighbour",
            called="neighbour",
            in_files="statistical neighbour",
            together="Statistical neighbours",
            lines=f"Thin grey lines: the statistical neighbours (model of {model}), one line each.",
            marks="Triangles: the statistical neighbours.",
        ),
    )


def named_group(
    group_id: str, name: str, means: str, areas: tuple[Area, ...], style: str
) -> Comparator:
    """Any other group of areas.

    Args:
        group_id: its id.
        name: what its areas are called together, as inside a sentence: `metropolitan districts`.
        means: who they are, to follow `are`.
        areas: those of the group.
        style: one of `GROUP_STYLES`.
    """
    begun = name[0].upper() + name[1:]
    return Comparator(
        id=group_id,
        areas=areas,
        is_group=True,
        style=style,
        name=f"Median of {name}",
        label=f"Median of {name}",
        short_label=begun,
        called=name,
        ranging=name,
        explained=f"{begun} are {means}",
    )
