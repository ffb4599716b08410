"""Word documents and Excel workbooks to passages, with a guard against archives that unpack to a bomb."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import docx
import openpyxl
from docx.document import Document as WordDocument
from docx.table import Table
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.cell_range import CellRange

from pipeline.errors import Unreadable
from pipeline.passages.assemble import Block, assemble, clean
from pipeline.passages.html import FIGURE
from pipeline.records import ParsedText

DOCX_NORMALISER = "docx/1"
XLSX_NORMALISER = "xlsx/1"
MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
MAX_CELLS = 200_000
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+\d+:[A-Z]+\d+)")
EXACT = 10**15
"""Below it a number's 15 digits, all a workbook keeps, are what is shown."""
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""Parts of a number format that are printed as they stand, or are its colour: `0.0"%"` shows no percentage."""
DAMAGED = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
    OSError,
    EOFError,
)
"""What the libraries raise on a damaged archive; broken XML is a SyntaxError, an unknown compression a RuntimeError."""


def check_archive(body: bytes, what: str) -> None:
    """Refuse what is no archive, or unpacks to more than `MAX_UNPACKED` bytes or `MAX_RATIO` times its size."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except DAMAGED as error:
        raise Unreadable(f"this is no {what} file: it is no archive or it is truncated") from error
    if unpacked > MAX_UNPACKED or (unpacked > 1_000_000 and unpacked > MAX_RATIO * len(body)):
        raise Unreadable(
            f"the {what} file unpacks to {unpacked / 1e6:.0f} MB from {len(body) / 1e3:.0f} kB: a zip bomb, not read"
        )


def _reason(error: Exception) -> str:
    """What a library says, in one line and without the address of the bytes in memory."""
    return re.sub(r"'<[^>]*>' | from None", "", str(error).partition("\n")[0])


def read_docx(body: bytes) -> ParsedText:
    """Paragraphs and tables of a Word document in reading order."""
    check_archive(body, "Word")
    try:
        document = docx.Document(io.BytesIO(body))
        blocks = [b for b in _word_blocks(document) if b.text]
    except DAMAGED as error:
        raise Unreadable(f"not a readable Word document ({_reason(error)})") from error
    if not blocks:
        raise Unreadable("the Word document has no text")
    title = clean(document.core_properties.title or "") or blocks[0].text
    return assemble(DOCX_NORMALISER, blocks, {"title": title})


def _word_blocks(document: WordDocument) -> Iterator[Block]:
    for number, item in enumerate(document.iter_inner_content()):
        if isinstance(item, Table):
            yield from rows_to_blocks([[clean(c.text) for c in row.cells] for row in item.rows], number)
        else:
            style = (item.style.name or "") if item.style else ""
            level = int(style[-1]) if style.startswith("Heading") and style[-1].isdigit() else 0
            yield Block(clean(item.text), level=level)


def read_xlsx(body: bytes) -> ParsedText:
    """Rows of every sheet; merged cells are repeated in every place they cover."""
    check_archive(body, "Excel")
    try:
        _check_merged(body)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(io.BytesIO(body), data_only=True)
    except DAMAGED as error:
        raise Unreadable(f"not a readable Excel workbook ({_reason(error)})") from error
    blocks: list[Block] = []
    for number, sheet in enumerate(workbook.worksheets):
        if sheet.max_row * sheet.max_column > MAX_CELLS:
            raise Unreadable(f"sheet {sheet.title} has more than {MAX_CELLS} cells")
        blocks += rows_to_blocks(_sheet_rows(sheet), number)
    if not blocks:
        raise Unreadable("the workbook has no cells with text")
    title = clean(workbook.properties.title or "") or blocks[0].text
    return assemble(XLSX_NORMALISER, blocks, {"title": title})


def _check_merged(body: bytes) -> None:
    """Refuse merged cells that cover too much before a cell is made for every place in them."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            sizes = (CellRange(m.group(1).decode()).size for m in MERGED.finditer(archive.read(name)))
            if sum(size["columns"] * size["rows"] for size in sizes) > MAX_CELLS:
                raise Unreadable(f"{name} merges more than {MAX_CELLS} cells")


def _sheet_rows(sheet: Any) -> list[list[str]]:
    grid = {(c.row, c.column): _cell_text(c) for row in sheet.iter_rows() for c in row}
    if not grid:
        return []
    for merged in sheet.merged_cells.ranges:
        top = grid[merged.min_row, merged.min_col]
        for r in range(merged.min_row, merged.max_row + 1):
            for c in range(merged.min_col, merged.max_col + 1):
                grid[r, c] = top
    return [[grid[r, c] for c in range(1, sheet.max_column + 1)] for r in range(1, sheet.max_row + 1)]


def _cell_text(cell: Any) -> str:
    """The cell as a reader sees it: a number in the decimals its format shows (`0.00` keeps 374.50, `0.0%` is 5.3%)."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float | int) and not isinstance(value, bool) and abs(value) < EXACT:
        shown = LITERAL.sub("", str(cell.number_format)).split(";")[0]
        _, _, decimals = shown.partition(".")
        places, percent = len(decimals) - len(decimals.lstrip("0")), "%" in shown
        number = Decimal(f"{value:.15g}") * (100 if percent else 1)
        if places or percent:
            number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return f"{number:f}" + "%" * percent
    return clean(str(value))


def rows_to_blocks(rows: list[list[str]], table: int) -> list[Block]:
    """Rows as passages: rows before the first one with figures are its header; a row of one text is a paragraph."""
    first = next((i for i, row in enumerate(rows) if any(FIGURE.match(c) for c in row[1:])), len(rows))
    blocks = []
    for i, cells in enumerate(rows):
        texts = {c for c in cells if c}
        if len(texts) == 1:
            blocks.append(Block(texts.pop(), table=table))
        elif texts:
            blocks.append(Block("\t".join(cells), "table_row", table=table, header=i < first))
    return blocks
