import type { BodyValue } from './write-context.ts';

/** The given values of a body under the names that business rules use, by the fields' names on the wire; what is not given is left out. */
export const columnValues = <Value extends BodyValue = BodyValue>(
  names: Readonly<Record<string, string>>,
  values: Readonly<Record<string, BodyValue>>,
): Record<string, Value> =>
  Object.fromEntries(Object.entries(names).flatMap(([name, column]) => (name in values ? [[column, values[name] as Value]] : [])));
