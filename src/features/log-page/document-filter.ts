import { filterFields, ODataError, type Filter } from '../../odata/index.ts';

/** The field that narrows a filter to attempts that touched a record of this number; it is no property of an entry. */
export const documentField = 'document';

/** A filter without its documents, and the documents; each has to be touched. */
export interface DocumentsAside {
  readonly filter: Filter | undefined;
  readonly documents: readonly string[];
}

const documentIn = (filter: Filter): string | null =>
  filter.kind === 'compare' &&
  filter.operator === 'eq' &&
  filter.target.kind === 'field' &&
  filter.target.name === documentField &&
  filter.value.kind === 'string'
    ? filter.value.value.trimEnd()
    : null;

/**
 * Takes `document eq '…'` out of a filter: touched records are indexed, so the attempts are found from their end.
 * Throws ODataError where it does not stand by itself or beside others with `and`.
 */
export const documentsAside = (filter: Filter | undefined): DocumentsAside => {
  if (filter === undefined) return { filter, documents: [] };
  const operands = filter.kind === 'and' ? filter.operands : [filter];
  const rest = operands.filter((operand) => documentIn(operand) === null);
  if (rest.some((operand) => filterFields(operand).has(documentField)))
    throw new ODataError("document is narrowed to by document eq 'number', beside other conditions with and");
  const [only, ...others] = rest;
  return {
    filter: only && others.length > 0 ? { kind: 'and', operands: rest } : only,
    documents: operands.flatMap((operand) => documentIn(operand) ?? []),
  };
};
