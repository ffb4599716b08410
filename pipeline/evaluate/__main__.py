"""`python -m pipeline.evaluate FOLDER [PART OF A PATH]`: check gold documents while writing them."""

import sys
from pathlib import Path

from pipeline.errors import DuixianError
from pipeline.evaluate.gold import gold_documents
from pipeline.own_pages import read_page
from pipeline.settings import Settings


def main(folder: str, part: str = "") -> None:
    """Print how many figures each document lists, or the first line that is wrong."""
    for document in gold_documents(Path(folder)):
        if part in str(document.path):
            try:
                parsed = read_page(str(document.path), Settings())
                print(document.path, len(document.figures(parsed)), parsed.meta)
            except DuixianError as error:
                print(f"WRONG {error}")


if __name__ == "__main__":
    main(*sys.argv[1:])
