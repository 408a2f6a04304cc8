import type { KeyObject } from 'node:crypto';
import { evidenceSchema, type Evidence } from '../contracts/evidence.ts';
import { linkHash } from '../domain/log-chain.ts';
import { isEvidenceSignedBy, isSignedBy, publicKeyIn } from '../features/audit/log-signer.ts';
import { canonicalJson, hashOf, type Json } from '../kernel/canonical-json.ts';

/** What was found out about an evidence file. */
export type EvidenceVerdict =
  | {
      readonly kind: 'ok';
      readonly reference: string;
      readonly records: number;
      readonly positions: readonly [number, number] | null;
      readonly keyId: string;
    }
  | { readonly kind: 'broken'; readonly problems: readonly string[] };

type Records = Evidence['records'];
type Chain = Evidence['chain'][number];

const broken = (...problems: readonly string[]): EvidenceVerdict => ({ kind: 'broken', problems });

const nameOf = ({ recordType, position }: Records[number]): string => `the ${recordType} at position ${position}`;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** Each record's hash is the hash of its content, and a link of the chain says so too. */
const recordProblems = ({ records, chain }: Evidence): string[] => {
  const links = new Map(chain.flatMap((part) => part.links).map((link) => [link.position, link]));
  return records.flatMap((record) => {
    const { content, hash, position, recordType } = record;
    if (hashOf(content) !== hash) return [`The content of ${nameOf(record)} does not have the hash it was logged with.`];
    const link = links.get(position);
    const isLinked = link?.recordHash === hash && link.recordId === content['id'] && link.recordType === recordType;
    return isLinked ? [] : [`The chain does not have ${nameOf(record)}.`];
  });
};

/** The links follow each other without a gap and end in a head that bears the signature. */
const chainProblems = ({ links, head }: Chain, about: { readonly tenantId: string; readonly key: KeyObject }): string[] => {
  const problems = links.flatMap((link, index) => {
    const before = links[index - 1];
    if (link.tenantId !== about.tenantId) return [`The link at position ${link.position} is another tenant's.`];
    if (linkHash(link) !== link.hash) return [`The link at position ${link.position} does not have its hash.`];
    const follows = before === undefined || (link.position === before.position + 1 && link.previousHash === before.hash);
    return follows ? [] : [`The link at position ${link.position} does not follow the one before.`];
  });
  const last = links.at(-1);
  const endsInHead = head.tenantId === about.tenantId && last?.position === head.position && last.hash === head.hash;
  if (!endsInHead) problems.push(`The links do not end in the head at position ${head.position}.`);
  if (!isSignedBy(head, about.key)) problems.push(`The head at position ${head.position} does not bear the signature of the file's key.`);
  return problems;
};

/** The records are those of one execution, and the story tells of exactly its attempts, as they were decided and ended. */
const storyProblems = ({ execution, records }: Evidence): string[] => {
  const of = (recordType: Records[number]['recordType']): Records[number]['content'][] =>
    records.filter((record) => record.recordType === recordType).map(({ content }) => content);
  const attempts = of('attempt');
  const ids = new Set(attempts.map(({ id }) => id));
  const runs = new Set([...attempts, ...of('decision')].map(({ executionId }) => executionId));
  const ends = new Map(of('outcome').map(({ attemptId, outcome }) => [attemptId, outcome]));
  const strays = [...ends.keys()].filter((attemptId) => !ids.has(attemptId ?? null));
  const told = execution.toolCalls.map(({ id, decision, outcome }) => `${id} ${decision} ${outcome}`).sort();
  const logged = attempts.map(({ id, decision }) => `${String(id)} ${String(decision)} ${String(ends.get(id ?? null) ?? 'open')}`).sort();
  const isOneRun = runs.size <= 1 && strays.length === 0 && records.every(({ content }) => content['tenantId'] === execution.tenant.id);
  return [
    ...(isOneRun ? [] : ['The records are not those of one execution.']),
    ...(told.join('\n') === logged.join('\n') ? [] : ['The story does not tell of the same attempts as the records.']),
  ];
};

/** Checks an evidence file by itself: every character, every hash, every link, every signature. `keyId`: the key it has to be signed with. */
export const verifyEvidence = (text: string, keyId?: string): EvidenceVerdict => {
  const value = parsed(text);
  if (value === undefined) return broken('The file is not JSON.');
  if (canonicalJson(value as Json) !== text) return broken('The file is not written as it was exported (canonical JSON, RFC 8785).');
  const shape = evidenceSchema.safeParse(value);
  if (!shape.success) return broken(`The file is not an evidence file of a form this program knows: ${shape.error.issues[0]?.path.join('.') ?? ''}.`);
  const evidence = shape.data;
  const { signature, ...unsigned } = evidence;
  const known = publicKeyIn(evidence.publicKey);
  if (known?.keyId !== evidence.keyId) return broken("The file's key does not have the id it names.");
  if (keyId !== undefined && known.keyId !== keyId) return broken(`The file is signed with the key ${known.keyId}, not with ${keyId}.`);
  if (!isEvidenceSignedBy(canonicalJson(unsigned as unknown as Json), signature, known.key))
    return broken('The signature is not one over this file.');
  const about = { tenantId: evidence.execution.tenant.id, key: known.key };
  const problems = [...recordProblems(evidence), ...evidence.chain.flatMap((part) => chainProblems(part, about)), ...storyProblems(evidence)];
  if (problems.length > 0) return broken(...problems);
  const positions = evidence.records.map(({ position }) => position);
  return {
    kind: 'ok',
    reference: evidence.execution.reference,
    records: positions.length,
    positions: positions.length === 0 ? null : [Math.min(...positions), Math.max(...positions)],
    keyId: known.keyId,
  };
};
