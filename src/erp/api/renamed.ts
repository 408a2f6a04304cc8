import type { BodyValue } from './write-context.ts';

/** Those of a body's values that `names` knows, by the names it gives them, as texts. */
export const renamed = (values: Readonly<Record<string, BodyValue>>, names: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(names).flatMap(([name, target]) => (name in values ? [[target, String(values[name])]] : [])));
