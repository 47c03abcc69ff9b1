"""A store whose key is lost makes room for a new one: it is set aside whole, and opens again if the key comes back."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

from fieldapp.data.database import connect
from fieldapp.data.opening import FILE


def set_aside(folder: Path) -> Path:
    """Renames database and files of the store in `folder`, which nobody has open; returns the database's new path."""
    path, stamp = folder / FILE, dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    aside = path.with_name(f"{path.stem}.locked-{stamp}{path.suffix}")
    path.rename(aside)
    for rest in ("-wal", "-shm"):
        path.with_name(f"{path.name}{rest}").unlink(missing_ok=True)  # empty since the checkpoint
    if (files := folder / "attachments").is_dir():
        files.rename(folder / f"attachments.locked-{stamp}")
    return aside
