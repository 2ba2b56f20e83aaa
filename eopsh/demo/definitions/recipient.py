# ruff: noqa: E501  (a table)
"""Recipients of every kind: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "AuthenticationType": "Federated Managed",
    "PropertySet": "Minimum ActiveSync Ews Imap Mapi Pop ProtocolSettings All AddressList Archive Audit Custom Delivery Hold Moderation Move Policy PublicFolder Quota Resource Retention SCL SoftDelete StatisticsSeed MailboxMove",
    "RecipientType": "DynamicDistributionGroup MailContact MailNonUniversalGroup MailUniversalDistributionGroup MailUniversalSecurityGroup MailUser PublicFolder UserMailbox",
    "RecipientTypeDetails": "DiscoveryMailbox DynamicDistributionGroup EquipmentMailbox GroupMailbox GuestMailUser LegacyMailbox LinkedMailbox LinkedRoomMailbox MailContact MailForestContact MailNonUniversalGroup MailUniversalDistributionGroup MailUniversalSecurityGroup MailUser PublicFolder PublicFolderMailbox RemoteEquipmentMailbox RemoteRoomMailbox RemoteSharedMailbox RemoteTeamMailbox RemoteUserMailbox RoomList RoomMailbox SchedulingMailbox SharedMailbox SharedWithMailUser TeamMailbox UserMailbox",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.Recipient"

CMDLETS = read_table(
    """
Get-Recipient Microsoft.Exchange.Management.RecipientTasks.GetRecipient default=Identity
  Identity                      RecipientIdParameter          pos pipe set=Identity
  Anr                           String                        set=AnrSet
  AuthenticationType            AuthenticationType            but=DatabaseSet
  Filter                        String
  OrganizationalUnit            OrganizationalUnitIdParameter
  PropertySet                   PropertySet
  RecipientType                 RecipientType[]
  RecipientTypeDetails          RecipientTypeDetails[]
  ResultSize                    Unlimited
  SortBy                        String
  Capabilities                  MultiValuedProperty           but=DatabaseSet
  Properties                    String[]
  IncludeManagerWithDisplayName SwitchParameter               but=DatabaseSet
  IncludeSoftDeletedRecipients  SwitchParameter
  BookmarkDisplayName           String                        set=Identity
  IncludeBookmarkObject         Boolean                       set=Identity
  RecipientPreviewFilter        String                        set=RecipientPreviewFilterSet
""",
    NAMESPACE,
    VALUES,
)
