package match

import (
	"strconv"
	"strings"

	"presync/core/directory"
	"presync/core/message"
)

var reasonNames = [...]string{
	Plain: "", NoCloudExport: "noCloud", ClassNotListed: "class", TwoPrimaries: "primaries",
	AddressesMissing: "addresses", KeysMissing: "keys", MayBeLinked: "linked", AnchorMissing: "anchor", ObjectIDMissing: "objectId",
	SecondaryAddress: "secondary", CloudGroupKind: "groupKind", SyncedElsewhere: "synced", GuestAccount: "guest",
	FilteredTarget: "target", FilteredLinked: "linked", RivalAgrees: "agrees",
	StandsFor: "standin", AccountLoaded: "account", LinkedBySID: "sid", LinkedByAddress: "address",
}

// form is the part of a message id that names the form of a verdict.
func (r *Result) form(v Verdict) string {
	switch v.Row {
	case SoftMail:
		if v.Assumptions&AssumedNoProxies != 0 {
			return ".guess"
		}
		return ".mail"
	case SoftSMTP:
		if r.signInChanges(v) {
			return ".signin"
		}
	case HardMatch:
		if r.signInChanges(v) {
			return ".signin"
		}
	case DuplicateOnPrem:
		if v.Reason == Plain {
			return r.duplicateForm(v)
		}
	case ProvisionNew:
		return r.newForm(v)
	case SoftBlocked, Indeterminate:
		if r.class(v.Object) != directory.User && (v.Row == SoftBlocked || v.Reason == MayBeLinked) {
			return ".mail"
		}
	}
	if n := reasonNames[v.Reason]; n != "" {
		return "." + n
	}
	return ""
}

// duplicateForm says what two objects claim.
func (r *Result) duplicateForm(v Verdict) string {
	switch {
	case v.Row == DuplicateOnPrem && v.Keys == KeyAnchor:
		if r.anchorRivals(v.Object) == nil {
			return ".presented"
		}
		return ".anchor"
	case r.smtpRivals(v.Object) != nil:
		return ".smtp"
	case r.upnRivals(v.Object) != nil:
		return ".upn"
	case r.anchorRivals(v.Object) != nil:
		return ".anchor"
	}
	return ".cloud"
}

func (r *Result) newForm(v Verdict) string {
	if v.Anchor != AnchorFits {
		return ".anchor"
	}
	switch r.class(v.Object) {
	case directory.Group:
		return ".group"
	case directory.Contact:
		return ".contact"
	}
	return ""
}

// signInChanges reports whether a take-over brings another sign-in name along
// that can be named.
func (r *Result) signInChanges(v Verdict) bool {
	if v.Cloud == none || r.class(v.Object) != directory.User {
		return false
	}
	a, b := []byte(r.newSignIn(v)), r.cloud.key(r.cloud.entities[v.Cloud].upn)
	return len(a) > 0 && len(b) > 0 && !sameFold(a, b)
}

// newSignIn is the sign-in name that an object brings along; "" when it has none
// or when the service makes one that cannot be foretold.
func (r *Result) newSignIn(v Verdict) string {
	if v.Also.Has(SuffixUnverified) {
		return r.rewritten(v.Object)
	}
	return string(r.value(r.keys[v.Object].upn))
}

// text finds the most special text of a verdict that the catalogue has.
func (r *Result) text(v Verdict, part string, args []message.Arg) message.Message {
	id := "outcome." + v.Row.Outcome() + "." + part
	if special := id + r.form(v); message.English.Has(special) {
		id = special
	}
	return message.New(id, args...)
}

// Explain says what will happen and why.
func (r *Result) Explain(v Verdict) message.Message { return r.text(v, "explain", r.args(v)) }

// Remedy says what to do.
func (r *Result) Remedy(v Verdict) message.Message {
	if v.Also != 0 && (v.Row.TakesOver() || v.Row == AlreadySynced || v.Row == ProvisionNew) {
		return message.New("outcome.remedy.notes")
	}
	return r.text(v, "remedy", r.args(v))
}

// Title is the short label of the verdict.
func (r *Result) Title(v Verdict) message.Message { return message.New(v.Row.TitleID()) }

// args are the values that the texts of a verdict can name.
func (r *Result) args(v Verdict) []message.Arg {
	args := []message.Arg{
		message.Text("cloud", r.label(v.Cloud)),
		message.Text("cloudUpn", r.entityText(v.Cloud, func(e *entity) uint32 { return e.upn })),
		message.Text("immutableId", r.entityText(v.Cloud, func(e *entity) uint32 { return e.imm })),
		message.Text("objectId", r.entityText(v.Cloud, func(e *entity) uint32 { return e.opoi })),
		message.Text("other", r.label(v.Other)),
	}
	if v.Object == directory.NoID {
		return args
	}
	s, k := r.in.OnPrem, &r.keys[v.Object]
	rival, rivals := r.rivalNames(v)
	account := ""
	if a := r.accountOf(v.Object); a != directory.NoID {
		account = s.Text(a, directory.DN)
	}
	return append(args,
		message.Text("name", r.name(v.Object)),
		message.Text("address", string(r.value(k.smtp))),
		message.Text("mail", s.Text(r.mailbox(v.Object), directory.Mail)),
		message.Text("upn", string(r.value(k.upn))),
		message.Text("newUpn", r.newSignIn(v)),
		message.Text("anchor", r.anchorText(v.Object)),
		message.Text("guid", directory.GUIDText(s.Get(v.Object, directory.ObjectGUID))),
		message.Text("sid", s.Text(v.Object, directory.ObjectSID)),
		message.Text("filter", r.filterText(v)),
		message.Text("account", account),
		message.Text("rival", rival),
		message.Num("rivals", rivals),
	)
}

// name is what people call an on-premises object.
func (r *Result) name(o directory.ID) string {
	s := r.in.OnPrem
	if n := strings.TrimSpace(s.Name(o)); n != "" {
		return n
	}
	if n := s.Text(o, directory.SAMAccountName); n != "" {
		return n
	}
	return s.Text(o, directory.ObjectGUID)
}

// label is what an administrator calls a cloud object: its sign-in name, else its
// primary address, else its display name, else its id.
func (r *Result) label(e uint32) string {
	if e == none || r.cloud == nil {
		return ""
	}
	o := &r.cloud.entities[e]
	for _, ref := range [...]uint32{o.upn, o.prim, o.mail} {
		if ref != none {
			return r.cloud.text(ref)
		}
	}
	if n := r.cloud.store.Text(directory.ID(o.first), directory.DisplayName); n != "" {
		return n
	}
	return r.cloudName(e)
}

func (r *Result) entityText(e uint32, field func(*entity) uint32) string {
	if e == none || r.cloud == nil {
		return ""
	}
	return r.cloud.text(field(&r.cloud.entities[e]))
}

// anchorText is the anchor of an on-premises object; "" when it cannot be
// computed.
func (r *Result) anchorText(o directory.ID) string {
	return string(r.anchorOf(o, r.class(o), nil).text)
}

// filterText is the id of the filter that keeps an object out, and what it looks
// for.
func (r *Result) filterText(v Verdict) string {
	if v.Row != Filtered && v.Row != LinkedMailbox {
		return ""
	}
	id := r.scope(v.Object)
	if name := "scope." + id; message.English.Has(name) {
		return id + ", " + message.English.T(name)
	}
	return id
}

// rivalNames names the other on-premises objects that claim the same, up to five
// and how many more there are, and counts them. Where one of them fits the cloud
// object, it is that one.
func (r *Result) rivalNames(v Verdict) (string, int) {
	if v.Row != DuplicateOnPrem && !v.Also.Has(DuplicateOnPrem) {
		return "", 0
	}
	c := r.rivalsOf(v)
	switch {
	case c == nil:
		return "", 0
	case v.Reason == RivalAgrees:
		return r.name(c.lead), 1
	case v.Reason == StandsFor:
		return r.name(r.standIn(c)), 1
	}
	var names []string
	for _, m := range c.members() {
		if !r.sameObject(m, v.Object) && m != v.Object && len(names) < maxMembers-1 {
			names = append(names, r.name(m))
		}
	}
	text, others := strings.Join(names, ", "), c.n-1
	if more := others - len(names); more > 0 {
		text += " (+" + strconv.Itoa(more) + ")"
	}
	return text, others
}

func (r *Result) rivalsOf(v Verdict) *contest {
	if v.Row == DuplicateOnPrem && v.Keys == KeyAnchor && v.Cloud != none {
		if c := r.claims.cloud[v.Cloud]; c != nil {
			return c
		}
	}
	for _, c := range [...]*contest{r.smtpRivals(v.Object), r.upnRivals(v.Object), r.anchorRivals(v.Object)} {
		if c != nil {
			return c
		}
	}
	if v.Cloud != none {
		return r.claims.cloud[v.Cloud]
	}
	return nil
}

// Assumptions lists what the verdict takes for granted.
func (r *Result) Assumptions(v Verdict) []message.Message {
	var out []message.Message
	for _, n := range v.Assumptions.Names() {
		out = append(out, message.New("assumption."+n, r.args(v)...))
	}
	return out
}

// Notes says what holds beside the verdict: one text for each row of Also, then
// what is wrong with an ImmutableId that was meant for the object.
func (r *Result) Notes(v Verdict) []message.Message {
	var out []message.Message
	for _, row := range v.Also.List() {
		out = append(out, r.note(v, row))
	}
	if v.Anchor != AnchorFits {
		_, e := r.nearAnchor(v.Object)
		out = append(out, message.New("note.anchor."+anchorFlawNames[v.Anchor],
			message.Text("cloud", r.label(e)),
			message.Text("immutableId", r.entityText(e, func(x *entity) uint32 { return x.imm })),
			message.Text("anchor", r.anchorText(v.Object))))
	}
	if v.Object != directory.NoID && r.cloud != nil && v.Row != Filtered && v.Row != LinkedMailbox && r.oddAnchor(v.Object) {
		out = append(out, message.New("note.anchor.length",
			message.Num("n", len(r.in.OnPrem.Get(v.Object, directory.ConsistencyGUID))),
			message.Text("anchor", r.anchorText(v.Object))))
	}
	if v.Row == AdminRole && r.opt.BlockSoftMatch {
		out = append(out, message.New("note.D-14"))
	}
	if ref, e := r.deletedHolder(v); e != none {
		out = append(out, message.New("note.deleted",
			message.Text("value", string(r.value(ref))), message.Text("holder", r.label(e))))
	}
	return out
}

func (r *Result) note(v Verdict, row Row) message.Message {
	id, args := "note."+row.String(), r.args(v)
	switch row {
	case SecondaryCollision, UpdateCollision:
		r.collisions(&v, func(ref, e uint32) bool {
			args = append(args, message.Text("value", string(r.value(ref))), message.Text("holder", r.label(e)))
			return false
		})
	case SuffixUnverified:
		return r.suffixNote(v, id, args)
	case AliasLoss:
		n, list := r.lostList(v)
		args = append(args, message.Num("n", n), message.Text("list", list))
	case KeyMasked:
		e := r.maskedTarget(v.Object, &r.keys[v.Object], r.class(v.Object))
		args = append(args, message.Text("holder", r.label(e)))
	case LargeObject:
		args = append(args, message.Num("n", r.proxyCount(v.Object)),
			message.Text("certificates", r.in.OnPrem.Text(v.Object, directory.UserCertificate)))
		if r.proxyCount(v.Object) <= maxProxies {
			id += ".certificates"
		}
	case DuplicateOnPrem:
		id += r.duplicateForm(v)
	}
	return message.New(id, args...)
}

// lostList counts the aliases that go and names the first of them.
func (r *Result) lostList(v Verdict) (int, string) {
	const show = 5
	n, list := 0, ""
	r.lostAliases(&v, func(p []byte) bool {
		if n < show {
			if n > 0 {
				list += ", "
			}
			list += string(p)
		}
		n++
		return true
	})
	return n, list
}

// suffixNote names the sign-in name that the service makes when the suffix is not
// verified, and the cloud object that has it already, if any.
func (r *Result) suffixNote(v Verdict, id string, args []message.Arg) message.Message {
	name := r.rewritten(v.Object)
	if name == "" {
		return message.New(id, args...)
	}
	args = append(args, message.Text("rewritten", name))
	if r.cloud != nil {
		if e := r.cloud.byUPN.other([]byte(name), v.Cloud, none); e != none {
			return message.New(id+".taken", append(args, message.Text("holder", r.label(e)))...)
		}
	}
	return message.New(id+".rewritten", args...)
}

// rewritten is the sign-in name that the service makes of one with an unverified
// suffix: the mail nickname, else what stands before the @ of the primary
// address, of mail, of the sign-in name, or of a secondary address, at the
// initial domain (Microsoft Entra UserPrincipalName population, Microsoft). It is
// "" while the initial domain is not known.
func (r *Result) rewritten(o directory.ID) string {
	if r.initial == "" {
		return ""
	}
	s, k := r.in.OnPrem, &r.keys[o]
	o = r.mailbox(o)
	if nick := directory.TrimBlanks(s.Get(o, directory.MailNickname)); len(nick) > 0 {
		return string(nick) + "@" + r.initial
	}
	candidates := [][]byte{r.value(k.smtp), directory.TrimBlanks(s.Get(o, directory.Mail)), r.value(k.upn)}
	from, to := s.RefRange(o)
	for n := from; n < to; n++ {
		if s.Ref(n).Attr() == directory.ProxyAddresses {
			candidates = append(candidates, r.value(n))
		}
	}
	for _, c := range candidates {
		for i, b := range c {
			if b == '@' && i > 0 {
				return string(c[:i]) + "@" + r.initial
			}
		}
	}
	return ""
}
