package forest

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

// WriteCSV writes the same objects as csvde exports them, in UTF-8.
func (f *Forest) WriteCSV(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<20)
	line := []byte("DN,objectClass")
	for _, a := range attributes {
		if a.csv {
			line = append(line, ',')
			line = append(line, a.name...)
		}
	}
	line = append(line, "\r\n"...)
	if _, err := out.Write(line); err != nil {
		return err
	}
	var o object
	for i := range f.objects {
		f.fill(&o, i)
		line = appendRow(line[:0], &o)
		if _, err := out.Write(line); err != nil {
			return err
		}
	}
	return out.Flush()
}

func appendRow(line []byte, o *object) []byte {
	line = appendCell(line, o.dn)
	line = append(line, ',')
	line = append(line, o.class.String()...)
	for a, values := range o.values {
		if !attributes[a].csv {
			continue
		}
		line = append(line, ',')
		switch {
		case len(values) == 0:
		case attributes[a].binary:
			line = append(line, "X'"...)
			line = hex.AppendEncode(line, []byte(values[0]))
			line = append(line, '\'')
		default:
			line = appendCell(line, joined(values))
		}
	}
	return append(line, "\r\n"...)
}

// joined puts the values of an attribute into one cell, as csvde does.
func joined(values []string) string {
	if len(values) == 1 && !strings.ContainsAny(values[0], `;\`) {
		return values[0]
	}
	var b strings.Builder
	for i, v := range values {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(joinEscape.Replace(v))
	}
	return b.String()
}

var joinEscape = strings.NewReplacer(`\`, `\\`, ";", `\;`)

// appendCell appends a cell, quoted where it has to be.
func appendCell(line []byte, v string) []byte {
	if !strings.ContainsAny(v, ",\"\r\n") {
		return append(line, v...)
	}
	line = append(line, '"')
	line = append(line, strings.ReplaceAll(v, `"`, `""`)...)
	return append(line, '"')
}

// cloudHeader are the columns that Get-MgUser exports when they are asked for.
const cloudHeader = `"Id","DisplayName","UserPrincipalName","Mail","ProxyAddresses","OnPremisesImmutableId","OnPremisesSyncEnabled","UserType","AccountEnabled","GivenName","Surname","JobTitle","Department"`

// account is a user of the tenant.
type account struct {
	upn, mail, anchor, sync string
	proxies                 []string
}

// WriteCloud writes the users of the tenant that belongs to the forest, as PowerShell
// exports them: most are synchronised, some would be taken over by an address or a
// sign-in name, some belong to nobody on-premises, and some are guests.
func (f *Forest) WriteCloud(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<20)
	if _, err := out.WriteString(cloudHeader + "\r\n"); err != nil {
		return err
	}
	for i := range f.objects {
		if f.classOf(i) != user {
			continue
		}
		if err := f.writeAccounts(out, i); err != nil {
			return err
		}
	}
	return out.Flush()
}

// writeAccounts writes what the tenant holds because of user i, which may be nothing.
func (f *Forest) writeAccounts(out io.Writer, i int) error {
	id, r := f.who(i), f.random(i, saltCloud)
	address := f.address(i)
	tenant := id.alias + "@contoso.onmicrosoft.com"
	anchor := base64.StdEncoding.EncodeToString([]byte(f.guid(i)))
	a := account{upn: address, mail: address, proxies: []string{"SMTP:" + address, "smtp:" + tenant}}
	switch n := r % 1000; {
	case n < 600: // synchronised
		a.anchor, a.sync = anchor, "True"
	case n < 620: // would be taken over by its anchor
		a.anchor = anchor
	case n < 740: // by its primary address
		a.upn = tenant
	case n < 790: // by its sign-in name
		a.mail, a.proxies = tenant, []string{"SMTP:" + tenant}
	case n < 800: // holds the address, but belongs to another object
		a.anchor, a.sync = base64.StdEncoding.EncodeToString([]byte(f.guid(f.other(i))[1:]+"x")), "True"
	case n < 810: // was synchronised once
		a.anchor, a.sync = base64.StdEncoding.EncodeToString([]byte(f.guid(i)[1:]+"y")), "False"
	case n < 830: // exists in the cloud only
		a = account{upn: "cloud." + tenant, mail: "cloud." + tenant, proxies: []string{"SMTP:cloud." + tenant}}
	case n < 870:
		partner := pick(partners, r>>16)
		guest := account{
			upn:     id.alias + "_" + partner + "#EXT#@contoso.onmicrosoft.com",
			mail:    id.alias + "@" + partner,
			proxies: []string{"SMTP:" + id.alias + "@" + partner},
		}
		return f.writeAccount(out, i, guest, "Guest")
	default:
		return nil
	}
	return f.writeAccount(out, i, a, "Member")
}

func (f *Forest) writeAccount(out io.Writer, i int, a account, kind string) error {
	id, job := f.who(i), f.random(i, saltJob)
	n := f.random(i, saltCloudID)
	cloudID := fmt.Sprintf("%08x-%04x-4%03x-8%03x-%012x", uint32(n), uint16(n>>32), n>>48&0xfff, n>>52&0xfff, uint64(i)+n>>20&0xffffff<<20)
	_, err := fmt.Fprintf(out, "%q,\"%s\",%q,%q,\"%s\",%q,%q,%q,\"True\",\"%s\",\"%s\",%q,%q\r\n",
		cloudID, id.full, a.upn, a.mail, strings.Join(a.proxies, "|"), a.anchor, a.sync, kind,
		id.given, id.sur, pick(titles, job>>8), pick(departments, job))
	return err
}
