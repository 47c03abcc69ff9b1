"""What Flet needn't work out for each message and each event."""

import dataclasses

import flet as ft
from flet.controls import base_control
from flet.messaging.protocol import Message, MessageAction

from fieldapp.ui.shell import lean


class Loud:
    def __repr__(self):
        raise AssertionError("nobody reads the log of what is sent")


def test_a_message_is_named_without_looking_into_it():
    lean.make_lean()
    assert f"{Message(MessageAction.PATCH_CONTROL, Loud())}" == "Message(PATCH_CONTROL)"


def test_remembered_types_of_events_are_those_that_flet_finds():
    lean.make_lean()
    asks_itself = {**vars(base_control), "find": lean._event_type}  # names in types are looked up where Flet asks
    remembers = vars(base_control)["get_event_field_type"]
    for control in (ft.TextField("a"), ft.IconButton(ft.Icons.ADD), ft.Container(), ft.Chip("a"), ft.Semantics()):
        events = [
            field.name
            for field in dataclasses.fields(control)
            if field.name[:3] == "on_" and field.name[-5:] != "_text"
        ]
        assert events
        for name in events:
            found = eval("find(control, name)", asks_itself, {"control": control, "name": name})
            assert found is not None
            assert remembers(control, name) == remembers(control, name) == found
