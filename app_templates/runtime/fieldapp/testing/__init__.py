"""Tests of an app drive it through here: `async with running(bundle, data) as app: await app.tap("Save")`."""

from fieldapp.testing.driver import Driver, NotOnScreen, running, showing

__all__ = ["Driver", "NotOnScreen", "running", "showing"]
