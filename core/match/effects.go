package match

import (
	"bytes"

	"presync/core/directory"
)

// Kinds of Effect.
const (
	EffectChange = "change" // the cloud value is replaced
	EffectLoss   = "loss"   // the cloud value goes
	EffectRisk   = "risk"   // reported to go, not documented
	EffectSignIn = "signin" // the person signs in otherwise, or not at all
)

// Effect is what a take-over does to one attribute of the cloud object.
type Effect struct {
	Attribute string
	Before    string
	After     string
	Kind      string
}

// overwritten are the attributes whose cloud value gives way to an on-premises
// one, beside addresses and sign-in name.
var overwritten = [...]directory.Attr{
	directory.DisplayName, directory.GivenName, directory.Surname, directory.Title, directory.Department,
	directory.Company, directory.Office, directory.TelephoneNumber, directory.Mobile, directory.Fax,
	directory.StreetAddress, directory.City, directory.Province, directory.PostalCode, directory.CountryCode,
	directory.Country, directory.MailNickname,
}

// Effects previews what a take-over changes, attribute by attribute. Only cloud
// attributes that a file exports are compared.
func (r *Result) Effects(v Verdict) []Effect {
	if !v.Row.TakesOver() || v.Cloud == none {
		return nil
	}
	var f fields
	f.reset()
	r.cloud.parts(v.Cloud, func(id directory.ID) { f.add(r.cloud.store, id) })
	out := r.identityEffects(v, &f)
	out = append(out, r.addressEffects(v, &f)...)
	for _, a := range overwritten {
		after, st := r.in.OnPrem.Field(r.mailbox(v.Object), a)
		if st != directory.HasValue || f.unknown(a) {
			continue
		}
		if before := r.cloud.value(f.ref[a]); !bytes.Equal(before, after) {
			out = append(out, Effect{a.String(), string(before), string(after), EffectChange})
		}
	}
	return out
}

// identityEffects are those on sign-in and on the link between both sides.
func (r *Result) identityEffects(v Verdict, f *fields) []Effect {
	var out []Effect
	c := &r.cloud.entities[v.Cloud]
	if v.Also.Has(DisabledAccount) || c.is&active != 0 && r.resource(v.Object) && r.disabled(v.Object) {
		out = append(out, Effect{directory.AccountEnabled.String(), "true", "false", EffectSignIn})
	}
	if r.class(v.Object) == directory.User {
		before, after := r.cloud.text(c.upn), r.newSignIn(v)
		if after != "" && c.is&nameUnknown == 0 && !sameFold([]byte(before), []byte(after)) {
			out = append(out, Effect{directory.UserPrincipalName.String(), before, after, EffectSignIn})
		}
	}
	if a := r.anchorText(v.Object); a != "" && r.class(v.Object) == directory.User && c.imm == none {
		out = append(out, Effect{directory.ImmutableID.String(), "", a, EffectChange})
	}
	if c.is&(syncUnknown|synced) == 0 {
		out = append(out, Effect{directory.SyncEnabled.String(), r.cloud.text(f.ref[directory.SyncEnabled]), "true", EffectChange})
	}
	return out
}

// addressEffects are those on addresses: the primary one, those that come from
// Active Directory and those that only the cloud knows.
func (r *Result) addressEffects(v Verdict, f *fields) []Effect {
	var out []Effect
	c, k := &r.cloud.entities[v.Cloud], &r.keys[v.Object]
	before, after := r.cloud.key(c.prim), r.value(k.smtp)
	if len(after) > 0 && c.is&addrUnknown == 0 && !sameFold(before, after) {
		out = append(out, Effect{directory.PrimarySMTP.String(), string(before), string(after), EffectChange})
	}
	if c.is&proxiesUnknown != 0 {
		return out
	}
	kind := EffectLoss
	if r.proxyCount(v.Object) == 0 {
		kind = EffectRisk
	}
	proxies := directory.ProxyAddresses.String()
	r.cloudOnly(v.Cloud, v.Object, func(p []byte) bool {
		out = append(out, Effect{proxies, string(p), "", kind})
		return true
	})
	from, to := r.in.OnPrem.RefRange(r.mailbox(v.Object))
	for n := from; n < to; n++ {
		if r.in.OnPrem.Ref(n).Attr() != directory.ProxyAddresses || n == k.smtp {
			continue
		}
		p := r.value(n)
		if directory.SplitAddress(directory.TrimBlanks(r.in.OnPrem.Value(r.in.OnPrem.Ref(n)))).IsSMTP() &&
			usableAddress(p) && !r.cloud.listsAddress(v.Cloud, p) {
			out = append(out, Effect{proxies, "", string(p), EffectChange})
		}
	}
	return out
}
