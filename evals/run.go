package evals

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"runtime/debug"
	"sync"

	"luonnos/agent"
	"luonnos/evals/cassette"
	"luonnos/evals/chaos"
	"luonnos/tools/plan"
)

// Opening is what a session is opened for.
type Opening struct {
	Model string
	User  string // the model that words what the applicant says; "" for the script's own words
	Lang  plan.Lang
	Case  *Case // its Clock is the conversation's clock
	Style Style
	Trial int
	Seed  int64
	Chaos chaos.Config

	// HTTPClient is what a model that is asked over HTTP has to use; nil when any will do.
	HTTPClient *http.Client
	Offline    bool // all answers come from a recording: no key is needed
}

// Tapes are the recordings of a run: a file for each trial in a folder. Without a folder there are none.
type Tapes struct {
	Dir  string
	Mode cassette.Mode
}

// open opens the tape of a trial.
func (t Tapes) open(o *Opening) (*cassette.Tape, error) {
	name := fmt.Sprintf("%s-%s-%d.jsonl", o.Case.ID, o.Style, o.Trial)
	return cassette.Open(filepath.Join(t.Dir, name), t.Mode, http.DefaultTransport)
}

// Wrap makes a model as unreliable as the opening asks.
func (o *Opening) Wrap(m agent.Model) agent.Model {
	if o.Chaos.Profile == "" {
		return m
	}
	c := o.Chaos
	c.Seed = o.Seed
	return chaos.Wrap(m, c, fmt.Sprintf("%s/%s/%d", o.Case.ID, o.Style, o.Trial))
}

// Runner plays cases.
type Runner struct {
	Open     func(ctx context.Context, o Opening) (Session, error)
	Model    string
	Styles   []Style
	Trials   int
	Seed     int64
	Jobs     int
	MaxTurns int
	Chaos    chaos.Config
	Tapes    Tapes
	User     string
	Speak    func(o *Opening) (Speak, error) // of the model that User names
	Price    Price
	UserCost Price
	Budget   float64 // in US dollars; 0 is none
}

// Trial is one played case with its score.
type Trial struct {
	Case     *Case
	Row      *Row
	Dialogue *Dialogue
	Stale    bool // the trial's tape lacks what the model asks
	voice    *voice
}

// Run plays every case in every style and gives the trials to done one by one, always in the order of cases, styles and
// trials. At most Jobs dialogues are held at a time. When ctx ends, so does Run, with what was played until then.
//
// No trial begins once the budget is spent: those that are being played come to their end, and Run ends with [ErrBudget].
// How much is spent is counted in the order of the trials, so it is always the same ones that are played.
func (r *Runner) Run(ctx context.Context, cases []*Case, done func(*Trial) error) error {
	openings := r.openings(cases)
	results := make([]chan *Trial, len(openings))
	for i := range results {
		results[i] = make(chan *Trial, 1)
	}
	ctx, cancel := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer cancel()
	jobs := max(r.Jobs, 1)
	slots := make(chan float64, jobs) // what the trials had cost that came before the slot
	for range jobs {
		slots <- 0
	}
	workers.Go(func() {
		for i, o := range openings {
			select {
			case spent := <-slots:
				if r.Budget > 0 && spent >= r.Budget {
					close(results[i])
					return
				}
			case <-ctx.Done():
				return
			}
			workers.Go(func() { results[i] <- r.play(ctx, o) })
		}
	})
	spent := 0.0
	for i := range openings {
		select {
		case trial := <-results[i]:
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if trial == nil {
				return ErrBudget
			}
			if err := done(trial); err != nil {
				return err
			}
			if r.Budget > 0 && r.Price != (Price{}) && trial.Row.Turns > trial.Row.FailedTurns && trial.Row.Tokens == (Usage{}) {
				return ErrUnpriced
			}
			spent += trial.Row.USD
			slots <- spent
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (r *Runner) openings(cases []*Case) []Opening {
	var all []Opening
	for _, c := range cases {
		for _, style := range r.Styles {
			for trial := range max(r.Trials, 1) {
				all = append(all, Opening{
					Model: r.Model, User: r.User, Lang: c.Lang, Case: c, Style: style, Trial: trial + 1, Seed: r.Seed + int64(trial), Chaos: r.Chaos,
				})
			}
		}
	}
	return all
}

func (r *Runner) play(ctx context.Context, o Opening) *Trial {
	t := &Trial{Case: o.Case, Dialogue: &Dialogue{}}
	err := r.onTape(ctx, o, t)
	t.Stale = errors.As(err, new(*cassette.Miss))
	t.Row = Score(o.Case, o.Style, t.Dialogue)
	t.Row.Trial, t.Row.Seed, t.Row.Model = o.Trial, o.Seed, o.Model
	if t.voice != nil {
		t.Row.UserTokens, t.Row.Worded = t.voice.used, t.voice.worded
	}
	t.Row.USD = r.Price.Of(t.Row.Tokens) + r.UserCost.Of(t.Row.UserTokens)
	var invention *Invention
	switch {
	case errors.As(err, &invention):
		t.Row.Void, t.Row.Success = invention.Error(), false
	case err != nil:
		t.Row.Infra, t.Row.Success = err.Error(), false
	}
	return t
}

// onTape plays the trial, with its tape if there are any.
func (r *Runner) onTape(ctx context.Context, o Opening, t *Trial) error {
	if r.Tapes.Dir == "" {
		return r.converse(ctx, o, t)
	}
	tape, err := r.Tapes.open(&o)
	if err != nil {
		return err
	}
	o.Offline = r.Tapes.Mode == cassette.Strict
	o.HTTPClient = &http.Client{
		Transport:     tape,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return errors.Join(r.converse(ctx, o, t), tape.Close())
}

// converse plays the trial. A panic of the interviewer is an error of this trial only.
func (r *Runner) converse(ctx context.Context, o Opening, t *Trial) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("evals: interviewer panicked: %v\n%s", p, debug.Stack())
		}
	}()
	session, err := r.Open(ctx, o)
	if err != nil {
		return err
	}
	applicant, err := r.applicant(&o)
	if err == nil {
		t.voice = applicant.voice
		t.Dialogue, err = Play(ctx, session, applicant, r.MaxTurns)
	}
	return errors.Join(err, session.Close())
}

func (r *Runner) applicant(o *Opening) (*Applicant, error) {
	a := NewApplicant(o.Case, o.Style, o.Seed)
	if o.User == "" {
		return a, nil
	}
	speak, err := r.Speak(o)
	if err != nil {
		return nil, err
	}
	a.voice, err = newVoice(o.Case, speak)
	return a, err
}
