package main

import (
	"context"
	"io"
	"net/http"
)

func thrownAway(parent context.Context) {
	ctx, _ := context.WithCancel(parent) // want UP9020
	go watch(ctx)
}

func kept(parent context.Context) {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	go watch(ctx)
}

func endsByItself(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, 100)
	go watch(ctx)
}

func watch(ctx context.Context) { <-ctx.Done() }

func main() {
	ctx, _ := context.WithCancel(context.Background())
	watch(ctx)
}

func status(url string) (int, error) {
	response, err := http.Get(url) // want UP9021
	if err != nil {
		return 0, err
	}
	return response.StatusCode, nil
}

func closed(url string) (int, error) {
	response, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	return response.StatusCode, nil
}

func handedOut(url string) (io.ReadCloser, error) {
	response, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return response.Body, nil
}

func givenAway(url string) error {
	response, err := http.Get(url)
	if err != nil {
		return err
	}
	return drain(response.Body)
}

func drain(body io.ReadCloser) error { return body.Close() }

func ignored(url string) int {
	response, _ := http.Get(url) //unpark:ignore UP9021 the process ends right after
	return response.StatusCode
}

func ignoredFromAbove(url string) int {
	//unpark:ignore UP9021 the process ends right after
	response, _ := http.Get(url)
	return response.StatusCode
}

func withoutReason(url string) int {
	response, _ := http.Get(url) // want UP9021
	return response.StatusCode
}

func order(w http.ResponseWriter, r *http.Request) {
	go audit(r.Context(), "ordered") // want UP9022
	w.WriteHeader(http.StatusAccepted)
}

func orderAndWait(w http.ResponseWriter, r *http.Request) {
	done := make(chan struct{})
	go func() {
		audit(r.Context(), "ordered")
		close(done)
	}()
	go audit(r.Context(), "waited for")
	<-done
}

func stream(w http.ResponseWriter, r *http.Request) {
	go watch(r.Context())
}

func audit(ctx context.Context, event string) { println(event, ctx.Value("user")) }
