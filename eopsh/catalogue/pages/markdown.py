"""The little Markdown that the pages use: a front matter, headings, fenced blocks, and marks inside lines.

The pages follow one scheme (platyPS 2.0.0), so no general reader is needed: what matters here is what the scheme means, not its looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eopsh.frozen import frozen
from eopsh.patterns import lazy_pattern

_HEADING = lazy_pattern(r"(#{1,3})\s+(.+?)\s*#*\s*\Z")
# How far each looks is bounded, by a length or by its own mark: a page is anybody's text, and may be one line of two millions.
_LINK = lazy_pattern(r"!?\[([^\]]{0,500})\]\([^)\s]{0,2000}(?:\s{1,9}\"[^\"]{0,500}\")?\)")
_STRONG = lazy_pattern(r"\*\*(?=\S)((?:(?!\*\*).)+)(?<=\S)\*\*")
_EMPHASIS = lazy_pattern(r"(?<![\w*])([*_])(?=\S)(.{1,500}?)(?<=[^\s\\])\1(?![\w*])")
_CODE = lazy_pattern(r"(?<!`)(`++)(.{1,2000}?)(?<!`)\1(?!`)")
_ESCAPE = lazy_pattern(r"\\([\\`*_{}\[\]()#+\-.!<>|~])")
_CALLOUT = lazy_pattern(r">\s*\[!(\w+)\]\s*")
_FENCE = "```"


@frozen
class Section:
    """A heading (`level` 1 to 3) and the lines below it up to the next heading."""

    level: int
    title: str
    lines: tuple[str, ...]


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the `key: value` lines between the two `---` at the top (keys in lower case) and the rest of the text."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].strip() != "---":
        return {}, "\n".join(lines)
    end = next((index for index, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    return keys(lines[1:end]), "\n".join(lines[end + 1 :])


def keys(lines: Sequence[str]) -> dict[str, str]:
    """Return what `key: value` lines say, keys in lower case; a later line of the same key holds."""
    parts = (line.partition(":") for line in lines if ":" in line)
    return {key.strip().lower(): value.strip() for key, _, value in parts}


def sections(text: str) -> Iterator[Section]:
    """Yield the sections; what stands before the first heading belongs to none. A `#` in a fenced block is no heading."""
    level, title, lines, fenced = 0, "", list[str](), False
    for line in text.splitlines():
        fenced ^= line.lstrip().startswith(_FENCE)
        heading = None if fenced else _HEADING.match(line)
        if heading is None:
            lines.append(line)
            continue
        if level:
            yield Section(level, title, tuple(lines))
        level, title, lines = len(heading[1]), plain(heading[2]), []
    if level:
        yield Section(level, title, tuple(lines))


@frozen
class Block:
    """A fenced block: the word after its fence (`yaml`, `powershell`, or empty) and its lines."""

    language: str
    lines: tuple[str, ...]


def split_blocks(lines: Sequence[str]) -> tuple[list[str], list[Block]]:
    """Return the lines outside fenced blocks and the blocks in order; a fence that never closes goes to the end."""
    outside: list[str] = []
    blocks: list[Block] = []
    open_block: list[str] | None = None
    language = ""
    for line in lines:
        if line.lstrip().startswith(_FENCE):
            if open_block is None:
                open_block, language = [], line.strip().removeprefix(_FENCE).strip().lower()
            else:
                blocks.append(Block(language, tuple(open_block)))
                open_block = None
        else:
            (outside if open_block is None else open_block).append(line)
    if open_block is not None:
        blocks.append(Block(language, tuple(open_block)))
    return outside, blocks


def paragraphs(lines: Sequence[str]) -> tuple[str, ...]:
    """Return plain paragraphs: the lines of each joined by blanks, a list item a paragraph of its own that begins with "- "."""
    found: list[str] = []
    fresh = True
    for line in lines:
        text = plain(_CALLOUT.sub("", line).lstrip(">").strip())
        item = text.startswith(("- ", "* "))
        if not text:
            fresh = True
        elif item or fresh:
            found.append("- " + text[2:] if item else text)
            fresh = False
        else:
            found[-1] += " " + text
    return tuple(found)


def flowing(parts: Sequence[str]) -> str:
    """Return paragraphs as one text: an empty line between them, none between list items."""
    pieces: list[str] = []
    for before, part in zip(("", *parts), parts, strict=False):
        pieces.append("\n" if before.startswith("- ") and part.startswith("- ") else "\n\n")
        pieces.append(part)
    return "".join(pieces[1:])


def plain(text: str) -> str:
    """Return a line without links, emphasis, code marks and escapes. What stands in code marks is not touched otherwise."""
    pieces: list[str] = []
    end = 0
    for code in _CODE.finditer(text):
        pieces += [_unmarked(text[end : code.start()]), code[2]]
        end = code.end()
    return "".join([*pieces, _unmarked(text[end:])])


def _unmarked(text: str) -> str:
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", _STRONG.sub(r"\1", _LINK.sub(r"\1", text))))
