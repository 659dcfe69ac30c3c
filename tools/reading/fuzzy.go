package reading

// OneEdit reports whether a and b differ by at most one insertion, deletion, substitution or swap of neighbours.
func OneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if i == len(a) {
		return true
	}
	if len(a) == len(b) {
		if a[i+1:] == b[i+1:] {
			return true
		}
		return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	}
	return a[i:] == b[i+1:]
}

// prefixEdit reports whether word begins with stem but for one edit, and the edit is not a mere extension.
func prefixEdit(word, stem string) bool {
	n := len(stem)
	for _, m := range [3]int{n, n + 1, n - 1} {
		if m > 0 && m <= len(word) && OneEdit(word[:m], stem) {
			return true
		}
	}
	return false
}
