import { ODataError, parseFilter } from '../../odata/index.ts';
import { isEntitySet } from '../tools/index.ts';

/** What is wrong with a filter over an entity set: the set's name, or what the filter says. */
export interface FilterFault {
  readonly in: 'entitySet' | 'filter';
  readonly message: string;
}

const faultIn = (filter: string): string | null => {
  try {
    parseFilter(filter);
    return null;
  } catch (error) {
    if (error instanceof ODataError) return error.message;
    throw error;
  }
};

/** Whether a text is a filter over records. */
export const isFilter = (text: string): boolean => faultIn(text) === null;

/** Why a filter cannot be held against an entity set, as far as can be told without the ERP; null where nothing speaks against it. */
export const filterFault = (entitySet: string, filter: string): FilterFault | null => {
  if (!isEntitySet(entitySet)) return { in: 'entitySet', message: `There is no entity set "${entitySet}" that tools read.` };
  const message = faultIn(filter);
  return message === null ? null : { in: 'filter', message };
};

/** A filter that the ERP does not take, in its words; `isDenied`: whoever asked may not see the set, so it was not judged. */
export interface ErpFilterFault {
  readonly entitySet: string;
  readonly message: string;
  readonly isDenied: boolean;
}

/** Asks the ERP about filters, in each company, with the rights of a sign-in: it knows its fields. */
export type FilterFaults = (
  signIn: string,
  companies: readonly string[],
  filters: Readonly<Record<string, string>>,
) => Promise<readonly ErpFilterFault[]>;
