import { emailStatuses } from '../../contracts/email-log.ts';
import type { FilterField, Filters } from '../shared/filter-bar.tsx';
import { contains, dayFilters, literal, query, type LogRequest } from './log-query.ts';

/** What the email log is narrowed to. */
export type EmailFilters = Filters<'user' | 'agent' | 'addressee' | 'status' | 'execution' | 'from' | 'to'>;

/** No narrowing. */
export const allEmails: EmailFilters = { user: '', agent: '', addressee: '', status: '', execution: '', from: '', to: '' };

/** The filters in the order in which they are shown. */
export const emailFilterFields: readonly FilterField<keyof EmailFilters>[] = [
  { key: 'user', label: 'User', placeholder: 'Part of a name' },
  { key: 'agent', label: 'Agent', placeholder: 'Part of a name' },
  { key: 'addressee', label: 'Addressee', placeholder: 'The whole address' },
  { key: 'status', label: 'Status', values: emailStatuses },
  { key: 'execution', label: 'Execution', placeholder: 'EX-…' },
  { key: 'from', label: 'From day', kind: 'day' },
  { key: 'to', label: 'To day', kind: 'day' },
];

const emailFilter = (filters: EmailFilters): string | undefined => {
  const isSet = (text: string) => text.trim() !== '';
  const parts = [
    isSet(filters.user) && contains('userName', filters.user),
    isSet(filters.agent) && contains('agentName', filters.agent),
    isSet(filters.addressee) && `addressee eq ${literal(filters.addressee.trim())}`,
    isSet(filters.status) && `status eq ${literal(filters.status)}`,
    isSet(filters.execution) && `executionReference eq ${literal(filters.execution.trim())}`,
    ...dayFilters('draftedAt', filters),
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join(' and ');
};

/** The query of everything that matches; of one page, with the count of all, where `page` says which. */
export const emailQuery = (
  { filters, sort }: Pick<LogRequest, 'sort'> & { readonly filters: EmailFilters },
  page?: { readonly skip: number; readonly top: number },
): string =>
  query([
    ['$filter', emailFilter(filters)],
    ['$orderby', `${sort.key} ${sort.isDescending ? 'desc' : 'asc'}`],
    ['$top', page && String(page.top)],
    ['$skip', page && String(page.skip)],
    ['$count', page && 'true'],
  ]);
