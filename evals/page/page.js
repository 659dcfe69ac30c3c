// The body of a trial is deflated HTML of our own making; it is unpacked when the trial is opened.
async function unpack(details) {
  const packed = details.dataset.z;
  if (!packed) return;
  delete details.dataset.z;
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  details.querySelector("div").innerHTML = await new Response(stream).text();
}
for (const details of document.querySelectorAll("details[data-z]")) {
  details.addEventListener("toggle", () => { if (details.open) unpack(details); });
}
function openTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.tagName === "DETAILS") target.open = true;
}
addEventListener("hashchange", openTarget);
openTarget();
