-- The same goal said again later, beside the original.

CREATE VIEW v_goal_drift AS
SELECT r.commitment_id, c.title_zh, c.title_en, r.vintage, r.relation, r.verb, r.strength, r.value, r.unit, r.qualifier, r.deadline,
       r.original_value, r.original_deadline, r.original_strength, r.value_change, r.deadline_change, r.strength_change,
       r.sentence_zh, r.sentence_en, r.quote, r.document_id, d.citation_title, d.citation_url
FROM restatement r JOIN commitment c USING (commitment_id) JOIN document d ON d.document_id = r.document_id
ORDER BY c.position, r.vintage, r.restatement_id;
COMMENT ON VIEW v_goal_drift IS '目标漂移：后来的说法与原目标并列 | goal drift: later goals beside the original';
