package rules

// Document is a public document that rules or outcomes rest on.
type Document struct {
	Key       string // short name, used in message ids
	Title     string
	Publisher string
	// Date is the document's own date, year-month-day. Documents without one carry
	// the day of the version that was read, and Undated is set.
	Date    string
	Undated bool
	URL     string
}

// TitleID is the message id of the document's title.
func (d *Document) TitleID() string { return "document." + d.Key }

const (
	microsoft = "Microsoft"
	ietf      = "IETF"
)

var (
	docPrepare = &Document{
		Key: "prepare", Publisher: microsoft, Date: "2024-09-25",
		Title: "Prepare for directory synchronization to Microsoft 365",
		URL:   "https://learn.microsoft.com/microsoft-365/enterprise/prepare-for-directory-synchronization",
	}
	docNonRoutable = &Document{
		Key: "nonroutable", Publisher: microsoft, Date: "2024-10-07",
		Title: "Prepare a nonroutable domain for directory synchronization",
		URL:   "https://learn.microsoft.com/microsoft-365/enterprise/prepare-a-non-routable-domain-for-directory-synchronization",
	}
	docPolicy = &Document{
		Key: "policy", Publisher: microsoft, Date: "2025-05-15",
		Title: "Password policies and account restrictions in Microsoft Entra ID",
		URL:   "https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy",
	}
	docUPN = &Document{
		Key: "upn", Publisher: microsoft, Date: "2025-04-09",
		Title: "Microsoft Entra UserPrincipalName population",
		URL:   "https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname",
	}
	docProxy = &Document{
		Key: "proxy", Publisher: microsoft, Date: "2023-11-06",
		Title: "How the proxyAddresses attribute is populated in Microsoft Entra ID (KB3190357)",
		URL:   "https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate",
	}
	docRouting = &Document{
		Key: "routing", Publisher: microsoft, Date: "2025-04-24",
		Title: "\"Target mailbox doesn't have an SMTP proxy matching\" error during a mailbox migration",
		URL:   "https://learn.microsoft.com/exchange/troubleshoot/move-or-migrate-mailboxes/no-smtp-proxy-matching",
	}
	docCommonName = &Document{
		Key: "commonname", Publisher: microsoft, Date: "2026-11-22", Undated: true,
		Title: "Trying to create a transform within AADC (Azure AD Connect), Microsoft Q&A 8976",
		URL:   "https://learn.microsoft.com/answers/questions/8976/",
	}
	docErrors = &Document{
		Key: "errors", Publisher: microsoft, Date: "2026-07-01",
		Title: "Understanding errors during Microsoft Entra synchronization",
		URL:   "https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors",
	}
	docResiliency = &Document{
		Key: "resiliency", Publisher: microsoft, Date: "2024-12-09",
		Title: "Identity synchronization and duplicate attribute resiliency",
		URL:   "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-duplicate-attribute-resiliency",
	}
	docDesign = &Document{
		Key: "design", Publisher: microsoft, Date: "2023-11-06",
		Title: "Microsoft Entra Connect: Design concepts",
		URL:   "https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts",
	}
	docGraph = &Document{
		Key: "graphuser", Publisher: microsoft, Date: "2026-11-21", Undated: true,
		Title: "user resource type (Microsoft Graph v1.0)",
		URL:   "https://learn.microsoft.com/graph/api/resources/user",
	}
	docAlias = &Document{
		Key: "alias", Publisher: microsoft, Date: "2026-11-21", Undated: true,
		Title: "Enable-RemoteMailbox, parameter Alias (Exchange PowerShell)",
		URL:   "https://learn.microsoft.com/powershell/module/exchange/enable-remotemailbox",
	}
	docUnderscore = &Document{
		Key: "underscore", Publisher: microsoft, Date: "2026-11-21", Undated: true,
		Title: "An email address contains an underscore character after directory synchronization (KB2001616)",
		URL:   "https://learn.microsoft.com/troubleshoot/microsoft-365/admin/email-address-contains-an-underscore",
	}
	docNotSynced = &Document{
		Key: "notsynced", Publisher: microsoft, Date: "2024-03-12",
		Title: "One or more objects don't sync when using Azure Active Directory Sync tool (KB2643629)",
		URL:   "https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/objects-dont-sync-ad-sync-tool",
	}
	docDefaults = &Document{
		Key: "defaults", Publisher: microsoft, Date: "2024-12-05",
		Title: "Microsoft Entra Connect Sync: Understanding the default configuration",
		URL:   "https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration",
	}
	docHealth = &Document{
		Key: "health", Publisher: microsoft, Date: "2023-11-06",
		Title: "Diagnose and remediate duplicated attribute sync errors",
		URL:   "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-health-diagnose-sync-errors",
	}
	docIdFix = &Document{
		Key: "idfix", Publisher: microsoft, Date: "2026-05-22",
		Title: "IdFix, source code and documentation",
		URL:   "https://github.com/microsoft/idfix",
	}
	docSMTP = &Document{
		Key: "rfc5321", Publisher: ietf, Date: "2008-10-01",
		Title: "RFC 5321, Simple Mail Transfer Protocol",
		URL:   "https://www.rfc-editor.org/rfc/rfc5321",
	}
	docHosts = &Document{
		Key: "rfc1123", Publisher: ietf, Date: "1989-10-01",
		Title: "RFC 1123, Requirements for Internet Hosts",
		URL:   "https://www.rfc-editor.org/rfc/rfc1123",
	}
	docPrivateNames = &Document{
		Key: "rfc6762", Publisher: ietf, Date: "2013-02-01",
		Title: "RFC 6762, Multicast DNS, appendix G: Private DNS Namespaces",
		URL:   "https://www.rfc-editor.org/rfc/rfc6762",
	}
	docSpecialNames = &Document{
		Key: "rfc6761", Publisher: ietf, Date: "2013-02-01",
		Title: "RFC 6761, Special-Use Domain Names",
		URL:   "https://www.rfc-editor.org/rfc/rfc6761",
	}
	docTenant = &Document{
		Key: "tenant", Publisher: microsoft, Date: "2026-07-01",
		Title: "Configure Microsoft Entra Connect for an existing tenant",
		URL:   "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant",
	}
	docFeatures = &Document{
		Key: "features", Publisher: microsoft, Date: "2026-07-03",
		Title: "Microsoft Entra Connect Sync service features and configuration",
		URL:   "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-features",
	}
	docAddressMatch = &Document{
		Key: "addressmatch", Publisher: microsoft, Date: "2016-06-24",
		Title: "How to use SMTP matching to match on-premises user accounts to Office 365 user accounts for directory synchronization (KB2641663)",
		URL:   "https://support.microsoft.com/help/2641663",
	}
	docNameMatch = &Document{
		Key: "namematch", Publisher: microsoft, Date: "2025-06-05",
		Title: "How to use UPN matching for identity synchronization (KB3164442)",
		URL:   "https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/use-upn-matching-identity-sync",
	}
	docContacts = &Document{
		Key: "contacts", Publisher: microsoft, Date: "2025-04-09",
		Title: "Microsoft Entra Connect Sync: Understanding Users, Groups, and Contacts",
		URL:   "https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-user-and-contacts",
	}
	docRecycleBin = &Document{
		Key: "recyclebin", Publisher: microsoft, Date: "2025-04-09",
		Title: "Microsoft Entra Connect Sync: Enable AD recycle bin",
		URL:   "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-recycle-bin",
	}
	docAuthority = &Document{
		Key: "authority", Publisher: microsoft, Date: "2026-04-15",
		Title: "Configure user Source of Authority (SOA) in Microsoft Entra ID",
		URL:   "https://learn.microsoft.com/entra/identity/hybrid/how-to-user-source-of-authority-configure",
	}
	docLinked = &Document{
		Key: "linked", Publisher: microsoft, Date: "2020-05-11",
		Title: "User object is missing or filtered from the Microsoft Entra connector (KB3066176)",
		URL:   "https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/user-object-missing-filtered",
	}
	docRootZone = &Document{
		Key: "rootzone", Publisher: "IANA", Date: tldDate,
		Title: "Root zone database, as listed by the npm package tlds",
		URL:   "https://www.iana.org/domains/root/db",
	}
)

// documents lists every document for the catalogue of texts and the reference.
var documents = []*Document{
	docPrepare, docNonRoutable, docPolicy, docUPN, docProxy, docRouting, docCommonName, docErrors, docResiliency, docDesign, docGraph,
	docAlias, docUnderscore, docNotSynced, docDefaults, docHealth, docIdFix, docSMTP, docHosts, docPrivateNames,
	docSpecialNames, docRootZone, docTenant, docFeatures, docAddressMatch, docNameMatch, docContacts, docRecycleBin,
	docAuthority, docLinked,
}

// DocumentByKey finds a document by its short name; nil when there is none. The
// outcomes of the matching simulator rest on documents, too.
func DocumentByKey(key string) *Document {
	for _, d := range documents {
		if d.Key == key {
			return d
		}
	}
	return nil
}
