-- Every judgement of a measured target worked out again from the figures its trace names, by the thresholds of table
-- `rule`: a check of the build compares the two, and a reader can follow each step.

CREATE MACRO threshold(name) AS (SELECT CAST(value AS DOUBLE) FROM rule WHERE rule_id = name);
COMMENT ON MACRO threshold IS '规则表中的阈值 | a threshold of table rule';

CREATE MACRO target_met(comparator, y, goal) AS
CASE WHEN comparator IN ('>', 'above_ref') THEN y > goal WHEN comparator IN ('<=', 'rank<=') THEN y <= goal
     WHEN comparator = '<' THEN y < goal ELSE y >= goal END;
COMMENT ON MACRO target_met IS '比较是否成立 | whether the comparator holds';

CREATE MACRO pace_ratio(method, y0, t0, y, t, goal, deadline) AS
CASE WHEN method = 'level' AND y0 > 0 AND y > 0 AND goal > 0
     THEN (pow(y / y0, 1.0 / (t - t0)) - 1) / (pow(goal / y0, 1.0 / (deadline - t0)) - 1)
     WHEN method <> 'level' THEN ((y - y0) / (t - t0)) / ((goal - y0) / (deadline - t0)) END;
COMMENT ON MACRO pace_ratio IS '速度比 R：总量按等比，其余按等差 | R: growth for levels, straight line for the others';

CREATE MACRO class_of_ratio(r) AS
CASE WHEN round(r, 12) >= threshold('on_track') THEN 'on_track'
     WHEN round(r, 12) >= threshold('needs_acceleration') THEN 'needs_acceleration'
     WHEN round(r, 12) >= threshold('limited_progress') THEN 'limited_progress' ELSE 'moving_away' END;
COMMENT ON MACRO class_of_ratio IS 'R 对应的进度 | the class of R';

CREATE MACRO class_of_target(method, comparator, y0, t0, y, t, goal, deadline, r) AS
CASE WHEN target_met(comparator, y, goal) THEN 'achieved'
     WHEN target_met(comparator, y0, goal) THEN 'moving_away'
     WHEN y0 = goal THEN CASE WHEN y = goal THEN 'limited_progress' ELSE 'moving_away' END
     WHEN r IS NULL THEN 'moving_away' ELSE class_of_ratio(r) END;
COMMENT ON MACRO class_of_target IS '有数值目标的进度 | the class of a target with a value';

CREATE MACRO class_of_change(change) AS
CASE WHEN round(change, 12) >= threshold('improving_some') THEN 'improving'
     WHEN round(change, 12) >= threshold('no_clear_change') THEN 'no_clear_change' ELSE 'moving_away' END;
COMMENT ON MACRO class_of_change IS '只有方向的承诺的进度 | the class of a change a year in the wanted direction';

CREATE MACRO is_overdue(latest, deadline, lag, as_of) AS
latest < deadline AND as_of > last_day(make_date(latest + 1, 12, 1) + to_months(CAST(lag + threshold('grace_months') AS INTEGER)));
COMMENT ON MACRO is_overdue IS '后一年的数是否早该公布 | whether the next year''s figure should long be out';

CREATE VIEW v_recomputed AS
WITH judged AS (
    SELECT a.assessment_id, a.commitment_id, a.as_of, a.progress_status, a.reason, a.pace_ratio, a.inputs, a.trace, t.method,
           t.comparator, t.series_key, t.deadline, CAST(t.baseline_period AS INTEGER) AS wanted, CAST(t.margin AS DOUBLE) AS margin,
           CASE WHEN t.method = 'relative' THEN 1.0 ELSE coalesce(CAST(t.target_value AS DOUBLE), 0) END AS goal,
           i.release_lag_months AS lag
    FROM assessment a JOIN target t USING (target_id) JOIN indicator i USING (indicator_id)
), named AS (
    SELECT assessment_id, 'own' AS side, unnest(map_entries(CAST(trace -> 'own' AS MAP(VARCHAR, VARCHAR)))) AS e FROM judged
    UNION ALL
    SELECT assessment_id, 'reference', unnest(map_entries(CAST(trace -> 'reference' AS MAP(VARCHAR, VARCHAR)))) FROM judged
), figures AS (
    SELECT n.assessment_id, n.side, CAST(n.e.key AS INTEGER) AS year, CAST(o.obs_value AS DOUBLE) AS value,
           CASE WHEN o.compilation_stage = 'census_revision' THEN 'census' WHEN o.obs_status = 'B' THEN 'break' ELSE 'regular' END
           AS generation
    FROM named n JOIN observation o ON o.observation_id = n.e.value
), points AS (
    SELECT f.assessment_id, f.year, CASE WHEN j.method = 'relative' THEN round(f.value / r.value, 4) ELSE f.value END AS y,
           f.generation || coalesce(r.generation, '') AS generation
    FROM figures f JOIN judged j USING (assessment_id)
    LEFT JOIN figures r ON r.assessment_id = f.assessment_id AND r.year = f.year AND r.side = 'reference'
    WHERE f.side = 'own' AND (j.method <> 'relative' OR r.value > 0)
), ends AS (
    SELECT j.*, (SELECT max(year) FROM figures f WHERE f.assessment_id = j.assessment_id AND f.side = 'own') AS newest_own,
           count(p.year) AS n, coalesce(max(p.year) FILTER (p.year <= j.deadline), max(p.year)) AS t,
           max(p.year) FILTER (p.year <= j.wanted) AS t0
    FROM judged j LEFT JOIN points p USING (assessment_id) GROUP BY ALL
), chained AS (
    SELECT j.assessment_id, pow(product(1 + CAST(o.obs_value AS DOUBLE) / 100), 1.0 / count(*)) - 1 AS growth
    FROM (SELECT assessment_id, unnest(CAST(trace -> 'chain' AS VARCHAR[])) AS id FROM judged) j
    JOIN observation o ON o.observation_id = j.id GROUP BY j.assessment_id
), worked AS (
    SELECT e.*, p0.y AS y0, p.y, p0.generation IS DISTINCT FROM p.generation AS broken, c.growth,
           (SELECT count(*) FROM points x WHERE x.assessment_id = e.assessment_id AND x.year BETWEEN e.t0 AND e.t) AS between_ends,
           CASE WHEN e.t > e.t0 AND NOT target_met(e.comparator, p0.y, e.goal) AND p0.y <> e.goal THEN
                CASE WHEN c.growth IS NOT NULL THEN c.growth / (pow(e.goal / p0.y, 1.0 / (e.deadline - e.t0)) - 1)
                     ELSE pace_ratio(e.method, p0.y, e.t0, p.y, e.t, e.goal, e.deadline) END END AS r,
           CASE WHEN e.comparator = 'decrease' THEN -1 ELSE 1 END AS sign
    FROM ends e LEFT JOIN points p0 ON p0.assessment_id = e.assessment_id AND p0.year = e.t0
    LEFT JOIN points p ON p.assessment_id = e.assessment_id AND p.year = e.t LEFT JOIN chained c ON c.assessment_id = e.assessment_id
), reasoned AS (
    SELECT *, CASE
        WHEN method = 'relative' AND newest_own IS NOT NULL AND is_overdue(newest_own, deadline, lag, as_of) THEN 'no_recent_data'
        WHEN method = 'relative' AND newest_own IS NOT NULL AND n = 0 THEN 'reference_missing'
        WHEN as_of <= last_day(make_date(wanted, 12, 1) + to_months(lag)) THEN 'not_due'
        WHEN n = 0 THEN 'no_baseline'
        WHEN is_overdue(t, deadline, lag, as_of) THEN 'no_recent_data'
        WHEN t0 IS NULL OR (method = 'direction' AND y0 <= 0) THEN 'no_baseline'
        WHEN method = 'direction' AND between_ends < threshold('direction_points') THEN 'too_few_points'
        WHEN method <> 'direction' AND t <= t0 THEN 'too_few_points'
        WHEN broken AND growth IS NULL THEN 'definition_changed'
        WHEN method = 'level' AND (y0 <= 0 OR goal <= 0) AND NOT target_met(comparator, y, goal) THEN 'no_baseline'
        WHEN method <> 'direction' AND (
            SELECT count(DISTINCT class_of_target(w.method, w.comparator, w.y0, w.t0, CAST(o.obs_value AS DOUBLE), w.t, w.goal,
                   w.deadline, pace_ratio(w.method, w.y0, w.t0, CAST(o.obs_value AS DOUBLE), w.t, w.goal, w.deadline))) > 1
            FROM observation o WHERE list_contains(w.inputs, o.observation_id) AND o.series_key = w.series_key
            AND o.time_period = CAST(w.t AS VARCHAR) AND w.y0 <> w.goal) THEN 'conflicting_sources' END AS found_reason
    FROM worked w
)
SELECT assessment_id, commitment_id, method, t0 AS baseline_year, y0 AS baseline_value, t AS latest_year, y AS latest_value,
       CASE WHEN found_reason IS NULL THEN r END AS ratio,
       CASE WHEN found_reason IS NULL AND method = 'direction' AND y > 0
            THEN (pow(y / y0, 1.0 / (t - t0)) - 1) * 100 * sign END AS change_a_year,
       CASE WHEN found_reason IS NOT NULL THEN 'not_assessed'
            WHEN method <> 'direction' THEN class_of_target(method, comparator, y0, t0, y, t, goal, deadline, r)
            WHEN y <= 0 THEN CASE WHEN sign < 0 THEN 'improving' ELSE 'moving_away' END
            WHEN abs(y / y0 - 1) < margin THEN 'no_clear_change'
            ELSE class_of_change((pow(y / y0, 1.0 / (t - t0)) - 1) * 100 * sign) END AS status,
       found_reason AS reason, progress_status AS stored_status, reason AS stored_reason, pace_ratio AS stored_ratio
FROM reasoned;
COMMENT ON VIEW v_recomputed IS '由公布的数重新算出的进度，与评估对照 | progress worked out again from the published figures, beside the stored';

-- Stages: the highest one enough evidence shows for each part, and of the parts the lowest.
CREATE VIEW v_recomputed_stages AS
WITH ladder AS (
    SELECT code AS stage, position AS rung FROM code WHERE codelist = 'ProjectStage'
), staged AS (
    SELECT a.assessment_id, a.commitment_id, a.as_of, a.project_stage, a.action_stage, a.trace, c.end_state_zh
    FROM assessment a JOIN commitment c USING (commitment_id) WHERE a.target_id IS NULL
), seen AS (
    SELECT s.assessment_id, e.*, coalesce(l.rung, -1) AS rung, list_contains(e.flags, 'negative') AS negative
    FROM staged s JOIN evidence e ON e.commitment_id = s.commitment_id AND greatest(e.vintage, e.event_end) <= s.as_of
    LEFT JOIN ladder l ON l.stage = e.stage
), parts AS (
    SELECT assessment_id, unnest(map_keys(CAST(trace -> 'parts' AS MAP(VARCHAR, VARCHAR)))) AS part FROM staged
), about AS (
    SELECT p.assessment_id, p.part, e.evidence_id, e.rung, e.grade, e.document_id, e.negative, coalesce(e.publisher, e.document_id) AS paper
    FROM parts p LEFT JOIN seen e ON e.assessment_id = p.assessment_id
    AND (p.part = e.topic OR (starts_with(p.part, e.topic || ' ') AND (e.part IS NULL OR p.part = e.topic || ' ' || e.part)))
), candidates AS (
    SELECT a.assessment_id, a.part, l.stage, l.rung,
           l.rung < (SELECT rung FROM ladder WHERE stage = 'completed')
           OR bool_or(x.grade IN ('E1', 'E2') AND x.rung >= l.rung)
           OR least(count(DISTINCT x.paper) FILTER (x.grade = 'E3' AND x.rung >= l.rung),
                    count(DISTINCT x.document_id) FILTER (x.grade = 'E3' AND x.rung >= l.rung)) >= threshold('reports')
           OR EXISTS (SELECT 1 FROM (SELECT unnest(CAST(t.trace -> 'decisions' AS JSON[])) AS d, t.assessment_id AS id FROM staged t)
                      WHERE id = a.assessment_id AND (d ->> 'flag') = 'confirmed' AND (d ->> 'stage') = l.stage) AS enough
    FROM about a JOIN ladder l ON l.rung = a.rung AND NOT a.negative
    JOIN about x ON x.assessment_id = a.assessment_id AND x.part = a.part AND NOT x.negative
    GROUP BY a.assessment_id, a.part, l.stage, l.rung
), reached AS (
    SELECT b.assessment_id, b.part, coalesce(max(c.rung) FILTER (c.enough),
           CASE WHEN bool_or(NOT b.negative) THEN (SELECT rung FROM ladder WHERE stage = 'planned')
           ELSE (SELECT rung FROM ladder WHERE stage = 'no_evidence_found') END) AS rung
    FROM about b LEFT JOIN candidates c ON c.assessment_id = b.assessment_id AND c.part = b.part GROUP BY b.assessment_id, b.part
), lowest AS (
    SELECT s.*, coalesce(min(r.rung), 0) AS rung FROM staged s LEFT JOIN reached r USING (assessment_id) GROUP BY ALL
), counted AS (
    SELECT l.*, (SELECT count(*) FROM seen e WHERE e.assessment_id = l.assessment_id AND NOT e.negative) AS positive,
           (SELECT least(count(DISTINCT e.document_id), count(DISTINCT e.event_end)) FROM seen e
            WHERE e.assessment_id = l.assessment_id AND NOT e.negative) AS outputs
    FROM lowest l
)
SELECT c.assessment_id, c.commitment_id, c.positive AS reports, c.outputs,
       CASE WHEN c.project_stage IS NOT NULL THEN l.stage
            WHEN c.positive = 0 THEN 'no_evidence_found'
            WHEN c.end_state_zh IS NOT NULL AND l.stage IN ('completed', 'in_operation') THEN 'delivered'
            WHEN c.outputs >= threshold('reports') OR c.rung >= (SELECT rung FROM ladder WHERE stage = 'started') THEN 'in_implementation'
            ELSE 'initiated' END AS stage,
       coalesce(c.project_stage, c.action_stage) AS stored_stage
FROM counted c JOIN ladder l USING (rung);
COMMENT ON VIEW v_recomputed_stages IS '由证据重新判定的阶段，与评估对照 | stages worked out again from the evidence, beside the stored';
