package deflate

import "math"

// The symbols of a block: literals, its end and lengths; and distances.
const (
	symbolEnd   = 256
	literals    = 286
	distances   = 30
	longestCode = 15
)

// counts is how often each symbol occurs.
type counts struct {
	literal  [literals]int
	distance [distances]int
}

func (c *counts) add(o *counts) {
	for i, n := range o.literal {
		c.literal[i] += n
	}
	for i, n := range o.distance {
		c.distance[i] += n
	}
}

// step is a literal (length 1) or a match.
type step = match

// count counts the symbols of steps through data.
func count(data []byte, steps []step) *counts {
	c := &counts{}
	at := 0
	for _, s := range steps {
		if s.length == 1 {
			c.literal[data[at]]++
		} else {
			l, _, _ := lengthSymbol(int(s.length))
			d, _, _ := distanceSymbol(int(s.distance))
			c.literal[l]++
			c.distance[d]++
		}
		at += int(s.length)
	}
	return c
}

// prices are what steps cost, in bits.
type prices struct {
	literal  [256]float32
	length   [maxLength + 1]float32
	distance [distances]float32
}

// firstPrices are those before anything was counted.
func firstPrices() *prices {
	c := &counts{}
	for i := range c.literal {
		c.literal[i] = 1
		if i > symbolEnd {
			c.literal[i] = 4
		}
	}
	for i := range c.distance {
		c.distance[i] = 1
	}
	return c.prices()
}

// prices takes what a symbol carries for its price. One that did not occur costs a bit
// more than one that occurred once.
func (c *counts) prices() *prices {
	p := &prices{}
	literal, distance := information(c.literal[:]), information(c.distance[:])
	copy(p.literal[:], literal)
	for n := minLength; n <= maxLength; n++ {
		symbol, extra, _ := lengthSymbol(n)
		p.length[n] = literal[symbol] + float32(extra)
	}
	for i := range distance {
		p.distance[i] = distance[i] + float32(max(i/2-1, 0))
	}
	return p
}

// information is what each of the counted symbols carries, in bits.
func information(counts []int) []float32 {
	sum := 0
	for _, n := range counts {
		sum += n
	}
	all := math.Log2(float64(max(sum, 1)))
	out := make([]float32, len(counts))
	for i, n := range counts {
		out[i] = float32(all + 1)
		if n > 0 {
			out[i] = float32(all - math.Log2(float64(n)))
		}
	}
	return out
}

// candidates are the matches at each position of a text.
type candidates struct {
	from []int32 // where those of a position begin; one more entry than positions
	list []match
}

func (c *candidates) at(i int) []match { return c.list[c.from[i]:c.from[i+1]] }

// cheapest gives the steps through data[from:to] that cost least.
func cheapest(data []byte, c *candidates, from, to int, p *prices) []step {
	cost := make([]float32, to-from+1)
	last := make([]step, to-from+1)
	for i := range cost[1:] {
		cost[i+1] = math.MaxFloat32
	}
	for i := from; i < to; i++ {
		here := cost[i-from]
		offer := func(length int, distance uint16, price float32) {
			if at := i - from + length; here+price < cost[at] {
				cost[at], last[at] = here+price, step{uint16(length), distance}
			}
		}
		offer(1, 0, p.literal[data[i]])
		length := minLength
		for _, m := range c.at(i) {
			symbol, _, _ := distanceSymbol(int(m.distance))
			price := p.distance[symbol]
			longest := min(int(m.length), to-i)
			if m.length == maxLength {
				length = max(length, longest) // shorter parts of a long run lead nowhere
			}
			for ; length <= longest; length++ {
				offer(length, m.distance, price+p.length[length])
			}
		}
	}
	var steps []step
	for at := to - from; at > 0; at -= int(last[at].length) {
		steps = append(steps, last[at])
	}
	for i, j := 0, len(steps)-1; i < j; i, j = i+1, j-1 {
		steps[i], steps[j] = steps[j], steps[i]
	}
	return steps
}
