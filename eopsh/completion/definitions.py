"""What the text itself defines, read and not run: functions, and classes with what they take from the class they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial

from eopsh.catalogue import Command, Kind
from eopsh.completion.context import CompletionContext, declaration
from eopsh.completion.dotnet import TypeFacts, facts, full_name
from eopsh.language import Answer, Parsed, parse, tree
from eopsh.language.walk import descendants
from eopsh.runtime.compiler.unit import Unit
from eopsh.runtime.parameters import Parameters

_DEFINING = ("function", "filter", "workflow")


def functions_in(parsed: Parsed) -> Iterator[tree.FunctionDefinition]:
    """Yield the functions that a text defines, not the methods of its classes; looked for only where the words for it are there."""
    lowered = parsed.text.lower()
    if not any(word in lowered for word in _DEFINING):
        return
    methods: set[int] = set()
    for node in descendants(parsed.tree):
        if isinstance(node, tree.FunctionMember):
            methods.add(node.function.start)
        elif isinstance(node, tree.FunctionDefinition) and node.start not in methods:
            yield node


def with_own_functions(context: CompletionContext, parsed: Parsed) -> CompletionContext:
    """Return the context with the functions of the text, which go before those of the session."""
    own = {node.name.rpartition(":")[2]: node for node in functions_in(parsed)}
    if not own:
        return context
    folded = {name.lower() for name in own}
    others = {name: command for name, command in context.functions.items() if name.lower() not in folded}
    bodies = {name.lower(): Parsed(parsed.text, Answer.COMPLETE, node.body, ()) for name, node in own.items()}
    declared = {name: _declared_in(name, parsed.text[node.start : node.end]) for name, node in own.items()}
    return replace(context, functions={**others, **declared}, bodies={**context.bodies, **bodies})


@lru_cache(maxsize=256)
def _declared_in(name: str, source: str) -> Command:
    """Return the declaration of the function that a text is; kept, because all of a script stay the same while one is typed."""
    node = next(functions_in(parse(source)), None)
    # What is unfinished may read differently by itself.
    return Command(name, kind=Kind.FUNCTION) if node is None else declaration(name, partial(_parameters, node, source))


def _parameters(node: tree.FunctionDefinition, text: str) -> Parameters:
    block = node.body.param_block
    nodes = node.parameters or (block.parameters if block is not None else ())
    return Parameters(nodes, (*node.body.attributes, *(block.attributes if block is not None else ())), Unit(text))


def class_facts(node: tree.TypeDefinition, base: TypeFacts | None, text: str) -> TypeFacts:
    """Return the members of a class, static ones apart; `base` is what it stands on."""
    own: dict[tuple[bool, bool], dict[str, str]] = {}
    for member in node.members:
        method = isinstance(member, tree.FunctionMember)
        if not method or member.name.lower() != node.name.lower():
            own.setdefault((method, _is_static(member, text)), {})[member.name] = _type_of(member.attributes)
    plain = facts("System.Object")
    inherited = base or plain
    methods = inherited.methods if inherited is not None else {}
    statics = plain.static_methods if plain is not None else {}
    return TypeFacts(
        node.name,
        "",
        {**own.get((False, False), {}), **(inherited.properties if inherited is not None else {})},
        {**own.get((True, False), {}), **methods},
        own.get((False, True), {}),
        {"new": node.name, **own.get((True, True), {}), **{name: kind for name, kind in statics.items() if name != "new"}},
    )


def _is_static(member: tree.PropertyMember | tree.FunctionMember, text: str) -> bool:
    end = member.function.start if isinstance(member, tree.FunctionMember) else member.end
    head = text[member.start : end].partition("$")[0].lower()
    return "static" in head.replace("[", " [").replace("]", "] ").split()


def _type_of(attributes: tuple[tree.Attribute | tree.TypeConstraint, ...]) -> str:
    constraint = next((each for each in attributes if isinstance(each, tree.TypeConstraint)), None)
    return full_name(constraint.type.name) if constraint is not None else ""
