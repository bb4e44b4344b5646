module github.com/ordret/ordret/entity/token/internal/compare

go 1.26.0

replace github.com/ordret/ordret => ../../../..

require (
	github.com/clipperhouse/uax29/v2 v2.7.0
	github.com/ordret/ordret v0.0.0-00010101000000-000000000000
)

require golang.org/x/text v0.43.0 // indirect
