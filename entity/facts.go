package entity

func (c *clusterer) facts()   {}
func (c *clusterer) genders() {}
