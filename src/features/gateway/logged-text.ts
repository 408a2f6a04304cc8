import { readsLikeRecordNumber } from '../../domain/record-number.ts';
import { cutText } from '../../kernel/kept-text.ts';

/*
 * What the log keeps of texts that may speak of people. Log rows are never changed, so nothing can be taken out of
 * them when a person asks for it: what they say must name records, not people.
 */

/** Length of the column. */
const messageLength = 500;

const mask = '***';

/** A message without email addresses (an ERP likes to quote the value it complains about), cut to its column. */
export const loggedMessage = (message: string): string =>
  cutText(
    message.replace(/\S+/g, (word) => (word.includes('@') ? mask : word)),
    messageLength,
  );

/** An OData filter whose text literals are masked unless they read like record numbers: the words looked for are often a person's name. */
export const loggedFilter = (filter: string): string =>
  filter.replace(/'((?:[^']|'')*)(?:'|$)/g, (_literal, text: string) => `'${readsLikeRecordNumber(text) ? text : mask}'`);
