# A session for the tests of the wire: one command for each thing that a server can say or take.
function Get-Kind {
    [CmdletBinding()] param([object]$Value, [switch]$Flag, [Parameter(ValueFromPipeline)][object]$InputObject, [Parameter(ValueFromRemainingArguments)][object[]]$Rest)
    process {
        $subject = if ($PSBoundParameters.ContainsKey('InputObject')) { $InputObject } elseif ($PSBoundParameters.ContainsKey('Value')) { $Value } else { $Flag }
        if ($null -eq $subject) { 'null' } else { "$($subject.GetType().FullName): $subject" }
    }
}
function Test-Secret { [CmdletBinding()] param([securestring]$Secret) [System.Net.NetworkCredential]::new('', $Secret).Password.Length }
function Get-SecretBack { [CmdletBinding()] param([securestring]$Secret) $Secret }
function Read-Answer {
    [CmdletBinding()] param([string]$Kind)
    switch ($Kind) {
        'line' { "line $($Host.UI.ReadLine())" }
        'secret' { "secret $($Host.UI.ReadLineAsSecureString().Length)" }
        'choice' { "choice $($Host.UI.PromptForChoice('Caption', 'Message', @('&Red', '&Green'), 1))" }
        'credential' { $c = $Host.UI.PromptForCredential('Caption', 'Message', 'admin', ''); "credential $($c.UserName) $($c.Password.Length)" }
        'field' { "field $($Host.UI.Prompt('Caption', 'Message', @([System.Management.Automation.Host.FieldDescription]::new('Name')))['Name'])" }
        'name' { "name $($Host.Name)" }
    }
}
function Write-Streams {
    [CmdletBinding()] param()
    'first'
    $PSCmdlet.WriteWarning('be careful'); $PSCmdlet.WriteVerbose('detail'); $PSCmdlet.WriteDebug('deep')
    $PSCmdlet.WriteInformation([System.Management.Automation.InformationRecord]::new('informed', 'here'))
    $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'Working', 'half'))
    $Host.UI.WriteLine('hosted')
    'last'
}
function Stop-All { [CmdletBinding()] param() throw [System.InvalidOperationException]::new('It went wrong.') }
function Get-Many { [CmdletBinding()] param([int]$Count) foreach ($i in 1..$Count) { $i } }
function Watch-Clock { [CmdletBinding()] param([int]$Seconds = 30) foreach ($i in 1..($Seconds * 10)) { "tick $i"; [System.Threading.Thread]::Sleep(100) } }
$ExecutionContext.SessionState.LanguageMode = 'NoLanguage'
