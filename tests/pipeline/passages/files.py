"""Small PDF, Word and Excel files made on the spot."""

import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl


def pdf(*pages: list[str], title: str = "") -> bytes:
    """A PDF whose text layer holds these lines, in a font every reader knows by name."""
    info = f"/Title <feff{title.encode('utf-16-be').hex()}>" if title else ""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H >>",
    ]
    for i, lines in enumerate(pages):
        shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T* " for line in lines)
        drawn = f"BT /F1 10 Tf 14 TL 40 800 Td {shown}ET"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    objects.append(f"<< {info} >>")
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


def word(write: Callable[[Any], None]) -> bytes:
    """A Word document `write` filled."""
    document, file = docx.Document(), io.BytesIO()
    write(document)
    document.save(file)
    return file.getvalue()


def excel(write: Callable[[Any], None]) -> bytes:
    """A workbook `write` filled."""
    workbook, file = openpyxl.Workbook(), io.BytesIO()
    write(workbook)
    workbook.save(file)
    return file.getvalue()
