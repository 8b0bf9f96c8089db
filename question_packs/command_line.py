"""What the command lines of all three programs share: language, and how a command ends.

Exit code 0: done; 1: a known failure, its code and sentence on standard error; 2: a bug, its code and the file with its
trace, never the trace itself; 130: interrupted; 141: nobody reads the output any more. Called by the `__main__` modules.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from question_packs.errors import KnownError

LANGUAGE_VARIABLE = "LONTAR_LANG"
PASSPHRASE_VARIABLE = "LONTAR_PASSPHRASE"  # noqa: S105 - the name of a variable, not its value


class Parser(argparse.ArgumentParser):
    """A mistake in the words of a command is a known failure (`CMD-01`)."""

    def error(self, message: str) -> NoReturn:
        """Instead of argparse's own ending."""
        raise KnownError("CMD-01", reason=message)


def language_of(arguments: Sequence[str]) -> str:
    """`--lang`, else LONTAR_LANG, else `id`; known before the arguments are parsed, because help and errors are in it."""
    chosen = os.environ.get(LANGUAGE_VARIABLE, "id")
    for word, after in zip(arguments, [*arguments[1:], ""], strict=False):
        if word == "--lang":
            chosen = after
        elif word.startswith("--lang="):
            chosen = word.removeprefix("--lang=")
    return "en" if chosen == "en" else "id"


def run(command: Callable[[], int], language: str) -> int:
    """Run a command; its exit code."""
    try:
        return command()
    except KnownError as error:
        print(f"{error.code}: {error.sentence(language)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Who read the output has seen enough (`audit | head`). What is still buffered must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception:
        print(f"BUG-01: {KnownError('BUG-01').sentence(language)} ({_write_trace()})", file=sys.stderr)
        return 2


def _write_trace() -> str:
    # Imported here: the kiosk starts through this module too, and its first page waits for nothing it does not need.
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="lontar-", suffix=".trace.txt", delete=False) as file:
        file.write(traceback.format_exc())
    return file.name
