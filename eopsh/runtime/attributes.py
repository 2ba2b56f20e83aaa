"""Attributes of functions and parameters: which there are, and which properties they have."""

from __future__ import annotations

from eopsh.language import tree
from eopsh.runtime.compiler.unit import Unit
from eopsh.runtime.signals import failure

_OF_PARAMETER = (
    "mandatory position parametersetname valuefrompipeline valuefrompipelinebypropertyname valuefromremainingarguments "
    "helpmessage helpmessagebasename helpmessageresourceid dontshow experimentname experimentaction"
)
_OF_BINDING = (
    "supportsshouldprocess confirmimpact defaultparametersetname helpuri positionalbinding supportspaging "
    "supportstransactions remotingcapability"
)
_OTHERS = (
    "alias allowemptycollection allowemptystring allownull argumentcompleter argumentcompletions credential dynamickeyword "
    "experimental hidden obsolete outputtype pscredential psdefaultvalue supportswildcards suppressmessage validatecount "
    "validatedrive validatelength validatenotnull validatenotnullorempty validatenotnullorwhitespace validatepattern "
    "validaterange validatescript validateset validatetrusteddata validateuserdrive"
)
_PROPERTIES = {"parameter": frozenset(_OF_PARAMETER.split()), "cmdletbinding": frozenset(_OF_BINDING.split())}
_KNOWN = frozenset(_OTHERS.split()) | frozenset(_PROPERTIES)


def check_attributes(attributes: tuple[tree.Node, ...], unit: Unit) -> None:
    """Look at attributes before what they stand at is called.

    Raises:
        ScriptError: there is no such attribute, or it has no such property.
    """
    for each in attributes:
        if isinstance(each, tree.Attribute):
            _check(each, unit)


def _check(attribute: tree.Attribute, unit: Unit) -> None:
    written = attribute.type.name
    name = written.lower().rpartition(".")[2].removesuffix("attribute")
    if name not in _KNOWN and "." not in written:
        message = f"Cannot find the type for custom attribute '{written}'. Make sure that the assembly that contains this type is loaded."
        raise failure(message, "CustomAttributeTypeNotFound", place=unit.place(attribute))
    known = _PROPERTIES.get(name)
    for argument in attribute.named:
        if known is not None and argument.name.lower() not in known:
            kind = "System.Management.Automation.CmdletBindingAttribute"
            message = f"Property '{argument.name}' cannot be found for type '{kind}'."
            raise failure(message, "PropertyNotFoundForType", place=unit.place(argument))
