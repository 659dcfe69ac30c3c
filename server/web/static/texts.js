// @ts-check
// What the page itself says, in three languages. Fields, topics and values of the
// plan come from the server's catalogue.

/** @typedef {"fi"|"sv"|"en"} Lang */
/** @typedef {{fi: string, sv: string, en: string}} Text */

/** @type {Record<string, Text>} */
export const texts = {
  tagline: { fi: "Tuottavuusuudistuksen suunnitelma keskustellen", sv: "Planera en produktivitetsreform i ett samtal", en: "Plan a productivity reform in a conversation" },
  skip_to_chat: { fi: "Siirry viestikenttään", sv: "Gå till meddelandefältet", en: "Skip to the message field" },
  language: { fi: "Kieli", sv: "Språk", en: "Language" },
  views: { fi: "Näkymät", sv: "Vyer", en: "Views" },
  chat: { fi: "Keskustelu", sv: "Samtal", en: "Conversation" },
  plan: { fi: "Suunnitelma", sv: "Plan", en: "Plan" },
  your_message: { fi: "Vastauksenne", sv: "Ert svar", en: "Your answer" },
  say_hint: { fi: "Lähetä: Enter. Rivinvaihto: Vaihto + Enter.", sv: "Skicka: Enter. Ny rad: Skift + Enter.", en: "Send: Enter. New line: Shift + Enter." },
  send: { fi: "Lähetä", sv: "Skicka", en: "Send" },
  stop: { fi: "Keskeytä", sv: "Avbryt", en: "Stop" },
  undo: { fi: "Kumoa", sv: "Ångra", en: "Undo" },
  redo: { fi: "Tee uudelleen", sv: "Gör om", en: "Redo" },
  you: { fi: "Te", sv: "Ni", en: "You" },
  assistant: { fi: "Haastattelija", sv: "Intervjuaren", en: "Interviewer" },
  writing: { fi: "Haastattelija kirjoittaa…", sv: "Intervjuaren skriver…", en: "The interviewer is writing…" },
  online: { fi: "Yhteys kunnossa", sv: "Ansluten", en: "Connected" },
  offline: { fi: "Ei yhteyttä. Yritetään uudelleen…", sv: "Ingen anslutning. Försöker igen…", en: "Not connected. Trying again…" },
  recorded: { fi: "Kirjasin", sv: "Jag antecknade", en: "I recorded" },
  refused: { fi: "En kirjannut", sv: "Jag antecknade inte", en: "I did not record" },
  unplaced: { fi: "En osannut sijoittaa", sv: "Jag kunde inte placera", en: "I could not place" },
  reordered: { fi: "Järjestin uudelleen", sv: "Jag ändrade ordningen", en: "I reordered" },
  removed: { fi: "Poistin", sv: "Jag tog bort", en: "I removed" },
  skipped: { fi: "Jätin avoimeksi", sv: "Jag lämnade öppet", en: "I left open" },
  undone: { fi: "Viimeisin muutos on kumottu.", sv: "Den senaste ändringen är ångrad.", en: "The last change is undone." },
  source: { fi: "Lähde", sv: "Källa", en: "Source" },
  nothing_yet: { fi: "Ei vielä tietoja.", sv: "Inga uppgifter ännu.", en: "Nothing yet." },
  of: { fi: "/", sv: "/", en: "/" },
  verdict: { fi: "Rahoituksen ehdot", sv: "Villkoren för finansiering", en: "Funding criteria" },
  verdict_pass: { fi: "Ehdot täyttyvät", sv: "Villkoren uppfylls", en: "Criteria met" },
  verdict_fail: { fi: "Kesken", sv: "Ofullständig", en: "Incomplete" },
  verdict_note: { fi: "Arvio kertoo vain, täyttääkö suunnitelma muistion ehdot. Rahoituksesta päättää Sitra.", sv: "Bedömningen visar bara om planen uppfyller promemorians villkor. Sitra beslutar om finansieringen.", en: "This only tells whether the plan meets the memo's criteria. Sitra decides on funding." },
  no_findings: { fi: "Ei huomautuksia.", sv: "Inga anmärkningar.", en: "No remarks." },
  state_pass: { fi: "täyttyy", sv: "uppfylls", en: "met" },
  state_fail: { fi: "ei vielä täyty", sv: "uppfylls inte ännu", en: "not yet met" },
  state_met: { fi: "täyttyy", sv: "uppfylls", en: "met" },
  state_not_met: { fi: "ei kuvattu", sv: "inte beskrivet", en: "not described" },
  attest_title: { fi: "Johdon sitoumus", sv: "Ledningens åtagande", en: "Management's commitment" },
  attest_intro: { fi: "Sitoumuksen antaa nimetty henkilö itse. Haastattelija ei voi antaa sitä kenenkään puolesta.", sv: "En namngiven person ger själv åtagandet. Intervjuaren kan inte ge det för någon annan.", en: "A named person makes the commitment. The interviewer cannot make it for anybody." },
  attest_what: { fi: "Sitoudun", sv: "Jag förbinder mig att", en: "I commit to" },
  attest_by: { fi: "Etunimi ja sukunimi", sv: "Förnamn och efternamn", en: "First name and last name" },
  attest_position: { fi: "Tehtävänimike", sv: "Uppdrag eller tjänst", en: "Position" },
  attest_date: { fi: "Päivä", sv: "Datum", en: "Date" },
  attest_do: { fi: "Vahvista sitoumus", sv: "Bekräfta åtagandet", en: "Confirm the commitment" },
  attest_none: { fi: "Valitkaa vähintään yksi sitoumus.", sv: "Välj minst ett åtagande.", en: "Choose at least one commitment." },
  download_md: { fi: "Lataa suunnitelma (Markdown)", sv: "Ladda ner planen (Markdown)", en: "Download the plan (Markdown)" },
  download_json: { fi: "Lataa suunnitelma (JSON)", sv: "Ladda ner planen (JSON)", en: "Download the plan (JSON)" },
  yes: { fi: "kyllä", sv: "ja", en: "yes" },
  no: { fi: "ei", sv: "nej", en: "no" },
  pi: { fi: "Prioriteetti-indeksi", sv: "Prioritetsindex", en: "Priority index" },
  quadrant: { fi: "Nopea tulkinta", sv: "Snabbtolkning", en: "Quick reading" },
  border: { fi: "rajatapaus", sv: "gränsfall", en: "border case" },
  flow_sum: { fi: "Yhteensä: työaika {p} min, odotus {w} vrk, virtaustehokkuus {e} %", sv: "Totalt: arbetstid {p} min, väntan {w} dygn, flödeseffektivitet {e} %", en: "In all: working time {p} min, waiting {w} days, flow efficiency {e} %" },
  proposed: { fi: "ehdotus", sv: "förslag", en: "proposal" },
  new_plan: { fi: "Uusi suunnitelma", sv: "Ny plan", en: "New plan" },
  denied: { fi: "Avatkaa sivu ohjelman antamalla linkillä. Linkin saa uudelleen komennolla luonnos link.", sv: "Öppna sidan med länken som programmet gav. Kommandot luonnos link ger en ny länk.", en: "Open the page with the link that the program gave. The command luonnos link gives a new one." },
  findings_new: { fi: "Puutteita jäljellä: {n}", sv: "Brister kvar: {n}", en: "Gaps left: {n}" },
};

/** @type {Lang} */
let current = "fi";

/** @param {string} value @returns {Lang} */
export function setLang(value) {
  current = value === "sv" || value === "en" ? value : "fi";
  return current;
}

/** @returns {Lang} */
export const lang = () => current;

/** @param {Text | undefined} text */
export const inLang = (text) => (text ? text[current] : "");

/**
 * The page's own text for key, with {name} places filled.
 * @param {string} key
 * @param {Record<string, string|number>} [values]
 */
export function t(key, values = {}) {
  const text = texts[key];
  if (!text) throw new Error(`no text ${key}`);
  return text[current].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
