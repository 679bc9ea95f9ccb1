package debian

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"
)

// Install installs packages unless complete reports that what they bring is there.
func Install(complete func() bool, packages ...string) error {
	if complete() {
		return nil
	}
	i := machine()
	if reason := i.refusal(); reason != "" {
		return fmt.Errorf("packages are missing; install them (Debian, Ubuntu: %s); %s", command(packages), reason)
	}
	return i.install(packages, complete)
}

// installer runs apt-get.
type installer struct {
	root  bool // this process may change the machine
	found bool // there is an apt-get
	run   func(args ...string) (output string, err error)
	wait  func(time.Duration)
}

// machine is the installer of this machine.
func machine() *installer {
	_, err := exec.LookPath("apt-get")
	return &installer{root: os.Geteuid() == 0, found: err == nil, run: aptGet, wait: time.Sleep}
}

// aptGet waits for other users of dpkg and tries downloads again by itself.
func aptGet(args ...string) (string, error) {
	cmd := exec.Command("apt-get", append([]string{"--yes", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"}, args...)...)
	// Its messages are looked at, so they have to be English.
	cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// refusal says why nothing can be installed, "" if it can.
func (i *installer) refusal() string {
	switch {
	case !i.found:
		return "it is not done here because there is no apt-get"
	case !i.root:
		return "it is not done here because only root may"
	}
	return ""
}

// oneByOne keeps callers in this process from waiting for each other's locks; those in
// other processes are waited for.
var oneByOne sync.Mutex

// How often apt-get is tried, and how long the pause before the second time is; each
// further pause is twice as long, until longestPause.
const (
	attempts     = 10
	firstPause   = time.Second
	longestPause = 30 * time.Second
)

// install installs packages until they are complete. The package lists are fetched
// only when it does not go without.
func (i *installer) install(packages []string, complete func() bool) error {
	oneByOne.Lock()
	defer oneByOne.Unlock()
	if complete() {
		return nil // another caller was faster
	}
	fmt.Fprintf(os.Stderr, "installing Debian's %s\n", strings.Join(packages, ", "))
	pause, updated := firstPause, false
	for n := 1; ; n++ {
		out, err := i.run(append([]string{"install", "--no-install-recommends"}, packages...)...)
		if err == nil {
			if !complete() {
				return fmt.Errorf("%s of Debian do not bring what is missing", strings.Join(packages, ", "))
			}
			return nil
		}
		stale := says(out, unknown) && !updated
		if n == attempts || !stale && !says(out, locked) && !says(out, notFetched) {
			return fmt.Errorf("apt-get install: %w\n%s", err, out)
		}
		if !says(out, locked) {
			// A machine that never had lists gets them here, without a pause.
			if i.update() && !updated {
				updated = true
				continue
			}
		}
		i.wait(pause)
		pause = min(2*pause, longestPause)
	}
}

// update fetches the package lists. It reports whether it got all of them: apt-get
// calls it a success too when it got none.
func (i *installer) update() bool {
	out, err := i.run("update")
	return err == nil && !says(out, notFetched)
}

// What apt-get says when another process works with packages, when its lists lack a
// package, and when a download fails, be it of a package that is there no longer.
var (
	locked     = []string{"Could not get lock", "Unable to lock", "Unable to acquire the dpkg frontend lock"}
	unknown    = []string{"Unable to locate package", "has no installation candidate", "Couldn't find any package"}
	notFetched = []string{"Failed to fetch", "failed to download", "Unable to fetch", "Hash Sum mismatch"}
)

func says(output string, messages []string) bool {
	return slices.ContainsFunc(messages, func(m string) bool { return strings.Contains(output, m) })
}
