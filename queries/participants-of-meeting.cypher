// question: 谁参加了会议，以什么角色？
// question: Who took part in a meeting, and as what?
// parameter: meeting (text, optional) 会议的名称或别称，没有完全相同的就取包含它的 the meeting's name or alias, or part of it where none is equal; example 世界互联网大会
// column: participant 参加者
// column: class 类别 the participant's class
// column: role 角色 chair, speaker or attendee, one row each; empty where the text does not say
// column: meeting 会议
// column: date 日期 of taking part where stated, else of the meeting
// column: sentence 原文 one of the sentences that state it
// use: 看一次会议请了哪些人和单位，谁主持，谁发言 whom a meeting brought together, who chaired, who spoke.
// use: Asserted claims only. Who held the meeting (organized) is another relation.
OPTIONAL MATCH (same:Meeting) WHERE same.name = $meeting OR $meeting IN same.aliases
WITH count(same) AS equal
MATCH (who:Entity)<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(occasion:Meeting)
WHERE claim.predicate = 'participatedIn' AND claim.modality = 'asserted' AND claim.former = false
  AND ($meeting IS NULL OR occasion.name = $meeting OR $meeting IN occasion.aliases
    OR equal = 0 AND (occasion.name CONTAINS $meeting OR any(form IN occasion.aliases WHERE form CONTAINS $meeting)))
MATCH (claim)-[piece:STATED_IN]->(:Article)
UNWIND coalesce(claim.role, [null]) AS role
WITH who, role, occasion, coalesce(claim.date, occasion.date) AS date, min(piece.sentence) AS sentence
RETURN who.name AS participant, who.class AS class, role, occasion.name AS meeting, date, sentence
ORDER BY meeting, coalesce(date, ''), class, participant, coalesce(role, '')
