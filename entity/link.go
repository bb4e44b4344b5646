package entity

// link ties a group to a record.
type link struct {
	kb    *Knowledge
	rec   int
	score float64
}

// short reports whether form f only stands for the record's name: a party
// letter, or a part of the name that is no name in full.
func (l link) short(f *form) bool {
	for n := l.kb.lookup(f.name); n != 0; n = l.kb.forms[n-1].next {
		if nf := &l.kb.forms[n-1]; int(nf.rec) == l.rec {
			return nf.rank == isShort
		}
	}
	return false
}

const maxCandidates = 64

func (c *clusterer) link() {
	for g := range c.groups {
		gr := &c.groups[g]
		var cands []link
		for _, k := range c.kbs {
			for _, i := range gr.forms {
				for n := k.lookup(c.forms[i].name); n != 0 && len(cands) < maxCandidates; n = k.forms[n-1].next {
					nf := &k.forms[n-1]
					rec := int(nf.rec)
					if l := k.kind(rec).label; l != "" && l != gr.label {
						continue
					}
					dup := false
					for _, have := range cands {
						dup = dup || have.kb == k && have.rec == rec
					}
					if !dup {
						cands = append(cands, link{kb: k, rec: rec, score: 0.8})
					}
				}
			}
		}
		if len(cands) == 1 {
			gr.kb = cands[0]
		}
	}
}

func (c *clusterer) mergeLinked() {
	for g := range c.groups {
		if c.groups[g].kb.kb == nil {
			continue
		}
		for h := range g {
			a, b := &c.groups[h], &c.groups[g]
			if a.into < 0 && a.kb.kb == b.kb.kb && a.kb.rec == b.kb.rec && a.label == b.label {
				a.forms = append(a.forms, b.forms...)
				a.why = append(a.why, b.why...)
				b.into = h
				break
			}
		}
	}
}
