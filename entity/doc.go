// Package entity finds the names in Danish news text and tells who they are.
//
//	t := token.Parse("Den russiske præsident, Vladimir Putin, tier. Putins talsmand gør ikke.")
//	r := entity.New().Find(t)
//
// # Mentions
//
// A [Mention] is one name at one place, with a [Label]: PER, ORG, LOC or MISC.
// Spans are byte offsets into the text as it was given. A genitive -s is inside
// the mention, a title is not. Mentions are found by [Recognizer] values: the
// built-in [Model], and rules of the caller's own before or after it, in the
// order that [Finder] documents.
//
// # Entities
//
// An [Entity] is what mentions refer to. "Kim", "Kims" and "Kim Jong-un" are
// three mentions of one entity; its Name is the fullest form that the text
// uses, without genitive, and the other forms are its Aliases. Mentions are
// joined in this order:
//
//  1. Mentions with the same text are one, apart from a genitive, capitals,
//     accents, the title before a name and the legal form of a company. Whether
//     a final -s is a genitive is decided by the forms that the text itself
//     uses, then by lexicons, then by the next word.
//  2. A person's shorter form joins the longer one that it is part of: the
//     surname or surnames, the first name, initials, a nickname in quotation
//     marks. An organisation joins the name that it abbreviates (DIIS), that
//     has it between brackets, or that it begins (Viborg for Viborg FF), unless
//     it is known by the short name itself.
//  3. Where a form fits several people, the role or title beside it decides,
//     then who has been named so far, then who was named in the same paragraph
//     or the one before. If that leaves two, none is chosen: the mention
//     becomes an entity of its own, and Why says between whom.
//  4. Entities that are the same record of a knowledge base are one.
//
// A label is never crossed: Silkeborg the club and Silkeborg the town are two.
//
// # Facts
//
// What the text states of an entity beside its name is kept as a [Fact] with
// its span: roles ("russiske præsident"), their organisations, parties, ages.
// [Result.Describe] finds the entities that a description can mean by them:
// ministeren, den 22-årige angriber, avisen. [Entity.Agrees] does so for
// pronouns, by the Gender that titles, pronouns or the first name tell.
//
// # Knowledge
//
// A [Knowledge] base gives entities an identity beyond the text. The built-in
// one knows some 3,700 countries, towns, parties, authorities, media,
// companies, clubs and people; [ReadKnowledge] reads others, of millions of records, from
// JSONL, and [WithKnowledge] puts them before it. An entity is linked with a
// score. The label must fit, a short form never outweighs a full name that
// contradicts it, and of two records that come out even none is chosen.
package entity
