//go:build js && wasm

package ui

import (
	"slices"
	"strings"
	"syscall/js"

	"github.com/hexops/vecty"

	"presync/core/message"
	"presync/wasm/ui/dom"
)

// privilegedFile lets the user add privileged accounts from a file.
func (a *app) privilegedFile() *vecty.HTML {
	return dom.El("label", dom.Class("field-row"), dom.El("span", dom.Class("field-label"), text("ui.settings.privileged.file")),
		dom.El("input", dom.Class("field"), dom.Attr("type", "file"), dom.Attr("accept", ".txt,.csv"), dom.Test("privileged-file"),
			dom.OnChange("privileged", "")),
		dom.El("span", dom.Class("field-note"), dom.Attr("role", "status"), dom.Test("privileged-result"), dom.Text(a.settings.added)))
}

// readPrivileged adds the accounts that a file names to the field.
func (a *app) readPrivileged(list js.Value) {
	for _, file := range values(list) {
		label := message.Text("name", file.Get("name").String())
		failed := func(js.Value) {
			a.settings.added = t("ui.settings.privileged.failed", label)
			a.update()
		}
		dom.Await(file.Call("arrayBuffer"), a.report, func(buffer js.Value) {
			array := js.Global().Get("Uint8Array").New(buffer)
			bytes := make([]byte, array.Length())
			js.CopyBytesToGo(bytes, array)
			found := accountNames(bytes)
			if len(found) == 0 {
				failed(buffer)
				return
			}
			f := &a.settings
			f.set("privileged", strings.Join(union(names(f.get("privileged")), found), "\n"))
			f.added = t("ui.settings.privileged.added", message.Num("n", len(found)), label)
			a.update()
		}, failed)
	}
}

// union adds to a list what it does not hold.
func union(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}
