"""*-User: the accounts behind the mail users."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

from eopsh.demo.cmdlets.common import has_wildcard, identity_text, limited, wanted
from eopsh.demo.cmdlets.mail_user import find_user
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.definitions.mail_user import NAMESPACE
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.families.behaviour import changed_settings, check_length, packed, passes, sorted_objects
from eopsh.demo.families.directory import find_recipient
from eopsh.demo.families.model import Family, Settings, read_properties
from eopsh.demo.store import MailUserRow, ObjectRow, Store
from eopsh.demo.values import enum
from eopsh.objects import PSObject, Value, like, to_text

COLUMNS = {"FirstName": "first_name", "LastName": "last_name", "DisplayName": "display_name"}


def _kinds(store: Store, row: ObjectRow, settings: Settings) -> dict[str, Value]:
    return {
        "RecipientType": enum(f"{NAMESPACE}.RecipientType", "Invalid User UserMailbox MailUser", "MailUser"),
        "RecipientTypeDetails": enum(f"{NAMESPACE}.RecipientTypeDetails", "None UserMailbox MailUser", "MailUser"),
    }


USER = Family(
    "User",
    "Microsoft.Exchange.Data.Directory.Management.User",
    "user",
    "OU=Microsoft Exchange Hosted Organizations",
    read_properties(
        "User",
        """
        UserPrincipalName : String
        SamAccountName : String
        AccountDisabled : Boolean = False
        UserAccountControl : String = NormalAccount
        FirstName
        LastName
        DisplayName
        Initials
        Title
        Department
        Company
        Office
        Manager
        DirectReports : MultiValuedProperty
        City
        StateOrProvince
        PostalCode
        CountryOrRegion
        Phone
        MobilePhone
        RemotePowerShellEnabled = True
        WindowsEmailAddress
        RecipientType : String
        RecipientTypeDetails : String
        """,
        hidden="ResetPasswordOnNextLogon ClearDataEncryptionPolicy RemoveMailboxProvisioningConstraint PublicFolder",
    ),
    derive=_kinds,
)
JOBS = ("Accountant", "Buyer", "Developer", "Clerk", "Designer", "Manager")
PLACES = ("Porto", "Graz", "Oslo", "Kyiv", "Pune")


def settings_of(row: MailUserRow) -> Settings:
    """Return what a user has: what the mail user says, and what Set-User set beside it."""
    changes = json.loads(row.changes) if row.changes else {}
    return {
        **USER.defaults(),
        "UserPrincipalName": row.address,
        "SamAccountName": row.alias,
        "WindowsEmailAddress": row.address,
        "Title": JOBS[row.id % len(JOBS)],
        "City": PLACES[row.id % len(PLACES)],
        "Company": "Contoso",
        **{name: getattr(row, column) for name, column in COLUMNS.items()},
        **changes.get("User", {}),
    }


def user_shown(store: Store, row: MailUserRow) -> PSObject:
    """Return a user as Get-User shows it."""
    return USER.object(store, ObjectRow(row.guid, row.name, 0, row.created, row.created, packed(USER, settings_of(row))))


def _rows(call: Call) -> Iterator[MailUserRow]:
    identity = identity_text(call.get("Identity")) if call.get("Identity") is not None else None
    if identity is not None and not has_wildcard(identity):
        yield find_user(call.store, call.get("Identity"))
        return
    for row in call.store.mail_users():
        call.wire.check()
        if identity is None or any(like(text, identity) for text in (row.name, row.alias, row.display_name, row.address)):
            yield row


def get_users(call: Call) -> Iterator[Value]:
    """Get-User."""
    predicate = wanted(call, "User", (one.name for one in USER.properties))
    test = passes(USER, call)
    objects = sorted_objects(call, (user_shown(call.store, row) for row in _rows(call)))
    yield from limited(call, (one for one in objects if test(one) and (predicate is None or predicate(one.get))))


def set_user(call: Call) -> Iterator[Value]:
    """Set-User."""
    row = find_user(call.store, call.get("Identity"))
    old = settings_of(row)
    settings = changed_settings(USER, call, old)
    if call.get("Manager") is not None:
        settings["Manager"] = find_recipient(call.store, call.get("Manager")).name
    name = call.text("Name") or row.name
    check_length(name)
    columns = {column: to_text(settings[shown]) for shown, column in COLUMNS.items()}
    if not call.should_process(f'Setting user "{row.name}".'):
        return
    if settings == old and name == row.name:
        call.warn(f"The command completed successfully but no settings of '{row.name}' have been modified.")
        return
    changes = json.loads(row.changes) if row.changes else {}
    kept = {key: value for key, value in settings.items() if key not in COLUMNS and value != USER.defaults().get(key)}
    changes |= {"User": kept, "WhenChanged": int(time.time())}
    further = [text.partition(":")[2] for text in changes.get("EmailAddresses", [])]
    call.store.change_mail_user(
        row._replace(
            name=name,
            changes=json.dumps(changes),
            first_name=columns["first_name"],
            last_name=columns["last_name"],
            display_name=columns["display_name"],
        ),
        further,
    )
    yield from ()


CMDLETS = (Cmdlet(DEFINITIONS["Get-User"], get_users), Cmdlet(DEFINITIONS["Set-User"], set_user))
