"""Makes everything that belongs to one indicator: the checked rows, its page and its download.

A pure function of the indicator's folder, the shared files and the code, so that it can run in
any process and be kept from one build to the next.
"""

from __future__ import annotations

from build_scripts.checks.run import check_figures
from build_scripts.model.problems import stopping
from build_scripts.outputs import table as published
from build_scripts.pages.indicator import write_page
from build_scripts.pages.values import Made, Task
from build_scripts.statistics.series import assemble


def make(task: Task) -> Made:
    """Check one indicator and, if nothing stops publication, write its page and its download."""
    checked = check_figures(task.datasets, task.folder_name, task.indicator, task.shared)
    if stopping(checked.problems):
        return Made(task.folder_name, checked.count, checked.problems, None, None, None)
    entry = assemble(task.indicator, task.shared, checked.rows)
    csv = resource = None
    if task.indicator.has_figures:
        csv = published.published_csv(entry)
        resource = published.resource(task.indicator, task.shared, csv)
    page = write_page(entry, task.related, task.designs, csv)
    return Made(task.folder_name, checked.count, checked.problems, page, csv, resource)
