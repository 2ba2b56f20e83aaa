"""Mail contacts: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "MacAttachmentFormat": "BinHex UuEncode AppleSingle AppleDouble",
    "MessageBodyFormat": "Text Html TextAndHtml",
    "MessageFormat": "Text Html TextAndHtml Mime",
    "RecipientTypeDetails": "MailContact MailForestContact Contact",
    "TransportModerationNotificationFlags": "Always Internal Never",
    "UseMapiRichTextFormat": "Always Never UseDefaultSettings",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.Recipient"

CMDLETS = read_table(
    """
Get-MailContact Microsoft.Exchange.Management.RecipientTasks.GetMailContact default=Identity
  Identity             MailContactIdParameter        pos pipe set=Identity
  ANR                  String                        set=AnrSet
  Filter               String
  OrganizationalUnit   OrganizationalUnitIdParameter
  RecipientTypeDetails RecipientTypeDetails[]
  ResultSize           Unlimited
  SortBy               String

New-MailContact Microsoft.Exchange.Management.RecipientTasks.NewMailContact
  Name                        String                               pos req
  ExternalEmailAddress        ProxyAddress                         req
  Alias                       String
  Confirm                     SwitchParameter                      alias=cf
  DisplayName                 String
  FirstName                   String
  Initials                    String
  LastName                    String
  MacAttachmentFormat         MacAttachmentFormat
  MessageBodyFormat           MessageBodyFormat
  MessageFormat               MessageFormat
  ModeratedBy                 MultiValuedProperty
  ModerationEnabled           Boolean
  OrganizationalUnit          OrganizationalUnitIdParameter
  SendModerationNotifications TransportModerationNotificationFlags
  UsePreferMessageFormat      Boolean
  WhatIf                      SwitchParameter                      alias=wi

Set-MailContact Microsoft.Exchange.Management.RecipientTasks.SetMailContact
  Identity                               MailContactIdParameter               pos pipe req
  AcceptMessagesOnlyFrom                 MultiValuedProperty
  AcceptMessagesOnlyFromDLMembers        MultiValuedProperty
  AcceptMessagesOnlyFromSendersOrMembers MultiValuedProperty
  Alias                                  String
  BypassModerationFromSendersOrMembers   MultiValuedProperty
  Confirm                                SwitchParameter                      alias=cf
  CustomAttribute1                       String
  CustomAttribute10                      String
  CustomAttribute11                      String
  CustomAttribute12                      String
  CustomAttribute13                      String
  CustomAttribute14                      String
  CustomAttribute15                      String
  CustomAttribute2                       String
  CustomAttribute3                       String
  CustomAttribute4                       String
  CustomAttribute5                       String
  CustomAttribute6                       String
  CustomAttribute7                       String
  CustomAttribute8                       String
  CustomAttribute9                       String
  DisplayName                            String
  EmailAddresses                         ProxyAddressCollection
  ExtensionCustomAttribute1              MultiValuedProperty
  ExtensionCustomAttribute2              MultiValuedProperty
  ExtensionCustomAttribute3              MultiValuedProperty
  ExtensionCustomAttribute4              MultiValuedProperty
  ExtensionCustomAttribute5              MultiValuedProperty
  ExternalEmailAddress                   ProxyAddress
  ForceUpgrade                           SwitchParameter
  GrantSendOnBehalfTo                    MultiValuedProperty
  HiddenFromAddressListsEnabled          Boolean
  MacAttachmentFormat                    MacAttachmentFormat
  MailTip                                String
  MailTipTranslations                    MultiValuedProperty
  MessageBodyFormat                      MessageBodyFormat
  MessageFormat                          MessageFormat
  ModeratedBy                            MultiValuedProperty
  ModerationEnabled                      Boolean
  Name                                   String
  RejectMessagesFrom                     MultiValuedProperty
  RejectMessagesFromDLMembers            MultiValuedProperty
  RejectMessagesFromSendersOrMembers     MultiValuedProperty
  RequireSenderAuthenticationEnabled     Boolean
  SendModerationNotifications            TransportModerationNotificationFlags
  SimpleDisplayName                      String
  UseMapiRichTextFormat                  UseMapiRichTextFormat
  UsePreferMessageFormat                 Boolean
  UserCertificate                        MultiValuedProperty
  UserSMimeCertificate                   MultiValuedProperty
  WhatIf                                 SwitchParameter                      alias=wi
  WindowsEmailAddress                    SmtpAddress

Remove-MailContact Microsoft.Exchange.Management.RecipientTasks.RemoveMailContact impact=High
  Identity MailContactIdParameter pos pipe req
  Confirm  SwitchParameter        alias=cf
  WhatIf   SwitchParameter        alias=wi

Get-Contact Microsoft.Exchange.Management.RecipientTasks.GetContact default=Identity
  Identity             ContactIdParameter            pos pipe set=Identity
  Anr                  String                        set=AnrSet
  Filter               String
  OrganizationalUnit   OrganizationalUnitIdParameter
  RecipientTypeDetails RecipientTypeDetails[]
  ResultSize           Unlimited
  SortBy               String

Set-Contact Microsoft.Exchange.Management.RecipientTasks.SetContact
  Identity            ContactIdParameter     pos pipe req
  AssistantName       String
  City                String
  Company             String
  Confirm             SwitchParameter        alias=cf
  CountryOrRegion     CountryInfo
  Department          String
  DisplayName         String
  Fax                 String
  FirstName           String
  GeoCoordinates      GeoCoordinates
  HomePhone           String
  Initials            String
  LastName            String
  Manager             UserContactIdParameter
  MobilePhone         String
  Name                String
  Notes               String
  Office              String
  OtherFax            MultiValuedProperty
  OtherHomePhone      MultiValuedProperty
  OtherTelephone      MultiValuedProperty
  Pager               String
  Phone               String
  PhoneticDisplayName String
  PostalCode          String
  PostOfficeBox       MultiValuedProperty
  SeniorityIndex      Int32
  SimpleDisplayName   String
  StateOrProvince     String
  StreetAddress       String
  TelephoneAssistant  String
  Title               String
  WebPage             String
  WhatIf              SwitchParameter        alias=wi
  WindowsEmailAddress SmtpAddress
""",
    NAMESPACE,
    VALUES,
)
