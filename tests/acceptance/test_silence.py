"""Where nothing was found: what was searched, with which words, and that silence is never called inaction."""

import duckdb


def test_every_silent_project_and_action_has_a_row_and_nobody_else(db: duckdb.DuckDBPyConnection) -> None:
    apart = db.execute("""
        SELECT commitment_id FROM assessment WHERE coalesce(project_stage, action_stage) = 'no_evidence_found'
        AND len(inputs) = 0 EXCEPT SELECT commitment_id FROM silence
        UNION ALL SELECT commitment_id FROM silence
        EXCEPT SELECT commitment_id FROM assessment WHERE len(inputs) = 0""").fetchall()
    assert apart == []


def test_every_project_names_something_that_was_looked_for(db: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT count(*), bool_and(searchable), min(documents), bool_and(len(document_ids) = documents)
        FROM silence JOIN commitment USING (commitment_id) WHERE kind = 'project'"""
    [(projects, searchable, documents, named)] = db.execute(query).fetchall()
    assert projects > 50
    assert (searchable, named) == (True, True)
    assert documents > 70


def test_what_names_nothing_was_not_searched_and_its_sentence_says_so(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute("""
        SELECT s.documents, s.words, a.sentence_zh, a.sentence_en FROM silence s JOIN assessment a USING (commitment_id)
        WHERE NOT searchable""").fetchall()
    assert len(rows) > 100
    for documents, words, zh, en in rows:
        assert (documents, words) == (0, [])
        assert "没有可供检索的名称" in zh
        assert "names nothing that could be looked for" in en
        assert "不等于没有进展" in zh


def test_a_past_day_counts_only_the_documents_that_were_public_then(db: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT sentence_zh FROM assessment_as_of(CAST(? AS DATE)) WHERE commitment_id = 'C104'"
    [(early,)] = db.execute(query, ["2022-06-30"]).fetchall()
    [(of_day,)] = db.execute("""
        SELECT count(*) FROM document WHERE ref_area LIKE '4407%' AND vintage = DATE '2021-12-27'""").fetchall()
    assert f"{of_day}份文件" in early
