package deflate

// block is a part of a text with codes of its own.
type block struct {
	from, to int // positions
	steps    []step
	counts   *counts
}

// unit is how many steps go into the smallest block.
const unit = 1000

// divide makes blocks of steps: units that are so much alike that codes of their own
// would cost more than they save go into one.
func divide(data []byte, from int, steps []step) []block {
	var blocks []block
	for len(steps) > 0 {
		n := min(unit, len(steps))
		next := block{from: from, to: from, steps: steps[:n:n]}
		for _, s := range next.steps {
			next.to += int(s.length)
		}
		next.counts = count(data[from:next.to], next.steps)
		steps, from = steps[n:], next.to
		if len(blocks) > 0 {
			last := &blocks[len(blocks)-1]
			both := *last.counts
			both.add(next.counts)
			if both.size() <= last.counts.size()+next.counts.size() {
				last.to, last.steps, last.counts = next.to, append(last.steps, next.steps...), &both
				continue
			}
		}
		blocks = append(blocks, next)
	}
	return blocks
}

// size estimates the bits of a block without the extra bits, which are the same
// however steps are divided.
func (c *counts) size() float64 {
	const perCode = 4 // bits that describe the length of a code
	sum := 60.0       // how many codes there are
	for _, list := range [][]int{c.literal[:], c.distance[:]} {
		carried := information(list)
		for i, n := range list {
			if n > 0 {
				sum += float64(n)*float64(carried[i]) + perCode
			}
		}
	}
	return sum
}

// refine searches the cheapest steps anew with the prices that the block itself makes.
func (b *block) refine(data []byte, c *candidates, times int) {
	for range times {
		b.steps = cheapest(data, c, b.from, b.to, b.counts.prices())
		b.counts = count(data[b.from:b.to], b.steps)
	}
}

// write writes the block with its codes (RFC 1951, 3.2.7).
func (b *block) write(w *bitWriter, data []byte, last bool) {
	c := *b.counts
	c.literal[symbolEnd]++
	literal := codeLengths(c.literal[:], longestCode)
	distance := codeLengths(c.distance[:], longestCode)
	final := 0
	if last {
		final = 1
	}
	w.bits(final, 1)
	w.bits(2, 2)
	writeCodes(w, literal, distance)
	literalCode, distanceCode := codes(literal), codes(distance)
	put := func(codes []uint16, lengths []uint8, symbol int) { w.bits(int(codes[symbol]), int(lengths[symbol])) }
	at := b.from
	for _, s := range b.steps {
		if s.length == 1 {
			put(literalCode, literal, int(data[at]))
		} else {
			symbol, extra, value := lengthSymbol(int(s.length))
			put(literalCode, literal, symbol)
			w.bits(value, extra)
			symbol, extra, value = distanceSymbol(int(s.distance))
			put(distanceCode, distance, symbol)
			w.bits(value, extra)
		}
		at += int(s.length)
	}
	put(literalCode, literal, symbolEnd)
}

// writeCodes writes the lengths of the codes of a block, as runs with codes of their
// own.
func writeCodes(w *bitWriter, literal, distance []uint8) {
	literal, distance = cut(literal, 257), cut(distance, 1)
	runs := runsOf(append(append([]uint8(nil), literal...), distance...))
	var n [19]int
	for _, r := range runs {
		n[r.symbol]++
	}
	lengths := codeLengths(n[:], 7)
	order := []int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
	for len(order) > 4 && lengths[order[len(order)-1]] == 0 {
		order = order[:len(order)-1]
	}
	w.bits(len(literal)-257, 5)
	w.bits(len(distance)-1, 5)
	w.bits(len(order)-4, 4)
	for _, s := range order {
		w.bits(int(lengths[s]), 3)
	}
	code := codes(lengths)
	for _, r := range runs {
		w.bits(int(code[r.symbol]), int(lengths[r.symbol]))
		w.bits(r.value, r.extra)
	}
}

// cut removes zeros at the end, but none of the first entries.
func cut(lengths []uint8, first int) []uint8 {
	for len(lengths) > first && lengths[len(lengths)-1] == 0 {
		lengths = lengths[:len(lengths)-1]
	}
	return lengths
}

// run is a length, or a symbol that repeats one, with the extra bits that say how
// often.
type run struct{ symbol, extra, value int }

// runsOf packs lengths: 16 repeats the last length 3 to 6 times, 17 and 18 repeat zero
// 3 to 10 and 11 to 138 times.
func runsOf(lengths []uint8) []run {
	var out []run
	for i := 0; i < len(lengths); {
		n := 1
		for i+n < len(lengths) && lengths[i+n] == lengths[i] {
			n++
		}
		i += n
		length := int(lengths[i-1])
		if length > 0 {
			out = append(out, run{symbol: length})
			n--
		}
		for n > 0 {
			switch {
			case length == 0 && n >= 11:
				out = append(out, run{18, 7, min(n, 138) - 11})
				n -= min(n, 138)
			case length == 0 && n >= 3:
				out = append(out, run{17, 3, n - 3})
				n = 0
			case length > 0 && n >= 3:
				out = append(out, run{16, 2, min(n, 6) - 3})
				n -= min(n, 6)
			default:
				out = append(out, run{symbol: length})
				n--
			}
		}
	}
	return out
}

// bitWriter writes numbers, lowest bit first.
type bitWriter struct {
	out  []byte
	held uint64
	n    int
}

func (w *bitWriter) bits(value, n int) {
	w.held |= uint64(value) << w.n
	for w.n += n; w.n >= 8; w.n -= 8 {
		w.out = append(w.out, byte(w.held))
		w.held >>= 8
	}
}

func (w *bitWriter) flush() {
	if w.n > 0 {
		w.bits(0, 8-w.n)
	}
}
