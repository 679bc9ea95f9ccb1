package ui

import "testing"

func TestMeter(t *testing.T) {
	var m Meter
	m.Start(1000)
	if _, ok := m.Left(100); ok {
		t.Error("a time left before anything was read")
	}
	for now := 1250.0; now <= 5000; now += 250 {
		m.Add(now, int64((now-1000)*50))
	}
	if r := m.PerSecond(); r < 49_000 || r > 51_000 {
		t.Errorf("rate %d, want about 50,000", r)
	}
	if s, ok := m.Left(400_000); !ok || s != 4 {
		t.Errorf("left %d %v, want 4 seconds", s, ok)
	}
}

func TestMeterFollowsAChangeSlowly(t *testing.T) {
	var m Meter
	m.Start(0)
	m.Add(1000, 100_000)
	m.Add(1300, 100_000) // one pause
	if r := m.PerSecond(); r < 80_000 {
		t.Errorf("one pause brought the rate down to %d", r)
	}
}
