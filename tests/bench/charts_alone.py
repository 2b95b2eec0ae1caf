"""Makes every page of a datasets folder and says how long Altair and vl-convert took; prints JSON.

Python's own profiler counts the calls into vl-convert and their seconds, so that no function has to
be replaced by one that measures. It slows down our code, which is left out, and not vl-convert.
The libraries are loaded here and not at the top, because loading them is part of what is measured.
"""

from __future__ import annotations

import json
import sys
import time
from cProfile import Profile
from pathlib import Path


def main(datasets: Path) -> None:
    """Print the seconds of loading, designing and drawing, and the number of drawings."""
    began = time.perf_counter()
    import altair  # noqa: F401  loaded to be measured
    import vl_convert  # noqa: F401  loaded to be measured

    spent, count = time.perf_counter() - began, 0
    from build_scripts.charts import designs, explorer
    from tests import making

    began = time.perf_counter()
    designs.all_designs()
    explorer.files()
    spent += time.perf_counter() - began
    profile = Profile()
    profile.runcall(making.fragments, datasets)
    for called in profile.getstats():
        # Functions that are not written in Python stand there by name: `<built-in method ...>`.
        if isinstance(called.code, str) and "vl_convert" in called.code:
            spent, count = spent + called.totaltime, count + called.callcount
    assert count, "the profiler saw no call into vl-convert"
    print(json.dumps({"seconds": spent, "charts": count}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
