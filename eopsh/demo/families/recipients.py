"""What mail contacts and distribution groups are held to: aliases, addresses, owners, members."""

from __future__ import annotations

from dataclasses import replace

from eopsh.demo.cmdlets.common import exists, invalid, texts
from eopsh.demo.execution import Call
from eopsh.demo.families.directory import find_recipient, owner_of_address
from eopsh.demo.families.model import Settings
from eopsh.demo.families.recipient_tables import CONTACT, DISTRIBUTION_GROUP, GROUP, MAIL_CONTACT, alias_from
from eopsh.demo.store import DOMAIN, ObjectRow
from eopsh.objects import to_text


def bare(address: str) -> str:
    """Return an address without its prefix."""
    return address.partition(":")[2] if ":" in address else address


def check_address(call: Call, row: ObjectRow, address: str) -> None:
    """Refuse an address that is none, or another recipient's."""
    if address.count("@") != 1 or not all(address.split("@")) or " " in address:
        raise invalid(f'"{address}" is not a valid SMTP address.', "Microsoft.Exchange.Data.InvalidSmtpAddressException", address)
    owner = owner_of_address(call.store, address)
    if owner is not None and owner.guid != row.guid:
        raise exists(
            f'The proxy address "SMTP:{address}" is already being used by the proxy addresses or LegacyExchangeDN of "{owner.name}". '
            "Please choose another proxy address.",
            "Microsoft.Exchange.Configuration.Tasks.ProxyAddressExistsException",
        )


def _named(row: ObjectRow, settings: Settings) -> Settings:
    alias = to_text(settings.get("Alias")) or alias_from(row.name)
    return {**settings, "Alias": alias, "DisplayName": to_text(settings.get("DisplayName")) or row.name}


def _addressed(call: Call, row: ObjectRow, settings: Settings, primary: str) -> Settings:
    """Return the settings with their addresses in order: the primary one in capitals and first."""
    listed = texts(settings.get("EmailAddresses"))
    if "EmailAddresses" in call:
        primary = next((bare(one) for one in reversed(listed) if one.startswith("SMTP:")), primary)
    rest = [bare(one) for one in listed if bare(one).casefold() != primary.casefold()]
    for address in (primary, *rest):
        check_address(call, row, address)
    addresses = [f"SMTP:{primary}", *(f"smtp:{one}" for one in rest)]
    return {**settings, "EmailAddresses": addresses, "PrimarySmtpAddress": primary, "WindowsEmailAddress": primary}


def _checked_contact(call: Call, row: ObjectRow, settings: Settings) -> Settings:
    external = bare(to_text(settings.get("ExternalEmailAddress")))
    primary = external if "ExternalEmailAddress" in call else to_text(settings.get("PrimarySmtpAddress")) or external
    return {**_addressed(call, row, _named(row, settings), primary), "ExternalEmailAddress": f"SMTP:{external}"}


def _checked_group(call: Call, row: ObjectRow, settings: Settings) -> Settings:
    settings = _named(row, settings)
    if "ManagedBy" in call:
        settings["ManagedBy"] = [find_owner(call, one) for one in texts(settings.get("ManagedBy"))]
    elif not settings.get("ManagedBy"):
        settings["ManagedBy"] = ["Organization Management"]
    if call.get("Members") is not None:
        settings["Members"] = [find_recipient(call.store, one).guid for one in texts(call.get("Members"))]
    if call.text("Type") is not None:
        settings["GroupType"] = "Universal, SecurityEnabled" if call.text("Type") == "Security" else "Universal"
    primary = to_text(settings.get("PrimarySmtpAddress")) or f"{settings['Alias']}@{DOMAIN}"
    return _addressed(call, row, settings, primary)


def find_owner(call: Call, identity: str) -> str:
    """Return the name of a group's owner: a recipient, or the role group that owns what nobody else does."""
    return identity if identity == "Organization Management" else find_recipient(call.store, identity).name


FAMILIES = (replace(MAIL_CONTACT, check=_checked_contact), CONTACT, replace(DISTRIBUTION_GROUP, check=_checked_group), GROUP)
