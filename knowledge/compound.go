package knowledge

// splitter parts compounds into words that stand by themselves elsewhere in the
// passages.
type splitter struct {
	lang  string
	stems map[string]bool
	forms map[string]string
}

// Lengths of the shortest word that a compound is taken to be made of, and of
// the shortest stem when the word stands there in another form. Shorter ones are
// mostly endings.
const (
	shortestPart = 4
	shortestStem = 5
)

func newSplitter(forms map[string]string, lang string) *splitter {
	s := &splitter{lang: lang, stems: map[string]bool{}, forms: forms}
	for form, stem := range forms {
		if len(form) >= shortestPart && len(stem) >= shortestStem {
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
	return s.cut(word)
}

// cut tries the longest last word first, since it says what the compound is a
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

// head reads the beginning of a compound, perhaps with the s that Swedish joins
// words by.
func (s *splitter) head(word string) ([]string, bool) {
	if stem, ok := s.word(word); ok {
		return []string{stem}, true
	}
	if s.lang == "sv" && word[len(word)-1] == 's' {
		if stem, ok := s.word(word[:len(word)-1]); ok {
			return []string{stem}, true
		}
	}
	return nil, false
}

// tail reads the end of a compound, which may be a compound itself.
func (s *splitter) tail(word string) ([]string, bool) {
	if stem, ok := s.word(word); ok {
		return []string{stem}, true
	}
	parts := s.split(word)
	return parts, parts != nil
}

// word returns the stem of a word that stands by itself in the passages, as it
// is or in another form.
func (s *splitter) word(word string) (string, bool) {
	if stem, ok := s.forms[word]; ok && len(word) >= shortestPart {
		return stem, true
	}
	stem := stemOf(word, s.lang)
	return stem, s.stems[stem]
}
