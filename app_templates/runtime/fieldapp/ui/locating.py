"""Asking the device where it is: once, on a tap, and never by itself.

The device's own service comes with the package flet-geolocator, which only an app with a location has. Without it the
answer is that this device can't tell, and the person types the place.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import importlib
import importlib.util
from typing import Any, Protocol

from fieldapp.fields.places import place
from fieldapp.formula.world import Record

PATIENCE = 20
"""Seconds that the device has for an answer."""


class NoPlace(Exception):
    """The device gave none. `key` names the text that says why and what to do."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Locator(Protocol):
    """What knows where the device is."""

    async def ask(self) -> Record:
        """Latitude, longitude, accuracy and the moment; raises `NoPlace`."""
        ...


class NoLocator:
    """For an app that was packed without the service."""

    async def ask(self) -> Record:
        raise NoPlace("place_missing")


class DeviceLocator:
    """The device's own service. Flet drops a service that nobody holds, so this holds it."""

    def __init__(self, module: Any) -> None:
        self._module = module
        self._service = module.Geolocator(
            configuration=module.GeolocatorConfiguration(accuracy=module.GeolocatorPositionAccuracy.BEST)
        )

    async def ask(self) -> Record:
        """Asks for permission first, where that wasn't given yet: people see why, since they have just tapped."""
        status = self._module.GeolocatorPermissionStatus
        try:
            if not await self._service.is_location_service_enabled():
                raise NoPlace("place_off")
            allowed = await self._service.get_permission_status()
            if allowed not in (status.ALWAYS, status.WHILE_IN_USE):
                allowed = await self._service.request_permission()
            if allowed not in (status.ALWAYS, status.WHILE_IN_USE):
                raise NoPlace("place_denied")
            found = await asyncio.wait_for(self._service.get_current_position(), PATIENCE)
            return place(found.latitude, found.longitude, found.accuracy or None, dt.datetime.now(dt.UTC))
        except (RuntimeError, TimeoutError, ValueError, TypeError) as error:
            raise NoPlace("place_failed") from error


def device_locator() -> Locator:
    """The device's service, loaded when a screen first needs it."""
    if importlib.util.find_spec("flet_geolocator") is None:
        return NoLocator()
    return DeviceLocator(importlib.import_module("flet_geolocator"))
