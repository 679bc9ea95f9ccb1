package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// follow feeds lines of go test -json to a run and gives the counts.
func follow(t *testing.T, lines string) (passed, failed int) {
	t.Helper()
	r := &testRun{runner: &runner{}, packages: map[string]*testPackage{}, builds: map[string]*strings.Builder{}}
	for line := range strings.Lines(lines) {
		var ev testEvent
		if err := json.Unmarshal([]byte(line), &ev); err != nil {
			t.Fatal(err)
		}
		r.event(ev)
	}
	return r.passed, r.failed
}

func TestCounting(t *testing.T) {
	for _, c := range []struct {
		name, lines    string
		passed, failed int
	}{
		{"tests and subtests", `{"Action":"pass","Package":"p","Test":"A/x"}
{"Action":"pass","Package":"p","Test":"A"}
{"Action":"skip","Package":"p","Test":"B"}
{"Action":"fail","Package":"p","Test":"C"}
{"Action":"fail","Package":"p"}
`, 2, 1},
		{"a package that dies counts as one failure", `{"Action":"pass","Package":"p","Test":"A"}
{"Action":"output","Package":"p","Output":"exit status 2\n"}
{"Action":"fail","Package":"p"}
`, 1, 1},
		{"a package that does not build counts as one failure", `{"Action":"build-output","ImportPath":"p","Output":"syntax error\n"}
{"Action":"build-fail","ImportPath":"p"}
{"Action":"fail","Package":"p","FailedBuild":"p"}
`, 0, 1},
		{"a package without tests counts nothing", `{"Action":"skip","Package":"p"}
`, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if passed, failed := follow(t, c.lines); passed != c.passed || failed != c.failed {
				t.Errorf("%d passed, %d failed; want %d and %d", passed, failed, c.passed, c.failed)
			}
		})
	}
}
