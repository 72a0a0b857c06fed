"""What commands have in common: the words that name a program, its kind and its limits."""

from __future__ import annotations

import argparse
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from sandbox.job import KINDS, InvalidProgram, Limits, clean_source

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]
    """What a command offers itself to."""


def offer_limits(command: argparse.ArgumentParser) -> None:
    """`--kind`, and a word for each limit of a job."""
    command.add_argument("--kind", choices=KINDS, default="script")
    for field in fields(Limits):
        name = "--" + field.name.removesuffix("_s").removesuffix("_mb").removesuffix("_kb")
        command.add_argument(name, dest=field.name, type=type(field.default), default=field.default, metavar=field.name)


def limits_of(options: argparse.Namespace) -> Limits:
    chosen: dict[str, Any] = {field.name: getattr(options, field.name) for field in fields(Limits)}
    return Limits(**chosen)


def program_of(file: Path) -> str | None:
    """The program in a file; None where it can be none, once that is said."""
    try:
        return clean_source(file.read_bytes().decode())
    except UnicodeDecodeError:
        print(f"{file} is not UTF-8", file=sys.stderr)
    except (OSError, InvalidProgram) as error:
        print(f"{file}: {error}", file=sys.stderr)
    return None
