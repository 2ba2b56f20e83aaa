"""What the cmdlets of a family do: find, make, change, delete, and turn on and off what the store keeps."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from functools import cmp_to_key, partial

from eopsh.demo.cmdlets.common import (
    ambiguous,
    edited,
    exists,
    has_wildcard,
    identity_text,
    invalid,
    limited,
    moment,
    not_found,
    texts,
    wanted,
)
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.families.model import Family, Property, Settings, distinguished_name
from eopsh.demo.records import DOMAIN_CONTROLLER
from eopsh.demo.store import ObjectRow, Store
from eopsh.objects import DateTime, PSObject, Value, compare, like, properties, to_text

LONGEST_NAME = 64
RESOLVED = ("Name", "DisplayName", "Alias", "FirstName", "LastName", "PrimarySmtpAddress")
"""What -Anr looks into."""
DIRECTORY = "Microsoft.Exchange.Data.Directory"


def rows_of(store: Store, family: Family) -> list[ObjectRow]:
    """Return a family's objects in their order."""
    return store.objects(family.rows, family.seeds)


def names_of(family: Family, row: ObjectRow) -> Iterator[str]:
    """Yield what identifies an object, folded."""
    yield row.name.casefold()
    yield row.guid
    yield distinguished_name(family, row.name).casefold()
    settings = family.settings(row) if family.keys else {}
    yield from (to_text(settings.get(key)).casefold() for key in family.keys if settings.get(key))


def find(store: Store, family: Family, value: Value) -> ObjectRow:
    """Return the object that a name, GUID, DN or object means.

    Raises:
        CmdletError: there is none, or there are several.
    """
    identity = identity_text(value)
    key = identity.casefold().rpartition("\\")[2].strip("{}")
    found = [row for row in rows_of(store, family) if key in names_of(family, row)]
    if not found:
        raise not_found(identity)
    if len({row.guid for row in found}) > 1:
        raise ambiguous(identity)
    return found[0]


def chosen(call: Call, family: Family) -> list[ObjectRow]:
    """Return the objects that -Identity means: one, those of a pattern, or all."""
    if call.get("Identity") is None or family.single:
        return rows_of(call.store, family)
    identity = identity_text(call.get("Identity"))
    if not has_wildcard(identity):
        return [find(call.store, family, call.get("Identity"))]
    return [row for row in rows_of(call.store, family) if any(like(name, identity) for name in names_of(family, row))]


def get_objects(family: Family, call: Call) -> Iterator[Value]:
    """Get: the objects of -Identity that the other parameters let through."""
    objects = iter(sorted_objects(call, (family.object(call.store, row) for row in chosen(call, family))))
    predicate = wanted(call, family.noun, known_properties(family, call.store))
    test = passes(family, call)
    yield from limited(call, (one for one in objects if test(one) and (predicate is None or predicate(one.get))))


def sorted_objects(call: Call, objects: Iterable[PSObject]) -> Iterable[PSObject]:
    """Return objects in the order of -SortBy."""
    name = call.text("SortBy") or call.text("Sortby")
    if name is None:
        return objects
    listed = list(objects)
    if listed and not listed[0].has(name):
        raise invalid(f"The property '{name}' can't be used to sort the results.", target=name)
    key = cmp_to_key(compare)
    return sorted(listed, key=lambda one: key(to_text(one.get(name))))


def known_properties(family: Family, store: Store) -> Iterator[str]:
    """Yield the names of the properties that a family's objects show."""
    yield from (one.name for one in family.properties)
    for row in rows_of(store, family)[:1]:
        yield from (name for name, _ in properties(family.object(store, row)))


def passes(family: Family, call: Call) -> Callable[[PSObject], bool]:
    """Return the test of -Anr, and of the parameters of Get that have a property's name."""
    start = (call.text("Anr") or call.text("ANR") or "").casefold()
    asked = {
        name: {text.casefold() for text in texts(value)} for name, value in call.values.items() if family.property_of(name) is not None
    }

    def test(one: PSObject) -> bool:
        return (not start or any(to_text(one.get(name)).casefold().startswith(start) for name in RESOLVED)) and all(
            values & {text.casefold() for text in texts(one.get(name))} for name, values in asked.items()
        )

    return test


def kept(call: Call, one: Property, parameter: str, old: Value) -> Value:
    """Return a parameter's value as the store keeps it; `@{Add=..;Remove=..}` edits a list."""
    value = call.get(parameter)
    if one.is_list:
        return list(edited(texts(old), value))
    if value is None or isinstance(value, bool):
        return value
    if one.type == "System.DateTime":
        return moment(call, parameter) if isinstance(value, DateTime | str) else value
    if one.range is not None:
        return _within(one, value)
    return int(value) if isinstance(value, int) else to_text(value)


def _within(one: Property, value: Value) -> int:
    assert one.range is not None
    low, high = one.range
    text = to_text(value)
    if not text.lstrip("-").isdecimal() or not low <= int(text) <= high:
        raise invalid(
            f'The value "{text}" isn\'t valid. The value must be between {low} and {high}. Property Name: {one.name}',
            "Microsoft.Exchange.Data.DataValidationException",
            text,
        )
    return int(text)


def changed_settings(family: Family, call: Call, old: Settings) -> Settings:
    """Return the settings after what the call sets."""
    result = dict(old)
    for parameter in call.values:
        one = family.property_of(parameter)
        if one is not None:
            result[one.name] = kept(call, one, parameter, old.get(one.name))
    return result


def check_length(name: str) -> None:
    """Refuse a name that is empty or too long."""
    if not name.strip():
        raise invalid(
            "The property value is invalid. The value can't be empty. Property Name: Name",
            "Microsoft.Exchange.Data.DataValidationException",
        )
    if len(name) > LONGEST_NAME:
        raise invalid(
            f"The length of the property is too long. The maximum length is {LONGEST_NAME} and the length of the value provided is "
            f"{len(name)}. Property Name: Name",
            "Microsoft.Exchange.Data.DataValidationException",
            name,
        )


def check_name(family: Family, store: Store, name: str, own: str = "") -> None:
    """Refuse a name that is empty, too long, or another object's."""
    check_length(name)
    if any(row.name.casefold() == name.casefold() and row.guid != own for row in rows_of(store, family)):
        raise exists(
            f"Active Directory operation failed on {DOMAIN_CONTROLLER}. The object '{distinguished_name(family, name)}' already exists.",
            f"{DIRECTORY}.ADObjectAlreadyExistsException",
        )


def rank_of(call: Call, count: int, default: int) -> int:
    """Return the priority that the call asks for, of the `count` that an ordered family may have."""
    value = call.get("Priority")
    if value is None:
        return default
    rank = int(to_text(value))
    if not 0 <= rank <= count:
        message = f"The priority value {rank} isn't valid. The value must be between 0 and {count}."
        raise invalid(message, "Microsoft.Exchange.MessagingPolicies.Rules.Tasks.InvalidPriorityException", to_text(value))
    return rank


def packed(family: Family, settings: Settings) -> str:
    """Return settings as the store keeps them: what differs from the defaults."""
    defaults = family.defaults()
    return json.dumps({name: value for name, value in settings.items() if name not in defaults or value != defaults[name]})


def new_object(family: Family, call: Call) -> Iterator[Value]:
    """New."""
    name = call.text(family.named) or ""
    check_name(family, call.store, name)
    settings = changed_settings(family, call, family.defaults())
    if family.ordered and call.get("Enabled") is False:
        settings["State"] = "Disabled"
    count, now = len(rows_of(call.store, family)), int(time.time())
    row = ObjectRow(str(uuid.uuid4()), name, rank_of(call, count, count) if family.ordered else 0, now, now, "")
    if family.check is not None:
        settings = family.check(call, row, settings)
    row = row._replace(settings=packed(family, settings))
    if call.should_process(f'Creating {family.words} "{name}".'):
        call.store.write_object(family.rows, row, ordered=family.ordered)
        yield family.object(call.store, row)


def set_object(family: Family, call: Call) -> Iterator[Value]:
    """Set."""
    row = rows_of(call.store, family)[0] if family.single else find(call.store, family, call.get("Identity"))
    name = call.text("Name") or row.name
    check_name(family, call.store, name, row.guid)
    settings = changed_settings(family, call, family.settings(row))
    rank = rank_of(call, len(rows_of(call.store, family)) - 1, row.rank) if family.ordered else row.rank
    changed = row._replace(name=name, rank=rank)
    if family.check is not None:
        settings = family.check(call, changed, settings)
    changed = changed._replace(settings=packed(family, settings))
    if call.should_process(f'Setting {family.words} "{row.name}".'):
        apply(family, call, row, changed)
        if call.get("MakeDefault"):
            _make_default(family, call.store, row.guid)
    yield from ()


def apply(family: Family, call: Call, row: ObjectRow, changed: ObjectRow) -> None:
    """Write a changed object, or warn that nothing has changed."""
    if changed._replace(settings="") != row._replace(settings="") or json.loads(changed.settings) != json.loads(row.settings):
        call.store.write_object(family.rows, changed._replace(changed=int(time.time())), ordered=family.ordered)
    elif not call.get("MakeDefault"):
        call.warn(f"The command completed successfully but no settings of '{row.name}' have been modified.")


def _make_default(family: Family, store: Store, guid: str) -> None:
    for row in rows_of(store, family):
        settings = {**family.settings(row), "IsDefault": row.guid == guid}
        store.write_object(family.rows, row._replace(settings=packed(family, settings)))


def remove_object(family: Family, call: Call) -> Iterator[Value]:
    """Remove."""
    row = find(call.store, family, call.get("Identity"))
    settings = family.settings(row)
    if settings.get("IsDefault"):
        raise invalid(
            f"The {family.words} '{row.name}' can't be removed because it's the default.",
            "Microsoft.Exchange.Management.Tasks.CannotRemoveDefaultException",
        )
    if family.guard is not None:
        family.guard(call, row, settings)
    if call.should_process(f'Removing {family.words} "{row.name}".'):
        call.store.remove_object(family.rows, row.guid, ordered=family.ordered)
    yield from ()


def turn(family: Family, on: bool, call: Call) -> Iterator[Value]:
    """Enable and Disable."""
    row = find(call.store, family, call.get("Identity"))
    state = "Enabled" if on else "Disabled"
    settings = {**family.settings(row), family.switch: state}
    if call.should_process(f'{state[:-1].rstrip("e")}ing {family.words} "{row.name}".'):
        apply(family, call, row, row._replace(settings=packed(family, settings)))
    yield from ()


VERBS: dict[str, Callable[[Family, Call], Iterator[Value]]] = {
    "Get": get_objects,
    "New": new_object,
    "Set": set_object,
    "Remove": remove_object,
    "Enable": lambda family, call: turn(family, True, call),
    "Disable": lambda family, call: turn(family, False, call),
}


def cmdlets_of(family: Family) -> tuple[Cmdlet, ...]:
    """Return the cmdlets that the definitions have for a family's noun."""
    named = ((f"{verb}-{family.noun}", run) for verb, run in VERBS.items())
    return tuple(Cmdlet(DEFINITIONS[name], partial(run, family)) for name, run in named if name in DEFINITIONS)
