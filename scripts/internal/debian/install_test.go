package debian

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// machineWith is an installer whose apt-get answers with the given outputs, one after
// the other; an output that begins with "E: " is a failure. Behind the last one it
// succeeds. did are the words apt-get was called with, and the pauses.
func machineWith(outputs ...string) (i *installer, did *[]string, done func() bool) {
	did = &[]string{}
	installed := false
	i = &installer{root: true, found: true, wait: func(d time.Duration) { *did = append(*did, d.String()) }}
	i.run = func(args ...string) (string, error) {
		*did = append(*did, args[0])
		if len(outputs) > 0 {
			out := outputs[0]
			outputs = outputs[1:]
			if strings.HasPrefix(out, "E: ") {
				return out, errors.New("exit status 100")
			}
			return out, nil
		}
		installed = installed || args[0] == "install"
		return "", nil
	}
	return i, did, func() bool { return installed }
}

func TestInstall(t *testing.T) {
	const (
		noLists  = "E: Unable to locate package samba"
		lock     = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)"
		gone     = "E: Failed to fetch http://deb/samba_1.deb  404  Not Found\nE: Unable to fetch some archives, maybe run apt-get update"
		offline  = "W: Failed to fetch http://deb/InRelease  Temporary failure resolving 'deb'\nW: Some index files failed to download."
		diskFull = "E: You don't have enough free space in /var/cache/apt/archives/."
		fetched  = "Reading package lists..."
	)
	for _, c := range []struct {
		name    string
		outputs []string
		want    string
		fails   bool
	}{
		{"lists are there", nil, "install", false},
		{"lists were never fetched", []string{noLists, fetched}, "install update install", false},
		{"the package is newer than the lists", []string{gone, fetched}, "install update install", false},
		{"another process fetches lists", []string{lock, lock, noLists, lock, noLists, fetched},
			"install 1s install 2s install update 4s install update install", false},
		{"the network is away for a moment", []string{noLists, offline, noLists, offline, noLists, fetched},
			"install update 1s install update 2s install update install", false},
		{"it breaks off twice", []string{gone, fetched, gone, fetched}, "install update install update 1s install", false},
		{"there is no such package", []string{noLists, fetched, noLists}, "install update install", true},
		{"something else is wrong", []string{diskFull}, "install", true},
		{"it succeeds and brings nothing", []string{fetched}, "install", true},
		{"the network stays away", slices.Repeat([]string{gone, offline}, attempts),
			"install update 1s install update 2s install update 4s install update 8s install update 16s " +
				"install update 30s install update 30s install update 30s install update 30s install", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			i, did, done := machineWith(c.outputs...)
			err := i.install([]string{"samba"}, done)
			if (err != nil) != c.fails || strings.Join(*did, " ") != c.want {
				t.Errorf("error %v, did %q, want %q", err, *did, c.want)
			}
		})
	}
}

// Of several callers at the same time one installs; the others find it done.
func TestInstallOnceForAll(t *testing.T) {
	i, did, done := machineWith()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if err := i.install([]string{"samba"}, done); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(*did) != 1 {
		t.Errorf("did %q", *did)
	}
}

// onPath makes a folder with a program that succeeds the only one of PATH.
func onPath(t *testing.T, name, script string) (path string) {
	t.Helper()
	dir := t.TempDir()
	path = filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	return path
}

func TestProgramIsFound(t *testing.T) {
	p := Program{What: "Weaver", Variable: "WEAVER", Names: []string{"weave", "weaver"}, Packages: []string{"weaver-bin"}}
	path := onPath(t, "weaver", "")
	if got, err := p.FindOrInstall(); got != path || err != nil {
		t.Errorf("found %q, %v, want %q", got, err, path)
	}
	t.Setenv("WEAVER", path+"-not")
	if got, err := p.FindOrInstall(); err == nil {
		t.Errorf("found %q instead of what the variable names", got)
	}
	t.Setenv("WEAVER", "weaver")
	if got, err := p.Find(); got != path || err != nil {
		t.Errorf("found %q, %v, want %q", got, err, path)
	}
}

func TestMissingProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	p := Program{What: "Weaver", Variable: "WEAVER", Names: []string{"weaver"}, Packages: []string{"weaver-bin", "yarn"}}
	const how = "no Weaver found; install it (Debian, Ubuntu: apt-get install --no-install-recommends weaver-bin yarn) or set WEAVER to its path"
	if _, err := p.Find(); err == nil || err.Error() != how {
		t.Errorf("says %v, want %s", err, how)
	}
	for _, c := range []struct {
		machine installer
		want    string
	}{
		{installer{root: true}, how + "; it is not done here because there is no apt-get"},
		{installer{found: true}, how + "; it is not done here because only root may"},
	} {
		if _, err := p.findOrInstall(&c.machine); err == nil || err.Error() != c.want {
			t.Errorf("says %v, want %s", err, c.want)
		}
	}
	if err := Install(func() bool { return true }, "yarn"); err != nil {
		t.Errorf("nothing to do: %v", err)
	}
	const list = "packages are missing; install them (Debian, Ubuntu: apt-get install --no-install-recommends yarn); it is not done here because there is no apt-get"
	if err := Install(func() bool { return false }, "yarn"); err == nil || err.Error() != list {
		t.Errorf("says %v, want %s", err, list)
	}
}

// What apt-get is called with, and what a program that it brought is found as.
func TestProgramIsInstalled(t *testing.T) {
	apt := onPath(t, "apt-get", `echo "$LC_ALL $DEBIAN_FRONTEND $*" >"${0%/*}/called"
echo "#!/bin/sh" >"${0%/*}/weaver"
/bin/chmod +x "${0%/*}/weaver"
`)
	i := machine()
	if !i.found {
		t.Fatal("there is an apt-get")
	}
	i.root = true
	p := Program{What: "Weaver", Names: []string{"weaver"}, Packages: []string{"weaver-bin"}}
	path, err := p.findOrInstall(i)
	if want := filepath.Join(filepath.Dir(apt), "weaver"); path != want || err != nil {
		t.Fatalf("found %q, %v, want %q", path, err, want)
	}
	called, err := os.ReadFile(filepath.Join(filepath.Dir(apt), "called"))
	const want = "C noninteractive --yes -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 install --no-install-recommends weaver-bin\n"
	if string(called) != want || err != nil {
		t.Errorf("%v, called with %q, want %q", err, called, want)
	}
}
