// Package ordret is the overview of a library that reads Danish news text and
// answers one question well: who is named here, and who said what?
//
// The rooms, from the bottom up; none imports one above it:
//
//   - entity/token: words, sentences, paragraphs and the zones of an article
//   - entity: names of people, organisations and places, and who they are
//   - quote: quotations, their cues, sources and speakers
//   - extract: whole documents, many documents, and formats
//
// Most programs need one call:
//
//	doc := extract.Text("»Vi er glade,« siger Anna Holm.")
//
// This package itself is empty.
package ordret
