package peer

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"os/exec"
	"strings"
)

// Kept: a pipe nobody refers to is closed by its finalizer.
var processes []*exec.Cmd

// Process serves in a process of its own, so that the goroutines of the server are not among the sample's. It returns
// the server's address. To be called while package variables are set up: the process is this program once more.
func Process(serve func(net.Listener) error) string {
	if os.Getenv("SAMPLE_PEER") != "" {
		go endWithParent()
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(listener.Addr())
		log.Fatal(serve(listener))
	}

	program, err := os.Executable()
	if err != nil {
		log.Fatal(err)
	}
	server := exec.Command(program)
	server.Env = append(os.Environ(), "SAMPLE_PEER=1")
	if _, err = server.StdinPipe(); err != nil { // open until this program ends, however it ends
		log.Fatal(err)
	}
	output, err := server.StdoutPipe()
	if err != nil {
		log.Fatal(err)
	}
	if err = server.Start(); err != nil {
		log.Fatal(err)
	}
	processes = append(processes, server)
	address, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		log.Fatal(err)
	}
	return strings.TrimSpace(address)
}

func endWithParent() {
	io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}
