import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of this benchmark, and the first thing it said. */
export interface Child<Value> {
  readonly value: Value;
  /** Ends the process; resolves when it has ended. */
  stop(): Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
  });

/** Starts an entry of this folder, by its name without ending, in a fresh process. Rejects where it ends before it said anything. */
export const startChild = <Value>(entry: string, argument: string): Promise<Child<Value>> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL(`./${entry}.js`, import.meta.url)), [argument], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (text: Buffer) => (said = (said + text.toString('utf8')).slice(-4_000)));
    const stop = (): Promise<void> => {
      if (child.connected) child.disconnect();
      return ended(child);
    };
    child.once('message', (message: { value: Value }) => resolve({ value: message.value, stop }));
    child.once('exit', (code) => reject(new Error(`${entry} ended with code ${code ?? 'none'} before it was ready. ${said}`)));
    child.once('error', reject);
  });

/** Runs an entry that measures something, and answers its figures. */
export const runChild = async <Value>(entry: string, job: object): Promise<Value> => {
  const child = await startChild<Value>(entry, JSON.stringify(job));
  await child.stop();
  return child.value;
};
