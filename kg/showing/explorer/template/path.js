// How two things are connected: a form with two names, and the steps with their sentences.

const pathEnds = { a: null, b: null };

function pathForm() {
  const field = (key, text) => {
    const input = el("input", { type: "text", id: `path-${key}`, autocomplete: "off", spellcheck: "false" });
    const wrap = el("div", { class: "find" }, el("label", { for: input.id }, text), input);
    combobox(input, (index) => {
      pathEnds[key] = index;
      input.value = nameOf(index);
      if (key === "a" && pathEnds.b === null) byId("path-b").focus();
      else goPath();
    });
    return wrap;
  };
  return el("fieldset", { class: "facet path" }, el("legend", {}, "How are two things connected?"),
    field("a", "From"), field("b", "To"), button("Show the path", goPath, { id: "path-go" }));
}

function goPath() {
  const { a, b } = pathEnds;
  if (a === null || b === null || a === b) {
    announce("Choose two different things from the lists");
    (a === null ? byId("path-a") : byId("path-b")).focus();
    return;
  }
  change({ view: chosen.view === "timeline" ? "picture" : chosen.view, path: [a, b], focus: [], node: null, pair: null });
}

function askPath(index) {
  pathEnds.a = index;
  pathEnds.b = null;
  byId("path-a").value = nameOf(index);
  byId("path-b").value = "";
  openFilters(true);
  byId("path-b").focus();
}

function updatePathForm() {
  if (!chosen.path) return;
  [pathEnds.a, pathEnds.b] = chosen.path;
  byId("path-a").value = nameOf(pathEnds.a);
  byId("path-b").value = nameOf(pathEnds.b);
}

function pathDetails(a, b) {
  const found = shortestPath(a, b);
  const close = button("Close", () => change({ path: null, node: null, pair: null }), { class: "quiet close" });
  const head = [
    el("div", { class: "panel-head" }, el("p", { class: "kind" }, "Path"), close),
    el("h2", {}, `${nameOf(a)} to ${nameOf(b)}`),
  ];
  if (!found.edges.length) return [...head, el("p", {}, "No chain of relations leads from one to the other.")];
  const steps = found.nodes.slice(1).map((end, i) => {
    const edges = between(found.nodes[i], end).map((n) => kg.edges[n]);
    return el("li", {}, el("h3", {}, `${nameOf(found.nodes[i])} \u2013 ${nameOf(end)}`), growing(edges, (edge) => relation(edge, statement(edge))));
  });
  return [...head, el("ol", { class: "steps-of-path" }, steps)];
}
