"""Which names and texts speak of a secret."""

from __future__ import annotations

import re

from eopsh.patterns import lazy_pattern

# Names are compared without case and punctuation. A stem anywhere makes a secret, unless what follows says that it is about a rule.
_STEMS = "password|passwd|passphrase|passcode|secret|credential"
_ENDS = (
    "pass|pwd|pw|pin|token|bearer|oauthcode|authorization|"
    "(?:api|access|private|shared|account|storage|encryption|product|client|secure|secret|signing|license)keys?"
)
_ABOUT_A_RULE = (
    "enabled|expir|never|history|complex|length|attempt|failed|grace|recovery|required|timeout|quality|minimum|min|max|policy|policies|"
    "lastset|lastchange|last|onnextlogon|protected|status|count|age|url|uri|vault|keyvault|file|path|type|format|hint"
)
_SECRET_NAME = lazy_pattern(f"(?:{_STEMS})(?!s?(?:v2)?(?:{_ABOUT_A_RULE}))|(?<!by)(?<!com)(?:{_ENDS})s?[0-9]*$")
_ABBREVIATION = lazy_pattern("pas|pass|passw|passwo|passwor|cred|crede|creden|credent|credenti|credentia|sec|secr|secre")
_PUNCTUATION = lazy_pattern(r"[^a-z0-9]+")

_MARKED = (
    r"\bbearer\s+\S|\bbasic\s+(?=\S*[0-9=])[a-z0-9+/]{8,}={0,2}"
    r"|(?:password|passwd|pwd|passphrase|secret|token|api[-_ ]?key)\w*[\"']?(?:\s*[=:]\s*\S|\s+(?:is\s+)?\S*\d)"
    r"|\beyJ[\w-]+\.eyJ|://[^/\s:@]+:[^/\s@]+@|-----BEGIN [A-Z ]*PRIVATE KEY"
)
MARKED = lazy_pattern(_MARKED, re.IGNORECASE)
"""A text that carries a secret by itself, wherever it stands."""

_MENTION = rf"{_STEMS}|securestring|token|bearer|pwd|\bpass\b|\bpw\b|\bpin\b|-pas|-cred|appendchar|api[-_]?key|authorization"
MENTION = lazy_pattern(_MENTION, re.IGNORECASE)
"""A word after which anything may be a secret, where the text does not parse."""

POSSIBLE = lazy_pattern(rf"{_MARKED}|{_MENTION}|pas|pw|pin|sec|cred|key|code", re.IGNORECASE)
"""What every text with a secret has in it: a quick look before the parse."""

SECRET_TYPE = lazy_pattern("credential|securestring", re.IGNORECASE)
"""Types that are made of secrets."""


def is_secret_name(name: str) -> bool:
    """Tell whether a value under this name (parameter, variable, property, key) is a secret."""
    return _SECRET_NAME.search(_PUNCTUATION.sub("", name.lower())) is not None


def is_secret_parameter(name: str) -> bool:
    """Tell the same of a parameter, which may be abbreviated."""
    return is_secret_name(name) or _ABBREVIATION.fullmatch(name.lower()) is not None
