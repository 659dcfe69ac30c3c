package knowledge

// splitter parts compounds into words that stand by themselves elsewhere in the
// passages.
type splitter struct {
	lang  string
	stems map[string]bool
	forms map[string]string
	done  map[string][]string
}

// shortestPart is the shortest word that a compound is taken to be made of.
const shortestPart = 4

func newSplitter(forms map[string]string, lang string) *splitter {
	s := &splitter{lang: lang, stems: map[string]bool{}, forms: forms, done: map[string][]string{}}
	for form, stem := range forms {
		if len(form) >= shortestPart && len(stem) >= shortestPart-1 {
			s.stems[stem] = true
		}
	}
	return s
}

// split returns the stems of the words that a folded compound is made of, and
// nothing for a word that is not a compound. English has few, and writes its
// compounds apart.
func (s *splitter) split(word string) []string {
	if s.lang == "en" || len(word) < 2*shortestPart {
		return nil
	}
	if parts, ok := s.done[word]; ok {
		return parts
	}
	parts := s.cut(word)
	s.done[word] = parts
	return parts
}

// cut tries the longest last word first, since that is what the compound is a
// kind of.
func (s *splitter) cut(word string) []string {
	for i := shortestPart; i+shortestPart <= len(word); i++ {
		head, ok := s.head(word[:i])
		if !ok {
			continue
		}
		if tail, ok := s.tail(word[i:]); ok {
			return append(head, tail...)
		}
	}
	return nil
}

// head reads the beginning of a compound: a word as it stands in the passages,
// or its stem, perhaps with the s that Swedish joins words by.
func (s *splitter) head(word string) ([]string, bool) {
	if stem, ok := s.forms[word]; ok {
		return []string{stem}, true
	}
	if stem := stemOf(word, s.lang); s.stems[stem] {
		return []string{stem}, true
	}
	if s.lang == "sv" && word[len(word)-1] == 's' && s.stems[stemOf(word[:len(word)-1], s.lang)] {
		return []string{stemOf(word[:len(word)-1], s.lang)}, true
	}
	return nil, false
}

// tail reads the end of a compound, which may be a compound itself.
func (s *splitter) tail(word string) ([]string, bool) {
	if stem, ok := s.forms[word]; ok {
		return []string{stem}, true
	}
	if stem := stemOf(word, s.lang); s.stems[stem] {
		return []string{stem}, true
	}
	if len(word) >= 2*shortestPart {
		parts := s.cut(word)
		return parts, parts != nil
	}
	return nil, false
}
