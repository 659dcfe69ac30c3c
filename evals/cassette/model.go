package cassette

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Model is the name of the model that was asked first in the tapes of a folder.
func Model(dir string) (string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil || len(files) == 0 {
		return "", fmt.Errorf("cassette: no tapes in %s", dir)
	}
	data, err := os.ReadFile(slices.Min(files))
	if err != nil {
		return "", fmt.Errorf("cassette: open: %w", err)
	}
	first, _, _ := strings.Cut(string(data), "\n")
	var l line
	var asked struct {
		Model string `json:"model"`
	}
	if err := errors.Join(json.Unmarshal([]byte(first), &l), json.Unmarshal(l.Request, &asked)); err != nil || asked.Model == "" {
		return "", fmt.Errorf("cassette: %s does not tell which model was asked", slices.Min(files))
	}
	return asked.Model, nil
}
