-- Figures, one row per period. Views never hide rows of the tables below them.
-- A bound (超4200亿元) stands for a period only where no value was published for it.

CREATE VIEW v_observation AS
SELECT o.*, s.indicator_id, i.name_zh, i.name_en, s.ref_area, a.name_zh AS area_zh, a.name_en AS area_en,
       s.measure, s.freq, s.accumulation, s.price_base, s.unit, s.unit_measure, s.unit_mult,
       d.title AS document_title, d.doc_type, d.wording, d.citation_title, d.citation_url, len(o.derived_from) > 0 AS derived
FROM observation o
JOIN series s USING (series_key)
JOIN indicator i ON i.indicator_id = s.indicator_id
JOIN ref_area a ON a.ref_area = s.ref_area
LEFT JOIN document d USING (document_id);
COMMENT ON VIEW v_observation IS '观测值连同指标、地区、单位和出处 | figures with indicator, area, unit and citation';

CREATE VIEW v_latest AS
SELECT * FROM v_observation WHERE tier = 'published'
QUALIFY row_number() OVER (PARTITION BY series_key, time_period ORDER BY derived, bound <> 'eq', vintage DESC, decimals DESC, observation_id) = 1;
COMMENT ON VIEW v_latest IS '每个时期最新公布的数 | the newest release of every period';

CREATE VIEW v_first_release AS
SELECT * FROM v_observation WHERE tier = 'published' AND NOT derived
QUALIFY row_number() OVER (PARTITION BY series_key, time_period ORDER BY bound <> 'eq', vintage, decimals DESC, observation_id) = 1;
COMMENT ON VIEW v_first_release IS '每个时期首次公布的数 | the first release of every period';

CREATE VIEW v_revisions AS
SELECT series_key, time_period, count(DISTINCT obs_value) AS published_values,
       arg_min(obs_value, {'day': vintage, 'rough': -decimals, 'id': observation_id}) AS first_value, min(vintage) AS first_vintage,
       arg_max(obs_value, {'day': vintage, 'fine': decimals, 'id': observation_id}) AS last_value, max(vintage) AS last_vintage
FROM v_observation WHERE tier = 'published' AND NOT derived AND bound = 'eq'
GROUP BY series_key, time_period HAVING count(DISTINCT obs_value) > 1;
COMMENT ON VIEW v_revisions IS '同一时期公布过不同数值 | periods for which different values were published';

CREATE MACRO observation_as_of(d) AS TABLE
SELECT * FROM v_observation WHERE tier = 'published' AND vintage <= CAST(d AS DATE)
QUALIFY row_number() OVER (PARTITION BY series_key, time_period ORDER BY derived, bound <> 'eq', vintage DESC, decimals DESC, observation_id) = 1;
COMMENT ON MACRO TABLE observation_as_of IS '截至某日可知的数，每个时期一行 | what was known on a day, one row per period';
