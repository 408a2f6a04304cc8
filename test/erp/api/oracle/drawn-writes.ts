import { entitySets } from '../../../../src/erp/api/index.ts';
import type { EntitySet } from '../../../../src/erp/api/entity-set.ts';
import type { InProcessErp } from '../in-process-erp.ts';
import type { Draw } from './draw.ts';
import { addressOf, keyOf } from './drawn-requests.ts';
import type { Entity, Samples } from './drawn-requests.ts';

/** A write: its set, what it does, and to which record of that set (by key). */
export interface DrawnWrite {
  readonly set: EntitySet;
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly body: string;
}

const isBlank = (value: unknown): boolean => value === '' || value === undefined || value === '0001-01-01' || value === '_x0020_';

/** What a request may say of an entity like that one: some of the accepted fields with its values. */
const likeOf = (draw: Draw, names: readonly string[], entity: Entity, share: number): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => !isBlank(entity[name]) && draw.tenths(share)).map((name) => [name, entity[name]]));

const otherDay = (draw: Draw): string => `2027-0${1 + draw.below(9)}-1${draw.below(9)}`;

const newEntity = (draw: Draw, set: EntitySet, samples: Samples): Record<string, unknown> => {
  const { accepts = [], acceptsOnInsert = [], deepInserts = [] } = set.writes ?? {};
  const like = draw.anyOf(samples.of(set)) ?? {};
  const body: Record<string, unknown> = { ...likeOf(draw, accepts, like, 4), ...likeOf(draw, acceptsOnInsert, like, 10) };
  delete body['status'];
  if ('startingDate' in body) Object.assign(body, { startingDate: otherDay(draw), endingDate: '2028-12-31' });
  for (const name of deepInserts) {
    const part = entitySets.require(set.navigations[name]?.set ?? '');
    const { accepts: theirs = [], acceptsOnInsert: first = [] } = part.writes ?? {};
    const basics = [...theirs, ...first].filter((one) => ['lineType', 'lineObjectNumber', 'quantity'].includes(one));
    body[name] = draw.some([0, 1], 7).map(() => likeOf(draw, basics, draw.anyOf(samples.of(part)) ?? {}, 10));
  }
  return body;
};

/** A write on that set which the ERP would understand, whoever may make it. */
export const drawWrite = (draw: Draw, erp: InProcessErp, given: { readonly set: EntitySet; readonly samples: Samples }): DrawnWrite => {
  const { set, samples } = given;
  const path = addressOf(erp, set);
  const { insert, modify, remove, accepts = [] } = set.writes ?? {};
  const methods = [insert && 'POST', modify && 'PATCH', remove && 'DELETE'].filter((method) => method !== undefined) as DrawnWrite['method'][];
  const method = draw.oneOf(methods);
  if (method === 'POST') return { set, method, url: path, body: JSON.stringify(newEntity(draw, set, samples)) };
  const url = `${path}(${keyOf(set, draw.anyOf(samples.of(set)))})`;
  const changes = likeOf(draw, accepts, draw.anyOf(samples.of(set)) ?? {}, 2);
  return { set, method, url, body: method === 'PATCH' ? JSON.stringify(changes) : '' };
};
