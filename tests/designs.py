"""The designs of charts, built once for all tests of one process: Altair takes its time over them."""

from __future__ import annotations

from build_scripts.charts.designs import all_designs

DESIGNS = all_designs()
