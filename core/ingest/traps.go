package ingest

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"presync/core/directory"
	"presync/core/message"
)

// What an export lost shows at its end: columns that nobody asked for, a number of
// objects that is a limit of the tool, a last record that stops in the middle.

// lookBack reports what the file as a whole shows of its loss.
func (l *loader) lookBack() {
	l.checkEnd()
	if l.rep.Objects == 0 || l.full() {
		return
	}
	l.checkLimit()
	l.checkColumns()
}

// checkEnd reports a file that stops inside a character or, for LDIF, inside a line:
// ldifde and ldapsearch end every line.
func (l *loader) checkEnd() {
	tail := l.src.tail[:l.src.tailLen]
	if l.src.err != nil || !l.src.eof || len(tail) == 0 {
		return
	}
	at := place{offset: l.src.read}
	switch {
	case l.src.enc == encUTF16LE || l.src.enc == encUTF16BE:
		if l.src.read%2 == 1 {
			l.diag.add("file-cut", Loss, at)
			return
		}
	case l.src.enc == encUTF8 && cutCharacter(tail):
		l.diag.add("file-cut", Loss, at)
		return
	}
	if l.rep.Shape == ShapeLDIF && !bytes.ContainsAny(tail[max(0, len(tail)-2):], "\r\n") {
		l.diag.add("ldif-open-end", Note, at)
	}
}

// cutCharacter reports whether text ends inside a UTF-8 sequence.
func cutCharacter(tail []byte) bool {
	for i := 1; i <= min(3, len(tail)); i++ {
		if b := tail[len(tail)-i]; utf8.RuneStart(b) {
			return b >= 0xC2 && b <= 0xF4 && !utf8.FullRune(tail[len(tail)-i:])
		}
	}
	return false
}

// limits are the numbers of objects at which the tools stop unless they are told to
// go on. A domain controller hands out at most 1,000 objects a page (MaxPageSize) and
// ldifde -g and csvde -g do not ask for more; Exchange Online stops at 1,000
// (ResultSize), Get-MsolUser at 500 (MaxResults), and a page of Microsoft Graph has
// 100 users, or 999 at most.
func (l *loader) limits() []int64 {
	switch l.rep.Shape {
	case ShapeLDIF, ShapeCSVDE, ShapeADCSV, ShapeEXO:
		return []int64{1000}
	case ShapeMsol:
		return []int64{500}
	case ShapeGraph, ShapeGraphJSON:
		return []int64{100, 999}
	}
	return nil
}

func (l *loader) checkLimit() {
	if n := l.rep.Objects + l.rep.Skipped; slices.Contains(l.limits(), n) && l.diag.seen["next-link"] == nil {
		l.diag.add("page-limit", Loss, place{}, message.Num("n", n))
	}
}

// checkColumns reports needed columns that are not there. Which rules and verdicts
// hang on them is told by Complete.
func (l *loader) checkColumns() {
	has := l.exported.Has
	if l.rep.Role == OnPrem && !has(directory.ObjectGUID) && !has(directory.ConsistencyGUID) {
		code := "no-anchor"
		if l.rep.Shape == ShapeLDIF || l.rep.Shape == ShapeCSVDE {
			code = "no-anchor-ldifde"
		}
		l.diag.add(code, Loss, place{})
	}
	var missing []string
	for _, a := range l.wanted() {
		if !has(a) {
			missing = append(missing, a.String())
		}
	}
	if len(missing) > 0 {
		l.diag.add("columns-missing", Loss, place{}, message.Text("columns", strings.Join(missing, ", ")))
	}
}

// wanted are the columns without which the main verdicts cannot be given and which
// the tool of the file can export.
func (l *loader) wanted() []directory.Attr {
	var out []directory.Attr
	switch has := l.exported.Has; {
	case l.rep.Role == OnPrem:
		out = []directory.Attr{directory.ProxyAddresses, directory.Mail}
		// In LDIF a column is there when some object has a value; only accounts have one.
		accounts := !has(directory.GroupType)
		if l.rep.Shape == ShapeLDIF {
			accounts = has(directory.UserAccountControl)
		}
		if accounts {
			out = append(out, directory.UserPrincipalName)
		}
		if !has(directory.DN) {
			out = append(out, directory.DN)
		}
	case l.rep.Shape == ShapeEXO:
		out = []directory.Attr{directory.ProxyAddresses, directory.CloudID}
	case l.rep.Shape == ShapeGraph, l.rep.Shape == ShapeGraphJSON, l.rep.Shape == ShapeMsol:
		out = []directory.Attr{directory.CloudID, directory.ProxyAddresses}
		if has(directory.UserPrincipalName) {
			out = append(out, directory.ImmutableID)
		}
		if !has(directory.LastDirSync) {
			out = append(out, directory.SyncEnabled)
		}
	case l.rep.Shape == ShapeM365:
		out = []directory.Attr{directory.CloudID, directory.ProxyAddresses}
	case l.rep.Shape == ShapeEntra:
		out = []directory.Attr{directory.CloudID}
	}
	// Columns that were not requested, or hold the name of a type, are reported as
	// that already.
	return slices.DeleteFunc(out, func(a directory.Attr) bool {
		return slices.ContainsFunc(l.rep.Columns, func(c Column) bool { return c.Attr == a })
	})
}
