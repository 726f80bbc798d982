// What is drawn and what is listed, from what is chosen.
//
//   passing()   every thing and relation that passes the filters: the table and the timeline
//   scene()     what the picture holds: overview, everything (up to a limit), neighbourhood, path

const VIEW_LIMIT = 600;
const STEP = 30; // neighbours shown at a time
const NARROW_FIRST = 10;

function yearFits(years) {
  const low = chosen.from ?? -Infinity;
  const high = chosen.to ?? Infinity;
  return years.some((year) => year >= low && year <= high);
}
const yearsAsked = () => chosen.from !== null || chosen.to !== null;

// Name of the filter, whether it is used, what passes it.
const NODE_TESTS = [
  ["types", () => chosen.types.size, (node) => chosen.types.has(node.type)],
  ["sectors", () => chosen.sectors.size, (node) => node.sectors.some((s) => chosen.sectors.has(s))],
  ["told", () => chosen.told.size, (node) => node.told.some((way) => chosen.told.has(way))],
  ["years", yearsAsked, (node) => yearFits(node.years) || datedRelation(node)],
];
// A thing without a year of its own counts as dated by its dated relations.
function datedRelation(node) {
  return !node.years.length && node.edges.some((i) => yearFits(kg.edges[i].years));
}
// The things that pass the filters, or all but one of these.
function nodesPassing(except) {
  const tests = NODE_TESTS.filter(([name, used]) => name !== except && used()).map(([, , test]) => test);
  return tests.length ? kg.nodes.filter((node) => tests.every((test) => test(node))) : kg.nodes;
}
function edgePasses(edge) {
  if (chosen.states.size && !chosen.states.has(edge.state)) return false;
  if (chosen.told.size && edge.told.length && !edge.told.some((way) => chosen.told.has(way))) return false;
  return !yearsAsked() || !edge.years.length || yearFits(edge.years);
}

let passingNow = null;
listeners.push(() => (passingNow = null));

function passing() {
  if (passingNow) return passingNow;
  if (chosen.path) {
    const found = shortestPath(...chosen.path);
    passingNow = { nodes: new Set(found.nodes), match: new Set(found.nodes), edges: found.edges };
    return passingNow;
  }
  let match = new Set(nodesPassing().map((node) => node.index));
  let edges = chosen.states.size || chosen.told.size || yearsAsked() ? kg.edges.filter(edgePasses) : kg.edges;
  if (chosen.focus.length) {
    const centre = new Set(chosen.focus);
    edges = edges.filter(
      (e) =>
        (centre.has(e.from) && (match.has(e.to) || centre.has(e.to))) ||
        (centre.has(e.to) && match.has(e.from)),
    );
    match = new Set([...centre, ...edges.flatMap((edge) => [edge.from, edge.to])]);
  } else if (hasFilters()) {
    const onlyEdges = chosen.states.size > 0;
    const both = chosen.alone;
    edges = edges.filter((e) =>
      both ? match.has(e.from) && match.has(e.to) : match.has(e.from) || match.has(e.to),
    );
    if (onlyEdges) {
      const touched = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
      match = new Set([...match].filter((index) => touched.has(index)));
    }
  }
  const nodes = new Set(match);
  for (const edge of edges) nodes.add(edge.from).add(edge.to);
  passingNow = { nodes, match, edges: edges.map((edge) => edge.index) };
  return passingNow;
}

const isNarrow = () => (byId("graph").clientWidth || innerWidth) < 560;
const atOnce = () => (isNarrow() ? 10 : STEP);

function sceneMode() {
  if (chosen.path) return "path";
  if (chosen.focus.length) return "focus";
  return chosen.all || hasFilters() ? "all" : "overview";
}

function scene() {
  const mode = sceneMode();
  if (mode === "overview") return overviewScene(mode);
  const pass = passing();
  let nodes;
  let waiting = new Map(); // focus -> neighbours not drawn yet
  if (mode === "path") nodes = [...pass.nodes];
  else if (mode === "focus") [nodes, waiting] = neighbourhood(pass);
  else {
    const context = [...pass.nodes].filter((index) => !pass.match.has(index)).sort(byDegree);
    nodes = [...[...pass.match].sort(byDegree), ...context].slice(0, VIEW_LIMIT);
  }
  const shown = new Set(nodes);
  const edges = pass.edges.filter((i) => shown.has(kg.edges[i].from) && shown.has(kg.edges[i].to));
  const context = new Set(nodes.filter((index) => !pass.match.has(index)));
  return { mode, nodes, edges, context, waiting, lines: bundle(edges, mode) };
}

// Nothing is filtered: only what is drawn is looked at, so that a large graph starts as a small one.
function overviewScene(mode) {
  const nodes = [...kg.hubs, ...firstThings()];
  const shown = new Set(nodes);
  const { from, to } = kg.columns.edges;
  const edges = [];
  for (let i = 0; i < from.length; i += 1) if (shown.has(from[i]) && shown.has(to[i])) edges.push(i);
  return { mode, nodes, edges, context: new Set(), waiting: new Map(), lines: bundle(edges, mode) };
}

// As many of the things chosen for the first picture as have room beside and between the hubs.
function firstThings() {
  if (isNarrow() || kg.hubs.length < 2) return kg.first.slice(0, isNarrow() ? NARROW_FIRST : 2 * STEP);
  const beside = kg.hubs.map((hub) => new Set(kg.nodes[hub].edges.map((i) => otherEnd(kg.edges[i], hub))));
  const left = [rowsFor("left"), rowsFor("right"), rowsFor("right"), rowsFor("right")];
  return kg.first.filter((index) => {
    const [a, b] = beside.map((set) => set.has(index));
    const band = a && b ? 2 : a ? 0 : b ? 1 : room().w >= BESIDE ? 3 : 2;
    left[band] -= 1;
    return left[band] >= 0;
  });
}

function neighbourhood(pass) {
  const limits = new Map();
  for (const index of chosen.focus) limits.set(index, (limits.get(index) || 0) + atOnce());
  const shown = new Set(limits.keys());
  const waiting = new Map();
  const passingEdges = new Set(pass.edges);
  for (const [centre, limit] of limits) {
    const ends = kg.nodes[centre].edges
      .filter((i) => passingEdges.has(i))
      .map((i) => otherEnd(kg.edges[i], centre));
    const ranked = [...new Set(ends)].filter((index) => index !== centre).sort(byDegree);
    for (const index of ranked.slice(0, limit)) shown.add(index);
    if (ranked.length > limit) waiting.set(centre, ranked.length - limit);
  }
  return [[...shown].slice(0, VIEW_LIMIT), waiting];
}

// Relations that would lie on one another become one line; the line knows them all.
function bundle(edges, mode) {
  const lines = new Map();
  for (const index of edges) {
    const edge = kg.edges[index];
    const what = mode === "focus" || mode === "path" ? predicateName(edge) : "";
    const key = JSON.stringify([edge.from, edge.to, edge.state, what]);
    const line = lines.get(key);
    if (line) line.edges.push(index);
    else lines.set(key, { id: lines.size, from: edge.from, to: edge.to, state: edge.state, label: what, edges: [index] });
  }
  return [...lines.values()];
}

// Breadth first, whatever the direction; between equals the better connected thing, so that the
// answer is the same each time. Denied relations are followed only if nothing else leads there.
function shortestPath(a, b) {
  for (const follow of [(edge) => edge.state !== "denied", () => true]) {
    const before = new Map([[a, null]]);
    let front = [a];
    while (front.length && !before.has(b)) {
      const next = [];
      for (const index of front) {
        const ends = kg.nodes[index].edges
          .filter((i) => follow(kg.edges[i]))
          .map((i) => otherEnd(kg.edges[i], index));
        for (const end of [...new Set(ends)].sort(byDegree)) {
          if (!before.has(end)) {
            before.set(end, index);
            next.push(end);
          }
        }
      }
      front = next;
    }
    if (!before.has(b)) continue;
    const nodes = [];
    for (let index = b; index !== null; index = before.get(index)) nodes.unshift(index);
    return { nodes, edges: nodes.slice(1).flatMap((end, i) => between(nodes[i], end)) };
  }
  return { nodes: [a, b], edges: [] };
}

function between(a, b) {
  return kg.nodes[a].edges.filter((i) => otherEnd(kg.edges[i], a) === b);
}

// The sentence above the picture.
function sentence(now) {
  const things = count(now.nodes.length, "thing");
  const relations = count(now.edges.length, "relation");
  const hidden = kg.nodes.length - now.nodes.length;
  const rest = hidden ? `; ${count(hidden, "other thing")} hidden` : "";
  if (!kg.nodes.length) return "There is nothing in this graph yet.";
  if (chosen.path) {
    const [a, b] = chosen.path;
    if (!now.edges.length) return `Nothing connects ${nameOf(a)} and ${nameOf(b)}.`;
    const steps = count(now.nodes.length - 1, "step");
    return `${nameOf(a)} and ${nameOf(b)} are connected in ${steps}, by ${relations}.`;
  }
  if (chosen.view === "timeline") {
    const entries = new Set(datedByYear().flatMap(([, list]) => list.map(({ node, edge }) => node ?? edge)));
    const elsewhere = chosen.types.size ? "" : "; trade figures are in the Trade view";
    return `${count(entries.size, "thing")} with a year, of ${number(kg.nodes.length)}${elsewhere}.`;
  }
  if (chosen.view === "trade") {
    const all = kg.nodes.filter((node) => node.type === "trade").length;
    return `${count(figuresNow().length, "trade figure")} with a year and a value, of ${number(all)}.`;
  }
  if (chosen.view === "conflicts") {
    const shown = conflictsNow().length;
    return `${count(shown, "conflict")}${shown < kg.conflicts.length ? ` of ${number(kg.conflicts.length)}` : ""}: what cannot all be right, each side with what is behind it.`;
  }
  const pass = now.mode === "overview" && chosen.view === "picture" ? null : passing();
  if (chosen.view !== "picture") {
    const all = pass.match.size === kg.nodes.length && pass.edges.length === kg.edges.length;
    const of = all ? "" : `, of ${number(kg.nodes.length)} and ${number(kg.edges.length)}`;
    return `${count(pass.match.size, "thing")} and ${count(pass.edges.length, "relation")}${of}.`;
  }
  if (now.mode === "focus") {
    const names = [...new Set(chosen.focus)].map(nameOf).join(", ");
    return `${names} and what is next to it: ${things}, ${relations}${rest}.`;
  }
  if (now.mode === "overview") {
    const hubs = kg.hubs.map(nameOf).join(" and ");
    const what = hubs ? `${hubs} and what joins them` : "The best connected things";
    return `${what}: ${things}, ${relations}${rest}.`;
  }
  if (!pass.match.size) return "Nothing passes these filters.";
  const near = now.context.size ? `, ${number(now.context.size)} of them only as neighbours,` : "";
  return `${things}${near} and ${relations} drawn${rest}.`;
}
