"""The bundle: an app's declarations as sealed data, verified and read into frozen definitions."""

from __future__ import annotations

from fieldapp.bundle.read import load_bundle, read_bundle
from fieldapp.bundle.seal import SEAL, BundleRefused

__all__ = ["SEAL", "BundleRefused", "load_bundle", "read_bundle"]
