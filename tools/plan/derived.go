package plan

// Priority is what follows from a capability's two ratings (memo chapter 3.2).
type Priority struct {
	Index  float64 `json:"pi"`  // criticality x (5 - maturity), 0 to 20
	Index2 float64 `json:"pi2"` // 2 x criticality + (5 - maturity), 2 to 14; stresses criticality

	Quadrant string `json:"quadrant"`
	// Border is the other reading when a rating of 3 lies on the border: the
	// memo gives no cut-off and we take 4 and 5 as high. "" when none is 3.
	Border string `json:"border,omitempty"`
}

// The quadrants I to IV of the memo's quick reading (nopea tulkinta).
const (
	InvestNow        = "invest_now"        // I: critical, immature
	StandardiseScale = "standardise_scale" // II: critical, mature
	Monitor          = "monitor"           // III: not critical, immature; no funding now
	Use              = "use"               // IV: not critical, mature; release resources
)

// Priority returns the capability's indices and quadrant; ok is false until both
// ratings are whole numbers from 1 to 5.
func (c *Capability) Priority() (p Priority, ok bool) {
	m, okM := rating(c.Maturity)
	k, okK := rating(c.Criticality)
	if !okM || !okK {
		return Priority{}, false
	}
	const high, border = 4, 3
	p = Priority{Index: k * (5 - m), Index2: 2*k + (5 - m), Quadrant: quadrant(k >= high, m >= high)}
	if k == border || m == border {
		p.Border = quadrant(k >= border, m >= border)
	}
	return p, true
}

func rating(v *float64) (float64, bool) {
	if v == nil || *v < 1 || *v > 5 || *v != float64(int(*v)) {
		return 0, false
	}
	return *v, true
}

func quadrant(critical, mature bool) string {
	switch {
	case critical && !mature:
		return InvestNow
	case critical:
		return StandardiseScale
	case !mature:
		return Monitor
	default:
		return Use
	}
}

// Flow sums the value stream (memo chapter 4).
type Flow struct {
	ProcessMin float64 `json:"process_min"` // working time, minutes
	WaitD      float64 `json:"wait_d"`      // waiting time, days
	// Efficiency is working time / lead time, with a day of 24 hours; 0 when
	// the lead time is 0.
	Efficiency float64 `json:"efficiency"`
}

// Flow returns the sums over the steps whose times are known.
func (v *ValueStream) Flow() Flow {
	var f Flow
	for _, s := range v.Steps {
		if s.ProcessMin != nil {
			f.ProcessMin += *s.ProcessMin
		}
		if s.WaitD != nil {
			f.WaitD += *s.WaitD
		}
	}
	const minutesADay = 24 * 60
	if lead := f.ProcessMin + f.WaitD*minutesADay; lead > 0 {
		f.Efficiency = f.ProcessMin / lead
	}
	return f
}

// Values of a KPI's direction.
const (
	Increase = "increase"
	Decrease = "decrease"
)

// Heading is the direction in which the KPI moves from baseline to target; ""
// while either is missing or both are equal.
func (k *KPI) Heading() string {
	switch {
	case k.Baseline == nil || k.Target == nil || *k.Baseline == *k.Target:
		return ""
	case *k.Target > *k.Baseline:
		return Increase
	default:
		return Decrease
	}
}
