package criteria

import "luonnos/tools/plan"

var rulesC1KPI = []Rule{
	{
		ID: "C1.KPI.COUNT_MIN", Spec: "R-104", Sub: "K1d", Level: plan.Hard, Memo: "2",
		Message: say("nimettyjä mittareita on {value}, tarvitaan vähintään {other}", "antalet namngivna indikatorer är {value}, minst {other} behövs",
			"the number of named KPIs is {value}, at least {other} are needed"),
		Fix: say("Nimeä 2–3 mittaria, jotka kuvaavat muutosta eri näkökulmista.",
			"Ange 2–3 indikatorer som beskriver förändringen ur olika perspektiv.",
			"Name 2–3 KPIs that describe the change from different perspectives."),
		Check: checkCount,
	},
	{
		ID: "C1.KPI.TARGET", Spec: "R-105", Sub: "K1d", Level: plan.Hard, Memo: "2",
		Message: lacking,
		Fix:     say("Kirjaa tavoitetaso yhtenä lukuna.", "Ange målnivån som ett tal.", "Give the target level as one number."),
		Check: func(p *Pass) {
			for _, k := range p.kpis {
				p.need(k.place, "target", number(k.v.Target))
			}
		},
	},
	{
		ID: "C1.KPI.DEADLINE", Spec: "R-105", Sub: "K1d", Level: plan.Hard, Memo: "2",
		Message: lacking,
		Fix: say("Kirjaa päivä, johon mennessä tavoitetaso saavutetaan.",
			"Ange den dag då målnivån senast ska nås.", "Give the date by which the target level is reached."),
		Check: func(p *Pass) {
			for _, k := range p.kpis {
				p.need(k.place, "deadline", date(k.v.Deadline))
			}
		},
	},
	{
		ID: "C1.KPI.SOURCE", Spec: "R-105", Sub: "K1d", Level: plan.Hard, Memo: "2",
		Message: lacking,
		Fix: say("Kirjaa järjestelmä tai rekisteri, josta luku saadaan.",
			"Ange det system eller register som siffran hämtas ur.", "Name the system or register that the figure comes from."),
		Check: func(p *Pass) {
			for _, k := range p.kpis {
				p.need(k.place, "source", text(k.v.Source))
			}
		},
	},
	{
		ID: "C1.KPI.FORMULA", Spec: "R-105", Sub: "K1d", Level: plan.Hard, Memo: "2",
		Message: lacking,
		Fix: say("Kirjaa, miten luku lasketaan: mistä luvuista ja millä laskutoimituksella.",
			"Ange hur siffran räknas ut: av vilka tal och med vilket räknesätt.",
			"Write how the figure is calculated: from which numbers and by which operation."),
		Check: func(p *Pass) {
			for _, k := range p.kpis {
				p.need(k.place, "formula", text(k.v.Formula))
			}
		},
	},
	{
		ID: "C1.KPI.OWNER", Spec: "R-105", Sub: "K1d", Level: plan.Hard, Memo: "2",
		Message: lacking,
		Fix: say("Nimeä henkilö, joka vastaa mittarista.", "Namnge den person som ansvarar för indikatorn.",
			"Name the person who answers for the KPI."),
		Check: func(p *Pass) {
			for _, k := range p.kpis {
				p.need(k.place, "owner", someone(k.v.Owner))
			}
		},
	},
	{
		ID: "C1.KPI.BASELINE", Spec: "R-108", Sub: "K1d", Level: plan.Model, Memo: "2",
		Message: lacking,
		Fix: say("Kirjaa mittarin arvo ennen uudistusta. Nollakin on arvo.",
			"Ange indikatorns värde före reformen. Även noll är ett värde.",
			"Give the value of the KPI before the reform. Zero is a value too."),
		Check: func(p *Pass) {
			for _, k := range p.kpis {
				p.want(k.place, "baseline", number(k.v.Baseline))
			}
		},
	},
	{
		ID: "C1.KPI.BASELINE_DATE", Spec: "R-108", Sub: "K1d", Level: plan.Model, Memo: "2",
		Message: lacking,
		Fix: say("Kirjaa, miltä päivältä tai kuukaudelta lähtötaso on.",
			"Ange vilken dag eller månad utgångsnivån gäller.", "Give the day or month that the baseline is from."),
		Check: func(p *Pass) {
			for _, k := range p.kpis {
				p.want(k.place, "baseline_date", date(k.v.BaselineDate))
			}
		},
	},
	{
		ID: "C1.KPI.COUNT_MAX", Spec: "R-109", Sub: "K1d", Level: plan.Model, Memo: "2",
		Message: say("mittareita on {value}, suositus on enintään {other}", "det finns {value} indikatorer, högst {other} rekommenderas",
			"the number of KPIs is {value}, at most {other} are recommended"),
		Fix: say("Valitse 2–3 tärkeintä mittaria ja siirrä muut tehtäväkohtaiseen seurantaan.",
			"Välj de 2–3 viktigaste indikatorerna och följ upp de andra per uppgift.",
			"Choose the 2–3 most important KPIs and follow the others task by task."),
		Check: func(p *Pass) {
			if n := len(p.kpis); n > maxKPIs {
				p.found(whole, "kpis", detail{value: float64(n), other: float64(maxKPIs)})
			}
		},
	},
	{
		ID: "C1.KPI.MEASURE", Spec: "R-111", Sub: "K1d", Level: plan.Model, Memo: "2",
		Message: lacking,
		Fix: say("Kirjaa, miten ja kuinka usein mitataan.", "Ange hur och hur ofta mätningen görs.",
			"Say how and how often the measurement is made."),
		Check: func(p *Pass) {
			for _, k := range p.kpis {
				p.want(k.place, "method", text(k.v.Method))
				p.want(k.place, "frequency", text(k.v.Frequency))
			}
		},
	},
	{
		ID: "C1.KPI.DATES", Spec: "R-124", Sub: "K1d", Level: plan.Int, Memo: "2",
		Message: say("{row}määräpäivä {value} ei ole lähtötason päivän {other} jälkeen",
			"{row}måldatumet {value} är inte efter utgångsnivåns datum {other}",
			"{row}the due date, {value}, is not after the date of the baseline, {other}"),
		Fix: datesFix,
		Variants: map[string]Wording{
			"start": {say("{row}määräpäivä {value} on ennen aikajänteen alkua {other}", "{row}måldatumet {value} är före tidsspannets början {other}",
				"{row}the due date, {value}, is before the start of the time span, {other}"), datesFix},
		},
		Check: checkDates,
	},
}

var datesFix = say("Tarkista määräpäivä, lähtötason päivä ja uudistuksen aikajänne.",
	"Kontrollera måldatumet, utgångsnivåns datum och reformens tidsspann.",
	"Check the due date, the date of the baseline and the time span of the reform.")

// checkCount counts the indicators that a person has named. Where a row only
// lacks its name, that is what to fill.
func checkCount(p *Pass) {
	n := p.named()
	if n >= minKPIs {
		return
	}
	path := plan.Path("kpis")
	if len(p.kpis) >= minKPIs {
		for _, k := range p.kpis {
			if p.lackOf(k.place, "name", text(k.v.Name)) != none {
				path = k.leaf("name")
				break
			}
		}
	}
	p.found(whole, path, detail{value: float64(n), other: float64(minKPIs)})
}

// checkDates compares dates that are there. A deadline past the end of the time
// span is for a person to look at, not a fault (W.SPAN). A time span that is
// itself in disorder is C1.HORIZON's matter.
func checkDates(p *Pass) {
	t := &p.plan.Target
	span := t.Start == "" || t.End == "" || ordered(t.Start, t.End)
	for _, k := range p.kpis {
		due := k.v.Deadline
		path := k.leaf("deadline")
		switch {
		case !due.Valid():
		case k.v.BaselineDate.Valid() && !ordered(k.v.BaselineDate, due):
			p.found(k.place, path, detail{other: k.v.BaselineDate, also: p.values(k.leaf("baseline_date"))})
		case span && due.Before(t.Start):
			p.found(k.place, path, detail{variant: "start", other: t.Start, also: p.values("target.start")})
		}
	}
}
