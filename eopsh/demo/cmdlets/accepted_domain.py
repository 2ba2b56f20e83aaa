"""Get-AcceptedDomain and Get-OrganizationConfig."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from eopsh.demo.cmdlets.common import has_wildcard, identity_text, limited, not_found
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.definitions.accepted_domain import NAMESPACE
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.store import DOMAIN, TENANT, DomainRow
from eopsh.demo.values import date, enum, multi, types, unlimited
from eopsh.objects import PSObject, Value, Version, like

CONFIGURATION = "Microsoft.Exchange.Data.Directory.SystemConfiguration"
DOMAIN_TYPES = types(f"{CONFIGURATION}.AcceptedDomain", "Microsoft.Exchange.Data.Directory.ADObject")
ORGANIZATION_TYPES = types("Microsoft.Exchange.Data.Directory.Management.OrganizationConfig", f"{CONFIGURATION}.ADLegacyVersionableObject")
NAMES = uuid.UUID("5c1d7e52-0000-4000-8000-000000000001")


def domain_object(row: DomainRow) -> PSObject:
    """Return an accepted domain as Get-AcceptedDomain shows it."""
    shown = f"*.{row.name}" if row.subdomains else row.name
    name = PSObject(
        adapted={"Domain": row.name, "IncludeSubDomains": row.subdomains},
        type_names=types("Microsoft.Exchange.Data.SmtpDomainWithSubdomains"),
        text=shown,
    )
    place = f"CN={row.name},CN=Accepted Domains,CN=Transport Settings,CN=Configuration,CN={TENANT},DC=CONTOSO,DC=COM"
    properties: dict[str, Value] = {
        "DomainName": name,
        "CatchAllRecipientID": None,
        "DomainType": enum(f"{NAMESPACE}.AcceptedDomainType", "Authoritative ExternalRelay InternalRelay", row.type),
        "MatchSubDomains": row.subdomains,
        "AddressBookEnabled": True,
        "Default": row.is_default,
        "EmailOnly": False,
        "ExternallyManaged": False,
        "AuthenticationType": enum("Microsoft.Exchange.Data.Directory.AuthenticationType", "Managed Federated", "Managed"),
        "LiveIdInstanceType": "Business",
        "PendingRemoval": False,
        "PendingCompletion": False,
        "FederatedOrganizationLink": None,
        "MailFlowPartner": None,
        "OutboundOnly": False,
        "PendingFederatedAccountNamespace": False,
        "PendingFederatedDomain": False,
        "IsCoexistenceDomain": False,
        "PerimeterDuplicateDetected": False,
        "IsDefaultFederatedDomain": False,
        "EnableNego2Authentication": False,
        "InitialDomain": row.name == TENANT,
        "AdminDisplayName": "",
        "ExchangeVersion": "0.1 (8.0.535.0)",
        "Name": row.name,
        "DistinguishedName": place,
        "Identity": row.name,
        "Guid": uuid.uuid5(NAMES, row.name),
        "ObjectCategory": "CONTOSO.COM/Configuration/Schema/ms-Exch-Accepted-Domain",
        "ObjectClass": multi(["top", "msExchAcceptedDomain"]),
        "WhenChanged": date(row.created),
        "WhenCreated": date(row.created),
        "OrganizationId": f"CONTOSO.COM/Microsoft Exchange Hosted Organizations/{TENANT}",
        "Id": row.name,
        "IsValid": True,
        "ObjectState": "Unchanged",
    }
    return PSObject(adapted=properties, type_names=DOMAIN_TYPES, text=row.name)


def get_domains(call: Call) -> Iterator[Value]:
    """Get-AcceptedDomain."""
    rows = call.store.domains()
    if call.get("Identity") is not None:
        identity = identity_text(call.get("Identity"))
        rows = [row for row in rows if like(row.name, identity) or str(uuid.uuid5(NAMES, row.name)) == identity.casefold()]
        if not rows and not has_wildcard(identity):
            raise not_found(identity)
    yield from limited(call, map(domain_object, rows))


def organization_object() -> PSObject:
    """Return the organization as Get-OrganizationConfig shows it, a part of its properties."""
    place = f"CN={TENANT},CN=Configuration,DC=CONTOSO,DC=COM"
    properties: dict[str, Value] = {
        "DefaultPublicFolderAgeLimit": None,
        "DefaultPublicFolderProhibitPostQuota": unlimited(),
        "IsMailboxForcedReplicationDisabled": False,
        "IsProcessEhaMigratedMessagesEnabled": False,
        "PermanentlyDeleteDisabled": False,
        "HierarchicalAddressBookRoot": None,
        "MailTipsAllTipsEnabled": True,
        "MailTipsExternalRecipientsTipsEnabled": False,
        "MailTipsGroupMetricsEnabled": True,
        "MailTipsLargeAudienceThreshold": 25,
        "MailTipsMailboxSourcedTipsEnabled": True,
        "ReadTrackingEnabled": False,
        "DistributionGroupDefaultOU": None,
        "DistributionGroupNameBlockedWordsList": multi(),
        "DistributionGroupNamingPolicy": "",
        "OAuth2ClientProfileEnabled": True,
        "ActivityBasedAuthenticationTimeoutEnabled": True,
        "ActivityBasedAuthenticationTimeoutInterval": "06:00:00",
        "AuditDisabled": False,
        "AutoExpandingArchiveEnabled": False,
        "CustomerLockboxEnabled": False,
        "IsDehydrated": False,
        "IsMixed": False,
        "MaxConcurrentMigrations": unlimited(),
        "RejectDirectSend": False,
        "SendFromAliasEnabled": False,
        "SmtpClientAuthenticationDisabled": True,
        "AdminDisplayVersion": Version(15, 20, 8000, 20),
        "RBACConfigurationVersion": "0.1 (15.20.8000.20)",
        "OrganizationSummary": multi([f"DefaultDomain,{DOMAIN}", "TotalMailUsers"]),
        "DisplayName": "Contoso",
        "Name": TENANT,
        "DistinguishedName": place,
        "Identity": TENANT,
        "Guid": uuid.uuid5(NAMES, TENANT),
        "OrganizationId": f"CONTOSO.COM/Microsoft Exchange Hosted Organizations/{TENANT}",
        "IsValid": True,
        "ObjectState": "Unchanged",
    }
    return PSObject(adapted=properties, type_names=ORGANIZATION_TYPES, text=TENANT)


def get_organization(call: Call) -> Iterator[Value]:
    """Get-OrganizationConfig."""
    yield organization_object()


CMDLETS = (Cmdlet(DEFINITIONS["Get-AcceptedDomain"], get_domains), Cmdlet(DEFINITIONS["Get-OrganizationConfig"], get_organization))
