"""PowerShell's language as text: tokens, syntax tree, and a parser with three answers. Pure, total, fast."""

from eopsh.language import tree
from eopsh.language.parsed import Answer, Hint, Parsed, ParseError, Token
from eopsh.language.parser import parse, tokenize

__all__ = ["Answer", "Hint", "ParseError", "Parsed", "Token", "parse", "tokenize", "tree"]
