# ruff: noqa: E501  (a table)
"""Format data: the default columns of Exchange's types, as Get-FormatData answers with them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from eopsh.objects import PSList, PSObject, Value

MSCORLIB = "mscorlib, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089"
AUTOMATION = "System.Management.Automation, Version=3.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35"
PREFIX = "System.Management.Automation"
INSTANCES = uuid.UUID("3f0f2d1a-0000-4000-8000-000000000003")

TABLE = """
Microsoft.Exchange.MessagingPolicies.Rules.Tasks.TransportRule: Name 32 State 8 Mode 14 Priority 8 Comments 0
Microsoft.Exchange.MessagingPolicies.Rules.Tasks.HostedContentFilterRule: Name 32 State 8 Priority 8 HostedContentFilterPolicy 0
Microsoft.Exchange.MessagingPolicies.Rules.Tasks.HostedOutboundSpamFilterRule: Name 32 State 8 Priority 8 HostedOutboundSpamFilterPolicy 0
Microsoft.Exchange.MessagingPolicies.Rules.Tasks.MalwareFilterRule: Name 32 State 8 Priority 8 MalwareFilterPolicy 0
Microsoft.Exchange.MessagingPolicies.Rules.Tasks.AntiPhishRule: Name 32 State 8 Priority 8 AntiPhishPolicy 0
Microsoft.Exchange.Data.Directory.Management.MailUser: Name 30 RecipientType 13 DisplayName 0
Microsoft.Exchange.Data.Directory.Management.MailContact: Name 26 Alias 20 RecipientType 13 PrimarySmtpAddress 0
Microsoft.Exchange.Data.Directory.Management.Contact: Name 26 RecipientType 13 Company 20 Title 0
Microsoft.Exchange.Data.Directory.Management.DistributionGroup: Name 24 DisplayName 24 GroupType 26 PrimarySmtpAddress 0
Microsoft.Exchange.Data.Directory.Management.WindowsGroup: Name 24 DisplayName 24 SamAccountName 24 GroupType 0
Microsoft.Exchange.Data.Directory.Management.User: Name 30 RecipientType 0
Microsoft.Exchange.Data.Directory.Management.ReducedRecipient: Name 30 RecipientType 0
Microsoft.Exchange.Data.Directory.Management.RoleGroup: Name 34 Roles 0
Microsoft.Exchange.Data.Directory.Management.ExchangeRoleAssignmentPresentation: Name 40 Role 28 RoleAssigneeName 0
Microsoft.Exchange.Data.Directory.SystemConfiguration.ExchangeRole: Name 34 RoleType 0
Microsoft.Exchange.Data.Directory.SystemConfiguration.ExchangeRoleEntryPresentation: Name 34 Role 28 Parameters 0
Microsoft.Exchange.Data.Directory.SystemConfiguration.ManagementScope: Name 24 ScopeRestrictionType 20 Exclusive 9 RecipientFilter 0
Microsoft.Exchange.Data.Directory.SystemConfiguration.AcceptedDomain: Name 28 DomainName 28 DomainType 14 Default 0
Microsoft.Exchange.Data.Directory.SystemConfiguration.DomainContentConfig: Name 28 DomainName 28 AllowedOOFType 0
Microsoft.Exchange.Data.Directory.SystemConfiguration.TenantInboundConnector: Name 26 SenderDomains 30 SenderIPAddresses 26 Enabled 0
Microsoft.Exchange.Data.Directory.SystemConfiguration.TenantOutboundConnector: Name 26 RecipientDomains 30 SmartHosts 26 Enabled 0
Microsoft.Exchange.Data.Directory.SystemConfiguration.HostedContentFilterPolicy: Name 26 SpamAction 14 HighConfidenceSpamAction 24 IsDefault 0
Microsoft.Exchange.Data.Directory.SystemConfiguration.HostedConnectionFilterPolicy: Name 20 IsDefault 9 IPAllowList 28 IPBlockList 0
Microsoft.Exchange.Data.Directory.SystemConfiguration.HostedOutboundSpamFilterPolicy: Name 26 AutoForwardingMode 18 ActionWhenThresholdReached 26 IsDefault 0
Microsoft.Exchange.Data.Directory.SystemConfiguration.MalwareFilterPolicy: Name 26 EnableFileFilter 16 FileTypeAction 14 IsDefault 0
Microsoft.Exchange.Data.Directory.SystemConfiguration.AntiPhishPolicy: Name 30 Enabled 7 AuthenticationFailAction 24 IsDefault 0
Microsoft.Exchange.Data.Directory.SystemConfiguration.QuarantineTag: Name 42 EndUserQuarantinePermissionsValue 33 ESNEnabled 0
Microsoft.Exchange.Management.DkimSigningConfig: Domain 32 Enabled 7 Status 14 Selector1KeySize 0
Microsoft.Exchange.Management.FfoQuarantine.QuarantineMessage: ReceivedTime 22 Type 13 Direction 9 SenderAddress 24 Subject 0 Expires 22
Microsoft.Exchange.Management.FfoReporting.MessageTrace: Received 22 SenderAddress 26 RecipientAddress 26 Subject 0 Status 14
Microsoft.Exchange.Management.FfoReporting.MessageTraceDetail: Date 22 Event 14 Action 12 Detail 0
Microsoft.Exchange.Management.FfoReporting.MailFlowStatusReport: Date 22 Direction 9 EventType 16 MessageCount 0
Microsoft.Exchange.Management.FfoReporting.MailTrafficATPReport: Date 22 Direction 9 EventType 26 Action 12 MessageCount 0
Microsoft.Exchange.Management.FfoReporting.MailTrafficPolicyReport: Date 22 TransportRule 32 Direction 9 MessageCount 0
Microsoft.Exchange.Management.FfoReporting.MailTrafficSummaryReport: C1 40 C2 10 C3 0
Microsoft.Exchange.Data.Directory.Management.OrganizationConfig: Name 30 DisplayName 20 AdminDisplayVersion 0
"""
"""A type and its columns with their widths; 0 takes what is left."""
VIEWS: dict[str, tuple[tuple[str, int], ...]] = {
    name: tuple(zip(words.split()[::2], map(int, words.split()[1::2]), strict=True))
    for name, _, words in (line.partition(":") for line in TABLE.strip().splitlines())
}
NUMBERS = frozenset({"Priority", "MessageCount", "Selector1KeySize", "EndUserQuarantinePermissionsValue"})


def _list(items: Iterable[Value], element: str, assembly: str = AUTOMATION) -> PSList:
    return PSList(items, (f"System.Collections.Generic.List`1[[{element}, {assembly}]]", "System.Object"))


def _object(kind: str, properties: dict[str, Value], text: str | None = None, *bases: str) -> PSObject:
    name = f"{PREFIX}.{kind}"
    return PSObject(adapted=properties, type_names=(name, *(f"{PREFIX}.{base}" for base in bases), "System.Object"), text=text or name)


def _header(name: str, width: int) -> PSObject:
    return _object("TableControlColumnHeader", {"Label": name, "Alignment": "Right" if name in NUMBERS else "Undefined", "Width": width})


def _column(name: str) -> PSObject:
    entry = _object("DisplayEntry", {"ValueType": "Property", "Value": name}, f"property: {name}")
    return _object("TableControlColumn", {"Alignment": "Undefined", "DisplayEntry": entry, "FormatString": None}, name)


def type_definition(name: str, columns: tuple[tuple[str, int], ...]) -> PSObject:
    """Return a type's ExtendedTypeDefinition with one table; it holds for the type and for its deserialized form."""
    names = _list([name, f"Deserialized.{name}"], "System.String", MSCORLIB)
    cells = _list([_column(column) for column, _ in columns], f"{PREFIX}.TableControlColumn")
    row = _object("TableControlRow", {"Columns": cells, "SelectedBy": None, "Wrap": False})
    table = _object(
        "TableControl",
        {
            "Headers": _list([_header(*column) for column in columns], f"{PREFIX}.TableControlColumnHeader"),
            "Rows": _list([row], f"{PREFIX}.TableControlRow"),
            "AutoSize": False,
            "HideTableHeaders": False,
            "GroupBy": None,
            "OutOfBand": False,
        },
        None,
        "PSControl",
    )
    view = _object("FormatViewDefinition", {"Name": name.rpartition(".")[2], "Control": table})
    view.notes["InstanceId"] = uuid.uuid5(INSTANCES, name)
    views = _list([view], f"{PREFIX}.FormatViewDefinition")
    return _object("ExtendedTypeDefinition", {"TypeName": name, "TypeNames": names, "FormatViewDefinition": views}, name)
