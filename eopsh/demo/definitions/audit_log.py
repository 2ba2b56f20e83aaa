"""The audit logs: what the cmdlets take. Names, types, sets and values as Microsoft documents them (see NOTICE.md)."""

from eopsh.demo.definitions.table import read_table

VALUES = {
    "UnifiedAuditSessionCommand": "ReturnLargeSet ReturnNextPreviewPage",
}

NAMESPACE = "Microsoft.Exchange.Management.SystemConfigurationTasks"

CMDLETS = read_table(
    """
Get-AdminAuditLogConfig Microsoft.Exchange.Management.SystemConfigurationTasks.GetAdminAuditLogConfig

Set-AdminAuditLogConfig Microsoft.Exchange.Management.SystemConfigurationTasks.SetAdminAuditLogConfig
  Confirm                         SwitchParameter alias=cf
  Force                           SwitchParameter
  UnifiedAuditLogIngestionEnabled Boolean
  WhatIf                          SwitchParameter alias=wi

Search-AdminAuditLog Microsoft.Exchange.Management.SystemConfigurationTasks.SearchAdminAuditLog
  Cmdlets          MultiValuedProperty pipe
  DomainController Fqdn
  EndDate          ExDateTime
  ExternalAccess   Boolean
  IsSuccess        Boolean
  ObjectIds        MultiValuedProperty
  Parameters       MultiValuedProperty
  ResultSize       Int32
  StartDate        ExDateTime
  StartIndex       Int32
  UserIds          MultiValuedProperty

Search-UnifiedAuditLog Microsoft.Exchange.Management.SystemConfigurationTasks.SearchUnifiedAuditLog
  EndDate                ExDateTime                 req
  StartDate              ExDateTime                 req
  Formatted              SwitchParameter
  FreeText               String
  HighCompleteness       SwitchParameter
  IPAddresses            String[]
  LegacyFlow             SwitchParameter
  LongerRetentionEnabled String
  ObjectIds              String[]
  Operations             String[]
  RecordType             AuditRecordType
  ResultSize             Int32
  SessionCommand         UnifiedAuditSessionCommand
  SessionId              String
  SiteIds                String[]
  UserIds                String[]

Write-AdminAuditLog Microsoft.Exchange.Management.SystemConfigurationTasks.WriteAdminAuditLog
  Comment String          req
  Confirm SwitchParameter alias=cf
  WhatIf  SwitchParameter alias=wi
""",
    NAMESPACE,
    VALUES,
)
