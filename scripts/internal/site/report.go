package site

import (
	"fmt"
	"io"
)

// Report prints the sizes of the files and fails when they are over the budget.
func Report(w io.Writer, files []File) error {
	var sum File
	for _, f := range files {
		fmt.Fprintf(w, "%12d %10d  %s\n", f.Raw, f.Compressed, f.Path)
		sum.Raw += f.Raw
		sum.Compressed += f.Compressed
	}
	fmt.Fprintf(w, "%12d %10d  in all; bytes as they are and compressed, budget %d compressed\n", sum.Raw, sum.Compressed, Budget)
	if sum.Compressed > Budget {
		return fmt.Errorf("the site is %d bytes over its budget of %d compressed", sum.Compressed-Budget, Budget)
	}
	return nil
}
