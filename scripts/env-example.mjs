// Writes .env.example from the configuration's schema; with --check, only says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentSchema } from '../src/config.ts';
import { root } from './prepare.mjs';

const file = join(root, '.env.example');
const lines = ['# Every setting, with its default. Generated from src/config.ts by `npm run env:example`; do not edit.', ''];
for (const [name, schema] of Object.entries(environmentSchema.shape)) {
  const standard = schema.safeParse(undefined);
  lines.push(`# ${schema.description ?? ''}`, `${name}=${standard.success && standard.data !== undefined ? standard.data : ''}`, '');
}
const text = lines.join('\n');
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') === text) process.exit(0);
  console.error('.env.example is not up to date: run `npm run env:example`.');
  process.exit(1);
}
writeFileSync(file, text);
