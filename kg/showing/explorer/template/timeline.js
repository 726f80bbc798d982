// What happened by year: bars for how many, then each year's list, the latest first. Those who
// took part are not listed, nor what a listed thing says anyway; trade has a view of its own.

const PER_YEAR = 12;
const UNDATED = new Set(["country", "person", "organisation", "bloc", "place", "actor", "sector", "commodity", "concept"]);
const ELSEWHERE = new Set(["trade", "derived", "flow"]);

function datedByYear() {
  const pass = passing();
  const years = new Map();
  const add = (year, entry) => {
    if ((chosen.from !== null && year < chosen.from) || (chosen.to !== null && year > chosen.to)) return;
    if (!years.has(year)) years.set(year, []);
    years.get(year).push(entry);
  };
  const listed = (index) => {
    const { type } = kg.nodes[index];
    return !UNDATED.has(type) && (!ELSEWHERE.has(type) || chosen.types.has(type));
  };
  const things = [...pass.match].filter(listed);
  for (const index of things) for (const year of kg.nodes[index].years) add(year, { node: index, date: kg.nodes[index].date });
  for (const edge of pass.edges.map((i) => kg.edges[i])) {
    const told = [edge.from, edge.to].some((end) => !UNDATED.has(kg.nodes[end].type) && kg.nodes[end].years.length);
    const sum = edge.claims.length > 1 && !edge.period; // of many figures: each is there itself
    if (!told && !sum) for (const year of edge.years) add(year, { edge });
  }
  for (const list of years.values()) list.sort((a, b) => compareText(b.date || "", a.date || "") || byDegree(a.node ?? a.edge.from, b.node ?? b.edge.from));
  return [...years].sort((a, b) => b[0] - a[0]);
}

function showTimeline() {
  const years = datedByYear();
  const view = byId("view-timeline");
  if (!years.length) {
    view.replaceChildren(el("p", { class: "nothing" }, "Nothing here has a date."));
    return;
  }
  view.replaceChildren(bars(years), el("ol", { class: "years-list", reversed: true }, years.map(yearItem)));
}

function yearItem([year, entries]) {
  const nodes = entries.filter((entry) => entry.node !== undefined);
  const edges = entries.filter((entry) => entry.edge);
  const tools = button("Only this year", () => change({ from: year, to: year }), { class: "quiet", "aria-label": `Only this year: ${year}` });
  return el("li", { class: "year" },
    el("div", { class: "year-head" }, el("h2", {}, year), el("small", {}, [nodes.length ? count(nodes.length, "thing") : null, edges.length ? count(edges.length, "relation") : null].filter(Boolean).join(", ")), chosen.from === year && chosen.to === year ? null : tools),
    limited([...nodes, ...edges], (entry) => (entry.node !== undefined ? datedThing(entry.node) : datedRelationView(entry.edge))));
}

function datedThing(index) {
  const node = kg.nodes[index];
  return [node.date ? el("span", { class: "day" }, node.date) : null, thingButton(index), el("small", {}, capital(typeName(node.type, 1))), stateChip(node.state, node.status)];
}

function datedRelationView(edge) {
  return [statement(edge), amountText(edge) ? el("span", { class: "value" }, amountText(edge)) : null, stateChip(edge.state, edge.status)];
}

function limited(entries, view) {
  const list = el("ul", { class: "dated" }, entries.slice(0, PER_YEAR).map((entry) => el("li", {}, view(entry))));
  if (entries.length <= PER_YEAR) return list;
  const more = button(`${number(entries.length - PER_YEAR)} more`, () => {
    list.append(...entries.slice(PER_YEAR).map((entry) => el("li", {}, view(entry))));
    list.children[PER_YEAR].querySelector("button").focus();
    more.remove();
  }, { class: "quiet" });
  return [list, more];
}

// A bar for each year; the list below says the same in words.
function bars(years) {
  const first = years[years.length - 1][0];
  const last = years[0][0];
  const amounts = new Map(years.map(([year, entries]) => [year, entries.length]));
  const most = Math.max(...amounts.values());
  const span = last - first + 1;
  const [width, height] = [Math.max(280, byId("view-timeline").clientWidth - 28), 100];
  const step = (width - 24) / span;
  const every = [1, 2, 5, 10, 20, 50, 100].find((n) => n * step >= 44) || 200;
  const parts = [];
  for (let year = first; year <= last; year += 1) {
    const n = amounts.get(year) || 0;
    const tall = n ? Math.max(3, (n / most) * height) : 0;
    const x = (year - first) * step;
    if (n) {
      const bar = svg("rect", { x: x + Math.min(2, step * 0.1), y: height - tall, width: Math.max(1, Math.min(60, step - Math.min(4, step * 0.2))), height: tall, class: "bar" }, svg("title", {}, `${year}: ${n}`));
      parts.push(bar);
    }
    if (year % every === 0 || span === 1) {
      parts.push(svg("text", { x: x + Math.min(30, step / 2), y: height + 18, class: "tick" }, year));
    }
  }
  const says = `${count(years.length, "year")} with something dated, from ${first} to ${last}; most in ${[...amounts].find(([, n]) => n === most)[0]}`;
  return el("figure", { class: "bars" },
    svg("svg", { viewBox: `0 0 ${width} ${height + 24}`, role: "img", "aria-label": says, preserveAspectRatio: "xMinYMid meet" }, svg("line", { x1: 0, x2: width, y1: height, y2: height, class: "axis" }), parts),
    el("figcaption", {}, says, "."));
}
