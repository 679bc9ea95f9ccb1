//go:build js && wasm

package ui

import (
	"github.com/hexops/vecty"

	"presync/core/ingest"
	"presync/wasm/ui/dom"
)

// commandBoxes show the commands that make complete exports, to copy.
func commandBoxes() *vecty.HTML {
	return dom.El("div", dom.Class("commands"), dom.Test("commands"), dom.Each(ingest.Commands(), func(c ingest.Command) *vecty.HTML {
		return commandBox("command-"+c.Name, &c)
	}))
}

// commandBox is one of them, closed at first.
func commandBox(id string, c *ingest.Command) *vecty.HTML {
	return dom.El("details", dom.Test("export-command"), dom.Attr("data-command", c.Name),
		dom.El("summary", text("command."+c.Name)),
		dom.El("p", dom.Class("muted"), text("command."+c.Name+".note")),
		codeBox(id, c.Text))
}
