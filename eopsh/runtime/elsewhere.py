"""Commands of PowerShell that are not here: why, in one sentence, and what to do instead."""

from __future__ import annotations

_MACHINE = "{0} is about this machine, and eopsh is about the organization.", "Run it in PowerShell."
_JOBS = "{0} needs background jobs, and a session takes one call after the other.", "Run the script in a second eopsh."
_EVENTS = "{0} needs events of a running engine, which eopsh has not.", "Look in a loop with Start-Sleep."
_DEBUGGER = "{0} belongs to PowerShell's debugger, which eopsh has not.", "Write-Verbose and -WhatIf show what a script does."
_WEB = "{0} fetches from the web, and eopsh talks to the server of its connection only.", "Fetch the file first and read it here."
_WINDOW = "{0} opens a window, and eopsh lives in the terminal.", "Out-GridView shows a list to choose from."
_SETTINGS = "{0} changes settings of this machine, which eopsh leaves alone.", "Run it in PowerShell."
_MAIL = "{0} sends mail by SMTP, and eopsh sends none.", "Write the report to a file and send that."
_REGISTRY = "{0} changes properties of items, which only the registry has.", "Run it in PowerShell on Windows."
_CLIPBOARD = "{0} needs the desktop's clipboard, which eopsh does not touch.", "Set-Content writes to a file."
_MODULES = "{0} describes modules of .NET and PowerShell, which eopsh does not load.", "Import-Module reads modules of script."
_OTHER = "{0} is not one of the commands that eopsh brings.", "Get-Command lists what there is."

_GROUPS = {
    _MACHINE: (
        "Get-Process Stop-Process Start-Process Wait-Process Debug-Process Get-Service Start-Service Stop-Service "
        "Restart-Service New-Service Set-Service Remove-Service Suspend-Service Resume-Service Get-ComputerInfo Get-HotFix "
        "Restart-Computer Stop-Computer Rename-Computer Get-WmiObject Get-CimInstance Get-CimClass Invoke-CimMethod "
        "New-CimSession Get-EventLog Write-EventLog Get-WinEvent New-EventLog Get-Counter Get-Acl Set-Acl Get-ADUser "
        "Get-ADGroup Get-ADComputer Invoke-Item Clear-RecycleBin Test-Connection Test-NetConnection Resolve-DnsName "
        "Get-NetIPAddress Get-ScheduledTask Register-ScheduledTask"
    ),
    _JOBS: "Start-Job Get-Job Receive-Job Wait-Job Stop-Job Remove-Job Debug-Job Start-ThreadJob Resume-Job Suspend-Job",
    _EVENTS: (
        "Register-EngineEvent Register-ObjectEvent Register-WmiEvent Unregister-Event Get-Event New-Event Remove-Event Wait-Event "
        "Get-EventSubscriber"
    ),
    _DEBUGGER: (
        "Set-PSBreakpoint Get-PSBreakpoint Remove-PSBreakpoint Enable-PSBreakpoint Disable-PSBreakpoint Wait-Debugger Set-PSDebug "
        "Trace-Command Get-TraceSource Set-TraceSource Get-Runspace Debug-Runspace"
    ),
    _WEB: "Invoke-WebRequest Invoke-RestMethod New-WebServiceProxy Start-BitsTransfer",
    _WINDOW: "Show-Command Show-Markdown Out-Printer",
    _SETTINGS: "Set-Date Set-TimeZone Set-Culture Set-WinSystemLocale New-PSDrive Remove-PSDrive",
    _MAIL: "Send-MailMessage",
    _REGISTRY: (
        "Set-ItemProperty New-ItemProperty Remove-ItemProperty Clear-ItemProperty Copy-ItemProperty Move-ItemProperty Rename-ItemProperty"
    ),
    _CLIPBOARD: "Get-Clipboard Set-Clipboard",
    _MODULES: (
        "New-ModuleManifest Test-ModuleManifest Export-PSSession Export-FormatData Install-Module Find-Module Update-Module Save-Module"
    ),
    _OTHER: (
        "ConvertFrom-Markdown Get-MarkdownOption ConvertFrom-SddlString Format-Hex Import-LocalizedData Select-Xml Update-List Get-TypeData"
    ),
}
_SENTENCES = {name.lower(): sentence for sentence, names in _GROUPS.items() for name in names.split()}


def why_not(name: str) -> tuple[str, str] | None:
    """Return why a command of PowerShell is not here, and what to do instead; None for one that nobody knows."""
    found = _SENTENCES.get(name.lower())
    return None if found is None else (found[0].format(name), found[1])
