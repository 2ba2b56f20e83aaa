"""The rules that say to whom a policy applies, and the policies that they guard from being removed."""

from __future__ import annotations

import json
from dataclasses import replace

from eopsh.demo.cmdlets.common import exists, invalid, texts
from eopsh.demo.definitions.filter_rules import RULES
from eopsh.demo.execution import Call
from eopsh.demo.families.behaviour import find, rows_of
from eopsh.demo.families.model import Check, Family, Guard, Settings, read_properties
from eopsh.demo.families.policies import RULED
from eopsh.demo.store import DOMAIN, ObjectRow, Store
from eopsh.demo.values import array
from eopsh.objects import Value, Version

TASKS = "Microsoft.Exchange.MessagingPolicies.Rules.Tasks"
FIRST: dict[str, tuple[tuple[str, Settings], ...]] = {
    "HostedContentFilterRule": (
        ("Executives", {"HostedContentFilterPolicy": "Executives", "SentTo": [f"ada.berg@{DOMAIN}", f"zoe.nunez@{DOMAIN}"]}),
    ),
    "HostedOutboundSpamFilterRule": (
        (
            "Newsletter senders",
            {"HostedOutboundSpamFilterPolicy": "Newsletter senders", "From": [f"bruno.mueller@{DOMAIN}"], "State": "Disabled"},
        ),
    ),
    "MalwareFilterRule": (("Engineering", {"MalwareFilterPolicy": "Engineering", "SentToMemberOf": [f"engineering@{DOMAIN}"]}),),
    "AntiPhishRule": (("Finance and board", {"AntiPhishPolicy": "Finance and board", "RecipientDomainIs": [DOMAIN]}),),
}


def _conditions(settings: Settings, names: list[str]) -> list[str]:
    return [name for name in names if settings.get(name)]


def _description(settings: Settings, conditions: list[str], exceptions: list[str], policy: str) -> str:
    def lines(names: list[str]) -> list[str]:
        return [f"\t{name.removeprefix('ExceptIf')} {' or '.join(repr(one) for one in texts(settings[name]))}" for name in names]

    parts = ["If the message:", *lines(conditions), "Take the following actions:", f"\tApply {policy} '{settings.get(policy)}'."]
    parts += ["Except if the message:", *lines(exceptions)] if exceptions else []
    return "\r\n".join((*parts, ""))


def _checked(policy: Family, rule: str, names: list[str]) -> Check:
    """Return what holds for the rules of a policy: it is there, no default, has no other rule, and there is a condition."""

    def check(call: Call, row: ObjectRow, settings: Settings) -> Settings:
        used = find(call.store, policy, settings.get(policy.noun))
        if policy.settings(used).get("IsDefault"):
            raise invalid(f"The default policy '{used.name}' can't be used in a rule: it applies to everybody that no rule names.")
        others = [json.loads(one.settings) for one in call.store.objects(rule, tuple) if one.guid != row.guid]
        if any(one.get(policy.noun) == used.name for one in others):
            raise exists(f"The policy '{used.name}' is already used by another rule.", f"{TASKS}.PolicyAlreadyUsedException")
        if not _conditions(settings, names):
            raise invalid(
                "The rule must contain at least one condition. Specify a condition and try again.", f"{TASKS}.RuleValidationException"
            )
        return {**settings, policy.noun: used.name}

    return check


def _guarded(policy: Family, rule: Family) -> Guard:
    def guard(call: Call, row: ObjectRow, settings: Settings) -> None:
        user = next((one for one in rows_of(call.store, rule) if rule.settings(one).get(policy.noun) == row.name), None)
        if user is not None:
            raise invalid(
                f"The policy '{row.name}' can't be removed because the rule '{user.name}' uses it. Remove the rule first.",
                "Microsoft.Exchange.Management.Tasks.PolicyInUseException",
            )

    return guard


def _rule(noun: str, policy_noun: str, conditions: str) -> Family:
    policy = RULED[policy_noun]
    names = [line.split()[0] for line in conditions.splitlines() if line.strip()]
    plain = [name for name in names if not name.startswith("ExceptIf")]

    def derive(store: Store, row: ObjectRow, settings: Settings) -> dict[str, Value]:
        given = _conditions(settings, plain)
        excepted = _conditions(settings, [name for name in names if name.startswith("ExceptIf")])
        return {
            "Description": _description(settings, given, excepted, policy_noun),
            "RuleVersion": Version(14, 0, 0, 0),
            "Conditions": array([f"{TASKS}.{name}" for name in given], f"{TASKS}.TransportRulePredicate"),
            "Exceptions": array([f"{TASKS}.{name}" for name in excepted], f"{TASKS}.TransportRulePredicate"),
        }

    return Family(
        noun,
        f"{TASKS}.{noun}",
        policy.words.replace("policy", "rule"),
        f"CN={noun}Versioned,CN=Rules,CN=Transport Settings,CN=Configuration",
        read_properties(noun, f"State : {TASKS}.RuleState(Enabled,Disabled) = Enabled\n{policy_noun}\nComments\n", hidden="Enabled"),
        first=FIRST[noun],
        ordered=True,
        switch="State",
        check=_checked(policy, noun, plain),
        derive=derive,
    )


_PAIRS = tuple((_rule(noun, policy, conditions), RULED[policy]) for noun, policy, _, conditions in RULES)
FAMILIES = tuple(one for rule, policy in _PAIRS for one in (rule, replace(policy, guard=_guarded(policy, rule))))
