// What N3.js or Comunica reads from files, as N-Triples or N-Quads: node read.js n3|comunica FILE ...
// Answers in JSON: file -> text.
const { readFileSync } = require("fs");
const { Parser, Writer } = require("n3");
const { QueryEngine } = require("@comunica/query-sparql-file");

function written(quads) {
  const writer = new Writer({ format: "N-Quads" });
  return writer.quadsToString(quads);
}

async function main([tool, ...files]) {
  const read = {};
  for (const file of files) {
    if (tool === "n3") {
      read[file] = written(new Parser().parse(readFileSync(file, "utf8")));
    } else {
      const query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }";
      const union = { sources: [file], unionDefaultGraph: true };
      const stream = await new QueryEngine().queryQuads(query, union);
      read[file] = written(await stream.toArray());
    }
  }
  process.stdout.write(JSON.stringify(read));
}

main(process.argv.slice(2));
