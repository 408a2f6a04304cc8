import { dataScopeSchema, type DataScope } from '../../contracts/data-scope.ts';

type EntitySetScope = DataScope['entitySets'][number];

/** Labels, each once: several records may go by one, as the prices of an item do. */
const namedOnce = (labels: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => (count === 1 ? label : `${label} (${count} records)`)).join(', ');
};

const words = (scope: EntitySetScope): string => `${touched(scope)}${scope.untrusted ? ` (outsiders wrote: ${scope.untrusted.join(', ')})` : ''}`;

const touched = ({ entitySet, ids, count, digest, filters }: EntitySetScope): string => {
  const named = namedOnce(ids.map(({ id, label }) => label || id));
  const more = count - ids.length;
  if (more <= 0 && count > 0) return `${entitySet}: ${named}`;
  const how = [...filters.map((filter) => `where ${filter}`), ...(digest === null ? [] : [`SHA-256 ${digest}`])].join('; ');
  return `${entitySet}: ${count === 0 ? 'none' : `${named} and ${more} more`}${how === '' ? '' : ` (${how})`}`;
};

/** A data scope in words and ids, e.g. `vendors: V-1042; purchaseOrders: 106001, 106002`; null where nothing was touched. */
export const dataScopeWords = (json: string | null): string | null => {
  if (json === null) return null;
  const { entitySets } = dataScopeSchema.parse(JSON.parse(json));
  return entitySets.length === 0 ? null : entitySets.map(words).join('; ');
};
