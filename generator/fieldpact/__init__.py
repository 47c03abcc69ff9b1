"""Fieldpact: a YAML spec from Sales Ops becomes a governed Flet app for phones and desktops."""

__version__ = "0.1.0"
