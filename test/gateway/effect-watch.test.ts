import { expect } from 'chai';
import { EffectWatch } from '../../src/features/gateway/effect-watch.ts';
import { ErpError } from '../../src/features/tools/index.ts';
import type { EffectPorts } from '../../src/features/tools/ports/effects.ts';
import { AppError } from '../../src/kernel/errors.ts';

const target = { id: 'an-id', etag: 'W/"1"' };

/** Every way to have an effect. */
const effects: Readonly<Record<string, (ports: EffectPorts) => Promise<unknown>>> = {
  'creating a record': ({ erp }) => erp.create('purchaseOrders', {}, 'EX-1/1'),
  'changing a record': ({ erp }) => erp.modify('purchaseOrders', target, {}),
  'deleting a record': ({ erp }) => erp.remove('purchaseOrders', target),
  'running an action': ({ erp }) => erp.act('purchaseOrders', { id: 'an-id', name: 'receiveAndInvoice' }, 'EX-1/1'),
  'drafting an email': ({ outbox }) => outbox.createDraft({ to: 'a@b.example', subject: '', body: '', attachments: [] }, 'EX-1/1'),
};

const portsWith = (answer: () => Promise<never>): EffectPorts => ({
  erp: { create: answer, modify: answer, remove: answer, act: answer },
  outbox: { createDraft: answer },
});

describe('which records an effect was on', () => {
  it('are those that were answered, and the one that an action was run on, by its number', async () => {
    const noted: unknown[] = [];
    const answer = { id: 'made', number: 'PO-1' };
    const erp = {
      create: () => Promise.resolve(answer),
      modify: () => Promise.resolve({ id: 'an-id', number: 'PO-2' }),
      remove: () => Promise.resolve(),
      act: () => Promise.resolve({ createdId: null }),
    };
    const ports = new EffectWatch().observe({ erp, outbox: { createDraft: () => Promise.resolve({ emailDraftId: 'd' }) } }, (set, record) =>
      noted.push([set, record]),
    );
    await effects['creating a record']!(ports);
    await effects['changing a record']!(ports);
    await effects['running an action']!(ports);
    await ports.erp.act('contractRenewals', { id: 'r', name: 'submit', number: 'RN-1' }, 'EX-1/2');
    expect(noted).to.deep.equal([
      ['purchaseOrders', answer],
      ['purchaseOrders', { id: 'an-id', number: 'PO-2' }],
      ['purchaseOrders', { id: 'an-id' }],
      ['contractRenewals', { id: 'r', number: 'RN-1' }],
    ]);
  });
});

describe('whether an effect may have happened', () => {
  for (const [what, effect] of Object.entries(effects)) {
    it(`is known of ${what}: yes once it was tried, unless the answer says for certain that nothing was done`, async () => {
      for (const [thrown, mayHaveHappened] of [
        [new ErpError('invalid', 'No.'), false],
        [new AppError('conflict', 'No.'), false],
        [new ErpError('unavailable', 'Lost.', { effectUnknown: true }), true],
        [new Error('Anything else.'), true],
      ] as const) {
        const watch = new EffectWatch();
        expect(watch.mayHaveHappened).to.equal(false);
        const observed = watch.observe(
          portsWith(() => Promise.reject(thrown)),
          () => undefined,
        );
        expect(await effect(observed).catch((error: unknown) => error)).to.equal(thrown);
        expect(watch.mayHaveHappened, thrown.message).to.equal(mayHaveHappened);
      }
    });
  }
});
