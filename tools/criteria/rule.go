package criteria

import (
	"slices"

	"luonnos/tools/plan"
)

// Rule is one condition on a plan.
type Rule struct {
	ID    string     // stable: "C1.KPI.FORMULA"
	Spec  string     // rule of the specification: "R-105"
	Sub   string     // part of the criterion that it belongs to: "K1d"
	Level plan.Level // what a finding means for the criterion
	Memo  string     // chapter of the memo: "2", "3.1"
	Later bool       // about fields that the interview does not ask by itself

	// Message and Fix are the usual wording, as templates. Variants hold other
	// wordings by name, for rules that can be broken in several ways.
	Message  plan.Text
	Fix      plan.Text
	Variants map[string]Wording

	Check func(*Pass)
}

// Wording is what a finding says and how to mend it. Both are templates with
// the places {row}, {what}, {lack}, {value} and {other}.
type Wording struct {
	Message plan.Text
	Fix     plan.Text
}

// Bonus is the criterion that can only add (lisäkriteeri).
const Bonus = "B1"

// Criteria lists the criteria in their order: adherence to the model, the five
// conditions, and the bonus.
var Criteria = []string{"C0", "C1", "C2", "C3", "C4", "C5", Bonus}

// criterionOf turns the name of a part ("K1d", "K+") into that of its criterion.
func criterionOf(sub string) string {
	if sub == "K+" {
		return Bonus
	}
	return Criteria[sub[1]-'0']
}

// rules is the one table, in the order in which findings are reported.
var rules = slices.Concat(
	rulesC0,
	rulesC1, rulesC1KPI, rulesC1Later, rulesC1KPILater,
	rulesC2, rulesC2Ability, rulesC2Later, rulesC2DataLater,
	rulesC3, rulesC3Batch, rulesC3Realisation, rulesC3Later,
	rulesC4, rulesC4Later, rulesC4Models,
	rulesC5, rulesC5Later, rulesC5Transfer,
	rulesB1,
	rulesWhole,
	rulesCross,
)

// Rules returns a copy of the table in its order.
func Rules() []Rule { return slices.Clone(rules) }

// titles are the criteria's names, in our words.
var titles = map[string]plan.Text{
	"C0": say("Toimintamallin noudattaminen", "Efterlevnad av verksamhetsmodellen", "Adherence to the operating model"),
	"C1": say("Kohde, tavoitteet ja mittarit", "Fokus, mål och indikatorer", "Focus, objectives and metrics"),
	"C2": say("Uudistumisen edellytykset", "Förutsättningar för reformen", "Prerequisites for renewal"),
	"C3": say("Tuottavuushyödyn syntyminen", "Hur produktivitetsfördelarna uppstår", "How the productivity benefits will be achieved"),
	"C4": say("Toimeenpanon johtaminen", "Ledning av genomförandet", "Leading the implementation"),
	"C5": say("Hyötyjen realisointi ja uudistumisen kiihdytys", "Realisering av nyttan och accelerering av reformen",
		"Realising the benefits and accelerating renewal"),
	Bonus: say("Lisäkriteeri: yritysten tuottavuus ja kasvu", "Tilläggskriterium: företagens produktivitet och tillväxt",
		"Additional criterion: companies' productivity and growth"),
}

// Title is the name of a criterion.
func Title(criterion string) plan.Text { return titles[criterion] }

// say makes a text of its three languages.
func say(fi, sv, en string) plan.Text { return plan.Text{FI: fi, SV: sv, EN: en} }
