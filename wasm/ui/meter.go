package ui

import "presync/core/message"

// Meter turns counts and times of a load into a rate and the time that is left.
type Meter struct {
	started float64 // milliseconds
	last    float64
	done    int64
	rate    float64 // smoothed, per millisecond
}

// Start begins a new measurement at a time in milliseconds.
func (m *Meter) Start(now float64) { *m = Meter{started: now, last: now} }

// Add takes over what is done at a time. The rate follows changes within about
// three seconds, so that the time left does not jump.
func (m *Meter) Add(now float64, done int64) {
	if now-m.last < 200 {
		return
	}
	step := float64(done-m.done) / (now - m.last)
	if m.rate == 0 {
		m.rate = step
	} else {
		w := min(1, (now-m.last)/3000)
		m.rate += (step - m.rate) * w
	}
	m.last, m.done = now, done
}

// PerSecond is the rate; 0 while it is not known.
func (m *Meter) PerSecond() int64 { return int64(m.rate * 1000) }

// Left is the time in seconds until total is reached; ok is false while nothing
// sensible can be said.
func (m *Meter) Left(total int64) (seconds int64, ok bool) {
	if m.rate <= 0 || m.last-m.started < 1000 || m.done > total {
		return 0, false
	}
	return int64(float64(total-m.done)/m.rate/1000 + 0.5), true
}

// timeLeft says in words how long something will still take.
func timeLeft(seconds int64) message.Message {
	switch {
	case seconds < 2:
		return message.New("ui.loading.left-moment")
	case seconds < 90:
		return message.New("ui.loading.left-seconds", message.Num("n", seconds))
	}
	return message.New("ui.loading.left-minutes", message.Num("n", (seconds+30)/60))
}
