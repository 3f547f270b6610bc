// Command kernels hangs in one of the ways that the literature on Go's concurrency faults describes, and shows its goroutines.
//
//	kernels -show dump NAME      goroutine 1 writes them to standard output after a moment
//	kernels -show http NAME      serves net/http/pprof, prints "listening ADDRESS"
//	kernels -show signal NAME    goroutine 1 runs the kernel; waits for SIGQUIT
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/signal"
	"runtime/pprof"
	"sort"
	"syscall"
	"time"
)

func main() {
	show := flag.String("show", "dump", "dump, http or signal")
	flag.Parse()
	kernel := kernels[flag.Arg(0)]
	if kernel == nil {
		var names []string
		for name := range kernels {
			names = append(names, name)
		}
		sort.Strings(names)
		log.Fatal("no such kernel; there are ", names)
	}

	// None lives for long, whatever its reader does.
	time.AfterFunc(time.Minute, func() { os.Exit(3) })
	switch *show {
	case "dump":
		go kernel()
		time.Sleep(400 * time.Millisecond)
		pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
	case "http":
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			log.Fatal(err)
		}
		go kernel()
		fmt.Println("listening", listener.Addr())
		log.Fatal(http.Serve(listener, nil))
	case "signal":
		end := make(chan os.Signal, 1)
		signal.Notify(end, syscall.SIGTERM)
		fmt.Println("started")
		kernel()
		<-end
	}
}
