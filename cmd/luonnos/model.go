package main

import (
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"

	"luonnos/agent"
	"luonnos/agent/failover"
	"luonnos/agent/guided"
	"luonnos/agent/openai"
)

// modelOf is the interviewer that the settings ask for: the guided one, or a language
// model with the guided one behind it.
func modelOf(e env, log *slog.Logger) (agent.Model, error) {
	wanted := e.getenv(openai.SettingModel)
	hasServer := e.getenv(openai.SettingKey) != "" || e.getenv(settingKeyFile) != "" || e.getenv(openai.SettingBaseURL) != ""
	if wanted == "guided" || wanted == "" && !hasServer {
		return guided.New(), nil
	}
	c, err := llmConfig(e, wanted)
	if err != nil {
		return nil, err
	}
	llm, err := openai.New(c)
	if err != nil {
		return nil, err
	}
	return failover.New(llm, guided.New(), time.Now, log), nil
}

const settingKeyFile = openai.SettingKey + "_FILE"

// llmConfig reads the settings of the language model called name.
func llmConfig(e env, name string) (openai.Config, error) {
	key := e.getenv(openai.SettingKey)
	if file := e.getenv(settingKeyFile); key == "" && file != "" {
		data, err := os.ReadFile(file)
		if err != nil {
			return openai.Config{}, fmt.Errorf("%s: %w", settingKeyFile, err)
		}
		key = strings.TrimSpace(string(data))
	}
	traits, err := openai.ParseTraits(e.getenv(openai.SettingTraits))
	return openai.Config{
		BaseURL: e.getenv(openai.SettingBaseURL), Key: key, Model: name,
		API: openai.API(e.getenv(openai.SettingAPI)), AzureVersion: e.getenv(openai.SettingAzure), Traits: traits,
		Effort: e.getenv(openai.SettingEffort), Names: e.getenv(openai.SettingNames) == "plain",
		Keep: e.getenv(openai.SettingKeep) == "requests",
	}, err
}
