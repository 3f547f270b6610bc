package main

// The packages that faults are put into: Go's own, and those of Debian's golang-*-dev that are installed. Each has concurrency of its own and
// tests of its own that pass in seconds.
var packages = []string{
	"database/sql", "net/http", "os/exec", "net/rpc", "net/http/httputil",
	"gopkg.in/tomb.v2", "github.com/thejerf/suture", "github.com/oklog/run", "github.com/robfig/cron", "github.com/gorilla/websocket",
	"github.com/hashicorp/memberlist", "github.com/miekg/dns", "go.uber.org/zap/zapcore", "github.com/golang/groupcache", "github.com/nxadm/tail",
	"github.com/syncthing/notify", "gopkg.in/eapache/go-resiliency.v1/batcher", "github.com/benbjohnson/clock", "github.com/jonboulle/clockwork",
	"golang.org/x/sync/errgroup", "golang.org/x/sync/semaphore",
}
