import { expect } from 'chai';
import { SmartAgentToolCallLog, SmartAgentToolCallOutcome } from '../../entities/index.ts';
import { recordHash } from '../../src/features/audit/index.ts';
import { logged, loggedErpError } from '../../src/features/gateway/logged-text.ts';
import { ErpError } from '../../src/features/tools/index.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { thenSay, type ScriptStep } from '../support/scripted-model.ts';
import { ToyErp } from '../support/toy-tools.ts';

const saidOf = (kind: ErpError['kind'], message: string, code?: string): string =>
  loggedErpError(new ErpError(kind, message, code === undefined ? {} : { code }));

describe('what the log says of the ERP’s no', () => {
  it('is the permission that is missing, by the object’s number and without its caption', () => {
    const denial = 'Sorry, the current permissions prevented the action. (TableData 38 Purchase Header Modify: Base Application)';
    expect(saidOf('denied', denial, 'Internal_ServerError')).to.equal('The ERP refused it for want of a permission (TableData 38 Modify).');
    expect(saidOf('denied', 'Clara Reyes (Read: x) may not.')).to.equal('The ERP refused it for want of a permission.');
  });

  it('is the error code where that is one, and never the ERP’s own text', () => {
    expect(saidOf('not_found', 'No contact Clara Reyes.', 'Internal_RecordNotFound')).to.equal(
      'The ERP has no such record (Internal_RecordNotFound).',
    );
    for (const code of ['Clara Reyes', 'clara@example.test', '', undefined]) {
      expect(saidOf('invalid', 'Clara Reyes has locked it.', code)).to.equal('The ERP did not accept the request.');
    }
  });
});

describe('a sentence for the log', () => {
  it('stands in the program as it is: one that is put together at run time does not compile', () => {
    const heard = String('Clara Reyes');
    // @ts-expect-error any text at all
    const sentences = [logged('Nothing was done.'), logged(heard)];
    // @ts-expect-error a text with a part that is known only at run time
    sentences.push(logged(`Nothing was done for ${heard}.`));
    expect(sentences).to.have.length(3);
  });
});

const half = '\ud83d';

describe('text in the log that a model or a server made up', () => {
  let world: ChatWorld;
  const erp = new ToyErp();
  const open = async (...script: readonly ScriptStep[]): Promise<void> => {
    world = await ChatWorld.open({ script: thenSay(...script, { text: 'Done.' }), ports: erp.ports, tools: erp.tools() });
    await world.say(await world.session(), 'Go on.');
  };
  const attempts = (): Promise<SmartAgentToolCallLog[]> => world.database.reader.find(SmartAgentToolCallLog);
  const outcomes = (): Promise<SmartAgentToolCallOutcome[]> => world.database.reader.find(SmartAgentToolCallOutcome);
  const expectTrueHashes = async (): Promise<void> => {
    for (const { recordHash: kept, ...row } of [...(await attempts()), ...(await outcomes())]) expect(recordHash(row)).to.equal(kept);
  };
  afterEach(() => world.close());

  it('is cut between characters, so that its hash is the hash of what is stored', async () => {
    await open({ raw: [{ name: `${'a'.repeat(79)}😀`, arguments: '{}' }] });
    expect((await attempts()).map(({ tool }) => tool)).to.deep.equal(['a'.repeat(79)]);
    await expectTrueHashes();
  });

  it('is whole text even where the model sent half a character', async () => {
    await open({ raw: [{ name: 'look', arguments: `{"search":"${half}","${half}":1}` }] });
    expect((await attempts()).map(({ tool }) => tool)).to.deep.equal(['look']);
    await expectTrueHashes();
  });

  it('is short: a name of any length is not carried into the facts and reasons', async () => {
    await open({ raw: [{ name: 'x'.repeat(50_000), arguments: '{}' }] });
    const [row] = await attempts();
    expect(row?.tool).to.have.length(80);
    expect(row?.facts.length).to.be.below(3000);
    expect(row?.basis.length).to.be.below(500);
    expect((await outcomes())[0]?.message).to.equal(`This agent has no tool called "${'x'.repeat(80)}".`);
  });
});
