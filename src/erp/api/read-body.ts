import type { EntitySet } from './entity-set.ts';
import type { EntitySetRegistry } from './entity-set-registry.ts';
import { badRequest, readOnlyControl } from './erp-error.ts';
import type { Field } from './field.ts';
import { decodeOption } from './option-names.ts';
import type { Body, BodyValue } from './write-context.ts';

/** Deep inserts inside deep inserts. */
const deepest = 3;

const notOf = (name: string, type: string): Error =>
  badRequest(`The value of property '${name}' cannot be converted to the expected type '${type}'.`);

const guidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const decimalPattern = /^-?\d{1,15}(?:\.\d{1,10})?$/;

const isRealDay = (text: string): boolean => {
  const millis = datePattern.test(text) ? Date.parse(`${text}T00:00:00.000Z`) : Number.NaN;
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(text);
};

/** A JSON number's text, if every digit of it survived the parse. */
const exactText = (value: number): string | undefined => {
  const text = String(value);
  return decimalPattern.test(text) && text.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15 ? text : undefined;
};

/** What is known of a value that is read: a field, or an action's parameter. */
export type ValueType = Pick<Field, 'type' | 'length' | 'members'>;

const stringValue = (name: string, field: ValueType, value: string): string => {
  if (field.members !== undefined) {
    const member = field.members.find((one) => one === value || one === decodeOption(value));
    if (member === undefined)
      throw badRequest(`The value "${value.slice(0, 80)}" can't be evaluated into type Option.`, 'Application_EvaluateException');
    return member;
  }
  if (field.length !== undefined && value.length > field.length) {
    throw badRequest(
      `The length of the string is ${value.length}, but it must be less than or equal to ${field.length} characters. Value: ${value.slice(0, 80)}`,
      'Application_StringExceededLength',
    );
  }
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(value)) throw notOf(name, field.type);
  return value;
};

const convert = (name: string, field: ValueType, value: unknown): BodyValue => {
  switch (field.type) {
    case 'Edm.String':
      if (typeof value === 'string') return stringValue(name, field, value);
      break;
    case 'Edm.Guid':
      if (typeof value === 'string' && guidPattern.test(value)) return value.toLowerCase();
      break;
    case 'Edm.Boolean':
      if (typeof value === 'boolean') return value;
      break;
    case 'Edm.Int32':
      if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2_147_483_647) return value;
      break;
    case 'Edm.Decimal': {
      const text = typeof value === 'number' ? exactText(value) : typeof value === 'string' && decimalPattern.test(value) ? value : undefined;
      if (text !== undefined) return text;
      break;
    }
    case 'Edm.Date':
      if (typeof value === 'string' && isRealDay(value)) return value === '0001-01-01' ? '' : value;
      break;
    case 'Edm.DateTimeOffset':
      break;
  }
  throw notOf(name, field.type);
};

/** What a body is read for. */
export interface BodyRequest {
  readonly set: EntitySet;
  readonly method: 'POST' | 'PATCH';
  readonly depth?: number;
}

const acceptedBy = ({ set, method }: BodyRequest): ReadonlySet<string> => {
  const onInsert = method === 'POST' ? (set.writes?.acceptsOnInsert ?? []) : [];
  return new Set([...(set.writes?.accepts ?? []), ...onInsert]);
};

const bodyFrom = (registry: EntitySetRegistry, request: BodyRequest, json: unknown): Body => {
  const { set, method, depth = 0 } = request;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw badRequest('Invalid Request Body');
  if (depth > deepest) throw badRequest('The body is nested too deeply.');
  const accepted = acceptedBy(request);
  const values: Record<string, BodyValue> = {};
  const parts: Record<string, readonly Body[]> = {};
  for (const [name, value] of Object.entries(json)) {
    if (name.startsWith('@odata.')) continue;
    const navigation = method === 'POST' && set.writes?.deepInserts?.includes(name) ? set.navigations[name] : undefined;
    if (navigation !== undefined) {
      if (!Array.isArray(value)) throw badRequest('Invalid Request Body');
      const child = { set: registry.require(navigation.set), method, depth: depth + 1 };
      parts[name] = value.map((item) => bodyFrom(registry, child, item));
      continue;
    }
    const field = Object.hasOwn(set.fields, name) ? set.fields[name] : undefined;
    if (field === undefined) {
      throw badRequest(
        `The property '${name.slice(0, 80)}' does not exist on type 'Microsoft.NAV.${set.entity}'. Make sure to only use property names that are defined by the type.`,
      );
    }
    if (!accepted.has(name)) throw readOnlyControl(name);
    values[name] = convert(name, field, value);
  }
  return { values, parts, address: {} };
};

const jsonFrom = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('Invalid Request Body');
  }
};

/** The body of a write, checked against the set's definition. Throws ErpError in Business Central's words. */
export const readBody = (registry: EntitySetRegistry, request: BodyRequest, text: string): Body => bodyFrom(registry, request, jsonFrom(text));

/** The parameters of a bound action; no body means none are given. An unknown one throws ErpError. */
export const readParameters = (known: Readonly<Record<string, ValueType>>, text: string): Readonly<Record<string, BodyValue>> => {
  const json = text.trim() === '' ? {} : jsonFrom(text);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw badRequest('Invalid Request Body');
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => {
      const type = Object.hasOwn(known, name) ? known[name] : undefined;
      if (type === undefined)
        throw badRequest(`The parameter '${name.slice(0, 80)}' in the request payload is not a valid parameter for the operation.`);
      return [name, convert(name, type, value)];
    }),
  );
};
