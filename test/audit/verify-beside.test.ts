import { expect } from 'chai';
import { newTenant } from '../database/contract-host.ts';
import { LogWorld } from './log-world.ts';

describe('verifying the log', () => {
  let world: LogWorld;
  before(async () => (world = await LogWorld.open(60)));
  after(() => world.close());

  it('finds nothing wrong while it is written, given its positions and sealed', async () => {
    const tenantId = newTenant();
    await world.setUp(tenantId);
    const sequencer = world.sequencer();
    let isOver = false;
    let written = 0;
    const writing = (async () => {
      for (; !isOver; written += 3) {
        await world.log(tenantId);
        await sequencer.drain();
        if (written % 30 === 0 && written < 1_500) world.pass(1);
      }
    })();
    const seen: number[] = [];
    while (seen.length < 12) {
      const before = written;
      const verdict = await world.verify();
      expect(verdict.tenants.map(({ finding }) => finding)).to.satisfy((findings: unknown[]) => findings.every((finding) => finding === null));
      expect(verdict.ok).to.equal(true);
      if (written > before) seen.push(verdict.tenants[0]?.records ?? 0);
    }
    isOver = true;
    await writing;
    expect(seen).to.deep.equal([...seen].sort((one, other) => one - other));
    expect((await world.verify()).tenants[0]?.records).to.equal(written);
  });
});
