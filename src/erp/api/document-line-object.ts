import { AppError } from '../../kernel/errors.ts';
import type { ErpContext } from '../business/index.ts';
import { glAccount, item } from '../tables/index.ts';
import { codeById } from './code-by-id.ts';
import type { BodyValue } from './write-context.ts';

/** What a document line is about: an item, an account, or nothing but a text. */
export interface LineObject {
  readonly type: ' ' | 'Item' | 'G/L Account';
  readonly no: string;
}

/** The fields of a request that say what a line is about. */
export const lineObjectNames = ['itemId', 'accountId', 'lineType', 'lineObjectNumber'] as const;

const refuse = (message: string): AppError => new AppError('unprocessable', message);

/** A comment is a description only: Business Central keeps no number and no quantity on it. */
const commentObject = (values: Readonly<Record<string, BodyValue>>, refused: readonly string[]): LineObject => {
  const given = ['itemId', 'accountId', 'lineObjectNumber', ...refused].find((name) => name in values);
  if (given !== undefined) throw refuse(`The "${given}" cannot be given for a line of type Comment.`);
  return { type: ' ', no: '' };
};

/**
 * What a line is about, by item id, account id, or line type with number, which must agree; undefined if the request
 * says nothing of it. A comment must not have any of the `refused` fields.
 */
export const lineObject = (erp: ErpContext, values: Readonly<Record<string, BodyValue>>, refused: readonly string[]): LineObject | undefined => {
  const lineType = values['lineType'];
  if (lineType === 'Comment') return commentObject(values, refused);
  if (lineType !== undefined && lineType !== 'Item' && lineType !== 'Account') throw refuse(`Line type ${String(lineType)} is not supported.`);
  const number = 'lineObjectNumber' in values ? String(values['lineObjectNumber']).toUpperCase() : undefined;
  const byItem = 'itemId' in values ? codeById(erp, item, values['itemId'], 'no') : undefined;
  const byAccount = 'accountId' in values ? codeById(erp, glAccount, values['accountId'], 'no') : undefined;
  if (byItem !== undefined && byAccount !== undefined) throw refuse('The "itemId" and "accountId" cannot both be given.');
  const isAccount = byAccount !== undefined || lineType === 'Account';
  if ((isAccount && byItem !== undefined) || (lineType === 'Item' && byAccount !== undefined))
    throw refuse('The "lineType" does not match the given id.');
  const no = number ?? byItem ?? byAccount;
  if (no !== undefined && no !== (byItem ?? byAccount ?? no)) throw refuse('The "lineObjectNumber" does not match the given id.');
  return no === undefined ? undefined : { type: isAccount ? 'G/L Account' : 'Item', no };
};

/** As lineObject, for a new line: it must be about something. */
export const newLineObject = (erp: ErpContext, values: Readonly<Record<string, BodyValue>>, refused: readonly string[]): LineObject => {
  const object = lineObject(erp, values, refused);
  if (object === undefined) throw refuse('An itemId, an accountId or a lineObjectNumber must be provided.');
  return object;
};
