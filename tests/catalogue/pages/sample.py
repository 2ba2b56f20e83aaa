"""A page in the scheme of the Exchange documentation, in our own words, with what its authors really do."""

SAMPLE = r"""---
applicable: Exchange Server SE, Exchange Online, Built-in security add-on for on-premises mailboxes
external help file: Sample-Help.xml
online version: https://learn.microsoft.com/powershell/module/exchangepowershell/get-parcel
schema: 2.0.0
title: Get-Parcel
---

# Get-Parcel

## SYNOPSIS
This cmdlet is available only in the cloud-based service.

Use the Get-Parcel cmdlet to view parcels, see [parcels](https://example.org/parcels). Letters are not shown.

For information about the parameter sets in the Syntax section below, see [Exchange cmdlet syntax](https://example.org/syntax).

## SYNTAX

### Identity (Default)
```
Get-Parcel [[-Identity] <ParcelIdParameter>]
 [-Confirm]
 [-State <ParcelState[]>]
 [<CommonParameters>]
```

### Sender
```
Get-Parcel [-Sender] <SmtpAddress> [[-Weight] <Int32>]
 -Reason <String>
 [-Confirm]
 [-State <ParcelState[]>
 [<CommonParameters>]
```

## DESCRIPTION
You need to be assigned permissions before you can run this cmdlet. This sentence is on every page.

> [!NOTE]
> Parcels are kept for **30 days**.

## EXAMPLES

### Example 1
```powershell
# a comment, not a heading
Get-Parcel -Sender ada@example.org -Reason audit
```

This example shows _all_ parcels of Ada.

### Example 2: two lines
```powershell
$p = Get-Parcel 17
$p.State
```

## PARAMETERS

### -Identity

> Applicable: Exchange Server SE, Exchange Online

The Identity parameter specifies the parcel, as `Office\Number`. You can use any value that uniquely identifies it. For example:

- Name
- GUID

```yaml
Type: ParcelIdParameter
Parameter Sets: Identity
Aliases:

Required: False
Position: 1
Default value: None
Accept pipeline input: True (ByPropertyName, ByValue)
Accept wildcard characters: True
```

### -Confirm

The Confirm switch asks before it goes on. Destructive cmdlets (for example, Remove-\* cmdlets) always ask. Use `-Confirm:$false`.

```yaml
Type: SwitchParameter
Parameter Sets: (All)
Aliases: cf

Required: False
Position: Named
Default value: None
Accept pipeline input: False
```

### -Reason

This parameter is available only in the cloud-based service.

{{ Fill Reason Description }}

```yaml
Type: String
Parameter Sets: Sender
Required: True
Position: Named
Accept pipeline input: False
```

### -Sender

The Sender parameter filters by who sent it.

```yaml
Type: SmtpAddress
Parameter Sets: Sender
Required: True
Position: 1
Accept pipeline input: True
```

### -State

The State parameter filters the results by state. Valid values are:

- Lost
- `OnItsWay` (the usual one)
- Delivered: It has arrived. This value is the default.

You can specify multiple values separated by commas. The following parcels are never shown:

- Empty ones
- Refused

```yaml
Type: ParcelState[]
Parameter Sets: (All)
Required: False
Position: Named
Default value: None
Accept pipeline input: False
```

### -Weight

The Weight parameter specifies the least weight. Valid input is an integer between 1 and 30. The default value is 5.

```yaml
Type: Int32
Parameter Sets: Sender
Required: False
Position: 2
Accept pipeline input: False
```

### CommonParameters
This cmdlet supports the common parameters.

## INPUTS

## OUTPUTS
"""
