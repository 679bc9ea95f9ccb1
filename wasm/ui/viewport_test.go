package ui

import "testing"

func TestViewportOfAShortList(t *testing.T) {
	v := Viewport{RowHeight: 30, Height: 600, Total: 1000}
	if v.Compressed() || v.Spacer() != 30000 {
		t.Fatalf("spacer %v, compressed %v", v.Spacer(), v.Compressed())
	}
	v.ScrolledTo(3000)
	if v.First() != 100 {
		t.Errorf("first row %d, want 100", v.First())
	}
	first, n := v.Window(0, 60)
	if n != 60 || first > 100 || first+n < 121 {
		t.Errorf("window %d+%d does not cover rows 100 to 120", first, n)
	}
	if v.Offset(first) != float64(first)*30 {
		t.Errorf("offset %v", v.Offset(first))
	}
}

func TestViewportKeepsItsWindowWhileItCovers(t *testing.T) {
	v := Viewport{RowHeight: 30, Height: 600, Total: 1000}
	v.ScrolledTo(90)
	if first, _ := v.Window(0, 60); first != 0 {
		t.Errorf("three rows down moved the window to %d", first)
	}
	v.ScrolledTo(1800)
	if first, _ := v.Window(0, 60); first == 0 {
		t.Error("the window stayed behind")
	}
}

func TestViewportAtTheEnds(t *testing.T) {
	v := Viewport{RowHeight: 30, Height: 600, Total: 70}
	v.ScrolledTo(v.Spacer() - 600)
	first, n := v.Window(0, 60)
	if first != 10 || n != 60 {
		t.Errorf("window at the end %d+%d, want 10+60", first, n)
	}
	v = Viewport{RowHeight: 30, Height: 600, Total: 5}
	if first, n := v.Window(40, 60); first != 0 || n != 5 {
		t.Errorf("window of a list shorter than the view %d+%d", first, n)
	}
	v.Total = 0
	if first, n := v.Window(3, 60); first != 0 || n != 0 {
		t.Errorf("window of an empty list %d+%d", first, n)
	}
}

func TestViewportCompressesTenMillionRows(t *testing.T) {
	v := Viewport{RowHeight: 40, Height: 800, Total: 10_000_000}
	if !v.Compressed() || v.Spacer() != maxSpacer {
		t.Fatalf("spacer %v", v.Spacer())
	}
	v.ScrolledTo(maxSpacer - 800)
	if last := v.First() + v.Visible() - 1; last != v.Total && last != v.Total-1 {
		t.Errorf("the end of the bar shows row %d", last)
	}
	v.ScrolledTo(0)
	v.ScrolledTo(100)
	if v.First() != 2 {
		t.Errorf("a wheel step of 100 pixels went to row %d, want 2", v.First())
	}
	v.ScrolledTo(maxSpacer / 2)
	if f := v.First(); f < 4_999_000 || f > 5_001_000 {
		t.Errorf("half way down the bar is row %d", f)
	}
}

func TestViewportSettlesWithoutMovingTheList(t *testing.T) {
	v := Viewport{RowHeight: 40, Height: 800, Total: 10_000_000}
	v.ScrolledTo(maxSpacer / 4)
	for i := range 200 {
		v.ScrolledTo(maxSpacer/4 + float64(i*120))
	}
	before, at := v.First(), v.Offset(v.First())-v.scroll
	s := v.Settle()
	if v.First() != before {
		t.Errorf("row %d became %d", before, v.First())
	}
	if d := v.Offset(v.First()) - s - at; d > 0.01 || d < -0.01 {
		t.Errorf("the row moved by %v pixels", d)
	}
}

func TestViewportReveals(t *testing.T) {
	for _, total := range []int64{1000, 10_000_000} {
		v := Viewport{RowHeight: 40, Height: 800, Total: total}
		for _, row := range []int64{0, 19, 20, 500, 499, total - 1, 0} {
			s := v.Reveal(row)
			at := v.Offset(row) - s
			if at < -0.01 || at+v.RowHeight > v.Height+0.01 {
				t.Errorf("of %d rows, row %d lies at %v of 800", total, row, at)
			}
		}
	}
}

func TestViewportResizeKeepsTheFirstRow(t *testing.T) {
	v := Viewport{RowHeight: 36, Height: 720, Total: 5000}
	v.ScrolledTo(36 * 250)
	v.Resize(72, 600)
	if v.First() != 250 {
		t.Errorf("first row %d, want 250", v.First())
	}
}
