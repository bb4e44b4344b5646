// Package extract reads whole documents: it cuts a text into tokens, finds its
// names and its quotations, and tells who said what.
//
// [Text] is the one call that most programs need. [New] builds an [Extractor]
// with rules, knowledge and cues of the caller's own, and [Extractor.All]
// reads a stream of documents on several workers, in order. The results of a
// [Document] can be written as JSON, HTML and CoNLL-U.
//
// All positions are half-open ranges of UTF-8 byte offsets into the text as
// the caller gave it; token.Runes and token.UTF16 convert them.
package extract
