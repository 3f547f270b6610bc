// Makes one client of each library for each call and closes none but lumberjack's, whose Close does not stop it.
package main

import (
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/hashicorp/golang-lru/v2/expirable"
	"github.com/robfig/cron"
	"github.com/spf13/viper"
	"gopkg.in/natefinch/lumberjack.v2"
)

func handle(dir string, n int) {
	logger := &lumberjack.Logger{Filename: filepath.Join(dir, fmt.Sprint(n, ".log"))}
	logger.Write([]byte("line\n"))
	logger.Close()

	if w, err := fsnotify.NewWatcher(); err == nil {
		w.Add(dir)
	}

	expirable.NewLRU[string, int](8, nil, time.Minute)

	c := cron.New()
	c.AddFunc("@hourly", func() {})
	c.Start()

	v := viper.New()
	v.SetConfigFile(filepath.Join(dir, "config.yaml"))
	v.WatchConfig()
}

func main() {
	dir, _ := os.MkdirTemp("", "libs")
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "config.yaml"), []byte("a: 1\n"), 0o600)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go http.Serve(listener, nil)
	for n := 0; n < 30; n++ {
		handle(dir, n)
	}
	fmt.Printf("http://%s\n", listener.Addr())
	time.Sleep(20 * time.Second)
}
