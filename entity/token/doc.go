// Package token cuts Danish news text into tokens, sentences, paragraphs and
// the zones of an article.
//
// It is the lowest room of ordret and knows nothing of names or speech. One
// coordinate serves the whole library: a [Span] is a half-open range of UTF-8
// byte offsets into the text exactly as the caller gave it. The text is never
// rewritten, whatever it holds: decomposed letters, soft hyphens, CRLF, bytes
// that are not UTF-8. Tokens and the gaps between them rebuild it.
//
// [Parse] does everything at once; [All] and [Append] only cut tokens, and
// allocate nothing per token. All of them take time linear in the text.
package token
