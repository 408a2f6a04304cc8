import { targetField } from './filter-fields.ts';
import { ODataError } from './odata-error.ts';
import type { Filter } from './query-tree.ts';

const severalFields = Symbol('several fields');

const refuse = (): never => {
  throw new ODataError('OR across different fields is not supported: send one query for each field, or use "in" on one field');
};

const onlyField = (filter: Filter): string | typeof severalFields => {
  switch (filter.kind) {
    case 'compare':
    case 'in':
    case 'match':
      return targetField(filter.target);
    case 'not': {
      const field = onlyField(filter.operand);
      return field === severalFields ? refuse() : field;
    }
    case 'and':
    case 'or': {
      const fields = new Set(filter.operands.map(onlyField));
      const [first = severalFields] = fields;
      if (fields.size === 1 && first !== severalFields) return first;
      return filter.kind === 'or' ? refuse() : severalFields;
    }
  }
};

/**
 * Throws {@link ODataError} when an OR joins different fields. Business Central answers such a filter
 * with an error, because its filters are one expression per field. `not` over several fields is an OR
 * in disguise (De Morgan) and is refused alike.
 */
export const refuseCrossFieldOr = (filter: Filter): void => {
  onlyField(filter);
};
