package guided

import "luonnos/tools/plan"

// orgHead is a word that names a kind of organisation, alone or as the last part of
// a compound.
type orgHead struct {
	base   string   // the nominative
	forms  []string // stems of its other forms, folded
	sector string
}

// Sectors of the applicant.
const (
	municipality    = "municipality"
	wellbeingCounty = "wellbeing_county"
	stateAgency     = "state_agency"
	university      = "university"
	otherPublic     = "other_public"
)

var orgHeads = map[plan.Lang][]orgHead{
	plan.FI: {
		{"hyvinvointialue", []string{"hyvinvointialue"}, wellbeingCounty},
		{"hyvinvointikuntayhtymä", []string{"hyvinvointikuntayhtyma"}, wellbeingCounty},
		{"ammattikorkeakoulu", []string{"ammattikorkeakoulu"}, university},
		{"korkeakoulu", []string{"korkeakoulu"}, university},
		{"yliopisto", []string{"yliopisto"}, university},
		{"kuntayhtymä", []string{"kuntayhtyma"}, otherPublic},
		{"maakuntaliitto", []string{"maakuntaliitto", "maakuntaliito"}, otherPublic},
		{"seurakunta", []string{"seurakunta", "seurakunna"}, otherPublic},
		{"seurakuntayhtymä", []string{"seurakuntayhtyma"}, otherPublic},
		{"kunta", []string{"kunta", "kunna"}, municipality},
		{"kaupunki", []string{"kaupunki", "kaupungi", "kaupunkii"}, municipality},
		{"kaupunginkirjasto", []string{"kaupunginkirjasto"}, municipality},
		{"kirjasto", []string{"kirjasto"}, municipality},
		{"ministeriö", []string{"ministerio"}, stateAgency},
		{"virasto", []string{"virasto"}, stateAgency},
		{"pelastuslaitos", []string{"pelastuslaitos", "pelastuslaitokse"}, wellbeingCounty},
		{"laitos", []string{"laitos", "laitokse"}, stateAgency},
		{"keskus", []string{"keskus", "keskukse"}, stateAgency},
		{"hallinto", []string{"hallinto", "hallinno"}, stateAgency},
		{"hallitus", []string{"aluehallitus", "rajahallitus", "opetushallitus", "opetushallitukse", "maanmittaushallitus"}, stateAgency},
		{"oikeus", []string{"oikeus", "oikeude"}, stateAgency},
		{"kansaneläkelaitos", []string{"kansanelakelaitos", "kansanelakelaitokse"}, stateAgency},
		{"Kela", []string{"kela", "kelassa"}, stateAgency},
		{"Tulli", []string{"tulli", "tullissa", "tullista"}, stateAgency},
		{"poliisi", []string{"poliisi"}, stateAgency},
		{"arkisto", []string{"arkisto"}, stateAgency},
		{"Traficom", []string{"traficom", "traficomi"}, stateAgency},
		{"Tukes", []string{"tukes", "tukesi"}, stateAgency},
		{"Fimea", []string{"fimea"}, stateAgency},
		{"Valvira", []string{"valvira"}, stateAgency},
		{"Migri", []string{"migri"}, stateAgency},
		{"museo", []string{"museo"}, otherPublic},
		{"rahasto", []string{"rahasto"}, otherPublic},
		{"liitto", []string{"liitto", "liito"}, otherPublic},
		{"opisto", []string{"opisto"}, otherPublic},
	},
	plan.SV: {
		{"välfärdsområde", []string{"valfardsomrade"}, wellbeingCounty},
		{"yrkeshögskola", []string{"yrkeshogskola"}, university},
		{"högskola", []string{"hogskola"}, university},
		{"universitet", []string{"universitet"}, university},
		{"akademi", []string{"akademi"}, university},
		{"samkommun", []string{"samkommun"}, otherPublic},
		{"församling", []string{"forsamling"}, otherPublic},
		{"kommun", []string{"kommun"}, municipality},
		{"stad", []string{"stad"}, municipality},
		{"stadsbibliotek", []string{"stadsbibliotek"}, municipality},
		{"bibliotek", []string{"bibliotek"}, municipality},
		{"ministerium", []string{"ministeri"}, stateAgency},
		{"verk", []string{"verket", "sverk"}, stateAgency},
		{"myndighet", []string{"myndighet"}, stateAgency},
		{"styrelse", []string{"utbildningsstyrelse"}, stateAgency},
		{"byrå", []string{"byra"}, stateAgency},
		{"central", []string{"centralen", "livskraftscentral"}, stateAgency},
		{"förvaltning", []string{"skatteforvaltning"}, stateAgency},
		{"FPA", []string{"fpa", "folkpensionsanstalt"}, stateAgency},
		{"institut", []string{"institut"}, stateAgency},
		{"arkiv", []string{"arkiv", "arkivet"}, stateAgency},
		{"museum", []string{"museum", "museet"}, otherPublic},
		{"förbund", []string{"forbund"}, otherPublic},
	},
	plan.EN: {
		{"wellbeing services county", []string{"county"}, wellbeingCounty},
		{"university", []string{"university", "college", "polytechnic"}, university},
		{"municipality", []string{"municipality", "borough"}, municipality},
		{"city", []string{"city", "town"}, municipality},
		{"library", []string{"library", "libraries"}, municipality},
		{"parish", []string{"parish"}, otherPublic},
		{"agency", []string{"agency", "observatory", "administration", "authority", "office", "ministry", "institute", "bureau", "inspectorate", "court", "customs", "service", "centre", "center", "board", "archives", "institution"}, stateAgency},
		{"trust", []string{"trust", "fund", "corporation"}, otherPublic},
		{"museum", []string{"museum"}, otherPublic},
		{"council", []string{"council"}, municipality},
	},
}
