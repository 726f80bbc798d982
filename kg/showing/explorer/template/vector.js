// The picture as SVG: the same lines, marks and names at the same places as on the screen.

const TEXT_ANCHORS = { center: "middle", left: "start", right: "end" };

function pictureSvg() {
  const box = byId("graph");
  const [width, height, foot] = [box.clientWidth, box.clientHeight, 34];
  namesKept = [];
  net.redraw();
  const names = namesKept;
  namesKept = null;
  const caption = `${kg.title}. ${byId("status").textContent}`;
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: height + foot, viewBox: `0 0 ${width} ${height + foot}`, "font-family": "system-ui, sans-serif" },
    svg("title", {}, caption),
    svg("rect", { width, height: height + foot, fill: colour("ground") }),
    drawn.scene.lines.map(lineShape),
    drawn.scene.nodes.map(nodeShape),
    names.map(nameShape),
    svg("text", { x: 14, y: height + 22, "font-size": 13, fill: colour("muted") }, caption));
}

function lineShape(line) {
  const shape = net.body.edges[`line-${line.id}`];
  if (!shape || !shape.edgeType || line.from === line.to) return null;
  const at = (part) => net.canvasToDOM(shape.edgeType.getPoint(part));
  const [a, middle, b] = [at(0), at(0.5), at(1)];
  const bend = { x: 2 * middle.x - (a.x + b.x) / 2, y: 2 * middle.y - (a.y + b.y) / 2 };
  const head = (15 * 0.45 + 3 * lineItem(line).width) * net.getScale();
  const length = Math.hypot(b.x - bend.x, b.y - bend.y) || 1;
  const [ux, uy] = [(b.x - bend.x) / length, (b.y - bend.y) / length];
  const tip = { x: b.x + 0.9 * head * ux, y: b.y + 0.9 * head * uy }; // the line ends in the arrow
  const look = stateLook(line.state);
  const [stroke, opacity] = [colour(look.colour), lineOpacity(line)];
  const round = (n) => Math.round(n * 10) / 10;
  const point = (x, y) => `${round(x)} ${round(y)}`;
  const side = (part) => point(tip.x - head * (ux - part * uy), tip.y - head * (uy + part * ux));
  const title = svg("title", {}, `${nameOf(line.from)} ${lineText(line)} ${nameOf(line.to)}`);
  return svg("g", { opacity }, title,
    svg("path", { d: `M${point(a.x, a.y)}Q${point(bend.x, bend.y)} ${point(b.x, b.y)}`, fill: "none", stroke, "stroke-width": round(lineItem(line).width * Math.min(1, net.getScale())), "stroke-dasharray": look.dashes ? look.dashes.join(" ") : null }),
    svg("path", { d: `M${point(tip.x, tip.y)}L${side(0.35)} ${side(-0.35)}Z`, fill: stroke }));
}

function nodeShape(index) {
  const { x, y } = net.canvasToDOM(net.getPosition(index));
  const r = nodeSize(index) * net.getScale();
  const item = nodeItem(index);
  const paint = { fill: item.color.background, stroke: item.color.border, "stroke-width": item.borderWidth, "stroke-dasharray": item.shapeProperties.borderDashes ? "4 3" : null, opacity: item.opacity };
  const title = svg("title", {}, `${nameOf(index)}, ${typeName(kg.nodes[index].type, 1)}`);
  if (item.shape === "dot") return svg("circle", { cx: x, cy: y, r, ...paint }, title);
  const points = CORNERS[item.shape].split(" ").map((pair) => pair.split(",").map((n) => (Number(n) - 8) / 8 * r));
  return svg("polygon", { points: points.map(([dx, dy]) => `${Math.round((x + dx) * 10) / 10},${Math.round((y + dy) * 10) / 10}`).join(" "), ...paint }, title);
}

function nameShape({ text, x, y, fill: paint, ground, align, bold }) {
  return svg("text", { x, y: y + 12, "font-size": LABEL.size, "font-weight": bold ? 600 : null, "text-anchor": TEXT_ANCHORS[align], fill: paint, stroke: ground, "stroke-width": 4, "paint-order": "stroke", "stroke-linejoin": "round" }, text);
}

function saveSvg() {
  if (chosen.view !== "picture") change({ view: "picture" });
  const text = new XMLSerializer().serializeToString(pictureSvg());
  offer(fileName(".svg"), new Blob([text], { type: "image/svg+xml" }));
}
