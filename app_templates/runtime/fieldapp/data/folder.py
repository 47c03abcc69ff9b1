"""Where an app's records live on this device."""

from __future__ import annotations

import os
from pathlib import Path

from fieldapp.app.definition import AppDef


def data_folder(app: AppDef) -> Path:
    """Told by `FIELDAPP_DATA`, on a phone by Flet, else under the home folder by the app's id."""
    told = os.environ.get("FIELDAPP_DATA") or os.environ.get("FLET_APP_STORAGE_DATA")
    return Path(told) if told else Path.home() / ".local" / "share" / app.id
