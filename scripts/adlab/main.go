// Command adlab proves the change files on a real directory: it starts Samba's
// Active Directory domain controller with a throw-away domain, fills it with objects
// that have defects, applies what presync writes with ldapmodify, and compares what
// the directory exports before and afterwards, attribute for attribute.
//
// It needs root on Debian, because the controller stores its access rights in
// protected attributes of files and listens on port 389. It listens on 127.0.0.1
// only, keeps everything in a temporary folder, and ends what it started. The
// packages that it needs are installed when they are missing.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "adlab:", err)
		os.Exit(1)
	}
}

// limit is the time after which the proof is broken off; it takes half a minute, after
// what it takes to install the controller.
const limit = 5 * time.Minute

// run starts the controller, proves everything and ends the controller, also when
// the program is asked to end.
func run(out io.Writer) (err error) {
	if err := install(); err != nil {
		return err
	}
	started := time.Now()
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	ctx, cancelLimit := context.WithTimeout(ctx, limit)
	defer cancelLimit()
	// A reader of the transcript that goes away must not keep the controller running.
	signal.Ignore(syscall.SIGPIPE)

	dir, err := os.MkdirTemp("", "presync-adlab-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	c := &controller{ctx: ctx, dir: dir}
	defer func() { err = errors.Join(err, c.stop()) }()
	l := &lab{c: c, out: out}
	if err := l.prove(); err != nil {
		return err
	}
	l.say("proved in %s", time.Since(started).Round(time.Second))
	return nil
}
