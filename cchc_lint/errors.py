"""The exceptions that cchc_lint raises.

    CchcError                     everything below; its text is a whole message for the user
    ├── InputError                a file that cannot be read or is no report
    ├── RuleError                 mistakes in rule files, all of them at once
    └── UsageError                a wrong rule id, level or option
"""

from __future__ import annotations

from collections.abc import Sequence


class CchcError(Exception):
    """An error that presents itself: `str(error)` names the file, the place and the remedy."""


class InputError(CchcError):
    """A file that cannot be read, or that is no report."""


class UsageError(CchcError):
    """A wrong name or value on the command line or in a configuration."""


class RuleError(CchcError):
    """Mistakes in rule files; `mistakes` holds one text for each, file:line:col first."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n\n".join(self.mistakes))
