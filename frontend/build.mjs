// Bundles src/*.js for the pages; `node build.mjs OUT`.
//
// strings.json beside the bundles lists every text the bundles can show: tests/web compares it with
// the translations. It is collected from a build without minifying, so that only what is reachable
// counts.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { collect } from './build/collect.mjs';
import { licences } from './build/licences.mjs';
import { wrap } from './build/wrap.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];

const options = {
  absWorkingDir: here,
  entryPoints: readdirSync(join(here, 'src')).filter((name) => name.endsWith('.js')).map((name) => `src/${name}`),
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  outdir: out,
  entryNames: '[name]',
  chunkNames: 'part-[hash]',
  assetNames: 'asset-[name]-[hash]',
  loader: { '.woff': 'file', '.woff2': 'file', '.eot': 'empty', '.ttf': 'empty', '.svg': 'dataurl', '.bpmn': 'text' },
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'linked',
  logLevel: 'warning',
  conditions: ['style'],
  plugins: [wrap(here)],
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const plain = await esbuild.build({ ...options, write: false, legalComments: 'none' });
const scripts = plain.outputFiles.filter((file) => /\.js$/.test(file.path) && !file.path.endsWith('charts.js'));
writeFileSync(join(out, 'strings.json'), JSON.stringify(collect(scripts.map((file) => file.text)), null, 1));
const built = await esbuild.build({ ...options, minify: true, metafile: true });
const sizes = Object.entries(built.metafile.outputs).map(([name, it]) => [name.split('/').pop(), {
  bytes: it.bytes,
  needs: it.imports.filter((one) => one.kind === 'import-statement').map((one) => one.path.split('/').pop()),
}]);
writeFileSync(join(out, 'sizes.json'), JSON.stringify(Object.fromEntries(sizes.sort()), null, 1));
writeFileSync(join(out, 'LICENCES.txt'), licences(here, built.metafile));
