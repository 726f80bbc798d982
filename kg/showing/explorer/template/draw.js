// The picture: vis-network draws dots and lines where arrange.js put them; labels.js adds names.

const OPTIONS = {
  physics: false,
  layout: { improvedLayout: false, randomSeed: 1 },
  interaction: { hover: true, keyboard: false, navigationButtons: false, tooltipDelay: 1e9, selectConnectedEdges: false, hideEdgesOnDrag: false },
  nodes: { borderWidth: 1.5, borderWidthSelected: 1.5, chosen: false },
  edges: { selectionWidth: 0, hoverWidth: 0, chosen: false, arrowStrikethrough: false },
};

const NO_EMPHASIS = JSON.stringify([null, null]);

let net = null;
let pointedAt = null;
const drawn = {
  scene: null,
  key: "",
  dim: new Set(), // things drawn faintly, because another is chosen
  faint: new Set(), // lines drawn faintly
  data: null,
  has: (index) => drawn.places !== undefined && drawn.places.has(index),
};

function nodeSize(index) {
  const now = drawn.scene;
  const central = { focus: chosen.focus, path: chosen.path }[now.mode]?.includes(index) ?? kg.hubs.includes(index);
  if (now.mode !== "all") return central ? 17 : 9;
  return Math.min(26, 6 + 1.6 * Math.sqrt(kg.nodes[index].degree));
}

function nodeItem(index) {
  const node = kg.nodes[index];
  const [shape, name] = typeLook(node.type);
  const place = drawn.places.get(index);
  const context = drawn.scene.context.has(index);
  const dashes = stateLook(node.state).dashes;
  const hollow = context || dashes;
  const tone = {
    background: hollow ? colour("ground") : colour(name),
    border: hollow ? colour(name) : colour("edge-of-mark"),
  };
  return {
    id: index,
    x: place.x,
    y: place.y,
    shape,
    size: nodeSize(index),
    color: { ...tone, highlight: tone, hover: tone },
    opacity: drawn.dim.has(index) ? 0.25 : 1,
    borderWidth: hollow ? 2.5 : 1.5,
    shapeProperties: { borderDashes: dashes ? [4, 3] : false },
  };
}

// In the overview the lines of the hubs come first.
function lineOpacity(line) {
  if (drawn.faint.has(line.id)) return 0.12;
  if (drawn.scene.mode !== "overview" || drawn.emphasis !== NO_EMPHASIS) return 0.85;
  return kg.hubs.includes(line.from) || kg.hubs.includes(line.to) ? 0.85 : 0.3;
}

function lineItem(line) {
  const look = stateLook(line.state);
  const tone = colour(look.colour);
  return {
    id: `line-${line.id}`,
    from: line.from,
    to: line.to,
    color: { color: tone, highlight: tone, hover: tone, opacity: lineOpacity(line) },
    width: Math.min(5, 1.1 + Math.log2(line.edges.length) * 0.7),
    dashes: look.dashes,
    arrows: { to: { enabled: true, scaleFactor: 0.45 } },
    smooth: line.bend ? { enabled: true, type: line.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(line.bend) } : false,
  };
}

// Lines between the same two things bend apart: straight, one side, the other side ...
// Lines along a column bend around what stands between.
function bend(lines) {
  const beside = new Map();
  for (const line of lines) {
    const key = line.from < line.to ? `${line.from} ${line.to}` : `${line.to} ${line.from}`;
    const n = beside.get(key) || 0;
    beside.set(key, n + 1);
    const side = n % 2 ? 1 : -1;
    const [a, b] = [drawn.places.get(line.from), drawn.places.get(line.to)];
    const above = drawn.scene.mode !== "all" && Math.abs(a.x - b.x) < 2 && Math.abs(a.y - b.y) > 60;
    line.bend = (Math.ceil(n / 2) * 0.13 * side + (above ? 0.2 : 0)) * (line.from < line.to ? 1 : -1);
  }
}

function drawPicture() {
  const now = scene();
  const key = JSON.stringify([now.mode, now.nodes, now.edges, chosen.focus, now.mode === "all" ? 0 : room(), [...now.context]]);
  const same = key === drawn.key;
  drawn.scene = now;
  drawn.key = key;
  if (!same) {
    drawn.places = arrange(now);
    bend(now.lines);
  }
  const before = same ? drawn.emphasis : null;
  emphasise(now);
  if (same) {
    if (before !== drawn.emphasis) repaint();
    else net.redraw();
    return now;
  }
  drawn.data = {
    nodes: new vis.DataSet(now.nodes.map(nodeItem)),
    edges: new vis.DataSet(now.lines.map(lineItem)),
  };
  if (net) net.setData(drawn.data);
  else startNetwork();
  fitPicture();
  return now;
}

// With one thing or one pair chosen, what is not next to it steps back.
function emphasise(now) {
  drawn.dim = new Set();
  drawn.faint = new Set();
  const pair = chosen.pair && chosen.pair.every((i) => drawn.has(i)) ? chosen.pair : null;
  const node = chosen.node !== null && drawn.has(chosen.node) ? chosen.node : null;
  drawn.emphasis = JSON.stringify([node, pair]);
  if (node === null && !pair) return;
  const kept = new Set(pair || [node]);
  for (const line of now.lines) {
    const touches = pair
      ? pair.includes(line.from) && pair.includes(line.to)
      : line.from === node || line.to === node;
    if (touches) kept.add(line.from).add(line.to);
    else drawn.faint.add(line.id);
  }
  drawn.dim = new Set(now.nodes.filter((index) => !kept.has(index)));
}

// After a change of theme or emphasis: same places, other colours.
function repaint() {
  if (!net || !drawn.scene) return;
  drawn.data.nodes.update(drawn.scene.nodes.map((i) => ({ ...nodeItem(i), ...net.getPosition(i) })));
  drawn.data.edges.update(drawn.scene.lines.map(lineItem));
}

function startNetwork() {
  net = new vis.Network(byId("graph"), drawn.data, OPTIONS);
  byId("graph").firstElementChild.removeAttribute("tabindex");
  net.on("afterDrawing", paintLabels);
  net.on("hoverNode", ({ node }) => point(node));
  net.on("blurNode", () => point(null));
  net.on("click", ({ nodes, edges }) => {
    if (nodes.length) change({ node: nodes[0], pair: null });
    else if (edges.length) {
      const line = drawn.scene.lines[Number(edges[0].slice(5))];
      change({ node: null, pair: [line.from, line.to] });
    } else if (chosen.node !== null || chosen.pair) change({ node: null, pair: null });
  });
  net.on("doubleClick", ({ nodes }) => nodes.length && expand(nodes[0]));
  startPanning();
}

function point(index) {
  pointedAt = index;
  byId("graph").classList.toggle("pointing", index !== null);
  net.redraw();
}

// Show what is next to a thing; in a neighbourhood, add to it.
function expand(index) {
  const focus = chosen.path ? [] : chosen.focus;
  change({ view: "picture", focus: [...focus, index], path: null, node: index, pair: null });
}

// Everything in view with room for the names, at most at its natural size.
function fitPicture() {
  const box = byId("graph");
  net.setSize("100%", "100%");
  if (!drawn.scene.nodes.length) return;
  const edge = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  const pad = [0, 0]; // room for names at either side
  for (const index of drawn.scene.nodes) {
    const { x, y } = net.getPosition(index);
    const { side } = drawn.places.get(index);
    const [before, after] = [side === "right" ? 24 : nameReach(index), side === "left" ? 24 : nameReach(index)];
    if (x <= edge.left) pad[0] = x < edge.left ? before : Math.max(pad[0], before);
    if (x >= edge.right) pad[1] = x > edge.right ? after : Math.max(pad[1], after);
    edge.left = Math.min(edge.left, x);
    edge.right = Math.max(edge.right, x);
    edge.top = Math.min(edge.top, y);
    edge.bottom = Math.max(edge.bottom, y);
  }
  const across = (box.clientWidth - pad[0] - pad[1]) / Math.max(1, edge.right - edge.left);
  const foot = isNarrow() ? 100 : 76; // the zoom buttons stand on what a narrow picture needs
  const down = (box.clientHeight - foot) / Math.max(1, edge.bottom - edge.top);
  const scale = Math.max(0.02, Math.min(1.1, across, down));
  const x = (edge.left + edge.right + (pad[1] - pad[0]) / scale) / 2;
  net.moveTo({ position: { x, y: (edge.top + edge.bottom) / 2 + (foot - 56) / 2 / scale }, scale });
}

function zoom(factor) {
  net.moveTo({ scale: Math.max(0.02, Math.min(5, net.getScale() * factor)) });
}
