package extract

import (
	"context"
	"iter"
	"sync"
)

// All reads the documents of docs on several workers and yields the results
// in the order of docs. At most two documents a worker are held at a time.
//
// docs is ranged over on the caller's goroutine. The first error, whether docs
// yields it or ctx is done, is yielded once, behind the results of all
// documents before it, and ends the sequence. A caller that breaks off early
// leaves no goroutine behind. ctx, which must not be nil, is looked at between
// documents: a document that is being read is read to its end. The sequence
// can be ranged over as often as docs can.
func (x *Extractor) All(ctx context.Context, docs iter.Seq2[Doc, error]) iter.Seq2[*Document, error] {
	return func(yield func(*Document, error) bool) {
		type job struct {
			doc  Doc
			done chan *Document
		}
		jobs := make(chan job)
		var wg sync.WaitGroup
		for range x.workers {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for j := range jobs {
					j.done <- x.Extract(j.doc)
				}
			}()
		}
		defer wg.Wait()
		defer close(jobs)

		var window []job // in order; each will be done
		oldest := func() bool {
			d := <-window[0].done
			window = window[1:]
			return yield(d, nil)
		}
		var failed error
		for d, err := range docs {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				failed = err
				break
			}
			if len(window) == 2*x.workers && !oldest() {
				return
			}
			j := job{d, make(chan *Document, 1)}
			jobs <- j
			window = append(window, j)
		}
		for len(window) > 0 {
			if !oldest() {
				return
			}
		}
		if failed != nil {
			yield(nil, failed)
		}
	}
}
