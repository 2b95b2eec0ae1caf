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
        """What is made on the way, and kept from build to build."""
        return self.root / "build"

    def work_folder(self, out: Path) -> Path:
        """Where a build into a place keeps what it makes on the way.

        Beside the place, so that builds into different places do not disturb each other.
        """
        return self.build if out == self.site else out.with_name(f"{out.name}.build")


def repository(here: Path) -> Repository:
    """The repository that somebody means.

    Args:
        here: the folder they are in.

    Returns:
        The nearest one at or above the folder. Failing that, the one that holds the package, and
        for a package that was installed away from any, the folder itself.
    """
    for folder in (here, *here.parents, PACKAGE.parent):
        found = Repository(folder)
        if found.mkdocs_file.is_file() and found.site_src.is_dir():
            return found
    return Repository(here)
