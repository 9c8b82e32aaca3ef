"""A folder replaced in one step: the old one stands until the new one is complete."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # of fcntl.h and linux/fs.h


@contextmanager
def swap(path: Path) -> Iterator[Path]:
    """A new empty folder beside ``path``, to be filled; at the end of the ``with`` it is in its place.

    An error inside leaves what is at ``path``, and so does a kill. What a killed writer left is removed here;
    two writers of one path do not disturb each other, the later one wins.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    new = _beside(path, f"new-{os.getpid()}")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    try:
        yield new
        _sync(new)
        _put(new, path)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def recover(path: Path) -> None:
    """Bring back a folder whose writer was killed between two renames, where a system has no exchange."""
    old = _beside(path, "old")
    if old.is_dir() and not path.exists():
        old.rename(path)


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{what}")


def _sweep(path: Path) -> None:
    for left in path.parent.glob(f".{path.name}.new-*"):
        if not _runs(left.name.rpartition("-")[2]):
            shutil.rmtree(left, ignore_errors=True)
    if path.exists():
        shutil.rmtree(_beside(path, "old"), ignore_errors=True)


def _runs(process: str) -> bool:
    if sys.platform == "win32":  # where os.kill would end it
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError):
        return True
    return int(process) != os.getpid()


def _put(new: Path, path: Path) -> None:
    if not path.exists():
        new.rename(path)
    elif not _exchange(new, path):
        old = _beside(path, "old")
        path.rename(old)
        new.rename(path)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(new: Path, path: Path) -> bool:
    """Whether the two folders have changed places, as Linux does in one step (``renameat2``, rename(2))."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(path), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):  # a file system, or a kernel, that cannot
        return False
    raise OSError(code, os.strerror(code), str(path))


def _sync(folder: Path) -> None:
    """Have the files on the disk before the names point at them."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as opened:
                os.fsync(opened.fileno())
