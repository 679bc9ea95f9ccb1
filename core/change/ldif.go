package change

import (
	"encoding/base64"
	"io"
	"strings"

	"github.com/go-ldap/ldap/v3"
	"github.com/go-ldap/ldif"
)

// Options of the files.
type Options struct {
	// Guard makes the directory refuse to change a value that is no longer the one
	// that was exported. Without it, attributes of one value are overwritten.
	Guard bool
}

// WriteLDIF writes the changes as an LDIF change file (RFC 2849) for ldifde and
// ldapmodify: one record for each object, lines ended by CR LF, base64 where it is
// needed. Objects without a distinguished name are left out; their number is
// returned with the first error of the writer.
func WriteLDIF(w io.Writer, s *Set, opt Options) (omitted int, err error) {
	for object := range s.byObject() {
		if object[0].DN == "" {
			omitted++
			continue
		}
		if err := writeRecord(w, object, opt); err != nil {
			return omitted, err
		}
	}
	return omitted, nil
}

// writeRecord writes the changes of one object. The library writes names as they
// are, so that a line end inside of one would begin a line of its own; it gets an
// empty name, and the line of the name is written here.
func writeRecord(w io.Writer, object []Change, opt Options) error {
	text, err := ldif.Marshal(&ldif.LDIF{Entries: []*ldif.Entry{{Modify: request(object, opt)}}})
	if err != nil {
		return err
	}
	record := nameLine(object[0].DN) + strings.TrimPrefix(text, "dn: \n")
	_, err = io.WriteString(w, strings.ReplaceAll(record, "\n", "\r\n"))
	return err
}

// nameLine is the dn: line of a record, folded as the library folds the others.
func nameLine(dn string) string {
	line := "dn: " + dn
	if !safeString(dn) {
		line = "dn:: " + base64.StdEncoding.EncodeToString([]byte(dn))
	}
	const width = 76
	var b strings.Builder
	for room := width; len(line) > room; room = width - 1 {
		b.WriteString(line[:room] + "\n ")
		line = line[room:]
	}
	return b.String() + line + "\n"
}

// safeString reports whether a text needs no base64 (SAFE-STRING of RFC 2849; with
// a blank at its end it should not be written plainly either).
func safeString(s string) bool {
	if s == "" || strings.IndexByte(" :<", s[0]) >= 0 || s[len(s)-1] == ' ' {
		return false
	}
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// request makes the modification of one object.
func request(object []Change, opt Options) *ldap.ModifyRequest {
	r := ldap.NewModifyRequest("", nil)
	for i := range object {
		c := &object[i]
		name := c.Attr.String()
		olds, news := c.touched()
		switch {
		case opt.Guard || c.multi():
			if len(olds) > 0 {
				r.Delete(name, olds)
			}
			if len(news) > 0 {
				r.Add(name, news)
			}
		case len(news) > 0:
			r.Replace(name, news)
		default:
			r.Delete(name, nil)
		}
	}
	return r
}

// touched are the values that go and those that come.
func (c *Change) touched() (olds, news []string) {
	for _, v := range c.Values {
		if len(v.Old) > 0 {
			olds = append(olds, string(v.Old))
		}
		if len(v.New) > 0 {
			news = append(news, string(v.New))
		}
	}
	return olds, news
}
