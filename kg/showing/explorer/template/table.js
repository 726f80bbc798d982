// The table: everything that passes the filters, as text. Sorted by a click on a heading, 50 a page.

const PAGE = 50;
const tableState = { page: 0, sort: null, down: false };
listeners.push((part) => {
  if (["types", "sectors", "states", "told", "from", "to", "focus", "path", "rows"].some((key) => key in part)) tableState.page = 0;
  if ("rows" in part) tableState.sort = null;
});

const label = nameOf;

// Heading, text for sorting and CSV, what the cell shows.
const COLUMNS = {
  relations: [
    ["From", (e) => label(e.from), (e) => thingButton(e.from)],
    ["Relation", predicateName, predicateName],
    ["To", (e) => label(e.to), (e) => thingButton(e.to)],
    ["State", (e) => (e.status ? wordName(e.status) : stateLook(e.state).says), (e) => [stateMark(e.state), " ", e.status ? capital(wordName(e.status)) : stateLook(e.state).says]],
    ["Value", (e) => e.value ?? "", (e) => amountText(e, false)],
    ["Period", (e) => e.period || "", (e) => e.period || ""],
    ["Sentence or source", evidenceText, (e) => (e.claims.length ? [el("span", { class: "clamp" }, evidenceText(e)), e.claims.length > 1 ? el("small", {}, ` +${e.claims.length - 1}`) : null] : "")],
  ],
  things: [
    ["Name", (n) => nameOf(n.index), (n) => thingButton(n.index)],
    ["Type", (n) => typeName(n.type, 1), (n) => capital(typeName(n.type, 1))],
    ["Sector", (n) => n.sectors.join(", "), (n) => n.sectors.map((s) => capital(sectorName(s))).join(", ")],
    ["State", (n) => (n.status ? wordName(n.status) : stateLook(n.state).says), (n) => stateChip(n.state, n.status) || stateLook(n.state).says],
    ["Kind", (n) => (n.kind ? wordName(n.kind) : ""), (n) => (n.kind ? capital(wordName(n.kind)) : "")],
    ["Date", (n) => n.date || n.years.join(", "), (n) => n.date || yearsText(n.years)],
    ["Also called", (n) => n.aliases.join(", "), (n) => el("span", { class: "clamp" }, n.aliases.join(", "))],
    ["Relations", (n) => n.degree, (n) => number(n.degree)],
  ],
};

function tableRows(kind) {
  const pass = passing();
  const rows = kind === "relations" ? pass.edges.map((i) => kg.edges[i]) : [...pass.match].sort(byDegree).map((i) => kg.nodes[i]);
  if (tableState.sort === null || kind !== chosen.rows) return rows;
  const read = COLUMNS[kind][tableState.sort][1];
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : compareText(String(a), String(b)));
  const sign = tableState.down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [read(a), read(b)];
    if ((left === "") !== (right === "")) return left === "" ? 1 : -1; // nothing comes last
    return sign * compare(left, right) || a.index - b.index;
  });
}

function showTable() {
  const kind = chosen.rows;
  const rows = tableRows(kind);
  const columns = COLUMNS[kind].map((column, i) => [...column, i]).filter(([, read, , i]) => i === 0 || rows.some((row) => read(row) !== ""));
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  tableState.page = Math.min(tableState.page, pages - 1);
  const from = tableState.page * PAGE;
  const shown = rows.slice(from, from + PAGE);
  const choice = (value, text) => button(text, () => change({ rows: value }), { "aria-pressed": String(kind === value) });
  const body = shown.map((row) =>
    el("tr", {}, columns.map(([heading, , cell, i]) => (i ? el("td", { class: `cell-${heading.toLowerCase()}`, "data-heading": heading }, cell(row)) : el("th", { scope: "row" }, cell(row))))));
  byId("view-table").replaceChildren(
    el("div", { class: "table-bar" },
      el("div", { class: "segmented", role: "group", "aria-label": "Rows" }, choice("relations", "Relations"), choice("things", "Things")),
      pager(from, shown.length, rows.length, pages),
      button("Download CSV", () => saveTable(kind), { id: "download-table" })),
    rows.length
      ? el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Table of ${kind}` },
          el("table", {}, el("caption", { class: "hidden-text" }, capital(kind)),
            el("thead", {}, el("tr", {}, columns.map(([heading, , , i]) => headingCell(heading, i)))),
            el("tbody", {}, body)))
      : el("p", { class: "nothing" }, "Nothing passes these filters."),
  );
}

function headingCell(heading, i) {
  const sorted = tableState.sort === i;
  const act = () => {
    tableState.down = sorted ? !tableState.down : false;
    tableState.sort = i;
    tableState.page = 0;
    showTable();
    byId(`sort-${i}`).focus();
  };
  const sign = sorted ? (tableState.down ? "\u2193" : "\u2191") : "";
  return el("th", { scope: "col", "aria-sort": sorted ? (tableState.down ? "descending" : "ascending") : null },
    el("button", { type: "button", id: `sort-${i}`, onclick: act }, heading, el("span", { class: "sort", "aria-hidden": "true" }, sign)));
}

function pager(from, shown, total, pages) {
  const go = (step) => () => {
    tableState.page += step;
    showTable();
    const side = document.querySelector(step < 0 ? "#page-before" : "#page-after");
    (side.disabled ? document.querySelector("#view-table .scroll") : side).focus();
    announce(`Page ${tableState.page + 1} of ${pages}`);
  };
  return el("div", { class: "pager", role: "group", "aria-label": "Pages" },
    button("\u2039", go(-1), { id: "page-before", "aria-label": "Previous page", disabled: tableState.page === 0 }),
    el("span", {}, total ? `${number(from + 1)}\u2013${number(from + shown)} of ${number(total)}` : "0"),
    button("\u203a", go(1), { id: "page-after", "aria-label": "Next page", disabled: tableState.page >= pages - 1 }));
}
