"""Brings what older releases stored up to today's, release by release: tables, drafts, deleted records."""

from fieldapp.data.migration.steps import migrate

__all__ = ["migrate"]
