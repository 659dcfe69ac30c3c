// Package store is the port through which conversations are kept: an
// append-only log of entries beside the draft plan that the log leads to.
//
// The log is the truth: a conversation's entries have consecutive sequence
// numbers from 1, are never changed, and replaying their changes gives the
// draft byte for byte. An entry's client id makes a frame that is sent twice
// count once.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"luonnos/tools/plan"
)

// Errors that every store returns, to be tested with [errors.Is].
var (
	// ErrNotFound says that there is no such conversation: every method that
	// takes an id, except Create, returns it.
	ErrNotFound = errors.New("store: no such conversation")
	// ErrExists says that the conversation's id is taken.
	ErrExists = errors.New("store: conversation exists")
	// ErrConflict says that the log has grown past the expected number.
	ErrConflict = errors.New("store: log has moved on")
	// ErrDuplicate says that an entry with the same client id is in the log.
	ErrDuplicate = errors.New("store: client id already in the log")
	// ErrCorrupt says that what is stored is damaged. It is never returned as if it
	// were whole.
	ErrCorrupt = errors.New("store: stored data is damaged")
	// ErrHeld says that another has the conversation's lease.
	ErrHeld = errors.New("store: conversation is held by another")
	// ErrStale says that the lease was released or is another's by now.
	ErrStale = errors.New("store: lease is over")
)

// Kind says what an entry records.
type Kind string

// The kinds of entries. Data holds, as JSON, what the server wrote; the store
// does not look inside.
const (
	KindMessage Kind = "message" // one message of the applicant; a turn is owed
	KindReply   Kind = "reply"   // one message of the assistant
	KindTool    Kind = "tool"    // one tool call with its result
	KindChange  Kind = "change"  // a change of the draft, as a patch with its inverse
	KindReceipt Kind = "receipt" // what a turn stored, refused and could not place
	KindDone    Kind = "done"    // the end of a turn, with its outcome
)

// Owes tells whether a turn is owed after an entry of the kind.
func (k Kind) Owes(before bool) bool {
	switch k {
	case KindMessage:
		return true
	case KindDone:
		return false
	default:
		return before
	}
}

// Nanoseconds since 1970 are how stores keep times: exactly, from the year 1678
// to 2261. Any other time is refused.
func Nanoseconds(t time.Time) (int64, error) {
	n := t.UnixNano()
	if !time.Unix(0, n).Equal(t) {
		return 0, fmt.Errorf("store: time %v can't be stored", t)
	}
	return n, nil
}

// Entry is one line of a conversation's log.
type Entry struct {
	Seq      int64           `json:"seq"` // given by the store
	At       time.Time       `json:"at"`
	Kind     Kind            `json:"kind"`
	Turn     string          `json:"turn,omitempty"`   // id of the turn it belongs to
	ClientID string          `json:"client,omitempty"` // unique in the conversation when not empty
	Data     json.RawMessage `json:"data"`
}

// Conversation is the head of one conversation. Its id is also the plan's.
type Conversation struct {
	ID      string    `json:"id"`
	Title   string    `json:"title"`
	Created time.Time `json:"created"`
	Updated time.Time `json:"updated"`
	Seq     int64     `json:"seq"`  // number of the last entry, 0 for none
	Owed    bool      `json:"owed"` // the last message has no finished turn yet
}

// Store keeps conversations. Its methods may be called concurrently; what they
// return belongs to the caller.
type Store interface {
	// Create makes an empty conversation with its first draft. It returns
	// [ErrExists] when the id is taken.
	Create(ctx context.Context, id string, draft *plan.Draft, at time.Time) error

	// List returns the conversations, last updated first, equals by id.
	List(ctx context.Context) ([]Conversation, error)

	// Load returns a conversation's head and its draft as of that head.
	Load(ctx context.Context, id string) (Conversation, *plan.Draft, error)

	// Entries returns at most limit entries with Seq > after, in order; none
	// for a limit below 1. After may lie past the end: then there are none.
	Entries(ctx context.Context, id string, after int64, limit int) ([]Entry, error)

	// FindClient returns the entry with the client id; ok is false when there
	// is none.
	FindClient(ctx context.Context, id, clientID string) (entry Entry, ok bool, err error)

	// Append adds entries and stores the draft in one transaction and returns
	// the number of the last entry once all of it is on disk. A nil draft
	// leaves the stored one. When the log's last number is not after it
	// returns [ErrConflict], otherwise, when a client id is already there or
	// comes twice, [ErrDuplicate]; then nothing is stored. An append whose
	// context ends is either stored and says so, or not stored. It asks for no
	// lease: after alone guards the log. [Lease.Append] is for work that takes time.
	Append(ctx context.Context, id string, after int64, draft *plan.Draft, entries ...Entry) (int64, error)

	// Acquire takes the conversation's lease for a time and returns it with the
	// number of the last entry. While another has one, it returns [ErrHeld]. A
	// lease whose time is over can be taken by anyone.
	Acquire(ctx context.Context, id string, ttl time.Duration) (Lease, int64, error)

	// Owed returns the ids of conversations whose last message has no KindDone
	// entry after it and which nobody holds a lease of.
	Owed(ctx context.Context) ([]string, error)

	// Watch calls heard with what other processes append and say, until its context
	// ends or it fails. It may report this process's own appends too.
	Watch(ctx context.Context, heard func(News)) error

	// Say passes words about a conversation to the watching processes. Nobody keeps
	// them, and they may be lost: words of more than [MaxWords] bytes always are.
	Say(id, words string)

	// Erase removes a conversation with its draft and log from the disk, as far as
	// the database can. There is no way back.
	Erase(ctx context.Context, id string) error

	// Close waits for running commits and releases the store. Afterwards every
	// other method returns an error; closing again does nothing.
	Close() error
}

// MaxWords is how many bytes can be said at once.
const MaxWords = 4 << 10

// News is what one process tells the others of a conversation.
type News struct {
	ID    string // "" says that anything may have been missed
	Seq   int64  // number of the last entry of its log; 0 when something is said
	Words string // what is said
}

// Lease is the right to work on one conversation, given to one process at a time.
// Its time keeps others from doing the same work; what keeps a holder that was
// away for too long from writing is that its appends are refused as soon as
// another has taken the lease.
type Lease interface {
	// Append is [Store.Append] for the holder. It returns [ErrStale] before any
	// other refusal but [ErrNotFound].
	Append(ctx context.Context, after int64, draft *plan.Draft, entries ...Entry) (int64, error)

	// Renew makes the lease last for a time from now, also when it has ended and
	// nobody has taken it; otherwise it returns [ErrStale].
	Renew(ctx context.Context, ttl time.Duration) error

	// Release ends the lease. One that is another's by now is left alone.
	Release(ctx context.Context) error
}
