package site

import (
	"fmt"
	"io"
)

// Report prints the sizes of the files and fails when those of a visit are over the
// limit.
func Report(w io.Writer, files []File) error {
	var sum File
	for _, f := range files {
		fmt.Fprintf(w, "%12d %10d  %s\n", f.Raw, f.Compressed, f.Path)
		if f.Extra {
			continue
		}
		sum.Raw += f.Raw
		sum.Compressed += f.Compressed
	}
	fmt.Fprintf(w, "%12d %10d  for a visit; bytes as they are and compressed, target %d, limit %d compressed\n",
		sum.Raw, sum.Compressed, Target, Limit)
	if sum.Compressed > Limit {
		return fmt.Errorf("the site is %d bytes over its limit of %d compressed", sum.Compressed-Limit, Limit)
	}
	return nil
}
