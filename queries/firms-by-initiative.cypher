// question: 哪些企业与某项举措有关，怎样有关？
// question: Which firms are linked to an initiative, and how?
// parameter: initiative (text, optional) 举措的名称或别称，没有完全相同的就取包含它的 the initiative's name or alias, or part of it where none is equal; example 品字标
// column: firm 企业
// column: relation 关系 the relation that is stated
// column: initiative 举措
// column: through 经由 the batch or sub-programme that the text names, empty where it names the initiative itself
// column: evidence 证据句数 how many sentences state it
// column: sentence 原文 one of them
// column: source 出处 the article that holds it, and its document
// use: 品牌、认证、专项和名单覆盖了哪些企业 which firms a brand, certification, plan or list has reached.
// use: Asserted claims only; a firm of a batch or sub-programme counts for every wider one.
OPTIONAL MATCH (same:Initiative) WHERE same.name = $initiative OR $initiative IN same.aliases
WITH count(same) AS equal
MATCH (company:Company)<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(direct:Entity)-[:PART_OF|SERIES_OF*0..]->(wider:Initiative)
WHERE claim.modality = 'asserted' AND claim.former = false
  AND ($initiative IS NULL OR wider.name = $initiative OR $initiative IN wider.aliases
    OR equal = 0 AND (wider.name CONTAINS $initiative OR any(form IN wider.aliases WHERE form CONTAINS $initiative)))
MATCH (claim)-[piece:STATED_IN]->(article:Article)-[:IN_DOCUMENT]->(document:Document)
WITH company, claim.predicate AS relation, direct, wider, count(DISTINCT piece.statement) AS evidence,
  min(piece.sentence + '\u001F' + article.title + ' / ' + document.name) AS cited
RETURN company.name AS firm, relation, wider.name AS initiative,
  CASE WHEN direct.id = wider.id THEN '' ELSE direct.name END AS through, evidence,
  split(cited, '\u001F')[0] AS sentence, split(cited, '\u001F')[1] AS source
ORDER BY initiative, firm, relation, through
