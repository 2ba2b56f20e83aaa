"""*-TransportRule: rules are read, made, changed, put in order, switched on and off."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator

from eopsh.binding import is_taken_everywhere
from eopsh.demo.cmdlets.common import ambiguous, exists, has_wildcard, identity_text, invalid, limited, moment, not_found, texts, wanted
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.definitions.transport_rule import NAMESPACE, VALUES
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.store import TENANT, RuleRow, Store
from eopsh.demo.values import array, date, enum, guid, multi, types
from eopsh.objects import PSList, PSObject, Value, Version, like, properties, to_text

RULES = "Microsoft.Exchange.MessagingPolicies.Rules"
TYPES = types(
    f"{NAMESPACE}.TransportRule",
    "Microsoft.Exchange.Management.Rules.RulePresentationObjectBase",
    "Microsoft.Exchange.Data.ConfigurableObject",
)
OPTIONS = frozenset(
    [
        "Name",
        "Priority",
        "Enabled",
        "Mode",
        "Comments",
        "ActivationDate",
        "ExpiryDate",
        "RuleErrorAction",
        "RuleSubType",
        "SenderAddressLocation",
        "RecipientAddressType",
        "UseLegacyRegex",
        "Identity",
        "Confirm",
        "WhatIf",
    ]
)
ACTIONS = frozenset(
    [
        "AddManagerAsRecipientType",
        "AddToRecipients",
        "ApplyClassification",
        "ApplyHtmlDisclaimerText",
        "ApplyOME",
        "ApplyRightsProtectionTemplate",
        "BlindCopyTo",
        "CopyTo",
        "DeleteMessage",
        "Disconnect",
        "GenerateIncidentReport",
        "GenerateNotification",
        "LogEventText",
        "ModerateMessageByManager",
        "ModerateMessageByUser",
        "PrependSubject",
        "Quarantine",
        "RedirectMessageTo",
        "RejectMessageReasonText",
        "RemoveHeader",
        "RemoveOME",
        "RemoveOMEv2",
        "RemoveRMSAttachmentEncryption",
        "RouteMessageOutboundConnector",
        "RouteMessageOutboundRequireTls",
        "SetAuditSeverity",
        "SetHeaderName",
        "SetSCL",
        "SmtpRejectMessageRejectText",
        "StopRuleProcessing",
    ]
)
ACTION_DETAILS = frozenset(
    [
        "ApplyHtmlDisclaimerFallbackAction",
        "ApplyHtmlDisclaimerLocation",
        "ApplyRightsProtectionCustomizationTemplate",
        "IncidentReportContent",
        "RejectMessageEnhancedStatusCode",
        "SetHeaderValue",
        "SmtpRejectMessageRejectStatusCode",
    ]
)
DETAILS_OF_CONDITIONS = frozenset(
    ["ADComparisonOperator", "HeaderContainsWords", "HeaderMatchesPatterns", "ManagerForEvaluatedUser", "BetweenMemberOf2"]
)
PARAMETERS = {
    parameter.name: parameter for parameter in DEFINITIONS["New-TransportRule"].command.parameters if parameter.name not in OPTIONS
}
SETTINGS = tuple(name for name in PARAMETERS if not is_taken_everywhere(name))
"""Every condition, exception and action, in the documentation's order."""


def _parts(settings: dict[str, Value]) -> tuple[list[str], list[str], list[str]]:
    """Return the names of the conditions, exceptions and actions that a rule has."""
    given = [name for name in SETTINGS if settings.get(name) not in (None, False, [], "")]
    actions = [name for name in given if name in ACTIONS]
    exceptions = [name for name in given if name.startswith("ExceptIf") and name.removeprefix("ExceptIf") not in DETAILS_OF_CONDITIONS]
    rest = ACTIONS | ACTION_DETAILS | DETAILS_OF_CONDITIONS
    conditions = [name for name in given if name not in rest and not name.startswith("ExceptIf")]
    return conditions, exceptions, actions


def _text(value: Value) -> str:
    return " or ".join(f"'{item}'" for item in texts(value)) if isinstance(value, list) else to_text(value)


def _description(settings: dict[str, Value]) -> str:
    conditions, exceptions, actions = _parts(settings)
    lines = ["If the message:", *(f"\t{name} {_text(settings[name])}" for name in conditions)] if conditions else ["Apply to all messages"]
    lines += ["Take the following actions:", *(f"\t{name} {_text(settings[name])}" for name in actions)]
    lines += ["Except if the message:", *(f"\t{name} {_text(settings[name])}" for name in exceptions)] if exceptions else []
    return "\r\n".join((*lines, ""))


def _setting(name: str, value: Value) -> Value:
    kind = PARAMETERS[name].type
    if value is None:
        return False if kind == "System.Boolean" else None
    if kind.endswith("[]") and isinstance(value, list):
        return array(value, kind.removesuffix("[]"))
    if isinstance(value, list):
        return multi(value)
    members = VALUES.get(kind.rpartition(".")[2])
    return enum(kind, members, value) if members and isinstance(value, str) else value


def _classes(names: list[str]) -> PSList | None:
    if not names:
        return None
    return array([f"{NAMESPACE}.{name}" for name in names], f"{NAMESPACE}.TransportRulePredicate")


def rule_object(row: RuleRow) -> PSObject:
    """Return a rule as Get-TransportRule shows it."""
    settings: dict[str, Value] = json.loads(row.settings)
    conditions, exceptions, actions = _parts(settings)
    place = f"CN={row.name},CN=TransportVersioned,CN=Rules,CN=Transport Settings,CN=Configuration,CN={TENANT},DC=CONTOSO,DC=COM"
    properties: dict[str, Value] = {
        "Priority": row.priority,
        "DlpPolicy": None,
        "DlpPolicyId": uuid.UUID(int=0),
        "Comments": settings.get("Comments"),
        "ManuallyModified": False,
        "ActivationDate": _date(settings.get("ActivationDate")),
        "ExpiryDate": _date(settings.get("ExpiryDate")),
        "Description": _description(settings),
        "RuleVersion": Version(14, 0, 0, 0),
        "Size": len(row.settings.encode()),
        "Conditions": _classes(conditions),
        "Exceptions": _classes(exceptions),
        "Actions": _classes(actions),
        "State": enum(f"{RULES}.RuleState", "Disabled Enabled", "Enabled" if row.enabled else "Disabled"),
        "Mode": enum(f"{RULES}.RuleMode", "Enforce Audit AuditAndNotify", to_text(settings.get("Mode") or "Enforce")),
        "RuleErrorAction": enum(f"{RULES}.RuleErrorAction", "Ignore Defer", to_text(settings.get("RuleErrorAction") or "Ignore")),
        "SenderAddressLocation": enum(
            f"{RULES}.SenderAddressLocation", "Header Envelope HeaderOrEnvelope", to_text(settings.get("SenderAddressLocation") or "Header")
        ),
        "RecipientAddressType": enum(
            f"{RULES}.RecipientAddressType", "Original Resolved", to_text(settings.get("RecipientAddressType") or "Resolved")
        ),
        "RuleSubType": enum(f"{RULES}.RuleSubType", "None Dlp", to_text(settings.get("RuleSubType") or "None")),
        "UseLegacyRegex": bool(settings.get("UseLegacyRegex")),
        **{name: _setting(name, settings.get(name)) for name in SETTINGS},
        "Identity": row.name,
        "Name": row.name,
        "DistinguishedName": place,
        "Guid": guid(row.guid),
        "ImmutableId": guid(row.guid),
        "OrganizationId": f"CONTOSO.COM/Hosted Organizations/{TENANT} - CONTOSO.COM/ConfigurationUnits/{TENANT}/Configuration",
        "WhenChanged": date(row.changed),
        "IsValid": True,
        "ExchangeVersion": "0.1 (8.0.535.0)",
        "ObjectState": "Unchanged",
    }
    return PSObject(adapted=properties, type_names=TYPES, text=row.name)


def _date(value: Value) -> Value:
    return date(value) if isinstance(value, int) else None


def find_rule(store: Store, value: Value) -> RuleRow:
    """Return the rule that a name, DN, GUID or object means."""
    identity = identity_text(value)
    found = [row for row in store.rules() if _is(row, identity)]
    if not found:
        raise not_found(identity)
    if len(found) > 1:
        raise ambiguous(identity)
    return found[0]


def _is(row: RuleRow, identity: str) -> bool:
    key = identity.casefold()
    name = key[3:].split(",cn=transportversioned")[0] if key.startswith("cn=") else key.rpartition("\\")[2]
    return row.name.casefold() in (key, name) or row.guid == key.strip("{}")


def get_rules(call: Call) -> Iterator[Value]:
    """Get-TransportRule."""
    identity = identity_text(call.get("Identity")) if call.get("Identity") is not None else None
    if identity is not None and not has_wildcard(identity):
        rows = [find_rule(call.store, identity)]
    else:
        rows = [row for row in call.store.rules() if identity is None or like(row.name, identity)]
    state = call.text("State")
    if state is not None:
        rows = [row for row in rows if bool(row.enabled) == (state == "Enabled")]
    predicate = wanted(call, "TransportRule", (name for row in rows[:1] for name, _ in properties(rule_object(row))))
    bags = (rule_object(row) for row in rows)
    yield from limited(call, bags if predicate is None else (bag for bag in bags if predicate(bag.get)))


def _plain(name: str, value: Value) -> Value:
    """Return a parameter's value as the store keeps it."""
    if isinstance(value, list):
        return [to_text(item) for item in value]
    if value is None or isinstance(value, bool | str):
        return value
    return int(value) if isinstance(value, int) else to_text(value)


def _changes(call: Call, settings: dict[str, Value]) -> dict[str, Value]:
    """Return a rule's settings after what the call sets."""
    result = dict(settings)
    for name, value in call.values.items():
        if name in ("ActivationDate", "ExpiryDate"):
            result[name] = moment(call, name)
        elif (
            name
            in (
                "Mode",
                "Comments",
                "RuleErrorAction",
                "RuleSubType",
                "SenderAddressLocation",
                "RecipientAddressType",
                "UseLegacyRegex",
            )
            or name in SETTINGS
        ):
            result[name] = _plain(name, value)
    return {name: value for name, value in result.items() if value is not None}


def _validate(settings: dict[str, Value]) -> None:
    if not _parts(settings)[2]:
        raise invalid("The rule must contain at least one action. Specify an action and try again.", f"{NAMESPACE}.RuleValidationException")
    score = settings.get("SetSCL")
    if score is not None and not (to_text(score).lstrip("-").isdecimal() and -1 <= int(to_text(score)) <= 9):
        raise invalid(
            f"The SCL value '{to_text(score)}' isn't valid. Valid values are -1 and 0 through 9.", "System.ArgumentOutOfRangeException"
        )


def _priority(call: Call, count: int, default: int) -> int:
    value = call.get("Priority")
    if value is None:
        return default
    priority = int(to_text(value))
    if not 0 <= priority <= count:
        message = f"The priority value {priority} isn't valid. The value must be between 0 and {count}."
        raise invalid(message, f"{NAMESPACE}.InvalidPriorityException", to_text(value))
    return priority


def _check_name(store: Store, name: str, own: str = "") -> None:
    if any(row.name.casefold() == name.casefold() and row.guid != own for row in store.rules()):
        raise exists(
            f'The transport rule can\'t be created or renamed because there is already a rule with the name "{name}".',
            f"{NAMESPACE}.RuleNameAlreadyExistsException",
        )


def new_rule(call: Call) -> Iterator[Value]:
    """New-TransportRule."""
    name = call.text("Name") or ""
    if not name.strip():
        raise invalid("The rule name can't be empty.")
    _check_name(call.store, name)
    settings = _changes(call, {"Mode": "Enforce"})
    _validate(settings)
    count = len(call.store.rules())
    row = RuleRow(
        str(uuid.uuid4()), name, _priority(call, count, count), call.get("Enabled") is not False, int(time.time()), json.dumps(settings)
    )
    if call.should_process(f'Creating transport rule "{name}".'):
        call.store.write_rule(row)
        yield rule_object(row)


def set_rule(call: Call) -> Iterator[Value]:
    """Set-TransportRule."""
    row = find_rule(call.store, call.get("Identity"))
    name = call.text("Name") or row.name
    _check_name(call.store, name, row.guid)
    settings = _changes(call, json.loads(row.settings))
    _validate(settings)
    priority = _priority(call, len(call.store.rules()) - 1, row.priority)
    changed = row._replace(name=name, priority=priority, settings=json.dumps(settings), changed=int(time.time()))
    yield from _apply(call, row, changed, f'Setting transport rule "{row.name}".')


def _apply(call: Call, row: RuleRow, changed: RuleRow, query: str) -> Iterator[Value]:
    if not call.should_process(query):
        return
    if changed._replace(changed=row.changed) == row:
        call.warn(f"The command completed successfully but no settings of '{row.name}' have been modified.")
        return
    call.store.write_rule(changed)
    yield from ()


def remove_rule(call: Call) -> Iterator[Value]:
    """Remove-TransportRule."""
    row = find_rule(call.store, call.get("Identity"))
    if call.should_process(f'Removing transport rule "{row.name}".'):
        call.store.remove_rule(row.guid)
    yield from ()


def enable_rule(call: Call) -> Iterator[Value]:
    """Enable-TransportRule."""
    row = find_rule(call.store, call.get("Identity"))
    settings = {**json.loads(row.settings), **({"Mode": call.text("Mode")} if "Mode" in call else {})}
    changed = row._replace(enabled=1, settings=json.dumps(settings), changed=int(time.time()))
    yield from _apply(call, row, changed, f'Enabling transport rule "{row.name}".')


def disable_rule(call: Call) -> Iterator[Value]:
    """Disable-TransportRule."""
    row = find_rule(call.store, call.get("Identity"))
    yield from _apply(call, row, row._replace(enabled=0, changed=int(time.time())), f'Disabling transport rule "{row.name}".')


CMDLETS = tuple(
    Cmdlet(DEFINITIONS[f"{verb}-TransportRule"], run)
    for verb, run in (
        ("Get", get_rules),
        ("New", new_rule),
        ("Set", set_rule),
        ("Remove", remove_rule),
        ("Enable", enable_rule),
        ("Disable", disable_rule),
    )
)
