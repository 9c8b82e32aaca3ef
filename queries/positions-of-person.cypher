// question: 某人担任或曾任什么职务？
// question: Which posts does a person hold, or did hold?
// parameter: person (text, optional) 姓名，没有完全相同的就取包含它的 the person's name, or part of it where none is equal; example 钱学森
// column: person 人物
// column: role 职务 the title as the text has it, one row each
// column: body 单位
// column: date 日期 when it was so, where the text says
// column: former 曾任 whether it had ended when the text was written
// column: sentence 原文 one of the sentences that state it
// use: 查一个人的任职，或一个单位有哪些负责人 a person's posts, or the people of a body.
// use: Claims that are asserted, former ones among them.
OPTIONAL MATCH (same:Person) WHERE same.name = $person OR $person IN same.aliases
WITH count(same) AS equal
MATCH (who:Person)<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(organization:Organization)
WHERE claim.predicate = 'holdsPosition' AND claim.modality = 'asserted'
  AND ($person IS NULL OR who.name = $person OR $person IN who.aliases
    OR equal = 0 AND (who.name CONTAINS $person OR any(form IN who.aliases WHERE form CONTAINS $person)))
MATCH (claim)-[piece:STATED_IN]->(:Article)
UNWIND coalesce(claim.role, [null]) AS role
WITH who, role, organization, claim.date AS date, claim.former AS former, min(piece.sentence) AS sentence
RETURN who.name AS person, role, organization.name AS body, date, former, sentence
ORDER BY person, former, body, coalesce(role, ''), coalesce(date, '')
