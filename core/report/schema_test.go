package report

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write SCHEMA.md anew")

// SCHEMA.md is made of the comments of the types, so that it names every field.
func TestSchemaIsDescribed(t *testing.T) {
	want := describeSchema(t)
	if *update {
		if err := os.WriteFile("SCHEMA.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("SCHEMA.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != want {
		t.Error("SCHEMA.md is out of date; run go test ./core/report -run Schema -update")
	}
	eachField(reflect.TypeFor[Document](), map[reflect.Type]bool{}, func(field string) {
		if !strings.Contains(want, "| `"+field+"` |") {
			t.Errorf("the field %s is not described", field)
		}
	})
	for _, columns := range [][]string{objectColumns, findingColumns, verdictColumns, decisionColumns} {
		for _, c := range columns {
			if !strings.Contains(want, "| `"+c+"` |") {
				t.Errorf("the column %s is not described", c)
			}
		}
	}
}

func eachField(t reflect.Type, seen map[reflect.Type]bool, yield func(field string)) {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || seen[t] {
		return
	}
	seen[t] = true
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		if name != "" {
			yield(name)
		}
		eachField(f.Type, seen, yield)
	}
}

// describeSchema writes a section for each type of document.go and compare.go, and
// one for each table.
func describeSchema(t *testing.T) string {
	var b strings.Builder
	b.WriteString(schemaHead)
	for _, file := range []string{"document.go", "compare.go"} {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, s := range g.Specs {
				spec := s.(*ast.TypeSpec)
				if st, ok := spec.Type.(*ast.StructType); ok {
					describeType(&b, spec.Name.Name, g.Doc.Text(), st)
				}
			}
		}
	}
	b.WriteString(schemaTables)
	return b.String()
}

func describeType(b *strings.Builder, name, doc string, st *ast.StructType) {
	var rows strings.Builder
	for _, f := range st.Fields.List {
		kind := typeName(f.Type)
		if len(f.Names) == 0 {
			fmt.Fprintf(&rows, "| … | | the fields of %s |\n", kind)
			continue
		}
		if f.Tag == nil {
			return // a row of a table
		}
		tag := reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("json")
		field, rest, _ := strings.Cut(tag, ",")
		if field == "-" {
			continue
		}
		text := strings.TrimSpace(f.Doc.Text() + f.Comment.Text())
		if rest == "omitempty" {
			kind += ", optional"
		}
		fmt.Fprintf(&rows, "| `%s` | %s | %s |\n", field, kind, strings.Join(strings.Fields(text), " "))
	}
	fmt.Fprintf(b, "\n## %s\n\n%s\n\n| field | type | meaning |\n| --- | --- | --- |\n%s", name, strings.TrimSpace(doc), &rows)
}

func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.ArrayType:
		return "list of " + typeName(e.Elt)
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.SelectorExpr:
		return "JSON" // json.RawMessage
	case *ast.Ident:
		switch e.Name {
		case "int", "int64":
			return "number"
		case "bool":
			return "true or false"
		case "string", "Level":
			return "text"
		}
		return e.Name
	}
	return ""
}

const schemaHead = `# The report as JSON

A report is one JSON object in UTF-8. presync writes it, opens it again as the saved
state of the work, and compares a later run with it. ` + "`schema` and `version`" + ` come first;
a reader refuses a higher version, and passes over fields and columns that it does not
know. Times are UTC. The object has the fields of Document, and behind them five tables.
`

const schemaTables = `
## Tables

` + "`objects`, `findings`, `verdicts` and `decisions`" + ` are tables: an object with the field
` + "`columns`" + `, the names of the columns, and the field ` + "`rows`" + `, a list of rows. A row is a list of
cells in the order of the columns; cells at its end that say nothing (0, an empty text or
null) are left off. A summary has tables without rows.

` + "`words`" + ` is a list of texts that recur. A cell of type word holds the place of its text in
that list, counted from 0; place 0 is the empty text. Places of rows in other tables are
counted from 0, too, where nothing else is said.

A cell of type sentence holds the place of a form in ` + "`words`" + `, or a list of that place and
the values that fill the form. The form has placeholders: {name} stands for a value,
{name:one|many} for the first word when the value is the number 1, else for the second. The
values come in the order in which their names first occur in the form.

### objects

Every object that the other tables name; in a full report every on-premises object.

| column | type | meaning |
| --- | --- | --- |
| ` + "`rdn`" + ` | text | the first component of the distinguished name; empty where none was exported |
| ` + "`parent`" + ` | word | the rest of the distinguished name, to be joined with a comma; empty: there is none |
| ` + "`name`" + ` | text or null | the name to show; null: what stands behind the first equals sign of rdn |
| ` + "`class`" + ` | word | user, group, contact, computer, other or unknown |
| ` + "`guid`" + ` | text | objectGUID in its usual notation; empty where it was not exported, or in a masked report |
| ` + "`scope`" + ` | word | the filter that leaves the object out of synchronisation; empty: it is in scope |

### findings

Ordered by object.

| column | type | meaning |
| --- | --- | --- |
| ` + "`object`" + ` | number | place in objects |
| ` + "`rule`" + ` | number | place in rules |
| ` + "`attribute`" + ` | word | the attribute concerned |
| ` + "`value`" + ` | text or null | the value; null: its absence is the finding |
| ` + "`severity`" + ` | word | error, warning or advice |
| ` + "`why`" + ` | sentence | what is wrong with this very value |
| ` + "`confidence`" + ` | word | of the proposal: safe (nothing is lost and nobody has to decide) or review; empty: no proposal |
| ` + "`proposal`" + ` | text or null | the proposed value; null with a confidence: remove the value |
| ` + "`group`" + ` | number | equal for all findings about one contested value, from 1; 0: no duplicate |
| ` + "`holders`" + ` | number | objects that hold the contested value |
| ` + "`decision`" + ` | number | place in decisions, counted from 1; 0: none |
| ` + "`change`" + ` | word | since the run compared with: new, changed or empty |

### verdicts

In a full report: what happens to each on-premises object, then the cloud objects that no
on-premises object leads to.

| column | type | meaning |
| --- | --- | --- |
| ` + "`object`" + ` | number | place in objects; -1 for a cloud object |
| ` + "`outcome`" + ` | number | place in outcomes |
| ` + "`severity`" + ` | word | ok, info, warning or error |
| ` + "`class`" + ` | word | class of the cloud object where object is -1 |
| ` + "`cloudId`" + ` | text | object id of the cloud object, else its sign-in name or address |
| ` + "`cloud`" + ` | text | name of the cloud object |
| ` + "`keys`" + ` | word | keys that agree, with blanks between them: anchor, smtp, mail, upn, sid |
| ` + "`also`" + ` | word | further rows of the decision table that hold, with blanks between them |
| ` + "`why`" + ` | sentence | what happens to this very object; given for warnings and errors |

### decisions

Ordered by object. Object (by objectGUID, else by distinguished name), attribute, value and
rule are the identity by which another run finds the decision's place again.

| column | type | meaning |
| --- | --- | --- |
| ` + "`object`" + ` | number | place in objects |
| ` + "`attribute`" + ` | word | the attribute decided about |
| ` + "`value`" + ` | text or null | the value decided about; null: an attribute without a value |
| ` + "`rule`" + ` | word | the rule of the finding |
| ` + "`action`" + ` | word | edit, remove, keep or ignore |
| ` + "`newValue`" + ` | text | of an edit |
| ` + "`note`" + ` | text | what the administrator noted |
`
