import type { BodyValue } from './write-context.ts';

/** The given values under other names, as texts; what is not given, or has no other name, is left out. */
export const renamedValues = (
  values: Readonly<Record<string, BodyValue>>,
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(names).flatMap(([name, target]) => (name in values ? [[target, String(values[name])]] : [])));
