//go:build js && wasm

package ui

import (
	"github.com/hexops/vecty"

	"presync/wasm/ui/dom"
)

// outlines are the pictures of the page, each drawn in 16 by 16 units. They are
// part of the program because the page may fetch nothing once it has started.
var outlines = map[string]string{
	"error":   "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5M5.75 5.75l4.5 4.5M10.25 5.75l-4.5 4.5",
	"warning": "M8 2.25 14.5 13.5h-13zM8 6.5v3.25M8 11.6v.15",
	"advice":  "M6.25 14h3.5M6.25 11.75h3.5v-.6c0-.6.3-1.1.8-1.5a4.1 4.1 0 1 0-5.1 0c.5.4.8.9.8 1.5z",
	"info":    "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5M8 7.5V11M8 5v.15",
	"ok":      "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5M5.25 8.25 7.2 10.2l3.6-4.2",

	"close":    "M4 4l8 8M12 4l-8 8",
	"copy":     "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
	"right":    "M6 3.5 10.5 8 6 12.5",
	"left":     "M10 3.5 5.5 8l4.5 4.5",
	"up":       "M3.5 10 8 5.5l4.5 4.5",
	"down":     "M3.5 6 8 10.5 12.5 6",
	"arrow":    "M2.5 8h11M9 3.5 13.5 8 9 12.5",
	"upload":   "M8 10.75V2.5M4.5 6 8 2.5 11.5 6M2.5 10.5v3h11v-3",
	"download": "M8 2.5v8.25M4.5 7.25 8 10.75l3.5-3.5M2.5 10.5v3h11v-3",
	"search":   "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3l3.4 3.4",
	"filter":   "M2 3.75h12M4.5 8h7M6.75 12.25h2.5",
	"sorted":   "M8 12.75v-9.5M4.25 7 8 3.25 11.75 7",
	"reversed": "M8 3.25v9.5M4.25 9 8 12.75 11.75 9",
	"order":    "M5 3v10M2.5 10.5 5 13l2.5-2.5M11 13V3M8.5 5.5 11 3l2.5 2.5",
	"undo":     "M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H7",
	"redo":     "M10.5 3l3 3-3 3M13.5 6h-7a4 4 0 0 0 0 8H9",
	"group":    "M2.5 3.5h11M2.5 8h3M2.5 12.5h3M8 8h5.5M8 12.5h5.5",
	"columns":  "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
	"plus":     "M8 3v10M3 8h10",
	"lock":     "M4.75 7V5.25a3.25 3.25 0 0 1 6.5 0V7M3.25 7h9.5v6.75h-9.5z",
	"file":     "M4 1.75h5l3 3v9.5H4zM9 1.75v3h3",
	"server":   "M2.5 2.75h11v4.5h-11zM2.5 8.75h11v4.5h-11zM5 5v.1M5 11v.1",
	"cloud":    "M4.7 12.75a3 3 0 0 1-.4-5.97 3.9 3.9 0 0 1 7.5.62 2.7 2.7 0 0 1-.3 5.35z",
	"sun":      "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7",
	"moon":     "M13.5 9.6A5.9 5.9 0 0 1 6.4 2.5a5.75 5.75 0 1 0 7.1 7.1z",
	"half":     "M8 1.75a6.25 6.25 0 1 0 0 12.5zM8 1.75a6.25 6.25 0 0 1 0 12.5M8 4.5h4.4M8 8h6.1M8 11.5h4.4",
	"sliders":  "M2.5 4.75h5.25M11.25 4.75h2.25M9.5 3a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 0 0 0-3.5M2.5 11.25h2.25M8.25 11.25h5.25M6.5 9.5a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 0 0 0-3.5",
	"book":     "M8 4C6.5 3 4.5 2.75 2.5 3v9.5c2-.25 4 0 5.5 1 1.5-1 3.5-1.25 5.5-1V3c-2-.25-4 0-5.5 1zM8 4v9.5",
	"command":  "M2.5 4 6 8l-3.5 4M8 12.5h5.5",
	"keyboard": "M1.75 4h12.5v8H1.75zM4.5 6.75v.1M7 6.75v.1M9.25 6.75v.1M11.5 6.75v.1M5 9.5h6",
	"mark":     "M3 8.6 6.3 12 13 4.4",
}

// icon is one of the pictures.
//
//go:noinline
func icon(name string) *vecty.HTML { return dom.Icon(name, outlines[name]) }
