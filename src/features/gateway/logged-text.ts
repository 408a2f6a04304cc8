import { readsLikeRecordNumber } from '../../domain/record-number.ts';
import type { ErpError } from '../tools/index.ts';

/*
 * What the log keeps of texts that may speak of people. Log rows are never changed, so nothing can be taken out of
 * them when a person asks for it: what they say are the product's own words, references, and numbers of records.
 */

declare const ownWords: unique symbol;

/** A sentence that the log may keep: words of the product, with nothing in it that anybody wrote or that the ERP said. */
export type LoggedSentence = string & { readonly [ownWords]: true };

/** A text that stands in the program as it is; nothing for one with a part that is known only at run time. */
type Literal<Text extends string> = Record<never, never> extends Record<Text, never> ? never : Text;

/** A sentence as it stands in the program. A text that is put together at run time does not compile. */
export const logged = <Text extends string>(sentence: Literal<Text>): LoggedSentence => sentence as string as LoggedSentence;

/** The same words for whoever asked and for the log. */
export const inOwnWords = <Text extends string>(sentence: Literal<Text>): { readonly message: string; readonly said: LoggedSentence } => ({
  message: sentence,
  said: logged(sentence),
});

/** The log's words for a write whose tool found that it can't be made as asked; why is said to whoever asked. */
export const couldNotPrepare = logged('It could not be prepared as asked.');

const mask = '***';

/** An OData filter whose text literals are masked unless they read like record numbers: the words looked for are often a person's name. */
export const loggedFilter = (filter: string): string =>
  filter.replace(/'((?:[^']|'')*)(?:'|$)/g, (_literal, text: string) => `'${readsLikeRecordNumber(text) ? text : mask}'`);

/** What people call a record, where that reads like its number; codes without a digit may be somebody's initials or name. */
export const loggedLabel = (label: string): string => (readsLikeRecordNumber(label) ? label : '');

const erpSaid: Readonly<Record<ErpError['kind'], string>> = {
  denied: 'The ERP refused it for want of a permission',
  unauthenticated: 'The ERP did not accept the sign-in',
  not_found: 'The ERP has no such record',
  conflict: 'The record had been changed meanwhile',
  invalid: 'The ERP did not accept the request',
  throttled: 'The ERP was busy and asked to wait',
  timeout: 'The ERP did not answer in time',
  unavailable: 'The ERP was not available',
};

/** Business Central's error codes, e.g. `Internal_RecordNotFound` or `BadRequest`. */
const errorCode = /^[A-Z][A-Za-z]{0,60}(?:_[A-Z][A-Za-z]{0,60})*$/;

/** The permission in Business Central's denial, e.g. `(TableData 38 Purchase Header Modify: Base Application)`. */
const permission = /\((TableData|Table|Page|Report|Codeunit|XMLport|Query) (\d{1,10}) [^()]* (Read|Insert|Modify|Delete|Execute): /;

const neededPermission = (text: string): string | null => {
  const [, object, id, right] = permission.exec(text) ?? [];
  return object === undefined ? null : `${object} ${id} ${right}`;
};

/**
 * What the log keeps of the ERP's no: its kind, and the permission that is missing or the error code. Its own text names
 * records and people, and is for whoever asked.
 */
export const loggedErpError = ({ kind, message, detail: { code } }: Pick<ErpError, 'kind' | 'message' | 'detail'>): LoggedSentence => {
  const known = kind === 'denied' ? neededPermission(message) : code !== undefined && errorCode.test(code) ? code : null;
  return `${erpSaid[kind]}${known === null ? '' : ` (${known})`}.` as LoggedSentence;
};
