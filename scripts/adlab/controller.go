package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"presync/scripts/internal/debian"
)

// The throw-away domain.
const (
	realm    = "LAB.PRESYNC.TEST"
	netbios  = "PRESYNC"
	baseDN   = "DC=lab,DC=presync,DC=test"
	admin    = "Administrator@lab.presync.test"
	password = "Throw-Away-1"
	address  = "127.0.0.1:389"
)

// packages are Debian's packages of the controller and of the LDAP clients.
var packages = []string{
	"samba-ad-dc", "samba-ad-provision", "samba-dsdb-modules", "samba-vfs-modules", "ldb-tools", "ldap-utils", "winbind", "python3-samba",
}

// programs are what is used of them.
var programs = []string{"samba", "samba-tool", "ldapsearch", "ldapmodify"}

// controller is a domain controller in a folder.
type controller struct {
	ctx context.Context
	dir string
	cmd *exec.Cmd
}

// complete reports whether everything that is used of the packages is there.
func complete() bool {
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			return false
		}
	}
	_, err := os.Stat("/usr/share/samba/setup/provision.ldif")
	return err == nil
}

// install gets what the controller needs.
func install() error {
	if os.Geteuid() != 0 {
		return errors.New("the domain controller can be set up by root only")
	}
	return debian.Install(complete, packages...)
}

// provision makes the domain.
func (c *controller) provision() error {
	_, err := c.command(nil, "samba-tool", "domain", "provision", "--server-role=dc", "--dns-backend=NONE",
		"--realm="+realm, "--domain="+netbios, "--adminpass="+password, "--host-name=dc1", "--host-ip=127.0.0.1",
		"--targetdir="+c.dir, "--option=interfaces=lo", "--option=bind interfaces only=yes")
	if err != nil {
		return err
	}
	return os.WriteFile(c.path("smb.conf"), []byte(c.settings()), 0o600)
}

// settings are those of a controller that serves LDAP on the loopback interface and
// nothing else.
func (c *controller) settings() string {
	lines := []string{
		"[global]", "interfaces = 127.0.0.1/8", "bind interfaces only = yes", "netbios name = DC1", "workgroup = " + netbios,
		"realm = " + realm, "server role = active directory domain controller", "server services = ldap", "tls enabled = no",
		"ldap server require strong auth = no", "dsdb:schema update allowed = yes", "log file = " + c.path("log.samba"),
		"private dir = " + c.path("private"), "lock directory = " + c.dir, "state directory = " + c.path("state"),
		"cache directory = " + c.path("cache"), "pid directory = " + c.dir, "ncalrpc dir = " + c.path("ncalrpc"),
		"binddns dir = " + c.path("bind-dns"),
	}
	return strings.Join(lines, "\n") + "\n"
}

func (c *controller) path(name string) string { return filepath.Join(c.dir, name) }

// start starts the controller and waits until it answers.
func (c *controller) start() error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("another directory server is running: %w", err)
	}
	if err := l.Close(); err != nil {
		return err
	}
	c.cmd = exec.Command("samba", "--configfile="+c.path("smb.conf"), "--interactive", "--no-process-group")
	// A group of its own, so that the server ends together with all its workers.
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	// The server reads its standard input and ends with it.
	if _, err = c.cmd.StdinPipe(); err != nil {
		return err
	}
	if err := c.cmd.Start(); err != nil {
		return err
	}
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		if _, err = c.search("-s", "base", "-b", baseDN, "dn"); err == nil {
			return nil
		}
		if c.ctx.Err() != nil || time.Now().After(deadline) {
			return fmt.Errorf("the controller does not answer: %w", err)
		}
	}
}

// stop ends the controller with all its processes.
func (c *controller) stop() error {
	if c.cmd == nil || c.cmd.Process == nil {
		return nil
	}
	group := -c.cmd.Process.Pid
	if err := syscall.Kill(group, syscall.SIGTERM); err != nil {
		return err
	}
	ended := make(chan struct{})
	go func() {
		_ = c.cmd.Wait() // it was killed; how it ended does not matter
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(5 * time.Second):
	}
	// Workers that outlived their master; none is left as a rule.
	if err := syscall.Kill(group, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
		return err
	}
	return nil
}

// search runs ldapsearch: LDIF without comments and without folding.
func (c *controller) search(args ...string) ([]byte, error) {
	return c.command(nil, "ldapsearch", append([]string{"-x", "-H", "ldap://" + address, "-D", admin, "-w", password,
		"-LLL", "-o", "ldif-wrap=no"}, args...)...)
}

// modify hands a change file to ldapmodify, which stops at the first error.
func (c *controller) modify(text []byte) error {
	_, err := c.command(text, "ldapmodify", "-x", "-H", "ldap://"+address, "-D", admin, "-w", password)
	return err
}

// command runs a program and gives its standard output; an error holds what it said.
func (c *controller) command(input []byte, name string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(c.ctx, name, args...)
	cmd.Stdin = bytes.NewReader(input)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", name, err, said.Bytes())
	}
	return out.Bytes(), nil
}
