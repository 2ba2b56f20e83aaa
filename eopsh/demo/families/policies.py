"""Anti-spam, outbound, malware, anti-phishing, connection and quarantine policies."""

from __future__ import annotations

from eopsh.demo.cmdlets.common import invalid
from eopsh.demo.execution import Call
from eopsh.demo.families.model import Family, Settings, read_properties
from eopsh.demo.store import ObjectRow

CONFIGURATION = "Microsoft.Exchange.Data.Directory.SystemConfiguration"
FULL_ACCESS, ADMIN_ONLY, NOTIFYING = "DefaultFullAccessPolicy", "AdminOnlyAccessPolicy", "DefaultFullAccessWithNotificationPolicy"

CONTENT_FILTER = Family(
    "HostedContentFilterPolicy",
    f"{CONFIGURATION}.HostedContentFilterPolicy",
    "hosted content filter policy",
    "CN=Hosted Content Filter,CN=Transport Settings,CN=Configuration",
    read_properties(
        "HostedContentFilterPolicy",
        """
        AdminDisplayName
        AddXHeaderValue
        ModifySubjectValue
        RedirectToRecipients
        TestModeBccToRecipients
        QuarantineRetentionPeriod = 15 1..30
        EndUserSpamNotificationFrequency = 3 1..15
        TestModeAction = None
        IncreaseScoreWithImageLinks = Off
        IncreaseScoreWithNumericIps = Off
        IncreaseScoreWithRedirectToOtherPort = Off
        IncreaseScoreWithBizOrInfoUrls = Off
        MarkAsSpamEmptyMessages = Off
        MarkAsSpamJavaScriptInHtml = Off
        MarkAsSpamFramesInHtml = Off
        MarkAsSpamObjectTagsInHtml = Off
        MarkAsSpamEmbedTagsInHtml = Off
        MarkAsSpamFormTagsInHtml = Off
        MarkAsSpamWebBugsInHtml = Off
        MarkAsSpamSensitiveWordList = Off
        MarkAsSpamSpfRecordHardFail = Off
        MarkAsSpamFromAddressAuthFail = Off
        MarkAsSpamBulkMail = On
        MarkAsSpamNdrBackscatter = Off
        IsDefault : Boolean = False
        LanguageBlockList
        RegionBlockList
        HighConfidenceSpamAction = MoveToJmf
        SpamAction = MoveToJmf
        BulkSpamAction = MoveToJmf
        PhishSpamAction = MoveToJmf
        HighConfidencePhishAction = Quarantine
        SpamQuarantineTag = DefaultFullAccessPolicy
        HighConfidenceSpamQuarantineTag = DefaultFullAccessPolicy
        PhishQuarantineTag = DefaultFullAccessPolicy
        HighConfidencePhishQuarantineTag = AdminOnlyAccessPolicy
        BulkQuarantineTag = DefaultFullAccessPolicy
        EndUserSpamNotificationLanguage = Default
        EndUserSpamNotificationLimit = 0
        BulkMovesEnabled = NotSet
        BulkThreshold = 7 1..9
        AllowedSenders
        AllowedSenderDomains
        BlockedSenders
        BlockedSenderDomains
        InlineSafetyTipsEnabled = True
        PhishZapEnabled = True
        SpamZapEnabled = True
        IntraOrgFilterState = Default
        RecommendedPolicyType : String = Custom
        """,
    ),
    first=(
        (
            "Default",
            {
                "IsDefault": True,
                "AllowedSenders": ["b@contoso.com", "orders@tailspintoys.com"],
                "BlockedSenderDomains": ["lottery.example"],
            },
        ),
        (
            "Executives",
            {"SpamAction": "Quarantine", "HighConfidenceSpamAction": "Quarantine", "PhishSpamAction": "Quarantine", "BulkThreshold": 5},
        ),
    ),
)

CONNECTION_FILTER = Family(
    "HostedConnectionFilterPolicy",
    f"{CONFIGURATION}.HostedConnectionFilterPolicy",
    "hosted connection filter policy",
    "CN=Hosted Connection Filter,CN=Transport Settings,CN=Configuration",
    read_properties(
        "HostedConnectionFilterPolicy",
        """
        AdminDisplayName
        IsDefault : Boolean = False
        IPAllowList
        IPBlockList
        EnableSafeList = False
        DirectoryBasedEdgeBlockMode : DirectoryBasedEdgeBlockMode(Default,Enabled,Disabled) = Default
        """,
    ),
    first=(("Default", {"IsDefault": True, "IPAllowList": ["198.51.100.0/24"], "IPBlockList": ["203.0.113.66"]}),),
)

OUTBOUND_SPAM = Family(
    "HostedOutboundSpamFilterPolicy",
    f"{CONFIGURATION}.HostedOutboundSpamFilterPolicy",
    "hosted outbound spam filter policy",
    "CN=Outbound Spam Filter,CN=Transport Settings,CN=Configuration",
    read_properties(
        "HostedOutboundSpamFilterPolicy",
        """
        AdminDisplayName
        IsDefault : Boolean = False
        NotifyOutboundSpamRecipients
        BccSuspiciousOutboundAdditionalRecipients
        BccSuspiciousOutboundMail = False
        NotifyOutboundSpam = False
        RecipientLimitExternalPerHour = 0 0..10000
        RecipientLimitInternalPerHour = 0 0..10000
        RecipientLimitPerDay = 0 0..10000
        ActionWhenThresholdReached = BlockUserForToday
        AutoForwardingMode = Automatic
        RecommendedPolicyType : String = Custom
        Enabled : Boolean = True
        """,
    ),
    first=(
        ("Default", {"IsDefault": True}),
        ("Newsletter senders", {"RecipientLimitExternalPerHour": 5000, "RecipientLimitPerDay": 10000, "AutoForwardingMode": "Off"}),
    ),
)

FILE_TYPES = (
    (
        "ace apk app appx ani arj bat cab cmd com deb dex dll docm elf exe hta img iso jar jnlp kext lha lib library lnk lzh "
        "macho msc msi msix msp mst pif ppa ppam reg rev scf scr sct sys uif vb vbe vbs vxd wsc wsf wsh xll xz z "
    )
    .replace(" ", ",")
    .rstrip(",")
)
"""The attachments that the filter takes by default."""
MALWARE_FILTER = Family(
    "MalwareFilterPolicy",
    f"{CONFIGURATION}.MalwareFilterPolicy",
    "malware filter policy",
    "CN=Malware Filter,CN=Transport Settings,CN=Configuration",
    read_properties(
        "MalwareFilterPolicy",
        f"""
        AdminDisplayName
        CustomInternalSubject
        CustomInternalBody
        CustomExternalSubject
        CustomExternalBody
        CustomFromName
        CustomFromAddress
        InternalSenderAdminAddress
        ExternalSenderAdminAddress
        CustomNotifications = False
        EnableInternalSenderAdminNotifications = False
        EnableExternalSenderAdminNotifications = False
        EnableFileFilter = True
        FileTypes = {FILE_TYPES}
        FileTypeAction = Reject
        ZapEnabled = True
        QuarantineTag = AdminOnlyAccessPolicy
        IsDefault : Boolean = False
        RecommendedPolicyType : String = Custom
        """,
    ),
    first=(
        ("Default", {"IsDefault": True}),
        ("Engineering", {"FileTypes": ["exe", "scr", "vbs"], "FileTypeAction": "Quarantine", "AdminDisplayName": "May receive archives"}),
    ),
)

ANTI_PHISH = Family(
    "AntiPhishPolicy",
    f"{CONFIGURATION}.AntiPhishPolicy",
    "anti-phishing policy",
    "CN=AntiPhish,CN=Transport Settings,CN=Configuration",
    read_properties(
        "AntiPhishPolicy",
        """
        Enabled = True
        EnableSpoofIntelligence = True
        EnableFirstContactSafetyTips = False
        EnableViaTag = True
        EnableUnauthenticatedSender = True
        HonorDmarcPolicy = True
        AuthenticationFailAction = MoveToJmf
        DmarcQuarantineAction = Quarantine
        DmarcRejectAction = Reject
        SpoofQuarantineTag = DefaultFullAccessPolicy
        PhishThresholdLevel : Int32 = 1
        IsDefault : Boolean = False
        AdminDisplayName
        RecommendedPolicyType : String = Custom
        """,
    ),
    first=(
        ("Office365 AntiPhish Default", {"IsDefault": True}),
        ("Finance and board", {"AuthenticationFailAction": "Quarantine", "EnableFirstContactSafetyTips": True}),
    ),
)


def _is_built_in(call: Call, row: ObjectRow, settings: Settings) -> None:
    if row.name in (FULL_ACCESS, ADMIN_ONLY, NOTIFYING) or settings.get("QuarantinePolicyType") == "GlobalQuarantinePolicy":
        raise invalid(
            f"The quarantine policy '{row.name}' is built in and can't be removed.", "Microsoft.Exchange.Management.Tasks.ReadOnlyException"
        )


def _checked_tag(call: Call, row: ObjectRow, settings: Settings) -> Settings:
    value = settings.get("EndUserQuarantinePermissionsValue")
    if row.name in (FULL_ACCESS, ADMIN_ONLY, NOTIFYING) and "EndUserQuarantinePermissionsValue" in call:
        raise invalid(
            f"The quarantine policy '{row.name}' is built in and can't be changed.", "Microsoft.Exchange.Management.Tasks.ReadOnlyException"
        )
    if isinstance(value, int) and not 0 <= value <= 255:
        raise invalid(f"The value {value} isn't valid for EndUserQuarantinePermissionsValue. Valid values are from 0 to 255.")
    return settings


QUARANTINE = Family(
    "QuarantinePolicy",
    f"{CONFIGURATION}.QuarantineTag",
    "quarantine policy",
    "CN=Quarantine Tags,CN=Transport Settings,CN=Configuration",
    read_properties(
        "QuarantinePolicy",
        """
        EndUserQuarantinePermissionsValue = 0
        EndUserQuarantinePermissions : String
        ESNEnabled = False
        EndUserSpamNotificationFrequency = 1.00:00:00
        EndUserSpamNotificationLanguage : String = Default
        MultiLanguageCustomDisclaimer
        MultiLanguageSenderName
        MultiLanguageSetting
        EsnCustomSubject
        OrganizationBrandingEnabled = False
        EndUserSpamNotificationCustomFromAddress
        CustomDisclaimer
        QuarantineRetentionDays = 30 1..30
        QuarantinePolicyType : QuarantinePolicyType(QuarantinePolicy,GlobalQuarantinePolicy) = QuarantinePolicy
        """,
        hidden="DomainController",
    ),
    first=(
        (ADMIN_ONLY, {}),
        (FULL_ACCESS, {"EndUserQuarantinePermissionsValue": 23}),
        (NOTIFYING, {"EndUserQuarantinePermissionsValue": 23, "ESNEnabled": True}),
        ("DefaultGlobalTag", {"QuarantinePolicyType": "GlobalQuarantinePolicy", "EndUserSpamNotificationFrequency": "04:00:00"}),
        ("May ask for release", {"EndUserQuarantinePermissionsValue": 27, "ESNEnabled": True}),
    ),
    check=_checked_tag,
    guard=_is_built_in,
)

FAMILIES = (CONNECTION_FILTER, QUARANTINE)
RULED = {family.noun: family for family in (CONTENT_FILTER, OUTBOUND_SPAM, MALWARE_FILTER, ANTI_PHISH)}
"""The policies that rules assign to recipients or senders."""
