// What MiniSearch and Pagefind make of the same pages: `node peers.mjs DOCUMENTS SITE`, sizes in bytes as JSON.
// What Pagefind writes is compressed already; all else is weighed as hosts send it.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import MiniSearch from 'minisearch';
import * as pagefind from 'pagefind';

const [documents, site] = process.argv.slice(2);
const zipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

const pages = JSON.parse(readFileSync(documents, 'utf8'));
const mini = new MiniSearch({ fields: ['title', 'text'], storeFields: ['title'] });
mini.addAll(pages);
const code = zipped(readFileSync('node_modules/minisearch/dist/umd/index.js'));
const miniIndex = zipped(JSON.stringify(mini));

const { index } = await pagefind.createIndex({ forceLanguage: 'vi' });
await index.addDirectory({ path: site });
const out = join(site, '..', 'pagefind');
await index.writeFiles({ outputPath: out });
await pagefind.close();
const files = (folder) => readdirSync(folder).map((name) => join(folder, name)).flatMap((path) =>
  statSync(path).isDirectory() ? files(path) : [path]);
const weigh = (kind) => files(out).filter(kind).map((path) => readFileSync(path))
  .reduce((sum, bytes) => sum + Math.min(bytes.length, zipped(bytes)), 0);
const parts = weigh((path) => /\.pf_(index|meta|fragment)$/.test(path));
const start = weigh((path) => /(pagefind\.js|pagefind-worker\.js|wasm\..*\.pagefind|pagefind-entry\.json|\.pf_meta)$/.test(path));

const found = (query) => mini.search(query, { combineWith: 'AND' }).length;
console.log(JSON.stringify({
  minisearch: { index: miniIndex, first: miniIndex + code, found: found(process.argv[4] || '') },
  pagefind: { index: parts, first: start },
}));
