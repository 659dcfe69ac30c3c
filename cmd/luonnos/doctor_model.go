package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"luonnos/agent"
	"luonnos/agent/openai"
	"luonnos/tools"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// checkLanguageModel is doctor's check of the language model: the settings, the key, the
// address, the model's name, whether answers come as a stream and whether the model calls
// tools. It asks the model twice, as an interview would, which costs about 10,000 tokens.
// The error says what to do.
func checkLanguageModel(ctx context.Context, s settings, e env) (detail string, err error) {
	model, err := modelOf(e, slog.New(slog.DiscardHandler))
	if err != nil {
		return "", err
	}
	c, err := llmConfig(e, e.getenv(openai.SettingModel))
	if err != nil || model.Name() == "guided" {
		return model.Name(), err
	}
	llm, err := openai.New(c)
	if err != nil {
		return "", err
	}
	began := time.Now()
	words, err := probe(ctx, llm, s.lang, true)
	if err != nil {
		return "", advised(err, s.lang)
	}
	calls, err := probe(ctx, llm, s.lang, false)
	if err != nil {
		return "", advised(err, s.lang)
	}
	if calls.calls == 0 {
		return "", errors.New(noCalls.In(s.lang))
	}
	detail = fmt.Sprintf("%s, %s", model.Name(), time.Since(began).Round(100*time.Millisecond))
	if words.pieces < 2 {
		detail += "; " + oneWhole.In(s.lang)
	}
	if words.usage == nil {
		detail += "; " + noUsage.In(s.lang)
	}
	return detail, nil
}

// heard is what came of an answer.
type heard struct {
	pieces, calls int
	usage         *agent.Usage
}

// probe lets the model answer a message that holds a fact: in words, or with tools.
func probe(ctx context.Context, m agent.Model, lang plan.Lang, words bool) (heard, error) {
	d := plan.NewDraft(lang)
	report := criteria.Check(d)
	said := say(
		"Uudistuksen kohde on hakemusten käsittely. Kirjaa se.", "Fokus för förnyelsen är ansökningshandläggningen. Anteckna det.",
		"The focus of the renewal is the handling of applications. Note it.").In(lang)
	req := &agent.Request{
		Lang: lang, Draft: d, Report: report, Agenda: agent.Agenda(d, report), Tools: tools.All(), Receipt: &tools.Receipt{},
		Messages: []agent.Message{{ID: "m1", Role: agent.User, Text: said}}, Now: time.Now(), Words: words,
	}
	var got heard
	for chunk, err := range m.Generate(ctx, req) {
		if err != nil {
			return got, err
		}
		if strings.TrimSpace(chunk.Text) != "" {
			got.pieces++
		}
		got.calls += len(chunk.Calls)
		if chunk.Usage != nil {
			got.usage = chunk.Usage
		}
	}
	return got, nil
}

// advised adds to an error what to do about it.
func advised(err error, lang plan.Lang) error {
	var e *openai.Error
	if errors.As(err, &e) {
		if advice, ok := advices[e.Kind]; ok {
			return fmt.Errorf("%w. %s", err, advice.In(lang))
		}
	}
	return err
}

var advices = map[openai.Kind]plan.Text{
	openai.Auth: say(
		"Tarkista avain (OPENAI_API_KEY tai OPENAI_API_KEY_FILE) ja sen oikeudet malliin.",
		"Kontrollera nyckeln (OPENAI_API_KEY eller OPENAI_API_KEY_FILE) och dess rätt till modellen.",
		"Check the key (OPENAI_API_KEY or OPENAI_API_KEY_FILE) and its right to the model."),
	openai.Quota: say(
		"Palveluntarjoajan tilillä ei ole käyttövaraa. Lisää sitä tai vaihda avain.",
		"Kontot hos leverantören saknar medel. Fyll på det eller byt nyckel.",
		"The account at the provider has nothing left to spend. Top it up or change the key."),
	openai.Setting: say(
		"Tarkista mallin nimi (LUONNOS_MODEL), osoite (LUONNOS_OPENAI_BASE_URL) ja palvelimen erityispiirteet (LUONNOS_OPENAI_TRAITS).",
		"Kontrollera modellens namn (LUONNOS_MODEL), adressen (LUONNOS_OPENAI_BASE_URL) och serverns särdrag (LUONNOS_OPENAI_TRAITS).",
		"Check the model's name (LUONNOS_MODEL), the address (LUONNOS_OPENAI_BASE_URL) and what sets the server apart (LUONNOS_OPENAI_TRAITS)."),
	openai.Moved: say(
		"Aseta LUONNOS_OPENAI_API arvoon auto tai kokeile toista rajapintaa (chat, responses).",
		"Ange auto för LUONNOS_OPENAI_API eller pröva det andra gränssnittet (chat, responses).",
		"Set LUONNOS_OPENAI_API to auto, or try the other interface (chat, responses)."),
	openai.Context: say(
		"Malli pystyy lukemaan liian vähän kerralla. Sen kontekstin on oltava vähintään 8 000 tokenia.",
		"Modellen kan läsa för lite åt gången. Dess kontext måste rymma minst 8 000 token.",
		"The model can read too little at once. Its context must hold at least 8,000 tokens."),
	openai.Busy: say(
		"Palvelimeen ei saatu yhteyttä tai se ei vastannut ajoissa. Tarkista osoite (LUONNOS_OPENAI_BASE_URL), verkko ja palvelimen kuormitus.",
		"Servern kunde inte nås eller svarade inte i tid. Kontrollera adressen (LUONNOS_OPENAI_BASE_URL), nätet och serverns belastning.",
		"The server could not be reached or did not answer in time. Check the address (LUONNOS_OPENAI_BASE_URL), the network and the server's load."),
	openai.Garbage: say(
		"Palvelin ei vastaa kuten OpenAI:n rajapinta. Osoitteen on päätyttävä versioon, esimerkiksi /v1, ja palvelimen on lähetettävä vastaus osissa (stream).",
		"Servern svarar inte som OpenAI:s gränssnitt. Adressen ska sluta med versionen, till exempel /v1, och servern ska sända svaret i delar (stream).",
		"The server does not answer as OpenAI's interface does. The address must end with the version, as /v1, and the server must stream its answers."),
}

var (
	noCalls = say(
		"Malli vastaa mutta ei kutsu työkaluja. Valitse malli, joka osaa työkalukutsut; vLLM tarvitsee valinnat --enable-auto-tool-choice ja --tool-call-parser.",
		"Modellen svarar men anropar inga verktyg. Välj en modell som kan verktygsanrop; vLLM behöver flaggorna --enable-auto-tool-choice och --tool-call-parser.",
		"The model answers but calls no tools. Choose one that can; vLLM needs the flags --enable-auto-tool-choice and --tool-call-parser.")
	oneWhole = say("vastaus tulee yhtenä palana", "svaret kommer i ett stycke", "the answer comes in one piece")
	noUsage  = say(
		"palvelin ei kerro käytettyjä tokeneita, joten enimmäismäärät eivät toimi", "servern meddelar inte förbrukade token, så gränserna för användningen fungerar inte",
		"the server does not tell the tokens used, so that caps have no effect")
)
