"""What the text's own classes have: read from their definitions, with what they take from the class they stand on."""

from __future__ import annotations

from eopsh.completion.dotnet import TypeFacts, facts, full_name
from eopsh.language import tree


def class_facts(node: tree.TypeDefinition, base: TypeFacts | None, text: str) -> TypeFacts:
    """Return the members of a class, static ones apart; `base` is what it stands on."""
    own: dict[tuple[bool, bool], dict[str, str]] = {}
    for member in node.members:
        method = isinstance(member, tree.FunctionMember)
        if not method or member.name.lower() != node.name.lower():
            own.setdefault((method, _is_static(member, text)), {})[member.name] = _declared(member.attributes)
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


def _declared(attributes: tuple[tree.Attribute | tree.TypeConstraint, ...]) -> str:
    constraint = next((each for each in attributes if isinstance(each, tree.TypeConstraint)), None)
    return full_name(constraint.type.name) if constraint is not None else ""
