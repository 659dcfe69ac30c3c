package reading

// stopWord reports whether a folded word carries no content in lang (in any language when lang is empty).
func stopWord(f string, lang Lang) bool {
	if lang != "" {
		return stopWords[lang][f]
	}
	return stopWords[FI][f] || stopWords[SV][f] || stopWords[EN][f]
}

var stopWords = map[Lang]map[string]bool{
	FI: set(`ja tai seka eli etta jotta koska kun jos vaikka mutta vaan kuin niin myos on ovat oli olivat ole olla olemme olen olisi ei emme en eivat eika jo viela nyt sitten
		se sen sita siina siita siihen sille silla ne niiden niita niissa niista niille tama taman tata tassa tasta tahan tana nama naiden naita naissa
		joka jonka jota jossa josta johon jolla jolle jotka joiden joita joissa joista mika mita missa mista mihin milla
		han hanen he heidan minun minulla mina itse meidan meilla me meille heille
		noin mm esim jne ym ns eli per mukaan kautta kanssa ilman ennen jalkeen aikana varten kohti kohden asti saakka mennessa alkaen lahtien
		hyvin aivan vain ainakin enintaan vahintaan kaikki kaikissa kaikkien koko eri muu muut muun muita oma omat tulee voi voidaan pitaa saa`),
	SV: set(`och eller samt att som for till fran med utan av pa i om vid over under efter fore innan mot hos genom enligt mellan bland per den det de dem en ett denna detta dessa
		ar var vara varit blir bli blev har hade ha ska skall kan kunna vill maste inte ej aven ocksa sa men da nar dar har sedan sin sitt sina sig vi vara var vart jag min mitt mina ni han hon
		man alla varje nagon nagot nagra ingen inget inga vilken vilket vilka dess deras hur vad ju nog bara annu redan enligt cirka ungefar far fa fick fatt gor gora`),
	EN: set(`the a an and or but if then than that this these those to of in on at by for from with without as is are was were be been being it its we our us i my me you your they their them
		he she his her will would shall should can could may might must do does did has have had not no so such which who whom whose what when where how all each every any some per into over
		under about after before between through during also only just already yet there here up out`),
}
