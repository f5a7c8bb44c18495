// The licence texts of every package that is in the bundles, as one file beside them.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export function licences(here, metafile) {
  const inputs = Object.keys(metafile.inputs).map((name) => name.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//)?.[1]);
  return [...new Set(inputs.filter(Boolean))].sort().map((folder) => told(join(here, folder))).join('\n\n');
}

function told(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = existsSync(folder) && readdirSync(folder).find((it) => /^(licen[cs]e|copying)/i.test(it));
  const words = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`;
  return `${'='.repeat(70)}\n${name} ${version}\n${'='.repeat(70)}\n${words}\n`;
}
