"""Whether people may take records out of the app."""

from __future__ import annotations

from fieldapp.data.export import csv_files
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository


def export_table(repository: Repository, table: str) -> dict[str, str]:
    """CSV texts of the table and its lines by name, see `csv_files`.

    Raises `DataProblem` unless the policy says `export: true`: silence is a no.
    """
    if repository.app.policy.get("export") is not True:
        raise DataProblem("not_allowed")
    return csv_files(repository, table)
