package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// places knows where the copies lie: Go's own packages in a whole copy of its root, others in a GOPATH that comes before the installed one.
type places struct {
	root, goRoot, goPath string
}

func newPlaces(root string) (*places, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	p := &places{root: root, goRoot: filepath.Join(root, "goroot"), goPath: filepath.Join(root, "gopath")}
	if _, err := os.Stat(p.goRoot); err == nil {
		return p, nil
	}
	out, err := exec.Command(*goTool, "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	return p, copyFolder(strings.TrimSpace(string(out)), p.goRoot)
}

func isStandard(name string) bool { return !strings.Contains(strings.Split(name, "/")[0], ".") }

// copyOf returns the folder of the package in its copy. Packages may only import what is internal beside them, so the whole repository is copied.
func (p *places) copyOf(name string) (string, error) {
	if isStandard(name) {
		return filepath.Join(p.goRoot, "src", name), nil
	}
	repository := repositoryOf(name)
	from, to := filepath.Join(*goPath, "src", repository), filepath.Join(p.goPath, "src", repository)
	if _, err := os.Stat(filepath.Join(from, strings.TrimPrefix(name, repository))); err != nil {
		return "", fmt.Errorf("is not installed")
	}
	if _, err := os.Stat(to); err != nil {
		if err := copyFolder(from, to); err != nil {
			return "", err
		}
	}
	return filepath.Join(p.goPath, "src", name), p.makeModule(repository, to)
}

// Whoever works on a package stands in its module; Debian leaves some go.mod files out.
func (p *places) makeModule(name, folder string) error {
	file := filepath.Join(folder, "go.mod")
	if _, err := os.Stat(file); err == nil {
		return nil
	}
	return os.WriteFile(file, []byte("module "+name+"\n"), 0o644)
}

func repositoryOf(name string) string {
	elements := strings.Split(name, "/")
	length := map[string]int{"gopkg.in": 2, "go.uber.org": 2, "go.etcd.io": 2, "google.golang.org": 2}[elements[0]]
	if length == 0 || elements[1] == "eapache" {
		length = 3
	}
	return strings.Join(elements[:min(length, len(elements))], "/")
}

func copyFolder(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	out, err := exec.Command("cp", "-rL", from, to).CombinedOutput()
	if err != nil {
		return fmt.Errorf("cp: %w: %s", err, out)
	}
	return exec.Command("chmod", "-R", "u+w", to).Run()
}

// environment of every go command and test.
func (p *places) environment(more ...string) []string {
	env := slices.DeleteFunc(os.Environ(), func(one string) bool { return strings.HasPrefix(one, "GO") })
	return append(append(env, "GO111MODULE=off", "GOTOOLCHAIN=local", "GOPROXY=off", "GOFLAGS=", "CGO_ENABLED=0",
		"GOROOT="+p.goRoot, "GOPATH="+p.goPath+":"+*goPath, "GOCACHE="+filepath.Join(p.root, "cache")), more...)
}
