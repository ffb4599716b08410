-- Questions analysts ask every day, answered once.

CREATE VIEW v_county_balance AS
WITH annual AS (
    SELECT ref_area, area_zh, area_en, time_period, indicator_id, obs_value FROM v_latest
    WHERE freq = 'A' AND accumulation = 'CUR' AND measure = 'level' AND bound = 'eq' AND NOT derived
      AND indicator_id IN ('GDP', 'POP_RESIDENT', 'GDP_PC')
), wide AS (
    SELECT a.ref_area, any_value(area_zh) AS area_zh, any_value(area_en) AS area_en, any_value(r.grouping) AS "grouping",
           r.parent, time_period,
           max(obs_value) FILTER (indicator_id = 'GDP') AS gdp,
           max(obs_value) FILTER (indicator_id = 'POP_RESIDENT') AS population,
           max(obs_value) FILTER (indicator_id = 'GDP_PC') AS gdp_per_head
    FROM annual a JOIN ref_area r USING (ref_area) WHERE r.level = 'county' GROUP BY a.ref_area, r.parent, time_period
), counted AS (
    SELECT w.*, c.obs_value AS city_gdp, 100 * w.gdp / c.obs_value AS share_of_city,
           count(w.gdp) OVER (PARTITION BY w.parent, w.time_period) AS counties_known,
           (SELECT count(*) FROM ref_area r WHERE r.parent = w.parent) AS counties,
           sum(w.gdp) OVER (PARTITION BY w.parent, w.time_period) AS parts
    FROM wide w LEFT JOIN annual c ON c.ref_area = w.parent AND c.time_period = w.time_period AND c.indicator_id = 'GDP'
)
SELECT * EXCLUDE (parts), CASE WHEN counties_known = counties THEN parts - city_gdp END AS parts_less_city FROM counted;
COMMENT ON VIEW v_county_balance IS '县域与全市：总量、人口、人均、占比，七地齐全时各部分之和与全市之差 | counties against the city; the parts less the city where all are known';

CREATE VIEW v_projects AS
SELECT c.commitment_id, c.title_zh, c.title_en, c.kind, c.places, c.entities, a.project_stage, a.fulfilment_status,
       count(e.evidence_id) AS reports, min(e.event_start) AS first_event, max(e.event_end) AS last_event,
       list(DISTINCT e.expected_date) FILTER (e.expected_date IS NOT NULL) AS expected_dates,
       a.sentence_zh, a.sentence_en, a.as_of
FROM commitment c JOIN assessment a USING (commitment_id) LEFT JOIN evidence e USING (commitment_id)
WHERE c.kind = 'project' GROUP BY ALL;
COMMENT ON VIEW v_projects IS '项目阶段与证据 | projects with their stage and evidence';

CREATE VIEW v_unreviewed AS
SELECT 'commitment' AS what, commitment_id AS id, document_id, quote, NULL AS doubt FROM commitment WHERE review_status = 'unreviewed'
UNION ALL SELECT 'figure', observation_id, document_id, quote, doubt FROM observation WHERE tier = 'review'
UNION ALL SELECT 'target', target_id, NULL, note, NULL FROM target WHERE written IS NOT NULL AND reviewer IS NULL;
COMMENT ON VIEW v_unreviewed IS '尚未经人复核的承诺、读数和衡量卡 | commitments, readings and cards nobody has reviewed yet';
