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
