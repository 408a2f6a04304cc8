/*
 * The rules of OCSF 1.6.0 for class 6003 (API Activity) without profiles, as the published schema has them: which
 * members an object may have and must have, of which type, and the values of its enumerations. Only what an event of
 * ours could have is spelled out; `any` is an object whose inside is not ours to check.
 */
type Type = 'string' | 'integer' | 'timestamp' | 'any' | ObjectRule | readonly [ObjectRule] | readonly ['string'];

interface ObjectRule {
  readonly required: readonly string[];
  /** At least one of these has to be there. */
  readonly atLeastOne?: readonly string[];
  readonly members: Readonly<Record<string, Type>>;
  readonly enums?: Readonly<Record<string, readonly number[]>>;
}

const entity: ObjectRule = { required: [], atLeastOne: ['name', 'uid'], members: { name: 'string', uid: 'string', version: 'string' } };

const user: ObjectRule = {
  required: [],
  atLeastOne: ['account', 'name', 'uid'],
  members: { name: 'string', uid: 'string', type: 'string', type_id: 'integer', email_addr: 'string', full_name: 'string', display_name: 'string' },
  enums: { type_id: [0, 1, 2, 3, 4, 99] },
};

const actor: ObjectRule = {
  required: [],
  atLeastOne: ['process', 'user', 'invoked_by', 'session', 'app_name', 'app_uid'],
  members: {
    ...{ user, app_name: 'string', app_uid: 'string', invoked_by: 'string' },
    session: { required: [], members: { uid: 'string', uid_alt: 'string', issuer: 'string', credential_uid: 'string' } },
  },
};

const api: ObjectRule = {
  required: ['operation'],
  members: {
    ...{ operation: 'string', version: 'string', service: entity, group: entity },
    request: { required: ['uid'], members: { uid: 'string', flags: ['string'], data: 'any' } },
    response: { required: [], members: { code: 'integer', message: 'string', error: 'string', error_message: 'string', data: 'any' } },
  },
};

const metadata: ObjectRule = {
  required: ['product', 'version'],
  members: {
    ...{ version: 'string', uid: 'string', sequence: 'integer', original_time: 'string', correlation_uid: 'string', event_code: 'string' },
    ...{ log_name: 'string', log_provider: 'string', log_version: 'string', tenant_uid: 'string', logged_time: 'timestamp' },
    ...{ profiles: ['string'], labels: ['string'] },
    product: {
      required: [],
      atLeastOne: ['name', 'uid'],
      members: { name: 'string', uid: 'string', vendor_name: 'string', version: 'string', feature: entity, lang: 'string', path: 'string' },
    },
  },
};

const endpoint: ObjectRule = {
  required: [],
  atLeastOne: ['ip', 'uid', 'name', 'hostname', 'svc_name', 'instance_uid', 'interface_uid', 'interface_name', 'domain'],
  members: { ip: 'string', uid: 'string', name: 'string', hostname: 'string', svc_name: 'string', domain: 'string', port: 'integer', type: 'string' },
};

const resource: ObjectRule = {
  required: [],
  atLeastOne: ['name', 'uid'],
  members: { name: 'string', uid: 'string', type: 'string', group: entity, namespace: 'string', version: 'string', data: 'any' },
};

const apiActivity: ObjectRule = {
  required: ['activity_id', 'actor', 'api', 'category_uid', 'class_uid', 'metadata', 'severity_id', 'src_endpoint', 'time', 'type_uid'],
  members: {
    ...{ activity_id: 'integer', category_uid: 'integer', class_uid: 'integer', severity_id: 'integer', status_id: 'integer', type_uid: 'integer' },
    ...{ activity_name: 'string', category_name: 'string', class_name: 'string', severity: 'string', status: 'string', type_name: 'string' },
    ...{ message: 'string', status_code: 'string', status_detail: 'string', raw_data: 'string', raw_data_size: 'integer' },
    ...{ time: 'timestamp', start_time: 'timestamp', end_time: 'timestamp', duration: 'integer', count: 'integer', timezone_offset: 'integer' },
    ...{ actor, api, metadata, src_endpoint: endpoint, dst_endpoint: endpoint, resources: [resource], unmapped: 'any' },
  },
  enums: {
    ...{ activity_id: [0, 1, 2, 3, 4, 99], category_uid: [6], class_uid: [6003], severity_id: [0, 1, 2, 3, 4, 5, 6, 99], status_id: [0, 1, 2, 99] },
  },
};

/** Captions of the enumerations; at 99 the caption is the source's own, and at no other value. */
const captions: Readonly<Record<string, readonly [caption: string, values: Readonly<Record<number, string>>]>> = {
  activity_id: ['activity_name', { 0: 'Unknown', 1: 'Create', 2: 'Read', 3: 'Update', 4: 'Delete' }],
  severity_id: ['severity', { 0: 'Unknown', 1: 'Informational', 2: 'Low', 3: 'Medium', 4: 'High', 5: 'Critical', 6: 'Fatal' }],
  status_id: ['status', { 0: 'Unknown', 1: 'Success', 2: 'Failure' }],
};

type Thing = Readonly<Record<string, unknown>>;
const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value);

const typeFaults = (value: unknown, type: Type, at: string): readonly string[] => {
  if (type === 'string') return typeof value === 'string' ? [] : [`${at} is no string`];
  if (type === 'integer') return Number.isSafeInteger(value) ? [] : [`${at} is no integer`];
  if (type === 'timestamp') return Number.isSafeInteger(value) && Number(value) > 1e12 ? [] : [`${at} is no timestamp in milliseconds`];
  if (type === 'any') return isThing(value) ? [] : [`${at} is no object`];
  if (!Array.isArray(type)) return objectFaults(value, type as ObjectRule, at);
  const [element] = type as readonly [Type];
  return Array.isArray(value) ? value.flatMap((one, index) => typeFaults(one, element, `${at}[${index}]`)) : [`${at} is no list`];
};

const objectFaults = (value: unknown, rule: ObjectRule, at: string): readonly string[] => {
  if (!isThing(value)) return [`${at} is no object`];
  const { required, atLeastOne, members, enums = {} } = rule;
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`),
    ...(atLeastOne && !atLeastOne.some((name) => name in value) ? [`${at} has none of ${atLeastOne.join(', ')}`] : []),
    ...Object.entries(value).flatMap(([name, member]) => {
      const type = members[name];
      return type === undefined ? [`${at}.${name} does not exist`] : typeFaults(member, type, `${at}.${name}`);
    }),
    ...Object.entries(enums).flatMap(([name, values]) =>
      !(name in value) || values.includes(Number(value[name])) ? [] : [`${at}.${name} is not one of ${values.join(', ')}`],
    ),
  ];
};

/** What an event breaks of the published rules; empty where it is a valid event of class 6003. */
export const ocsfFaults = (event: unknown): readonly string[] => {
  if (!isThing(event)) return ['it is no object'];
  const typeUid = Number(event['class_uid']) * 100 + Number(event['activity_id']);
  return [
    ...objectFaults(event, apiActivity, 'event'),
    ...(event['type_uid'] === typeUid ? [] : [`event.type_uid is not ${typeUid}`]),
    ...Object.entries(captions).flatMap(([id, [caption, values]]) => {
      if (!(id in event)) return [];
      const expected = values[Number(event[id])];
      const given = event[caption];
      if (expected === undefined) return typeof given === 'string' ? [] : [`event.${caption} is missing at ${id} 99`];
      return given === undefined || given === expected ? [] : [`event.${caption} is not ${expected}`];
    }),
  ];
};
