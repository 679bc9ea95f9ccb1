module presync

go 1.26
