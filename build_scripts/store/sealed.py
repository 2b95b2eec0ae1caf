"""Files of our own that can be changed by others: sealed when written, checked when read.

The seal tells damage, and one file put in the place of another. It does not tell who made a file:
whoever may write to the folder can seal. So nothing that is read may be able to do anything but be
a value, and a site that matters is built where the folder was empty.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

# The first line of each, with the version of the format.
MARK = b"Kept by the portal between builds, format 1\n"
# How long that line and the next, the seal, are together.
HEAD = len(MARK) + 2 * hashlib.sha256().digest_size + 1
# More than any page with its files needs by far, and little enough to be read in no time.
MOST_BYTES = 64 << 20
# A link leads out of the folder, and a pipe would be waited for without end.
_AS_IT_STANDS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def seal(name: str, content: bytes) -> bytes:
    """What stands in a file that holds some content under a name."""
    return b"".join((_head(name, content), content))


def unseal(name: str, sealed: bytes) -> memoryview | None:
    """The content of a file; None if a byte of it, or its name, is another than was sealed."""
    content = memoryview(sealed)[HEAD:]
    return content if sealed[:HEAD] == _head(name, content) else None


def _head(name: str, content: bytes | memoryview) -> bytes:
    total = hashlib.sha256(f"{name}\0".encode())
    total.update(content)
    return MARK + total.hexdigest().encode() + b"\n"


def read_sealed(path: Path) -> memoryview | None:
    """What was sealed in a file; None if there is no such file, or another thing in its place."""
    try:
        file = os.open(path, os.O_RDONLY | _AS_IT_STANDS | _BINARY)
    except OSError:
        return None
    try:
        about = os.fstat(file)
        if not stat.S_ISREG(about.st_mode) or about.st_size > MOST_BYTES:
            return None
        with os.fdopen(file, "rb", closefd=False) as opened:
            return unseal(path.name, opened.read())
    except OSError:
        return None
    finally:
        os.close(file)


def write_sealed(path: Path, content: bytes) -> None:
    """Seal some content in a file, in place of any file, link or pipe that stands there.

    Nothing is written if it is too much to be read again, or if a folder stands there that is not
    empty: it is not ours to delete.
    """
    sealed = seal(path.name, content)
    unfinished = path.with_name(f"{path.name}.part")
    if len(sealed) > MOST_BYTES or not (_made_free(path.parent) and remove(unfinished)):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with unfinished.open("xb") as file:  # only where nothing stands, so never through a link
        file.write(sealed)
    if is_folder(path) and not remove(path):
        unfinished.unlink()
    else:
        unfinished.replace(path)


def remove(path: Path) -> bool:
    """Delete a file, a link or an empty folder, and nothing beyond it.

    Returns:
        Whether nothing stands there now.
    """
    try:
        if is_folder(path):
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def is_folder(path: Path) -> bool:
    """Whether a folder stands there; a link to one is none."""
    return path.is_dir() and not path.is_symlink()


def _made_free(folder: Path) -> bool:
    """Whether a folder stands there or can be made, once what is none has been taken away."""
    return is_folder(folder) or remove(folder)
