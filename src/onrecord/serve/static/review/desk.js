// The keys of the review desk.  Everything works without this file; with it, a
// few seconds an entry: keys press the buttons that stand on the page, and
// selected words become an entry's spans.
"use strict";

(() => {
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const desk = find(".desk");
  const form = find("#correction");
  const running = find("#text");

  // Places in the text count code points; strings here count UTF-16 units.
  const codePoints = (text) => [...text].length;

  const runs = running
    ? all("#text [data-at]").map((node) => ({ node, at: Number(node.dataset.at), chars: [...node.textContent] }))
    : [];

  const end = runs.length ? runs.at(-1).at + runs.at(-1).chars.length : 0;

  /** The article's characters from `from` to `to`; what stands between blocks reads as line ends. */
  const textAt = (from, to) => {
    const chars = new Array(Math.max(0, to - from)).fill("\n");
    for (const run of runs) {
      const first = Math.max(from, run.at);
      const last = Math.min(to, run.at + run.chars.length);
      for (let i = first; i < last; i += 1) chars[i - from] = run.chars[i - run.at];
    }
    return chars.join("");
  };

  const placeOf = (node, offset) => {
    if (node.nodeType !== Node.TEXT_NODE) {
      const next = node.childNodes[offset];
      const holder = next && next.nodeType === Node.ELEMENT_NODE
        ? (next.matches("[data-at]") ? next : find("[data-at]", next)) : null;
      if (holder) return Number(holder.dataset.at);
      const before = [...node.querySelectorAll("[data-at]")].at(-1);
      return before ? Number(before.dataset.at) + codePoints(before.textContent) : null;
    }
    const holder = node.parentElement && node.parentElement.closest("[data-at]");
    return holder ? Number(holder.dataset.at) + codePoints(node.data.slice(0, offset)) : null;
  };

  /** The selected words of the article, from their first to their last letter. */
  const selected = () => {
    const selection = window.getSelection();
    if (!running || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!running.contains(range.commonAncestorContainer)) return null;
    let from = placeOf(range.startContainer, range.startOffset);
    let to = placeOf(range.endContainer, range.endOffset);
    if (from === null || to === null) return null;
    while (from < to && /\s/u.test(textAt(from, from + 1))) from += 1;
    while (to > from && /\s/u.test(textAt(to - 1, to))) to -= 1;
    return from < to ? [from, to] : null;
  };

  const fields = form ? [...form.querySelectorAll("textarea")] : [];
  const places = (field) => form.elements[`${field.name}_at`];
  let chosen = fields[0];

  const open = () => {
    const details = find("#correct");
    if (details) details.open = true;
    return details;
  };

  const choose = (field) => {
    fields.forEach((one) => one.classList.toggle("chosen-span", one === field));
    chosen = field;
  };

  const show = (from, to) => {
    all("#text mark.new").forEach((mark) => mark.classList.remove("new"));
    if (!window.CSS || !CSS.highlights || typeof Highlight === "undefined") return;
    const ranges = [];
    for (const run of runs) {
      const first = Math.max(from, run.at) - run.at;
      const last = Math.min(to, run.at + run.chars.length) - run.at;
      if (first >= last || !run.node.firstChild) continue;
      const range = new Range();
      range.setStart(run.node.firstChild, run.chars.slice(0, first).join("").length);
      range.setEnd(run.node.firstChild, run.chars.slice(0, last).join("").length);
      ranges.push(range);
    }
    CSS.highlights.set("proof", new Highlight(...ranges));
  };

  const setSpan = (field, from, to) => {
    open();
    choose(field);
    field.value = textAt(from, to).split(/\s+/u).join(" ").trim();
    places(field).value = `${from}-${to}`;
    show(from, to);
  };

  // Typing into a field makes its place unknown: the server looks the words up.
  fields.forEach((field) => field.addEventListener("input", () => { places(field).value = ""; }));

  const isSpace = (at) => /\s/u.test(textAt(at, at + 1));

  /** Moves one edge of the chosen words by a word. */
  const move = (edge, step) => {
    if (!chosen) return;
    const known = places(chosen).value.split(",").filter(Boolean).map((one) => one.split("-").map(Number));
    if (!known.length) return;
    let from = known[0][0];
    let to = known.at(-1)[1];
    if (edge === "end" && step > 0) {
      while (to < end && isSpace(to)) to += 1;
      while (to < end && !isSpace(to)) to += 1;
    } else if (edge === "end") {
      while (to > from && !isSpace(to - 1)) to -= 1;
      while (to > from && isSpace(to - 1)) to -= 1;
    } else if (step > 0) {
      while (from < to && !isSpace(from)) from += 1;
      while (from < to && isSpace(from)) from += 1;
    } else {
      while (from > 0 && isSpace(from - 1)) from -= 1;
      while (from > 0 && !isSpace(from - 1)) from -= 1;
    }
    if (from < to) setSpan(chosen, from, to);
  };

  const press = (key) => {
    const target = find(`form[data-key="${key}"]`);
    const button = target && find("button:not([disabled])", target);
    if (button) button.click();
    return Boolean(button);
  };

  const follow = (rel) => { const link = find(`a[rel="${rel}"]`); if (link) link.click(); };

  const focus = (name) => {
    if (!form) return;
    open();
    const field = find(`[name="${name}"]`, form);
    field.focus();
    field.select();
  };

  const number = (at) => {
    const field = fields[at];
    if (!field) return;
    const words = selected();
    open();
    if (words) setSpan(field, ...words);
    else choose(field);
  };

  const keys = {
    j: () => follow("next"),
    k: () => follow("prev"),
    a: () => press("a"),
    x: () => press("x"),
    u: () => press("u"),
    e: () => { if (form) { open(); find("select", form).focus(); } },
    s: () => focus("speaker"),
    p: () => focus("party"),
    1: () => number(0),
    2: () => number(1),
    3: () => number(2),
    "[": () => move("end", -1),
    "]": () => move("end", 1),
    "{": () => move("start", -1),
    "}": () => move("start", 1),
    Enter: () => { const details = find("#correct"); if (details && details.open) form.requestSubmit(); },
    "?": () => { const help = find("#keys"); if (help) { help.tabIndex = -1; help.focus(); help.scrollIntoView(); } },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "Escape" && typing) { typing.blur(); return; }
    if (typing || event.repeat && event.key.length === 1 && !"[]{}".includes(event.key)) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const act = desk || event.key === "u" ? keys[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Names to choose from, fetched as they are typed.
  const offered = find("#offered");
  const own = offered ? offered.innerHTML : "";
  let asked = 0;
  const offer = async (input) => {
    const typed = input.value.trim();
    asked += 1;
    const mine = asked;
    if (typed.length < 2) { offered.innerHTML = own; return; }
    const answer = await fetch(`${desk.dataset.parties}?q=${encodeURIComponent(typed)}`);
    if (!answer.ok || mine !== asked) return;
    const { parties } = await answer.json();
    offered.replaceChildren(...parties.map((name) => {
      const option = document.createElement("option");
      option.value = name;
      return option;
    }));
  };
  all('input[list="offered"]').forEach((input) => {
    let waiting;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => offer(input), 120);
    });
  });

  all('a[href="#correct"]').forEach((link) => link.addEventListener("click", open));
  if (fields.length) choose(fields[0]);
  const first = running && find("mark", running);
  if (first && window.matchMedia("(min-width: 60rem)").matches) {
    const pane = find(".article-text");
    pane.scrollTop = Math.max(0, first.offsetTop - pane.clientHeight / 3);
  }
})();
