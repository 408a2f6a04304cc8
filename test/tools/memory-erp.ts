import { queryString } from '../../src/adapters/business-central/routes.ts';
import { ErpError, type EntitySet, type ErpQuery, type ErpReader, type ErpRecord } from '../../src/features/tools/index.ts';
import { decimal } from '../../src/kernel/money.ts';
import { parseODataQuery, type Filter, type Literal, type ODataQuery, type Target } from '../../src/odata/index.ts';

/*
 * An ErpReader over plain records, for tests of tools. It is held to the same contract as the real one
 * (test/business-central/erp-reader-contract.ts), reads queries with the ERP's own parser, and refuses
 * fields that the records do not have.
 */

/** The records of a company by entity set. */
export type MemoryCompany = Partial<Record<EntitySet, readonly ErpRecord[]>>;

const fieldOf = (record: ErpRecord, name: string): unknown => {
  if (!(name in record)) throw new ErpError('invalid', `Could not find a property named '${name}'.`);
  return record[name];
};

const valueOf = (record: ErpRecord, target: Target): unknown => {
  if (target.kind === 'field') return fieldOf(record, target.name);
  const value = String(valueOf(record, target.argument));
  return target.name === 'tolower' ? value.toLowerCase() : value.toUpperCase();
};

const compare = (value: unknown, literal: Literal): number => {
  if (literal.kind === 'number') return decimal(String(value)).cmp(literal.value);
  if (literal.kind === 'boolean') return value === literal.value ? 0 : 1;
  if (literal.kind === 'null') return value === null ? 0 : 1;
  const text = String(value);
  return text === literal.value ? 0 : text < literal.value ? -1 : 1;
};

const operators = {
  eq: (order: number) => order === 0,
  ne: (order: number) => order !== 0,
  gt: (order: number) => order > 0,
  ge: (order: number) => order >= 0,
  lt: (order: number) => order < 0,
  le: (order: number) => order <= 0,
};

const matches = (record: ErpRecord, filter: Filter): boolean => {
  switch (filter.kind) {
    case 'and':
      return filter.operands.every((operand) => matches(record, operand));
    case 'or':
      return filter.operands.some((operand) => matches(record, operand));
    case 'not':
      return !matches(record, filter.operand);
    case 'compare':
      return operators[filter.operator](compare(valueOf(record, filter.target), filter.value));
    case 'in':
      return filter.values.some((value) => compare(valueOf(record, filter.target), value) === 0);
    case 'match': {
      const text = String(valueOf(record, filter.target));
      return filter.match === 'contains'
        ? text.includes(filter.text)
        : filter.match === 'startswith'
          ? text.startsWith(filter.text)
          : text.endsWith(filter.text);
    }
  }
};

const sortKey = (value: unknown): string | number => (typeof value === 'number' ? value : String(value));

const shape = (record: ErpRecord, { select, expand }: ODataQuery): ErpRecord => {
  const names = select ?? Object.keys(record).filter((name) => !Array.isArray(record[name]));
  const shown = Object.fromEntries(names.map((name) => [name, fieldOf(record, name)]));
  const etag = record['@odata.etag'] === undefined ? {} : { '@odata.etag': record['@odata.etag'] };
  const parts = expand.map(({ navigation, query }) => [navigation, (fieldOf(record, navigation) as ErpRecord[]).map((part) => shape(part, query))]);
  return { ...etag, ...shown, ...Object.fromEntries(parts) };
};

const run = (records: readonly ErpRecord[], query: ErpQuery): { rows: ErpRecord[]; tree: ODataQuery } => {
  const tree = parseODataQuery(queryString(query).slice(1));
  const { filter } = tree;
  const rows = records.filter((record) => filter === undefined || matches(record, filter));
  for (const { field, direction } of [...tree.orderBy].reverse()) {
    rows.sort((a, b) => {
      const [left, right] = [sortKey(fieldOf(a, field)), sortKey(fieldOf(b, field))];
      return (left < right ? -1 : left > right ? 1 : 0) * (direction === 'desc' ? -1 : 1);
    });
  }
  return { rows, tree };
};

/** A reader of these records. `asked` gets every query made, for looking at afterwards. */
export const memoryErp = (
  company: MemoryCompany,
  options: { readonly rowLimit?: number; readonly mayBePartial?: boolean; readonly asked?: { set: EntitySet; query: ErpQuery }[] } = {},
): ErpReader => {
  const { rowLimit = 1000, mayBePartial = false, asked = [] } = options;
  return {
    list: async (set, query = {}) => {
      asked.push({ set, query });
      const { rows, tree } = run(company[set] ?? [], query);
      const limit = Math.min(query.top ?? rowLimit, rowLimit);
      const records = rows.slice(0, limit).map((record) => shape(record, tree));
      return { records, mayBePartial, truncated: rows.length > limit };
    },
    get: async (set, id, query = {}) => {
      const record = (company[set] ?? []).find((one) => one['id'] === id);
      return record === undefined ? null : shape(record, parseODataQuery(queryString(query).slice(1)));
    },
  };
};
