import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file of a folder, by name, byte by byte. */
export const filesOf = (folder: string): ReadonlyMap<string, Buffer> =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));

/** Where texts are found in what is kept, as UTF-8 or UTF-16: `text in file as encoding`. */
export const found = (kept: ReadonlyMap<string, Buffer>, texts: readonly string[]): readonly string[] =>
  [...kept].flatMap(([name, bytes]) =>
    texts.flatMap((text) =>
      (['utf8', 'utf16le'] as const).flatMap((encoding) =>
        bytes.includes(Buffer.from(text, encoding)) ? [`${text} in ${name} as ${encoding}`] : [],
      ),
    ),
  );
