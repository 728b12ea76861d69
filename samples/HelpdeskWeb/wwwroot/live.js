// The panel hears of changes at Stripe and shows them without a reload. Without this script everything works, and is as old as the page.
const said = document.getElementById("said");
const panel = document.getElementById("panel");
const feed = (panel ?? said)?.dataset.feed;
let reading = false, again = false;
let shown = feed && new URL(feed, location).searchParams.get("since"), heard = shown;

if (feed) {
  new EventSource(feed).addEventListener("change", event => {
    heard = event.lastEventId;
    if (!panel) said.textContent = said.dataset.changed;
    else if (reading) again = true;
    else read();
  });
}

async function read() {
  reading = true;
  try {
    do {
      again = false;
      const until = heard;
      const answer = await fetch(`${panel.dataset.fresh}&since=${shown}&until=${until}`);
      if (!answer.ok) throw new Error(answer.status);
      if (show(await answer.text())) shown = until;
    } while (again);
  } catch {
    said.textContent = "This has changed, and could not be read. Reload the page.";
  }
  reading = false;
}

function show(html) {
  const focused = panel.contains(document.activeElement) ? document.activeElement : null;
  if (focused?.matches("input") && focused.value) {
    said.textContent = "This has changed. Finish what you are writing, or reload the page.";
    return false;
  }
  // What was looked at stays where it is on the screen, and what was open stays open.
  const anchor = focused ?? [...panel.querySelectorAll("article")].find(one => one.getBoundingClientRect().bottom > 0);
  const top = anchor?.getBoundingClientRect().top;
  const open = [...panel.querySelectorAll("details[open]")].map(one => one.id);
  panel.innerHTML = html;
  said.textContent = document.getElementById("news")?.textContent ?? "";
  open.forEach(id => document.getElementById(id)?.setAttribute("open", ""));
  const same = document.getElementById(anchor?.id);
  if (same) scrollBy(0, same.getBoundingClientRect().top - top);
  if (focused) (same ?? panel.querySelector("h2")).focus({ preventScroll: true });
  return true;
}

// The simulated Stripe's buttons: what they do happens elsewhere, so the page stays (204). Anything else has something to say.
for (const form of document.querySelectorAll("form[data-stay]")) {
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const answer = await fetch(form.action, { method: "post", body: new FormData(form, event.submitter), redirect: "manual" });
    if (answer.status !== 204) location.reload();
  });
}
