// The answers of Comunica to questions over one file: node ask.js GRAPH.ttl QUESTION.rq ...
const { QueryEngine } = require("@comunica/query-sparql-file");
const { readFileSync } = require("fs");

async function main([graph, ...questions]) {
  const engine = new QueryEngine();
  const answers = {};
  for (const path of questions) {
    const result = await engine.query(readFileSync(path, "utf8"), { sources: [graph] });
    const names = (await result.metadata()).variables.map((one) => (one.variable ?? one).value);
    const rows = await (await result.execute()).toArray();
    answers[path] = rows.map((row) => names.map((name) => row.get(name)?.value ?? ""));
  }
  console.log(JSON.stringify(answers));
}

main(process.argv.slice(2));
