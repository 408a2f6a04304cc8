import { expect } from 'chai';
import { legalHoldViewSchema } from '../../src/contracts/legal-holds.ts';
import { erasureViewSchema } from '../../src/contracts/erasures.ts';
import { ApiWorld, account, type Answered } from '../http/api-world.ts';

const holdsAt = '/api/v1/legal-holds';
const erasuresAt = '/api/v1/erasures';
const waitsAt = '/api/v1/admin/pending-changes';

describe('legal holds and erasures over REST', () => {
  let world: ApiWorld;
  before(async () => {
    world = await ApiWorld.open();
  });
  after(() => world.close());

  const post = (who: string, path: string, body: object): Promise<Answered> => world.call(who, path, { method: 'POST', body });
  const get = async (path: string, who = 'ADELE') => (await world.call(who, path)).json;
  const decide = (who: string, id: string, body: object): Promise<Answered> => post(who, `${waitsAt}/${id}/decision`, body);
  const reason = 'Case 17';
  let holdId: string;

  it('sets a hold on a user, an agent, a document or a period, at once and with the reason in the change log', async () => {
    const [agent] = (await get('/api/v1/admin/agents')).value;
    const wanted = [
      [
        { kind: 'user', personOid: account('CLARA').oid },
        { target: 'Clara Reyes', from: null, to: null },
      ],
      [
        { kind: 'agent', agentId: agent.id },
        { target: agent.name, from: null, to: null },
      ],
      [
        { kind: 'document', document: 'PI-1001' },
        { target: 'PI-1001', from: null, to: null },
      ],
      [
        { kind: 'period', from: '2026-01-01T00:00:00.000Z', to: null },
        { target: null, from: '2026-01-01T00:00:00.000Z', to: null },
      ],
    ] as const;
    for (const [hold, shown] of wanted) {
      const answer = await post('ADELE', holdsAt, { ...hold, reason });
      expect(answer.status).to.equal(201);
      expect(legalHoldViewSchema.parse(answer.json)).to.deep.include({ kind: hold.kind, ...shown, reason, setBy: 'Adele Brandt', waiting: null });
      expect(answer.headers.get('location')).to.equal(`${holdsAt}/${answer.json.id}`);
      if (hold.kind === 'user') holdId = answer.json.id;
    }
    const rows = (await world.changeLog()).map(({ subjectType, field, after }) => [subjectType, field, after]);
    expect(rows).to.deep.include.members([
      ['legalHold', 'held/user', 'Clara Reyes'],
      ['legalHold', 'held/document', 'PI-1001'],
      ['legalHold', 'reason', reason],
    ]);
    expect((await get(holdsAt)).value).to.have.length(4);
  });

  it('names the field of what is nobody, nothing, or no period', async () => {
    const wrong = [
      [{ kind: 'user', personOid: 'nobody' }, 'personOid'],
      [{ kind: 'agent', agentId: holdId }, 'agentId'],
      [{ kind: 'period', from: '2026-02-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' }, 'to'],
    ] as const;
    for (const [hold, field] of wrong) {
      const { status, json } = await post('ADELE', holdsAt, { ...hold, reason });
      expect([status, json.fields[0].field]).to.deep.equal([422, field]);
    }
    expect((await post('ADELE', holdsAt, { kind: 'document', document: 'PI-1' })).status).to.equal(400);
    expect((await post('ADELE', erasuresAt, { personOid: 'nobody', reason })).json.fields[0].field).to.equal('personOid');
  });

  it('defers an erasure and says by which hold', async () => {
    const asked = await post('ADELE', erasuresAt, { personOid: account('CLARA').oid, alsoKnownAs: ['CLARA01'], reason });
    expect(asked.status).to.equal(201);
    expect(asked.headers.get('location')).to.equal(`${erasuresAt}/${asked.json.id}`);
    await world.parts.erasures.work();
    const view = erasureViewSchema.parse(await get(`${erasuresAt}/${asked.json.id}`));
    expect(view).to.deep.include({ state: 'deferred', person: 'Clara Reyes', requestedBy: 'Adele Brandt', reason });
    expect(view.deferredBy.map(({ id, kind, target }) => [id, kind, target])).to.deep.equal([[holdId, 'user', 'Clara Reyes']]);
    expect((await post('ADELE', erasuresAt, { personOid: account('CLARA').oid, reason })).status).to.equal(409);
  });

  it('has a lift wait for a second admin where there is one; then what was deferred goes on by itself', async () => {
    await world.call('BEA', holdsAt);
    const asked = await post('ADELE', `${holdsAt}/${holdId}/lift`, { reason: 'Settled' });
    expect(asked.status).to.equal(202);
    expect(asked.json).to.include({ liftedAt: null });
    expect(asked.headers.get('location')).to.equal(`${waitsAt}/${asked.json.waiting}`);
    expect((await post('BEA', `${holdsAt}/${holdId}/lift`, { reason: 'Again' })).status).to.equal(409);
    expect((await decide('ADELE', asked.json.waiting, { decision: 'approve' })).status).to.equal(403);
    expect((await decide('BEA', asked.json.waiting, { decision: 'approve' })).status).to.equal(200);
    expect(await get(`${holdsAt}/${holdId}`)).to.include({ liftedBy: 'bea', liftReason: 'Settled', waiting: null });
    await world.parts.erasures.work();
    const [done] = (await get(erasuresAt)).value;
    expect(erasureViewSchema.parse(done)).to.include({ state: 'done', person: 'Erased person' });
    expect((await post('BEA', `${holdsAt}/${holdId}/lift`, { reason: 'Once more' })).status).to.equal(409);
    const { agents } = await world.parts.settings.current(account('ADELE').tid);
    expect([...agents.values()].flatMap(({ allowedUsers }) => [...allowedUsers])).not.to.include(account('CLARA').oid);
  });

  it('has an erasure wait for a second admin too, who sees whose it is; rejected, nothing of hers is touched', async () => {
    const personOid = account('BEN').oid;
    const asked = await post('ADELE', erasuresAt, { personOid, alsoKnownAs: ['BENO'], reason });
    expect(asked.status).to.equal(202);
    expect(erasureViewSchema.parse(asked.json)).to.deep.include({ state: 'waiting', person: 'Ben Okafor', requestedBy: 'Adele Brandt' });
    expect((await post('BEA', erasuresAt, { personOid, reason })).status).to.equal(409);
    const waiting = await get(`${waitsAt}/${asked.json.waiting}`, 'BEA');
    expect(waiting.changes.map(({ field, after }: { field: string; after: string }) => [field, after])).to.deep.equal([
      ['person', 'Ben Okafor'],
      ['alsoKnownAs', 'BENO'],
      ['reason', reason],
    ]);
    await decide('BEA', asked.json.waiting, { decision: 'reject', reason: 'Not him.' });
    expect((await world.call('ADELE', `${erasuresAt}/${asked.json.id}`)).status).to.equal(404);
    await world.parts.erasures.work();
    expect(await world.parts.subjects.profile(account('BEN').tid, asked.json.id)).to.include({ displayName: 'Ben Okafor' });
  });

  it('carries out what a second admin agreed to, in the name of who asked', async () => {
    const { json } = await post('ADELE', erasuresAt, { personOid: account('BEN').oid, alsoKnownAs: ['BENO'], reason });
    // Holds of an agent and of a period stand; Ben never ran anything.
    expect((await decide('BEA', json.waiting, { decision: 'approve' })).status).to.equal(200);
    await world.parts.erasures.work();
    expect(await get(`${erasuresAt}/${json.id}`)).to.include({ state: 'done', requestedBy: 'Adele Brandt' });
    const log = JSON.stringify(await world.changeLog());
    expect(log).not.to.include('Ben Okafor').and.not.include('BENO');
  });

  it('lets auditors read, nobody else, and no other organisation', async () => {
    const auditor = 'NOOR';
    expect((await world.call(auditor, holdsAt)).status).to.equal(200);
    expect((await post(auditor, holdsAt, { kind: 'document', document: 'X', reason })).status).to.equal(403);
    expect((await get(holdsAt, 'PAUL')).value).to.deep.equal([]);
    expect((await get(erasuresAt, 'PAUL')).value).to.deep.equal([]);
    expect((await world.call('PAUL', `${holdsAt}/${holdId}`)).status).to.equal(404);
    expect((await post('PAUL', `${holdsAt}/${holdId}/lift`, { reason })).status).to.equal(404);
  });
});
