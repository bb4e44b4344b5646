// Package token cuts Danish news text into tokens, sentences, paragraphs and
// the zones of an article.
//
// It is the lowest room of ordret and knows nothing of names or speech. One
// coordinate serves the whole library: a [Span] is a half-open range of UTF-8
// byte offsets into the text exactly as the caller gave it. The text is never
// rewritten, whatever it holds: decomposed letters, soft hyphens, CRLF, bytes
// that are not UTF-8. Tokens and the gaps between them rebuild it; the gaps
// hold nothing but white space, control characters and stray joiners.
//
// [Parse] does everything at once; [All] and [Append] only cut tokens, and
// allocate nothing per token. All are total, take time linear in the text, and
// may be called concurrently.
//
// # Tokens
//
// A token is what Danish treebanks call one:
//
//   - A dot belongs to abbreviations (bl.a., kl., P. E. Holm) and ordinals (14.
//     maj, 2. division), and stands alone at a sentence's end. Where it does
//     both, as in "40 mio. kr.", there is one token.
//   - Numbers hold their commas, dots and colons: 1.150, 3,7, 14.30, 3-1.
//   - Hyphens and apostrophes inside a word are the word's: Kim Jong-un,
//     SF-formand, FN's, 90'ernes, O'Brien; so are the apostrophe of Marcus' bil
//     and ha' det and the hyphen of social- og sundhedsassistent.
//   - A slash joins numbers, common words and forms of company (24/7, han/hun,
//     A/S) and parts names (AFP/Ritzau Scanpix).
//   - Addresses, handles, hashtags and emoji are one token each, and so is
//     every quotation mark, of any form.
//
// # Sentences and paragraphs
//
// A sentence ends at a full stop, a question or exclamation mark or an
// ellipsis, with the quotation marks and brackets that close behind it, unless
// the text goes on in lower case: »Hvorfor?« spørger hun. It ends with its
// paragraph and its zone in any case. A line break ends a paragraph, except in
// text that is wrapped to a column.
//
// # Zones
//
// A zone labels a stretch of an article by what it is for: headline, byline,
// caption, photo credit, an agency's signature ... Zones label and never
// delete. In doubt the label is [Body].
package token
