package reading

import "testing"

func TestNominative(t *testing.T) {
	for _, tt := range []struct{ word, want string }{
		{"lääkejakelusta", "lääkejakelu"}, {"kuvantamisesta", "kuvantaminen"}, {"kirjaamispalveluissa", "kirjaamispalvelut"},
		{"varhaiskasvatuksessa", "varhaiskasvatus"}, {"valvontayksiköstä", "valvontayksikkö"}, {"henkilöstöhallinnossa", "henkilöstöhallinto"},
		{"tuloverotuksen", "tuloverotus"}, {"laboratorioista", "laboratoriot"}, {"kirjastolta", "kirjasto"}, {"hankinnoista", "hankinnat"},
		{"markkinoinnissa", "markkinointi"}, {"vesihuollosta", "vesihuolto"}, {"kotihoidossa", "kotihoito"}, {"kiinteistötoimesta", "kiinteistötoimi"},
		{"ammattiopistoa", "ammattiopisto"}, {"rakennusvalvontaa", "rakennusvalvonta"}, {"turvallisuudesta", "turvallisuus"}, {"Satamassa", "Satama"}, {"valvonnan", "valvonta"},
		{"asiakasohjaus", "asiakasohjaus"}, {"rakennusvalvonta", "rakennusvalvonta"}, {"kuvantaminen", "kuvantaminen"},
		{"palvelut", "palvelut"}, {"asema", "asema"}, {"puhelin", "puhelin"}, {"osa", "osa"}, {"", ""}, {"İSTANBULSSA", "İSTANBULSSA"},
	} {
		if got := Nominative(tt.word); got != tt.want {
			t.Errorf("Nominative(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}
