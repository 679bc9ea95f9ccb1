// Package chromium finds the Chromium or Chrome of this machine and starts it for
// tests and measurements: without a window, without a profile and without traffic of
// its own.
package chromium

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/chromedp/chromedp"

	"presync/scripts/internal/debian"
)

// program is what Debian, Ubuntu and Google call it.
var program = debian.Program{
	What: "Chromium or Chrome", Variable: "CHROME", Packages: []string{"chromium"},
	Names: []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"},
}

// Find gives the path of the browser.
func Find() (string, error) { return program.Find() }

// FindOrInstall installs Debian's package when there is no browser and this process
// may install one.
func FindOrInstall() (string, error) { return program.FindOrInstall() }

// Browser is a running browser.
type Browser struct {
	ctx    context.Context
	cancel context.CancelFunc
	dir    string
}

// Start starts the browser with an empty profile.
func Start() (*Browser, error) {
	path, err := Find()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "presync-browser-")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(dir),
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
	)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	b := &Browser{ctx: ctx, dir: dir, cancel: func() { cancel(); cancelAllocator() }}
	if err := chromedp.Do(ctx); err != nil {
		b.Close()
		return nil, fmt.Errorf("start %s: %w", path, err)
	}
	return b, nil
}

// Close ends the browser and removes its profile.
func (b *Browser) Close() {
	// A graceful end lets the browser finish writing its profile.
	ctx, cancel := context.WithTimeout(b.ctx, 10*time.Second)
	_ = chromedp.Cancel(ctx)
	cancel()
	b.cancel()
	for range 50 {
		if os.RemoveAll(b.dir) == nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// NewTab opens a tab; listen, which may be nil, gets its events from the first on.
func (b *Browser) NewTab(listen func(ev any)) (context.Context, context.CancelFunc, error) {
	var options []chromedp.ContextOption
	if listen != nil {
		options = append(options, chromedp.WithListener(listen))
	}
	ctx, cancel := chromedp.NewContext(b.ctx, options...)
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		return nil, nil, err
	}
	return ctx, cancel, nil
}
