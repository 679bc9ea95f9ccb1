<#
.SYNOPSIS
    Makes 2 changes to objects of the cloud directory.

.DESCRIPTION
    Without -Apply nothing is written: every change is compared with the cloud and shown,
    as with -WhatIf. An object that is no longer as it was exported is left alone and
    reported. Changes that are made already are passed over, so the script can be run again
    after an interruption. It does not touch Active Directory.

.PARAMETER Apply
    Write the changes.

.PARAMETER ContinueOnError
    Go on with the next change after an error. Without it the script stops at the first.

.PARAMETER LogPath
    The log. Lines are appended to it.

.EXAMPLE
    .\cloud.ps1
    Shows what would be done.

.EXAMPLE
    .\cloud.ps1 -Apply -ContinueOnError
#>
#Requires -Version 5.1
#Requires -Modules Microsoft.Graph.Users
#Requires -Modules ExchangeOnlineManagement
[CmdletBinding()]
param(
    [switch] $Apply,
    [switch] $ContinueOnError,
    [string] $LogPath = (Join-Path $PSScriptRoot 'cloud.log')
)

Set-StrictMode -Version 1.0
$ErrorActionPreference = 'Stop'

$script:Total = 2
$script:Seen = 0
$script:Counts = @{ changed = 0; present = 0; different = 0; failed = 0 }

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

# Test-Same compares character by character; the operators of the language would ignore
# invisible ones.
function Test-Same([string] $One, [string] $Other) { [string]::Equals($One, $Other, [System.StringComparison]::Ordinal) }

# Test-Held tells whether a recipient has an address, letter case ignored, or has it as
# its primary address.
function Test-Held([string[]] $Addresses, [string] $Address, [switch] $Primary) {
    foreach ($value in $Addresses) {
        if ([string]::Equals($value, "smtp:$Address", [System.StringComparison]::OrdinalIgnoreCase)) {
            if (-not $Primary -or $value.StartsWith('SMTP:', [System.StringComparison]::Ordinal)) { return $true }
        }
    }
    return $false
}

# Invoke-Change does one change: Action returns 'present', 'different' or 'changed'.
function Invoke-Change([string] $Name, [string] $What, [scriptblock] $Action) {
    $script:Seen++
    Write-Progress -Activity 'cloud' -Status $Name -PercentComplete (100 * $script:Seen / $script:Total)
    try {
        $outcome = @(& $Action)[-1]
        $script:Counts[$outcome]++
        if ($outcome -eq 'different') { throw 'is no longer as it was exported' }
        if ($outcome -eq 'changed' -and -not $Apply) { $outcome = 'would do' }
        Write-Log $outcome $Name $What
    } catch {
        if ("$_" -ne 'is no longer as it was exported') { $script:Counts.failed++ }
        Write-Log 'error' $Name "${What}: $_"
        if (-not $ContinueOnError) { throw }
    }
}

# Set-Anchor writes or clears the ImmutableId of a user that is not synchronised.
function Set-Anchor([string] $Id, [string] $Name, [string] $Old, [string] $New) {
    Invoke-Change $Name 'ImmutableId' {
        $user = Get-MgUser -UserId $Id -Property 'Id', 'OnPremisesImmutableId', 'OnPremisesSyncEnabled'
        if (Test-Same $user.OnPremisesImmutableId $New) { return 'present' }
        if ($user.OnPremisesSyncEnabled -or -not (Test-Same $user.OnPremisesImmutableId $Old)) { return 'different' }
        if ($New) {
            Update-MgUser -UserId $user.Id -OnPremisesImmutableId $New -WhatIf:(-not $Apply) | Out-Null
        } elseif ($Apply) {
            Invoke-MgGraphRequest -Method PATCH -Uri "https://graph.microsoft.com/v1.0/users/$($user.Id)" `
                -ContentType 'application/json' -Body '{"onPremisesImmutableId": null}' | Out-Null
        }
        'changed'
    }
}

# Set-PrimaryAddress makes an address that a recipient has its primary one. Type is
# Mailbox, DistributionGroup or MailContact.
function Set-PrimaryAddress([string] $Id, [string] $Name, [string] $Type, [string] $Address) {
    Invoke-Change $Name 'primary address' {
        $recipient = & "Get-$Type" -Identity $Id
        if (Test-Held $recipient.EmailAddresses $Address -Primary) { return 'present' }
        if ($recipient.IsDirSynced -or -not (Test-Held $recipient.EmailAddresses $Address)) { return 'different' }
        & "Set-$Type" -Identity $Id -WindowsEmailAddress $Address -WhatIf:(-not $Apply) | Out-Null
        'changed'
    }
}

# Remove-Alias takes an address that is not the primary one from a recipient.
function Remove-Alias([string] $Id, [string] $Name, [string] $Type, [string] $Address) {
    Invoke-Change $Name 'alias' {
        $recipient = & "Get-$Type" -Identity $Id
        if (-not (Test-Held $recipient.EmailAddresses $Address)) { return 'present' }
        if ($recipient.IsDirSynced -or (Test-Held $recipient.EmailAddresses $Address -Primary)) { return 'different' }
        & "Set-$Type" -Identity $Id -EmailAddresses @{ Remove = "smtp:$Address" } -WhatIf:(-not $Apply) | Out-Null
        'changed'
    }
}

Connect-MgGraph -Scopes 'User.ReadWrite.All' | Out-Null
Connect-ExchangeOnline -ShowBanner:$false
# CN=c-1
# D-17 because
Set-Anchor -Id 'c-1' -Name 'c-1@contoso.com' -Old 'E4711' -New ''
# CN=Sales?,DC=contoso,DC=com
# D-42 The primary address?is an alias.
Set-PrimaryAddress -Id 'g-1' -Name 'g-1@contoso.com' -Type 'DistributionGroup' -Address 'sales@contoso.com'

Write-Progress -Activity 'cloud' -Completed
$mode = 'would be made; run the script with -Apply to write'
if ($Apply) { $mode = 'made' }
Write-Log 'end' '' ("{0} changes {1}, {2} made already, {3} objects different from the export, {4} failed" -f `
    $script:Counts.changed, $mode, $script:Counts.present, $script:Counts.different, $script:Counts.failed)
