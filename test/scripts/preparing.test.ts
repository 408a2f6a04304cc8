import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const scripts = fileURLToPath(new URL('../../scripts/', import.meta.url));

interface Progress {
  readonly requiredPackages: (lock: object) => string[];
  readonly installationText: (so: { unpacked: number; required: number }) => string;
  readonly signOfLife: (of: { text: string; seconds: number; told: { text: string; atSeconds: number }; isTerminal: boolean }) => string | undefined;
}
const { requiredPackages, installationText, signOfLife } = (await import(`${scripts}progress.mjs`)) as Progress;

describe('while packages are installed', () => {
  it('what counts is each package that has to be there, not those that may not fit this machine', () => {
    const packages = { '': {}, 'node_modules/a': {}, 'node_modules/a/node_modules/b': { dev: true }, 'node_modules/c-win32': { optional: true } };
    expect(requiredPackages({ packages })).to.deep.equal(['node_modules/a', 'node_modules/a/node_modules/b']);
  });

  for (const [unpacked, text] of [
    [0, 'npm looks up what is needed'],
    [1, '1 of 3 packages unpacked (33 %)'],
    [3, 'all 3 packages unpacked, now they set themselves up (SQLite is compiled where no ready-made build fits, which takes minutes)'],
  ] as const)
    it(`${unpacked} of 3 reads: ${text}`, () => expect(installationText({ unpacked, required: 3 })).to.equal(text));

  it('a terminal’s one line is written over each second', () => {
    expect(signOfLife({ text: 'At it', seconds: 1, told: { text: 'At it', atSeconds: 0 }, isTerminal: true })).to.equal('\r\u001b[2K  At it · 1 s');
    expect(signOfLife({ text: 'At it', seconds: 125, told: { text: 'At it', atSeconds: 124 }, isTerminal: true })).to.equal(
      '\r\u001b[2K  At it · 2 min 5 s',
    );
  });

  it('elsewhere there is a plain line after every fifteen seconds without a word', () => {
    const at = (seconds: number, atSeconds: number, text = '') =>
      signOfLife({ text: 'At it', seconds, told: { text, atSeconds }, isTerminal: false });
    expect([at(14, 0), at(15, 0), at(29, 15), at(75, 60)]).to.deep.equal([undefined, '  At it · 15 s\n', undefined, '  At it · 1 min 15 s\n']);
    expect([at(30, 15, 'Before it'), at(45, 30, 'At it')], 'and no sentence twice over').to.deep.equal([
      '  At it · 30 s\n',
      '  still at it · 45 s\n',
    ]);
  });
});

describe('preparing a checkout', () => {
  let folder: string;
  /** Runs a piece of code in a copy of the checkout, with this as its npm. */
  const prepared = (npm: string, code = `await ensureInstalled();`) => {
    writeFileSync(join(folder, 'bin', 'npm'), `#!/bin/sh\n${npm}\n`, { mode: 0o755 });
    const env = { PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}` };
    const text = `import { ensureInstalled } from './scripts/prepare.mjs'; ${code}`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', text], { cwd: folder, env, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'smart-agents-preparing-'));
    cpSync(scripts, join(folder, 'scripts'), { recursive: true });
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, 'node_modules/a': {} } }));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('that cannot be installed ends with npm’s code, after npm’s own words and what to do', () => {
    const { status, stdout, stderr } = prepared('echo "npm error network connect ECONNREFUSED" >&2; exit 7');
    expect({ status, stdout }).to.deep.equal({ status: 7, stdout: '' });
    expect(stderr).to.match(/Installing 1 packages \(the first time this takes some minutes\)/);
    expect(stderr).to.match(/npm error network connect ECONNREFUSED[^]*npm ended with 7[^]*`npm ping`[^]*build-essential[^]*same command again/);
    expect(existsSync(join(folder, 'node_modules')), 'taken for installed').to.equal(false);
  });

  it('says so where npm was ended by a signal', () => {
    const { status, stderr } = prepared('kill -9 $$');
    expect(status).to.equal(1);
    expect(stderr).to.match(/npm was ended by SIGKILL/);
  });

  it('installs once for a lock file, without a word on stdout, which is the command’s own', () => {
    const install = 'echo "$@" >> asked; mkdir -p node_modules/a; echo {} > node_modules/a/package.json; echo "added 1 package"';
    const { status, stdout, stderr } = prepared(install, 'await ensureInstalled(); await ensureInstalled();');
    expect({ status, stdout }).to.deep.equal({ status: 0, stdout: '' });
    expect(stderr).to.match(/added 1 package\n {2}done in \d+ s\n$/);
    expect(readFileSync(join(folder, 'asked'), 'utf8')).to.equal('ci --no-audit --no-fund --no-progress\n');
  });
});
