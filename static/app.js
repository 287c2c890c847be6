/* What script adds to pages that already work without it. Nothing is kept in the browser. */
(() => {
  "use strict";
  const doc = document;
  const all = (selector, root = doc) => root.querySelectorAll(selector);

  /* Leave site. The blank screen comes first: the network may be slow, the person at the door is not. */
  let left = false;
  const leave = (href) => {
    left = true;
    doc.title = "…";
    doc.documentElement.replaceChildren();
    location.replace(href);
  };
  doc.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-leave]");
    if (!link) return;
    event.preventDefault();
    leave(link.href);
  });
  let presses = [];
  doc.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") presses = [];
    else if (!event.repeat) {
      presses = [...presses.filter((at) => event.timeStamp - at < 5000), event.timeStamp];
      const link = doc.querySelector("a[data-leave]");
      if (presses.length === 3 && link) leave(link.href);
    }
  });
  /* A page brought back by the back button may belong to someone who has left. */
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  /* Passwords: the button is in the page, hidden, until script can serve it. */
  const showPassword = (button) => {
    const input = doc.getElementById(button.dataset.showPassword);
    const show = input.type === "password";
    input.type = show ? "text" : "password";
    button.textContent = show ? button.dataset.wordHide : button.dataset.wordShow;
    button.setAttribute("aria-pressed", String(show));
  };
  doc.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-show-password]");
    if (button) showPassword(button);
  });
  /* A button with an address of its own ("Keep as a draft") goes there: htmx would send it to the form's address. */
  doc.addEventListener("submit", (event) => {
    if (!event.submitter?.hasAttribute("formaction")) return;
    event.stopPropagation();
    clearTimeout(event.target.draftTimer);
    event.target.draftTimer = 0;
  }, true);
  /* Never send a password from a readable field: the browser would offer it again as plain text. */
  doc.addEventListener("submit", (event) => {
    for (const button of all('[data-show-password][aria-pressed="true"]', event.target)) showPassword(button);
  }, true);

  /* Drafts go to the server 800 ms after the last key, and once more when the page is put away. */
  const say = (form, word) => {
    const status = form.querySelector("[data-draft-status]");
    if (status) status.textContent = status.dataset[word] || "";
  };
  const saveDraft = async (form, leaving = false) => {
    clearTimeout(form.draftTimer);
    form.draftTimer = 0;
    const body = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", body, credentials: "same-origin", keepalive: leaving, redirect: "manual",
        headers: { Accept: "text/plain", "X-Draft": "1" },
      });
      say(form, answer.ok ? "saved" : "unsaved");
      if (!answer.ok && answer.status >= 500) retryDraft(form);
    } catch { say(form, "unsaved"); if (!leaving) retryDraft(form); }
  };
  const retryDraft = (form) => { form.draftTimer ||= setTimeout(() => form.isConnected && saveDraft(form), 10000); };
  doc.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.dataset.draft) return;
    clearTimeout(form.draftTimer);
    form.draftTimer = setTimeout(() => saveDraft(form), 800);
  });
  doc.addEventListener("submit", (event) => { clearTimeout(event.target.draftTimer); event.target.draftTimer = 0; });
  addEventListener("pagehide", () => {
    if (!left) for (const form of all("form[data-draft]")) if (form.draftTimer) saveDraft(form, true);
  });

  /* A post being checked: ask every 2 s, for a minute. The server answers 204 while nothing changed. */
  const asked = new WeakSet();
  const poll = (element) => {
    if (asked.has(element)) return;
    asked.add(element);
    let turns = 30;
    const timer = setInterval(() => {
      if (!element.isConnected || turns-- <= 0) return clearInterval(timer);
      if (!doc.hidden && window.htmx) htmx.ajax("GET", element.dataset.poll, { source: element, target: element, swap: "outerHTML" });
    }, 2000);
  };

  /* A problem answers with a whole page. That page is not put into a form's place: its sentence is told instead. */
  const tell = (name) => {
    for (const line of all("[data-problem]")) line.hidden = line.dataset.problem !== name;
    doc.querySelector(`[data-problem="${name}"]`)?.scrollIntoView({ block: "nearest" });
  };
  doc.addEventListener("htmx:before:request", (event) => { if (!event.detail.ctx.sourceElement?.dataset?.poll) tell(""); });
  doc.addEventListener("htmx:response:error", (event) => {
    const ctx = event.detail.ctx;
    if (!/^\s*<!doctype html/i.test(ctx.text)) return;
    ctx.swap = "none";
    const sentence = new DOMParser().parseFromString(ctx.text, "text/html").querySelector("[data-problem-sentence]");
    const said = doc.querySelector('[data-problem="said"]');
    if (sentence && said) said.textContent = sentence.textContent;
    tell(sentence ? "said" : "broke");
  });
  doc.addEventListener("htmx:error", (event) => { if (!event.detail.ctx?.sourceElement?.dataset?.poll) tell("lost"); });

  const wake = (root) => {
    for (const button of all("[data-show-password]", root)) button.hidden = false;
    for (const element of all("[data-poll]", root)) poll(element);
    root.querySelector("[data-error-summary]")?.focus();
  };
  doc.addEventListener("htmx:after:swap", () => wake(doc));
  doc.readyState === "loading" ? doc.addEventListener("DOMContentLoaded", () => wake(doc)) : wake(doc);
})();
