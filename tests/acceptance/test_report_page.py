"""The main job on the report's real page, and without it."""

import duckdb
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import ApiSettings
from pipeline.settings import Settings
from pipeline.status import status

DEWRAPPED_SHA256 = "c02595bd0e8835866fdf58d16fa40f8e3e19ad30387fcea0fd441d404a548312"


def test_the_dewrapped_page_has_the_hash_the_register_was_made_on(report_db: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT text_sha256 FROM snapshot WHERE document_id = 'jiangmen_report:supplied'"
    assert report_db.execute(query).fetchall() == [(DEWRAPPED_SHA256,)]


def test_with_the_page_all_313_commitments_carry_a_quote_whose_hash_matches(
    report_db: duckdb.DuckDBPyConnection,
) -> None:
    counts = report_db.execute("""
        SELECT count(*), count(*) FILTER (sha256(c.quote) = c.quote_sha256),
            count(*) FILTER (substr(p.text, c.char_start - p.char_start + 1, c.char_end - c.char_start) = c.quote)
        FROM commitment c LEFT JOIN passage p USING (passage_id)
        WHERE c.review_status = 'reviewed' AND c.quote_status = 'verified'""").fetchall()
    assert counts == [(313, 313, 313)]


def test_what_the_reader_finds_beyond_the_register_is_published_as_unreviewed(
    report_db: duckdb.DuckDBPyConnection,
) -> None:
    query = """SELECT count(*), count(a.assessment_id) FROM commitment c LEFT JOIN assessment a USING (commitment_id)
        WHERE c.review_status <> 'reviewed'"""
    proposals, judged = report_db.execute(query).fetchall()[0]
    assert 0 < proposals < 30
    assert judged == 0


def test_without_the_page_all_313_are_published_none_with_a_quote(db: duckdb.DuckDBPyConnection) -> None:
    counts = db.execute(
        "SELECT count(*), count(quote), count(DISTINCT quote_status), min(quote_status) FROM commitment"
    )
    assert counts.fetchall() == [(313, 0, 1, "no_report")]


def test_every_commitment_is_assessed_once_with_a_sentence_in_two_languages(db: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT count(*), count(DISTINCT commitment_id), count(*) FILTER (sentence_zh <> '' AND sentence_en <> '')
        FROM assessment"""
    assert db.execute(query).fetchall() == [(313, 313, 313)]


def test_the_api_says_why_there_are_no_quotes_and_how_to_get_them(published: Settings) -> None:
    with TestClient(create_app(ApiSettings(data=published.layout.root))) as client:
        answer = client.get("/v1/commitments/C007").json()
    notes = " ".join(note["en"] for note in answer["meta"]["notes"])
    assert "duixian report add" in notes
    assert answer["data"]["quote"] is None


def test_the_combined_view_shows_promise_figure_and_sentence(with_report: Settings) -> None:
    with TestClient(create_app(ApiSettings(data=with_report.layout.root))) as client:
        answer = client.get("/v1/commitments/C007").json()["data"]
    target = answer["targets"][0]
    figures = {(o["time_period"], o["obs_value"], o["value_text"]): o for o in target["series"]["observations"]}
    latest = figures["2024", 4210.18, "4210.18"]
    assert (target["comparator"], target["target_value"]) == ("toward", 5000)
    assert "5000" in answer["quote"]
    assert "4210.18" in latest["quote"]
    assert latest["document_id"]
    assert [a["progress_status"] for a in answer["assessments"]] == ["needs_acceleration"]


def test_status_says_why_there_are_no_quotes(published: Settings) -> None:
    from rich.console import Console

    console = Console(record=True, width=100)
    for lang, words in (("en", "page was not supplied"), ("zh", "未提供报告原文页面")):
        console.print(status(published.layout.root, lang))
        assert words in console.export_text()
