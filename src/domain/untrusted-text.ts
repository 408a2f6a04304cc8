/**
 * Where text came from that outsiders wrote, in words: a person who is asked because of it should know what to look
 * at. Fields are named `entity set.field`, as they were observed; what they say is never kept.
 */

/** A name of the ERP's API in words, e.g. `supportCases` as `support cases`. */
const spoken = (name: string): string => name.replaceAll(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase();

/** The fields in words, by entity set, e.g. `subject and description of support cases`. */
export const untrustedWords = (fields: readonly string[]): string => {
  const bySet = new Map<string, string[]>();
  for (const name of fields) {
    const dot = name.indexOf('.');
    const set = name.slice(0, dot);
    bySet.set(set, [...(bySet.get(set) ?? []), spoken(name.slice(dot + 1))]);
  }
  return [...bySet].map(([set, names]) => `${names.join(' and ')} of ${spoken(set)}`).join(', ');
};
