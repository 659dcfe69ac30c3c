package server

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Limits say how much the server takes on. "Each" is one network address or one
// person; callers on this machine have no address, and the operator's own token is
// no person.
type Limits struct {
	Sockets     int           // open at once, in all
	SocketsEach int           // open at once, of each
	Requests    Rate          // HTTP requests of each address
	Socket      Rate          // frames of one socket
	Frames      Rate          // frames of each
	Bytes       Rate          // bytes in frames of each
	Turns       Rate          // messages to the assistant, of each
	Idle        time.Duration // of a socket without a frame other than ping
}

// Rate allows so many at once, and so many a second after that.
type Rate struct {
	Burst     int
	PerSecond float64
}

// DefaultLimits are those of a server for which nothing else is set.
func DefaultLimits() Limits {
	return Limits{
		Sockets: 10_000, SocketsEach: 200, Requests: Rate{400, 100}, Socket: Rate{100, 20}, Frames: Rate{1000, 200},
		Bytes: Rate{4 << 20, 1 << 20}, Turns: Rate{60, 1}, Idle: 4 * time.Hour,
	}
}

// LimitRow is one line of the table of limits.
type LimitRow struct {
	Name  string
	Value string
	Code  string // which the client is told, "" when it is only slowed down
	Doc   string
}

// limitTable holds every limit that can be set.
var limitTable = []struct {
	name, doc string
	code      code
	field     func(*Limits) any // *int, *Rate or *time.Duration
}{
	{"sockets", "open websockets in all", codeTooMany, func(l *Limits) any { return &l.Sockets }},
	{"sockets_each", "open websockets of one address or person", codeTooManySockets, func(l *Limits) any { return &l.SocketsEach }},
	{"requests", "HTTP requests of one address", codeTooFast, func(l *Limits) any { return &l.Requests }},
	{"socket", "frames of one websocket", "", func(l *Limits) any { return &l.Socket }},
	{"frames", "frames of one address or person", "", func(l *Limits) any { return &l.Frames }},
	{"bytes", "bytes in frames of one address or person", "", func(l *Limits) any { return &l.Bytes }},
	{"turns", "messages of one address or person", codeTooFast, func(l *Limits) any { return &l.Turns }},
	{"idle", "time without a frame until a websocket is closed", codeIdle, func(l *Limits) any { return &l.Idle }},
}

// Table lists the limits, as they are printed at start and described to people.
func (l Limits) Table() []LimitRow {
	rows := make([]LimitRow, len(limitTable))
	for i, row := range limitTable {
		var value string
		switch v := row.field(&l).(type) {
		case *int:
			value = strconv.Itoa(*v)
		case *Rate:
			value = fmt.Sprintf("%d+%s/s", v.Burst, strconv.FormatFloat(v.PerSecond, 'f', -1, 64))
		case *time.Duration:
			value = v.String()
		}
		rows[i] = LimitRow{Name: row.name, Value: value, Code: string(row.code), Doc: row.doc}
	}
	return rows
}

// ParseLimits reads limits as "sockets=500 turns=30+0.5/s idle=1h". What is not named
// keeps its default.
func ParseLimits(text string) (Limits, error) {
	l := DefaultLimits()
next:
	for _, item := range strings.Fields(text) {
		name, value, _ := strings.Cut(item, "=")
		for _, row := range limitTable {
			if row.name != name {
				continue
			}
			if err := parseLimit(row.field(&l), value); err != nil {
				return l, fmt.Errorf("server: limit %s=%s: %w", name, value, err)
			}
			continue next
		}
		return l, fmt.Errorf("server: there is no limit %q", name)
	}
	return l, nil
}

func parseLimit(field any, value string) (err error) {
	positive := false
	switch v := field.(type) {
	case *int:
		*v, err = strconv.Atoi(value)
		positive = *v > 0
	case *time.Duration:
		*v, err = time.ParseDuration(value)
		positive = *v > 0
	case *Rate:
		_, err = fmt.Sscanf(value, "%d+%g/s", &v.Burst, &v.PerSecond)
		positive = v.Burst > 0 && v.PerSecond > 0
	}
	if err == nil && !positive {
		err = fmt.Errorf("it must be more than 0")
	}
	return err
}
