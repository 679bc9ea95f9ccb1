package ingest

import (
	"slices"
	"testing"

	"presync/core/directory"
)

// TestIdentifierNotations reads one GUID and one SID in every notation that
// exports use.
func TestIdentifierNotations(t *testing.T) {
	const guid = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
	for _, text := range []string{
		guid, "3F2504E0-4F89-11D3-9A0C-0305E82C3301", "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
		"X'e004253f894fd3119a0c0305e82c3301'", "4AQlP4lP0xGaDAMF6CwzAQ==", "3f2504e04f8911d39a0c0305e82c3301",
		"E0 04 25 3F 89 4F D3 11 9A 0C 03 05 E8 2C 33 01", `\e0\04\25\3f\89\4f\d3\11\9a\0c\03\05\e8\2c\33\01`,
		"224 4 37 63 137 79 211 17 154 12 3 5 232 44 51 1", "CN={3441516C50346C503078476144414D463643777A41513D3D}",
	} {
		l := loadText("a.csv", "distinguishedName,objectClass,objectGUID\nCN=a,user,"+text+"\n", Options{})
		if got := l.values(0, directory.ObjectGUID); !slices.Equal(got, []string{guid}) {
			t.Errorf("%s: got %q, %v", text, got, l.codes())
		}
	}
	const sid = "S-1-5-21-1908711140-209524994-2501478566-1001"
	for _, text := range []string{sid, "s" + sid[1:], "X'010500000000000515000000e49ec47102197d0ca6881995e9030000'", "AQUAAAAAAAUVAAAA5J7EcQIZfQymiBmV6QMAAA=="} {
		l := loadText("a.csv", "distinguishedName,objectClass,SID\nCN=a,user,"+text+"\n", Options{})
		if got := l.values(0, directory.ObjectSID); !slices.Equal(got, []string{sid}) {
			t.Errorf("%s: got %q, %v", text, got, l.codes())
		}
	}
	for _, text := range []string{"S-1-5-21-", "S-1-5-99999999999", "S-1-x", "3f2504e0-4f89-11d3-9a0c-0305e82c33", "3f2504e0x4f89-11d3-9a0c-0305e82c3301", "X'zz'"} {
		l := loadText("a.csv", "distinguishedName,objectClass,objectGUID,SID\nCN=a,user,"+text+","+text+"\n", Options{})
		if l.diagnostic("identifier") == nil || l.values(0, directory.ObjectGUID) != nil || l.values(0, directory.ObjectSID) != nil {
			t.Errorf("%s: got %q and %q, %v", text, l.values(0, directory.ObjectGUID), l.values(0, directory.ObjectSID), l.codes())
		}
	}
}

// TestPlainGUIDOrder checks how the byte order of GUIDs of 32 digits is decided.
func TestPlainGUIDOrder(t *testing.T) {
	const text, stored = "3f2504e04f8911d39a0c0305e82c3301", "e004253f894fd3119a0c0305e82c3301"
	const guid = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
	for _, c := range []struct {
		what, file string
		code       string
	}{
		{"csvde: stored order", "DN,objectGUID\nCN=a," + stored + "\n", "guid-order-stored"},
		{"PowerShell: the usual order", "DistinguishedName,ObjectGUID,ObjectClass\nCN=a," + text + ",user\n", "guid-order-text"},
		{"another column proves the stored order", "DistinguishedName,ObjectClass,ObjectGUID,mS-DS-ConsistencyGuid\nCN=a,user," + stored + ",\nCN=b,user," + stored + ",4AQlP4lP0xGaDAMF6CwzAQ==\n", ""},
		{"another column proves the usual order", "DN,objectClass,objectGUID,mS-DS-ConsistencyGuid\nCN=a,user," + text + ",X'" + stored + "'\n", ""},
	} {
		l := loadText("a.csv", c.file, Options{})
		if got := l.values(0, directory.ObjectGUID); !slices.Equal(got, []string{guid}) {
			t.Errorf("%s: got %q", c.what, got)
		}
		if (c.code == "") != (len(l.codes()) == 0) || c.code != "" && l.diagnostic(c.code) == nil {
			t.Errorf("%s: diagnostics %v", c.what, l.codes())
		}
	}
}

// TestWords checks truth values and the numbers that are put together from words.
func TestWords(t *testing.T) {
	for _, c := range []struct {
		file string
		attr directory.Attr
		want []string
	}{
		{"Id,DisplayName,AccountEnabled\n1,a,True\n", directory.AccountEnabled, []string{"true"}},
		{"Display name,Block credential,User principal name\na,True,a@b\n", directory.AccountEnabled, []string{"false"}},
		{"Display name,Block credential,User principal name\na,FALSE,a@b\n", directory.AccountEnabled, []string{"true"}},
		{"Id,DisplayName,OnPremisesSyncEnabled\n1,a,\n2,a,False\n", directory.SyncEnabled, nil},
		{"Id,DisplayName,isCloudManaged\n1,a,TRUE\n", directory.CloudManaged, []string{"true"}},
		{"Id,DisplayName,OnPremisesSyncEnabled\n1,a,maybe\n", directory.SyncEnabled, []string{"maybe"}},
		{"DistinguishedName,GroupCategory,GroupScope\nCN=a,Security,Global\n", directory.GroupType, []string{"-2147483646"}},
		{"DistinguishedName,GroupCategory,GroupScope\nCN=a,Security,DomainLocal\n", directory.GroupType, []string{"-2147483644"}},
		{"DistinguishedName,GroupCategory,GroupScope\nCN=a,Distribution,Universal\n", directory.GroupType, []string{"8"}},
		{"DistinguishedName,GroupCategory,GroupScope\nCN=a,,Universal\n", directory.GroupType, nil},
		{"DistinguishedName,GroupCategory,GroupScope,groupType\nCN=a,Security,Universal,2\n", directory.GroupType, []string{"2"}},
		{"DistinguishedName,Surname,sn\nCN=a,first,own\n", directory.Surname, []string{"own"}},
		{"Id,DisplayName,OnPremisesSecurityIdentifier\n1,a,S-1-5-21-1-2-3-4\n", directory.OnPremSID, []string{"S-1-5-21-1-2-3-4"}},
		{"Id,DisplayName,OnPremisesImmutableId\n1,a, +a/b== \n", directory.ImmutableID, []string{" +a/b== "}},
		{"Id,UserPrincipalName,DisplayName\n1,a_b.com#EXT#@c.onmicrosoft.com,a\n", directory.UserType, []string{"Guest"}},
		{"Id,UserPrincipalName,UserType\n1,a_b.com#EXT#@c.onmicrosoft.com,Member\n", directory.UserType, []string{"Member"}},
	} {
		l := loadText("a.csv", c.file, Options{})
		if got := l.values(0, c.attr); !slices.Equal(got, c.want) {
			t.Errorf("%q: %s is %q, want %q, %v", c.file, c.attr, got, c.want, l.codes())
		}
	}
}

// TestClasses checks how the class of an object is found.
func TestClasses(t *testing.T) {
	for _, c := range []struct {
		name, file string
		want       directory.Class
	}{
		{"a.csv", "DN,objectClass\nCN=a,user\n", directory.User},
		{"a.csv", "DN,objectClass\nCN=a,inetOrgPerson\n", directory.User},
		{"a.csv", "DN,objectClass\nCN=a,computer\n", directory.Computer},
		{"a.csv", "DN,objectClass\nCN=a,contact\n", directory.Contact},
		{"a.csv", "DN,objectClass\nCN=a,organizationalUnit\n", directory.Other},
		{"a.csv", "DN,objectClass\nCN=a,top;person;organizationalPerson;user;computer\n", directory.Computer},
		{"a.csv", "DN,objectClass,userAccountControl\nCN=a,customPerson,512\n", directory.User},
		{"a.csv", "DN,sAMAccountName,userAccountControl\nCN=a,PC1$,4096\n", directory.Computer},
		{"a.csv", "DN,groupType\nCN=a,2\n", directory.Group},
		{"a.csv", "DN,mail\nCN=a,a@b\n", directory.ClassUnknown},
		{"a.csv", "#TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser\nDistinguishedName,mail\nCN=a,a@b\n", directory.User},
		{"a.csv", "#TYPE Microsoft.ActiveDirectory.Management.ADComputer\nDistinguishedName\nCN=a\n", directory.Computer},
		{"a.csv", "Id,DisplayName,UserPrincipalName\n1,a,a@b\n", directory.User},
		{"a.csv", "Id,DisplayName,SecurityEnabled\n1,a,True\n", directory.Group},
		{"a.csv", "Id,DisplayName,Phones\n1,a,\n", directory.Contact},
		{"a.csv", "Id,DisplayName,Mail\n1,a,a@b\n", directory.ClassUnknown},
		{"AllGroups.csv", "Id,DisplayName,Mail\n1,a,a@b\n", directory.Group},
		{"a.csv", "@odata.type,Id,DisplayName\n#microsoft.graph.orgContact,1,a\n", directory.Contact},
		{"a.csv", "DisplayName,RecipientTypeDetails\na,RoomList\n", directory.ClassUnknown}, // no identity
		{"a.csv", "ExternalDirectoryObjectId,RecipientTypeDetails\n1,RoomList\n", directory.Group},
		{"a.csv", "ExternalDirectoryObjectId,RecipientTypeDetails\n1,MailContact\n", directory.Contact},
		{"a.csv", "ExternalDirectoryObjectId,RecipientTypeDetails\n1,GroupMailbox\n", directory.Group},
		{"a.csv", "ExternalDirectoryObjectId,RecipientTypeDetails\n1,SharedMailbox\n", directory.User},
		{"a.csv", "ExternalDirectoryObjectId,RecipientTypeDetails\n1,PublicFolder\n", directory.Other},
		{"a.csv", "ExternalDirectoryObjectId,RecipientType\n1,MailUser\n", directory.User},
	} {
		l := loadText(c.name, c.file, Options{})
		if l.store.Len() == 0 {
			if c.want != directory.ClassUnknown {
				t.Errorf("%q: no object, %v", c.file, l.codes())
			}
			continue
		}
		if got := l.store.Class(0); got != c.want {
			t.Errorf("%q: %v, want %v", c.file, got, c.want)
		}
	}
}

// TestLostColumns checks that every name of a type counts as not exported.
func TestLostColumns(t *testing.T) {
	for _, v := range []string{
		"System.String[]", "System.Byte[]", "System.Object[]", "System.Collections.ArrayList",
		"System.Collections.Generic.List`1[System.String]", "Microsoft.ActiveDirectory.Management.ADPropertyValueCollection",
		"Deserialized.Microsoft.Exchange.Data.ProxyAddressCollection", "Microsoft.Exchange.Data.ProxyAddressCollection",
	} {
		l := loadText("a.csv", "DistinguishedName,ObjectClass,proxyAddresses\nCN=a,user,\nCN=b,user,"+v+"\n", Options{})
		if _, state := l.store.Field(0, directory.ProxyAddresses); state != directory.NotExported || !l.Columns[2].Lost {
			t.Errorf("%s: the column counts as exported", v)
		}
		if d := l.diagnostic("type-name"); d == nil || d.Level != Loss {
			t.Errorf("%s: %v", v, l.codes())
		}
	}
}

// TestEmptyColumns shows the test of columns that are empty in every row.
func TestEmptyColumns(t *testing.T) {
	for _, c := range []struct {
		what, file string
		attr       directory.Attr
		exported   bool
		code       string
	}{
		{"only defaults came back: not requested", "Id,DisplayName,Mail,OnPremisesImmutableId\n1,a,a@b,\n", directory.ImmutableID, false, "columns-not-requested"},
		{"others came back: empty", "Id,DisplayName,Mail,OnPremisesImmutableId,UserType\n1,a,a@b,,Member\n", directory.ImmutableID, true, "columns-assumed-empty"},
		{"addresses of people with mail are never empty", "Id,DisplayName,Mail,ProxyAddresses,UserType\n1,a,a@b,,Member\n", directory.ProxyAddresses, false, "columns-not-requested"},
		{"addresses of people without mail may be", "Id,DisplayName,Mail,ProxyAddresses,UserType\n1,a,,,Member\n", directory.ProxyAddresses, true, ""},
		{"a recipient says whether it is synchronised", "ExternalDirectoryObjectId,RecipientTypeDetails,IsDirSynced,EmailAddresses\n1,MailUser,,SMTP:a@b\n", directory.SyncEnabled, false, "columns-not-requested"},
		{"the admin center writes what it knows", "Display name,Block credential,User principal name,DirSyncEnabled\na,False,a@b,\n", directory.SyncEnabled, true, ""},
		{"Active Directory too", "DistinguishedName,ObjectClass,mail\nCN=a,user,\n", directory.Mail, true, ""},
	} {
		l := loadText("a.csv", c.file, Options{})
		if got := l.store.Exported(0, c.attr); got != c.exported || c.code != "" && l.diagnostic(c.code) == nil {
			t.Errorf("%s: exported %v, want %v, %v", c.what, got, c.exported, l.codes())
		}
	}
}

// TestHeadersOfAllAttributes checks that every attribute is known by its canonical
// name on its side, however it is spelled.
func TestHeadersOfAllAttributes(t *testing.T) {
	for a := directory.DN; int(a) < directory.AttrCount; a++ {
		role := OnPrem
		if a >= directory.CloudID {
			role = Cloud
		}
		m, ok := lookupHeader(normalise(" "+a.String()+"_"), role, ShapeOther)
		if !ok || m.attr != a {
			t.Errorf("%s is read as %v, %v", a, m.attr, ok)
		}
	}
}
