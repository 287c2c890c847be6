/* Passkeys: asks the browser's authenticator and sends what it answered in the form that stands around the button.
   Without script, or without an authenticator, the buttons stay hidden and the code does. */
(() => {
  "use strict";
  const doc = document;
  if (!window.PublicKeyCredential || !navigator.credentials) return;

  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
    return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const ask = async (form, url) => {
    const body = new URLSearchParams({ csrf: form.elements.csrf.value });
    const answer = await fetch(url, { method: "POST", body, credentials: "same-origin" });
    if (answer.redirected) {
      location.assign(answer.url);
      return null;
    }
    if (!answer.ok) throw new Error("refused");
    return answer.json();
  };

  const made = async (options) => {
    const publicKey = {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
    };
    const found = await navigator.credentials.create({ publicKey });
    return {
      attestationObject: text(found.response.attestationObject),
      clientDataJSON: text(found.response.clientDataJSON),
      found,
    };
  };

  const signed = async (options) => {
    const publicKey = {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: known(options.allowCredentials),
    };
    const found = await navigator.credentials.get({ publicKey });
    return {
      authenticatorData: text(found.response.authenticatorData),
      clientDataJSON: text(found.response.clientDataJSON),
      signature: text(found.response.signature),
      userHandle: found.response.userHandle ? text(found.response.userHandle) : null,
      found,
    };
  };

  const use = async (button) => {
    const form = button.form;
    const status = form.querySelector("[data-passkey-status]");
    status.textContent = "";
    button.disabled = true;
    try {
      const options = await ask(form, button.dataset.passkey);
      if (!options) return;
      const { found, ...response } = await (button.dataset.passkeyKind === "create" ? made : signed)(options);
      const sent = { id: found.id, rawId: text(found.rawId), type: found.type, response, clientExtensionResults: {} };
      form.elements.passkey.value = JSON.stringify(sent);
      form.requestSubmit();
    } catch {
      status.textContent = status.dataset.failed;
    } finally {
      button.disabled = false;
    }
  };

  for (const button of doc.querySelectorAll("button[data-passkey]")) {
    button.hidden = false;
    button.addEventListener("click", () => use(button));
  }
})();
