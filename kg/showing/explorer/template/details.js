// The panel on the right: a thing and all its relations, a pair, a path, or where to begin.

const PART = 20; // relations of one kind shown at a time

function showDetails(now) {
  const panel = byId("details");
  const hadFocus = panel.contains(document.activeElement) && document.activeElement !== panel;
  if (chosen.node !== null) panel.replaceChildren(...nodeDetails(kg.nodes[chosen.node], now));
  else if (chosen.pair) panel.replaceChildren(...pairDetails(...chosen.pair));
  else if (chosen.path) panel.replaceChildren(...pathDetails(...chosen.path));
  else panel.replaceChildren(...welcome());
  panel.scrollTop = 0;
  if (hadFocus) panel.focus({ preventScroll: true });
}

function closeButton() {
  return button("Close", () => {
    change({ node: null, pair: null });
    byId("graph").focus({ preventScroll: true });
  }, { class: "quiet close" });
}

function thingButton(index) {
  const node = kg.nodes[index];
  return button([typeMark(node.type), el("span", { lang: nameLanguage(index) }, nameOf(index))], () => change({ node: index, pair: null }), { class: "thing" });
}

function nodeDetails(node, now) {
  const facts = [
    otherNames(node).length ? ["Also called", otherNames(node).join(", ")] : null,
    node.sectors.length ? ["Sector", node.sectors.map((s) => capital(sectorName(s))).join(", ")] : null,
    node.kind ? ["Kind", capital(wordName(node.kind))] : null,
    node.date ? [/[ ,]/.test(node.date) ? "Dates" : "Date", node.date] : null,
    node.years.length && !node.date ? [node.years.length > 1 ? "Years" : "Year", yearsText(node.years)] : null,
    ...Object.entries(node.facts).map(([key, value]) => [capital(words(key)), webLink(value, value)]),
  ].filter(Boolean);
  const here = now.mode === "focus" && chosen.focus.includes(node.index);
  const whole = here && !now.waiting.has(node.index);
  return [
    el("div", { class: "panel-head" },
      el("p", { class: "kind" }, typeMark(node.type), capital(typeName(node.type, 1))), closeButton()),
    el("h2", { lang: nameLanguage(node.index) }, nameOf(node.index)),
    stateChip(node.state, node.status),
    amountText(node) ? el("p", { class: "value" }, amountText(node)) : null,
    facts.length ? el("dl", { class: "facts" }, facts.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])) : null,
    el("div", { class: "row" },
      whole || !node.degree ? null : button(here ? "Show more neighbours" : "Show neighbourhood", () => expand(node.index), { class: "strong" }),
      button("Path from here", () => askPath(node.index))),
    node.claims.length ? [el("h3", {}, node.claims.some((i) => kg.claim(i).quote) ? "What documents say" : "Where this is from"), claimsView(node)] : null,
    conflictsOf(node.index),
    el("h3", {}, count(node.degree, "relation")),
    ...relationGroups(node.edges, node.index),
  ].flat(Infinity).filter(Boolean);
}

// Aliases, and the names in the other languages.
function otherNames(node) {
  const names = [node.label, ...node.aliases, ...Object.values(node.names)];
  return [...new Set(names)].filter((name) => name !== nameOf(node.index));
}

// Relations under a heading for each predicate and direction, most frequent first.
function relationGroups(edges, index) {
  const groups = new Map();
  for (const i of edges) {
    const edge = kg.edges[i];
    const out = edge.from === index;
    const key = `${out ? "" : "\u2190 "}${predicateName(edge)}${out ? " \u2192" : ""}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(edge);
  }
  const order = [...groups].sort((a, b) => b[1].length - a[1].length || compareText(a[0], b[0]));
  return order.map(([title, list], i) =>
    el("details", { class: "group", open: i < 6 || edges.length < 30 },
      el("summary", {}, title, el("span", { class: "amount" }, number(list.length))),
      growing(list, (edge) => relation(edge, thingButton(otherEnd(edge, index))))),
  );
}

// A list that shows a part and has a button for the next.
function growing(list, view) {
  const items = el("ul", { class: "relations" });
  let shown = 0;
  const more = button("", () => {
    const at = shown;
    add();
    items.children[at].querySelector("button, a, summary")?.focus();
  }, { class: "quiet" });
  const add = () => {
    items.append(...list.slice(shown, shown + PART).map((entry) => el("li", {}, view(entry))));
    shown = Math.min(list.length, shown + PART);
    more.textContent = `${Math.min(PART, list.length - shown)} more of ${number(list.length - shown)}`;
    more.hidden = shown >= list.length;
  };
  add();
  return [items, more];
}

function relation(edge, head) {
  return [
    el("div", { class: "relation-head" }, head, stateChip(edge.state, edge.status)),
    amountText(edge) ? el("p", { class: "value" }, amountText(edge)) : null,
    claimsView(edge),
  ];
}

function pairDetails(a, b) {
  const edges = between(a, b).map((i) => kg.edges[i]);
  return [
    el("div", { class: "panel-head" }, el("p", { class: "kind" }, "Between two things"), closeButton()),
    el("h2", {}, `${nameOf(a)} and ${nameOf(b)}`),
    el("h3", {}, count(edges.length, "relation")),
    ...growing(edges, (edge) => relation(edge, statement(edge))),
  ];
}

// Subject, predicate, object as a line with buttons.
function statement(edge) {
  return el("div", { class: "statement" }, thingButton(edge.from), el("span", { class: "predicate" }, predicateName(edge)), thingButton(edge.to));
}

function welcome() {
  const first = [...kg.hubs, ...kg.first];
  const order = ["country", "agreement", "sector", "trade", "visit", "person", "plan", "commodity"];
  const rest = kg.types.filter((type) => !order.includes(type));
  const sections = [...order, ...rest].map((type) => [type, first.filter((index) => kg.nodes[index].type === type).slice(0, 3)]);
  return [
    el("h2", {}, "Where to begin"),
    el("p", {}, `This graph holds ${count(kg.nodes.length, "thing")} and ${count(kg.edges.length, "relation")}, with the sentences that state them${kg.told.includes("tables") ? " and curated tables with their sources" : ""}.`),
    el("ul", { class: "hints" },
      el("li", {}, "Click a thing to read about it; click a line to read what joins two."),
      el("li", {}, "Double-click, or press Enter, to see what is next to it."),
      el("li", {}, "Press / to search; use the filters to narrow down."),
      kg.conflicts.length ? el("li", {}, `${count(kg.conflicts.length, "figure or statement", "figures or statements")} that others contradict: see Conflicts.`) : null),
    el("h3", {}, "Look at"),
    ...sections.filter(([, list]) => list.length).map(([type, list]) =>
      el("div", { class: "begin" }, el("h4", {}, capital(typeName(type, 2))), el("ul", {}, list.map((i) => el("li", {}, thingButton(i)))))),
  ];
}
