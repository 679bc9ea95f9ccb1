package match

import (
	"encoding/binary"
	"fmt"
	"testing"

	"presync/core/directory"
)

// manyObjects makes n on-premises users and n cloud users: a tenth are linked,
// most match by address and name, some only by one of them, some are new.
func manyObjects(n int) (on, cl *directory.Store) {
	on, cl = directory.NewStore(), directory.NewStore()
	fo, fc := on.AddFile("onprem"), cl.AddFile("cloud")
	for _, a := range allColumns {
		on.Files[fo].Exported.Add(a)
		cl.Files[fc].Exported.Add(a)
	}
	guid := make([]byte, 16)
	var buf []byte
	text := func(format string, args ...any) []byte {
		buf = fmt.Appendf(buf[:0], format, args...)
		return buf
	}
	for i := range n {
		binary.LittleEndian.PutUint64(guid, uint64(i)*0x9E3779B97F4A7C15)
		binary.LittleEndian.PutUint64(guid[8:], uint64(i))
		on.Begin(fo)
		on.Add(directory.DN, text("CN=User %d,OU=Staff,DC=contoso,DC=com", i))
		on.Add(directory.ObjectGUID, guid)
		on.Add(directory.SAMAccountName, text("user%d", i))
		on.Add(directory.UserPrincipalName, text("user%d@contoso.com", i))
		on.Add(directory.Mail, text("user%d@contoso.com", i))
		on.Add(directory.ProxyAddresses, text("SMTP:user%d@contoso.com", i))
		on.Add(directory.ProxyAddresses, text("smtp:u%d@contoso.com", i))
		on.Add(directory.DisplayName, text("User %d", i))
		on.End(directory.User, directory.Location{File: fo})

		cl.Begin(fc)
		cl.Add(directory.CloudID, text("5f0c2d3e-1111-4222-8333-%012d", i))
		cl.Add(directory.UserPrincipalName, text("user%d@contoso.com", i+i%7/6))
		if i%10 == 0 {
			cl.Add(directory.ImmutableID, []byte(directory.AnchorText(guid)))
			cl.Add(directory.SyncEnabled, []byte("True"))
		}
		if i%5 != 1 {
			cl.Add(directory.ProxyAddresses, text("SMTP:user%d@contoso.com", i))
			cl.Add(directory.ProxyAddresses, text("smtp:u%d@contoso.com", i))
			cl.Add(directory.ProxyAddresses, text("smtp:user%d@contoso.onmicrosoft.com", i))
		}
		cl.End(directory.User, directory.Location{File: fc})
	}
	return on, cl
}

func BenchmarkRun(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 500_000} {
		b.Run(fmt.Sprintf("%dx%d", n, n), func(b *testing.B) {
			on, cl := manyObjects(n)
			b.ReportAllocs()
			for b.Loop() {
				Run(Input{OnPrem: on, Cloud: cl}, Options{VerifiedDomains: []string{"contoso.com"}}, nil)
			}
		})
	}
}
