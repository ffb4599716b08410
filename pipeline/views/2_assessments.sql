-- How commitments stand, today and on any past day.

CREATE VIEW v_commitment_status AS
SELECT c.commitment_id, c.report_id, c.position, c.kind, c.title_zh, c.title_en, c.chapter, c.section, c.group_id,
       c.restates, c.quote_status, a.assessment_id, a.as_of, coalesce(a.progress_status, a.project_stage, a.action_stage) AS status,
       a.progress_status, a.clarity, a.reason, a.project_stage, a.action_stage, a.fulfilment_status, a.robustness,
       a.depends_on_revision, a.pace_ratio, a.latest_value, a.latest_period, a.sentence_zh, a.sentence_en
FROM commitment c LEFT JOIN assessment a USING (commitment_id);
COMMENT ON VIEW v_commitment_status IS '每条承诺的现状 | where every commitment stands';

CREATE VIEW v_targets AS
SELECT t.*, c.title_zh, c.title_en, a.as_of, a.baseline_value, a.latest_value, a.latest_period, a.path_value, a.path_gap,
       a.pace, a.pace_required, a.pace_remaining, a.pace_ratio, a.pace_reached, a.pace_years, a.outlook_low, a.outlook_high,
       a.progress_status, a.clarity, a.reason, a.robustness, a.status_as_known, a.depends_on_revision,
       a.verdict_provisional_from, a.verdict_final_from, a.sentence_zh, a.sentence_en
FROM target t JOIN commitment c USING (commitment_id) LEFT JOIN assessment a USING (target_id);
COMMENT ON VIEW v_targets IS '目标值与进度 | targets with their progress';

CREATE VIEW v_counts AS
WITH cells AS (
    SELECT report_id, kind, chapter, status, count(*) AS commitments,
           count(DISTINCT coalesce(restates, group_id, commitment_id)) AS counted_once
    FROM v_commitment_status WHERE assessment_id IS NOT NULL GROUP BY report_id, kind, chapter, status
)
SELECT *, sum(commitments) OVER (PARTITION BY report_id, kind) AS of_kind,
       sum(commitments) OVER (PARTITION BY report_id) AS of_all
FROM cells;
COMMENT ON VIEW v_counts IS '按状态、类别和章计数，附分母 | counts by status, kind and chapter, with their denominators';

-- Largest remainder: whole per cents that add to 100 within a kind. No kind and no whole is given a single score.
CREATE VIEW v_percentages AS
WITH cells AS (
    SELECT report_id, kind, status, sum(commitments) AS commitments, any_value(of_kind) AS of_kind FROM v_counts GROUP BY ALL
), floors AS (
    SELECT *, floor(100 * commitments / of_kind) AS whole, 100 * commitments / of_kind - floor(100 * commitments / of_kind) AS rest
    FROM cells
)
SELECT report_id, kind, status, commitments, of_kind,
       CAST(whole + CASE WHEN row_number() OVER (PARTITION BY report_id, kind ORDER BY rest DESC, status)
            <= 100 - sum(whole) OVER (PARTITION BY report_id, kind) THEN 1 ELSE 0 END AS INTEGER) AS percent
FROM floors;
COMMENT ON VIEW v_percentages IS '各类别内的百分比，最大余数法，合计一百 | per cent within each kind, by largest remainder';

CREATE MACRO assessment_as_of(d) AS TABLE
SELECT * FROM assessment_history WHERE as_of <= CAST(d AS DATE)
QUALIFY row_number() OVER (PARTITION BY commitment_id ORDER BY as_of DESC) = 1;

CREATE MACRO assessment_as_published(d) AS TABLE
SELECT * FROM assessment_published WHERE as_of <= CAST(d AS DATE)
QUALIFY row_number() OVER (PARTITION BY commitment_id ORDER BY as_of DESC, build_id DESC) = 1;
COMMENT ON MACRO TABLE assessment_as_of IS '按今日规则，某日可知的评估，每条承诺一行 | what could be known on a day by the rules of today, one row per commitment';
COMMENT ON MACRO TABLE assessment_as_published IS '按当日规则，某日已发布的评估，每条承诺一行 | what had been published by a day by the rules of that day, one row per commitment';
