// Package ldap declares the types with which go-ldap/ldif speaks of records, and
// nothing else. presync replaces github.com/go-ldap/ldap/v3 by it (see go.mod):
// the LDIF library needs only these types, while the LDAP client that they come
// from brings crypto/tls and net/http along, which a page that promises to send
// nothing must not contain.
package ldap

// Entry is an object with its attributes.
type Entry struct {
	DN         string
	Attributes []*EntryAttribute
}

// EntryAttribute is an attribute with its values.
type EntryAttribute struct {
	Name       string
	Values     []string
	ByteValues [][]byte
}

// NewEntry makes an entry; the order of the attributes is not defined.
func NewEntry(dn string, attributes map[string][]string) *Entry {
	e := &Entry{DN: dn}
	for name, values := range attributes {
		a := &EntryAttribute{Name: name, Values: values}
		for _, v := range values {
			a.ByteValues = append(a.ByteValues, []byte(v))
		}
		e.Attributes = append(e.Attributes, a)
	}
	return e
}

// Attribute is an attribute of a request.
type Attribute struct {
	Type string
	Vals []string
}

// AddRequest makes an object.
type AddRequest struct {
	DN         string
	Attributes []Attribute
	Controls   []Control
}

// NewAddRequest makes a request without attributes.
func NewAddRequest(dn string, controls []Control) *AddRequest {
	return &AddRequest{DN: dn, Controls: controls}
}

// Attribute adds an attribute to the request.
func (r *AddRequest) Attribute(name string, values []string) {
	r.Attributes = append(r.Attributes, Attribute{Type: name, Vals: values})
}

// DelRequest removes an object.
type DelRequest struct {
	DN       string
	Controls []Control
}

// NewDelRequest makes a request.
func NewDelRequest(dn string, controls []Control) *DelRequest {
	return &DelRequest{DN: dn, Controls: controls}
}

// PartialAttribute is the attribute that a change concerns.
type PartialAttribute struct {
	Type string
	Vals []string
}

// The operations of a change, as RFC 4511 numbers them (section 4.6).
const (
	AddAttribute     = 0
	DeleteAttribute  = 1
	ReplaceAttribute = 2
)

// Change is one change of an attribute.
type Change struct {
	Operation    uint
	Modification PartialAttribute
}

// ModifyRequest changes an object.
type ModifyRequest struct {
	DN       string
	Changes  []Change
	Controls []Control
}

// NewModifyRequest makes a request without changes.
func NewModifyRequest(dn string, controls []Control) *ModifyRequest {
	return &ModifyRequest{DN: dn, Controls: controls}
}

// Add adds values to an attribute.
func (r *ModifyRequest) Add(name string, values []string) { r.change(AddAttribute, name, values) }

// Delete removes values from an attribute, all of them when there are none here.
func (r *ModifyRequest) Delete(name string, values []string) { r.change(DeleteAttribute, name, values) }

// Replace gives an attribute new values.
func (r *ModifyRequest) Replace(name string, values []string) {
	r.change(ReplaceAttribute, name, values)
}

func (r *ModifyRequest) change(operation uint, name string, values []string) {
	r.Changes = append(r.Changes, Change{Operation: operation, Modification: PartialAttribute{Type: name, Vals: values}})
}

// Control extends a request.
type Control interface {
	GetControlType() string
	String() string
}

// ControlTypeManageDsaIT is the identifier of the control ManageDsaIT (RFC 3296).
const ControlTypeManageDsaIT = "2.16.840.1.113730.3.4.2"

// ControlManageDsaIT asks the server to treat referral objects as objects.
type ControlManageDsaIT struct{ Criticality bool }

// GetControlType returns the identifier.
func (c *ControlManageDsaIT) GetControlType() string { return ControlTypeManageDsaIT }

// String names the control.
func (c *ControlManageDsaIT) String() string { return "ManageDsaIT" }

// Client is a connection that requests can be sent through; presync has none.
type Client interface {
	Add(*AddRequest) error
	Del(*DelRequest) error
	Modify(*ModifyRequest) error
}
