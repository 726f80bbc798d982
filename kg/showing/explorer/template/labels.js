// Names over the picture, always in the same size on the screen, the most telling first; a name
// that would lie on another is left out until there is room (zoom in, or point at the thing).

const LABEL = { size: 13, line: 16, width: 18, // characters; less where columns of names stand close
  gap: 4, font: "system-ui, sans-serif" };
const textLines = new Map();
const textWidths = new Map();

// Two lines of some twenty characters; what is longer ends in an ellipsis and is whole in Details.
function breakLabel(text, width) {
  const key = `${width} ${text}`;
  if (textLines.has(key)) return textLines.get(key);
  const lines = [""];
  for (const part of text.split(/\s+/)) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + part.length + 1 > width) lines.push(part);
    else lines[last] += (lines[last] ? " " : "") + part;
  }
  const clip = (line) => (line.length > width + 3 ? line.slice(0, width + 1) + "\u2026" : line);
  const kept = lines.slice(0, 2).map(clip);
  if (lines.length > 2 && !kept[1].endsWith("\u2026")) kept[1] += "\u2026";
  textLines.set(key, kept);
  return kept;
}

const labelWidth = () => (drawn.scene.mode === "overview" && !isNarrow() && room().w < 900 ? 15 : LABEL.width);

const measuring = document.createElement("canvas").getContext("2d");

// How far a name reaches from the middle of its mark, at natural size.
function nameReach(index) {
  measuring.font = `600 ${LABEL.size}px ${LABEL.font}`;
  const lines = breakLabel(nodeLabel(kg.nodes[index]), labelWidth());
  const w = Math.max(...lines.map((line) => textWidth(measuring, line)));
  return drawn.places.get(index).side === "below" ? w / 2 + 6 : w + nodeSize(index) + LABEL.gap + 8;
}

function textWidth(context, text) {
  const key = context.font + text;
  if (!textWidths.has(key)) textWidths.set(key, context.measureText(text).width);
  return textWidths.get(key);
}

class Ground {
  constructor() {
    this.boxes = [];
  }
  takes(box, force) {
    const hits = (b) =>
      box.x < b.x + b.w && b.x < box.x + box.w && box.y < b.y + b.h && b.y < box.y + box.h;
    if (!force && this.boxes.some(hits)) return false;
    this.boxes.push(box);
    return true;
  }
}

function paintLabels(context) {
  const { canvas } = context;
  const ratio = canvas.width / canvas.clientWidth;
  const tint = { text: colour("text"), ground: colour("ground"), focus: colour("focus"), muted: colour("muted") };
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  const ground = new Ground();
  const scale = net.getScale();
  const order = labelOrder();
  const inside = (p) =>
    p.x > -90 && p.y > -40 && p.x < canvas.clientWidth + 90 && p.y < canvas.clientHeight + 40;
  const spots = new Map();
  for (const index of order) {
    const spot = net.canvasToDOM(net.getPosition(index));
    if (inside(spot)) spots.set(index, { ...spot, r: nodeSize(index) * scale });
  }
  if (order.length <= 150) {
    for (const [index, { x, y, r }] of spots) {
      ground.boxes.push({ index, x: x - r, y: y - r, w: 2 * r, h: 2 * r });
    }
  }
  for (const [index, spot] of spots) paintName(context, ground, index, spot, tint);
  paintLines(context, ground, tint, inside);
  const at = spots.get(chosen.node);
  if (at) {
    context.beginPath();
    context.arc(at.x, at.y, at.r + 6, 0, 2 * Math.PI);
    context.lineWidth = 3;
    context.strokeStyle = tint.focus;
    context.stroke();
  }
  context.restore();
}

function labelOrder() {
  const now = drawn.scene;
  const first = [chosen.node, pointedAt, ...(chosen.pair || [])];
  const leading = now.mode === "focus" ? chosen.focus : now.mode === "overview" ? kg.hubs : [];
  const wanted = now.nodes.filter((index) => !drawn.dim.has(index));
  return [...new Set([...first, ...leading, ...wanted])].filter(
    (index) => index !== null && index !== undefined && drawn.has(index),
  );
}

function nodeLabel(node) {
  const life = node.state === "stated" ? "" : ` (${node.status ? wordName(node.status) : node.state})`;
  return nameOf(node.index) + life;
}

function paintName(context, ground, index, spot, tint) {
  const node = kg.nodes[index];
  const hub = kg.hubs.includes(index) || chosen.focus.includes(index) || index === chosen.node;
  context.font = `${hub ? "600 " : ""}${LABEL.size}px ${LABEL.font}`;
  const lines = breakLabel(nodeLabel(node), labelWidth());
  const w = Math.max(...lines.map((line) => textWidth(context, line))) + 4;
  const h = lines.length * LABEL.line;
  const { side } = drawn.places.get(index);
  const away = spot.r + LABEL.gap;
  const box = {
    below: { x: spot.x - w / 2, y: spot.y + away, w, h },
    left: { x: spot.x - away - w, y: spot.y - h / 2, w, h },
    right: { x: spot.x + away, y: spot.y - h / 2, w, h },
  }[side];
  const { clientWidth } = context.canvas;
  if (side === "below" && spot.x > 0 && spot.x < clientWidth) box.x = Math.max(2, Math.min(box.x, clientWidth - w - 2));
  const own = ground.boxes.findIndex((b) => b.index === index);
  const mine = own >= 0 ? ground.boxes.splice(own, 1)[0] : null;
  const fits = ground.takes(box, index === chosen.node || index === pointedAt);
  if (mine) ground.boxes.push(mine);
  if (!fits) return;
  context.textAlign = { below: "center", left: "right", right: "left" }[side];
  const x = { below: box.x + w / 2, left: box.x + w - 2, right: box.x + 2 }[side];
  lines.forEach((line, i) => paintText(context, line, x, box.y + i * LABEL.line, tint.text, tint.ground));
  context.textAlign = "center";
}

// Where names are kept beside being painted, for the picture as SVG.
let namesKept = null;

function paintText(context, text, x, y, fillColour, groundColour) {
  if (namesKept) namesKept.push({ text, x, y, fill: fillColour, ground: groundColour, align: context.textAlign, bold: context.font.startsWith("600") });
  context.lineWidth = 4;
  context.strokeStyle = groundColour;
  context.strokeText(text, x, y);
  context.fillStyle = fillColour;
  context.fillText(text, x, y);
}

// The mark of a state on every line that has one; words on the lines of a neighbourhood or path.
function paintLines(context, ground, tint, inside) {
  const now = drawn.scene;
  const crowded = now.mode === "all" && now.lines.length > 200 && net.getScale() < 0.6;
  for (const line of now.lines) {
    const look = stateLook(line.state);
    const touches = line.from === chosen.node || line.to === chosen.node;
    const text = now.mode === "focus" || now.mode === "path" || touches ? lineText(line) : "";
    const mark = text || look.firm ? look.mark : "";
    if ((!mark && !text) || drawn.faint.has(line.id)) continue;
    if (!text && crowded) continue;
    if (!text && now.mode === "overview" && !kg.hubs.includes(line.from) && !kg.hubs.includes(line.to)) continue;
    const at = linePoint(line);
    if (!at || !inside(at)) continue;
    const written = [mark, text].filter(Boolean).join(" ");
    context.font = `${mark ? "600 " : ""}12px ${LABEL.font}`;
    const w = textWidth(context, written) + 6;
    const box = { x: at.x - w / 2, y: at.y - 8, w, h: 16 };
    if (ground.takes(box, false)) {
      paintText(context, written, at.x, at.y - 7, mark ? colour(look.colour === "line" ? "text" : look.colour) : tint.muted, tint.ground);
    } else if (mark && text && ground.takes({ x: at.x - 7, y: at.y - 8, w: 14, h: 16 }, false)) {
      paintText(context, mark, at.x, at.y - 7, colour(look.colour === "line" ? "text" : look.colour), tint.ground);
    }
  }
}

function lineText(line) {
  const labels = [...new Set(line.edges.map((i) => predicateName(kg.edges[i])))];
  const more = labels.length > 1 ? ` +${labels.length - 1}` : "";
  const times = labels.length === 1 && line.edges.length > 1 ? ` \u00d7${line.edges.length}` : "";
  return breakLabel(labels[0], 26)[0] + more + times;
}

// A point on the line as drawn: in a neighbourhood nearer to the outer end, where lines part.
function linePoint(line) {
  const shape = net.body.edges[`line-${line.id}`];
  if (!shape || !shape.edgeType || line.from === line.to) return null;
  const centre = new Set(drawn.scene.mode === "focus" ? chosen.focus : kg.hubs);
  const part = centre.has(line.from) && !centre.has(line.to) ? 0.62 : centre.has(line.to) && !centre.has(line.from) ? 0.38 : 0.5;
  return net.canvasToDOM(shape.edgeType.getPoint(part));
}
