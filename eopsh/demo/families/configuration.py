"""What an organization has one of: its own configuration, that of transport, of the perimeter and of the admin audit log."""

from __future__ import annotations

from eopsh.demo.families.model import Family, Settings, read_properties
from eopsh.demo.store import DOMAIN, TENANT, ObjectRow, Store
from eopsh.objects import Value, Version

CONFIGURATION = "Microsoft.Exchange.Data.Directory.SystemConfiguration"


def _versions(store: Store, row: ObjectRow, settings: Settings) -> dict[str, Value]:
    return {"AdminDisplayVersion": Version(15, 20, 8000, 20), "RBACConfigurationVersion": "0.1 (15.20.8000.20)"}


ORGANIZATION = Family(
    "OrganizationConfig",
    "Microsoft.Exchange.Data.Directory.Management.OrganizationConfig",
    "organization configuration",
    "CN=Configuration",
    read_properties(
        "OrganizationConfig",
        f"""
        DefaultPublicFolderAgeLimit
        DefaultPublicFolderProhibitPostQuota : Unlimited = Unlimited
        IsMailboxForcedReplicationDisabled : Boolean = False
        IsProcessEhaMigratedMessagesEnabled : Boolean = False
        PermanentlyDeleteDisabled : Boolean = False
        HierarchicalAddressBookRoot
        MailTipsAllTipsEnabled : Boolean = True
        MailTipsExternalRecipientsTipsEnabled : Boolean = False
        MailTipsGroupMetricsEnabled : Boolean = True
        MailTipsLargeAudienceThreshold : Int32 = 25
        MailTipsMailboxSourcedTipsEnabled : Boolean = True
        ReadTrackingEnabled : Boolean = False
        DistributionGroupDefaultOU
        DistributionGroupNameBlockedWordsList : MultiValuedProperty
        DistributionGroupNamingPolicy
        OAuth2ClientProfileEnabled : Boolean = True
        ActivityBasedAuthenticationTimeoutEnabled : Boolean = True
        ActivityBasedAuthenticationTimeoutInterval : String = 06:00:00
        AuditDisabled : Boolean = False
        AutoExpandingArchiveEnabled : Boolean = False
        CustomerLockboxEnabled : Boolean = False
        IsDehydrated : Boolean = False
        IsMixed : Boolean = False
        MaxConcurrentMigrations : Unlimited = Unlimited
        RejectDirectSend : Boolean = False
        SendFromAliasEnabled : Boolean = False
        SmtpClientAuthenticationDisabled : Boolean = True
        OrganizationSummary : MultiValuedProperty = DefaultDomain:{DOMAIN}
        DisplayName : String = Contoso
        """,
    ),
    first=((TENANT, {}),),
    single=True,
    derive=_versions,
)
PERIMETER = Family(
    "PerimeterConfig",
    f"{CONFIGURATION}.PerimeterConfig",
    "perimeter configuration",
    "CN=Tenant Perimeter Settings,CN=Configuration",
    read_properties(
        "PerimeterConfig",
        """
        PerimeterOrgId
        SyncToHotmailEnabled : Boolean = False
        RouteOutboundViaEhfEnabled : Boolean = False
        IPSkiplistingEnabled : Boolean = False
        EhfConfigSyncEnabled : Boolean = True
        EhfAdminAccountSyncEnabled : Boolean = True
        IPSafelistingSyncEnabled : Boolean = True
        MigrationInProgress : Boolean = False
        EheEnabled : Boolean = False
        RMSOFwdSyncEnabled : Boolean = False
        EheDecryptEnabled : Boolean = False
        GatewayIPAddresses : MultiValuedProperty = 198.51.100.25, 198.51.100.26
        InternalServerIPAddresses : MultiValuedProperty
        MailFlowPartner
        PartnerRoutingDomain
        PartnerConnectorDomain
        SafelistingUIMode : String = None
        """,
    ),
    first=(("Tenant Perimeter Settings", {}),),
    single=True,
)
TRANSPORT = Family(
    "TransportConfig",
    f"{CONFIGURATION}.TransportConfigContainer",
    "transport configuration",
    "CN=Configuration",
    read_properties(
        "TransportConfig",
        """
        AddressBookPolicyRoutingEnabled = False
        AllowLegacyTLSClients
        ClearCategories = True
        ConvertDisclaimerWrapperToEml = False
        DSNConversionMode = UseExchangeDSNs
        ExternalDelayDsnEnabled = True
        ExternalDsnDefaultLanguage
        ExternalDsnLanguageDetectionEnabled = True
        ExternalDsnReportingAuthority
        ExternalDsnSendHtml = True
        ExternalPostmasterAddress
        HeaderPromotionModeSetting = NoCreate
        InternalDelayDsnEnabled = True
        InternalDsnSendHtml = True
        JournalingReportNdrTo : String = <>
        MaxRecipientEnvelopeLimit = Unlimited
        ReplyAllStormProtectionEnabled = True
        ReplyAllStormBlockDurationHours = 4 1..12
        ReplyAllStormDetectionMinimumRecipients = 2500 1000..5000
        ReplyAllStormDetectionMinimumReplies = 10 2..20
        Rfc2231EncodingEnabled = False
        SmtpClientAuthenticationDisabled = True
        """,
    ),
    first=(("Transport Settings", {}),),
    single=True,
)
ADMIN_AUDIT_LOG = Family(
    "AdminAuditLogConfig",
    f"{CONFIGURATION}.AdminAuditLogConfig",
    "admin audit log configuration",
    "CN=Global Settings,CN=Configuration",
    read_properties(
        "AdminAuditLogConfig",
        """
        AdminAuditLogEnabled : Boolean = True
        LogLevel : AuditLogLevel(None,Verbose) = None
        TestCmdletLoggingEnabled : Boolean = False
        AdminAuditLogCmdlets : MultiValuedProperty = *
        AdminAuditLogParameters : MultiValuedProperty = *
        AdminAuditLogExcludedCmdlets : MultiValuedProperty
        AdminAuditLogAgeLimit : String = 90.00:00:00
        LoadBalancerCount : Int32 = 3
        RefreshInterval : Int32 = 10
        UnifiedAuditLogIngestionEnabled = True
        """,
    ),
    first=(("Admin Audit Log Settings", {}),),
    single=True,
)

FAMILIES = (ORGANIZATION, PERIMETER, TRANSPORT, ADMIN_AUDIT_LOG)
