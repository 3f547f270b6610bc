// A healthy service: streams accepted over time, a pool at start, keep-alive connections, a burst that waits on a slow job.
package main

import (
	"fmt"
	"io"
	"math/rand"
	"net"
	"net/http"
	_ "net/http/pprof"
	"time"
)

func worker(jobs chan int) {
	for range jobs {
	}
}

func stream(w http.ResponseWriter, r *http.Request) {
	w.(http.Flusher).Flush()
	<-r.Context().Done()
}

// hub: one goroutine pair per subscriber, user code waiting on a channel of the subscriber (websocket hub)
type client struct {
	send chan []byte
	conn net.Conn
}

func (c *client) writePump() {
	for b := range c.send {
		c.conn.Write(b)
	}
}
func (c *client) readPump() {
	buf := make([]byte, 100)
	for {
		if _, err := c.conn.Read(buf); err != nil {
			close(c.send)
			return
		}
	}
}
func hub(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		c := &client{make(chan []byte, 8), conn}
		go c.writePump()
		go c.readPump()
	}
}

func session(ttl time.Duration) { <-time.After(ttl) }

func main() {
	http.HandleFunc("/stream", stream)
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	go http.Serve(l, nil)
	fmt.Printf("listening on http://%s\n", l.Addr())
	jobs := make(chan int)
	for i := 0; i < 20; i++ {
		go worker(jobs)
	}
	hl, _ := net.Listen("tcp", "127.0.0.1:0")
	go hub(hl)
	// stream clients that arrive over time, each stays 5..60 min
	go func() {
		for {
			time.Sleep(time.Duration(rand.Intn(20)) * time.Second)
			go func() {
				resp, err := http.Get("http://" + l.Addr().String() + "/stream")
				if err != nil {
					return
				}
				time.AfterFunc(time.Duration(5+rand.Intn(40))*time.Minute, func() { resp.Body.Close() })
				io.Copy(io.Discard, resp.Body)
			}()
		}
	}()
	go func() {
		for {
			time.Sleep(time.Duration(rand.Intn(20)) * time.Second)
			c, err := net.Dial("tcp", hl.Addr().String())
			if err == nil {
				time.AfterFunc(time.Duration(5+rand.Intn(40))*time.Minute, func() { c.Close() })
			}
		}
	}()
	// sessions with a lifetime of ten minutes
	go func() {
		for {
			time.Sleep(time.Duration(rand.Intn(20)) * time.Second)
			go session(10 * time.Minute)
		}
	}()
	// burst after 6 minutes: 50 jobs of an hour
	go func() {
		time.Sleep(6 * time.Minute)
		for i := 0; i < 50; i++ {
			go session(time.Hour)
		}
	}()
	// allocation so that the GC runs
	for {
		_ = make([]byte, 1<<20)
		time.Sleep(200 * time.Millisecond)
	}
}
