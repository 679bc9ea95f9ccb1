package browser

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/tracing"
)

// Profile tells where the engine's worker computes.
type Profile struct {
	CPU       time.Duration // computing time of the worker's thread
	Functions []FunctionTime
}

// FunctionTime is the time that one function takes.
type FunctionTime struct {
	Name  string
	Self  time.Duration // without the functions that it calls
	Total time.Duration // with them
}

// profileEvent is what is used of an event that carries a part of a processor
// profile; times are in microseconds.
type profileEvent struct {
	Name     string  `json:"name"`
	ID       string  `json:"id"`
	Process  int64   `json:"pid"`
	Thread   int64   `json:"tid"`
	Duration float64 `json:"dur"`
	CPU      float64 `json:"tdur"`
	Args     struct {
		Name string `json:"name"`
		Data struct {
			Profile struct {
				Nodes []struct {
					ID     int `json:"id"`
					Parent int `json:"parent"`
					Frame  struct {
						Function string `json:"functionName"`
					} `json:"callFrame"`
				} `json:"nodes"`
				Samples []int `json:"samples"`
			} `json:"cpuProfile"`
			Deltas []float64 `json:"timeDeltas"`
		} `json:"data"`
	} `json:"args"`
}

// Profile runs do and tells where the workers of the page compute meanwhile.
func (p *Page) Profile(do func() error) (*Profile, error) {
	events, err := p.record([]string{"toplevel", "__metadata", "disabled-by-default-v8.cpu_profiler"}, do)
	if events == nil {
		return nil, err
	}
	return workerProfile(events), err
}

// record runs do and gives the events of the categories meanwhile.
func (p *Page) record(categories []string, do func() error) ([][]byte, error) {
	p.mu.Lock()
	p.trace, p.traced = nil, false
	p.mu.Unlock()
	start := tracing.StartParams{
		TraceConfig: &tracing.TraceConfig{IncludedCategories: categories, ExcludedCategories: []string{"*"}},
	}
	if err := p.do(call(tracing.Start, start)); err != nil {
		return nil, err
	}
	failed := do()
	if err := p.do(call(tracing.End, cdp.Empty{})); err != nil {
		return nil, errors.Join(failed, err)
	}
	for range 1200 {
		p.mu.Lock()
		done, events := p.traced, p.trace
		p.mu.Unlock()
		if done {
			return events, failed
		}
		time.Sleep(50 * time.Millisecond)
	}
	return nil, errors.Join(failed, errors.New("the trace does not end"))
}

// node is a place in the tree of calls of one profile.
type node struct {
	parent *node
	name   string
}

// workerProfile adds the profiles of the threads of workers up.
func workerProfile(raw [][]byte) *Profile {
	type thread struct{ process, thread int64 }
	type key struct {
		process int64
		id      string
	}
	workers := map[thread]bool{}
	owner := map[key]thread{}
	var events []profileEvent
	for _, r := range raw {
		var e profileEvent
		if json.Unmarshal(r, &e) != nil {
			continue // an event of another shape
		}
		at := thread{e.Process, e.Thread}
		switch e.Name {
		case "thread_name":
			if strings.HasPrefix(e.Args.Name, "DedicatedWorker") {
				workers[at] = true
			}
		case "Profile":
			owner[key{e.Process, e.ID}] = at
		case "RunTask", "ThreadControllerImpl::RunTask", "ProfileChunk":
			events = append(events, e)
		}
	}
	out := &Profile{}
	self, total := map[string]float64{}, map[string]float64{}
	nodes := map[key]map[int]*node{}
	for _, e := range events {
		k := key{e.Process, e.ID}
		if e.Name != "ProfileChunk" {
			if workers[thread{e.Process, e.Thread}] {
				out.CPU += time.Duration(e.CPU * 1e3)
			}
			continue
		}
		if !workers[owner[k]] {
			continue
		}
		tree := nodes[k]
		if tree == nil {
			tree = map[int]*node{}
			nodes[k] = tree
		}
		for _, n := range e.Args.Data.Profile.Nodes {
			tree[n.ID] = &node{parent: tree[n.Parent], name: n.Frame.Function}
		}
		for i, id := range e.Args.Data.Profile.Samples {
			if i < len(e.Args.Data.Deltas) && tree[id] != nil {
				tree[id].charge(e.Args.Data.Deltas[i], self, total)
			}
		}
	}
	for name, t := range total {
		out.Functions = append(out.Functions, FunctionTime{name, time.Duration(self[name] * 1e3), time.Duration(t * 1e3)})
	}
	slices.SortFunc(out.Functions, func(a, b FunctionTime) int { return int(b.Self - a.Self) })
	return out
}

// charge adds a time to a place and to those that led to it, each function once.
func (n *node) charge(t float64, self, total map[string]float64) {
	self[n.name] += t
	seen := map[string]bool{}
	for ; n != nil; n = n.parent {
		if !seen[n.name] {
			seen[n.name] = true
			total[n.name] += t
		}
	}
}
