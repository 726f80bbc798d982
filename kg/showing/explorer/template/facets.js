// Filters that are the legend as well: nothing ticked means everything, a tick means only these.

const facetCounts = []; // functions that bring a row up to date
const countsNow = new Map(); // by filter, how many things or relations each value would give
listeners.push(() => countsNow.clear());

function buildFacets() {
  facetCounts.length = 0;
  const parts = [
    el("div", { class: "panel-head" }, el("h2", {}, "Show only"), button("Clear", clearFilters, { id: "clear" })),
    facet("types", "Types", kg.types, (type) => [typeMark(type), capital(typeName(type, 2))]),
    kg.sectors.length ? facet("sectors", "Sectors", kg.sectors, (sector) => [capital(sectorName(sector))]) : null,
    yearFields(),
    facet("states", "Lines", kg.states.filter((state) => stateCounts().get(state)), (state) => [stateMark(state), stateLook(state).says]),
    kg.told.length > 1 ? facet("told", "Told by", kg.told, (way) => [way === "documents" ? "Documents, with a quote" : "Curated tables, with sources"]) : null,
    el("p", { class: "note" }, "A thicker line stands for several relations. A broken outline is a thing that is planned, denied, ended, uncertain or derived; a hollow shape with a whole outline is a neighbour of what you asked for."),
    checkbox("near", "With direct neighbours", () => !chosen.alone, (on) => change({ alone: !on })),
    pathForm(),
  ];
  byId("filters").replaceChildren(...parts.filter(Boolean));
}

function clearFilters() {
  change({ types: new Set(), sectors: new Set(), states: new Set(), told: new Set(), from: null, to: null });
}

function facet(key, title, values, face) {
  if (!values.length) return null;
  const rows = values.map((value, i) => facetRow(key, value, face(value), i));
  const long = rows.length > 14;
  const list = el("div", { class: "facet-rows" }, rows.slice(0, 14));
  const more = long
    ? button(`${rows.length - 14} more`, () => {
        list.append(...rows.slice(14));
        rows[14].querySelector("input").focus();
        more.remove();
      }, { class: "quiet" })
    : null;
  return el("fieldset", { class: "facet" }, el("legend", {}, title), list, more);
}

function facetRow(key, value, face, i) {
  const box = el("input", { type: "checkbox", id: `${key}-${i}` });
  const amount = el("span", { class: "amount" });
  box.addEventListener("change", () => {
    const values = new Set(chosen[key]);
    if (box.checked) values.add(value);
    else values.delete(value);
    change({ [key]: values });
  });
  const row = el("label", { class: "facet-row", for: box.id }, box, el("span", { class: "face" }, face), amount);
  facetCounts.push(() => {
    const n = countsOf(key).get(value) || 0;
    box.checked = chosen[key].has(value);
    amount.textContent = number(n);
    row.classList.toggle("empty", n === 0);
  });
  return row;
}

// How many things (or, for lines, relations) each value would give beside the other filters.
const VALUES = { types: (node) => [node.type], sectors: (node) => node.sectors, told: (node) => node.told };

function countsOf(key) {
  if (key === "states") return stateCounts();
  if (!countsNow.has(key)) {
    const counts = new Map();
    for (const node of nodesPassing(key)) for (const value of new Set(VALUES[key](node))) counts.set(value, (counts.get(value) || 0) + 1);
    countsNow.set(key, counts);
  }
  return countsNow.get(key);
}

let states = null; // the same whatever is chosen
function stateCounts() {
  if (!states) {
    states = new Map();
    for (const place of kg.columns.edges.state || []) states.set(kg.states[place], (states.get(kg.states[place]) || 0) + 1);
  }
  return states;
}

function checkbox(id, text, isOn, act) {
  const box = el("input", { type: "checkbox", id, onchange: () => act(box.checked) });
  facetCounts.push(() => (box.checked = isOn()));
  return el("label", { class: "facet-row", for: id }, box, el("span", { class: "face" }, text));
}

function yearFields() {
  if (!Number.isFinite(kg.firstYear)) return null;
  const field = (key, text, edge) => {
    const input = el("input", { type: "number", id: `year-${key}`, min: kg.firstYear, max: kg.lastYear, placeholder: edge, inputmode: "numeric" });
    input.addEventListener("change", () => {
      const year = /^\d{4}$/.test(input.value) ? Number(input.value) : null;
      change({ [key]: year });
    });
    facetCounts.push(() => (input.value = chosen[key] ?? ""));
    return el("label", { for: input.id }, el("span", {}, text), input);
  };
  return el("fieldset", { class: "facet years" }, el("legend", {}, "Years"), field("from", "from", kg.firstYear), field("to", "to", kg.lastYear));
}

function updateFacets() {
  for (const update of facetCounts) update();
  byId("clear").disabled = !hasFilters();
}
