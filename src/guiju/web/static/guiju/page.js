"use strict";
/* What pages gain where scripts run; every page works without them. */
(() => {
  const all = (what, inside = document) => [...inside.querySelectorAll(what)];

  /* A part of the page that follows the server: asked again with its ETag, exchanged when new. */
  const follow = (part) => {
    let tag = null, waiting = false;
    const look = async () => {
      if (waiting || document.hidden || part.contains(document.activeElement) && document.activeElement.matches("input:checked,select")) return;
      waiting = true;
      try {
        const answer = await fetch(part.dataset.follow, { headers: { ...(tag ? { "If-None-Match": tag } : {}), "X-Part": "1" }, credentials: "same-origin", cache: "no-store" });
        if (answer.status === 200 && !answer.redirected) {
          const first = tag === null;
          tag = answer.headers.get("ETag");
          const text = await answer.text();
          if (!first || text.trim() !== part.innerHTML.trim()) exchange(part, text, !first);
        }
      } catch { /* Away for a while: asked again later. */ }
      waiting = false;
    };
    setInterval(look, Number(part.dataset.every || 10) * 1000);
    document.addEventListener("visibilitychange", look);
    document.addEventListener("guiju:changed", look);
  };
  const exchange = (part, text, mark) => {
    const kept = document.activeElement && part.contains(document.activeElement) ? document.activeElement.id : "";
    const checked = new Set(all("input:checked", part).map((each) => each.value));
    part.innerHTML = text;
    all("input[type=checkbox]", part).forEach((each) => { each.checked = checked.has(each.value); });
    if (kept) document.getElementById(kept)?.focus();
    if (mark) part.classList.add("fresh");
    setTimeout(() => part.classList.remove("fresh"), 1500);
  };
  all("[data-follow]").forEach(follow);

  /* The event stream only says that something changed; what, the parts ask for themselves. */
  const stream = document.body.dataset.stream;
  if (stream && window.EventSource && document.querySelector("[data-follow]")) {
    const ears = new EventSource(stream);
    ears.addEventListener("changed", () => document.dispatchEvent(new Event("guiju:changed")));
  }

  /* Lists by keyboard: j and k go down and up, x marks, Enter opens. */
  document.addEventListener("keydown", (event) => {
    const list = document.querySelector("[data-rows]");
    if (!list || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]),select,textarea")) return;
    const links = all("a[data-row]", list);
    if (!links.length) return;
    const at = links.findIndex((each) => each.closest("tr").contains(document.activeElement));
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      links[Math.max(0, Math.min(links.length - 1, at + (event.key === "j" ? 1 : at < 0 ? 1 : -1)))].focus();
    } else if (event.key === "x" && at >= 0) {
      const box = links[at].closest("tr").querySelector("input[type=checkbox]");
      if (box) { event.preventDefault(); box.checked = !box.checked; }
    }
  });
  all("[data-all]").forEach((box) => box.addEventListener("change", () => {
    all(`#${box.dataset.all} input[type=checkbox]`).forEach((each) => { if (!each.disabled) each.checked = box.checked; });
  }));
  all("[data-submits]").forEach((each) => each.addEventListener("change", () => each.form.requestSubmit()));

  /* Forms of tasks: what is filled in is kept as a draft; conditions are worked out by the server. */
  all("form[data-draft]").forEach((form) => {
    const told = form.querySelector("[data-told]");
    const fields = form.querySelector("[data-fields]");
    let timer = 0, busy = false, again = false;
    const save = async () => {
      if (busy) { again = true; return; }
      busy = true;
      try {
        const data = new FormData(form);
        all("input[type=file]", form).forEach((each) => data.delete(each.name));
        const answer = await fetch(form.dataset.draft, { method: "POST", body: data, headers: { "X-Part": "1" }, credentials: "same-origin" });
        if (told) told.textContent = answer.ok ? told.dataset.saved : told.dataset.failed;
        if (answer.ok && fields && form.hasAttribute("data-live")) {
          const text = await answer.text();
          if (!again) reveal(fields, text);
        }
      } catch { if (told) told.textContent = told.dataset.failed; }
      busy = false;
      if (again) { again = false; save(); }
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 4000); });
    form.addEventListener("change", () => { clearTimeout(timer); timer = setTimeout(save, 150); });
    form.addEventListener("submit", () => { clearTimeout(timer); again = false; });
  });
  /* Only what is hidden or shown changes, so that nobody's typing is disturbed. */
  const reveal = (fields, text) => {
    const made = document.createElement("div");
    made.innerHTML = text;
    const key = (each) => each.dataset.field;
    const before = all("[data-field]", fields), after = all("[data-field]", made);
    if (before.map(key).join() === after.map(key).join() && before.every((each, n) => each.hidden === after[n].hidden)) {
      before.forEach((each, n) => { if (each.matches("[data-worked]")) each.replaceWith(after[n]); });
      return;
    }
    const id = document.activeElement?.id;
    fields.innerHTML = text;
    if (id) document.getElementById(id)?.focus();
  };

  /* Filters stand open where there is room, and are folded on a phone. */
  const small = matchMedia("(max-width: 44rem)");
  const fold = () => all("details[data-wide]").forEach((each) => { each.open = !small.matches; });
  fold();
  small.addEventListener("change", fold);

  /* A drawing that is larger than its frame is shown where the case is. */
  all(".drawing").forEach((frame) => {
    const here = all("text", frame).find((each) => each.textContent.trim() === "●");
    if (!here) return;
    const at = here.getBoundingClientRect(), round = frame.getBoundingClientRect();
    frame.scrollBy(at.left - round.left - round.width / 2, at.top - round.top - round.height / 2);
  });

  /* Whoever follows a link into a folded part finds it open. */
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target?.closest("details:not([open])");
    if (folded) { folded.open = true; target.scrollIntoView(); }
  };
  unfold();
  addEventListener("hashchange", unfold);

  /* Times in words run on: data-until holds the moment. */
  all("dialog[data-open]").forEach((each) => each.showModal());
  all("[data-confirm]").forEach((each) => each.addEventListener("click", (event) => { if (!confirm(each.dataset.confirm)) event.preventDefault(); }));
  all("[data-copy]").forEach((each) => each.addEventListener("click", () => navigator.clipboard?.writeText(each.dataset.copy)));
})();
