<#
.SYNOPSIS
    Changes attributes of #TOTAL# objects in Active Directory.

.DESCRIPTION
    Without -Apply nothing is written: every change is compared with the directory and
    shown, as with -WhatIf. A value that is no longer the one that was exported is left
    alone and reported. Changes that are made already are passed over, so the script can
    be run again after an interruption.

.PARAMETER Apply
    Write the changes.

.PARAMETER ContinueOnError
    Go on with the next object after an error. Without it the script stops at the first.

.PARAMETER Server
    The domain controller to use.

.PARAMETER LogPath
    The log. Lines are appended to it.

.EXAMPLE
    .\#NAME#.ps1
    Shows what would be done.

.EXAMPLE
    .\#NAME#.ps1 -Apply -ContinueOnError
#>
#Requires -Version 5.1
#Requires -Modules ActiveDirectory
[CmdletBinding()]
param(
    [switch] $Apply,
    [switch] $ContinueOnError,
    [string] $Server,
    [string] $LogPath = (Join-Path $PSScriptRoot '#NAME#.log')
)

Set-StrictMode -Version 1.0
$ErrorActionPreference = 'Stop'

$script:Total = #TOTAL#
$script:Seen = 0
$script:Counts = @{ changed = 0; present = 0; different = 0; failed = 0 }
$script:Target = @{}
if ($Server) { $script:Target['Server'] = $Server }

function ConvertFrom-Base64([string] $Text) {
    [System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Text))
}

function Write-Log([string] $Outcome, [string] $Name, [string] $Text) {
    $line = '{0:yyyy-MM-dd HH:mm:ss} {1,-9} {2} {3}' -f (Get-Date), $Outcome, $Name, $Text
    # One line for each entry, whatever characters the values hold.
    $line = $line -replace '[\p{Cc}\p{Cf}\u2028\u2029]', '?'
    Add-Content -LiteralPath $LogPath -Value $line -Encoding UTF8
    Write-Output $line
}

# Get-Difference tells what a change has to do with the present values: 'present' when it
# is made already, 'open' when all old values are there and none of the new ones,
# 'different' otherwise. Values are compared character by character; the operators of the
# language would ignore invisible ones.
function Get-Difference([string[]] $Present, [hashtable] $Change) {
    $held = [System.Collections.Generic.HashSet[string]]::new([System.StringComparer]::Ordinal)
    foreach ($value in $Present) { [void] $held.Add($value) }
    $old = @($Change['Old'] | Where-Object { $held.Contains($_) }).Count
    $new = @($Change['New'] | Where-Object { $held.Contains($_) }).Count
    if ($old -eq 0 -and $new -eq $Change['New'].Count) { return 'present' }
    if (-not $Change['Set'] -and $Change['Old'].Count -eq 0 -and $held.Count -gt 0) { return 'different' }
    if ($old -eq $Change['Old'].Count -and $new -eq 0) { return 'open' }
    return 'different'
}

# Add-Step collects what Set-ADObject is to do. It removes before it adds, so that the old
# and the new value of a set may differ in letter case only.
function Add-Step([hashtable] $Step, [hashtable] $Change) {
    $attribute = $Change['Attribute']
    if ($Change['Set']) {
        if ($Change['Old'].Count) { $Step['Remove'][$attribute] = [string[]] $Change['Old'] }
        if ($Change['New'].Count) { $Step['Add'][$attribute] = [string[]] $Change['New'] }
    } elseif ($Change['New'].Count) {
        $Step['Replace'][$attribute] = [string] $Change['New'][0]
    } else {
        $Step['Clear'] += $attribute
    }
}

function Update-Object([string] $Id, [string] $Name, [hashtable[]] $Changes) {
    $script:Seen++
    Write-Progress -Activity '#NAME#' -Status $Name -PercentComplete (100 * $script:Seen / $script:Total)
    try {
        $target = $script:Target
        $attributes = [string[]] @($Changes | ForEach-Object { $_['Attribute'] })
        $object = Get-ADObject -Identity $Id -Properties $attributes @target
        $step = @{ Remove = @{}; Add = @{}; Replace = @{}; Clear = @() }
        $open = 0
        foreach ($change in $Changes) {
            $present = [string[]] @($object.($change['Attribute']) | Where-Object { $null -ne $_ })
            $difference = Get-Difference $present $change
            if ($difference -eq 'open') {
                Add-Step $step $change
                $open++
            } elseif ($difference -eq 'different') {
                throw "$($change['Attribute']) is no longer as it was exported"
            }
        }
        if ($open -eq 0) {
            $script:Counts.present++
            Write-Log 'present' $Name ''
            return
        }
        $arguments = @{}
        foreach ($part in 'Remove', 'Add', 'Replace', 'Clear') {
            if ($step[$part].Count) { $arguments[$part] = $step[$part] }
        }
        Set-ADObject -Identity $object.ObjectGUID @arguments @target -WhatIf:(-not $Apply)
        $script:Counts.changed++
        $outcome = 'would do'
        if ($Apply) { $outcome = 'changed' }
        Write-Log $outcome $Name ($attributes -join ', ')
    } catch {
        if ("$_" -like '* is no longer as it was exported') { $script:Counts.different++ } else { $script:Counts.failed++ }
        Write-Log 'error' $Name "$_"
        if (-not $ContinueOnError) { throw }
    }
}

#CHANGES

Write-Progress -Activity '#NAME#' -Completed
$mode = 'would be changed; run the script with -Apply to write'
if ($Apply) { $mode = 'changed' }
Write-Log 'end' '' ("{0} objects {1}, {2} as wanted already, {3} different from the export, {4} failed" -f `
    $script:Counts.changed, $mode, $script:Counts.present, $script:Counts.different, $script:Counts.failed)
