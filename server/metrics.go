package server

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"luonnos/server/store"
)

// stats are the figures that operators watch. They carry no ids of plans or
// persons.
type stats struct {
	page    http.Handler
	commits prometheus.Histogram
	turns   *prometheus.HistogramVec
	tokens  *prometheus.CounterVec
	frames  prometheus.Counter
	refused *prometheus.CounterVec
}

func newStats(s *Server) *stats {
	seconds := []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60}
	st := &stats{
		commits: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "luonnos_commit_seconds", Help: "Time until entries were on disk.", Buckets: seconds}),
		turns: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "luonnos_turn_seconds", Help: "Time of a turn, by outcome.", Buckets: seconds}, []string{"outcome"}),
		tokens: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "luonnos_model_tokens_total", Help: "Tokens of the language model."}, []string{"kind"}),
		frames: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "luonnos_frames_total", Help: "Frames that clients sent."}),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "luonnos_refusals_total", Help: "Frames and requests that were refused, by code."}, []string{"code"}),
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(st.commits, st.turns, st.tokens, st.frames, st.refused, gauges{s},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	st.page = promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
	return st
}

// committed counts and logs what was stored, and the turn that the entries end.
func (c *conversation) committed(entries []store.Entry, took time.Duration) {
	st := c.srv.stats
	st.commits.Observe(took.Seconds())
	for _, e := range entries {
		if e.Kind != store.KindDone {
			continue
		}
		done, err := unpack[Done](e)
		if err != nil { // it was written a moment ago
			continue
		}
		turn := time.Since(c.turnBegan())
		st.turns.WithLabelValues(string(done.Outcome)).Observe(turn.Seconds())
		st.tokens.WithLabelValues("input").Add(float64(done.Usage.Input))
		st.tokens.WithLabelValues("cached").Add(float64(done.Usage.Cached))
		st.tokens.WithLabelValues("output").Add(float64(done.Usage.Output))
		c.srv.log.Info("turn", "plan", c.id, "turn", e.Turn, "outcome", done.Outcome, "code", done.Code,
			"ms", turn.Milliseconds(), "commit_ms", took.Milliseconds(), "model", done.Model,
			"input_tokens", done.Usage.Input, "output_tokens", done.Usage.Output)
	}
}

// turnBegan is when the running turn began.
func (c *conversation) turnBegan() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.live == nil {
		return time.Now()
	}
	return c.live.began
}

func (st *stats) refusal(c code) { st.refused.WithLabelValues(string(c)).Inc() }

// metrics answers in the text format of Prometheus.
func (s *Server) metrics(w http.ResponseWriter, r *http.Request) error {
	s.stats.page.ServeHTTP(w, r)
	return nil
}

// gauges are what is open, running or waiting now.
type gauges struct{ srv *Server }

var (
	socketsGauge       = gauge("sockets", "Open websocket connections.")
	conversationsGauge = gauge("conversations", "Conversations in memory.")
	turnsGauge         = gauge("turns_running", "Turns that run now.")
	jobsGauge          = gauge("jobs_queued", "Frames that wait for their turn.")
	framesGauge        = gauge("outbox_frames", "Events that wait to be written to sockets.")
	bytesGauge         = gauge("outbox_bytes", "Bytes that wait to be written to sockets.")
	metersGauge        = gauge("meters", "Addresses and persons whose use is counted.")
)

func gauge(name, help string) *prometheus.Desc {
	return prometheus.NewDesc("luonnos_"+name, help, nil, nil)
}

// Describe implements [prometheus.Collector].
func (g gauges) Describe(out chan<- *prometheus.Desc) { prometheus.DescribeByCollect(g, out) }

// Collect implements [prometheus.Collector].
func (g gauges) Collect(out chan<- prometheus.Metric) {
	s := g.srv
	set := func(d *prometheus.Desc, n int) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(n))
	}
	s.mu.Lock()
	sockets := len(s.sockets)
	var frames, bytes int
	for k := range s.sockets {
		f, b := k.out.size()
		frames, bytes = frames+f, bytes+b
	}
	s.mu.Unlock()
	jobs, turns := 0, 0
	for _, c := range s.hub.all() {
		c.mu.Lock()
		jobs += len(c.jobs)
		if c.live.runsHere() {
			turns++
		}
		c.mu.Unlock()
		s.hub.release(c)
	}
	set(socketsGauge, sockets)
	set(conversationsGauge, s.hub.size())
	set(turnsGauge, turns)
	set(jobsGauge, jobs)
	set(framesGauge, frames)
	set(bytesGauge, bytes)
	set(metersGauge, s.meters.size())
}
