// Package extract reads whole documents: one call gives names and quotations.
package extract
