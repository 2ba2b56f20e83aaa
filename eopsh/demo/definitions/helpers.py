"""The commands that every restricted session has, as implicit remoting needs them."""

from eopsh.demo.definitions.table import read_table

CMDLETS = read_table(
    """
Get-Command Microsoft.PowerShell.Commands.GetCommandCommand
  Name                 String[]     pos
  Verb                 String[]
  Noun                 String[]
  Module               String[]     alias=PSSnapin
  CommandType          CommandTypes alias=Type
  TotalCount           Int32
  Syntax               SwitchParameter
  ArgumentList         Object[]     alias=Args
  All                  SwitchParameter
  ListImported         SwitchParameter

Get-FormatData Microsoft.PowerShell.Commands.GetFormatDataCommand
  TypeName             String[] pos
  PowerShellVersion    Version

Get-Help Microsoft.PowerShell.Commands.GetHelpCommand
  Name                 String   pos
  Category             String[]
  Full                 SwitchParameter
  Detailed             SwitchParameter
  Examples             SwitchParameter
  Parameter            String[]

Select-Object Microsoft.PowerShell.Commands.SelectObjectCommand
  Property             Object[] pos
  InputObject          PSObject pipe
  ExcludeProperty      String[]
  ExpandProperty       String
  Unique               SwitchParameter
  Last                 Int32
  First                Int32
  Skip                 Int32

Measure-Object Microsoft.PowerShell.Commands.MeasureObjectCommand
  Property             String[] pos
  InputObject          PSObject pipe

Out-Default Microsoft.PowerShell.Commands.OutDefaultCommand
  InputObject          PSObject pipe

Exit-PSSession Microsoft.PowerShell.Commands.ExitPSSessionCommand
""",
    "System.Management.Automation",
)
