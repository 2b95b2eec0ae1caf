"""What the system refuses is said in a sentence; what may be a fault of ours is not."""

from __future__ import annotations

import errno
import os

import pytest

from build_scripts.store.surroundings import WORDS, described


@pytest.mark.parametrize("number", sorted(WORDS), ids=lambda number: errno.errorcode[number])
def test_what_the_system_refuses_is_a_sentence(number: int) -> None:
    words = described(OSError(number, os.strerror(number)))
    assert words is not None and words[0].isupper() and words.endswith(".")
    named = described(OSError(number, os.strerror(number), "/a/file"))
    assert named == f"/a/file: {words[0].lower()}{words[1:]}"


def test_of_two_files_the_one_that_is_written_is_named() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/from", None, "/to")
    assert described(full) == "/to: the disk is full."


@pytest.mark.parametrize(
    "error",
    [FileNotFoundError(errno.ENOENT, "no such file"), OSError(errno.EBADF, "bad"), OSError("odd")],
    ids=["not there", "a wrong number", "no number"],
)
def test_what_may_be_a_fault_of_ours_is_not_explained_away(error: OSError) -> None:
    assert described(error) is None
