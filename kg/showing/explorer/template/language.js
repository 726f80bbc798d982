// What things are called in the reader's language, where the graph has a name in it; else in
// English. `nameOf(index)`, `typeName(type, n)` and `wordName(word)` are what the page shows.

const OWN_NAMES = { en: "English", hi: "\u0939\u093f\u0928\u094d\u0926\u0940", ru: "\u0420\u0443\u0441\u0441\u043a\u0438\u0439" };

let languageNow = null;
listeners.push(() => (languageNow = null));

function readLanguages() {
  const found = new Set(kg.languages); // those of things
  const add = (names) => Object.keys(names).forEach((language) => found.add(language));
  for (const group of Object.values(kg.terms)) Object.values(group).forEach(add);
  kg.languages = found.size ? ["en", ...[...found].sort()] : [];
}

// The one asked for, else the first of the browser's that the graph has, else English.
function language() {
  languageNow ??= chosenLanguage();
  return languageNow;
}

function chosenLanguage() {
  if (chosen.lang && kg.languages.includes(chosen.lang)) return chosen.lang;
  const wanted = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]);
  return wanted.find((tag) => kg.languages.includes(tag)) || "en";
}

const languageName = (tag) => (Object.hasOwn(OWN_NAMES, tag) ? OWN_NAMES[tag] : tag);

function translated(group, key) {
  const names = kg.terms[group];
  return names && Object.hasOwn(names, key) && Object.hasOwn(names[key], language()) ? names[key][language()] : null;
}

function nameOf(index) {
  const node = kg.nodes[index];
  return Object.hasOwn(node.names, language()) ? node.names[language()] : node.label;
}

// The language of a name, where it is not that of the page.
const nameLanguage = (index) => (language() !== "en" && Object.hasOwn(kg.nodes[index].names, language()) ? language() : null);

const predicateName = (edge) => translated("predicates", edge.predicate) || edge.label;
const wordName = (word) => translated("words", word) || words(word);
// A sector is known by its English name; the thing of that name has the others.
function sectorName(sector) {
  kg.sectorThings ??= new Map(kg.nodes.filter((node) => node.type === "sector").map((node) => [node.label, node.index]));
  return kg.sectorThings.has(sector) ? nameOf(kg.sectorThings.get(sector)) : words(sector);
}

function typeName(type, n) {
  const other = translated("types", type);
  if (other) return other;
  const names = Object.hasOwn(TYPE_NAMES, type) ? TYPE_NAMES[type] : [words(type), `${words(type)}s`];
  return names[n === 1 ? 0 : 1];
}

function languageChoice() {
  const select = byId("language");
  select.hidden = kg.languages.length < 2;
  select.replaceChildren(...kg.languages.map((tag) => el("option", { value: tag, lang: tag }, languageName(tag))));
  select.addEventListener("change", () => change({ lang: select.value }));
}
