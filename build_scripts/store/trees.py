"""How the files of a folder are written: only what changed, and nothing stale."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path


def digest(paths: Iterable[Path]) -> str:
    """A SHA-256 over the names and contents of files, in the order given."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        total.update(f"{path.name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def write_tree(root: Path, contents: Mapping[str, bytes]) -> None:
    """Make a folder hold exactly these files, touching only those that differ.

    Args:
        root: the folder; created if need be.
        contents: bytes by path relative to `root`, with forward slashes.
    """
    root.mkdir(parents=True, exist_ok=True)
    wanted = {root / name for name in contents}
    # What is stale goes first: a folder may stand where a file should, or a link lead elsewhere.
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted or path.is_symlink():
            path.unlink()
    for name, content in sorted(contents.items()):
        path = root / name
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
