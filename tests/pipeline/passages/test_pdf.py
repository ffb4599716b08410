"""PDF: the text layer's lines joined to paragraphs; what has none, or is none, is refused."""

import io
import subprocess
import sys

import pytest
from pypdf import PdfReader, PdfWriter

from pipeline.errors import Unreadable
from pipeline.passages.pdf import join_lines, read_pdf
from tests.pipeline.passages.files import pdf

BULLETIN = pdf(
    [
        "某镇二〇二三年统计公报",
        "2024年4月2日",
        "一、综合",
        "根据镇统计办初步核算的结果，全年全镇实现生产总值21.",
        "6亿元，比上年增长4.2%。",
        "- 1 -",
    ],
    ["分产业看，第一产业增加值为2.3亿元，比上年增长3.", "1%。", "—2—"],
    title="统计公报",
)


def texts(body: bytes) -> list[str]:
    return [p.text for p in read_pdf(body).passages]


def encrypted(algorithm: str, user: str) -> bytes:
    writer, file = PdfWriter(clone_from=PdfReader(io.BytesIO(BULLETIN))), io.BytesIO()
    writer.encrypt(user, "owner", algorithm=algorithm)
    writer.write(file)
    return file.getvalue()


def test_words_and_numbers_cut_at_a_line_end_are_whole_again_and_page_numbers_are_gone() -> None:
    assert texts(BULLETIN) == [
        "某镇二〇二三年统计公报",
        "2024年4月2日",
        "一、综合",
        "根据镇统计办初步核算的结果，全年全镇实现生产总值21.6亿元，比上年增长4.2%。",
        "分产业看，第一产业增加值为2.3亿元，比上年增长3.1%。",
    ]


def test_title_and_day_of_a_pdf_are_known() -> None:
    assert read_pdf(BULLETIN).meta == {"title": "统计公报", "issued": "2024-04-02"}


def test_without_a_title_of_its_own_a_pdf_is_named_by_its_first_line() -> None:
    assert read_pdf(pdf(["某镇简报", "全年降雨偏多。"])).meta == {"title": "某镇简报"}


def test_a_day_within_a_long_paragraph_is_not_the_day_of_issue() -> None:
    line = "经镇人民代表大会审议，自2024年1月5日起施行的办法现予公布，" + "请各村遵照执行，" * 5
    assert len(line) >= 60
    assert "issued" not in read_pdf(pdf([line])).meta


def test_headings_of_a_pdf_lead_their_paragraphs() -> None:
    paths = {p.text[:4]: p.heading_path for p in read_pdf(BULLETIN).passages}
    assert paths["分产业看"] == ("一、综合",)


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["全市新建道路十二公里，其", "中主干道三公里。"], ["全市新建道路十二公里，其中主干道三公里。"]),
        (["各区建成公园三个。", "各镇建成公园五个。"], ["各区建成公园三个。", "各镇建成公园五个。"]),
        (
            ["短标题", "全市新建道路十二公里，其", "中主干道三公里。"],
            ["短标题", "全市新建道路十二公里，其中主干道三公里。"],
        ),
        (
            ["全市新建道路十二公里，其中", "（二）桥梁三座全部建成通车"],
            ["全市新建道路十二公里，其中", "（二）桥梁三座全部建成通车"],
        ),
        (["建成的项目包括 Riverside", "Park 和步道两处。"], ["建成的项目包括 Riverside Park 和步道两处。"]),
        ([], []),
    ],
)
def test_lines_are_joined_until_a_sentence_ends_or_a_short_line_stands_alone(
    lines: list[str], paragraphs: list[str]
) -> None:
    assert join_lines(lines) == paragraphs


def test_a_scan_is_refused_with_what_to_supply_instead() -> None:
    with pytest.raises(Unreadable, match="no text layer: it is a scan; supply a text, HTML or DOCX copy"):
        read_pdf(pdf([]))


def test_a_pdf_of_page_numbers_only_is_a_scan_too() -> None:
    with pytest.raises(Unreadable, match="scan"):
        read_pdf(pdf(["1"], ["- 2 -"]))


@pytest.mark.parametrize(
    "body", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"not a PDF at all", BULLETIN[:200]], ids=range(5)
)
def test_what_is_no_whole_pdf_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable, match="PDF"):
        read_pdf(body)


def test_a_pdf_locked_with_a_password_is_refused_and_one_only_protected_is_read() -> None:
    with pytest.raises(Unreadable, match=r"not a readable PDF .*decrypted"):
        read_pdf(encrypted("RC4-128", "secret"))
    assert texts(encrypted("RC4-128", "")) == texts(BULLETIN)


def test_without_the_library_that_decrypts_a_protected_pdf_is_refused_by_name_of_the_library() -> None:
    pytest.importorskip("cryptography")
    program = (
        "import sys\n"
        "sys.modules.update({'cryptography': None, 'Crypto': None})\n"
        "from pipeline.errors import Unreadable\n"
        "from pipeline.passages.pdf import read_pdf\n"
        "try:\n    read_pdf(sys.stdin.buffer.read())\nexcept Unreadable as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=encrypted("AES-256", ""), capture_output=True, check=False
    )
    assert b"not a readable PDF (cryptography" in done.stdout, done.stderr.decode()
