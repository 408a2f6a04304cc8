import { expect } from 'chai';
import * as fc from 'fast-check';
import { z } from 'zod';
import { decimal } from '../../src/kernel/money.ts';
import { answer } from '../../src/offline-model/answer.ts';
import { Conversation } from './conversation.ts';
import type { PlayedTurn } from './conversation.ts';
import { contractPhrasings } from './contract-phrasings.ts';
import { agentTools, phrasings as firstPhrasings } from './phrasings.ts';
import { releasePhrasings } from './release-phrasings.ts';
import { tinyErp } from './tiny-erp.ts';
import type { Reply } from './tiny-erp.ts';
import { toolArguments } from './tool-schemas.ts';
import type { TestTool } from './tool-schemas.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const phrasings = [...firstPhrasings, ...contractPhrasings, ...releasePhrasings];
const everyTool = Object.keys(toolArguments) as TestTool[];

const words =
  `show list compare prepare statements statement overdue customers vendor vendors V-1042 C-10010 I-2001 PO-106002 SI-103021 everything about last six months
  draft email order reorder 10 5 from since june open late payments receipts invoices and the their for all top 3 price stock below reorder point continue yes delete same
  Hartley Books Ferrous Works oak panels ledger this q3 2026-10-01 between by december who what how many "hello" ? & - please`.split(/\s+/);

const soup = fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((list) => list.join(' '));
const sentence = fc.oneof(fc.constantFrom(...phrasings.map(({ says }) => says)), soup, fc.string({ maxLength: 80 }));
const dialogue = fc.array(sentence, { minLength: 1, maxLength: 4 });

const endings: readonly Reply[] = [
  { status: 'awaiting_approval', message: 'Waiting for the user.', approvalId: 'a1' },
  { status: 'rejected', message: 'The user rejected it.' },
  { status: 'expired', message: 'It expired.' },
  { status: 'refused', layer: 'tools', rule: 'off', message: 'This tool is switched off.', remedy: 'Ask an administrator.' },
  {
    status: 'denied',
    layer: 'erp',
    message: 'Sorry, the current permissions prevented the action. (TableData 18 Customer Read: Base Application)',
    remedy: 'Ask for read permission.',
  },
  { status: 'failed', message: 'It failed.' },
  { status: 'unknown', message: 'Nobody knows.' },
  { status: 'timeout', message: 'No answer.' },
  { status: 'audit_unavailable', message: 'The audit log is unavailable.' },
  {},
  { status: 'ok', data: {} },
  { status: 'ok', mayBePartial: true, truncated: true, data: { customers: [{}], vendors: 'none', items: [null, 1], summary: [] } },
];

/** Replies as the tiny ERP gives them, or now and then one of the ways a call can end. */
const replies = fc.array(fc.option(fc.constantFrom(...endings), { freq: 3 }), { minLength: 12, maxLength: 12 });

const playAll = (tools: readonly string[], says: readonly string[], ends: readonly (Reply | null)[]): readonly PlayedTurn[] => {
  let at = 0;
  const conversation = new Conversation(tools, { replyTo: (name, args) => ends[at++ % ends.length] ?? tinyErp[name as TestTool](args) });
  return says.map((text) => conversation.say(text));
};

/** A cell as text; what is no plain value counts as none. */
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

describe('Whatever is said and whatever the tools answer', function () {
  this.timeout(240_000);

  it('it calls only tools that were offered, with arguments their schemas accept, and every turn ends in words', () => {
    fc.assert(
      fc.property(fc.subarray(everyTool), dialogue, replies, (tools, says, ends) => {
        for (const turn of playAll(tools, says, ends)) {
          for (const call of turn.batches.flat()) {
            expect(tools).to.include(call.name);
            toolArguments[call.name as TestTool].parse(call.arguments);
          }
          expect(turn.content.trim()).not.to.equal('');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('it claims a write only when one was committed', () => {
    fc.assert(
      fc.property(dialogue, replies, (says, ends) => {
        const none = ends.map((end) => (end?.['status'] === 'committed' ? null : end));
        const turns = playAll(
          everyTool,
          says,
          none.map((end) => end ?? null),
        );
        const committed = turns.some((turn) => turn.replies.some((reply) => reply['status'] === 'committed'));
        const claims = turns.some((turn) =>
          /has been created|has been submitted|has been released|has been sent for approval|is in your outbox|in your outbox, for/.test(turn.content),
        );
        expect(!claims || committed).to.equal(true);
      }),
      { numRuns: 150 },
    );
  });

  it('it gives the same answer to the same request', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const conversation = new Conversation(agentTools.vendor360);
        conversation.messages.push({ role: 'user', content: text });
        expect(answer(conversation.request())).to.deep.equal(answer(conversation.request()));
      }),
    );
  });

  it('it keeps to the arguments a narrower schema leaves', () => {
    fc.assert(
      fc.property(fc.constantFrom(...phrasings), fc.func(fc.boolean()), (phrasing, keeps) => {
        const conversation = new Conversation(agentTools[phrasing.agent], { page: phrasing.page });
        conversation.messages.push({ role: 'user', content: phrasing.says });
        const request = conversation.request();
        for (const { function: tool } of request.tools ?? []) {
          const schema = tool.parameters as { properties: Record<string, unknown>; required?: string[] };
          schema.properties = Object.fromEntries(
            Object.entries(schema.properties).filter(([key]) => (schema.required ?? []).includes(key) || keeps(tool.name, key)),
          );
        }
        for (const call of answer(request).toolCalls ?? []) {
          const tool = request.tools?.find((candidate) => candidate.function.name === call.name);
          z.fromJSONSchema(tool?.function.parameters as Parameters<typeof z.fromJSONSchema>[0]).parse(call.arguments);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('it asks for no more tool calls when the request forbids them', () => {
    for (const { agent, says } of phrasings) {
      const conversation = new Conversation(agentTools[agent]);
      conversation.messages.push({ role: 'user', content: says });
      expect(answer({ ...conversation.request(), tool_choice: 'none' }))
        .to.have.property('content')
        .that.is.not.equal('');
    }
  });
});

/** Replaces every figure of a reply (not the numbers inside names and dates) with one from the pool. */
const scramble = (value: Json, next: () => number): Json => {
  if (typeof value === 'number') return next();
  if (typeof value === 'string')
    return /^-?\d+\.\d$/.test(value) ? `${next()}.${next() % 10}` : /^-?\d+\.\d\d$/.test(value) ? `${next()}.${10 + (next() % 90)}` : value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => scramble(item, next));
  return value === null || typeof value !== 'object'
    ? value
    : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, scramble(member, next)]));
};

const figuresIn = (text: string): readonly string[] =>
  (text.replace(/(\d),(?=\d{3})/g, '$1').match(/\d+(\.\d+)?/g) ?? []).map((figure) => decimal(figure).toString());

type Rows = readonly Readonly<Record<string, Json>>[];

/** What may be worked out of a list: how many rows have a quality, and what a column of them adds up to or averages. */
const derivedFrom = (rows: Rows): readonly string[] => {
  const groups: Rows[] = [
    rows,
    rows.filter((row) => Number(row['daysOverdue']) > 0),
    rows.filter((row) => Number(row['remainingAmount']) !== 0),
    rows.filter((row) => row['fullyReceived'] === false),
    rows.filter((row) => Number(row['overdueAmount']) > 0),
  ];
  const byVendor = [...new Set(rows.map((row) => row['vendorNumber']))].map((vendor) => rows.filter((row) => row['vendorNumber'] === vendor));
  const sums = groups.flatMap((group) =>
    Object.keys(group[0] ?? {}).map((key) =>
      group.reduce((total, row) => (/^-?\d+(\.\d+)?$/.test(textOf(row[key])) ? total.plus(textOf(row[key])) : total), decimal(0)).toString(),
    ),
  );
  const means = byVendor.map((group) =>
    decimal(
      group
        .reduce((total, row) => total.plus(String(Number(row['daysLate']) || 0)), decimal(0))
        .div(Math.max(group.length, 1))
        .toFixed(1),
    ).toString(),
  );
  return [...sums, ...means, ...rows.map((_row, index) => String(index + 1))];
};

const listsIn = (value: Json): readonly Rows[] => {
  if (Array.isArray(value)) return [value as Rows, ...(value as readonly Json[]).flatMap(listsIn)];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(listsIn);
};

/** Figures that the answers state as thresholds: two days, half a day's trend, samples of three. */
const thresholds = ['1', '2', '3'];
/** Names of age bands of a statement. */
const bands = ['1', '30', '31', '60', '61', '90'];

describe('Every figure in an answer comes from the tool results', function () {
  this.timeout(240_000);

  for (const { agent, says, after = [], page } of phrasings) {
    it(`"${[...after, says].join('", then "')}"`, () => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1000, max: 9_999_999 }), { minLength: 60, maxLength: 60 }), (pool) => {
          let at = 0;
          const next = (): number => (pool[at % pool.length] ?? 1) + at++ * 7;
          const conversation = new Conversation(agentTools[agent], {
            page,
            replyTo: (name, args) => scramble(tinyErp[name as TestTool](args) as Json, next) as Reply,
          });
          const turns = [...after, says].map((text) => conversation.say(text));
          const replied = turns.flatMap((turn) => turn.replies) as readonly Json[];
          const spoken = JSON.stringify([page ?? '', after, says, turns.flatMap((turn) => turn.batches)]);
          const known = new Set([
            ...figuresIn(spoken),
            ...figuresIn(JSON.stringify(replied)),
            ...replied.flatMap(listsIn).flatMap(derivedFrom),
            ...thresholds,
            ...bands,
            '0',
          ]);
          for (const figure of figuresIn(turns.at(-1)?.content ?? '')) expect(known, `${figure} in: ${turns.at(-1)?.content}`).to.include(figure);
        }),
        { numRuns: 20 },
      );
    });
  }
});
