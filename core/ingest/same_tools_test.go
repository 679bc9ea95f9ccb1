package ingest

import (
	"bytes"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"presync/core/directory"
)

// tool writes a directory as a tool exports it.
type tool struct {
	name string
	// carries lists the attributes with the headers under which the tool writes them.
	carries map[directory.Attr]string
	write   func(t *testing.T, l loaded, headers []string, attrs []directory.Attr) []byte
}

// onPremTools export Active Directory.
func onPremTools(l loaded) []tool {
	ldap := map[directory.Attr]string{}
	for _, a := range l.store.Files[0].Exported.List() {
		if a.Info().Kind != directory.Counted && a != directory.DN {
			ldap[a] = a.String()
		}
	}
	module := map[directory.Attr]string{
		directory.DN: "DistinguishedName", directory.ObjectClass: "ObjectClass", directory.ObjectGUID: "ObjectGUID", directory.ObjectSID: "SID",
		directory.Surname: "Surname", directory.GivenName: "GivenName", directory.Mail: "EmailAddress", directory.SAMAccountName: "SamAccountName",
		directory.UserPrincipalName: "UserPrincipalName", directory.ProxyAddresses: "proxyAddresses", directory.DisplayName: "DisplayName",
		directory.ConsistencyGUID: "mS-DS-ConsistencyGuid", directory.Office: "Office", directory.TelephoneNumber: "OfficePhone",
		directory.Mobile: "MobilePhone", directory.City: "City", directory.Province: "State", directory.UserAccountControl: "userAccountControl",
		directory.GroupType: "groupType", directory.CN: "Name",
	}
	withDN := func(m map[directory.Attr]string, header string) map[directory.Attr]string {
		out := map[directory.Attr]string{directory.DN: header}
		for a, h := range m {
			if a != directory.DN {
				out[a] = h
			}
		}
		return out
	}
	return []tool{
		{"csvde", withDN(ldap, "DN"), table(',', ";", csvdeValue)},
		{"AdFind", withDN(ldap, "dn"), table(',', ";", adfindValue)},
		{"Get-ADUser", module, table(',', "|", readableValue)},
		{"Get-ADUser -UseCulture", module, table(';', "\n", readableValue)},
		{"ConvertTo-Json", withDN(ldap, "DistinguishedName"), objectList},
	}
}

// cloudTools export Entra ID, Microsoft 365 and Exchange Online.
func cloudTools() []tool {
	graph := map[directory.Attr]string{}
	for _, a := range []directory.Attr{directory.CloudID, directory.DisplayName, directory.UserPrincipalName, directory.Mail, directory.ProxyAddresses,
		directory.ImmutableID, directory.SyncEnabled, directory.UserType, directory.AccountEnabled} {
		graph[a] = a.String()
	}
	return []tool{
		{"Graph", graph, objectList},
		{"Get-MgUser", graph, table(',', "|", readableValue)},
		{"Entra admin center", map[directory.Attr]string{directory.UserPrincipalName: "userPrincipalName", directory.DisplayName: "displayName",
			directory.Mail: "mail", directory.CloudID: "id", directory.UserType: "userType", directory.AccountEnabled: "accountEnabled",
			directory.SyncEnabled: "directorySynced"}, table(',', "", readableValue)},
		{"Microsoft 365 admin center", map[directory.Attr]string{directory.UserPrincipalName: "User principal name", directory.DisplayName: "Display name",
			directory.CloudID: "Object Id", directory.AccountEnabled: "Block credential", directory.SyncEnabled: "DirSyncEnabled",
			directory.ProxyAddresses: "Proxy addresses"}, table(',', "+", blockedValue)},
		{"Get-MsolUser", map[directory.Attr]string{directory.UserPrincipalName: "UserPrincipalName", directory.DisplayName: "DisplayName",
			directory.CloudID: "ObjectId", directory.ImmutableID: "ImmutableId", directory.AccountEnabled: "BlockCredential",
			directory.ProxyAddresses: "ProxyAddresses", directory.UserType: "UserType"}, table(',', " ", blockedValue)},
		{"Exchange Online", map[directory.Attr]string{directory.DisplayName: "DisplayName", directory.CloudID: "ExternalDirectoryObjectId",
			directory.ProxyAddresses: "EmailAddresses", directory.SyncEnabled: "IsDirSynced"}, table(',', " ", readableValue)},
	}
}

// readableValue writes identifiers as PowerShell and the cloud do.
func readableValue(a directory.Attr, v []byte) string {
	if a == directory.ConsistencyGUID {
		return directory.AnchorText(v)
	}
	return directory.FormatValue(a, v)
}

// blockedValue is readableValue where a column says the opposite of accountEnabled.
func blockedValue(a directory.Attr, v []byte) string {
	if a == directory.AccountEnabled {
		return fmt.Sprint(string(v) == "false")
	}
	return readableValue(a, v)
}

var escapeList = strings.NewReplacer(`\`, `\\`, `;`, `\;`)

func csvdeValue(a directory.Attr, v []byte) string {
	switch {
	case a == directory.DN:
		return string(v)
	case a.Info().Kind != directory.Text:
		return "X'" + hex.EncodeToString(v) + "'"
	}
	return escapeList.Replace(string(v))
}

func adfindValue(a directory.Attr, v []byte) string {
	switch a.Info().Kind {
	case directory.GUID:
		return "{" + strings.ToUpper(directory.GUIDText(v)) + "}"
	case directory.SID:
		return directory.SIDText(v)
	}
	return csvdeValue(a, v)
}

// table writes CSV with the values of a cell joined.
func table(delim rune, joint string, text func(directory.Attr, []byte) string) func(*testing.T, loaded, []string, []directory.Attr) []byte {
	return func(t *testing.T, l loaded, headers []string, attrs []directory.Attr) []byte {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma = delim
		rows := [][]string{headers}
		for id := range l.store.Len() {
			row := make([]string, len(attrs))
			for i, a := range attrs {
				var values []string
				for _, v := range valuesOf(l, id, a) {
					values = append(values, text(a, v))
				}
				row[i] = strings.Join(values, joint)
			}
			rows = append(rows, row)
		}
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
}

// objectList writes a list of JSON objects.
func objectList(t *testing.T, l loaded, headers []string, attrs []directory.Attr) []byte {
	var list []map[string]any
	for id := range l.store.Len() {
		o := map[string]any{}
		for i, a := range attrs {
			values := []string{}
			for _, v := range valuesOf(l, id, a) {
				values = append(values, readableValue(a, v))
			}
			switch {
			case a.Info().Multi:
				o[headers[i]] = values
			case len(values) == 0:
				o[headers[i]] = nil
			case a == directory.SyncEnabled, a == directory.AccountEnabled:
				o[headers[i]] = values[0] == "true"
			default:
				o[headers[i]] = values[0]
			}
		}
		list = append(list, o)
	}
	b, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// valuesOf are the values of an attribute that are not empty. LDIF holds the
// distinguished name twice.
func valuesOf(l loaded, id int, a directory.Attr) [][]byte {
	all := l.store.Values(directory.ID(id), a)
	all = slices.DeleteFunc(all, func(v []byte) bool { return len(v) == 0 })
	if a == directory.DN {
		return all[:1]
	}
	return all
}

// TestToolsAgree reads the sample directories, writes them as each tool does, and reads
// that: every object has to have the values that it had, as far as the tool carries
// them.
func TestToolsAgree(t *testing.T) {
	read := func(name string) loaded {
		text, err := os.ReadFile(filepath.Join("..", "..", "static", "sample", name))
		if err != nil {
			t.Fatal(err)
		}
		return loadText(name, string(text), Options{})
	}
	onprem, cloud := read("onprem.ldf"), read("cloud.csv")
	for _, tl := range onPremTools(onprem) {
		t.Run(tl.name, func(t *testing.T) { sameBy(t, tl, onprem) })
	}
	for _, tl := range cloudTools() {
		t.Run(tl.name, func(t *testing.T) { sameBy(t, tl, cloud) })
	}
}

func sameBy(t *testing.T, tl tool, want loaded) {
	var attrs []directory.Attr
	for a := range tl.carries {
		attrs = append(attrs, a)
	}
	slices.Sort(attrs)
	headers := make([]string, len(attrs))
	for i, a := range attrs {
		headers[i] = tl.carries[a]
	}
	text := tl.write(t, want, headers, attrs)
	got := loadText("users", string(text), Options{})
	if got.Objects != want.Objects || got.Skipped != 0 || got.Role != want.Role {
		t.Fatalf("%d objects of %d, %d skipped, %v, %v", got.Objects, want.Objects, got.Skipped, got.Role, got.codes())
	}
	for id := range want.store.Len() {
		for _, a := range attrs {
			if v, w := valuesOf(got, id, a), valuesOf(want, id, a); !slices.EqualFunc(v, w, bytes.Equal) {
				t.Errorf("%s of %s: %q, want %q", a, want.store.Name(directory.ID(id)), v, w)
			}
			if !got.store.Exported(directory.ID(id), a) {
				t.Fatalf("%s counts as not exported", a)
			}
		}
	}
}
