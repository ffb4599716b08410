"""A report supplied by hand: kept when it is text, refused with a clear message when it is not."""

import io
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from pipeline.collect import collect
from pipeline.errors import Unreadable
from pipeline.inbox import SUPPLIED, add_report, supplied
from pipeline.parsed import parsed_path, read
from pipeline.settings import Settings
from pipeline.snapshot import SnapshotStore
from schemas.storage import Layout
from tests.pipeline.collecting.workbooks import JUNK

SENTENCE = "到2030年，全市地区生产总值突破8000亿元，规模以上工业企业达到4000家，城镇新增就业每年不少于3万人。"
REPORT = "工作报告\n二、目标任务\n今后五年，全市工作的总体要求是高质量发展。\n" + f"{SENTENCE}\n" * 6


def scan() -> bytes:
    writer, body = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(body)
    return body.getvalue()


def word() -> bytes:
    document, body = docx.Document(), io.BytesIO()
    for line in REPORT.splitlines():
        document.add_paragraph(line)
    document.save(body)
    return body.getvalue()


def html() -> str:
    return f"<html><head><meta charset='gb2312'></head><body><p>{REPORT.replace(chr(10), '</p><p>')}</p></body></html>"


GOOD = {
    "报告.txt": REPORT.encode(),
    "报告-gb.txt": REPORT.encode("gb18030"),
    "bom.txt": b"\xef\xbb\xbf" + REPORT.encode(),
    "report.html": html().encode("gb18030"),
    "no-suffix": html().encode("gb18030"),
    "report.docx": word(),
    "word-without-suffix": word(),
}
REFUSED = {
    "scan.pdf": (scan(), "the PDF has no text layer: it is a scan"),
    "照片.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(40) + JUNK, "binary data|no known character set"),
    "empty.txt": (b"", "holds only 0 characters of text"),
    "empty.pdf": (b"", "cannot be read as a report: not a readable PDF"),
    "short.txt": ("全市生产总值增长百分之五。".encode(), "holds only 13 characters of text"),
    "half.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "not a readable PDF"),
    "half.docx": (word()[:3000], "no Word file: it is no archive or it is truncated"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "binary data"),
    "shell.html": (b"<html><body></body></html>", "the page has no text"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_text_in_any_of_the_formats_is_kept(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(GOOD[name])
    layout = Layout(tmp_path / "data")
    assert supplied(layout) == []
    assert add_report(layout, tmp_path / name) == SUPPLIED
    [ref] = supplied(layout)
    assert (ref.document_id, ref.url) == (SUPPLIED, f"inbox:{name}")
    [capture] = SnapshotStore(layout).captures(SUPPLIED)
    assert SnapshotStore(layout).get(capture["sha256"]) == GOOD[name]


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_text_is_refused_with_its_name_the_reason_and_what_to_give(tmp_path: Path, name: str) -> None:
    body, words = REFUSED[name]
    (tmp_path / name).write_bytes(body)
    layout = Layout(tmp_path / "data")
    with pytest.raises(Unreadable, match=words) as caught:
        add_report(layout, tmp_path / name)
    assert str(caught.value).startswith(name)
    assert "Give a UTF-8 or GB18030 text, an HTML page, a PDF with a text layer, or a DOCX file" in str(caught.value)
    assert supplied(layout) == []
    assert not layout.snapshots.exists()


@pytest.mark.parametrize("name", ["not-there.txt", "."])
def test_a_missing_file_or_a_folder_is_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unreadable, match=r"cannot be opened \((?:No such file or directory|Is a directory)\); give"):
        add_report(Layout(tmp_path / "data"), tmp_path / name)


def test_the_same_report_twice_is_one_and_another_one_takes_its_place(tmp_path: Path) -> None:
    layout, file = Layout(tmp_path / "data"), tmp_path / "报告.txt"
    file.write_text(REPORT, "utf-8")
    add_report(layout, file)
    add_report(layout, file)
    assert len(SnapshotStore(layout).captures(SUPPLIED)) == 1
    second = tmp_path / "修改稿.txt"
    second.write_text(REPORT + SENTENCE, "utf-8")
    add_report(layout, second)
    assert [r.url for r in supplied(layout)] == ["inbox:修改稿.txt"]
    assert len(SnapshotStore(layout).captures(SUPPLIED)) == 2


def test_a_supplied_report_is_read_for_commitments_and_never_for_figures(empty: Settings, tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(REPORT, "utf-8")
    given = empty.model_copy(update={"report": file})
    report = collect(["jiangmen_report"], given)
    assert (report.problems, report.documents) == ([], 1)
    document = read(parsed_path(given.layout, SUPPLIED))
    assert document.observations == document.events == document.unmapped == ()
    assert "规模以上工业企业达到4000家" in {c.quote for c in document.commitments}
    assert all(document.parsed.text[c.char_start : c.char_end] == c.quote for c in document.commitments)
    again = collect(["jiangmen_report"], empty)
    assert (again.documents, again.parsed) == (1, 0)


def test_a_refused_report_leaves_the_one_before_it_in_force(empty: Settings, tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text(REPORT, "utf-8")
    (tmp_path / "scan.pdf").write_bytes(scan())
    add_report(empty.layout, tmp_path / "报告.txt")
    report = collect(["jiangmen_report"], empty.model_copy(update={"report": tmp_path / "scan.pdf"}))
    [problem] = report.problems
    assert problem.startswith("jiangmen_report: scan.pdf cannot be read as a report")
    assert [r.url for r in supplied(empty.layout)] == ["inbox:报告.txt"]
