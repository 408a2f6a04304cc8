import type { Request, Router } from 'express';
import type { Me } from '../../../src/contracts/sessions.ts';
import { settledEffectSchema, settleEffectSchema, unsettledEffectSchema, type UnsettledEffect } from '../../../src/contracts/unsettled-effects.ts';
import { companies } from './people.ts';
import { idOf } from './ids.ts';

/** A change whose answer was lost, as Ben sees it. */
const lost = (name: string, settleableFrom: string): UnsettledEffect => ({
  approvalId: idOf(`unsettled-${name}`),
  tool: { name: 'create_purchase_order_draft', title: 'Create purchase order draft' },
  agent: { id: idOf('agent-purchase'), name: 'Purchase planner' },
  executionReference: `EX-${name}`,
  company: companies[0]?.name ?? '',
  requestedBy: 'Ben Okafor',
  confirmedBy: 'Ben Okafor',
  amount: { value: '1250.00', currency: 'EUR' },
  effectKey: `EX-${name}/2`,
  supportingRecords: [{ entitySet: 'vendors', id: idOf('vendor'), label: 'V-20004', etag: 'W/"1"' }],
  attemptedAt: '2026-11-20T09:00:00.000Z',
  clientRequestId: 'call-7',
  correlationId: '5f0c-bc',
  settleableFrom,
  maySettle: true,
  preview: {
    title: 'Purchase order for Canal Paper',
    summary: 'Creates a draft order.',
    fields: [{ label: 'Vendor', before: null, after: 'V-20004 Canal Paper' }],
    table: null,
    text: null,
    attachments: [],
  },
});

/** Two of Ben's changes whose answers were lost: one long ago, one that the ERP may still be at. Approvers and admins see them too. */
export class FakeUnsettled {
  #effects: UnsettledEffect[] = [lost('0071', '2026-11-20T09:10:00.000Z'), lost('0072', '2999-01-01T00:00:00.000Z')];

  serve(router: Router, userOf: (request: Request) => Me['user']): void {
    router.get('/unsettled-effects', (request, response) => {
      const { displayName, roles } = userOf(request);
      const may = (role: string) => roles.includes(`SMART AGENTS ${role}`);
      const isBen = displayName === 'Ben Okafor';
      const seen = isBen || may('APPROVER') || may('ADMIN') ? this.#effects : [];
      const value = seen.map((effect) => ({ ...effect, maySettle: isBen || may('APPROVER'), preview: isBen ? effect.preview : null }));
      response.json({ value: value.map((effect) => unsettledEffectSchema.parse(effect)) });
    });
    router.post('/unsettled-effects/:id/settle', (request, response) => {
      const { found, reason } = settleEffectSchema.parse(request.body);
      const { id } = request.params;
      this.#effects = this.#effects.filter(({ approvalId }) => approvalId !== id);
      const message = `${userOf(request).displayName} looked in the ERP: ${reason}`;
      response.json(settledEffectSchema.parse({ approvalId: id, status: found === 'done' ? 'committed' : 'failed', message }));
    });
  }
}
