# A part of the reference module: functions with the parameters of six documented cmdlets.
enum AcceptedDomainType { Authoritative; InternalRelay; ExternalRelay }
enum AuthenticationType { Federated; Managed }
enum MultiValuedProperty { Inbound; Outbound; IntraOrg; None; GettingStatus; Failed; Pending; Delivered; Expanded; Quarantined; FilteredAsSpam }
enum RecipientType { DynamicDistributionGroup; MailContact; MailNonUniversalGroup; MailUniversalDistributionGroup; MailUniversalSecurityGroup; MailUser; PublicFolder; UserMailbox }
enum RecipientTypeDetails { MailNonUniversalGroup; MailUniversalDistributionGroup; MailUniversalSecurityGroup; RoomList; NonUniversalGroup; UniversalDistributionGroup; UniversalSecurityGroup; DiscoveryMailbox; DynamicDistributionGroup; EquipmentMailbox; GroupMailbox; GuestMailUser; LegacyMailbox; LinkedMailbox; LinkedRoomMailbox; MailContact; MailForestContact; MailUser; PublicFolder; PublicFolderMailbox; RemoteEquipmentMailbox; RemoteRoomMailbox; RemoteSharedMailbox; RemoteTeamMailbox; RemoteUserMailbox; RoomMailbox; SchedulingMailbox; SharedMailbox; SharedWithMailUser; TeamMailbox; UserMailbox; DisabledUser; LinkedUser; User }
enum RuleState { Enabled; Disabled }
function Show-Bound($Cmdlet, $Bound) {
    $parts = foreach ($key in ($Bound.Keys | Sort-Object)) {
        $value = $Bound[$key]
        $text = if ($null -eq $value) { '$null' }
            elseif ($value -is [System.Collections.IDictionary]) { '@{' + (($value.Keys | Sort-Object | ForEach-Object { "$_=$($value[$_] -join ',')" }) -join ';') + '}' }
            elseif ($value -is [array]) { '(' + (($value | ForEach-Object { "[$($_.GetType().Name)]$_" }) -join ', ') + ')' }
            else { "[$($value.GetType().Name)]$value" }
        "-$key $text"
    }
    $name = $Cmdlet.MyInvocation.MyCommand.Name
    $set = if ($Cmdlet.ParameterSetName -eq '__AllParameterSets') { '' } else { " {$($Cmdlet.ParameterSetName)}" }
    "$name$set $($parts -join ' ')".TrimEnd()
}
function Get-AcceptedDomain {
    [CmdletBinding()]
    param(
        [Parameter(Position=1, ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [object] $Identity,
        [Parameter()]
        [object] $DomainController,
        [Parameter()]
        [object] $ResultSize
    )
    process { Show-Bound $PSCmdlet $PSBoundParameters }
}
function Get-MailUser {
    [CmdletBinding()]
    param(
        [Parameter(ParameterSetName='AnrSet')]
        [string] $Anr,
        [Parameter(ParameterSetName='AnrSet')]
        [Parameter(ParameterSetName='Identity')]
        [pscredential] $Credential,
        [Parameter(ParameterSetName='AnrSet')]
        [Parameter(ParameterSetName='Identity')]
        [object] $DomainController,
        [Parameter()]
        [string] $Filter,
        [Parameter(ParameterSetName='AnrSet')]
        [Parameter(ParameterSetName='Identity')]
        [switch] $IgnoreDefaultScope,
        [Parameter()]
        [object] $OrganizationalUnit,
        [Parameter(ParameterSetName='AnrSet')]
        [Parameter(ParameterSetName='Identity')]
        [switch] $ReadFromDomainController,
        [Parameter()]
        [object] $ResultSize,
        [Parameter()]
        [switch] $SharedWithMailUser,
        [Parameter()]
        [switch] $SoftDeletedMailUser,
        [Parameter()]
        [string] $SortBy,
        [Parameter(ParameterSetName='Identity', Position=1)]
        [object] $Identity,
        [Parameter(ParameterSetName='HVEAccount')]
        [switch] $HVEAccount
    )
    process { Show-Bound $PSCmdlet $PSBoundParameters }
}
function Get-MessageTrace {
    [CmdletBinding()]
    param(
        [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [datetime] $EndDate,
        [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [string] $FromIP,
        [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [object] $MessageId,
        [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [guid] $MessageTraceId,
        [Parameter()]
        [ValidateRange(1, 1000)]
        [int] $Page,
        [Parameter()]
        [ValidateRange(1, 5000)]
        [int] $PageSize,
        [Parameter()]
        [string] $ProbeTag,
        [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [object] $RecipientAddress,
        [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [object] $SenderAddress,
        [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [datetime] $StartDate,
        [Parameter()]
        [MultiValuedProperty] $Status,
        [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [string] $ToIP
    )
    process { Show-Bound $PSCmdlet $PSBoundParameters }
}
function Get-Recipient {
    [CmdletBinding()]
    param(
        [Parameter(ParameterSetName='AnrSet')]
        [string] $Anr,
        [Parameter(ParameterSetName='AnrSet')]
        [Parameter(ParameterSetName='Identity')]
        [Parameter(ParameterSetName='RecipientPreviewFilterSet')]
        [AuthenticationType] $AuthenticationType,
        [Parameter()]
        [pscredential] $Credential,
        [Parameter()]
        [object] $DomainController,
        [Parameter()]
        [string] $Filter,
        [Parameter()]
        [switch] $IgnoreDefaultScope,
        [Parameter()]
        [object] $OrganizationalUnit,
        [Parameter()]
        [object] $PropertySet,
        [Parameter()]
        [switch] $ReadFromDomainController,
        [Parameter()]
        [RecipientType[]] $RecipientType,
        [Parameter()]
        [RecipientTypeDetails[]] $RecipientTypeDetails,
        [Parameter()]
        [object] $ResultSize,
        [Parameter()]
        [string] $SortBy,
        [Parameter(ParameterSetName='AnrSet')]
        [Parameter(ParameterSetName='Identity')]
        [Parameter(ParameterSetName='RecipientPreviewFilterSet')]
        [object] $Capabilities,
        [Parameter(ParameterSetName='AnrSet', ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [Parameter(ParameterSetName='DatabaseSet', ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [object] $Database,
        [Parameter()]
        [string[]] $Properties,
        [Parameter(ParameterSetName='AnrSet')]
        [Parameter(ParameterSetName='Identity')]
        [Parameter(ParameterSetName='RecipientPreviewFilterSet')]
        [switch] $IncludeManagerWithDisplayName,
        [Parameter()]
        [switch] $IncludeSoftDeletedRecipients,
        [Parameter(ParameterSetName='Identity', Position=1, ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [object] $Identity,
        [Parameter(ParameterSetName='Identity')]
        [string] $BookmarkDisplayName,
        [Parameter(ParameterSetName='Identity')]
        [bool] $IncludeBookmarkObject,
        [Parameter(ParameterSetName='RecipientPreviewFilterSet')]
        [string] $RecipientPreviewFilter
    )
    process { Show-Bound $PSCmdlet $PSBoundParameters }
}
function Get-TransportRule {
    [CmdletBinding()]
    param(
        [Parameter(Position=1, ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [object] $Identity,
        [Parameter()]
        [object] $DomainController,
        [Parameter()]
        [RuleState] $State,
        [Parameter()]
        [string] $DlpPolicy,
        [Parameter()]
        [bool] $ExcludeConditionActionDetails,
        [Parameter()]
        [string] $Filter,
        [Parameter()]
        [object] $ResultSize
    )
    process { Show-Bound $PSCmdlet $PSBoundParameters }
}
function Set-AcceptedDomain {
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory, Position=1, ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [object] $Identity,
        [Parameter()]
        [bool] $AddressBookEnabled,
        [Parameter()]
        [bool] $CanHaveCloudCache,
        [Parameter()]
        [object] $DomainController,
        [Parameter()]
        [AcceptedDomainType] $DomainType,
        [Parameter()]
        [bool] $EnableNego2Authentication,
        [Parameter()]
        [bool] $MakeDefault,
        [Parameter()]
        [string] $MailFlowRegion,
        [Parameter()]
        [bool] $MatchSubDomains,
        [Parameter()]
        [string] $Name,
        [Parameter()]
        [bool] $OutboundOnly,
        [Parameter()]
        [bool] $PendingCompletion,
        [Parameter()]
        [bool] $PendingRemoval,
        [Parameter()]
        [bool] $SendingFromDomainDisabled,
        [Parameter()]
        [bool] $SendingToDomainDisabled
    )
    process { Show-Bound $PSCmdlet $PSBoundParameters }
}

