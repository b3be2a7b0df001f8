"""What can go wrong with a store as a whole; what is wrong with one document is a failure, not an error."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from nlp.errors import YusuanError

#: What the system says of a target → what a user can do about it. The run goes on where it stopped.
_ADVICE: Final[dict[int, tuple[str, str]]] = {
    errno.ENOSPC: ("磁盘已满，请腾出空间", "the disk is full; free some space"),
    errno.EDQUOT: ("磁盘配额已用完，请腾出空间", "the disk quota is used up; free some space"),
    errno.EROFS: ("目标是只读的，请换一个位置", "the target is read-only; choose another place"),
    errno.EACCES: ("没有写入权限，请换一个位置", "no permission to write there; choose another place"),
    errno.EPERM: ("没有写入权限，请换一个位置", "no permission to write there; choose another place"),
}


class StoreError(YusuanError):
    """A store that can't be written or read, or a command that doesn't fit it."""


class UnavailableError(YusuanError):
    """A file that could not be read now and may be readable later: such a failure is not kept."""


@contextmanager
def store_errors(store: Path) -> Iterator[None]:
    """Turn what the system refuses inside into a StoreError that says how to go on."""
    try:
        yield
    except OSError as error:
        # Arrow raises a bare OSError with the system's sentence where a write was cut off.
        code = error.errno or (errno.ENOSPC if "No space left" in str(error) else 0)
        reason = error.strerror or str(error)
        zh, en = _ADVICE.get(code, (f"{reason}，请排除后", f"{reason}; remove the cause"))
        raise StoreError(
            f"无法写入 {store}：{zh}，再运行同一命令即可继续，已完成的不会重做。",
            f"cannot write {store}: {en} and run the same command again; what is finished stays",
        ) from error
