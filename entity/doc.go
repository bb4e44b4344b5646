// Package entity finds the names in Danish news text and tells who they are.
//
// A [Mention] is one name at one place. An [Entity] is what mentions refer to:
// "Kim", "Kims" and "Kim Jong-un" are three mentions of one entity. A
// [Knowledge] base gives entities an identity beyond the text.
//
// Names are found by [Recognizer] values: the built-in statistical [Model],
// and any rules of the caller's own, in the order that [Finder] documents.
package entity
