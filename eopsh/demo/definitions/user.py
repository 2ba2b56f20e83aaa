# ruff: noqa: E501  (a table)
"""Users: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "RecipientTypeDetails": "DisabledUser DiscoveryMailbox EquipmentMailbox GuestMailUser GroupMailbox LegacyMailbox LinkedMailbox LinkedRoomMailbox LinkedUser MailUser PublicFolderMailbox RemoteEquipmentMailbox RemoteRoomMailbox RemoteSharedMailbox RemoteTeamMailbox RemoteUserMailbox RoomMailbox SchedulingMailbox SharedMailbox SharedWithMailUser TeamMailbox User UserMailbox",
}

NAMESPACE = "Microsoft.Exchange.Data.Directory.Recipient"

CMDLETS = read_table(
    """
Get-User Microsoft.Exchange.Management.RecipientTasks.GetUser default=Identity
  Identity                             UserIdParameter               pos pipe set=Identity
  Anr                                  String                        set=AnrSet
  Filter                               String
  IncludeDirectReportsWithDisplayNames SwitchParameter
  IncludeManagerWithDisplayName        SwitchParameter
  IsVIP                                SwitchParameter
  OrganizationalUnit                   OrganizationalUnitIdParameter
  RecipientTypeDetails                 RecipientTypeDetails[]
  ResultSize                           Unlimited
  Sortby                               String

Set-User Microsoft.Exchange.Management.RecipientTasks.SetUser
  Identity                            UserIdParameter                              pos pipe req
  AssistantName                       String
  AuthenticationPolicy                String
  BlockCloudCache                     Boolean
  CanHaveCloudCache                   Boolean
  City                                String
  ClearDataEncryptionPolicy           SwitchParameter
  Company                             String
  Confirm                             SwitchParameter                              alias=cf
  CountryOrRegion                     CountryInfo
  Department                          String
  DesiredWorkloads                    Microsoft.Exchange.Data.MailboxWorkloadFlags
  DisplayName                         String
  EXOModuleEnabled                    Boolean
  Fax                                 String
  FirstName                           String
  Force                               SwitchParameter
  GeoCoordinates                      GeoCoordinates
  HomePhone                           String
  IsShadowMailbox                     Boolean
  Initials                            String
  LastName                            String
  ManagedOnboardingType               ManagedOnboardingType
  Manager                             UserContactIdParameter
  MobilePhone                         String
  Name                                String
  Notes                               String
  Office                              String
  OtherFax                            MultiValuedProperty
  OtherHomePhone                      MultiValuedProperty
  OtherTelephone                      MultiValuedProperty
  Pager                               String
  Phone                               String
  PhoneticDisplayName                 String
  PostalCode                          String
  PostOfficeBox                       MultiValuedProperty
  PublicFolder                        SwitchParameter
  RemotePowerShellEnabled             Boolean
  RemoveMailboxProvisioningConstraint SwitchParameter
  ResetPasswordOnNextLogon            Boolean
  SeniorityIndex                      Int32
  SimpleDisplayName                   String
  StateOrProvince                     String
  StreetAddress                       String
  StsRefreshTokensValidFrom           DateTime
  Title                               String
  VIP                                 Boolean
  WebPage                             String
  WhatIf                              SwitchParameter                              alias=wi
  WindowsEmailAddress                 SmtpAddress
""",
    NAMESPACE,
    VALUES,
)
