"""Whether hidden counts can be worked out from what is printed, and what else to hide.

In the terms of the field: the disclosure audit of published tables with cells suppressed, and
secondary suppression. `system` holds counts and what is known of them together, `solving` finds
how many whole counts remain possible for a hidden one, `protecting` finds what else would have to
be hidden.
"""

__all__ = ["audit", "cells", "values"]
