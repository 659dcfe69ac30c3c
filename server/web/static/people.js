// @ts-check
// Who works on the plan: the members, and the invitations that wait for somebody.
import { invitations, invite, me, members, nameMe, removeMember, withdraw } from "./api.js";
import { announce, el, keepFocus } from "./dom.js";
import { date, t } from "./lang.js";
import { room } from "./room.js";

/** @typedef {import("./api.js").Me} Me */

const shares = ["editor", "signatory", "viewer"];

/** The content of the sheet, which fills itself. */
export function people() {
  const plan = room.plan;
  const error = el("p", { class: "error", role: "alert" });
  const link = el("div");
  const list = el("div", { class: "people" });
  const own = el("div");

  /** @param {() => Promise<any>} what */
  const act = async (what) => {
    error.textContent = "";
    try {
      await what();
      await draw();
    } catch (e) {
      error.textContent = /** @type {Error} */ (e).message;
    }
  };

  const draw = async () => {
    const [self, all, open] = await Promise.all([me(), members(plan), room.can("invite") ? invitations(plan) : []]);
    if (!own.hasChildNodes() && self.id && !self.name) own.append(nameForm(act));
    keepFocus(list, () => list.replaceChildren(...[
      el("h3", {}, t("members")), all.length ? el("ul", { class: "plans" }, ...all.map((m) => member(m, self, act))) : el("p", { class: "muted" }, t("no_members")),
      open.length > 0 && el("h3", {}, t("invited")), open.length > 0 && el("ul", { class: "plans" }, ...open.map((i) => invitation(i, act))),
    ].filter((n) => n !== false)));
  };
  act(async () => undefined);
  return el("div", { class: "form" }, own, room.can("invite") ? inviteForm(link, act) : el("p", { class: "muted" }, t("owner_invites")), link, error, list);
}

/** @param {import("./api.js").Member} m @param {Me} self @param {(what: () => Promise<any>) => Promise<void>} act */
function member(m, self, act) {
  const mine = m.person === self.id;
  const name = m.name || t("nameless");
  const remove = room.can("invite") && m.share !== "owner" && el("button", {
    type: "button", class: "quiet", "data-key": `remove ${m.person}`, "aria-label": t("remove_member", { name }), onclick: () => act(() => removeMember(room.plan, m.person)),
  }, t("remove"));
  return el("li", {}, el("div", {}, el("strong", {}, mine ? `${name} (${t("yourself")})` : name), el("p", { class: "muted" }, t(`share_${m.share}`))), remove);
}

/** @param {import("./api.js").Invitation} i @param {(what: () => Promise<any>) => Promise<void>} act */
const invitation = (i, act) => el("li", {}, el("div", {}, el("strong", {}, t(`share_${i.share}`)), el("p", { class: "muted" }, t("valid_until", { date: date(i.expires) }))),
  el("button", { type: "button", class: "quiet", "data-key": `withdraw ${i.id}`, "aria-label": t("withdraw_invitation", { name: t(`share_${i.share}`) }), onclick: () => act(() => withdraw(room.plan, i.id)) }, t("withdraw")));

/** @param {HTMLElement} place where the link is shown @param {(what: () => Promise<any>) => Promise<void>} act */
function inviteForm(place, act) {
  const boxes = shares.map((share, i) => el("input", { type: "radio", name: "share", value: share, checked: i === 0 }));
  return el("form", { id: "invite", class: "form", onsubmit: (/** @type {Event} */ e) => {
    e.preventDefault();
    act(async () => {
      const made = await invite(room.plan, boxes.find((b) => b.checked)?.value ?? "");
      place.replaceChildren(shownLink(location.origin + made.link, made.expires));
      place.querySelector("input")?.select();
    });
  } },
  el("fieldset", {}, el("legend", {}, t("invite_as")), ...shares.map((share, i) => el("label", { class: "choice" }, boxes[i],
    el("span", {}, t(`share_${share}`), el("span", { class: "muted" }, ` – ${t(`can_${share}`)}`))))),
  el("div", {}, el("button", { type: "submit", class: "primary" }, t("make_link"))));
}

/** @param {string} link @param {string} expires */
function shownLink(link, expires) {
  const field = el("input", { type: "text", readonly: true, "aria-label": t("invitation_link"), onfocus: () => field.select() });
  field.value = link;
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    announce(t("link_copied"));
  };
  return el("div", { class: "why form" }, el("p", {}, t("link_text", { date: date(expires) })), field, el("div", {}, el("button", { type: "button", onclick: copy }, t("copy_link"))));
}

/** Who came by an invitation has no name yet. @param {(what: () => Promise<any>) => Promise<void>} act */
function nameForm(act) {
  const field = el("input", { required: true, maxlength: "200", autocomplete: "name", name: "name" });
  const form = el("form", { id: "name-me", class: "form", onsubmit: (/** @type {Event} */ e) => {
    e.preventDefault();
    act(async () => { await nameMe(field.value.trim()); form.remove(); });
  } }, el("p", {}, t("name_text")), el("label", {}, t("by"), field), el("div", {}, el("button", { type: "submit", class: "primary" }, t("save"))));
  return form;
}
