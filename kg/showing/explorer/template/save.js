// Downloads: the picture as PNG, what passes the filters as CSV or JSON, and a link to this view.

function offer(name, blob) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  announce(`${name} saved`);
}

const fileName = (ending) =>
  `${fold(kg.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "graph"}${ending}`;

// Quoted where needed; text that a spreadsheet would run as a formula gets a ' before it.
function csvCell(value) {
  if (typeof value === "number") return String(value);
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const csv = (rows) => rows.map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";

function relationsCsv(edges) {
  const list = (claims, key) => [...new Set(claims.map((claim) => claim[key]).filter((v) => v !== null))].join(" | ");
  const head = ["from", "from_id", "relation", "to", "to_id", "state", "status", "value", "unit", "period", "sentences", "documents", "attribution", "modality", "confidence"];
  const rows = edges.map((e) => {
    const said = e.claims.map(kg.claim);
    return [label(e.from), kg.nodes[e.from].id, e.label, label(e.to), kg.nodes[e.to].id, e.state, e.status, e.value, e.unit, e.period, ...["quote", "document", "attribution", "modality", "confidence"].map((key) => list(said, key))];
  });
  return csv([head, ...rows]);
}

function thingsCsv(nodes) {
  const head = ["id", "label", "type", "sectors", "state", "status", "years", "aliases", "relations"];
  return csv([head, ...nodes.map((n) => [n.id, n.label, n.type, n.sectors.join(" | "), n.state, n.status, n.years.join(" | "), n.aliases.join(" | "), n.degree])]);
}

function saveTable(kind) {
  const rows = tableRows(kind);
  const text = kind === "relations" ? relationsCsv(rows) : thingsCsv(rows);
  offer(fileName(`-${kind}.csv`), new Blob(["\ufeff", text], { type: "text/csv" }));
}

function saveJson() {
  const pass = passing();
  const nodes = [...pass.nodes].sort((a, b) => a - b).map((i) => {
    const { id, label: name, type, sectors, years, aliases, state, status, facts } = kg.nodes[i];
    return { id, label: name, type, sectors, years, aliases, state, status, ...facts };
  });
  const edges = pass.edges.map((i) => {
    const { from, to, predicate, label: name, state, status, value, unit, period, claims } = kg.edges[i];
    return { from: kg.nodes[from].id, to: kg.nodes[to].id, predicate, label: name, state, status, value, unit, period, claims: claims.map(kg.claim) };
  });
  offer(fileName(".json"), new Blob([JSON.stringify({ title: kg.title, nodes, edges }, null, 1)], { type: "application/json" }));
}

function savePng() {
  if (chosen.view !== "picture") change({ view: "picture" });
  net.redraw();
  const source = byId("graph").querySelector("canvas");
  const foot = 34 * (source.width / source.clientWidth);
  const copy = el("canvas", { width: source.width, height: source.height + foot });
  const context = copy.getContext("2d");
  context.fillStyle = colour("ground");
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(source, 0, 0);
  context.font = `${foot * 0.38}px ${LABEL.font}`;
  context.fillStyle = colour("muted");
  context.fillText(`${kg.title}. ${byId("status").textContent}`, foot / 2, copy.height - foot * 0.35, copy.width - foot);
  copy.toBlob((blob) => offer(fileName(".png"), blob), "image/png");
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    announce("Link copied");
  } catch {
    announce("This browser does not let a page copy: take the address from the address bar");
  }
}

const SAVERS = { png: savePng, svg: saveSvg, csv: () => saveTable("relations"), things: () => saveTable("things"), json: saveJson, link: copyLink };

function startSaving() {
  const menu = byId("save");
  for (const item of menu.querySelectorAll("[data-save]")) {
    item.addEventListener("click", () => {
      menu.open = false;
      menu.querySelector("summary").focus();
      SAVERS[item.dataset.save]();
    });
  }
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}
