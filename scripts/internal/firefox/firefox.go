// Package firefox finds the Firefox of this machine and drives it for tests: without a
// window, with a profile of its own, and with a proxy in place of the network, so that
// every request that it would make can be seen.
//
// The other end is Marionette, Firefox's own remote control: a TCP connection on which
// messages are JSON with their length and a colon before them.
package firefox

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"presync/scripts/internal/debian"
)

// program is what Debian and others call it.
var program = debian.Program{
	What: "Firefox", Variable: "FIREFOX", Packages: []string{"firefox-esr"}, Names: []string{"firefox-esr", "firefox"},
}

// Find gives the path of the browser.
func Find() (string, error) { return program.Find() }

// FindOrInstall installs Debian's package when there is no browser and this process
// may install one.
func FindOrInstall() (string, error) { return program.FindOrInstall() }

// Browser is a running browser with one tab.
type Browser struct {
	cmd    *exec.Cmd
	dir    string
	conn   net.Conn
	in     *bufio.Reader
	lastID int
}

// startLimit is how long the browser gets to start, answerLimit to answer.
const (
	startLimit  = 90 * time.Second
	answerLimit = 60 * time.Second
)

// Start starts the browser. All that it asks of a network goes to the HTTP proxy at
// host:port.
func Start(proxy string) (*Browser, error) {
	path, err := Find()
	if err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "presync-firefox-")
	if err != nil {
		return nil, err
	}
	b := &Browser{dir: dir}
	if err := b.start(path, port, proxy); err != nil {
		b.Close()
		return nil, fmt.Errorf("start %s: %w", path, err)
	}
	return b, nil
}

func (b *Browser) start(path string, port int, proxy string) error {
	prefs, err := preferences(port, proxy)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(b.dir, "user.js"), []byte(prefs), 0o600); err != nil {
		return err
	}
	b.cmd = exec.Command(path, "--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", b.dir)
	b.cmd.Env = append(os.Environ(), "HOME="+b.dir, "MOZ_CRASHREPORTER_DISABLE=1")
	if err := b.cmd.Start(); err != nil {
		b.cmd = nil
		return err
	}
	if err := b.connect(port); err != nil {
		return err
	}
	return b.do("WebDriver:NewSession", map[string]any{}, nil)
}

// preferences keep the browser from asking for anything by itself.
func preferences(port int, proxy string) (string, error) {
	host, proxyPort, err := net.SplitHostPort(proxy)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	set := func(name string, value any) {
		text, _ := json.Marshal(value) // a text, a number or a switch
		fmt.Fprintf(&out, "user_pref(%q, %s);\n", name, text)
	}
	set("marionette.port", port)
	set("network.proxy.type", 1)
	number, err := strconv.Atoi(proxyPort)
	if err != nil {
		return "", err
	}
	for _, kind := range []string{"http", "ssl"} {
		set("network.proxy."+kind, host)
		set("network.proxy."+kind+"_port", number)
	}
	set("network.proxy.no_proxies_on", "")
	set("network.proxy.allow_hijacking_localhost", true)
	set("browser.startup.page", 0)
	set("browser.startup.homepage_override.mstone", "ignore")
	set("datareporting.policy.dataSubmissionEnabled", false)
	set("app.update.disabledForTesting", true)
	return out.String(), nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// connect waits for the browser and reads its greeting.
func (b *Browser) connect(port int) error {
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	end := time.Now().Add(startLimit)
	for {
		conn, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			b.conn, b.in = conn, bufio.NewReader(conn)
			break
		}
		if time.Now().After(end) {
			return err
		}
		time.Sleep(100 * time.Millisecond)
	}
	if err := b.conn.SetDeadline(end); err != nil {
		return err
	}
	_, err := b.read()
	return err
}

// read reads one message.
func (b *Browser) read() (json.RawMessage, error) {
	size, err := b.in.ReadString(':')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(size, ":"))
	if err != nil {
		return nil, err
	}
	text := make([]byte, n)
	_, err = io.ReadFull(b.in, text)
	return text, err
}

// do sends a command and decodes its result, unless that is not wanted.
func (b *Browser) do(command string, params any, result any) error {
	b.lastID++
	text, err := json.Marshal([]any{0, b.lastID, command, params})
	if err != nil {
		return err
	}
	if err := b.conn.SetDeadline(time.Now().Add(answerLimit)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(b.conn, "%d:%s", len(text), text); err != nil {
		return err
	}
	answer, err := b.read()
	if err != nil {
		return err
	}
	var problem *struct{ Error, Message string }
	var kind, id int
	if err := json.Unmarshal(answer, &[]any{&kind, &id, &problem, &result}); err != nil {
		return err
	}
	if problem != nil {
		return fmt.Errorf("%s: %s: %s", command, problem.Error, problem.Message)
	}
	return nil
}

// Open goes to an address and waits until it is loaded.
func (b *Browser) Open(url string) error {
	return b.do("WebDriver:Navigate", map[string]any{"url": url}, nil)
}

// Run runs a script that returns a value, or a promise of one, in the page.
func Run[T any](b *Browser, script string) (T, error) {
	var out struct{ Value T }
	err := b.do("WebDriver:ExecuteScript", map[string]any{"script": script, "args": []any{}}, &out)
	return out.Value, err
}

// Console lists what the browser has noted as errors and warnings, those about its
// own parts left out.
func (b *Browser) Console() ([]string, error) {
	if err := b.do("Marionette:SetContext", map[string]any{"value": "chrome"}, nil); err != nil {
		return nil, err
	}
	list, err := Run[[]string](b, `return Services.console.getMessageArray()
		.filter((m) => m instanceof Ci.nsIScriptError && /^(file|https?|data|blob):/.test(m.sourceName))
		.map((m) => m.sourceName.split("/").at(-1) + ":" + m.lineNumber + ": " + m.errorMessage);`)
	return list, errors.Join(err, b.do("Marionette:SetContext", map[string]any{"value": "content"}, nil))
}

// Close ends the browser and removes its profile.
func (b *Browser) Close() {
	if b.conn != nil {
		_ = b.do("Marionette:Quit", map[string]any{"flags": []string{"eForceQuit"}}, nil) // it may be gone already
		b.conn.Close()
	}
	if b.cmd != nil {
		ended := time.AfterFunc(10*time.Second, func() { _ = b.cmd.Process.Kill() })
		_ = b.cmd.Wait() // how it ended tells nothing
		ended.Stop()
	}
	os.RemoveAll(b.dir)
}
