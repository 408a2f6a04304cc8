import { outcomes } from '../../contracts/tool-call-log.ts';
import { layers } from '../../domain/tool-call-facts.ts';
import type { FilterField, Filters } from '../shared/filter-bar.tsx';

/** What the log is narrowed to; `document` is the number of a record that was touched. */
export type LogFilters = Filters<'user' | 'agent' | 'tool' | 'outcome' | 'layer' | 'from' | 'to' | 'document'>;

/** No narrowing. */
export const allEntries: LogFilters = { user: '', agent: '', tool: '', outcome: '', layer: '', from: '', to: '', document: '' };

/** Layers to choose from, in the order in which they decide. */
const layerChoices: readonly string[] = [...layers, 'audit', 'erp'];

/** The log's filters in the order in which they are shown. */
export const logFilterFields: readonly FilterField<keyof LogFilters>[] = [
  { key: 'user', label: 'User', placeholder: 'Part of a name' },
  { key: 'agent', label: 'Agent', placeholder: 'Part of a name' },
  { key: 'tool', label: 'Tool', placeholder: 'e.g. read_vendor' },
  { key: 'document', label: 'Document', placeholder: 'e.g. V-1042' },
  { key: 'outcome', label: 'Outcome', values: outcomes },
  { key: 'layer', label: 'Layer', values: layerChoices },
  { key: 'from', label: 'From day', kind: 'day' },
  { key: 'to', label: 'To day', kind: 'day' },
];

/** A text as an OData literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** A filter on a part of a field, whatever its case. */
export const contains = (field: string, words: string): string => `contains(tolower(${field}),${literal(words.trim().toLowerCase())})`;

const dayAfter = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
};

/** Filters on the days a field's instant lies between; false for a day that is not given. */
export const dayFilters = (field: string, { from, to }: { readonly from: string; readonly to: string }): readonly (string | false)[] => [
  from.trim() !== '' && `${field} ge ${from}T00:00:00Z`,
  to.trim() !== '' && `${field} lt ${dayAfter(to)}T00:00:00Z`,
];

/** The `$filter` for the filters; undefined where nothing is narrowed. */
export const logFilter = (filters: LogFilters): string | undefined => {
  const isSet = (text: string) => text.trim() !== '';
  const parts = [
    isSet(filters.user) && contains('userName', filters.user),
    isSet(filters.agent) && contains('agentName', filters.agent),
    isSet(filters.tool) && contains('tool', filters.tool),
    isSet(filters.outcome) && `outcome eq ${literal(filters.outcome)}`,
    isSet(filters.layer) && `layer eq ${literal(filters.layer)}`,
    ...dayFilters('attemptedAt', filters),
    isSet(filters.document) && `document eq ${literal(filters.document.trim())}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join(' and ');
};

/** What a list of the log is asked for. */
export interface LogRequest {
  readonly filters: LogFilters;
  readonly sort: { readonly key: string; readonly isDescending: boolean };
}

/** A query string of what is given. */
export const query = (parts: readonly (readonly [string, string | undefined])[]): string =>
  parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`])).join('&');

/** The query of one page of the log, with the count of all that match. */
export const logQuery = ({ filters, sort, skip, top }: LogRequest & { skip: number; top: number }): string =>
  query([
    ['$filter', logFilter(filters)],
    ['$orderby', `${sort.key} ${sort.isDescending ? 'desc' : 'asc'}`],
    ['$top', String(top)],
    ['$skip', String(skip)],
    ['$count', 'true'],
  ]);

/** The query of everything that matches, for a file. */
export const logExportQuery = ({ filters, sort }: LogRequest): string =>
  query([
    ['$filter', logFilter(filters)],
    ['$orderby', `${sort.key} ${sort.isDescending ? 'desc' : 'asc'}`],
  ]);
