"""The last step of a build by itself, for tests that stop it: `python -m tests.last_step WHERE HOW`.

HOW is `exchanged`, as on a system that exchanges two names, or `renamed`, as on one that cannot.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from build_scripts.store import places

# Looked for when all is loaded, so that a test knows where the step begins.
BEGINS = "/the-last-step-begins"


def main() -> None:
    """Put `WHERE/finished` in the place of `WHERE/site`."""
    where, how = Path(sys.argv[1]), sys.argv[2]
    import ctypes

    ctypes.CDLL(None)  # loaded now, so that only the step itself comes after its beginning
    if how == "renamed":
        setattr(places, "exchanged", lambda one, other: False)  # noqa: B010  not its own name
    os.path.exists(BEGINS)  # noqa: PTH110  one call of the system
    places.put_right(where / "site")
    places.put_in_place(where / "finished", where / "site")


if __name__ == "__main__":
    main()
