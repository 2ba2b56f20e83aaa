"""The properties that recipient cmdlets take in -Filter, as Microsoft documents them (see NOTICE.md)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

NOUNS = {
    "C": "Contact",
    "D": "DistributionGroup",
    "G": "Group",
    "K": "MailContact",
    "M": "MailUser",
    "R": "Recipient",
    "U": "User",
}
TABLE = """
Boolean CDGKMRU:
  IsDirSynced
Boolean D:
  ReportToManagerEnabled ReportToOriginatorEnabled SendOofMessageToOriginatorEnabled
Boolean DKM:
  ModerationEnabled RequireAllSendersAreAuthenticated
Boolean DKMR:
  EmailAddressPolicyEnabled HiddenFromAddressListsEnabled
Boolean M:
  ComplianceTagHoldApplied DeliverToMailboxAndForward SingleItemRecoveryEnabled
Boolean MR:
  LitigationHoldEnabled
Boolean MRU:
  SKUAssigned
Boolean MU:
  IsSoftDeletedByDisable IsSoftDeletedByRemove
Boolean R:
  HasActiveSyncDevicePartnership
Boolean U:
  IsLinked IsSecurityPrincipal RemotePowerShellEnabled
DN CDGKMRU:
  DistinguishedName Id MemberOfGroup
DN CRU:
  Manager
DN CU:
  DirectReports
DN DGR:
  ManagedBy Members
DN DKM:
  AcceptMessagesOnlyFrom AcceptMessagesOnlyFromDLMembers ArbitrationMailbox GrantSendOnBehalfTo ModeratedBy RejectMessagesFrom
  RejectMessagesFromDLMembers
DN DKMR:
  AddressListMembership
DN M:
  DisabledArchiveDatabase ForwardingAddress
DN MR:
  ArchiveDatabase MailboxMoveSourceMDB MailboxMoveTargetMDB
DN R:
  ActiveSyncMailboxPolicy AddressBookPolicy ManagedFolderMailboxPolicy OWAMailboxPolicy RetentionPolicy SharingPolicy
DN U:
  AuthenticationPolicy
DateTime CDGKMRU:
  WhenChanged WhenChangedUTC WhenCreated WhenCreatedUTC
DateTime DKM:
  LastExchangeChangedTime
DateTime M:
  LitigationHoldDate
DateTime MR:
  WhenMailboxCreated
DateTime MU:
  StsRefreshTokensValidFrom WhenSoftDeleted
Enum CDGKMRU:
  RecipientType
Enum CDGKMU:
  AdministrativeUnits
Enum CU:
  AllowUMCallsFromNonUsers
Enum D:
  MemberDepartRestriction MemberJoinRestriction
Enum DG:
  GroupType
Enum M:
  ExchangeUserAccountControl RetainDeletedItemsFor
Enum MR:
  ArchiveStatus MailboxMoveFlags MailboxMoveStatus
Enum MRU:
  ArchiveRelease MailboxRelease
Enum R:
  ArchiveState BlockedSendersHash ResourceType SafeRecipientsHash SafeSendersHash
Enum U:
  UpgradeRequest UpgradeStatus UserAccountControl
Integer CDGKMRU:
  ExchangeVersion
Integer CRU:
  CountryCode
Integer M:
  RecipientLimits
Size DKM:
  MaxReceiveSize MaxSendSize
Size M:
  ArchiveQuota ArchiveWarningQuota IssueWarningQuota ProhibitSendQuota ProhibitSendReceiveQuota RecoverableItemsQuota
  RecoverableItemsWarningQuota
String CDGKMRU:
  Guid ObjectCategory ObjectClass RecipientTypeDetails
String DKMR:
  PoliciesExcluded PoliciesIncluded
String DKMRU:
  ExternalDirectoryObjectId
String GU:
  Sid SidHistory
String M:
  AggregatedMailboxGuids DisabledArchiveGuid ImmutableId InPlaceHolds JournalArchiveAddress MailboxContainerGUID
  PersistedCapabilities
String MR:
  ArchiveGuid ExchangeGuid MailboxMoveRemoteHostName UsageLocation
String R:
  ServerName
String RU:
  MasterAccountSid
String U:
  CertificateSubject ConsumerNetID InPlaceHoldsRaw NetID PreviousRecipientTypeDetails
String* CDGKMRU:
  DisplayName Name
String* CDGKMU:
  SimpleDisplayName WindowsEmailAddress
String* CDKMRU:
  CountryOrRegion
String* CGRU:
  Notes
String* CGU:
  PhoneticDisplayName
String* CRU:
  c City Company Department FirstName LastName Office Phone PostalCode StateOrProvince Title
String* CU:
  AssistantName Fax HomePhone Initials MobilePhone OtherFax OtherHomePhone OtherTelephone Pager PostOfficeBox StreetAddress
  TelephoneAssistant VoiceMailSettings WebPage
String* DGMRU:
  SamAccountName
String* DKM:
  MailTipTranslations
String* DKMR:
  Alias EmailAddresses ExpansionServer PrimarySmtpAddress
String* DKMU:
  LegacyExchangeDN
String* KMR:
  ExternalEmailAddress
String* M:
  ArchiveName LitigationHoldOwner ProtocolSettings RetentionComment RetentionUrl
String* MR:
  MailboxMoveBatchName
String* MRU:
  WindowsLiveID
String* MU:
  UserPrincipalName
String* R:
  ServerLegacyDN
"""
"""What a property holds (`String*`: text in which an asterisk stands for any), the letters of the nouns that know it, and the names."""
NUMBERED = ("CustomAttribute", 15), ("ExtensionCustomAttribute", 5)


@cache
def filterable(noun: str) -> dict[str, str]:
    """Return the filterable properties of a noun, folded, and what they hold; empty for a noun that has no such list."""
    if noun not in NOUNS.values():
        return {}
    numbered = {f"{name}{number}".casefold(): "String*" for name, count in NUMBERED for number in range(1, count + 1)}
    return numbered | {name.casefold(): kind for kind, name in _names(noun)}


def _names(noun: str) -> Iterator[tuple[str, str]]:
    kind, wanted = "", False
    for line in TABLE.splitlines():
        if line.startswith("  "):
            yield from ((kind, name) for name in line.split() if wanted)
        elif line:
            kind, letters = line.rstrip(":").split()
            wanted = any(NOUNS[letter] == noun for letter in letters)
