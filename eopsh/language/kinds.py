"""Token kinds under PowerShell's names, and what the grammar asks about them."""

from __future__ import annotations

KEYWORDS: dict[str, str] = {
    name.lower(): name
    for name in [
        "Assembly",
        "Base",
        "Begin",
        "Break",
        "Catch",
        "Class",
        "Clean",
        "Command",
        "Configuration",
        "Continue",
        "Data",
        "Default",
        "Define",
        "Do",
        "Dynamicparam",
        "Else",
        "ElseIf",
        "End",
        "Enum",
        "Exit",
        "Filter",
        "Finally",
        "For",
        "Foreach",
        "From",
        "Function",
        "Hidden",
        "If",
        "In",
        "Interface",
        "Module",
        "Namespace",
        "Parallel",
        "Param",
        "Private",
        "Process",
        "Public",
        "Return",
        "Sequence",
        "Static",
        "Switch",
        "Throw",
        "Trap",
        "Try",
        "Type",
        "Until",
        "Using",
        "Var",
        "While",
        "Workflow",
    ]
}

BLOCK_NAMES = frozenset({"Begin", "Process", "End", "Clean", "Dynamicparam"})

# What a comparison is called with the prefix that names its case rule: -eq and -ieq are Ieq, -ceq is Ceq.
_CASED = [
    "eq",
    "ne",
    "ge",
    "gt",
    "lt",
    "le",
    "like",
    "notlike",
    "match",
    "notmatch",
    "replace",
    "contains",
    "notcontains",
    "in",
    "notin",
    "split",
]
_UNCASED = {
    "and": "And",
    "or": "Or",
    "xor": "Xor",
    "band": "Band",
    "bor": "Bor",
    "bxor": "Bxor",
    "not": "Not",
    "bnot": "Bnot",
    "shl": "Shl",
    "shr": "Shr",
    "is": "Is",
    "isnot": "IsNot",
    "as": "As",
    "f": "Format",
    "join": "Join",
}

OPERATORS: dict[str, str] = {
    **_UNCASED,
    **{name: "I" + name for name in _CASED},
    **{"i" + name: "I" + name for name in _CASED},
    **{"c" + name: "C" + name for name in _CASED},
}
"""The dash operators, lower-case and without the dash."""

_COMPARISON = 3

PRECEDENCE: dict[str, int] = {
    **dict.fromkeys(("And", "Or", "Xor"), 1),
    **dict.fromkeys(("Band", "Bor", "Bxor"), 2),
    **dict.fromkeys(("Is", "IsNot", "As", "Join", "Shl", "Shr"), _COMPARISON),
    **{case + name: _COMPARISON for case in "IC" for name in _CASED},
    "QuestionQuestion": 4,
    "Plus": 5,
    "Minus": 5,
    "Multiply": 6,
    "Divide": 6,
    "Rem": 6,
    "Format": 7,
    "DotDot": 8,
}
"""Binary operators; a higher figure binds tighter. The comma binds tighter than all of them."""

UNARY = frozenset(["Not", "Bnot", "Exclaim", "Plus", "Minus", "PlusPlus", "MinusMinus", "Comma", "Isplit", "Csplit", "Join"])

ASSIGNMENT = frozenset(
    ["Equals", "PlusEquals", "MinusEquals", "MultiplyEquals", "DivideEquals", "RemainderEquals", "QuestionQuestionEquals"]
)

# Read the same way whatever mode the parser is in.
INVARIANT = frozenset(
    [
        "EndOfInput",
        "NewLine",
        "Semi",
        "Comma",
        "LParen",
        "RParen",
        "LCurly",
        "RCurly",
        "AtParen",
        "AtCurly",
        "DollarParen",
        "Pipe",
        "OrOr",
        "AndAnd",
        "Ampersand",
        "StringLiteral",
        "HereStringLiteral",
        "StringExpandable",
        "HereStringExpandable",
    ]
)

KEYWORD = frozenset({"Keyword"})
NO_FLAGS: frozenset[str] = frozenset()


def flags_of(kind: str) -> frozenset[str]:
    """Return the flags that a kind has by itself, wherever it stands."""
    return _FLAGS.get(kind, NO_FLAGS)


_FLAGS: dict[str, frozenset[str]] = {}
for _kind in KEYWORDS.values():
    _FLAGS[_kind] = KEYWORD
for _kind in PRECEDENCE:
    _FLAGS[_kind] = frozenset({"BinaryOperator"})
for _kind in UNARY:
    _FLAGS[_kind] = _FLAGS.get(_kind, NO_FLAGS) | {"UnaryOperator"}
for _kind in ASSIGNMENT:
    _FLAGS[_kind] = frozenset({"AssignmentOperator"})
