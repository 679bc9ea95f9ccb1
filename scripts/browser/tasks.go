package browser

import (
	"encoding/json"
	"time"
)

// Task is one turn of the page's main thread: how long it took, and how much of that
// the thread was computing. The two differ where other programs want the processor.
type Task struct {
	Wall, CPU time.Duration
}

// traceEvent is what is used of an event of a trace; times are in microseconds.
type traceEvent struct {
	Name     string  `json:"name"`
	Process  int64   `json:"pid"`
	Thread   int64   `json:"tid"`
	Duration float64 `json:"dur"`
	CPU      float64 `json:"tdur"`
	Args     struct {
		Name string `json:"name"`
	} `json:"args"`
}

// Tasks runs do and lists the tasks of the main thread meanwhile.
func (p *Page) Tasks(do func() error) ([]Task, error) {
	events, err := p.record([]string{"toplevel", "__metadata"}, do)
	return mainTasks(events), err
}

// mainTasks picks the tasks of the main threads of pages.
func mainTasks(raw [][]byte) []Task {
	type thread struct{ process, thread int64 }
	main := map[thread]bool{}
	var events []traceEvent
	for _, r := range raw {
		var e traceEvent
		if json.Unmarshal(r, &e) != nil {
			continue // an event of another shape
		}
		switch {
		case e.Name == "thread_name" && e.Args.Name == "CrRendererMain":
			main[thread{e.Process, e.Thread}] = true
		case e.Name == "RunTask" || e.Name == "ThreadControllerImpl::RunTask":
			events = append(events, e)
		}
	}
	var tasks []Task
	for _, e := range events {
		if main[thread{e.Process, e.Thread}] {
			tasks = append(tasks, Task{Wall: time.Duration(e.Duration * 1e3), CPU: time.Duration(e.CPU * 1e3)})
		}
	}
	return tasks
}
