"""Where everything lies: what comes with the package, and what people write beside it.

The templates and help texts lie in the package. Everything else is found from one folder, the
repository of a publication, which whoever calls may name.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
TEMPLATES = PACKAGE / "templates"
HELP = PACKAGE / "help"

INDICATOR_YAML = "indicator.yml"
PORTAL_FILE = "portal.yml"
SHARED = "_shared"


@dataclass(frozen=True)
class Repository:
    """A publication: what people write, and where what is made of it goes.

    Attributes:
        root: the folder that holds `datasets/`, `site_src/` and `mkdocs.yml`.
    """

    root: Path

    @property
    def datasets(self) -> Path:
        """What staff write."""
        return self.root / "datasets"

    @property
    def site_src(self) -> Path:
        """Pages and assets written by hand."""
        return self.root / "site_src"

    @property
    def mkdocs_file(self) -> Path:
        """The hand-written settings of the site generator."""
        return self.root / "mkdocs.yml"

    @property
    def site(self) -> Path:
        """Where the site goes unless another place is named."""
        return self.root / "site"

    @property
    def build(self) -> Path:
        """For what is made on the way, by builds, tests and people."""
        return self.root / "build"

    @property
    def work(self) -> Path:
        """Where a build makes the site, and keeps what the next can use: a folder of its own."""
        return self.build / "work"

    @property
    def checked(self) -> Path:
        """Where a check keeps what takes long to find out."""
        return self.build / "checked"

    @property
    def is_publication(self) -> bool:
        """Whether there is one in the folder."""
        return self.mkdocs_file.is_file() and self.site_src.is_dir()


def work_folder(out: Path) -> Path:
    """Where a build into a place keeps what it makes on the way.

    It follows from the place alone, so that two builds into one place share it wherever they were
    started, and two into different places never do.

    Args:
        out: the place, as a path without links.
    """
    around = Repository(out.parent)
    if out == around.site and around.is_publication:
        return around.work
    return out.with_name(f"{out.name}.build")


def repository(here: Path) -> Repository:
    """The repository that somebody means.

    Args:
        here: the folder they are in.

    Returns:
        The nearest one at or above the folder. Failing that, the one that holds the package, and
        for a package that was installed away from any, the folder itself.
    """
    for folder in (here, *here.parents, PACKAGE.parent):
        if (found := Repository(folder)).is_publication:
            return found
    return Repository(here)
