"""Connectors, remote and accepted domains, DKIM."""

from __future__ import annotations

import uuid
import zlib

from eopsh.demo.cmdlets.common import invalid, not_found, texts
from eopsh.demo.execution import Call
from eopsh.demo.families.model import Family, Settings, read_properties
from eopsh.demo.store import DOMAIN, TENANT, ObjectRow, Store
from eopsh.demo.values import types
from eopsh.objects import PSObject, Value

CONFIGURATION = "Microsoft.Exchange.Data.Directory.SystemConfiguration"
SETTINGS = "CN=Transport Settings,CN=Configuration"
VALIDATION = "Microsoft.Exchange.Data.DataValidationException"


def _checked_inbound(call: Call, row: ObjectRow, settings: Settings) -> Settings:
    if not settings.get("SenderDomains"):
        raise invalid("The SenderDomains parameter can't be empty.", VALIDATION)
    if settings.get("RestrictDomainsToIPAddresses") and not settings.get("SenderIPAddresses"):
        raise invalid("SenderIPAddresses must be specified when RestrictDomainsToIPAddresses is set to $true.", VALIDATION)
    if settings.get("RestrictDomainsToCertificate") and not settings.get("TlsSenderCertificateName"):
        raise invalid("TlsSenderCertificateName must be specified when RestrictDomainsToCertificate is set to $true.", VALIDATION)
    domains = [one if ":" in one else f"smtp:{one};1" for one in texts(settings["SenderDomains"])]
    return {**settings, "SenderDomains": list(domains)}


def _checked_outbound(call: Call, row: ObjectRow, settings: Settings) -> Settings:
    if not settings.get("UseMXRecord") and not settings.get("SmartHosts"):
        raise invalid("SmartHosts must be specified when UseMXRecord is set to $false.", VALIDATION)
    if settings.get("UseMXRecord") and settings.get("SmartHosts"):
        raise invalid("SmartHosts can't be specified when UseMXRecord is set to $true.", VALIDATION)
    if settings.get("TlsSettings") == "DomainValidation" and not settings.get("TlsDomain"):
        raise invalid("TlsDomain must be specified when TlsSettings is set to DomainValidation.", VALIDATION)
    return settings


INBOUND = Family(
    "InboundConnector",
    f"{CONFIGURATION}.TenantInboundConnector",
    "inbound connector",
    SETTINGS,
    read_properties(
        "InboundConnector",
        """
        Enabled = True
        ConnectorType = Partner
        ConnectorSource = Default
        Comment
        SenderIPAddresses
        SenderDomains
        TrustedOrganizations : MultiValuedProperty
        AssociatedAcceptedDomains
        RequireTls = False
        RestrictDomainsToIPAddresses = False
        RestrictDomainsToCertificate = False
        CloudServicesMailEnabled = False
        TreatMessagesAsInternal = False
        TlsSenderCertificateName
        EFTestMode = False
        ScanAndDropRecipients
        EFSkipLastIP = False
        EFSkipIPs
        EFSkipMailGateway
        EFUsers
        """,
    ),
    first=(
        ("From Fabrikam", {"SenderDomains": ["smtp:fabrikam.com;1"], "RequireTls": True, "TlsSenderCertificateName": "*.fabrikam.com"}),
        (
            "From our own servers",
            {
                "ConnectorType": "OnPremises",
                "SenderDomains": ["smtp:*;1"],
                "SenderIPAddresses": ["198.51.100.25"],
                "CloudServicesMailEnabled": True,
            },
        ),
    ),
    check=_checked_inbound,
)

OUTBOUND = Family(
    "OutboundConnector",
    f"{CONFIGURATION}.TenantOutboundConnector",
    "outbound connector",
    SETTINGS,
    read_properties(
        "OutboundConnector",
        """
        Enabled = True
        UseMXRecord = True
        Comment
        ConnectorType = Partner
        ConnectorSource = Default
        RecipientDomains
        SmartHosts
        TlsDomain
        TlsSettings
        IsTransportRuleScoped = False
        RouteAllMessagesViaOnPremises = False
        CloudServicesMailEnabled = False
        AllAcceptedDomains = False
        SenderRewritingEnabled = False
        TestMode = False
        ValidationRecipients
        IsValidated = False
        LastValidationTimestamp
        """,
        hidden="BypassValidation",
    ),
    first=(
        (
            "To Fabrikam",
            {
                "RecipientDomains": ["fabrikam.com"],
                "TlsSettings": "DomainValidation",
                "TlsDomain": "mail.fabrikam.com",
                "IsValidated": True,
            },
        ),
        (
            "To our own servers",
            {
                "ConnectorType": "OnPremises",
                "UseMXRecord": False,
                "SmartHosts": ["198.51.100.25"],
                "RecipientDomains": ["*"],
                "Enabled": False,
            },
        ),
    ),
    check=_checked_outbound,
)


def _is_any(call: Call, row: ObjectRow, settings: Settings) -> None:
    if settings.get("DomainName") == "*":
        raise invalid("The default remote domain can't be removed.", "Microsoft.Exchange.Management.Tasks.CannotRemoveDefaultException")


REMOTE_DOMAIN = Family(
    "RemoteDomain",
    f"{CONFIGURATION}.DomainContentConfig",
    "remote domain",
    "CN=Internet Message Formats,CN=Global Settings,CN=Configuration",
    read_properties(
        "RemoteDomain",
        """
        DomainName
        IsInternal = False
        TargetDeliveryDomain = False
        ByteEncoderTypeFor7BitCharsets = Undefined
        CharacterSet
        NonMimeCharacterSet
        AllowedOOFType = External
        AutoReplyEnabled = True
        AutoForwardEnabled = True
        DeliveryReportEnabled = True
        NDREnabled = True
        MeetingForwardNotificationEnabled = False
        ContentType = MimeHtmlText
        DisplaySenderName = True
        PreferredInternetCodePageForShiftJis = Undefined
        TNEFEnabled
        LineWrapSize = Unlimited
        TrustedMailOutboundEnabled = False
        TrustedMailInboundEnabled = False
        UseSimpleDisplayName = False
        NDRDiagnosticInfoEnabled = True
        """,
    ),
    first=(
        ("Default", {"DomainName": "*"}),
        ("Fabrikam", {"DomainName": "fabrikam.com", "AllowedOOFType": "InternalLegacy", "TrustedMailOutboundEnabled": True}),
    ),
    keys=("DomainName",),
    guard=_is_any,
)


def _domain(store: Store, row: ObjectRow, settings: Settings) -> dict[str, Value]:
    subdomains = bool(settings.get("MatchSubDomains"))
    shown = f"*.{row.name}" if subdomains else row.name
    kind = types("Microsoft.Exchange.Data.SmtpDomainWithSubdomains")
    return {"DomainName": PSObject(adapted={"Domain": row.name, "IncludeSubDomains": subdomains}, type_names=kind, text=shown)}


def _checked_domain(call: Call, row: ObjectRow, settings: Settings) -> Settings:
    if settings.get("MatchSubDomains") and settings.get("DomainType") == "Authoritative":
        raise invalid("MatchSubDomains can be set to $true only for relay domains.", VALIDATION)
    return settings


ACCEPTED_DOMAIN = Family(
    "AcceptedDomain",
    f"{CONFIGURATION}.AcceptedDomain",
    "accepted domain",
    f"CN=Accepted Domains,{SETTINGS}",
    read_properties(
        "AcceptedDomain",
        """
        DomainName
        CatchAllRecipientID
        DomainType = Authoritative
        MatchSubDomains = False
        AddressBookEnabled : Boolean = True
        Default : Boolean = False
        EmailOnly : Boolean = False
        ExternallyManaged : Boolean = False
        AuthenticationType : Microsoft.Exchange.Data.Directory.AuthenticationType(Managed,Federated) = Managed
        LiveIdInstanceType : String = Business
        PendingRemoval : Boolean = False
        PendingCompletion : Boolean = False
        OutboundOnly = False
        IsCoexistenceDomain : Boolean = False
        PerimeterDuplicateDetected : Boolean = False
        IsDefaultFederatedDomain : Boolean = False
        EnableNego2Authentication = False
        InitialDomain : Boolean = False
        """,
    ),
    first=(
        (DOMAIN, {"Default": True}),
        (TENANT, {"InitialDomain": True}),
        ("fabrikam.com", {"DomainType": "InternalRelay", "MatchSubDomains": True}),
        ("münchen.contoso.com", {"DomainType": "ExternalRelay"}),
    ),
    check=_checked_domain,
    derive=_domain,
)


def selector_host(number: int, domain: str) -> str:
    """Return where a selector's CNAME record points."""
    return f"selector{number}-{domain.replace('.', '-')}._domainkey.{TENANT}"


def _signing(store: Store, row: ObjectRow, settings: Settings) -> dict[str, Value]:
    seed = zlib.crc32(f"{row.name} {settings.get('RotateOnDate')}".encode())
    key = f"v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A{uuid.UUID(int=seed).hex.upper()};"
    return {
        "Domain": row.name,
        "Selector1CNAME": selector_host(1, row.name),
        "Selector1PublicKey": key,
        "Selector2CNAME": selector_host(2, row.name),
        "Selector2PublicKey": key[::-1],
    }


def _checked_signing(call: Call, row: ObjectRow, settings: Settings) -> Settings:
    domains = [one.name for one in call.store.objects("AcceptedDomain", ACCEPTED_DOMAIN.seeds)]
    if row.name.casefold() not in map(str.casefold, domains):
        raise not_found(row.name)
    size = call.text("KeySize")
    if size is not None:
        if size not in ("1024", "2048"):
            raise invalid(f"The key size {size} isn't valid. Valid values are 1024 and 2048.", target=size)
        settings = {**settings, "Selector2KeySize": int(size)}
    if settings.get("Enabled") and row.name not in (DOMAIN, TENANT):
        settings = {**settings, "Status": "CnameMissing"}
        hosts = "\n".join(
            f"Host Name: selector{number}._domainkey, Points to address or value: {selector_host(number, row.name)}" for number in (1, 2)
        )
        call.warn(f"The CNAME records for '{row.name}' aren't published yet. Publish these records first:\n{hosts}")
    return settings


DKIM = Family(
    "DkimSigningConfig",
    "Microsoft.Exchange.Management.DkimSigningConfig",
    "DKIM signing configuration",
    f"CN=Dkim,{SETTINGS}",
    read_properties(
        "DkimSigningConfig",
        """
        Domain : String
        AdminDisplayName
        Selector1KeySize : Int32 = 2048
        Selector1CNAME : String
        Selector1PublicKey : String
        Selector2KeySize : Int32 = 2048
        Selector2CNAME : String
        Selector2PublicKey : String
        Enabled = False
        IsDefault : Boolean = False
        HeaderCanonicalization = Relaxed
        BodyCanonicalization = Relaxed
        Algorithm : String = RsaSHA256
        NumberOfBytesToSign : String = All
        IncludeSignatureCreationTime : Boolean = True
        IncludeKeyExpiration : Boolean = False
        KeyCreationTime : DateTime
        LastChecked : DateTime
        RotateOnDate : DateTime
        SelectorBeforeRotateOnDate : String = selector1
        SelectorAfterRotateOnDate : String = selector2
        Status : String = Valid
        """,
        hidden="DomainName KeySize PublishTxtRecords",
    ),
    first=((TENANT, {"Enabled": True, "IsDefault": True}), (DOMAIN, {"Enabled": True})),
    named="DomainName",
    renamed={"KeySize": "Selector1KeySize"},
    check=_checked_signing,
    derive=_signing,
)

FAMILIES = (INBOUND, OUTBOUND, REMOTE_DOMAIN, ACCEPTED_DOMAIN, DKIM)
