"""The tenant allow/block list: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "Action": "Allow|Block",
    "SpoofType": "External|Internal",
    "ListSubType": "AdvancedDelivery Tenant",
    "ListType": "FileHash Sender Url IP",
}

NAMESPACE = "Microsoft.Exchange.Management.TenantAllowBlockList"

CMDLETS = read_table(
    """
Get-TenantAllowBlockListItems Microsoft.Exchange.Management.TenantAllowBlockList.GetTenantAllowBlockListItems default=Expiration
  ListType       ListType        req
  ExpirationDate DateTime        set=Expiration
  Allow          SwitchParameter
  Block          SwitchParameter
  Entry          String
  ListSubType    ListSubType[]
  OutputJson     SwitchParameter
  NoExpiration   SwitchParameter set=NoExpiration

New-TenantAllowBlockListItems Microsoft.Exchange.Management.TenantAllowBlockList.NewTenantAllowBlockListItems default=Expiration
  Entries         String[]        req
  ListType        ListType        req
  ExpirationDate  DateTime        set=Expiration
  Allow           SwitchParameter
  Block           SwitchParameter
  ListSubType     ListSubType
  LogExtraDetails SwitchParameter
  Notes           String
  OutputJson      SwitchParameter
  RemoveAfter     Int32
  SubmissionID    String
  NoExpiration    SwitchParameter set=NoExpiration

Set-TenantAllowBlockListItems Microsoft.Exchange.Management.TenantAllowBlockList.SetTenantAllowBlockListItems default=Ids
  Ids            String[]        req set=Ids
  ListType       ListType        req
  Allow          SwitchParameter
  Block          SwitchParameter
  ExpirationDate DateTime
  ListSubType    ListSubType
  NoExpiration   SwitchParameter
  Notes          String
  OutputJson     SwitchParameter
  RemoveAfter    Int32
  Entries        String[]        req set=Entries

Remove-TenantAllowBlockListItems Microsoft.Exchange.Management.TenantAllowBlockList.RemoveTenantAllowBlockListItems default=Ids
  Entries     String[]        req set=Entries
  ListType    ListType        req
  ListSubType ListSubType
  OutputJson  SwitchParameter
  Ids         String[]        req set=Ids

Get-TenantAllowBlockListSpoofItems Microsoft.Exchange.Management.TenantAllowBlockList.GetTenantAllowBlockListSpoofItems
  Identity  HostedConnectionFilterPolicyIdParameter pos pipe
  Action    String
  SpoofType String

New-TenantAllowBlockListSpoofItems Microsoft.Exchange.Management.TenantAllowBlockList.NewTenantAllowBlockListSpoofItems
  Identity              HostedConnectionFilterPolicyIdParameter pos pipe req
  Action                String                                  req
  SendingInfrastructure String                                  req
  SpoofedUser           String                                  req
  SpoofType             String                                  req
  Confirm               SwitchParameter                         alias=cf
  WhatIf                SwitchParameter                         alias=wi

Set-TenantAllowBlockListSpoofItems Microsoft.Exchange.Management.TenantAllowBlockList.SetTenantAllowBlockListSpoofItems
  Identity HostedConnectionFilterPolicyIdParameter pos pipe req
  Action   String                                  req
  Ids      String[]                                pipe req
  Confirm  SwitchParameter                         alias=cf
  WhatIf   SwitchParameter                         alias=wi

Remove-TenantAllowBlockListSpoofItems Microsoft.Exchange.Management.TenantAllowBlockList.RemoveTenantAllowBlockListSpoofItems impact=High
  Identity HostedConnectionFilterPolicyIdParameter pos pipe req
  Ids      String[]                                pipe req
  Confirm  SwitchParameter                         alias=cf
  WhatIf   SwitchParameter                         alias=wi
""",
    NAMESPACE,
    VALUES,
)
