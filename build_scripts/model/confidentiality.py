"""What an indicator's YAML file says of how the children behind its figures are protected."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from build_scripts.model.entries import Flag, Whole
from build_scripts.model.texts import Address, Id, Model, Text, UnfitError

# Fewer counts than this are no protection at all: the hidden one would be known.
FEWEST = 2
# What each rule says and the others do not; what is needed of it, and what may be left out.
NEEDED: dict[str, tuple[str, ...]] = {
    "as_published": ("publisher", "permission", "says"),
    "own": (
        "smallest_shown",
        "zeros_shown",
        "rounded_to",
        "secondary",
        "fewest_possible",
        "agreed",
    ),
    "no_figures": ("says",),
}
OPTIONAL: dict[str, tuple[str, ...]] = {
    "as_published": ("zeros_shown", "also"),
    "own": ("also",),
    "no_figures": (),
}


class Confidentiality(Model):
    """The rule by which counts are withheld and rounded, and who made it.

    Attributes:
        rule: `as_published` (a national publisher's own), `own` (the council's, for figures of its
            own) or `no_figures` (there is nothing to protect yet).
        publisher: the id of the national publisher.
        permission: where its rule, or the licence to carry what it published, can be read.
        says: its rule in plain words; without figures, what would have to be withheld.
        smallest_shown: the smallest count above zero that may be printed.
        zeros_shown: whether a zero is always printed, so that a withheld count is at least one.
        rounded_to: the multiple that printed counts are rounded to, half up; 1 if they are exact.
        secondary: whether further counts may be withheld where a withheld one would follow; without
            that, whatever gives one away has to be mended in another way.
        fewest_possible: how many counts must remain possible for each that is hidden.
        agreed: who agreed to the rule, and when.
        also: what else is to be said to readers.
    """

    rule: Literal["as_published", "own", "no_figures"]
    publisher: Id = ""
    permission: Address | None = None
    says: Text = ""
    smallest_shown: Whole | None = None
    zeros_shown: Flag | None = None
    rounded_to: Whole | None = None
    secondary: Flag | None = None
    fewest_possible: Whole | None = None
    agreed: Text = ""
    also: Text = ""

    @model_validator(mode="after")
    def _as_its_rule_needs(self) -> Confidentiality:
        given = [key for key in self.model_fields_set if key != "rule"]
        needed, known = NEEDED[self.rule], (*NEEDED[self.rule], *OPTIONAL[self.rule])
        if missing := [key for key in needed if key not in given]:
            raise UnfitError(
                f"`rule: {self.rule}` without `{missing[0]}`", f"all of: {', '.join(needed)}"
            )
        if strange := sorted(set(given) - set(known)):
            raise UnfitError(
                f"`rule: {self.rule}` with `{strange[0]}`", f"only keys of it: {', '.join(known)}"
            )
        for key, smallest in (
            ("smallest_shown", 1),
            ("rounded_to", 1),
            ("fewest_possible", FEWEST),
        ):
            number = getattr(self, key)
            if number is not None and number < smallest:
                raise UnfitError(f"`{key}: {number}`", f"a whole number, {smallest} or more")
        return self

    @property
    def is_own(self) -> bool:
        """Whether the council answers for what is withheld."""
        return self.rule == "own"

    @property
    def wanted(self) -> int:
        """How many counts must remain possible for a hidden one."""
        return self.fewest_possible or FEWEST

    @property
    def lowest_hidden(self) -> int:
        """The lowest a withheld count can be, as far as the rule says."""
        return 1 if self.zeros_shown else 0
