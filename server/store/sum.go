package store

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
)

// Sum is the check number that a store keeps beside the parts of the head that
// never change.
func (c Conversation) Sum() int64 {
	return sum([]byte(c.ID), number(c.Created.UnixNano()))
}

// Sum is the check number that a store keeps beside an entry of a conversation.
func (e Entry) Sum(conversation string) int64 {
	return sum([]byte(conversation), number(e.Seq), number(e.At.UnixNano()),
		[]byte(e.Kind), []byte(e.Turn), []byte(e.ClientID), e.Data)
}

// DraftSum is the check number that a store keeps beside a conversation's draft.
func DraftSum(conversation string, data []byte) int64 {
	return sum([]byte(conversation), data)
}

func number(n int64) []byte { return strconv.AppendInt(nil, n, 10) }

// sum is the beginning of a SHA-256: damage of any kind goes unseen once in 2^64.
func sum(parts ...[]byte) int64 {
	h := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(h, "%d:", len(part)) // so that nothing moves from one part to the next
		h.Write(part)
	}
	return int64(binary.BigEndian.Uint64(h.Sum(nil)))
}
