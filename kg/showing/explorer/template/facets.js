// Filters that are the legend as well: nothing ticked means everything, a tick means only these.

const facetCounts = []; // functions that bring a count up to date

function buildFacets() {
  facetCounts.length = 0;
  byId("filters").replaceChildren(
    el("div", { class: "panel-head" }, el("h2", {}, "Show only"), button("Clear", clearFilters, { id: "clear" })),
    facet("types", "Types", kg.types, (type) => [typeMark(type), capital(typeName(type, 2))]),
    kg.sectors.length ? facet("sectors", "Sectors", kg.sectors, (sector) => [capital(sectorName(sector))]) : null,
    yearFields(),
    facet("states", "Lines", kg.states.filter((state) => kg.edges.some((e) => e.state === state)), (state) => [stateMark(state), stateLook(state).says]),
    kg.told.length > 1 ? facet("told", "Told by", kg.told, (way) => [way === "documents" ? "Documents, with a quote" : "Curated tables, with sources"]) : null,
    el("p", { class: "note" }, "A thicker line stands for several relations. A broken outline is a thing that is planned, denied, ended, uncertain or derived; a hollow shape with a whole outline is a neighbour of what you asked for."),
    checkbox("near", "With direct neighbours", () => !chosen.alone, (on) => change({ alone: !on })),
    pathForm(),
  );
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
    const n = facetCount(key, value);
    box.checked = chosen[key].has(value);
    amount.textContent = number(n);
    row.classList.toggle("empty", n === 0);
  });
  return row;
}

// How many things (or, for lines, relations) this value would give beside the other filters.
function facetCount(key, value) {
  if (key === "states") return kg.edges.filter((edge) => edge.state === value).length;
  const has = {
    types: (node) => node.type === value,
    sectors: (node) => node.sectors.includes(value),
    told: (node) => node.told.includes(value),
  }[key];
  return kg.nodes.filter((node) => has(node) && nodePasses(node, key)).length;
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
