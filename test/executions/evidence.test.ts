import { createHash, generateKeyPairSync } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { verifyEvidence, type EvidenceVerdict } from '../../src/audit-verify/verify-evidence.ts';
import type { Evidence } from '../../src/contracts/evidence.ts';
import { createLogSigner, decisionWrites } from '../../src/features/audit/index.ts';
import { canonicalJson, hashOf, type Json } from '../../src/kernel/canonical-json.ts';
import { decisionOf } from '../database/attempt-rows.ts';
import { account, ApiWorld } from '../http/api-world.ts';
import { LogRows, scopeOf } from '../log-page/log-rows.ts';

const address = (reference: string): string => `/api/v1/executions/${reference}/evidence`;

describe('an evidence file', () => {
  let world: ApiWorld;
  let rows: LogRows;
  let text: string;

  before(async () => {
    world = await ApiWorld.open();
    rows = new LogRows(world);
    await rows.add({ user: 'BEN' });
    await rows.add({ attempt: { attemptedAt: '2026-03-01T10:00:00.000Z' }, outcome: { dataScope: scopeOf('customers', ['C-10010', 'Ö-😀']) } });
    await rows.sequence();
    // Much later: others' records stand between, under heads of their own.
    await rows.add({ user: 'BEN' });
    await rows.sequence();
    const toolCallId = 'call-2';
    await rows.add({ attempt: { tool: 'draft_email', phase: 'prepare', decision: 'ask', toolCallId }, outcome: { outcome: 'prepared' } });
    const { executionId } = await rows.run('CLARA');
    const { id: subjectId } = await world.subject('MARTA');
    await world.database.commit(decisionWrites(decisionOf(account('CLARA').tid, { executionId, subjectId, toolCallId })));
    await rows.add({ attempt: { tool: 'draft_email', phase: 'commit', toolCallId }, outcome: null });
    await rows.sequence();
    text = (await world.call('NOOR', address('EX-CLARA'))).text;
  });
  after(() => world.close());

  const evidence = (): Evidence => JSON.parse(text) as Evidence;
  const words = (verdict: EvidenceVerdict): string => (verdict.kind === 'ok' ? 'ok' : verdict.problems.join(' '));

  /** The file as somebody would make it who has the key of this log, or his own. */
  const forged = (change: (file: Evidence) => void, signer = world.parts.signer): string => {
    const { signature: _signature, ...file } = evidence();
    change(file as Evidence);
    return canonicalJson({ ...file, signature: signer.signEvidence(canonicalJson(file as unknown as Json)) } as unknown as Json);
  };

  it('holds the story, every record as it was hashed, and its place under a signed head', () => {
    const file = evidence();
    expect(file.records.map(({ recordType }) => recordType).sort()).to.deep.equal(
      ['attempt', 'attempt', 'attempt', 'decision', 'outcome', 'outcome'].sort(),
    );
    expect(file.chain).to.have.length(2);
    expect(file.execution.reference).to.equal('EX-CLARA');
    expect(file).to.include({ program: 'smart-agents test', keyId: world.parts.signer.keyId });
    const verdict = verifyEvidence(text, world.parts.signer.keyId);
    expect(verdict).to.deep.include({ kind: 'ok', reference: 'EX-CLARA', records: 6 });
  });

  it('is refused where it is signed with another key than the one it should be', () => {
    expect(words(verifyEvidence(text, 'f'.repeat(64)))).to.match(/signed with the key/);
  });

  it('has any single changed character found, wherever it is', () => {
    const marks = [...'0aZ"{}[],: -_=\n\\é', '', '\u0000'];
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...marks), (at, mark) => {
        if (text[at] === mark) return;
        expect(verifyEvidence(`${text.slice(0, at)}${mark}${text.slice(at + 1)}`).kind, `${at} ${JSON.stringify(mark)}`).to.equal('broken');
      }),
      { numRuns: 300 },
    );
    // The places where encodings are forgiving: every character of the key and of the signature over it all.
    for (const encoded of [evidence().publicKey, evidence().signature]) {
      const start = text.indexOf(encoded);
      for (let at = start; at < start + encoded.length; at += 1) {
        const other = text[at] === 'A' ? 'B' : 'A';
        expect(verifyEvidence(`${text.slice(0, at)}${other}${text.slice(at + 1)}`).kind, String(at)).to.equal('broken');
      }
    }
    // A last character that decodes to the same bytes is another character all the same.
    const last = text.lastIndexOf(evidence().signature) + evidence().signature.length - 1;
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const other of [...alphabet].filter((character) => character !== text[last]))
      expect(verifyEvidence(`${text.slice(0, last)}${other}${text.slice(last + 1)}`).kind).to.equal('broken');
    for (const more of [`${text}\n`, ` ${text}`, `\uFEFF${text}`, '']) expect(verifyEvidence(more).kind).to.equal('broken');
  });

  const forgeries: readonly (readonly [what: string, change: (file: Evidence) => void, found: RegExp])[] = [
    ['a record was rewritten', ({ records }) => void (records[0]!.content['tool'] = 'other'), /does not have the hash it was logged with/],
    [
      'a record was rewritten with its hash',
      ({ records }) => void ((records[0]!.content['tool'] = 'other'), (records[0]!.hash = hashOf(records[0]!.content))),
      /The chain does not have/,
    ],
    ['a record was left out', ({ records }) => void records.shift(), /not (those of one execution|tell of the same attempts)/],
    ['a link was rewritten', ({ chain }) => void (chain[0]!.links[0]!.recordHash = 'a'.repeat(64)), /does not have its hash/],
    ['a link was left out', ({ chain }) => void chain[1]!.links.splice(1, 1), /does not follow|The chain does not have/],
    ['the head is another', ({ chain }) => void (chain[0]!.head = chain[1]!.head), /do not end in the head/],
    ['the head was signed by nobody', ({ chain }) => void (chain[0]!.head.signedAt = '2026-01-01T00:00:00.000Z'), /does not bear the signature/],
    ['the story tells of a call nobody made', ({ execution }) => void execution.toolCalls.pop(), /does not tell of the same attempts/],
    ['the story tells another end', ({ execution }) => void (execution.toolCalls[0]!.outcome = 'refused'), /does not tell of the same attempts/],
    [
      'the story is another tenant’s',
      ({ execution }) => void (execution.tenant.id = account('PAUL').tid),
      /not those of one execution|another tenant's/,
    ],
  ];
  for (const [what, change, found] of forgeries) {
    it(`is refused even with a good signature over it where ${what}`, () => {
      expect(words(verifyEvidence(forged(change)))).to.match(found);
    });
  }

  it('is refused where somebody signed it all with a key of his own under the name of ours, or of his own', () => {
    const own = createLogSigner(generateKeyPairSync('ed25519').privateKey);
    const underOurs = forged((file) => void (file.publicKey = own.publicKey), own);
    expect(words(verifyEvidence(underOurs))).to.match(/does not have the id it names/);
    const underHis = forged((file) => void ((file.publicKey = own.publicKey), (file.keyId = own.keyId)), own);
    expect(words(verifyEvidence(underHis))).to.match(/does not bear the signature of the file's key/);
    expect(words(verifyEvidence(underHis, world.parts.signer.keyId))).to.match(/signed with the key/);
  });

  it('does not say what proposals say, and every export is in the change log with its hash', async () => {
    const answer = await world.call('NOOR', address('EX-CLARA'));
    expect(answer.headers.get('content-disposition')).to.equal('attachment; filename="evidence-EX-CLARA.json"');
    const [entry] = await world.changeLog();
    expect(entry).to.include({ who: 'Noor Haddad', subjectType: 'execution', subjectName: 'EX-CLARA', field: 'evidenceExported' });
    expect(entry?.after).to.equal(`SHA-256 ${createHash('sha256').update(answer.text, 'utf8').digest('hex')}`);
  });

  it('is for overseers of the tenant alone', async () => {
    expect((await world.call('CLARA', address('EX-CLARA'))).status).to.equal(403);
    expect((await world.call('PAUL', address('EX-CLARA'))).status).to.equal(404);
    expect((await world.call('NOOR', address('EX-NONE'))).status).to.equal(404);
  });

  it('is not made before every record has its place in the signed log', async () => {
    await rows.add({ user: 'TOM' });
    const { status, json } = await world.call('NOOR', address('EX-TOM'));
    expect([status, json.code]).to.deep.equal([409, 'conflict']);
    await rows.sequence();
    expect(words(verifyEvidence((await world.call('NOOR', address('EX-TOM'))).text))).to.equal('ok');
  });

  describe('on the command line', () => {
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'smart-agents-evidence-'));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    const run = (args: readonly string[]): Promise<{ code: number; out: string; problem: string }> =>
      new Promise((resolve) => {
        execFile(process.execPath, ['--import', 'tsx', 'src/audit-verify/main.ts', ...args], (error, out, problem) =>
          resolve({ code: error ? Number(error.code) : 0, out, problem }),
        );
      });
    const saved = (content: string): string => {
      const path = join(folder, `${hashOf(content)}.json`);
      writeFileSync(path, content);
      return path;
    };

    it('says OK and ends with 0, or says what is wrong and ends with 1; asked for what there is not it says how it is called', async () => {
      const [good, bad, none] = await Promise.all([
        run(['--file', saved(text), '--key-id', world.parts.signer.keyId]),
        run(['--file', saved(text.replace('C-10010', 'C-10011'))]),
        run(['--from', 'nowhere']),
      ]);
      expect(good.code).to.equal(0);
      expect(good.out).to.match(/^OK: execution EX-CLARA, 6 records at positions \d+ to \d+/);
      expect(bad.code).to.equal(1);
      expect(bad.out).to.match(/^NOT OK\n- /);
      expect(none.code).to.equal(2);
      expect(none.problem).to.include('Usage: npm run audit:verify -- [--tenant ID]');
    });
  });
});
