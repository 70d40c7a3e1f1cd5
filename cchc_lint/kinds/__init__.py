"""The five kinds of rules, one module each and all of one shape.

compile(fields) makes a rule's program of its fields; run(rule, view, lang) gives an Outcome for each evaluation.
"""

from __future__ import annotations

from types import ModuleType

from cchc_lint.kinds import agree, match, relate, require, sequence

KINDS: dict[str, ModuleType] = {
    "relate": relate, "agree": agree, "require": require, "sequence": sequence, "match": match,
}
