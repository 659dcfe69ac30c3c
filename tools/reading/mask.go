package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// identityMask replaces a personal identity code.
const identityMask = "******-****"

// accountMask replaces a bank account number.
const accountMask = "**** ****"

// MaskIdentityCodes replaces Finnish personal identity codes (henkilötunnus, every century sign, check character
// verified), Swedish ones (personnummer and samordningsnummer, Luhn verified) and IBANs, and counts what it replaced.
func MaskIdentityCodes(s string) (masked string, n int) {
	var b strings.Builder
	last := 0
	for i := 0; i < len(s); {
		if !codeStart(s, i) {
			i++
			continue
		}
		end, mask := 0, identityMask
		if isDigit(s[i]) {
			if end = hetu(s, i); end == 0 {
				end = personnummer(s, i)
			}
		} else if end = iban(s, i); end > 0 {
			mask = accountMask
		}
		if end == 0 {
			for i < len(s) && isAlnum(s[i]) {
				i++
			}
			continue
		}
		b.WriteString(s[last:i])
		b.WriteString(mask)
		last, i = end, end
		n++
	}
	if n == 0 {
		return s, 0
	}
	b.WriteString(s[last:])
	return b.String(), n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isAlnum(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' }

// codeStart reports whether a code may begin at i: a letter or digit that follows neither.
func codeStart(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return isAlnum(s[i]) && (i == 0 || !wordRune(r))
}

// codeEnd reports whether a code may end before i.
func codeEnd(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return i >= len(s) || !wordRune(r)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || '0' <= r && r <= '9' }

// digitsAt reads n digits at i.
func digitsAt(s string, i, n int) (string, bool) {
	if i+n > len(s) {
		return "", false
	}
	for k := i; k < i+n; k++ {
		if !isDigit(s[k]) {
			return "", false
		}
	}
	return s[i : i+n], true
}

// signAt reads one separator or century sign at i, spaces around a dash allowed, and returns the token after it.
func signAt(s string, i int) (sign byte, next int) {
	if i < len(s) && s[i] == ' ' {
		i++
	}
	if i >= len(s) {
		return 0, 0
	}
	c := s[i]
	next = i + 1
	switch {
	case c == '-' || c == '+':
	case c >= 0x80:
		r := firstRune(s[i:])
		if unifyRune(r) != '-' {
			return 0, 0
		}
		c, next = '-', i+len(string(r))
	default:
		c &^= 0x20
		if !strings.ContainsRune("YXWVUABCDEF", rune(c)) {
			return 0, 0
		}
	}
	if next < len(s) && s[next] == ' ' {
		next++
	}
	return c, next
}

// hetu returns the end of a Finnish identity code at i, or 0.
func hetu(s string, i int) int {
	date, ok := digitsAt(s, i, 6)
	if !ok {
		return 0
	}
	sign, j := signAt(s, i+6)
	if sign == 0 {
		return 0
	}
	serial, ok := digitsAt(s, j, 3)
	if !ok || j+3 >= len(s) {
		return 0
	}
	end := j + 4
	if !codeEnd(s, end) {
		return 0
	}
	year := 1900 + smallInt(date[4:])
	switch {
	case sign == '+':
		year -= 100
	case strings.IndexByte("ABCDEF", sign) >= 0:
		year += 100
	}
	if !realDate(year, smallInt(date[2:4]), smallInt(date[:2])) {
		return 0
	}
	rest := 0
	for _, c := range date + serial {
		rest = (rest*10 + int(c-'0')) % 31
	}
	check := s[j+3]
	if check >= 'a' {
		check &^= 0x20
	}
	if check != "0123456789ABCDEFHJKLMNPRSTUVWXY"[rest] {
		return 0
	}
	return end
}

func realDate(y, m, d int) bool { return 1 <= m && m <= 12 && 1 <= d && d <= daysIn(y, m) }

// personnummer returns the end of a Swedish identity number at i, or 0.
func personnummer(s string, i int) int {
	n := 0
	for i+n < len(s) && isDigit(s[i+n]) && n < 13 {
		n++
	}
	date, serial, end := "", "", 0
	switch n {
	case 6, 8:
		sign, j := signAt(s, i+n)
		if sign != '-' && sign != '+' {
			return 0
		}
		four, ok := digitsAt(s, j, 4)
		if !ok {
			return 0
		}
		date, serial, end = s[i:i+n], four, j+4
	case 10, 12:
		date, serial, end = s[i:i+n-4], s[i+n-4:i+n], i+n
	default:
		return 0
	}
	if !codeEnd(s, end) {
		return 0
	}
	if len(date) == 8 {
		if c := date[:2]; c != "18" && c != "19" && c != "20" {
			return 0
		}
		date = date[2:]
	}
	day := smallInt(date[4:])
	if day > 60 {
		day -= 60
	}
	if !realDate(2000+smallInt(date[:2]), smallInt(date[2:4]), day) || !luhn(date+serial) {
		return 0
	}
	return end
}

// luhn verifies the last of ten digits.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		v := int(digits[i] - '0')
		if i%2 == 0 {
			v *= 2
			if v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}

// iban returns the end of an international bank account number at i, or 0.
func iban(s string, i int) int {
	if i+4 > len(s) || isDigit(s[i]) || isDigit(s[i+1]) || !isAlnum(s[i+1]) || !isDigit(s[i+2]) || !isDigit(s[i+3]) {
		return 0
	}
	var c []byte
	end := 0
	for j := i; j < len(s) && len(c) < 34; j++ {
		if s[j] == ' ' {
			if j+1 < len(s) && isDigit(s[j+1]) {
				continue
			}
			break
		}
		if !isAlnum(s[j]) {
			break
		}
		x := s[j]
		if x >= 'a' {
			x &^= 0x20
		}
		c = append(c, x)
		end = j + 1
	}
	want, known := ibanLength[string(c[:2])]
	if !known || len(c) != want {
		return 0
	}
	rest := 0
	for _, x := range append(append([]byte(nil), c[4:]...), c[:4]...) {
		if isDigit(x) {
			rest = (rest*10 + int(x-'0')) % 97
		} else {
			rest = (rest*100 + int(x-'A') + 10) % 97
		}
	}
	if rest != 1 {
		return 0
	}
	return end
}

// ibanLength gives the length of account numbers of the countries that applicants are likely to use.
var ibanLength = map[string]int{"FI": 18, "SE": 24, "EE": 20, "NO": 15, "DK": 18, "DE": 22, "AX": 18, "LV": 21, "LT": 20, "NL": 18, "BE": 16, "FR": 27}
