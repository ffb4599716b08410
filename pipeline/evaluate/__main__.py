"""Check gold documents."""

import sys
from pathlib import Path

from pipeline.errors import DuixianError
from pipeline.evaluate.gold import gold_documents
from pipeline.own_pages import _read
from pipeline.settings import Settings

only = sys.argv[2] if len(sys.argv) > 2 else ""
for doc in gold_documents(Path(sys.argv[1])):
    if only and only not in str(doc.path):
        continue
    try:
        parsed = _read(str(doc.path), Settings())
        print(doc.path, len(doc.figures(parsed)), parsed.meta)
    except DuixianError as e:
        print("WRONG", e)
