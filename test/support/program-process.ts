import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The built program; `npm test` builds it before it runs any test. */
const main = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));
const killPoints = fileURLToPath(new URL('./kill-points.cjs', import.meta.url));

/** A moment at which it can be killed: before or after a commit that writes to a table, or a request to the ERP. */
export type KillMoment =
  | {
      readonly commit: 'before' | 'after';
      readonly table: string;
      /** A value that the commit writes there; any if left out. */
      readonly value?: string;
      readonly verb?: 'INSERT' | 'UPDATE';
    }
  | { readonly request: 'before' | 'after'; readonly method: 'GET' | 'POST'; /** How the path ends. */ readonly path: string };

/** How to start it: where its data is, and what else its environment says. */
export interface ProgramStart {
  readonly dataDir: string;
  /** The port of an earlier start, so that its cookies and tokens stay good; any free one if left out. */
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether it can be killed at a named moment, which is given when it runs. */
  readonly hasKillPoints?: boolean;
}

/** The real program as a process of its own, that can be killed at any moment. */
export class ProgramProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** Starts it and waits until it says where it is. Rejects with what it said where it does not start. */
  static async start({ dataDir, port = 0, environment = {}, hasKillPoints = false }: ProgramStart): Promise<ProgramProcess> {
    const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error', ...environment };
    const child = hasKillPoints
      ? spawn(process.execPath, ['--require', killPoints, main], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
      : spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    // A run that is broken off leaves nothing behind.
    const orphaned = (): void => void child.kill('SIGKILL');
    process.once('exit', orphaned);
    child.once('exit', () => process.off('exit', orphaned));
    let said = '';
    const url = await new Promise<string>((resolve, reject) => {
      const hear = (piece: Buffer): void => {
        said += piece.toString('utf8');
        const ready = /ready at (http\S+)/.exec(said)?.[1];
        if (ready !== undefined) resolve(ready);
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`The program ended with ${code} before it was ready: ${said}`)));
    });
    return new ProgramProcess(child, url);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** `kill -9`: it gets no chance to tidy up. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks it to stop in good order. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Names the moments one after the other; at the last it is killed. Resolves when it knows. */
  async killAt(moments: readonly KillMoment[]): Promise<void> {
    const armed = once(this.child, 'message');
    this.child.send({ moments });
    await armed;
  }

  /** Resolves when it is gone. */
  async gone(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}
