import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  SmartAgentApproval,
  SmartAgentBusinessUnit,
  SmartAgentCondition,
  SmartAgentDelegation,
  SmartAgentPendingChange,
  SmartAgentPolicy,
  SmartAgentTemplate,
  SmartAgentToolLink,
  SmartAgentVersion,
} from '../../entities/index.ts';
import { openDatabase, type OpenDatabase } from '../../src/adapters/database/database.ts';
import { toolLinkSchema, updateAgentSchema } from '../../src/contracts/admin.ts';
import { approvalRuleSchema } from '../../src/contracts/approval-rules.ts';
import { amountLimitSchema } from '../../src/contracts/delegations.ts';
import { namesOf } from '../../src/domain/erasure.ts';
import { autonomies, operations, tiers } from '../../src/domain/vocabulary.ts';
import { takeNamesOut } from '../../src/features/erasure/free-text.ts';
import { ownWords } from '../../src/features/erasure/own-words.ts';
import { loadSettings } from '../../src/features/settings/load-settings.ts';
import type { TenantSettings } from '../../src/features/settings/index.ts';
import { shippedTools } from '../../src/features/tools/index.ts';
import { insert, update, type Write } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { parseFilter } from '../../src/odata/index.ts';
import { proposalOf } from '../database/proposal-rows.ts';
import { seedWorld, type SeededWorld } from '../support/seed-world.ts';
import { erasureWrite } from './erasure-row.ts';

const at = '2026-01-01T00:00:00.000Z';
const id = (): string => randomIds.next();
const tools = shippedTools.slice(0, 3);

/** Two ways to say who she is, so that what is named either way would have one name after. */
const hers = ['Clara Reyes', 'Reyes, Clara'] as const;

/** Settings of every kind, named after her in both ways and referring to each other. */
const settingsOf = async (database: OpenDatabase, { tenantId, agentId, versionId, templateId, person }: SeededWorld): Promise<void> => {
  const version = await database.reader.findOneByOrFail(SmartAgentVersion, { id: versionId });
  const configuration = { ...(JSON.parse(version.configuration) as object), instructions: `Ask ${hers[0]}.`, template: { key: hers[0], version: 1 } };
  const byBoth = hers.flatMap((name): Write[] => {
    const rule = { actions: [tools[0]?.name], when: { kind: 'condition', condition: name }, approver: { kind: 'second-person', people: [id()] } };
    const limits = [{ actions: ['*'], currency: 'EUR', perAction: '100', cumulative: { amount: '2026', period: 'month' } }];
    return [
      insert(SmartAgentCondition, { id: id(), tenantId, name, entitySet: 'vendors', filter: `displayName eq '${name}'`, revision: 1, updatedAt: at }),
      insert(SmartAgentPolicy, { id: id(), tenantId, name, enabled: true, rule: JSON.stringify(rule), revision: 1, updatedAt: at }),
      insert(SmartAgentBusinessUnit, { id: id(), tenantId, name, companies: `["${id()}"]`, revision: 1, updatedAt: at }),
      insert(SmartAgentDelegation, {
        ...{
          id: id(),
          tenantId,
          agentId,
          delegatorSubjectId: id(),
          kind: 'standing',
          workflow: name,
          actions: JSON.stringify(tools.map((tool) => tool.name)),
        },
        ...{ companies: `["${id()}"]`, recordFilters: JSON.stringify({ customers: `name eq '${name}' and blocked eq 'action'` }) },
        ...{ limits: JSON.stringify(limits), approvalRules: JSON.stringify([{ ...rule, name }]), responsibleSubjectId: null, revokers: '[]' },
        ...{ reason: name, extendsId: null, sealedSignIn: null, untrustedFields: '["supportCases.description"]', untrustedReadAt: null },
        ...{ validFrom: at, validTo: null, revokedAt: null, revokedBySubjectId: null, revokeReason: null, createdAt: at },
      }),
    ];
  });
  await database.commit([
    ...byBoth,
    insert(SmartAgentVersion, { ...version, id: tenantId, number: 2, salt: 'salt', configuration: JSON.stringify(configuration) }),
    update(SmartAgentTemplate, { id: templateId }, { key: hers[0], suggestions: JSON.stringify([`What did ${hers[0]} do?`]) }),
    insert(SmartAgentTemplate, {
      ...{ id: id(), tenantId, key: hers[1], name: 'Two', description: '', version: 1, shipped: false, instructions: 'Help.', suggestions: '[]' },
      ...{ tier: 'smart', autonomy: 'ask', revision: 1, updatedAt: at },
    }),
    update(SmartAgentToolLink, { templateId, tool: tools[0]?.name ?? '' }, { agents: JSON.stringify([...hers, agentId]) }),
    insert(SmartAgentPendingChange, {
      ...{ id: id(), tenantId, entity: 'agent', entityId: agentId, entityName: hers[0], changes: '[]', status: 'pending' },
      ...{ request: JSON.stringify({ autonomy: 'execute', tier: 'fast', description: `Of ${hers[1]}`, allowedUsers: [person.oid] }) },
      ...{ askedBySubjectId: id(), askedAt: at, decidedBySubjectId: null, decidedAt: null, reason: null },
    }),
    insert(SmartAgentApproval, proposalOf(tenantId, { facts: JSON.stringify({ stake: { conditions: [...hers].reverse() } }) })),
    erasureWrite({ tenantId, subjectId: id(), status: 'running' }),
  ]);
};

/** What of settings is no text of people's: equal before and after. */
const closedPart = ({ agents, templates, tools: configs, businessUnits, conditions, policies, setup }: TenantSettings): unknown => [
  [...agents.values()].map(({ kind, lifecycle, templateId, current }) => {
    const { tier, autonomy, toolLinks } = current.configuration;
    return { kind, lifecycle, templateId, tier, autonomy, toolLinks };
  }),
  [...templates.values()].map(({ id: templateId, version, links }) => [templateId, version, links.map(({ agents: _, ...link }) => link)]),
  [...configs],
  [...businessUnits.values()].map(({ companies }) => companies),
  conditions.map(({ entitySet }) => entitySet),
  new Set(policies.map(({ actions, when, approver }) => JSON.stringify([actions, when.kind, approver]))),
  setup,
];

describe('settings of a tenant in which somebody is erased', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'smart-agents-settings-'));
  let database: OpenDatabase;
  before(async () => {
    database = await openDatabase(`sqlite:${join(folder, 'settings.sqlite')}`);
  });
  after(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A tenant after the erasure of somebody who is called so too. */
  const erased = async (
    aliases: readonly string[],
  ): Promise<{ readonly seeded: SeededWorld; readonly before: TenantSettings; readonly after: TenantSettings }> => {
    const seeded = await seedWorld(database, tools);
    await settingsOf(database, seeded);
    const { tenantId, person } = seeded;
    const before = await loadSettings(database.reader, tenantId);
    const remaining = await takeNamesOut(database, { tenantId, names: namesOf({ ...person, aliases }) }, () => Promise.resolve());
    expect(remaining).to.deep.equal({});
    return { seeded, before, after: await loadSettings(database.reader, tenantId) };
  };

  const named = <Thing extends { readonly id: string }>(things: readonly Thing[], before: readonly Thing[], name: (thing: Thing) => string) =>
    new Map(before.map((thing) => [name(thing), name(things.find((other) => other.id === thing.id) as Thing)]));

  it('have names of their own after it, and whatever refers to one goes on referring to it', async () => {
    const { seeded, before, after } = await erased([]);
    const { tenantId, templateId } = seeded;
    const { reader } = database;
    const conditions = named(after.conditions, before.conditions, ({ name }) => name);
    const keys = named([...after.templates.values()], [...before.templates.values()], ({ key }) => key);
    for (const names of [conditions, keys]) expect([...names.values()].sort()).to.deep.equal(['Erased person', 'Erased person (2)']);
    for (const row of await reader.findBy(SmartAgentDelegation, { tenantId })) {
      const [rule] = JSON.parse(row.approvalRules) as { name: string; when: { condition: string } }[];
      const filter = Object.values(JSON.parse(row.recordFilters) as Record<string, string>)[0];
      expect(filter).to.equal("name eq 'Erased person' and blocked eq 'action'");
      expect([...conditions.values()]).to.include(rule?.when.condition);
    }
    const { facts } = await reader.findOneByOrFail(SmartAgentApproval, { tenantId });
    expect(JSON.parse(facts ?? '')).to.deep.equal({ stake: { conditions: [conditions.get(hers[1]), conditions.get(hers[0])] } });
    const asked = await reader.findOneByOrFail(SmartAgentToolLink, { templateId, tool: tools[0]?.name ?? '' });
    expect(JSON.parse(asked.agents ?? '')).to.deep.equal([keys.get(hers[0]), keys.get(hers[1]), seeded.agentId]);
    const version = await reader.findOneByOrFail(SmartAgentVersion, { id: tenantId });
    expect(JSON.parse(version.configuration)).to.deep.include({
      instructions: 'Ask Erased person.',
      template: { key: keys.get(hers[0]), version: 1 },
    });
    const policies = await reader.find(SmartAgentPolicy, { where: { tenantId }, order: { name: 'ASC' } });
    expect(policies.map(({ name }) => name)).to.deep.equal(['Erased person', 'Erased person (2)']);
    expect(new Set(after.policies.map(({ when }) => (when.kind === 'condition' ? when.condition : '')))).to.deep.equal(new Set(conditions.values()));
    const units = await reader.find(SmartAgentBusinessUnit, { where: { tenantId }, order: { name: 'ASC' } });
    expect(units.map(({ name }) => name)).to.deep.equal(['Erased person', 'Erased person (2)']);
  });

  it('can all be read, and allow what they allowed, whatever word of the product’s she is called by', async () => {
    const words = fc.constantFrom(...[...ownWords].filter((word) => word.length > 2));
    const aliases = fc.array(fc.oneof(words, fc.constantFrom('eq', 'and', 'EUR', '100', '2026', 'displayName', 'person', 'Erased')), {
      minLength: 1,
      maxLength: 10,
    });
    const fixed = [...autonomies, ...operations, ...tiers];
    await fc.assert(
      fc.asyncProperty(aliases, async (some) => {
        const { seeded, before, after } = await erased(some);
        expect(closedPart(after)).to.deep.equal(closedPart(before));
        for (const { filter } of after.conditions) parseFilter(filter);
        for (const { id: _, ...rule } of after.policies) approvalRuleSchema.parse(rule);
        for (const { current } of after.agents.values()) for (const link of current.configuration.toolLinks) toolLinkSchema.parse(link);
        for (const row of await database.reader.findBy(SmartAgentDelegation, { tenantId: seeded.tenantId })) {
          for (const rule of JSON.parse(row.approvalRules) as unknown[]) approvalRuleSchema.parse(rule);
          for (const limit of JSON.parse(row.limits) as unknown[]) amountLimitSchema.parse(limit);
          for (const filter of Object.values(JSON.parse(row.recordFilters) as Record<string, string>)) parseFilter(filter);
          expect([row.kind, JSON.parse(row.actions)]).to.deep.equal(['standing', tools.map(({ name }) => name)]);
        }
        const [waiting] = await database.reader.findBy(SmartAgentPendingChange, { tenantId: seeded.tenantId });
        expect(updateAgentSchema.parse(JSON.parse(waiting?.request ?? ''))).to.deep.include({ autonomy: 'execute', tier: 'fast' });
        expect(waiting).to.include({ entity: 'agent', entityId: seeded.agentId, status: 'pending' });
      }),
      { numRuns: 20, examples: [[fixed.slice(0, 10)], [['person', 'Erased']]] },
    );
  });
});
