import { executionStatuses } from '../../contracts/executions.ts';
import { outcomes } from '../../contracts/tool-call-log.ts';
import type { FilterField, Filters } from '../shared/filter-bar.tsx';

/** What the list of executions is narrowed to. */
export type ExecutionFilters = Filters<'document' | 'agent' | 'user' | 'company' | 'tool' | 'status' | 'outcome' | 'from' | 'to'>;

/** No narrowing. */
export const allExecutions: ExecutionFilters = {
  ...{ document: '', agent: '', user: '', company: '', tool: '', status: '', outcome: '', from: '', to: '' },
};

const fields: readonly FilterField<keyof ExecutionFilters>[] = [
  { key: 'document', label: 'Document', placeholder: 'e.g. PO-10645' },
  { key: 'agent', label: 'Agent', placeholder: 'Part of a name' },
  { key: 'user', label: 'User', placeholder: 'Part of a name' },
  { key: 'company', label: 'Company', placeholder: 'Part of a name' },
  { key: 'tool', label: 'Tool', placeholder: 'e.g. read_vendor' },
  { key: 'status', label: 'Status', values: executionStatuses },
  { key: 'outcome', label: 'Outcome', values: outcomes },
  { key: 'from', label: 'From day', kind: 'day' },
  { key: 'to', label: 'To day', kind: 'day' },
];

/** The filters in the order in which they are shown; whoever sees her own runs alone has no use for a user's name. */
export const executionFilterFields = (maySeeOthers: boolean): readonly FilterField<keyof ExecutionFilters>[] =>
  maySeeOthers ? fields : fields.filter(({ key }) => key !== 'user');

/** The query string for the filters, of the page after the one that ended with `after`. */
export const executionQuery = (filters: ExecutionFilters, after?: string): string => {
  const set = Object.entries(filters).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()] as const]));
  return new URLSearchParams([...set, ...(after === undefined ? [] : [['after', after] as const])].map(([name, text]) => [name, text])).toString();
};
