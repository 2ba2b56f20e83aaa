"""Get-Verb."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateSet
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import PSObject, Value, like
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.local import local_command

_VERBS = {
    "Common": (
        "Add a|Clear cl|Close cs|Copy cp|Enter et|Exit ex|Find fd|Format f|Get g|Hide h|Join j|Lock lk|Move m|New n|Open op|Optimize om|"
        "Push pu|Pop pop|Redo re|Remove r|Rename rn|Reset rs|Resize rz|Search sr|Select sc|Set s|Show sh|Skip sk|Split sl|Step st|"
        "Switch sw|Undo un|Unlock uk|Watch wc"
    ),
    "Communications": "Connect cc|Disconnect dc|Read rd|Receive rc|Send sd|Write wr",
    "Data": (
        "Backup ba|Checkpoint ch|Compare cr|Compress cm|Convert cv|ConvertFrom cf|ConvertTo ct|Dismount dm|Edit ed|Expand en|Export ep|"
        "Group gp|Import ip|Initialize in|Limit l|Merge mg|Mount mt|Out o|Publish pb|Restore rr|Save sv|Sync sy|Unpublish ub|Update ud"
    ),
    "Diagnostic": "Debug db|Measure ms|Ping pi|Repair rp|Resolve rv|Test t|Trace tr",
    "Lifecycle": (
        "Approve ap|Assert as|Build bd|Complete cmp|Confirm cn|Deny dn|Deploy dp|Disable d|Enable e|Install is|Invoke i|Register rg|"
        "Request rq|Restart rt|Resume ru|Start sa|Stop sp|Submit sb|Suspend ss|Uninstall us|Unregister ur|Wait w"
    ),
    "Other": "Use u",
    "Security": "Block bl|Grant gr|Protect pt|Revoke rk|Unblock ul|Unprotect up",
}
APPROVED_VERBS = tuple(pair.partition(" ")[0] for group in _VERBS.values() for pair in group.split("|"))
"""The verbs that names of commands begin with."""
GET_VERB = Command(
    "Get-Verb",
    Parameter("Verb", "System.String[]", sets={ALL_SETS: Membership(position=0, from_pipeline=True, from_property=True)}),
    Parameter(
        "Group",
        "System.String[]",
        sets={ALL_SETS: Membership(position=1, from_pipeline=True, from_property=True)},
        validation=(ValidateSet(tuple(_VERBS)),),
    ),
)


@local_command(GET_VERB)
def get_verb(call: BoundCall, objects: Iterator[Value]) -> Iterator[Value]:
    """Yield the verbs that commands' names should start with."""
    patterns = texts_of(call, "Verb") or ["*"]
    groups = {name.lower() for name in texts_of(call, "Group")} or {name.lower() for name in _VERBS}
    for group, verbs in _VERBS.items():
        if group.lower() not in groups:
            continue
        for verb, _, prefix in (entry.partition(" ") for entry in verbs.split("|")):
            if any(like(verb, pattern) for pattern in patterns):
                yield _info(verb, prefix, group)


def _info(verb: str, prefix: str, group: str) -> PSObject:
    adapted: dict[str, Value] = {"Verb": verb, "AliasPrefix": prefix, "Group": group}
    return PSObject(adapted=adapted, type_names=("System.Management.Automation.VerbInfo", "System.Object"), text=verb)
