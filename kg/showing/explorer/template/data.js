// The network as it was packed at build time (data.py): `kg.nodes`, `kg.edges`, `kg.claim(i)`.
//
// A node and an edge know their place only; what they have is looked up in columns of numbers and
// in lines of text, so that the many that nobody looks at cost next to nothing.

const kg = { title: "", nodes: [], edges: [], types: [], sectors: [], states: [], told: [], conflicts: [], languages: [], columns: null, names: null, claims: null };

const word = (i) => (i < 0 ? null : kg.words[i]);
const tellers = (bits) => kg.allTold.filter((_, i) => bits & (1 << i));

class Relation {
  constructor(index) {
    this.index = index;
  }
  get from() { return kg.columns.edges.from[this.index]; }
  get to() { return kg.columns.edges.to[this.index]; }
  get predicate() { return word(kg.columns.edges.predicate[this.index]); }
  get label() { return words(word(kg.columns.edges.label[this.index])); }
  get state() { return kg.states[kg.columns.edges.state[this.index]]; }
  get status() { return word(kg.columns.edges.status[this.index]); }
  get value() { return kg.columns.edges.value.at(this.index); }
  get unit() { return word(kg.columns.edges.unit[this.index]); }
  get period() { return word(kg.columns.edges.period[this.index]); }
  get years() { return kg.columns.edges.years.at(this.index); }
  get claims() { return kg.columns.edges.claims.at(this.index); }
  get told() { return tellers(kg.columns.edges.told[this.index]); }
}

class Thing {
  constructor(index) {
    this.index = index;
  }
  get id() { return kg.names.at(this.index)[0]; }
  get label() { return kg.names.at(this.index)[1]; }
  get aliases() { return kg.names.at(this.index)[2] || []; }
  get names() { return kg.names.at(this.index)[3] || {}; }
  get date() { return kg.names.at(this.index)[4] || null; }
  get facts() { return kg.names.at(this.index)[5] || {}; }
  get type() { return word(kg.columns.nodes.type[this.index]); }
  get kind() { return word(kg.columns.nodes.kind[this.index]); }
  get sectors() { return kg.columns.nodes.sector.at(this.index).map(word); }
  get years() { return kg.columns.nodes.years.at(this.index); }
  get state() { return kg.states[kg.columns.nodes.state[this.index]]; }
  get status() { return word(kg.columns.nodes.status[this.index]); }
  get value() { return kg.columns.nodes.value.at(this.index); }
  get unit() { return word(kg.columns.nodes.unit[this.index]); }
  get period() { return word(kg.columns.nodes.period[this.index]); }
  get claims() { return kg.columns.nodes.claims.at(this.index); }
  get told() { return tellers(kg.columns.nodes.told[this.index]); }
  get x() { return kg.columns.nodes.x[this.index]; }
  get y() { return kg.columns.nodes.y[this.index]; }
  get edges() { return kg.columns.touching.at(this.index); }
  get degree() { return kg.columns.degree[this.index]; }
}

const LIST_COLUMNS = new Set(["sector", "years", "claims"]);

function readColumns(packed) {
  const read = (name, column) => {
    if (LIST_COLUMNS.has(name)) return new Lists(column);
    if (name === "value") return new Sparse(column);
    return name === "from" || name === "to" ? sums(column) : Int32Array.from(column);
  };
  return Object.fromEntries(Object.entries(packed).map(([name, column]) => [name, read(name, column)]));
}

// For each thing its relations in order; one of a thing to itself once.
function touching(n, { from, to }) {
  const ends = new Int32Array(n);
  for (let i = 0; i < from.length; i += 1) {
    ends[from[i]] += 1;
    if (to[i] !== from[i]) ends[to[i]] += 1;
  }
  const degree = ends.slice();
  for (let i = 1; i < n; i += 1) ends[i] += ends[i - 1];
  const next = Int32Array.from(ends, (end, i) => end - degree[i]);
  const all = new Int32Array(n ? ends[n - 1] : 0);
  for (let i = 0; i < from.length; i += 1) {
    all[next[from[i]]++] = i;
    if (to[i] !== from[i]) all[next[to[i]]++] = i;
  }
  return [degree, Object.assign(Object.create(Lists.prototype), { ends, all })];
}

function readData(packed, names) {
  const n = (packed.nodes.type || []).length;
  const edges = readColumns(packed.edges);
  edges.from ??= new Int32Array(0);
  edges.to ??= new Int32Array(0);
  const [degree, lists] = touching(n, edges);
  Object.assign(kg, {
    title: packed.title,
    start: packed.start,
    terms: packed.terms,
    words: packed.words,
    states: packed.states,
    allTold: packed.told,
    languages: packed.languages,
    hubs: packed.hubs,
    first: packed.first,
    sources: packed.sources,
    conflicts: packed.conflicts.map(({ sort, about, gap, sides }) => ({
      sort,
      about,
      gap,
      sides: sides.map(([says, thing, claim]) => ({ says, thing, claim })),
    })),
    names,
    columns: { nodes: readColumns(packed.nodes), edges, degree, touching: lists },
    nodes: Array.from({ length: n }, (_, i) => new Thing(i)),
    edges: Array.from({ length: edges.from.length }, (_, i) => new Relation(i)),
  });
  const { type, sector, told, years } = kg.columns.nodes;
  kg.types = tally(type || []);
  kg.sectors = tally(sector ? sector.all : []);
  kg.told = kg.allTold.filter((_, bit) => (told || []).some((bits) => bits & (1 << bit)));
  const dated = [years, edges.years].flatMap((lists) => (lists ? [lists.all] : []));
  kg.firstYear = dated.reduce((least, all) => all.reduce((a, b) => Math.min(a, b), least), Infinity);
  kg.lastYear = dated.reduce((most, all) => all.reduce((a, b) => Math.max(a, b), most), -Infinity);
  readLanguages();
}

// A claim is read from its line when it is looked at.
kg.claim = (i) => {
  const [quote = null, document = -1, title = -1, url = -1, modality = -1, section = -1, span = null, confidence = null, sources = [], attribution = -1, before = null, after = null, note = null, worth = null] = kg.claims.at(i);
  return {
    quote,
    before,
    after,
    note,
    worth,
    sources: (sources || []).map((at) => {
      const [title, publisher, url, date] = kg.sources[at];
      return { title, publisher, url, date };
    }),
    section: word(section),
    attribution: word(attribution),
    document: word(document),
    title: word(title),
    url: word(url),
    modality: word(modality),
    span: Array.isArray(span) ? span : span === null ? [null, null] : [span, span + [...(quote || "")].length],
    confidence,
  };
};

// The place of a thing by its id, or undefined; the ids are read when one is first asked for.
let places = null;
function indexOf(id) {
  places ??= new Map(kg.nodes.map((node) => [node.id, node.index]));
  return places.get(id);
}

const byDegree = (a, b) => kg.columns.degree[b] - kg.columns.degree[a] || a - b;

const otherEnd = (edge, index) => (edge.from === index ? edge.to : edge.from);

// Words by how often they come, the most frequent first.
function tally(places) {
  const counts = new Map();
  for (const place of places) counts.set(word(place), (counts.get(word(place)) || 0) + 1);
  return byCount(counts);
}
const byCount = (counts) => [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || compareText(a, b));
