package load

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// words is what the model says, piece by piece. It asks something, as an interviewer
// does: an answer that asks nothing would be asked for again.
var words = strings.SplitAfter("Kiitos, kirjasin tämän suunnitelmaan. Seuraavaksi puhutaan uudistuksen tavoitteesta: "+
	"mitä palvelun käyttäjän kannalta on tarkoitus saada aikaan, ja mistä muutoksen näkee? Esimerkiksi "+
	"käsittelyaika voi lyhentyä neljästäkymmenestä päivästä kymmeneen, tai yhteydenotot voivat vähentyä puoleen.", " ")

// Model is an OpenAI-compatible server whose every answer takes a set time, half of
// it before the first word.
func Model(takes time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		out := http.NewResponseController(w)
		send := func(delta map[string]any, finish any) bool {
			chunk, err := json.Marshal(map[string]any{
				"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted",
				"choices": []any{map[string]any{"index": 0, "delta": delta, "finish_reason": finish}},
			})
			if err == nil {
				_, err = fmt.Fprintf(w, "data: %s\n\n", chunk)
			}
			return err == nil && out.Flush() == nil
		}
		pause := time.NewTimer(takes / 2)
		defer pause.Stop()
		<-pause.C
		for i, word := range words {
			if !send(map[string]any{"content": word}, nil) {
				return
			}
			if i == 0 {
				pause.Reset(takes / 2)
				<-pause.C
			}
		}
		if send(map[string]any{}, "stop") {
			fmt.Fprint(w, "data: [DONE]\n\n")
		}
	})
}

// upgrader takes any page: these servers are for measuring.
var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

// Relay is the least that a chat server can do: each frame of a websocket is one
// request to the model, whose words are frames of their own. It keeps nothing.
func Relay(model string) http.Handler {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1000}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return // answered by the upgrader
		}
		defer conn.Close()
		for {
			var frame struct{ Text string }
			if conn.ReadJSON(&frame) != nil || relay(r, conn, client, model, frame.Text) != nil {
				return
			}
		}
	})
}

func relay(r *http.Request, conn *websocket.Conn, client *http.Client, model, text string) error {
	body, err := json.Marshal(map[string]any{
		"model": "scripted", "stream": true, "messages": []any{map[string]any{"role": "user", "content": text}},
	})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(r.Context(), http.MethodPost, model+"/chat/completions", bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		if data == "[DONE]" {
			break
		}
		var chunk struct {
			Choices []struct{ Delta struct{ Content string } }
		}
		if err := json.Unmarshal([]byte(data), &chunk); err != nil {
			return err
		}
		event := map[string]any{"type": "TEXT_MESSAGE_CONTENT", "delta": chunk.Choices[0].Delta.Content}
		if err := conn.WriteJSON(event); err != nil {
			return err
		}
	}
	return conn.WriteJSON(map[string]any{"type": "RUN_FINISHED"})
}
