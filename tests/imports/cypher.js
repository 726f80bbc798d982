// What the grammar of Neo4j says of a file of Cypher: node cypher.js FILE
const { lintCypherQuery, parseStatementsStrs } = require("@neo4j-cypher/language-support");

const text = require("fs").readFileSync(process.argv[2], "utf8");
const found = lintCypherQuery(text, {}).diagnostics;
const statements = parseStatementsStrs(text).filter((one) => one.trim() !== "").length;
console.log(JSON.stringify({ statements, errors: found.map((one) => one.message) }));
