import { odata, type ODataFilter } from './odata-filter.ts';
import type { EntitySet, ErpQuery, ErpReader, ErpRecord } from './ports/erp-reader.ts';

/** What to look for: an exact number, or words in a name, or everything. */
export interface RecordSearch {
  readonly numberField: string;
  readonly nameField: string;
  readonly number?: string | undefined;
  readonly search?: string | undefined;
  readonly filter?: ODataFilter | undefined;
}

/** Text that could be a record's number: one word with a digit in it. */
const looksLikeNumber = /^\S*\d\S*$/;

/**
 * Records by number, or by words in the name. People also search by a number or its beginning; Business Central
 * has no `or` across two fields, so that is a second list, read at the same time.
 */
export const findBySearch = async (
  erp: ErpReader,
  set: EntitySet,
  wanted: RecordSearch & { readonly query: ErpQuery },
): Promise<readonly ErpRecord[]> => {
  const { number, search, numberField, nameField, query } = wanted;
  const list = async (part: ODataFilter | undefined): Promise<readonly ErpRecord[]> => {
    const filter = odata.and(wanted.filter, part);
    return (await erp.list(set, { ...query, ...(filter !== undefined && { filter }) })).records;
  };
  const byNumber = number === undefined ? undefined : odata.equals(numberField, number);
  if (search === undefined) return list(byNumber);
  const byName = list(odata.and(byNumber, odata.contains(nameField, search)));
  if (number !== undefined || !looksLikeNumber.test(search)) return byName;
  const [named, numbered] = await Promise.all([byName, list(odata.startsWith(numberField, search.toUpperCase()))]);
  const known = new Set(named.map((record) => record['id']));
  return [...named, ...numbered.filter((record) => !known.has(record['id']))];
};
