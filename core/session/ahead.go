package session

import (
	"iter"
	"time"
)

// sliceTime is how long Prepare works at a stretch. A request that comes meanwhile
// waits that long at most.
const sliceTime = 8 * time.Millisecond

// ahead is work for later answers: done bit by bit while nothing is asked for, and to
// its end as soon as an answer needs it.
type ahead struct {
	work func(pause func()) // calls pause every millisecond or so
	next func() (struct{}, bool)
	stop func()
	done bool
}

// abandoned ends work that nobody wants any more.
type abandoned struct{}

// begin takes new work on, in place of the former.
func (a *ahead) begin(work func(pause func())) {
	a.drop()
	a.work = work
}

// drop ends the work and forgets it.
func (a *ahead) drop() {
	if a.stop != nil {
		a.stop()
	}
	*a = ahead{}
}

// step works until the next pause; false when there is nothing left to do.
func (a *ahead) step() (more bool) {
	if a.done || a.work == nil {
		return false
	}
	if a.next == nil {
		work := a.work
		a.next, a.stop = iter.Pull(func(yield func(struct{}) bool) {
			defer func() {
				if p := recover(); p != nil && p != any(abandoned{}) {
					panic(p)
				}
			}()
			work(func() {
				if !yield(struct{}{}) {
					panic(abandoned{})
				}
			})
		})
	}
	if _, more = a.next(); !more {
		*a = ahead{done: true}
	}
	return more
}

// finish does what is left.
func (a *ahead) finish() {
	if a.next == nil && a.work != nil {
		a.work(func() {})
		*a = ahead{done: true}
	}
	for a.step() {
	}
}

// pauses calls pause after every so many items.
type pauses struct {
	pause func()
	items int
}

// pauseItems is how many items are looked at between two pauses.
const pauseItems = 4096

func (p *pauses) did(items int) {
	if p.pause == nil {
		return
	}
	if p.items += items; p.items >= pauseItems {
		p.items = 0
		p.pause()
	}
}

// beginAhead takes the work on that the present evaluation makes useful. What rests on
// the files alone is kept.
func (s *Session) beginAhead() {
	if s.placing.work == nil && !s.placing.done {
		s.placing.begin(func(pause func()) { s.places = newUnits(s.onprem, pause) })
		s.numbering.begin(func(pause func()) { s.domains = newDomains(s.onprem, s.cloud, pause) })
		s.beginStoreRanks()
	}
	s.beginProfiles()
	s.beginResultRanks()
	s.same = nil
	s.equating.begin(s.equate)
}

// aheads lists the work in the order in which it is likely to be needed.
func (s *Session) aheads(yield func(*ahead) bool) {
	list := []*ahead{&s.placing, &s.numbering}
	for i := range s.profiles {
		list = append(list, &s.profiles[i].ahead)
	}
	for i := range s.ranks {
		list = append(list, &s.ranks[i].ahead)
	}
	for _, a := range append(list, &s.equating) {
		if !yield(a) {
			return
		}
	}
}

// Prepare does a small part of the work that answers may need later, for the time
// in which nothing is asked for; it returns false when there is nothing to do.
func (s *Session) Prepare() (more bool) {
	if s.overview == nil {
		return false
	}
	start := time.Now()
	for a := range s.aheads {
		for a.step() {
			if time.Since(start) > sliceTime {
				return true
			}
		}
	}
	return s.prepareOffers()
}
