// @ts-check
// Exchanges the ticket in the address for a cookie. The ticket stands after the
// number sign, so no server, log or Referer header ever sees it in an address, and
// it is taken out of the history at once.

const ticket = location.hash.slice(1);
history.replaceState(null, "", "/enter");

try {
  const answer = await fetch("/enter", { method: "POST", body: JSON.stringify({ ticket }) });
  if (!answer.ok) throw new Error(`enter: ${answer.status}`);
  const plan = ticket.match(/^([\w-]+)\./)?.[1]; // an invitation names its plan
  location.replace(plan ? `/#plan=${plan}` : "/");
} catch {
  document.getElementById("wait")?.setAttribute("hidden", "");
  document.getElementById("refused")?.removeAttribute("hidden");
}
