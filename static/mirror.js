/* The privacy mirror: after a pause the server looks at what is being written and answers with hints. They are an aid:
   where anything fails, nothing is said. What was kept is known to this page only, and forgotten with it. */
(() => {
  "use strict";
  const doc = document;
  const PAUSE = 1200;
  const SHOWN = 4;
  const kept = new Set();
  const calm = new WeakSet();
  const pending = new WeakMap();

  const nameOf = (hint) => `${hint.dataset.hint} ${hint.dataset.letters}`.toLowerCase();
  const fieldsOf = (form) => [...form.querySelectorAll("textarea"), ...form.querySelectorAll("input[type=text]")];
  const holderOf = (form, letters) => fieldsOf(form).find((field) => field.value.includes(letters));

  /* What is already said stays as it is: nothing moves, and no screen reader says it again at every pause. */
  const show = (form, answer) => {
    const place = form.querySelector("[data-mirror-place]");
    const found = [...answer.querySelectorAll("[data-hint]")]
      .filter((hint) => !kept.has(nameOf(hint)) && holderOf(form, hint.dataset.letters)).slice(0, SHOWN);
    const wanted = new Set(found.map(nameOf));
    for (const hint of place.querySelectorAll("[data-hint]")) {
      if (!wanted.delete(nameOf(hint)) && !hint.contains(doc.activeElement)) hint.remove();
    }
    place.append(...found.filter((hint) => wanted.has(nameOf(hint))));
    const offer = answer.querySelector("[data-offer]");
    if (offer && !calm.has(form) && !place.querySelector("[data-offer]")) place.prepend(offer);
  };
  const look = async (form) => {
    const { signal } = pending.get(form).control;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.mirror, {
        method: "POST", body, credentials: "same-origin", redirect: "error", signal,
      });
      if (answer.status !== 200) return;
      const text = await answer.text();
      if (!signal.aborted && form.isConnected) show(form, new DOMParser().parseFromString(text, "text/html"));
    } catch { /* an aid only */ }
  };
  const rest = (form) => {
    clearTimeout(pending.get(form)?.timer);
    pending.get(form)?.control.abort();
  };
  doc.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.dataset.mirror) return;
    rest(form);
    pending.set(form, { control: new AbortController(), timer: setTimeout(() => look(form), PAUSE) });
  });
  doc.addEventListener("submit", (event) => rest(event.target), true);

  const change = (form, letters) => {
    const field = holderOf(form, letters) || form.querySelector("textarea");
    const at = field.value.indexOf(letters);
    if (at >= 0) field.setSelectionRange(at, at + letters.length);
    field.focus();
  };
  /* The next thing to decide gets the focus, or the text where there is none. */
  const putAway = (form, one) => {
    const next = one.nextElementSibling || one.previousElementSibling;
    (next?.querySelector("[data-keep]") || form.querySelector("textarea")).focus();
    one.remove();
  };
  doc.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-mirror-place] button");
    if (!button) return;
    const form = button.form;
    const hint = button.closest("[data-hint]");
    if (button.matches("[data-change]")) change(form, hint.dataset.letters);
    else if (hint) {
      kept.add(nameOf(hint));
      putAway(form, hint);
    } else {
      calm.add(form);
      putAway(form, button.closest("[data-offer]"));
    }
  });
})();
