package evals

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"luonnos/tools/plan"
)

// promoteTalk is `eval promote`.
func promoteTalk(in invocation) (int, error) {
	set := in.flags("promote")
	namesFile := set.String("names", "", "YAML file that gives each person and the organisation another name, in each form that they are written in")
	out := set.String("out", "", "file of the case, which must not be there yet")
	args, err := parseMixed(set, in.args)
	if err != nil {
		return ExitUsage, err
	}
	if len(args) != 1 || *namesFile == "" || *out == "" {
		return ExitUsage, errors.New("eval promote: a conversation, --names and --out are needed")
	}
	data, err := os.ReadFile(*namesFile)
	if err != nil {
		return ExitUsage, fmt.Errorf("promote: names: %w", err)
	}
	names, err := ReadPseudonyms(data)
	if err != nil {
		return ExitUsage, err
	}
	talk, err := in.deps.Talk(in.ctx, args[0])
	if err != nil {
		return ExitInfra, err
	}
	c, err := Promote(talk, names, plan.Date(time.Now().UTC().Format(time.DateOnly)))
	if err == nil {
		err = unlike(c, filepath.Dir(*out))
	}
	if err == nil {
		err = writeNew(*out, c.Raw)
	}
	if err != nil {
		return ExitUsage, err
	}
	fmt.Fprintf(in.stdout, "%s: %s, %s, of %d messages; %d are left out\n", *out, c.ID, c.Split, len(talk.Turns), len(c.Issues))
	return ExitOK, nil
}

// unlike refuses a case whose conversation is that of another in the folder.
func unlike(c *Case, folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil || len(files) == 0 {
		return err
	}
	others, err := LoadCases(files...)
	if err != nil {
		return err
	}
	for _, other := range others {
		if other.Source != nil && other.Source.Content == c.Source.Content {
			return Refused{"the conversation is a case already: " + other.File}
		}
	}
	return nil
}

// writeNew writes a file that is not there yet.
func writeNew(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("promote: %w", err)
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
