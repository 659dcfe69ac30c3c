package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"

	"luonnos/tools/plan"
)

// readPlan reads a plan file. Its errors name the file, the line and the reason
// in lang.
func readPlan(file string, lang plan.Lang) (*plan.Plan, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		var path *os.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		reason := say("tiedostoa ei voi lukea", "filen kan inte läsas", "the file cannot be read")
		if errors.Is(err, os.ErrNotExist) {
			reason = say("tiedostoa ei ole", "filen finns inte", "there is no such file")
		}
		return nil, fmt.Errorf("%s: %s (%w)", file, reason.In(lang), err)
	}
	p, err := plan.Decode(bytes.TrimPrefix(data, []byte("\ufeff"))) // some editors mark a file as UTF-8
	var faults plan.Faults
	switch {
	case errors.As(err, &faults):
		return nil, refusal(file, faults, lang)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return p, nil
}

// refusal tells every fault of a plan file, one a line.
func refusal(file string, faults plan.Faults, lang plan.Lang) error {
	errs := make([]error, len(faults))
	for i, f := range faults {
		at := ""
		if f.At != "" {
			at = f.At + ": "
		}
		errs[i] = fmt.Errorf("%s:%d: %s%s", file, f.Line, at, reason(f.Reason, lang))
	}
	return errors.Join(errs...)
}

// reasons say in three languages what [plan.JSONError] says in English, by a
// part of its reason.
var reasons = []struct {
	part string
	text plan.Text
}{
	{"unknown key", say("tuntematon avain", "okänd nyckel", "unknown key")},
	{"duplicate object member name", say("sama avain on kahdesti", "samma nyckel finns två gånger", "the key is there twice")},
	{"does not fit here", say("arvo on väärää tyyppiä", "värdet är av fel typ", "the value is of the wrong type")},
	{"out of range", say("luku on liian suuri", "talet är för stort", "the number is too large")},
	{"is not a row id", say("rivin tunniste puuttuu tai on virheellinen", "radens id saknas eller är felaktigt", "the id of the row is missing or not valid")},
	{"is used twice", say("rivin tunniste on käytössä kahdesti", "radens id används två gånger", "the id of the row is used twice")},
}

func reason(english string, lang plan.Lang) string {
	known := say("ei ole kelvollista JSONia", "är inte giltig JSON", "is not valid JSON")
	for _, r := range reasons {
		if strings.Contains(english, r.part) {
			known = r.text
			break
		}
	}
	if known.EN == english {
		return known.In(lang)
	}
	return known.In(lang) + " (" + english + ")"
}
