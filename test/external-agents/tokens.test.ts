import { expect } from 'chai';
import { AgentWorld } from './agent-world.ts';
import type { SignedInClient } from '../../src/demo/signed-in-client.ts';

describe('the token endpoint', function () {
  let world: AgentWorld;
  let adele: SignedInClient;
  before(async () => {
    world = await AgentWorld.start();
    adele = await world.signIn('adele@alderfinch.example');
  });
  after(() => world.stop());

  it('gives a token', async () => {
    const agent = await world.register(adele);
    const made = await world.credential(adele, agent);
    const { status, body } = await world.token(made);
    console.log(status, body, made);
    const me = await world.me(body.access_token);
    console.log(me.status, me.body, Object.fromEntries(me.headers));
    console.log(world.logged.slice(-10).join(''));
    expect(me.status).to.equal(200);
  });
});
