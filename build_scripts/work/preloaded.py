"""What the fork server loads, once for all processes that it will start.

Loaded by its name, and nowhere else.
"""

from __future__ import annotations

from build_scripts.work.together import ask_the_system

ask_the_system()

import build_scripts.work.make  # noqa: E402, F401  after that, because it takes long
