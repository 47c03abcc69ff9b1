"""A git repository with two specs, one of which a branch changes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fieldpact.cli import main
from tests.cli.conftest import SPEC

BIN = Path(sys.executable).parent


class Repository:
    """Runs git and scripts with the fieldpact of this environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
            **{f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }

    def run(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, cwd=self.folder, env={**self.env, **env}, capture_output=True, text=True, check=False
        )

    def git(self, *words: str) -> str:
        done = self.run("git", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self) -> str:
        self.git("add", "-A")
        self.git("commit", "-qm", "as it is")
        return self.git("rev-parse", "HEAD")

    def spec(self, name: str) -> Path:
        return self.folder / "apps" / name / "spec.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "repository")
    for name in ("calls", "field visits"):
        made.spec(name).parent.mkdir(parents=True)
        made.spec(name).write_text(SPEC.replace("com.example.visits", f"com.example.{name.split()[-1]}"))
    made.git("init", "-q", "-b", "main")
    return made


@pytest.fixture
def fieldpact():
    def run(*words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)

    return run
