"use strict";
// Enhancement only: every page works without this file. No markup is ever made from text (Trusted Types).
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* The outcome of what was just sent is read first. */
  const outcome = one(".error-summary, .banner.success");
  if (outcome && !location.hash) outcome.focus();

  /* Menus and filters on narrow screens. */
  document.addEventListener("click", (event) => {
    const toggle = event.target.closest?.(".toggle");
    if (toggle) toggle.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") !== "true"));
  });

  /* A form is sent once; after five seconds it may be sent again. */
  const sent = new WeakMap();
  const release = (form) => {
    sent.delete(form);
    all("[data-held]").forEach((button) => {
      delete button.dataset.held;
      button.removeAttribute("aria-disabled");
    });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (sent.has(form)) return event.preventDefault();
    sent.set(form, setTimeout(release, 5000, form));
    if (event.submitter) {
      event.submitter.dataset.held = "";
      event.submitter.setAttribute("aria-disabled", "true");
    }
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  /* A form that waited until it was confirmed who sends it goes on by itself. */
  one("form[data-onward]")?.requestSubmit();

  /* A table that fits needs no stop on the keyboard's way. */
  const regions = () => all(".table-scroll").forEach((region) => {
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
    else region.removeAttribute("tabindex");
  });
  regions();
  addEventListener("resize", regions);

  /* Pages that show progress ask again and replace their main part in place. */
  const announcer = one("#announcer");
  let told = 0;
  const announce = (main, finished) => {
    const words = one("[data-announce]", main) ?? (finished ? one("h1", main) : null);
    if (!announcer || !words || (!finished && Date.now() - told < 10000)) return;
    told = Date.now();
    announcer.textContent = words.textContent;
  };
  const fetchPage = (address) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.setRequestHeader("Carfan-Renewal", "1");
    request.responseType = "document";
    request.timeout = 20000;
    request.onload = () => (request.status === 200 && request.response ? resolve(request) : reject());
    request.onerror = request.ontimeout = reject;
    request.send();
  });
  const renew = async (main, misses = 0) => {
    const seconds = Number(main.dataset.refresh);
    if (!seconds) return;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000 * 2 ** Math.min(misses, 4)));
    if (document.hidden) await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
    try {
      const { response, responseURL } = await fetchPage(location.href);
      const fresh = one("main", response);
      if (!fresh || new URL(responseURL).pathname !== location.pathname) return location.reload();
      const focused = main.contains(document.activeElement) ? document.activeElement.id : "";
      const next = document.importNode(fresh, true);
      document.title = response.title;
      main.replaceWith(next);
      if (focused) document.getElementById(focused)?.focus();
      regions();
      announce(next, !next.dataset.refresh);
      renew(next);
    } catch {
      renew(main, misses + 1);
    }
  };
  const main = one("main[data-refresh]");
  if (main) renew(main);

  /* The session: a warning before it ends, a sign of life in one window counts for all. */
  const idle = one("#idle");
  if (!idle) return;
  const limit = Number(idle.dataset.minutes) * 60;
  const warning = Number(idle.dataset.warning);
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("carfan") : null;
  const formToken = one("#sign-out [name=csrf]")?.value ?? "";
  let ends = 0;
  let announced = -1;
  let over = false;
  let typed = false;
  const alive = () => {
    ends = Date.now() + limit * 1000;
    announced = -1;
    if (idle.open && !over) idle.close();
  };
  const count = (number, unit) => {
    const forms = idle.dataset[unit].split("|");
    return `${number} ${forms[number === 1 ? 0 : number === 2 ? 1 : 2]}`;
  };
  const spell = (seconds) => {
    const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
    return [minutes && count(minutes, "minute"), (rest || !minutes) && count(rest, "second")].filter(Boolean).join(" ");
  };
  const end = () => {
    over = true;
    one(".idle-soon").hidden = true;
    one(".idle-over").hidden = false;
    idle.classList.add("over");
    idle.setAttribute("aria-labelledby", "idle-over-title");
    idle.removeAttribute("aria-describedby");
    if (!idle.open) idle.showModal();
    one("#idle-again").focus();
  };
  const tick = () => {
    if (over) return;
    const left = Math.round((ends - Date.now()) / 1000);
    if (left <= 0) return end();
    if (left > warning) return;
    if (!idle.open) idle.showModal();
    one("#idle-clock").textContent = spell(left);
    if (left !== announced && (left <= 20 || left % 15 === 0)) {
      announced = left;
      one("#idle-voice").textContent = spell(left);
    }
  };
  const extend = async () => {
    try {
      const answer = await fetch(idle.dataset.extend, {
        method: "POST", redirect: "manual", body: new URLSearchParams({ csrf: formToken }),
      });
      if (!answer.ok) return end();
      alive();
      channel?.postMessage("alive");
    } catch {
      /* No network: the clock runs on, and the button can be pressed again. */
    }
  };
  /* What is typed is kept on the server, sealed, so that the end of the session loses nothing. */
  const draft = one("#main-form");
  const isKept = draft && !one("[type=password], [type=file], [autocomplete=one-time-code]", draft);
  if (isKept && !one("[name=form-window]", draft)) {
    // The same form in two windows is two texts.
    const random = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    one("[name=csrf]", draft).after(Object.assign(document.createElement("input"), { type: "hidden", name: "form-window", value: random }));
  }
  let changed = false;
  let saving = null;
  const save = async () => {
    if (!isKept || !changed || saving || over) return;
    changed = false;
    saving = new AbortController();
    const body = new URLSearchParams({ csrf: formToken, "draft-title": one("h1")?.textContent ?? "", "kept-to": draft.getAttribute("action") });
    for (const [name, value] of new FormData(draft)) if (name !== "csrf") body.append(`kept:${name}`, value);
    try {
      const answer = await fetch(idle.dataset.drafts, { method: "POST", redirect: "manual", body, signal: saving.signal });
      if (answer.ok) {
        alive();
        channel?.postMessage("alive");
      } else {
        // Kept nowhere: it is tried again.
        changed ||= !saving.signal.aborted;
      }
    } catch {
      changed ||= !saving.signal.aborted;
    }
    saving = null;
  };
  setInterval(save, 20000);
  addEventListener("change", (event) => event.target.form === draft && save());
  document.addEventListener("visibilitychange", () => document.hidden && save());
  document.addEventListener("submit", (event) => {
    if (event.target !== draft || event.defaultPrevented) return;
    changed = false;
    saving?.abort();
  });
  document.addEventListener("input", (event) => {
    if (event.target.form?.id === "main-form") typed = changed = true;
  });
  idle.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (!over) extend();
  });
  one("#idle-stay").addEventListener("click", extend);
  one("#idle-again").addEventListener("click", () => {
    const form = one("#main-form");
    if (!form || !typed) return location.reload();
    // Asks for the same page in the same language: nothing is decided, what was typed comes back after signing in.
    const wish = Object.assign(document.createElement("input"), { type: "hidden", name: "switch-language", value: document.documentElement.lang });
    form.append(wish);
    form.submit();
  });
  channel?.addEventListener("message", alive);
  alive();
  channel?.postMessage("alive");
  setInterval(tick, 1000);
})();
