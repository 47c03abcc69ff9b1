"""Golden folders: `python -m tests.goldens` writes what each spec under tests/cases becomes.

A case is a folder with a `spec.yaml` and the files it names. Beside them stand `findings.txt`, as `fieldpact check`
prints them, and, where there are no errors, `model.json` and the `bundle/` with its seal. Read the difference that a
run makes before you commit it.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from click.testing import CliRunner

from fieldpact.cli import main as fieldpact
from fieldpact.model.dump import dump
from fieldpact.pipeline import check, render_bundle_of
from fieldpact.render.jsons import to_json

CASES = Path(__file__).parent / "cases"


def cases() -> list[Path]:
    return sorted(path.parent for path in CASES.glob("*/spec.yaml"))


def made(case: Path) -> dict[str, bytes]:
    """path -> bytes of everything the compiler makes of a case."""
    with contextlib.chdir(case):  # so that findings name files as they stand beside the spec
        printed = CliRunner().invoke(fieldpact, ["check", "spec.yaml"], catch_exceptions=False)
        reading = check(Path("spec.yaml"))
    files = {"findings.txt": f"{printed.output}exit status {printed.exit_code}\n".encode()}
    if reading.app is not None:
        files["model.json"] = to_json(dump(reading.app))
        files |= {f"bundle/{path}": data for path, data in render_bundle_of(reading, reading.app, {}).items()}
    return files


def kept(case: Path) -> dict[str, bytes]:
    """path -> bytes as they were made last."""
    names = ["findings.txt", "model.json", *(p.relative_to(case).as_posix() for p in case.glob("bundle/**/*"))]
    return {name: (case / name).read_bytes() for name in names if (case / name).is_file()}


def main() -> None:
    for case in cases():
        files = made(case)
        if files == kept(case):
            continue
        shutil.rmtree(case / "bundle", ignore_errors=True)
        (case / "model.json").unlink(missing_ok=True)
        for name, data in files.items():
            (case / name).parent.mkdir(parents=True, exist_ok=True)
            (case / name).write_bytes(data)
        print(f"{case.name}: {len(files)} files")


if __name__ == "__main__":
    main()
