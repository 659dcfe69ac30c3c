package agent

import (
	"slices"
	"sync"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// ItemKind says how an agenda item is asked.
type ItemKind string

// The kinds of agenda items.
const (
	Opening ItemKind = "opening" // a topic that has not been asked: invite all of it
	Gap     ItemKind = "gap"     // something that a hard or model rule misses
	Further ItemKind = "further" // whether there are more rows, asked once at the end
	Attest  ItemKind = "attest"  // a person's commitment is missing; the chat can't make it
)

// Item is one thing to ask next.
type Item struct {
	Kind  ItemKind    `json:"kind"`
	Topic plan.Topic  `json:"topic"`
	Paths []plan.Path `json:"paths"`
}

// How often a path is asked before it is left open: hard ones once more than
// others, and those once more when all else is done.
const (
	askHard  = 2
	askOther = 1
)

// FurtherMark is the path whose count tells that the closing question about
// further rows was asked.
const FurtherMark plan.Path = "further"

// topicLists names the lists of each topic.
var topicLists = map[plan.Topic][]plan.Path{
	plan.TopicKPIs: {"kpis"}, plan.TopicRACI: {"raci"}, plan.TopicCapabilities: {"capabilities"},
	plan.TopicData: {"data.assets"}, plan.TopicValueStream: {"value_stream.steps"},
	plan.TopicBatches: {"batches"}, plan.TopicRealisation: {"realisation"},
}

// enough is how many rows a list needs before the interview goes on without
// asking for more.
var enough = map[plan.Path]int{
	"kpis": 2, "raci": 1, "capabilities": 2, "data.assets": 1,
	"value_stream.steps": 2, "batches": 1, "realisation": 1,
}

// Agenda lists what to ask next, in the order of the memo: per topic first the
// whole topic, then its gaps; at the end what hard rules still miss and whether
// there are further rows. It is a pure function of the draft and its report.
func Agenda(d *plan.Draft, r *criteria.Report) []Item {
	var items []Item
	missed, begun := missedIn(r), begunIn(d)
	for _, topic := range plan.Topics {
		items = append(items, topicItems(d, missed[topic], topic, begun[topic])...)
	}
	items = append(items, lastGaps(d, missed)...)
	if further := furtherRows(d); len(further) > 0 && d.Asked[FurtherMark] == 0 {
		items = append(items, Item{Kind: Further, Topic: plan.TopicCompany, Paths: further})
	}
	if !attested(d) {
		items = append(items, Item{Kind: Attest, Topic: plan.TopicCommitments})
	}
	return items
}

// missedIn sorts findings by topic.
func missedIn(r *criteria.Report) map[plan.Topic][]*criteria.Finding {
	by := map[plan.Topic][]*criteria.Finding{}
	for i := range r.Findings {
		f := &r.Findings[i]
		if topic, ok := topicOf(f.Path); ok {
			by[topic] = append(by[topic], f)
		}
	}
	return by
}

// begunIn tells which topics were asked, or the applicant has spoken of on their own.
func begunIn(d *plan.Draft) map[plan.Topic]bool {
	begun := map[plan.Topic]bool{}
	for path := range d.Asked {
		if topic, ok := topicOf(path); ok {
			begun[topic] = true
		}
	}
	return begun
}

// single are the fields of each topic that the interview asks and that are in no list.
var single = sync.OnceValue(func() map[plan.Topic][]plan.Path {
	by := map[plan.Topic][]plan.Path{}
	for _, f := range plan.Fields() {
		if f.Path.List() == "" && !f.Derived && !f.Later {
			by[f.Topic] = append(by[f.Topic], f.Path)
		}
	}
	return by
})

func topicItems(d *plan.Draft, missed []*criteria.Finding, topic plan.Topic, begun bool) []Item {
	missing := missingFields(d, topic)
	if len(missing) > 0 && !begun {
		return []Item{{Kind: Opening, Topic: topic, Paths: missing}}
	}
	var items []Item
	for _, group := range grouped(gaps(d, missed, missing, topic)) {
		items = append(items, Item{Kind: Gap, Topic: topic, Paths: group})
	}
	return items
}

// missingFields lists the open single fields of a topic and its empty lists.
func missingFields(d *plan.Draft, topic plan.Topic) []plan.Path {
	var paths []plan.Path
	for _, list := range topicLists[topic] {
		if len(d.Plan.Rows(list)) == 0 && d.Open(list) {
			paths = append(paths, list)
		}
	}
	for _, path := range single()[topic] {
		if wanted(d, path) {
			paths = append(paths, path)
		}
	}
	return paths
}

// wanted reports whether a single field is worth asking: it is open, and it is
// not the reason for a link to companies that there is not.
func wanted(d *plan.Draft, path plan.Path) bool {
	if path == "company.rationale" && d.Plan.Company.Link != nil && !*d.Plan.Company.Link {
		return false
	}
	return d.Open(path)
}

// topicOf is the topic of a field or list.
func topicOf(path plan.Path) (plan.Topic, bool) {
	for topic, lists := range topicLists {
		if slices.Contains(lists, path) {
			return topic, true
		}
	}
	f, ok := plan.FieldAt(path)
	if !ok {
		return "", false
	}
	return f.Topic, true
}

func inTopic(path plan.Path, topic plan.Topic) bool {
	of, ok := topicOf(path)
	return ok && of == topic
}

// gaps lists the open paths of the topic that hard and model findings name and
// that were not asked too often, with rows that are still needed. What the topic's
// opening asked and was not told is asked once more.
func gaps(d *plan.Draft, missed []*criteria.Finding, missing []plan.Path, topic plan.Topic) []plan.Path {
	var paths []plan.Path
	for _, list := range topicLists[topic] {
		if n := len(d.Plan.Rows(list)); n < enough[list] && d.Asked[list] <= n+1 && d.Open(list) {
			paths = append(paths, list)
		}
	}
	for _, f := range missed {
		if f.Level == plan.Advice || f.Later {
			continue
		}
		limit := askOther
		if f.Fails() {
			limit = askHard
		}
		if len(d.Plan.Rows(f.Path)) > 0 {
			limit++ // a list that was begun: its opening has counted one
		}
		if d.Asked[f.Path] < limit && d.Open(f.Path) && !slices.Contains(paths, f.Path) {
			paths = append(paths, f.Path)
		}
	}
	for _, p := range missing {
		if !plan.IsList(p) && d.Asked[p] <= askOther && !slices.Contains(paths, p) {
			paths = append(paths, p)
		}
	}
	return paths
}

// lastGaps are the open paths of hard findings, asked once more when everything
// else was.
func lastGaps(d *plan.Draft, missed map[plan.Topic][]*criteria.Finding) []Item {
	var items []Item
	for _, topic := range plan.Topics {
		var paths []plan.Path
		for _, f := range missed[topic] {
			if f.Fails() && d.Asked[f.Path] == askHard && d.Open(f.Path) && !slices.Contains(paths, f.Path) {
				paths = append(paths, f.Path)
			}
		}
		for _, group := range grouped(paths) {
			items = append(items, Item{Kind: Gap, Topic: topic, Paths: group})
		}
	}
	return items
}

// grouped puts the paths of one row together, and those outside rows together.
func grouped(paths []plan.Path) [][]plan.Path {
	var groups [][]plan.Path
	at := map[plan.Path]int{}
	for _, p := range paths {
		i, ok := at[p.Row()]
		if !ok {
			i = len(groups)
			at[p.Row()] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], p)
	}
	return groups
}

// InOrder puts paths in the order in which the agenda asks them: topic by topic,
// what belongs to one row together. What no topic asks, a person's commitment,
// comes last.
func InOrder(paths []plan.Path) []plan.Path {
	ordered := make([]plan.Path, 0, len(paths))
	rest := slices.Clone(paths)
	for _, topic := range plan.Topics {
		var asked []plan.Path
		rest = slices.DeleteFunc(rest, func(p plan.Path) bool {
			in := inTopic(p, topic)
			if in {
				asked = append(asked, p)
			}
			return in
		})
		ordered = append(ordered, slices.Concat(grouped(asked)...)...)
	}
	return append(ordered, rest...)
}

// furtherRows lists the lists to which the applicant may have more to add.
func furtherRows(d *plan.Draft) []plan.Path {
	var lists []plan.Path
	for _, topic := range plan.Topics {
		for _, list := range topicLists[topic] {
			if len(d.Plan.Rows(list)) > 0 {
				lists = append(lists, list)
			}
		}
	}
	return lists
}

func attested(d *plan.Draft) bool {
	return criteria.Attested(&d.Plan, plan.AttestLead) && criteria.Attested(&d.Plan, plan.AttestRealise) && criteria.Attested(&d.Plan, plan.AttestScale)
}
