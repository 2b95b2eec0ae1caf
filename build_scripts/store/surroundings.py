"""What is wrong with a machine, a disk or a command, and not with the data: said in one line.

Whoever finds such a thing raises `SurroundingsError`; the command line shows it and ends with 2.
"""

from __future__ import annotations

import errno

# What the system says when a disk, a permission or a limit stands in the way. A file that is not
# there (ENOENT) is not among them: it may as well be a fault of ours.
WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "no more may be written to this disk: the quota is used up",
    errno.EFBIG: "the file would be larger than this system allows",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "there is no permission",
    errno.EPERM: "there is no permission",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENOTDIR: "a file stands where a folder should",
    errno.EISDIR: "a folder stands where a file should",
    errno.EEXIST: "something else stands there",
    errno.ENOTEMPTY: "something else was put there meanwhile",
    errno.ELOOP: "a link leads to itself",
    errno.EIO: "the disk cannot be read or written",
    errno.ENOMEM: "there is not enough memory",
    errno.EAGAIN: "the system allows no further process",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.EBUSY: "another program uses it",
    errno.ETXTBSY: "another program uses it",
    errno.ENOLCK: "this disk allows no locks",
    errno.ESTALE: "the disk is no longer there",
    errno.ENXIO: "the disk is no longer there",
    errno.ENODEV: "the disk is no longer there",
}


class SurroundingsError(Exception):
    """Something around the program does not allow what was asked for; one sentence or two."""


def described(error: OSError) -> str | None:
    """What the system would not do, as a sentence.

    Returns:
        None if the error says nothing of the surroundings, so that it is a fault of ours.
    """
    words = WORDS.get(error.errno or 0)
    if words is None:
        return None
    # Of two names, as when a file is copied, the second is the one that is written.
    name = error.filename if error.filename2 is None else error.filename2
    return f"{words[0].upper()}{words[1:]}." if name is None else f"{name}: {words}."
