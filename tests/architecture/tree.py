"""The files of the project, for the rules of the house."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tracked_files() -> list[Path]:
    """Every file under version control that is there."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listing.decode().split("\0") if name and (ROOT / name).is_file()]


def python_files(*packages: str) -> list[Path]:
    """Every module of these top folders."""
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))
