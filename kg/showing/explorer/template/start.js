// Puts the parts together: reads the data, then redraws whatever a change touches.

function announce(text) {
  byId("announce").textContent = text;
}

function openFilters(open) {
  document.body.classList.toggle("has-filters", open);
  byId("filters-button").setAttribute("aria-expanded", String(open));
}

const isDark = () =>
  chosen.theme ? chosen.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

function showTheme() {
  const theme = isDark() ? "dark" : "light";
  if (document.documentElement.dataset.theme === theme) return;
  document.documentElement.dataset.theme = theme;
  colours.clear();
  byId("theme").textContent = theme === "dark" ? "Light" : "Dark";
  byId("theme").setAttribute("aria-label", theme === "dark" ? "Light colours" : "Dark colours");
  repaint();
}

// Names change everywhere: the picture is drawn anew.
function showLanguage() {
  document.documentElement.dataset.language = language();
  byId("language").value = language();
  drawn.key = "";
}

// Buttons beside the sentence: from here to more, or back.
function showSteps(now) {
  const steps = [];
  const toOverview = () => change({ focus: [], path: null, all: false, node: null, pair: null, types: new Set(), sectors: new Set(), states: new Set(), told: new Set(), from: null, to: null });
  for (const [index, n] of now.waiting) {
    const next = Math.min(atOnce(), n);
    steps.push(button(`${next < n ? `${next} more of ${number(n)}` : `${next} more`} around ${nameOf(index)}`, () => change({ focus: [...chosen.focus, index] })));
  }
  if (now.mode === "overview" && chosen.view === "picture" && now.nodes.length < kg.nodes.length) {
    steps.push(button(kg.nodes.length > VIEW_LIMIT ? `Show the ${VIEW_LIMIT} best connected` : "Show everything", () => change({ all: true }), { id: "show-all" }));
  }
  if (now.mode !== "overview") steps.push(button("Back to the overview", toOverview, { id: "to-overview" }));
  byId("steps").replaceChildren(...steps);
}

function show() {
  showTheme();
  for (const view of VIEWS) byId(`view-${view}`).hidden = view !== chosen.view;
  for (const tab of document.querySelectorAll("[data-view]")) {
    if (tab.dataset.view === chosen.view) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  const asked = chosen.node !== null || chosen.pair || chosen.path;
  document.body.classList.toggle("has-details", Boolean(asked));
  document.body.classList.toggle("no-details", !asked && chosen.view !== "picture");
  if (document.documentElement.dataset.language !== language()) showLanguage();
  const now = chosen.view === "picture" ? drawPicture() : scene();
  byId("status").textContent = (chosen.lost ? "The link names something that is not in this graph. " : "") + sentence(now);
  showSteps(now);
  if (kg.claims) showBeside(now);
}

// What stands beside the picture; at the start it is made when the picture is there.
function showBeside(now) {
  if (document.documentElement.dataset.facets !== language()) {
    document.documentElement.dataset.facets = language();
    buildFacets();
  }
  updateFacets();
  updatePathForm();
  showDetails(now);
  if (chosen.view === "table") showTable();
  if (chosen.view === "timeline") showTimeline();
  if (chosen.view === "trade") showTrade();
  if (chosen.view === "conflicts") showConflicts();
}

function startPage() {
  for (const tab of document.querySelectorAll("[data-view]")) {
    tab.addEventListener("click", () => change({ view: tab.dataset.view }));
  }
  for (const [name, act] of [["in", () => zoom(1.3)], ["out", () => zoom(1 / 1.3)], ["fit", fitPicture]]) {
    document.querySelector(`[data-zoom=${name}]`).addEventListener("click", act);
  }
  byId("theme").addEventListener("click", () => change({ theme: isDark() ? "light" : "dark" }));
  byId("filters-button").addEventListener("click", () => openFilters(!document.body.classList.contains("has-filters")));
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("stage").focus();
  });
  combobox(byId("find"), (index) => {
    byId("find").value = "";
    change({ node: index, pair: null, ...(chosen.view === "picture" && !(drawn.has && drawn.has(index)) ? { focus: [index], path: null } : {}) });
    byId("details").focus({ preventScroll: true });
  });
  languageChoice();
  startSaving();
  startKeys();
  listeners.push(show);
  window.addEventListener("hashchange", followAddress);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  let width = innerWidth;
  new ResizeObserver(() => {
    if (chosen.view !== "picture" || !net) return;
    const turned = Math.abs(innerWidth - width) > 40;
    width = innerWidth;
    const before = drawn.key;
    drawPicture();
    if (turned && before === drawn.key) fitPicture();
  }).observe(byId("graph"));
}

// The policy of the page names what this may be: anything else is not run.
function runVis(text) {
  document.head.append(el("script", {}, text));
  if (typeof vis === "undefined") throw new Error("its part that draws was changed");
}

const afterDrawing = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));

// The first picture has no sentences to show: they are read when it is there.
async function start() {
  if (typeof DecompressionStream === "undefined") throw new Error("this browser is too old: one from 2023 or later is needed");
  const [library, data, names] = await Promise.all(["vis", "data", "names"].map(unpack));
  runVis(asText(library));
  readData(JSON.parse(asText(data)), new Lines(names));
  chosen = readHash();
  written = location.hash.slice(1);
  startPage();
  const early = sceneMode() === "overview" && chosen.view === "picture" && chosen.node === null && !chosen.pair;
  if (early) {
    show();
    await afterDrawing();
  }
  kg.claims = new Lines(await unpack("claims"));
  readyForChange();
  if (early) showBeside(drawn.scene);
  else show();
  document.documentElement.dataset.ready = "true";
}

start().catch((error) => {
  byId("problem").hidden = false;
  byId("problem").textContent = `The page cannot be shown: ${error.message}.`;
  throw error;
});
