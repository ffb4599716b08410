"""Hashes of our own code and vocabularies: what was read or built with other rules is done again by itself."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

READING = ("text", "extract", "passages", "sources", "records.py", "register")
SUFFIXES = {".py", ".yml", ".jsonl", ".sql"}


def _digest(paths: list[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _below(root: Path) -> list[Path]:
    found = [root] if root.is_file() else root.rglob("*")
    return [p for p in found if p.suffix in SUFFIXES and "__pycache__" not in p.parts]


@cache
def parser_version() -> str:
    """Twelve hex digits over everything that decides what is read from a page."""
    pipeline, schemas = Path(str(files("pipeline"))), Path(str(files("schemas")))
    paths = [p for name in READING for p in _below(pipeline / name)] + _below(schemas)
    return _digest(paths, pipeline.parent)[:12]


@cache
def code_version() -> str:
    """Hash over all code and data of `pipeline` and `schemas`, the sample pages left out."""
    pipeline, schemas = Path(str(files("pipeline"))), Path(str(files("schemas")))
    paths = [p for p in _below(pipeline) if "pages" not in p.relative_to(pipeline).parts] + _below(schemas)
    return _digest(paths, pipeline.parent)
