// @ts-check
// The page's longer texts: help, accessibility statement, privacy.

/** @typedef {import("./lang.js").Text} Text */

/** @type {Record<string, Text>} in the safe part of Markdown */
export const articles = {
  help: {
    fi: `## Miten pääsen alkuun?
Vastatkaa haastattelijan kysymyksiin omin sanoin. Yhdessä viestissä voi kertoa monta asiaa. Haastattelija kertoo, mitä se kirjasi.
## Jos en tiedä vastausta
Valitkaa **Myöhemmin** tai **Ohita**. Painikkeista saa myös esimerkin ja perustelun kysymykselle.
## Miten korjaan tiedon?
Kirjoittakaa korjaus viestinä, tai avatkaa suunnitelmasta tieto ja muuttakaa sitä. Avatussa tiedossa näkyy lause, josta se on peräisin. Muutoksen voi kumota.
## Mitä ehdot tarkoittavat?
Ehdot-välilehti kertoo, mitä muistion ehdoista täyttyy ja mitä puuttuu. Se ei ole lupaus rahoituksesta.
## Kuka allekirjoittaa?
Johdon sitoumuksen antaa nimetty henkilö itse Ehdot-välilehden lopussa. Se onnistuu myös puhelimella. Kutsukaa hänet valikon kohdasta **Osallistujat ja kutsut**.
## Näppäimet
- Enter lähettää viestin, Vaihto + Enter vaihtaa riviä.
- Esc keskeyttää vastauksen ja sulkee avatun tiedon.`,
    sv: `## Hur börjar jag?
Svara på intervjuarens frågor med egna ord. Ni kan berätta flera saker i ett meddelande. Intervjuaren berättar vad den antecknade.
## Om jag inte vet svaret
Välj **Senare** eller **Hoppa över**. Knapparna ger också ett exempel och en motivering till frågan.
## Hur rättar jag en uppgift?
Skriv rättelsen som ett meddelande, eller öppna uppgiften i planen och ändra den. Den öppnade uppgiften visar meningen som den kommer från. Ändringen kan ångras.
## Vad betyder villkoren?
Fliken Villkor visar vilka av promemorians villkor som uppfylls och vad som saknas. Den är inte ett löfte om finansiering.
## Vem undertecknar?
En namngiven person ger själv ledningens åtagande i slutet av fliken Villkor. Det går också med telefon. Bjud in personen i menyn under **Deltagare och inbjudningar**.
## Tangenter
- Enter skickar meddelandet, Skift + Enter byter rad.
- Esc avbryter svaret och stänger en öppnad uppgift.`,
    en: `## How do I begin?
Answer the interviewer's questions in your own words. You can tell several things in one message. The interviewer says what it recorded.
## If I do not know the answer
Choose **Later** or **Skip**. The buttons also give an example and the reason for the question.
## How do I correct a value?
Write the correction as a message, or open the value in the plan and change it. An opened value shows the sentence that it came from. A change can be undone.
## What do the criteria mean?
The Criteria tab tells which of the memo's criteria are met and what is missing. It is not a promise of funding.
## Who signs?
A named person makes management's commitment at the end of the Criteria tab. It works on a phone, too. Invite the person in the menu under **Members and invitations**.
## Keys
- Enter sends the message, Shift + Enter begins a new line.
- Esc stops the answer and closes an opened value.`,
  },
  accessibility: {
    fi: `Palvelu on suunniteltu WCAG 2.2 -ohjeiston A- ja AA-tasojen mukaan. Sitä testataan koneellisesti jokaisessa näkymässä kolmella kielellä, vaaleana ja tummana, leveyksillä 320, 768 ja 1280 kuvapistettä.
## Näin palvelu toimii
- Kaiken voi tehdä näppäimistöllä, ja kohdistus näkyy.
- Ruudunlukija ilmoittaa valmiin vastauksen kerran.
- Kuvien tiedot ovat myös tekstinä.
- Sivu mukautuu 400 prosentin suurennokseen ilman vaakasuuntaista vieritystä.
## Puutteet
Haastattelijan ja hakijoiden kirjoittamien tekstien selkeyttä ei voida taata. Näkövammaisten käyttäjien kanssa tehtyä testausta ei ole vielä tehty.
## Palaute
Kertokaa puutteesta organisaatiolle, joka antoi teille linkin palveluun.`,
    sv: `Tjänsten är utformad enligt nivåerna A och AA i WCAG 2.2. Den testas maskinellt i varje vy på tre språk, ljus och mörk, med bredderna 320, 768 och 1280 bildpunkter.
## Så fungerar tjänsten
- Allt kan göras med tangentbord och fokus syns.
- Skärmläsaren meddelar ett färdigt svar en gång.
- Bildernas uppgifter finns också som text.
- Sidan anpassar sig till 400 procents förstoring utan vågrät rullning.
## Brister
Det kan inte garanteras att texter som intervjuaren och de sökande skriver är tydliga. Test med användare med synnedsättning har ännu inte gjorts.
## Respons
Berätta om brister för den organisation som gav er länken till tjänsten.`,
    en: `The service is designed by levels A and AA of WCAG 2.2. It is tested by machine in every view, in three languages, light and dark, at widths of 320, 768 and 1280 pixels.
## How the service works
- Everything can be done with a keyboard, and the focus is visible.
- A screen reader announces a finished answer once.
- What pictures show is also there as text.
- The page adapts to 400 % zoom without horizontal scrolling.
## Shortcomings
The clarity of texts that the interviewer and applicants write cannot be guaranteed. No tests with users with visual impairments have been done yet.
## Feedback
Tell the organisation that gave you the link to the service.`,
  },
  privacy: {
    fi: `## Mitä tallennetaan?
Viestinne, haastattelijan vastaukset, suunnitelma muutoksineen ja sitoumusten antajien nimet. Henkilötunnukset ja tilinumerot peitetään ennen tallennusta.
## Missä ja kuinka kauan?
Tiedot ovat tämän palvelun omassa tietokannassa, kunnes suunnitelma poistetaan kohdassa Omat suunnitelmat. Siellä kerrotaan myös, jos käyttämätön suunnitelma poistetaan määräajan kuluttua. Poisto on lopullinen.
## Kuka tiedot näkee?
Suunnitelman osallistujat, Sitran asiantuntijat ja palvelun ylläpito. Osallistujat näkee valikosta. Jos palveluun on kytketty kielimalli, viestit lähetetään sen palveluntarjoajalle vastauksen laatimista varten.
## Evästeet
Palvelu käyttää yhtä välttämätöntä evästettä kirjautumiseen. Lähettämätön teksti ja kielivalinta säilyvät vain selaimessanne.`,
    sv: `## Vad sparas?
Era meddelanden, intervjuarens svar, planen med sina ändringar och namnen på dem som ger åtaganden. Personbeteckningar och kontonummer döljs innan de sparas.
## Var och hur länge?
Uppgifterna finns i tjänstens egen databas tills planen tas bort under Mina planer. Där framgår också om en oanvänd plan tas bort efter en viss tid. Borttagningen är slutlig.
## Vem ser uppgifterna?
Planens deltagare, Sitras experter och de som driver tjänsten. Deltagarna visas via menyn. Om en språkmodell är kopplad till tjänsten skickas meddelandena till dess leverantör för att ett svar ska kunna skrivas.
## Kakor
Tjänsten använder en nödvändig kaka för inloggningen. Text som inte har skickats och språkvalet finns bara i er webbläsare.`,
    en: `## What is stored?
Your messages, the interviewer's answers, the plan with its changes, and the names of those who make commitments. Personal identity codes and account numbers are masked before they are stored.
## Where and how long?
The data is in this service's own database until the plan is deleted under My plans. That view also tells whether an unused plan is deleted after a set time. Deletion is final.
## Who sees the data?
The plan's members, Sitra's experts and the operator of the service. The menu shows the members. If a language model is connected to the service, messages are sent to its provider so that an answer can be written.
## Cookies
The service uses one necessary cookie for signing in. Unsent text and the choice of language stay in your browser only.`,
  },
};
