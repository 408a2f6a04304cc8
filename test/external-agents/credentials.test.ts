import { expect } from 'chai';
import type { AgentView, ChangeLogView, TemplateView } from '../../src/contracts/admin.ts';
import type { CredentialView, NewCredential } from '../../src/contracts/agent-credentials.ts';
import type { SignedInClient } from '../../src/demo/signed-in-client.ts';
import { AgentWorld } from './agent-world.ts';

const day = 24 * 60 * 60 * 1000;

describe('credentials of external agents', function () {
  this.timeout(240_000);
  let world: AgentWorld;
  let adele: SignedInClient;
  let paul: SignedInClient;
  let agent: AgentView;
  before(async () => {
    world = await AgentWorld.start();
    [adele, paul] = await Promise.all([world.signIn('adele@alderfinch.example'), world.signIn('paul@birchharbour.example')]);
  });
  beforeEach(async () => {
    agent = await world.register(adele);
  });
  after(() => world.stop());

  const listOf = (id: string): string => `/api/v1/admin/agents/${id}/credentials`;
  const pathOf = ({ credential }: NewCredential, verb: string): string => `${listOf(agent.id)}/${credential.id}/${verb}`;
  const post = async (who: SignedInClient, path: string, body: object): Promise<{ status: number; problem: Record<string, unknown> }> => {
    const answer = await who.request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return { status: answer.status, problem: (await answer.json()) as Record<string, unknown> };
  };

  it('are for external agents only, which name their client application', async () => {
    const { value: templates } = await adele.get<{ value: TemplateView[] }>('/api/v1/admin/templates');
    const register = (more: object) => post(adele, '/api/v1/admin/agents', { templateId: templates[0]?.id, name: 'Another', ...more });
    expect((await register({ kind: 'external' })).problem).to.deep.include({ status: 422, code: 'unprocessable' });
    expect((await register({ clientApplication: 'Software' })).status).to.equal(422);
    const assistant = await register({});
    expect(assistant.problem).to.include({ kind: 'assistant', clientApplication: 'Smart Agents panel' });
    const refused = await post(adele, listOf(String(assistant.problem['id'])), { kind: 'secret' });
    expect([refused.status, refused.problem['code']]).to.deep.equal([409, 'conflict']);
    expect(agent).to.include({ kind: 'external', clientApplication: 'Renewals by Example Software' });
  });

  it('show a secret once, and then what tells it from others and when it was used', async () => {
    const made = await world.credential(adele, agent);
    expect(made.secret).to.match(/^sa_[\w-]{8}_[\w-]{43}$/);
    const list = async (): Promise<CredentialView[]> => (await adele.get<{ value: CredentialView[] }>(listOf(agent.id))).value;
    expect(await list()).to.deep.equal([made.credential]);
    expect(made.credential).to.include({ hint: made.secret?.slice(0, 11), state: 'live', createdBy: 'Adele Brandt', lastUsedAt: null });
    await world.accessToken(made);
    expect((await list())[0]?.lastUsedAt).to.be.a('string');
  });

  it('are at most two of a kind at once, also when two are made at the same moment', async () => {
    const raced = await Promise.all([1, 2, 3].map(() => post(adele, listOf(agent.id), { kind: 'secret' })));
    expect(raced.map(({ status }) => status).sort()).to.deep.equal([201, 201, 409]);
    const made = raced.find(({ status }) => status === 201)?.problem as unknown as NewCredential;
    expect((await post(adele, pathOf(made, 'rotate'), {})).status).to.equal(409);
    await adele.post(pathOf(made, 'revoke'), {});
    expect((await post(adele, listOf(agent.id), { kind: 'secret' })).status).to.equal(201);
  });

  it('end in half a year if nothing is said, never in the past and never after two years', async () => {
    const ends = async (expiresAt: string) => (await post(adele, listOf(agent.id), { kind: 'secret', expiresAt })).problem;
    const { credential } = await world.credential(adele, agent);
    expect((Date.parse(credential.expiresAt) - Date.parse(credential.createdAt)) / day).to.be.closeTo(180, 0.01);
    for (const wrong of [new Date(Date.now() - day).toISOString(), new Date(Date.now() + 731 * day).toISOString()])
      expect(await ends(wrong)).to.deep.include({ status: 422, code: 'unprocessable' });
    expect(await ends('tomorrow')).to.include({ status: 400 });
  });

  it('never end later because they are rotated, and at once if the date is past', async () => {
    const soon = new Date(Date.now() + day).toISOString();
    const made = await world.credential(adele, agent, { kind: 'secret', expiresAt: soon });
    const rotated = await adele.post<NewCredential>(pathOf(made, 'rotate'), { overlapUntil: new Date(Date.now() + 9 * day).toISOString() });
    const find = async ({ credential }: NewCredential) =>
      (await adele.get<{ value: CredentialView[] }>(listOf(agent.id))).value.find(({ id }) => id === credential.id);
    expect((await find(made))?.expiresAt).to.equal(soon);
    await adele.post(pathOf(made, 'revoke'), {});
    await adele.post(pathOf(rotated, 'rotate'), { overlapUntil: '2020-01-01T00:00:00Z' });
    expect((await find(rotated))?.state).to.equal('expired');
    expect((await post(adele, pathOf(made, 'revoke'), {})).status).to.equal(409);
  });

  it('are revoked once, by whoever is first', async () => {
    const made = await world.credential(adele, agent);
    const raced = await Promise.all([1, 2, 3].map(() => post(adele, pathOf(made, 'revoke'), {})));
    expect(raced.map(({ status }) => status).sort()).to.deep.equal([200, 409, 409]);
  });

  it('leave what was changed in the change log, never a secret', async () => {
    const made = await world.credential(adele, agent);
    const { credential: fresh } = await adele.post<NewCredential>(pathOf(made, 'rotate'), { overlapUntil: '2020-01-01T00:00:00Z' });
    await adele.post(`${listOf(agent.id)}/${fresh.id}/revoke`, { reason: 'No longer needed.' });
    const { value } = await adele.get<{ value: ChangeLogView[] }>('/api/v1/admin/changeLog?limit=6');
    const { credential: first, secret } = made;
    const words = (one: CredentialView): string => `secret ${one.hint}, until ${one.expiresAt}`;
    const rows = value.map(({ who, subjectName, field, before, after }) => [who, subjectName, field, before, after]);
    const ending = value.find(({ field, before }) => field === `credential/${first.id}` && before !== null);
    expect(ending?.before).to.equal(words(first));
    expect(rows).to.deep.include.members([
      ['Adele Brandt', agent.name, `credential/${first.id}`, null, words(first)],
      ['Adele Brandt', agent.name, `credential/${fresh.id}`, null, words(fresh)],
      ['Adele Brandt', agent.name, `credential/${fresh.id}`, words(fresh), 'revoked'],
      ['Adele Brandt', agent.name, 'credentialReason', null, 'No longer needed.'],
    ]);
    expect(JSON.stringify(value)).to.not.include(secret);
  });

  it('are nothing to another organisation, nor to who is no admin', async () => {
    const made = await world.credential(adele, agent);
    expect((await paul.request(listOf(agent.id))).status).to.equal(404);
    for (const [path, body] of [
      [listOf(agent.id), { kind: 'secret' }],
      [pathOf(made, 'rotate'), {}],
      [pathOf(made, 'revoke'), {}],
    ] as const)
      expect((await post(paul, path, body)).status, path).to.equal(404);
    const own = await world.register(paul);
    expect((await post(paul, `${listOf(own.id)}/${made.credential.id}/revoke`, {})).status).to.equal(404);
    const other = await world.register(adele);
    expect((await post(adele, `${listOf(other.id)}/${made.credential.id}/revoke`, {})).status).to.equal(404);
    const { status, body } = await world.me(await world.accessToken(await world.credential(paul, own)));
    expect([status, body.tenant.name, body.agent.id]).to.deep.equal([200, 'Birch Harbour Trading', own.id]);
    expect(await world.accessToken(made)).to.be.a('string');
  });

  it('are not to be had for a retired agent', async () => {
    await world.move(adele, agent, 'retired');
    expect((await post(adele, listOf(agent.id), { kind: 'secret' })).status).to.equal(409);
  });

  it('appear neither in any log line nor in what is stored, whatever goes right or wrong', async () => {
    const made = await world.credential(adele, agent);
    const rotated = await adele.post<NewCredential>(pathOf(made, 'rotate'), {});
    const typed = 'hunter2-typed-by-mistake';
    const tokens = [await world.accessToken(made), await world.accessToken(rotated)];
    await world.token({ ...made, secret: typed });
    await world.tokenRequest({ client_id: made.credential.clientId, client_secret: `${made.secret}${typed}` });
    await world.me(tokens[0] ?? '');
    await world.me(`${tokens[1]}x`);
    const logged = world.logged.join('\n');
    for (const outcome of ['token issued', 'token refused', 'an external agent was not let in']) expect(logged).to.include(outcome);
    const stored = world.stored();
    expect(stored, 'the files are read').to.include(made.credential.hint);
    for (const secret of [made.secret ?? '', rotated.secret ?? '', typed, ...tokens]) {
      expect(logged.includes(secret), `logged: ${secret.slice(0, 12)}…`).to.equal(false);
      expect(stored.includes(secret), `stored: ${secret.slice(0, 12)}…`).to.equal(false);
      expect(stored.includes(secret.slice(-20)), 'stored in part').to.equal(false);
    }
  });
});
