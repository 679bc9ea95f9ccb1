module presync

go 1.26.0

require github.com/gocarina/gocsv v0.0.0-20240520201108-78e41c74b4b1

require (
	github.com/hexops/vecty v0.6.0 // indirect
	golang.org/x/net v0.62.0 // indirect
	golang.org/x/text v0.43.0 // indirect
	pgregory.net/rapid v1.3.0 // indirect
)
