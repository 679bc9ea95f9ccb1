package ui

// maxSpacer is the greatest height in CSS pixels that the table asks a browser
// for. Firefox stops near 17.8 million, Chromium near 33.5 million, both divided
// by the zoom.
const maxSpacer = 8_000_000

// Viewport says which rows of a long list are in view. A list that is higher than
// a browser can lay out is compressed: dragging the scroll bar moves through it in
// proportion, while the wheel and the keys still move row by row.
type Viewport struct {
	RowHeight float64 // CSS pixels, greater than 0
	Height    float64 // of the visible part
	Total     int64   // rows

	top    float64 // first visible pixel of the uncompressed list
	scroll float64 // scrollTop that belongs to top
}

func (v *Viewport) full() float64 { return float64(v.Total) * v.RowHeight }

// Spacer is the height that the scrolling element has to be given.
func (v *Viewport) Spacer() float64 { return min(v.full(), maxSpacer) }

// Compressed reports whether the list is higher than its spacer.
func (v *Viewport) Compressed() bool { return v.full() > maxSpacer }

func (v *Viewport) maxTop() float64    { return max(0, v.full()-v.Height) }
func (v *Viewport) maxScroll() float64 { return max(0, v.Spacer()-v.Height) }

// scale is the number of list pixels to one pixel of the scroll bar.
func (v *Viewport) scale() float64 {
	if !v.Compressed() || v.maxScroll() == 0 {
		return 1
	}
	return v.maxTop() / v.maxScroll()
}

// ScrolledTo takes a new scrollTop over. A step of less than a view's height is
// a wheel or a key and moves the list by as much; a longer one is a drag.
func (v *Viewport) ScrolledTo(scrollTop float64) {
	step := scrollTop - v.scroll
	v.scroll = scrollTop
	if v.Compressed() && step < v.Height && step > -v.Height {
		v.top += step
	} else {
		v.top = scrollTop * v.scale()
	}
	v.clamp()
}

func (v *Viewport) clamp() { v.top = max(0, min(v.top, v.maxTop())) }

// Settle gives the scrollTop that stands for the present place in proportion.
// Small steps let the two drift apart in a compressed list; the caller sets it
// when scrolling has come to rest, and the list does not move.
func (v *Viewport) Settle() float64 {
	v.clamp()
	v.scroll = v.top / v.scale()
	return v.scroll
}

// Resize takes new measures over and keeps the first visible row in place.
func (v *Viewport) Resize(rowHeight, height float64) {
	row := v.top / v.RowHeight
	v.RowHeight, v.Height = rowHeight, height
	v.top = row * rowHeight
	v.Settle()
}

// First is the first row in view.
func (v *Viewport) First() int64 { return int64(v.top / v.RowHeight) }

// Visible is the number of rows that fit, a partial one included.
func (v *Viewport) Visible() int64 { return int64(v.Height/v.RowHeight) + 1 }

// Window chooses the rows to lay out: at most limit, the visible ones in the
// middle. It keeps the former first row as long as that still covers the view, so
// that short scrolling needs no new rows.
func (v *Viewport) Window(former int64, limit int64) (first, count int64) {
	from, to := v.First(), min(v.First()+v.Visible(), v.Total)
	if from >= former && to <= former+limit && former <= max(0, v.Total-1) {
		first = former
	} else {
		first = from - max(0, limit-v.Visible())/2
	}
	first = max(0, min(first, v.Total-limit))
	return first, min(limit, v.Total-first)
}

// Offset is where the given row begins, in pixels of the spacer.
func (v *Viewport) Offset(row int64) float64 {
	if !v.Compressed() {
		return float64(row) * v.RowHeight
	}
	return v.scroll - (v.top - float64(row)*v.RowHeight)
}

// Reveal scrolls as little as needed to bring a row fully into view and returns
// the scrollTop to set.
func (v *Viewport) Reveal(row int64) float64 {
	at := float64(row) * v.RowHeight
	switch {
	case at < v.top:
		v.top = at
	case at+v.RowHeight > v.top+v.Height:
		v.top = at + v.RowHeight - v.Height
	}
	return v.Settle()
}

// Top is the place in the uncompressed list, to come back to with Restore.
func (v *Viewport) Top() float64 { return v.top }

// Restore goes back to a place that Top gave and returns the scrollTop to set.
func (v *Viewport) Restore(top float64) float64 {
	v.top = top
	return v.Settle()
}
