import { expect } from 'chai';
import { healthOf, sequencerLimits, type HealthFacts } from '../../src/domain/health.ts';

const well: HealthFacts = {
  log: { available: true, reason: '', refusedAttempts: 0 },
  waiting: { records: 3, oldestSeconds: 1 },
  disk: { freeBytes: 2_000, minFreeBytes: 1_000 },
  erp: 'reachable',
  model: 'reachable',
};

const cases: readonly (readonly [string, Partial<HealthFacts>, string, readonly string[]])[] = [
  ['is ready while everything works', {}, 'ready', []],
  ['is ready while nobody knows yet of the outside', { erp: 'unknown', model: 'unknown', disk: { freeBytes: null, minFreeBytes: 1 } }, 'ready', []],
  ['is not ready without the log', { log: { available: false, reason: 'the disk is full', refusedAttempts: 2 } }, 'not ready', ['audit_log']],
  ['is not ready without the database', { waiting: null }, 'not ready', ['database']],
  ['is degraded with many records behind', { waiting: { records: sequencerLimits.records + 1, oldestSeconds: 0 } }, 'degraded', ['sequencer']],
  ['is degraded with one record long behind', { waiting: { records: 1, oldestSeconds: sequencerLimits.seconds + 1 } }, 'degraded', ['sequencer']],
  ['is degraded while the disk is nearly full', { disk: { freeBytes: 999, minFreeBytes: 1_000 } }, 'degraded', ['disk']],
  ['is degraded without the ERP', { erp: 'unreachable' }, 'degraded', ['erp']],
  ['is degraded without the model', { model: 'unreachable' }, 'degraded', ['model']],
  ['is not ready where the worst is', { waiting: null, erp: 'unreachable' }, 'not ready', ['database', 'erp']],
];

describe('health', () => {
  for (const [rule, facts, status, parts] of cases) {
    it(rule, () => {
      const health = healthOf({ ...well, ...facts });
      expect([health.status, health.complaints.map(({ part }) => part)]).to.deep.equal([status, parts]);
      for (const { remedy } of health.complaints) expect(remedy).not.to.equal('');
    });
  }

  it('says why the log cannot be written, and how many attempts were refused', () => {
    const [complaint] = healthOf({ ...well, log: { available: false, reason: 'the disk is full', refusedAttempts: 2 } }).complaints;
    expect(complaint?.what).to.equal('The audit log cannot be written (the disk is full); 2 attempt(s) were refused.');
  });
});
