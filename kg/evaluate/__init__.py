"""How good an extraction is: entities and claims against gold files.

Entities match one to one by coarse class and name, claims by their matched ends and relation; denied claims
and claims read off a name alone are not scored.
"""

from __future__ import annotations

from kg.evaluate.gold import Gold, read_gold
from kg.evaluate.report import as_object, table
from kg.evaluate.rows import CLAIM, ENTITY, read_rows
from kg.evaluate.run import evaluate
from kg.evaluate.score import score

__all__ = ["CLAIM", "ENTITY", "Gold", "as_object", "evaluate", "read_gold", "read_rows", "score", "table"]
