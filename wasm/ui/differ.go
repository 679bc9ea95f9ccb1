package ui

import "unicode/utf8"

// common is how many bytes two texts have in common at their beginning and at their
// end; the two parts do not overlap and end between characters.
func common(a, b string) (head, tail int) {
	for head < len(a) && head < len(b) {
		_, n := utf8.DecodeRuneInString(a[head:])
		if m := min(head+n, len(b)); a[head:head+n] != b[head:m] {
			break
		}
		head += n
	}
	for head+tail < len(a) && head+tail < len(b) {
		_, n := utf8.DecodeLastRuneInString(a[head : len(a)-tail])
		if end := len(b) - tail; n > end-head || a[len(a)-tail-n:len(a)-tail] != b[end-n:end] {
			break
		}
		tail += n
	}
	return head, tail
}
