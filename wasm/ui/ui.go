//go:build js && wasm

// Package ui is the interface of presync.
package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
)

type app struct{ vecty.Core }

func (*app) Render() vecty.ComponentOrHTML { return elem.Body(elem.Heading1(vecty.Text("presync"))) }

// Run shows the page and never returns.
func Run() { vecty.RenderBody(&app{}) }
