"""The version of the workstation program."""

from __future__ import annotations

VERSION = "0.1.0"
