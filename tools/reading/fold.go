package reading

// Fold returns s as words are compared: lower case, without diacritics, with unified dashes and quotation marks.
func Fold(s string) string { return fold(s) }
