// node citeproc.js CITEPROC STYLE LOCALE: reads references in CSL-JSON from the
// standard input and writes what citeproc makes of each in that style, as a JSON
// array of plain texts in the same order.
"use strict";
const fs = require("fs");
const [citeproc, style, locale] = process.argv.slice(2);
const CSL = require(citeproc);
const items = JSON.parse(fs.readFileSync(0, "utf8")).map((item, i) => ({ ...item, id: String(i) }));
const engine = new CSL.Engine(
  { retrieveLocale: () => fs.readFileSync(locale, "utf8"), retrieveItem: (id) => items[id] },
  fs.readFileSync(style, "utf8"), "en-US", true);
engine.setOutputFormat("text");
const texts = items.map((item) => {
  engine.updateItems([item.id]);
  return engine.makeBibliography()[1][0].trim().replace(/^1\. */, "");
});
process.stdout.write(JSON.stringify(texts));
