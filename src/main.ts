import { readConfig } from './config.ts';
import { demoAccounts } from './demo/accounts.ts';
import { AppError, describeError } from './kernel/errors.ts';
import { startProgram } from './wiring/start-program.ts';

/* The program's start: reads the environment, starts, says where it is, and stops in good order. */

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const announce = (url: string, hasDemo: boolean): void => {
  say('');
  say(`  Smart Agents is ready at ${url}`);
  if (!hasDemo) return;
  const width = Math.max(...demoAccounts.map((account) => account.email.length));
  say('');
  say('  Sign in as one of the demo people:');
  for (const { email, displayName, erpRole, roles } of demoAccounts)
    say(`    ${email.padEnd(width)}  ${displayName}, ${erpRole.replace('-', ' ')} (${roles.join(', ')})`);
};

const explain = (error: unknown): string => (error instanceof AppError ? `${error.message} ${error.remedy ?? ''}` : describeError(error));

try {
  const config = readConfig();
  const program = await startProgram(config, (what) => say(`• ${what} …`));
  const hasDemo = config.OIDC_ISSUER === undefined;
  announce(program.url, hasDemo);
  if (hasDemo) say(`  Password: ${config.DEMO_PASSWORD === 'demo' ? 'demo' : 'the one in DEMO_PASSWORD'}`);
  say('');
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) process.exit(1);
    stopping = true;
    say(`• ${signal}: stopping (again to stop at once) …`);
    program.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        say(`  could not stop cleanly: ${describeError(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (error) {
  process.stderr.write(`Smart Agents did not start: ${explain(error)}\n`);
  process.exit(1);
}
