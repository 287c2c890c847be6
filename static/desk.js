/* The console: keys, news without disorder, and a claim that lives while someone works. */
(() => {
  "use strict";
  const doc = document;
  const one = (selector) => doc.querySelector(selector);
  const visible = (element) => element && !element.disabled && element.getClientRects().length > 0;

  /* Keys. Each does what a visible control does; the control names its key in data-key. */
  const writes = (element) => element?.closest?.('textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"], [type="button"], [type="submit"])');
  const press = (element) => {
    if (element.matches("textarea, select, input:not([type=radio], [type=checkbox])")) return element.focus();
    element.click();
    if (element.matches("summary, input")) element.focus();
  };
  const move = (step) => {
    const links = [...doc.querySelectorAll("[data-queue] a[data-open]")];
    if (!links.length) return;
    const active = doc.activeElement;
    const at = links.includes(active) ? links.indexOf(active) : links.findIndex((link) => link.hasAttribute("aria-current"));
    const next = links[Math.min(Math.max(at + step, 0), links.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const confirmForm = () => {
    const form = doc.activeElement?.closest?.("form[data-confirm]") || one("form[data-confirm]");
    form?.requestSubmit(form.querySelector("[data-confirm-button]") || undefined);
  };
  doc.addEventListener("keydown", (event) => {
    if (doc.body.dataset.keys === "off" || event.defaultPrevented || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); return confirmForm(); }
    if (event.key === "Escape" && writes(event.target)) return event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
    const key = event.key.toLowerCase();
    /* On the list nobody need choose: Enter opens what has waited longest. */
    const first = event.target === doc.body && !one(".has-item") && one("[data-queue] a[data-open]");
    if (key === "enter" && first) { event.preventDefault(); return first.click(); }
    const { keyNext = "j", keyPrevious = "k" } = doc.body.dataset;
    if (key === keyNext || key === keyPrevious) { event.preventDefault(); return move(key === keyNext ? 1 : -1); }
    const target = [...doc.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key && visible(element));
    if (target) { event.preventDefault(); press(target); }
  });

  /* News. The list never moves under the pointer: a pill counts, the guide decides when to look. */
  let waiting = 0;
  let said = -Infinity;
  let sayLater = 0;
  const words = (holder) => (waiting === 1 ? holder.dataset.one : holder.dataset.many).replace("{n}", String(waiting));
  const announce = () => {
    clearTimeout(sayLater);
    const holder = one("[data-news-say]");
    const rest = said + 60000 - performance.now();
    if (rest > 0) { sayLater = setTimeout(announce, rest); return; }
    said = performance.now();
    if (holder) holder.textContent = words(one("[data-news]"));
  };
  const arrived = () => {
    const pill = one("[data-news]");
    if (!pill) return;
    waiting += 1;
    pill.textContent = words(pill);
    pill.hidden = false;
    announce();
  };
  doc.addEventListener("arrival", arrived);
  /* Looking at the news empties the pill: the list comes anew. */
  doc.addEventListener("click", (event) => {
    const pill = event.target.closest?.("[data-news]");
    if (pill) { waiting = 0; pill.hidden = true; }
  });
  /* Another guide took, left or decided a case: only its holder's words change in place. */
  doc.addEventListener("holder", (event) => {
    let news;
    try { news = JSON.parse(event.detail.data); } catch { return; }
    const row = one(`[data-case="${CSS.escape(news.ref)}"] [data-holder]`);
    if (row) row.textContent = news.words;
  });

  /* The line of news itself. A silent half-open connection looks alive: a missing heartbeat tells. */
  let beat = 0;
  const lost = (is) => { const note = one("[data-live-lost]"); if (note) note.hidden = !is; };
  const alive = () => { lost(false); clearTimeout(beat); beat = setTimeout(() => lost(true), 40000); };
  for (const name of ["htmx:sse:after:connection", "beat", "arrival", "holder"]) doc.addEventListener(name, alive);
  for (const name of ["htmx:sse:error", "htmx:sse:close"]) doc.addEventListener(name, () => lost(true));
  /* A line that never opened sends nothing at all, and htmx does not try it again: that silence tells, too. */
  const line = one("[hx-sse\\:connect]");
  let opened = false;
  doc.addEventListener("htmx:sse:after:connection", () => { opened = true; });
  const knock = () => {
    if (opened) return;
    lost(true);
    htmx.ajax("GET", line.getAttribute("hx-sse:connect"), { source: line });
    beat = setTimeout(knock, 10000);
  };
  if (line) beat = setTimeout(knock, 10000);

  /* A claim is renewed while someone works on it, and left to lapse after two idle minutes. */
  let worked = performance.now();
  for (const name of ["keydown", "pointerdown", "pointermove", "wheel", "scroll"]) {
    doc.addEventListener(name, () => { worked = performance.now(); }, { passive: true, capture: true });
  }
  setInterval(async () => {
    const holder = one("[data-claim-renew]");
    if (!holder || performance.now() - worked > 120000) return;
    const csrf = one('input[name="csrf"]');
    try {
      const answer = await fetch(holder.dataset.claimRenew, {
        method: "POST", credentials: "same-origin", redirect: "manual",
        body: new URLSearchParams({ csrf: csrf ? csrf.value : "" }), headers: { Accept: "text/plain" },
      });
      const note = one("[data-claim-lost]");
      if (note) note.hidden = answer.ok;
    } catch { /* The next turn tries again; the claim outlives several missed turns. */ }
  }, 45000);

  /* What may be undone for some seconds goes away by itself when it no longer can be. */
  const fade = () => {
    for (const element of doc.querySelectorAll("[data-gone-after]:not([data-fading])")) {
      element.dataset.fading = "";
      setTimeout(() => element.remove(), Number(element.dataset.goneAfter) * 1000);
    }
  };
  doc.addEventListener("htmx:after:swap", fade);
  doc.readyState === "loading" ? doc.addEventListener("DOMContentLoaded", fade) : fade();
})();
