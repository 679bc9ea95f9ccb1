// Package chromium finds the Chromium or Chrome of this machine and starts it for
// tests and measurements: without a window, without a profile and without traffic of
// its own.
package chromium

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"github.com/chromedp/chromedp"
)

// names are the programs looked for, in this order, after $CHROME.
var names = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

// ErrNotFound says that there is no browser.
var ErrNotFound = errors.New("no Chromium or Chrome found; install one (Debian, Ubuntu: apt-get install chromium) or set CHROME to its path")

// Find gives the path of the browser.
func Find() (string, error) {
	if path := os.Getenv("CHROME"); path != "" {
		return exec.LookPath(path)
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNotFound
}

// FindOrInstall installs Debian's package when there is no browser and this process
// may install one.
func FindOrInstall() (string, error) {
	path, err := Find()
	if !errors.Is(err, ErrNotFound) {
		return path, err
	}
	if _, aptErr := exec.LookPath("apt-get"); aptErr != nil || os.Geteuid() != 0 {
		return "", err
	}
	for _, args := range [][]string{{"update"}, {"install", "--yes", "--no-install-recommends", "chromium"}} {
		cmd := exec.Command("apt-get", args...)
		cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		if out, err := cmd.CombinedOutput(); err != nil {
			return "", fmt.Errorf("apt-get %s: %w\n%s", args[0], err, out)
		}
	}
	return Find()
}

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
