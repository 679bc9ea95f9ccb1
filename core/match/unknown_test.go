package match

import (
	"strings"
	"testing"

	"presync/core/directory"
)

// What Get-ADUser writes without -Properties names no address attribute; an LDIF
// file in which no object has one may come from a directory without mail.
func TestAddressesNotAsked(t *testing.T) {
	user := u(guid, guid1, upn, "ida@contoso.com")
	cl := build(t, []object{u(id, "c-1", upn, "ida@contoso.com")}, cloudColumns...)
	for _, c := range []struct {
		headed bool
		want   Row
	}{{true, Indeterminate}, {false, SoftUPN}} {
		on := build(t, []object{user}, cguid)
		on.Files[0].Headed = c.headed
		r := Run(Input{OnPrem: on, Cloud: cl}, Options{}, nil)
		v := r.At(0)
		if v.Row != c.want {
			t.Errorf("header %v: %v, want %v", c.headed, v.Row, c.want)
		}
		if got := v.Assumptions&AssumedNoMail != 0; got == c.headed {
			t.Errorf("header %v: mail taken as empty: %v", c.headed, got)
		}
	}
}

// The advice to write the primary address into proxyAddresses is wrong where the
// attribute may hold one already.
func TestMailWithoutProxyAddresses(t *testing.T) {
	on := build(t, []object{u(guid, guid1, mail, "ida@contoso.com", upn, "i@contoso.com")}, cguid)
	cl := build(t, []object{u(id, "c-1", upn, "x@contoso.com", proxy, "SMTP:ida@contoso.com")}, cloudColumns...)
	r := Run(Input{OnPrem: on, Cloud: cl}, Options{}, nil)
	v := r.At(0)
	if v.Row != SoftMail || v.Assumptions&AssumedNoProxies == 0 {
		t.Fatalf("%v %v", v.Row, v.Assumptions.Names())
	}
	if got := r.Recipe(v); strings.Contains(got, "-Add") {
		t.Errorf("recipe adds an address: %s", got)
	}
	if got := r.Explain(v).String(); !strings.Contains(got, "if its proxyAddresses is empty") {
		t.Errorf("explanation states a fact: %s", got)
	}
}

func TestUnknownSignInNamesOfTheCloud(t *testing.T) {
	r := situation{
		onprem:  []object{u(guid, guid1, upn, "ida@contoso.com")},
		cloud:   []object{u(id, "c-1", proxy, "SMTP:x@contoso.com")},
		without: []directory.Attr{upn},
	}.run(t)
	if v := r.At(0); v.Row != ProvisionNew || v.Assumptions&AssumedNoCloudUPN == 0 {
		t.Errorf("%v %v", v.Row, v.Assumptions.Names())
	}
}

// A deleted user is not matched by its address, but people want to know of it.
func TestDeletedHolderIsNamed(t *testing.T) {
	r := situation{
		onprem: []object{u(guid, guid1, proxy, "SMTP:ida@contoso.com", upn, "i@contoso.com")},
		cloud: []object{u(id, "c-gone", upn, "ida@contoso.com", proxy, "SMTP:Ida@contoso.com",
			directory.DeletedDateTime, "2026-05-01T10:00:00Z")},
	}.run(t)
	v := r.At(0)
	if v.Row != ProvisionNew || len(r.Notes(v)) != 1 || !strings.Contains(r.Recipe(v), "'c-gone'") {
		t.Errorf("%v %v %s", v.Row, r.Notes(v), r.Recipe(v))
	}
}

func TestManagedInTheCloud(t *testing.T) {
	for value, want := range map[string]Row{
		"True": CloudManaged, `{"isCloudManaged":true}`: CloudManaged, `{"isCloudManaged":false}`: SoftBoth,
		"Microsoft.Graph.PowerShell.Models.MicrosoftGraphOnPremisesSyncBehavior": SoftBoth,
	} {
		r := situation{
			onprem: []object{u(guid, guid1, proxy, "SMTP:ida@contoso.com", upn, "ida@contoso.com")},
			cloud:  []object{u(id, "c-1", upn, "ida@contoso.com", proxy, "SMTP:ida@contoso.com", directory.CloudManaged, value)},
		}.run(t)
		if got := r.At(0).Row; got != want {
			t.Errorf("%s: %v, want %v", value, got, want)
		}
	}
}

// mail at a domain of the service would not have matched either.
func TestMaskedMailMustBeUsable(t *testing.T) {
	const address = "ida@contoso.onmicrosoft.com"
	r := situation{
		onprem: []object{u(guid, guid1, proxy, "smtp:ida@contoso.com", mail, address, upn, "i@contoso.com")},
		cloud:  []object{u(id, "c-1", upn, "x@contoso.com", proxy, "SMTP:"+address)},
	}.run(t)
	if got := r.At(0).Row; got != ProvisionNew {
		t.Errorf("%v, want %v", got, ProvisionNew)
	}
}

// ConsistencyGuid may hold anything; only 16 bytes are a GUID.
func TestAnchorOfOddLength(t *testing.T) {
	r := situation{
		onprem: []object{u(guid, guid1, cguid, "8181818181", upn, "ida@contoso.com")},
		cloud:  []object{u(id, "c-1", upn, "x@contoso.com", imm, "gYGBgYE=")},
	}.run(t)
	v := r.At(0)
	if v.Row != HardMatch || v.Severity != Warn || len(r.Notes(v)) != 1 {
		t.Errorf("%v %v %v", v.Row, v.Severity, r.Notes(v))
	}
}
