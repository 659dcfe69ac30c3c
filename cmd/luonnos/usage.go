package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"

	"luonnos/agent"
	"luonnos/agent/price"
	"luonnos/server"
	"luonnos/server/store"
	"luonnos/server/store/sqlite"
)

// Settings of what a language model may cost.
const (
	settingPrices  = "LUONNOS_PRICES"   // file of prices in place of the embedded one
	settingPlanCap = "LUONNOS_CAP_PLAN" // of one plan: "2000000 tokens", "2.50 EUR" or none
	settingDayCap  = "LUONNOS_CAP_DAY"  // of all plans in a day of UTC
)

// defaultPlanCap is about four times what a long interview uses.
const defaultPlanCap = "2000000 tokens"

// budgetOf reads what the model called name may cost.
func budgetOf(e env, name string) (b server.Budget, err error) {
	if b.Prices, err = price.Load(e.getenv(settingPrices)); err != nil {
		return b, err
	}
	if b.Plan, err = price.ParseCap(cmp.Or(e.getenv(settingPlanCap), defaultPlanCap)); err != nil {
		return b, fmt.Errorf("%s: %w", settingPlanCap, err)
	}
	if b.Day, err = price.ParseCap(e.getenv(settingDayCap)); err != nil {
		return b, fmt.Errorf("%s: %w", settingDayCap, err)
	}
	if _, known := b.Prices.Of(name); !known && name != "guided" && b.Plan.Euros+b.Day.Euros > 0 {
		return b, fmt.Errorf("%s has no price for %s: give it one, or set %s and %s in tokens", settingPrices, name, settingPlanCap, settingDayCap)
	}
	return b, nil
}

// printSpending is the subcommand "usage": it prints what the language model has cost, by turn,
// plan, organisation or day.
func printSpending(ctx context.Context, args []string, e env) int {
	var by string
	return with("usage", args, e, func(s settings) (err error) {
		if !slices.Contains([]string{"turn", "plan", "organisation", "day"}, by) {
			return fmt.Errorf("usage: %q is none of turn, plan, organisation and day", by)
		}
		conversations, closing, err := openSnapshot(ctx, s.db)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, closing()) }()
		sums, err := spent(ctx, conversations, by)
		if err != nil {
			return err
		}
		return printUsage(e.stdout, s, sums)
	}, &by)
}

// openSnapshot opens a database for reading, also while a server uses it: of SQLite's a
// copy, which closing removes.
func openSnapshot(ctx context.Context, db string) (_ store.Store, closing func() error, err error) {
	path, err := sqlitePath(db)
	if err != nil {
		conversations, err := openStore(ctx, db)
		if err != nil {
			return nil, nil, err
		}
		return conversations, conversations.Close, nil
	}
	dir, err := os.MkdirTemp("", "luonnos-usage-")
	if err != nil {
		return nil, nil, err
	}
	file := filepath.Join(dir, "luonnos.db")
	err = sqlite.Backup(ctx, path, file)
	var conversations store.Store
	if err == nil {
		conversations, err = sqlite.Open(ctx, file)
	}
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	return conversations, func() error { return errors.Join(conversations.Close(), os.RemoveAll(dir)) }, nil
}

// spent sums up the turns of all conversations by what they have in common.
func spent(ctx context.Context, s store.Store, by string) (map[string]*server.Spend, error) {
	list, err := s.List(ctx)
	if err != nil {
		return nil, err
	}
	sums := map[string]*server.Spend{}
	for _, conv := range list {
		_, draft, err := s.Load(ctx, conv.ID)
		if err != nil {
			return nil, err
		}
		for turn, err := range server.Turns(ctx, s, conv.ID, 0) {
			if err != nil {
				return nil, err
			}
			if turn.Usage == (agent.Usage{}) {
				continue
			}
			key := map[string]string{
				"turn": conv.ID + " " + turn.ID, "plan": conv.ID, "day": turn.At.UTC().Format(time.DateOnly),
				"organisation": cmp.Or(draft.Plan.Applicant.Organisation, "-"),
			}[by]
			if sums[key] == nil {
				sums[key] = &server.Spend{}
			}
			sums[key].Add(turn.Done)
		}
	}
	return sums, nil
}

// printUsage prints the sums, and a star where tokens have no price.
func printUsage(w io.Writer, s settings, sums map[string]*server.Spend) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, say("\tvuoroja\tsyöte\tvälimuistista\tvastaus\teuroa",
		"\tturer\tindata\tur cache\tsvar\teuro", "\tturns\tinput\tcached\toutput\teuros").In(s.lang))
	unpriced := 0
	for _, key := range slices.Sorted(maps.Keys(sums)) {
		sum, star := sums[key], ""
		if sum.Unpriced > 0 {
			star = "*"
		}
		unpriced += sum.Unpriced
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%s%s\n", printable(key), sum.Turns, sum.Usage.Input, sum.Usage.Cached, sum.Usage.Output, sum.Cost, star)
	}
	if err := t.Flush(); err != nil || unpriced == 0 {
		return err
	}
	_, err := fmt.Fprintf(w, say("* mukana %d merkkiä (token), joille hinnastossa ei ole hintaa\n",
		"* inklusive %d tokens som saknar pris i prislistan\n", "* with %d tokens that have no price in the table\n").In(s.lang), unpriced)
	return err
}
