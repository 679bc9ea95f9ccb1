package match

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"presync/core/directory"
)

// world draws a small directory and a small cloud whose keys come from a few
// values, so that they collide often.
func world(t *rapid.T) (on, cl []object) {
	guids := []string{guid1, guid2, guid3, guid4, guid5}
	anchors := []string{anchor1, anchor2, anchor3, anchor4, anchor5, "", strings.ToLower(anchor1)}
	names := []string{"ada", "bo", "cy", "dee"}
	address := func() string {
		return rapid.SampledFrom(names).Draw(t, "name") + rapid.SampledFrom([]string{"@contoso.com", "@fabrikam.com"}).Draw(t, "domain")
	}
	maybe := func(a attrs, k directory.Attr, chance int, v func() []string) {
		if rapid.IntRange(0, 9).Draw(t, "chance") < chance {
			a[k] = v()
		}
	}
	classes := []directory.Class{directory.User, directory.User, directory.User, directory.Group, directory.Contact}
	proxies := func() []string {
		out := []string{"SMTP:" + address()}
		for range rapid.IntRange(0, 2).Draw(t, "aliases") {
			out = append(out, "smtp:"+address())
		}
		return out
	}
	sids := []string{"S-1-5-21-1-2-3-1001", "S-1-5-21-1-2-3-1002"}
	for i := range rapid.IntRange(1, 5).Draw(t, "onprem") {
		a := attrs{directory.DN: {fmt.Sprintf("CN=o%d,DC=contoso,DC=com", i)}, directory.ObjectGUID: {guids[i]}}
		maybe(a, directory.ConsistencyGUID, 3, func() []string { return []string{rapid.SampledFrom(guids).Draw(t, "guid")} })
		maybe(a, directory.UserPrincipalName, 8, func() []string { return []string{address()} })
		maybe(a, directory.Mail, 5, func() []string { return []string{address()} })
		maybe(a, directory.ProxyAddresses, 6, proxies)
		maybe(a, directory.ObjectSID, 2, func() []string { return []string{rapid.SampledFrom(sids).Draw(t, "sid")} })
		maybe(a, directory.UserAccountControl, 8, func() []string { return []string{rapid.SampledFrom([]string{"512", "514"}).Draw(t, "uac")} })
		on = append(on, object{rapid.SampledFrom(classes).Draw(t, "class"), a})
	}
	for i := range rapid.IntRange(1, 5).Draw(t, "cloud") {
		a := attrs{directory.CloudID: {fmt.Sprintf("c%d", i)}}
		maybe(a, directory.ImmutableID, 5, func() []string { return []string{rapid.SampledFrom(anchors).Draw(t, "anchor")} })
		maybe(a, directory.SyncEnabled, 5, func() []string { return []string{rapid.SampledFrom([]string{"True", "False"}).Draw(t, "sync")} })
		maybe(a, directory.UserPrincipalName, 9, func() []string { return []string{address()} })
		maybe(a, directory.ProxyAddresses, 7, proxies)
		maybe(a, directory.OnPremSID, 2, func() []string { return []string{rapid.SampledFrom(sids).Draw(t, "sid")} })
		maybe(a, directory.UserType, 2, func() []string { return []string{"Guest"} })
		maybe(a, directory.DeletedDateTime, 1, func() []string { return []string{"2026-11-01T00:00:00Z"} })
		cl = append(cl, object{rapid.SampledFrom(classes).Draw(t, "class"), a})
	}
	return on, cl
}

func options(t *rapid.T) Options {
	return Options{
		NoUPNSoftMatch: rapid.Bool().Draw(t, "noUpn"), BlockSoftMatch: rapid.Bool().Draw(t, "blockSoft"),
		BlockHardMatch: rapid.Bool().Draw(t, "blockHard"),
		Privileged:     rapid.SampledFrom([][]string{nil, {"c0", "ada@contoso.com"}}).Draw(t, "privileged"),
	}
}

// allColumns are exported by both files of a drawn world, so that shuffling and
// leaving out values does not change what is known.
var allColumns = []directory.Attr{
	directory.ConsistencyGUID, directory.UserPrincipalName, directory.Mail, directory.ProxyAddresses, directory.ImmutableID,
	directory.SyncEnabled, directory.OnPremSID, directory.UserType, directory.DeletedDateTime, directory.ObjectSID,
}

// outcome is the text of every verdict with all its words, sorted: what a user
// gets to read, whatever the order of the input.
func outcome(r *Result) []string {
	var out []string
	for i := range r.Len() {
		v := r.At(i)
		text, _ := json.Marshal(lineOf(r, v))
		out = append(out, fmt.Sprintf("%s %v %v %v %v %v", text, r.Evidence(v), r.Effects(v), r.form(v), v.Anchor, len(r.Notes(v))))
	}
	slices.Sort(out)
	return out
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		on, cl := world(rt)
		opt := options(rt)
		seed := rapid.Uint64().Draw(rt, "seed")
		first := outcome(Run(Input{OnPrem: build(t, on, allColumns...), Cloud: build(t, cl, allColumns...)}, opt, nil))
		rng := rand.New(rand.NewPCG(seed, 1))
		rng.Shuffle(len(on), func(i, j int) { on[i], on[j] = on[j], on[i] })
		rng.Shuffle(len(cl), func(i, j int) { cl[i], cl[j] = cl[j], cl[i] })
		second := outcome(Run(Input{OnPrem: build(t, on, allColumns...), Cloud: build(t, cl, allColumns...)}, opt, nil))
		if !slices.Equal(first, second) {
			rt.Fatalf("before\n%s\nafter\n%s", strings.Join(first, "\n"), strings.Join(second, "\n"))
		}
	})
}

func TestClaimsAreExclusive(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		on, cl := world(rt)
		r := Run(Input{OnPrem: build(t, on, allColumns...), Cloud: build(t, cl, allColumns...)}, options(rt), nil)
		taken := map[uint32]directory.ID{}
		orphans := map[uint32]bool{}
		for i := range r.Len() {
			v := r.At(i)
			if v.Row == CloudOrphan {
				orphans[v.Cloud] = true
			}
			if !v.Row.TakesOver() && v.Row != AlreadySynced {
				continue
			}
			if other, ok := taken[v.Cloud]; ok {
				rt.Fatalf("objects %d and %d both take %s: %v", other, v.Object, r.CloudID(v), v.Row)
			}
			taken[v.Cloud] = v.Object
		}
		for e := range taken {
			if orphans[e] {
				rt.Fatalf("%s is taken and an orphan", r.cloudName(e))
			}
		}
	})
}

// upper writes the addresses and names of objects in capitals, the types of
// proxy addresses as they are.
func upper(objects []object) []object {
	out := make([]object, len(objects))
	for i, o := range objects {
		a := attrs{}
		for k, vals := range o.attrs {
			for _, v := range vals {
				switch k {
				case directory.ProxyAddresses:
					kind, rest, _ := strings.Cut(v, ":")
					v = kind + ":" + strings.ToUpper(rest)
				case directory.Mail, directory.UserPrincipalName:
					v = strings.ToUpper(v)
				}
				a[k] = append(a[k], v)
			}
		}
		out[i] = object{o.class, a}
	}
	return out
}

func rowsOf(r *Result) []string {
	var out []string
	for i := range r.Len() {
		v := r.At(i)
		out = append(out, fmt.Sprint(v.Object, v.Row, v.Also.List(), r.CloudID(v), v.Keys))
	}
	return out
}

func TestLetterCaseOfAddressesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		on, cl := world(rt)
		opt := options(rt)
		a := rowsOf(Run(Input{OnPrem: build(t, on, allColumns...), Cloud: build(t, cl, allColumns...)}, opt, nil))
		b := rowsOf(Run(Input{OnPrem: build(t, upper(on), allColumns...), Cloud: build(t, cl, allColumns...)}, opt, nil))
		c := rowsOf(Run(Input{OnPrem: build(t, on, allColumns...), Cloud: build(t, upper(cl), allColumns...)}, opt, nil))
		if !slices.Equal(a, b) || !slices.Equal(a, c) {
			rt.Fatalf("as drawn\n%v\non-premises in capitals\n%v\ncloud in capitals\n%v", a, b, c)
		}
	})
}

func TestAnchorsAreComparedExactly(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		raw := rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(rt, "guid")
		text := directory.AnchorText(raw)
		imm := []byte(text)
		if rapid.Bool().Draw(rt, "change") {
			i := rapid.IntRange(0, len(imm)-1).Draw(rt, "at")
			imm[i] = rapid.SampledFrom([]byte("AaBbQgw09+/=")).Draw(rt, "by")
		}
		s := directory.NewStore()
		f := s.AddFile("on")
		s.Files[f].Exported.Add(directory.ConsistencyGUID)
		s.Begin(f)
		s.Add(directory.ObjectGUID, raw)
		s.End(directory.User, directory.Location{File: f})
		cl := build(t, []object{{directory.User, attrs{directory.CloudID: {"c"}, directory.ImmutableID: {string(imm)}}}}, allColumns...)
		v := Run(Input{OnPrem: s, Cloud: cl}, Options{}, nil).At(0)
		if got, want := v.Row == HardMatch, string(imm) == text; got != want {
			rt.Fatalf("%s against %s: %v", text, imm, v.Row)
		}
	})
}
