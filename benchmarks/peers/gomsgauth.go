// Verifies messages with go-msgauth. Arguments: "dkim", a file of keys (a line each: name, tab,
// text), the CPU time of the warm-up and of the measurement in milliseconds, and the messages.
// Prints how many of them pass, and the CPU time of one in microseconds.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/emersion/go-msgauth/dkim"
)

var options dkim.VerifyOptions

func read(name string) []byte {
	octets, err := os.ReadFile(name)
	if err != nil {
		log.Fatal(err)
	}
	return octets
}

func passes(message []byte) bool {
	found, err := dkim.VerifyWithOptions(bytes.NewReader(message), &options)
	return err == nil && len(found) == 1 && found[0].Err == nil
}

// Microseconds of CPU time of this process, the garbage collector's included.
func cpu() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		log.Fatal(err)
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1000
}

// Verifies all messages, again and again, and returns the mean of one.
func measure(messages [][]byte, millis string) float64 {
	target, err := strconv.ParseFloat(millis, 64)
	if err != nil {
		log.Fatal(err)
	}
	begin, done := cpu(), 0
	for {
		for _, message := range messages {
			passes(message)
		}
		done += len(messages)
		if used := cpu() - begin; used >= target*1000 {
			return used / float64(done)
		}
	}
}

func main() {
	if len(os.Args) < 6 || os.Args[1] != "dkim" {
		log.Fatal("dkim KEYS WARMUP MEASURE MESSAGE...")
	}
	keys := map[string]string{}
	for _, line := range strings.Split(string(read(os.Args[2])), "\n") {
		if name, text, found := strings.Cut(line, "\t"); found {
			keys[name] = text
		}
	}
	options.LookupTXT = func(name string) ([]string, error) { return []string{keys[name]}, nil }
	var messages [][]byte
	passed := 0
	for _, name := range os.Args[5:] {
		message := read(name)
		messages = append(messages, message)
		if passes(message) {
			passed++
		}
	}
	measure(messages, os.Args[3])
	fmt.Printf("%d %.1f\n", passed, measure(messages, os.Args[4]))
}
