"""Exchanges the names of two folders in one step, where the system has such a step.

Linux has had it since 3.15 as `renameat2` with RENAME_EXCHANGE, and its C library since glibc 2.28;
macOS since 10.12 as `renamex_np` with RENAME_SWAP. Not every file system takes part.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

# From linux/fcntl.h and linux/fs.h: "relative to the present folder", and "exchange the two".
AT_FDCWD = -100
RENAME_EXCHANGE = 1 << 1
# From sys/stdio.h of macOS.
RENAME_SWAP = 0x00000002
# What is answered where there is no such step, by the system or by the file system.
UNABLE = frozenset([errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM])


def exchanged(one: Path, other: Path) -> bool:
    """Give each of two folders the other's name, at one moment.

    Returns:
        False, with nothing changed, where the system cannot do it.

    Raises:
        OSError: it can, and did not, as where one of the two is not there.
    """
    import ctypes  # only here: not every build comes to its last step

    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        call = getattr(library, "renamex_np", None)
        words: tuple[object, ...] = (first, second, ctypes.c_uint(RENAME_SWAP))
    else:
        call = getattr(library, "renameat2", None)
        here = ctypes.c_int(AT_FDCWD)
        words = (here, first, here, second, ctypes.c_uint(RENAME_EXCHANGE))
    if call is None:
        return False
    if call(*words) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNABLE:
        return False
    raise OSError(number, os.strerror(number), os.fspath(one))
