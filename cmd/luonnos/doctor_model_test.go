package main

import (
	"strings"
	"testing"

	"luonnos/agent/openai"
	"luonnos/agent/openai/openaitest"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// TestDoctorOfTheModel pins what doctor says of models that work, and which setting it
// names for those that do not.
func TestDoctorOfTheModel(t *testing.T) {
	good := func(_ int, r *openaitest.Request) openaitest.Answer {
		if r.Choice == "none" {
			return openaitest.Answer{Text: "Mikä organisaatio hakee rahoitusta? [[A1]]", Usage: openaitest.Usage{Input: 5000, Output: 20}}
		}
		return openaitest.Answer{Calls: []tools.Call{{ID: "c1", Name: "set_target", Arguments: []byte("{}")}}}
	}
	for name, tt := range map[string]struct {
		respond func(int, *openaitest.Request) openaitest.Answer
		setting map[string]string
		fault   openaitest.Fault
		detail  string
		err     string
	}{
		"good":             {respond: good, detail: "openai:test-model"},
		"no tools":         {respond: openaitest.Play(openaitest.Answer{Text: "Kiitos, kirjasin sen."}), err: "tool-call-parser"},
		"wrong key":        {respond: openaitest.Play(openaitest.Answer{Status: 401}), err: "OPENAI_API_KEY_FILE"},
		"nothing to spend": {respond: openaitest.Play(openaitest.Answer{Status: 429, Raw: `{"error":{"message":"m","code":"insufficient_quota"}}`}), err: "käyttövaraa"},
		"no such model":    {respond: openaitest.Play(openaitest.Answer{Status: 404, Raw: `{"error":{"message":"The model does not exist","code":"model_not_found"}}`}), err: "LUONNOS_MODEL"},
		"not an API":       {respond: good, fault: openaitest.Page, err: "/v1"},
		"wrong interface":  {respond: openaitest.Play(openaitest.Answer{Status: 404, Raw: `{"detail":"Not Found"}`}), setting: map[string]string{openai.SettingAPI: "chat"}, err: openai.SettingAPI},
		"wrong setting":    {respond: good, setting: map[string]string{openai.SettingTraits: "fast"}, err: openai.SettingTraits},
		"guided":           {respond: good, setting: map[string]string{openai.SettingModel: "guided"}, detail: "guided"},
	} {
		t.Run(name, func(t *testing.T) {
			llm := openaitest.New(tt.respond)
			defer llm.Close()
			llm.Break = func(int) openaitest.Fault { return tt.fault }
			set := map[string]string{openai.SettingBaseURL: llm.URL(), openai.SettingModel: "test-model", openai.SettingKey: "sk-secret"}
			for k, v := range tt.setting {
				set[k] = v
			}
			detail, err := checkLanguageModel(t.Context(), settings{lang: plan.FI}, env{getenv: func(s string) string { return set[s] }})
			if (err == nil) != (tt.err == "") || err != nil && (!strings.Contains(err.Error(), tt.err) || strings.Contains(err.Error(), "sk-secret")) {
				t.Errorf("error %v, want one that says %q", err, tt.err)
			}
			if !strings.HasPrefix(detail, tt.detail) {
				t.Errorf("detail %q, want %q", detail, tt.detail)
			}
		})
	}
}
