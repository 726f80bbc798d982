// The network as it was packed at build time (data.py): `kg.nodes`, `kg.edges`, `kg.claim(i)`.

const kg = { title: "", nodes: [], edges: [], types: [], sectors: [], states: [], told: [], conflicts: [], languages: [], byId: new Map() };

async function unpack(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function readData(packed) {
  const word = (i) => (i < 0 ? null : packed.words[i]);
  const { nodes, edges, claims } = packed;
  kg.title = packed.title;
  kg.start = packed.start;
  kg.terms = packed.terms;
  kg.states = packed.states;
  kg.nodes = (nodes.id || []).map((id, i) => ({
    index: i,
    id,
    label: nodes.label[i],
    names: nodes.names[i],
    type: word(nodes.type[i]),
    kind: word(nodes.kind[i]),
    date: nodes.date[i],
    sectors: nodes.sector[i].map(word),
    years: nodes.years[i],
    aliases: nodes.alias[i],
    state: packed.states[nodes.state[i]],
    status: word(nodes.status[i]),
    value: nodes.value[i],
    unit: word(nodes.unit[i]),
    period: word(nodes.period[i]),
    claims: nodes.claims[i],
    facts: nodes.facts[i],
    x: nodes.x[i],
    y: nodes.y[i],
    edges: [],
    degree: 0,
  }));
  kg.edges = (edges.from || []).map((from, i) => ({
    index: i,
    from,
    to: edges.to[i],
    predicate: word(edges.predicate[i]),
    label: words(word(edges.label[i])),
    state: packed.states[edges.state[i]],
    status: word(edges.status[i]),
    value: edges.value[i],
    unit: word(edges.unit[i]),
    period: word(edges.period[i]),
    years: edges.years[i],
    claims: edges.claims[i],
  }));
  for (const edge of kg.edges) {
    kg.nodes[edge.from].edges.push(edge.index);
    if (edge.to !== edge.from) kg.nodes[edge.to].edges.push(edge.index);
  }
  for (const node of kg.nodes) {
    node.degree = node.edges.length;
    kg.byId.set(node.id, node.index);
  }
  kg.ranked = kg.nodes.map((node) => node.index).sort(byDegree);
  kg.hubs = packed.hubs;
  kg.first = packed.first;
  kg.claim = (i) => ({
    quote: claims.quote[i],
    before: claims.before[i],
    after: claims.after[i],
    note: claims.note[i],
    worth: claims.worth[i],
    sources: claims.sources[i].map((at) => {
      const [title, publisher, url, date] = packed.sources[at];
      return { title, publisher, url, date };
    }),
    section: claims.section[i],
    attribution: claims.attribution[i],
    document: word(claims.document[i]),
    title: word(claims.title[i]),
    url: word(claims.url[i]),
    modality: word(claims.modality[i]),
    span: claims.span[i],
    confidence: claims.confidence[i],
  });
  for (const node of kg.nodes) node.told = toldBy(node.claims, claims);
  for (const edge of kg.edges) edge.told = toldBy(edge.claims, claims);
  for (const edge of kg.edges) for (const end of [edge.from, edge.to]) kg.nodes[end].told = TOLD.filter((way) => kg.nodes[end].told.includes(way) || edge.told.includes(way));
  kg.told = TOLD.filter((way) => kg.nodes.some((node) => node.told.includes(way)));
  kg.conflicts = packed.conflicts.map(({ sort, about, gap, sides }) => ({
    sort,
    about,
    gap,
    sides: sides.map(([says, thing, claim]) => ({ says, thing, claim })),
  }));
  readLanguages();
  kg.types = tally(kg.nodes.map((node) => [node.type]));
  kg.sectors = tally(kg.nodes.map((node) => node.sectors));
  const years = kg.nodes.flatMap((node) => node.years).concat(kg.edges.flatMap((e) => e.years));
  kg.firstYear = years.reduce((a, b) => Math.min(a, b), Infinity);
  kg.lastYear = years.reduce((a, b) => Math.max(a, b), -Infinity);
}

// Who tells of something: documents, with a quote, or curated tables, with sources.
const TOLD = ["documents", "tables"];

function toldBy(indices, claims) {
  const ways = new Set();
  for (const i of indices) {
    if (claims.quote[i]) ways.add("documents");
    if (claims.sources[i].length) ways.add("tables");
  }
  return TOLD.filter((way) => ways.has(way));
}

const byDegree = (a, b) => kg.nodes[b].degree - kg.nodes[a].degree || a - b;

const otherEnd = (edge, index) => (edge.from === index ? edge.to : edge.from);

// [["country"], ["visit"], ["country"]] -> ["country", "visit"], the most frequent first
function tally(lists) {
  const counts = new Map();
  for (const list of lists) for (const word of list) counts.set(word, (counts.get(word) || 0) + 1);
  return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || compareText(a, b));
}
