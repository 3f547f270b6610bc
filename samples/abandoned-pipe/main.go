// Who reads from an io.Pipe stops in the middle; who writes to it waits for a reader.
package main

import (
	"fmt"
	"io"

	"samples/internal/serve"
)

func leaking() {
	reader, writer := io.Pipe()
	go func() {
		for line := 0; line < 1000; line++ {
			fmt.Fprintln(writer, "line", line) // want UP4007 likely go1.19 // want UP4007 proven go1.27
		}
		writer.Close()
	}()
	io.CopyN(io.Discard, reader, 10)
}

func fixed() {
	reader, writer := io.Pipe()
	go func() {
		for line := 0; line < 1000; line++ {
			if _, err := fmt.Fprintln(writer, "line", line); err != nil {
				return
			}
		}
		writer.Close()
	}()
	defer reader.Close() // from here on every write fails
	io.CopyN(io.Discard, reader, 10)
}

func main() { serve.Run(leaking, fixed) }
