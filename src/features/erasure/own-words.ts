import { z } from 'zod';
import * as admin from '../../contracts/admin.ts';
import * as approvalRules from '../../contracts/approval-rules.ts';
import * as approvals from '../../contracts/approvals.ts';
import * as delegations from '../../contracts/delegations.ts';
import * as executions from '../../contracts/executions.ts';
import * as pendingChanges from '../../contracts/pending-changes.ts';
import * as policies from '../../contracts/policies.ts';
import * as servicePrincipals from '../../contracts/service-principals.ts';
import * as toolCallLog from '../../contracts/tool-call-log.ts';
import * as lifecycle from '../../domain/agent-lifecycle.ts';
import * as approvalSetup from '../../domain/approval-setup.ts';
import * as deciding from '../../domain/deciding.ts';
import * as delegation from '../../domain/delegation.ts';
import * as erasure from '../../domain/erasure.ts';
import * as erpApproval from '../../domain/erp-approval.ts';
import * as legalHold from '../../domain/legal-hold.ts';
import * as secondAdmin from '../../domain/second-admin.ts';
import * as toolCallFacts from '../../domain/tool-call-facts.ts';
import * as vocabulary from '../../domain/vocabulary.ts';
import { entitySets, shippedTools } from '../tools/index.ts';

/** Every word that a JSON schema lets a value be, and the names of its fields, which lists of changes quote. */
const wordsOfSchema = (schema: unknown): readonly string[] => {
  if (Array.isArray(schema)) return schema.flatMap(wordsOfSchema);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'enum' || key === 'const') return [value].flat().filter((word) => typeof word === 'string');
    return [...(key === 'properties' ? Object.keys(value as object) : []), ...wordsOfSchema(value)];
  });
};

/** The words of the closed lists that a module exports, and of the schemas that do not transform what they take. */
const wordsOf = (module: object): readonly string[] =>
  Object.values(module).flatMap((value: unknown) => {
    if (value instanceof z.ZodType) return wordsOfSchema(z.toJSONSchema(value, { unrepresentable: 'any', io: 'input' }));
    return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
  });

const contracts = [admin, approvalRules, approvals, delegations, executions, pendingChanges, policies, servicePrincipals, toolCallLog];
const domain = [lifecycle, approvalSetup, deciding, delegation, erasure, erpApproval, legalHold, secondAdmin, toolCallFacts, vocabulary];

/** The product's own words, from where each is defined: what settings and records may say besides what people write. */
export const ownWords: ReadonlySet<string> = new Set([
  ...[...contracts, ...domain].flatMap(wordsOf),
  ...shippedTools.map(({ name }) => name),
  ...entitySets,
]);
