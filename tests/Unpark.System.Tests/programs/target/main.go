// Command target serves net/http/pprof in the ways a live look meets it: plain, over TLS,
// on a Unix socket, behind a token, a base path or a log-in page, without pprof, or not at all.
// It prints the address it listens on, serves until its standard input ends, and does what the
// paths under /do/ say.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"io"
	"log"
	"math"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

var (
	mode     = flag.String("mode", "pprof", "pprof, handlers, login, sso, hang, garbage or nothing")
	base     = flag.String("base", "", "path before /debug/pprof")
	socket   = flag.String("unix", "", "path of a Unix socket to listen on")
	cert     = flag.String("cert", "", "certificate; serves TLS")
	key      = flag.String("key", "", "its key")
	clientCA = flag.String("client-ca", "", "wants client certificates of this authority")
	token    = flag.String("token", "", "wants this Authorization header")
	waiting  = flag.Int("waiting", 0, "goroutines that wait on a channel each")
	locked   = flag.Int("locked", 0, "goroutines that wait on one mutex")
)

func main() {
	flag.Parse()
	for i := 0; i < *waiting; i++ {
		go receive(make(chan int))
	}
	var lock sync.Mutex
	lock.Lock()
	for i := 0; i < *locked; i++ {
		go acquire(&lock)
	}
	for runtime.NumGoroutine() < *waiting+*locked {
		time.Sleep(time.Millisecond)
	}

	listener := listen()
	fmt.Println("listening", listener.Addr())
	go func() { log.Fatal(http.Serve(listener, counted(allowed(handler())))) }()
	io.Copy(io.Discard, os.Stdin)
	lock.Unlock()
}

func receive(c chan int) { <-c }

func acquire(lock *sync.Mutex) {
	lock.Lock()
	lock.Unlock()
}

func listen() net.Listener {
	network, address := "tcp", "127.0.0.1:0"
	if *socket != "" {
		network, address = "unix", *socket
	}
	listener, err := net.Listen(network, address)
	if err != nil {
		log.Fatal(err)
	}
	if *cert == "" {
		return listener
	}
	pair, err := tls.LoadX509KeyPair(*cert, *key)
	if err != nil {
		log.Fatal(err)
	}
	config := &tls.Config{Certificates: []tls.Certificate{pair}}
	if *clientCA != "" {
		pem, err := os.ReadFile(*clientCA)
		if err != nil {
			log.Fatal(err)
		}
		config.ClientCAs = x509.NewCertPool()
		config.ClientCAs.AppendCertsFromPEM(pem)
		config.ClientAuth = tls.RequireAndVerifyClientCert
	}
	return tls.NewListener(listener, config)
}

func handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/do/leak", leak)
	mux.HandleFunc("/do/work", work)
	mux.HandleFunc("/do/sleep", sleep)
	mux.HandleFunc("/do/stops", stops)
	mux.HandleFunc("/do/log", requests)
	switch *mode {
	case "pprof":
		index := http.HandlerFunc(pprof.Index)
		mux.Handle(*base+"/debug/pprof/", http.StripPrefix(*base, index))
	case "handlers": // as programs do that register single profiles and no index
		mux.Handle("/debug/pprof/goroutine", pprof.Handler("goroutine"))
	case "login":
		mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/login", http.StatusFound) })
		mux.HandleFunc("/login", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form></form></body></html>")
		})
	case "sso":
		mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://sso.example.com/login?secret=1", http.StatusFound)
		})
	case "hang":
		mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { select {} })
	case "garbage":
		mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00")) })
	}
	return mux
}

func allowed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if *token != "" && r.Header.Get("Authorization") != *token {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// What was asked under /debug/pprof, in order, and how many requests were served at once at most.
var (
	asked   []string
	askedMu sync.Mutex
	now     atomic.Int32
	most    atomic.Int32
)

func counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if at := strings.Index(r.URL.Path, "/debug/pprof/"); at >= 0 {
			what := strings.TrimPrefix(r.URL.RequestURI()[at:], "/debug/pprof/")
			if what == "" {
				what = "index"
			}
			askedMu.Lock()
			asked = append(asked, what)
			askedMu.Unlock()
			if n := now.Add(1); n > most.Load() {
				most.Store(n)
			}
			defer now.Add(-1)
		}
		next.ServeHTTP(w, r)
	})
}

func requests(w http.ResponseWriter, r *http.Request) {
	askedMu.Lock()
	defer askedMu.Unlock()
	fmt.Fprintln(w, most.Load())
	for _, a := range asked {
		fmt.Fprintln(w, a)
	}
}

func number(r *http.Request, name string, otherwise int) int {
	if n, err := strconv.Atoi(r.FormValue(name)); err == nil {
		return n
	}
	return otherwise
}

// leak leaves goroutines behind that nothing can wake.
func leak(w http.ResponseWriter, r *http.Request) {
	for i := number(r, "n", 1); i > 0; i-- {
		go abandon(make(chan int), i)
	}
}

func abandon(c chan int, v int) { c <- v }

// work starts goroutines that end by themselves after ms milliseconds.
func work(w http.ResponseWriter, r *http.Request) {
	d := time.Duration(number(r, "ms", 100)) * time.Millisecond
	for i := number(r, "n", 1); i > 0; i-- {
		done := make(chan bool)
		time.AfterFunc(d, func() { close(done) })
		go func() { <-done }()
	}
}

// sleep starts goroutines that sleep for ms milliseconds.
func sleep(w http.ResponseWriter, r *http.Request) {
	d := time.Duration(number(r, "ms", 100)) * time.Millisecond
	for i := number(r, "n", 1); i > 0; i-- {
		go time.Sleep(d)
	}
}

// stops prints for how long the world has been stopped so far, in milliseconds, not counting
// what the answer costs. Go 1.22 and later know it.
func stops(w http.ResponseWriter, r *http.Request) {
	samples := []metrics.Sample{{Name: "/sched/pauses/total/gc:seconds"}, {Name: "/sched/pauses/total/other:seconds"}}
	metrics.Read(samples)
	sum := 0.0
	for _, s := range samples {
		if s.Value.Kind() != metrics.KindFloat64Histogram {
			http.Error(w, "unknown to "+runtime.Version(), http.StatusNotImplemented)
			return
		}
		h := s.Value.Float64Histogram()
		for i, n := range h.Counts {
			if n > 0 {
				sum += float64(n) * middle(math.Max(0, h.Buckets[i]), h.Buckets[i+1])
			}
		}
	}
	fmt.Fprintf(w, "%.6f\n", sum*1000)
}

func middle(low, high float64) float64 {
	if math.IsInf(high, 1) {
		return low
	}
	return (low + high) / 2
}
