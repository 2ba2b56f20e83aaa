"""Mail contacts and distribution groups, and the contacts and groups that they are."""

from __future__ import annotations

import uuid

from eopsh.demo.definitions.mail_contact import NAMESPACE
from eopsh.demo.families.model import Family, Settings, read_properties
from eopsh.demo.store import DOMAIN, TENANT, ObjectRow, Store
from eopsh.demo.values import enum
from eopsh.objects import Value, to_text

MANAGEMENT = "Microsoft.Exchange.Data.Directory.Management"
HOSTED = "OU=Microsoft Exchange Hosted Organizations"
TYPES = "Invalid User UserMailbox MailUser Contact MailContact Group MailUniversalDistributionGroup MailUniversalSecurityGroup"
DETAILS = "None UserMailbox MailUser MailContact Contact MailUniversalDistributionGroup MailUniversalSecurityGroup RoomList"


def alias_from(name: str) -> str:
    """Return the alias that Exchange makes of a name."""
    letters = "".join(char if char.isascii() and (char.isalnum() or char in "._-") else "" for char in name.replace(" ", "."))
    return letters.strip(".") or f"user{uuid.uuid4().hex[:8]}"


def _contact(store: Store, row: ObjectRow, settings: Settings) -> dict[str, Value]:
    return {
        "RecipientType": enum(f"{NAMESPACE}.RecipientType", TYPES, "MailContact"),
        "RecipientTypeDetails": enum(f"{NAMESPACE}.RecipientTypeDetails", DETAILS, "MailContact"),
    }


def _outside(name: str, address: str, **more: Value) -> tuple[str, Settings]:
    settings: Settings = {
        "Alias": alias_from(name),
        "DisplayName": name,
        "FirstName": name.partition(" ")[0],
        "LastName": name.partition(" ")[2],
        "ExternalEmailAddress": f"SMTP:{address}",
        "PrimarySmtpAddress": address,
        "WindowsEmailAddress": address,
        "EmailAddresses": [f"SMTP:{address}"],
        **more,
    }
    return name, settings


MAIL_CONTACT = Family(
    "MailContact",
    f"{MANAGEMENT}.MailContact",
    "mail contact",
    HOSTED,
    read_properties(
        "MailContact",
        """
        ExternalEmailAddress
        MessageFormat = Mime
        MessageBodyFormat = TextAndHtml
        MacAttachmentFormat = BinHex
        UsePreferMessageFormat = False
        Alias
        DisplayName
        EmailAddresses
        PrimarySmtpAddress : SmtpAddress
        SendModerationNotifications = Always
        UseMapiRichTextFormat = UseDefaultSettings
        RecipientType : String
        RecipientTypeDetails : String
        """,
    ),
    first=(
        _outside("Carla Costa", "carla@fabrikam.com", Company="Fabrikam", Title="Buyer", City="Porto"),
        _outside("Devi Rao", "devi@tailspintoys.com", Company="Tailspin Toys", City="Pune", Department="Sales"),
        _outside("Emil Nord", "emil@litware.com", Company="Litware", CustomAttribute1="auditor"),
        _outside("Fumi Ito", "fumi@wingtiptoys.com", Company="Wingtip Toys", Title="Designer"),
    ),
    keys=("Alias", "PrimarySmtpAddress", "DisplayName"),
    derive=_contact,
)
CONTACT = Family(
    "Contact",
    f"{MANAGEMENT}.Contact",
    "contact",
    HOSTED,
    read_properties(
        "Contact", "FirstName\nLastName\nDisplayName\nTitle\nCompany\nDepartment\nOffice\nCity\nPhone\nRecipientTypeDetails : String\n"
    ),
    table="MailContact",
    first=MAIL_CONTACT.first,
    keys=("Alias", "PrimarySmtpAddress", "DisplayName"),
    derive=_contact,
)


def _group(store: Store, row: ObjectRow, settings: Settings) -> dict[str, Value]:
    security = "SecurityEnabled" in to_text(settings.get("GroupType"))
    kind = "MailUniversalSecurityGroup" if security else "MailUniversalDistributionGroup"
    return {
        "GroupType": to_text(settings.get("GroupType")) or "Universal",
        "RecipientType": enum(f"{NAMESPACE}.RecipientType", TYPES, kind),
        "RecipientTypeDetails": enum(f"{NAMESPACE}.RecipientTypeDetails", DETAILS, "RoomList" if settings.get("RoomList") else kind),
        "SamAccountName": f"{settings.get('Alias')}-{row.guid[:8]}",
    }


def _team(name: str, alias: str, members: tuple[int, ...], **more: Value) -> tuple[str, Settings]:
    """Return a group of the mail users with these numbers; the store's first ones are there in every organization that has any."""
    address = f"{alias}@{DOMAIN}"
    settings: Settings = {
        "Alias": alias,
        "DisplayName": name,
        "PrimarySmtpAddress": address,
        "WindowsEmailAddress": address,
        "EmailAddresses": [f"SMTP:{address}", f"smtp:{alias}@{TENANT}"],
        "ManagedBy": ["Organization Management"],
        "FirstMembers": list(members),
        **more,
    }
    return name, settings


DISTRIBUTION_GROUP = Family(
    "DistributionGroup",
    f"{MANAGEMENT}.DistributionGroup",
    "distribution group",
    HOSTED,
    read_properties(
        "DistributionGroup",
        """
        GroupType : String = Universal
        SamAccountName
        IsDirSynced : Boolean = False
        ManagedBy
        MemberJoinRestriction = Closed
        MemberDepartRestriction = Open
        ReportToManagerEnabled = False
        ReportToOriginatorEnabled = True
        SendOofMessageToOriginatorEnabled = False
        AcceptMessagesOnlyFrom
        Alias
        DisplayName
        EmailAddresses
        HiddenFromAddressListsEnabled = False
        ModerationEnabled = False
        PrimarySmtpAddress
        RequireSenderAuthenticationEnabled = True
        SendModerationNotifications = Always
        RecipientType : String
        RecipientTypeDetails : String
        """,
        hidden="Members Type CopyOwnerToMember IgnoreNamingPolicy OrganizationalUnit UpdateMemberCount ResetMigrationToUnifiedGroup",
    ),
    first=(
        _team("All Staff", "allstaff", tuple(range(1, 26)), MemberDepartRestriction="Closed", RequireSenderAuthenticationEnabled=True),
        _team("Engineering", "engineering", (2, 3, 5, 8), Description=["Who builds it"]),
        _team("Finance", "finance", (1, 4, 6), GroupType="Universal, SecurityEnabled"),
        _team("Helpdesk", "helpdesk", (7, 9), RequireSenderAuthenticationEnabled=False, ManagedBy=["Ada Berg"]),
        _team("Newsletter", "newsletter", (10, 11, 12), ModerationEnabled=True, ModeratedBy=["Ada Berg"]),
    ),
    keys=("Alias", "PrimarySmtpAddress", "DisplayName"),
    derive=_group,
)
GROUP = Family(
    "Group",
    "Microsoft.Exchange.Data.Directory.Management.WindowsGroup",
    "group",
    HOSTED,
    read_properties(
        "Group",
        "DisplayName\nManagedBy\nNotes\nPhoneticDisplayName\nIsHierarchicalGroup = False\nRecipientTypeDetails : String\n",
        hidden="Universal",
    ),
    table="DistributionGroup",
    first=DISTRIBUTION_GROUP.first,
    keys=("Alias", "PrimarySmtpAddress", "DisplayName"),
    derive=_group,
)
