"use strict";
(() => {
  const root = document.documentElement;
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const reports = $$(".report");
  const index = $("#index");
  const query = $("#query");
  let report = null; // the one that is shown
  root.classList.add("js");
  root.dataset.view = "list";

  // What the reviewer has seen stays in this browser; a page without storage works all the same.
  const store = {
    get(key) { try { return localStorage.getItem("cchc-lint:" + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("cchc-lint:" + key, value); } catch { /* kept for this visit only */ } },
  };
  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
  const narrow = () => matchMedia("(max-width: 60rem)").matches;
  const cards = () => report ? $$(".card", report) : [];
  const shown = () => cards().filter((card) => !card.hidden);
  const chosen = () => report && $(".card.on", report);

  // Reports

  function show(id) {
    const target = id && document.getElementById(id);
    const next = target ? target.closest(".report") : index ? null : reports[0];
    if (next !== report || !id) {
      report = next;
      reports.forEach((each) => { each.hidden = each !== report; });
      if (index) index.hidden = Boolean(report);
      root.classList.toggle("alone", !report);
      $("#slip").hidden = !report;
      $(".current").textContent = report ? report.dataset.name : "";
      const home = $(".home");
      if (home) home.hidden = !report;
      scrollTo(0, 0);
      search(false);
      tick();
    }
    if (!target || target === report) return;
    if (target.matches(".card")) choose(target, { jump: true });
    else {
      const card = document.getElementById(id.replace(/-\d+$/, ""));
      if (card) choose(card, { place: target.nextElementSibling });
    }
  }
  const follow = () => show(decodeURIComponent(location.hash.slice(1)));
  const goTo = (id) => { history.replaceState(null, "", "#" + id); show(id); };

  function turn(step) {
    const at = reports.indexOf(report) + step;
    if (reports.length > 1 && at >= 0 && at < reports.length) location.hash = reports[at].id;
  }

  if (index) index.addEventListener("click", (event) => {
    const head = event.target.closest("th[data-sort]");
    if (!head) return;
    $$("th", index).forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", "descending");
    const value = (row) => Number(row.cells[head.cellIndex].textContent) || 0;
    const body = $("tbody", index);
    body.append(...[...body.rows].sort((a, b) => value(b) - value(a)));
  });

  // Findings and their places

  function marks(card) { return $$(`.m[data-f~="${card.dataset.f}"]`, report); }

  function choose(card, { place = null, jump = false, view = "" } = {}) {
    $$(".on", report).forEach((each) => each.classList.remove("on"));
    $$(".m.now", report).forEach((each) => each.classList.remove("now"));
    if (!card) return;
    card.classList.add("on");
    card.hidden = false;
    const found = marks(card);
    found.forEach((mark) => mark.classList.add("on"));
    $$(`.rail [data-f="${card.dataset.f}"]`, report).forEach((each) => each.classList.add("on"));
    if (narrow() && (place || view)) look(view || "text");
    const focus = place || (jump && (found.find((mark) => mark.classList.contains("primary")) || found[0]));
    if (focus && focus.isConnected) {
      focus.scrollIntoView({ block: "center", behavior: "instant" });
      if (narrow()) scrollBy({ top: focus.getBoundingClientRect().top - innerHeight / 4, behavior: "instant" });
      void focus.offsetWidth;
      focus.classList.add("now");
    }
    if (!narrow() || root.dataset.view === "list") card.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(chosen());
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1)];
    choose(next, { jump: !narrow() || root.dataset.view === "text" });
  }

  function look(view) {
    root.dataset.view = view;
    $$(".tabs button").forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.view === view)));
    tick();
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".m");
    if (mark) {
      event.preventDefault();
      const numbers = mark.dataset.f.split(" ");
      const now = chosen();
      const at = now ? numbers.indexOf(now.dataset.f) : -1; // a place of several findings shows them in turn
      const card = document.getElementById(`${report.id}-${numbers[(at + 1) % numbers.length]}`);
      choose(card, { place: mark });
      return;
    }
    const link = event.target.closest("a[href^='#']");
    if (link) {
      const id = link.getAttribute("href").slice(1);
      if (link.closest(".card")) { event.preventDefault(); goTo(id); }
      return;
    }
    const card = event.target.closest(".card");
    if (card && !event.target.closest("summary, label, input, dl") && !String(getSelection())) choose(card, { jump: true, view: narrow() ? "text" : "" });
    const chip = event.target.closest(".chip");
    if (chip) { press(chip, chip.getAttribute("aria-pressed") !== "true"); filter(); }
    const tab = event.target.closest(".tabs button");
    if (tab) look(tab.dataset.view);
    const dot = event.target.closest(".rail button");
    if (dot) choose(cards()[Number(dot.dataset.f)], { jump: true });
  });

  // Filters

  const press = (chip, on) => chip.setAttribute("aria-pressed", String(on));
  const pressed = (kind) => $$(`.chip[data-kind="${kind}"][aria-pressed="true"]`, report).map((chip) => chip.dataset.value);

  function filter() {
    if (!report) return;
    const severities = pressed("severity");
    const categories = pressed("category");
    const unseen = $(".chip.unseen[aria-pressed='true']", report);
    for (const card of cards()) {
      const { severity, category } = card.dataset;
      card.hidden = !severities.includes(severity) || (categories.length > 0 && !categories.includes(category)) ||
        Boolean(unseen && card.classList.contains("checked"));
    }
    const words = fold(query.value.trim());
    const told = words ? shown().filter((card) => folded(card).includes(words)) : [];
    if (told.length) shown().forEach((card) => { card.hidden = !told.includes(card); });
    const left = shown();
    const alive = new Set(left.map((card) => card.dataset.f));
    for (const mark of $$(".m", report)) mark.classList.toggle("off", !mark.dataset.f.split(" ").some((f) => alive.has(f)));
    $(".none", report).hidden = left.length > 0 || !cards().length;
    if (chosen() && chosen().hidden) choose(null);
    tick();
  }

  // Seen findings

  function recall() {
    for (const each of reports) {
      const known = new Set((store.get(each.dataset.id) || "").split(" "));
      $$(".card", each).forEach((card) => see(card, known.has(card.dataset.id)));
      progress(each);
    }
  }
  function see(card, on) {
    card.classList.toggle("checked", on);
    $(".done", card).checked = on;
  }
  function progress(each) {
    const all = $$(".card", each);
    const done = all.filter((card) => card.classList.contains("checked"));
    const output = $(".progress", each);
    if (output) output.textContent = done.length ? fill(output.dataset.of, done.length, all.length) : "";
    return done;
  }
  document.addEventListener("change", (event) => {
    if (!event.target.matches(".done")) return;
    see(event.target.closest(".card"), event.target.checked);
    store.set(report.dataset.id, progress(report).map((card) => card.dataset.id).join(" "));
  });

  // Search without diacritics: every letter becomes one plain letter, so that places stay in step

  const plain = new Map();
  function fold(text) {
    let out = "";
    for (const unit of text.normalize("NFC").split("")) {
      let letter = plain.get(unit);
      if (letter === undefined) {
        letter = unit.normalize("NFD")[0].toLowerCase();
        letter = letter.length > 1 ? letter[0] : letter;
        letter = { "đ": "d", "ð": "d", "\u00a0": " ", "\t": " ", "–": "-", "—": "-", "’": "'", "“": '"', "”": '"' }[letter] || letter;
        plain.set(unit, letter);
      }
      out += letter;
    }
    return out;
  }
  const texts = new WeakMap();
  function folded(element) {
    if (!texts.has(element)) texts.set(element, fold(element.textContent));
    return texts.get(element);
  }

  let hits = [];
  let at = -1;
  const painted = globalThis.CSS && CSS.highlights && globalThis.Highlight;

  function search(move = true) {
    const words = fold(query.value.trim());
    hits = [];
    at = -1;
    if (words && report) {
      for (const block of $$(".paper > .b, .paper td, .paper th", report)) {
        const text = folded(block);
        for (let from = text.indexOf(words); from >= 0 && hits.length < 5000; from = text.indexOf(words, from + words.length)) {
          hits.push([block, from, from + words.length]);
        }
      }
    }
    $$("#index tbody tr").forEach((row) => { row.hidden = !report && !folded(row).includes(words); });
    $(".search").classList.toggle("busy", Boolean(words && report));
    if (painted) {
      CSS.highlights.delete("now");
      if (hits.length) CSS.highlights.set("hit", new Highlight(...hits.map(range)));
      else CSS.highlights.delete("hit");
    }
    filter();
    if (move && hits.length) hit(1); else told();
  }

  function range([block, from, to]) {
    const found = document.createRange();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let passed = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const end = passed + node.length;
      if (from >= passed && from < end) found.setStart(node, from - passed);
      if (to > passed && to <= end) { found.setEnd(node, to - passed); break; }
      passed = end;
    }
    return found;
  }

  function hit(by) {
    if (!hits.length) return;
    at = (at + by + hits.length) % hits.length;
    if (narrow()) look("text");
    const place = range(hits[at]);
    if (painted) CSS.highlights.set("now", new Highlight(place));
    const box = place.getBoundingClientRect();
    if (box.top < 80 || box.bottom > innerHeight - 80) scrollBy({ top: box.top - innerHeight / 2, behavior: "instant" });
    told();
  }
  function told() {
    const output = $("#hits");
    output.textContent = hits.length ? `${Math.max(at, 0) + 1}/${hits.length}` : output.dataset.none;
  }
  let waiting = 0;
  query.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 120); });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); hit(event.shiftKey ? -1 : 1); }
    if (event.key === "Escape") { query.value = ""; search(false); query.blur(); }
  });
  $("#hit-on").addEventListener("click", () => hit(1));
  $("#hit-back").addEventListener("click", () => hit(-1));

  // The rail beside the text: where the findings are, and what is in sight

  function tick() {
    const rail = report && $(".rail", report);
    const paper = report && $(".paper", report);
    if (!rail || !rail.offsetHeight) return;
    const top = paper.getBoundingClientRect().top;
    const height = paper.offsetHeight;
    const now = chosen();
    rail.replaceChildren(...shown().flatMap((card) => {
      const mark = $(`.m.primary[data-f~="${card.dataset.f}"]`, paper);
      if (!mark) return [];
      const dot = document.createElement("button");
      dot.type = "button";
      dot.tabIndex = -1;
      dot.className = card.dataset.severity + (card === now ? " on" : "");
      dot.dataset.f = card.dataset.f;
      dot.style.top = `${((mark.getBoundingClientRect().top - top) / height) * 100}%`;
      dot.title = $(".message", card).textContent;
      return [dot];
    }));
    const sight = document.createElement("span");
    sight.className = "sight";
    rail.append(sight);
    sighted();
  }
  function sighted() {
    const sight = report && $(".rail .sight", report);
    if (!sight) return;
    const box = $(".paper", report).getBoundingClientRect();
    const from = Math.max(-box.top, 0);
    const to = Math.min(innerHeight - box.top, box.height);
    sight.style.top = `${(from / box.height) * 100}%`;
    sight.style.height = `${(Math.max(to - from, 0) / box.height) * 100}%`;
  }
  let framed = 0;
  addEventListener("scroll", () => { framed ||= requestAnimationFrame(() => { framed = 0; sighted(); }); }, { passive: true });
  addEventListener("resize", () => tick());

  // Cards of what is in sight; the list follows the reader unless the reader is in the list

  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      for (const f of entry.target.dataset.f.split(" ")) {
        const card = document.getElementById(`${entry.target.closest(".report").id}-${f}`);
        if (card) card.classList.toggle("near", entry.isIntersecting);
      }
    }
    const panel = report && $(".panel", report);
    if (!panel || narrow() || panel.matches(":hover, :focus-within")) return;
    const near = shown().find((card) => card.classList.contains("near"));
    const now = chosen();
    if (!near || (now && now.classList.contains("near"))) return;
    const top = $(".filters", panel).getBoundingClientRect().bottom;
    const box = near.getBoundingClientRect();
    if (box.top < top || box.bottom > panel.getBoundingClientRect().bottom) panel.scrollTop += box.top - top - 4;
  }, { rootMargin: "-60px 0px -25% 0px" });
  $$(".m.primary").forEach((mark) => watch.observe(mark));

  // The slip that goes back with a report: a table for Word

  const slip = $("#slip");
  const cell = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" }[sign])).replace(/\n/g, "<br>");
  function slips() {
    const body = shown().map((card, i) => [
      String(i + 1), card.dataset.where || "", card.dataset.text || "",
      [$(".message", card), $(".computed", card)].filter(Boolean).map((part) => part.textContent).join("\n"), card.dataset.mend || "",
    ]);
    return [slip.dataset.head.split("|"), ...body];
  }
  slip.addEventListener("click", () => {
    const rows = slips();
    const copy = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", rows.map((row) => row.map((text) => text.replace(/\s+/g, " ")).join("\t")).join("\n"));
      event.clipboardData.setData("text/html", `<table border="1">${rows.map((row) => `<tr>${row.map((text) => `<td>${cell(text)}</td>`).join("")}</tr>`).join("")}</table>`);
    };
    document.addEventListener("copy", copy, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", copy);
    if (!done) return;
    const name = slip.textContent;
    slip.textContent = slip.dataset.done;
    setTimeout(() => { slip.textContent = name; }, 1500);
  });

  // Light and dark, keys, print

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const dress = () => { root.dataset.theme = store.get("theme") || (dark.matches ? "dark" : "light"); };
  dress();
  dark.addEventListener("change", dress);
  $("#theme").addEventListener("click", () => {
    const next = root.dataset.theme === "dark" ? "light" : "dark";
    store.set("theme", next);
    root.dataset.theme = next;
  });
  const keys = $("#keys");
  $("#help").addEventListener("click", () => keys.showModal());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open || event.target.matches("input[type=search], textarea")) return;
    const acts = {
      j: () => step(1), k: () => step(-1), n: () => hit(1), N: () => hit(-1), "[": () => turn(-1), "]": () => turn(1),
      "/": () => { query.focus(); query.select(); },
      "?": () => keys.showModal(),
      x: () => chosen() && $(".done", chosen()).click(),
      Escape: () => { if (query.value) { query.value = ""; search(false); } else choose(null); },
      Enter: () => choose(chosen(), { jump: true, view: "text" }),
    };
    const severity = { 1: "error", 2: "warning", 3: "info" }[event.key];
    const chip = severity && report && $(`.chip[data-value="${severity}"]`, report);
    if (chip) chip.click();
    else if (event.key === "Enter" && (!chosen() || event.target.closest("a, button, summary, label"))) return;
    else if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
  });
  let opened = [];
  addEventListener("beforeprint", () => { opened = $$(".card details:not([open])"); opened.forEach((each) => { each.open = true; }); });
  addEventListener("afterprint", () => opened.forEach((each) => { each.open = false; }));

  $$(".part").forEach((part) => { part.style.flexGrow = part.dataset.share; });
  recall();
  addEventListener("hashchange", follow);
  reports.forEach((each) => { each.hidden = true; });
  follow();
})();
