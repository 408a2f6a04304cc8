import { duringCall, duringDecision, duringOutsideDecision, duringRequest, whileSettling } from './crash-cases.ts';
import {
  callSteps,
  decidingSteps,
  executingSteps,
  findingOutSteps,
  lost,
  outsideCallSteps,
  outsideDecidingSteps,
  prepares,
  reads,
  settlingSteps,
} from './crash-steps.ts';
import { CrashWorld } from './crash-world.ts';

/** One step at which the program is killed, and what is done around it. */
interface CrashCell {
  readonly title: string;
  readonly run: (world: CrashWorld) => Promise<void>;
}

/** Every step of every kind of call. */
export const matrix: readonly CrashCell[] = [
  ...[reads, prepares].flatMap((kind): CrashCell[] => [
    ...callSteps(kind).map((step) => ({
      title: `a call that ${kind.phase}s, in a conversation: ${step.name}`,
      run: (world: CrashWorld) => duringCall(world, step, { kind }),
    })),
    ...outsideCallSteps(kind).map((step) => ({
      title: `a call that ${kind.phase}s, of an external agent: ${step.name}`,
      run: (world: CrashWorld) => duringRequest(world, step, { kind }),
    })),
  ]),
  ...decidingSteps.map((step) => ({
    title: `Confirm, in a conversation: ${step.name}`,
    run: (world: CrashWorld) => duringDecision(world, step, prepares),
  })),
  ...outsideDecidingSteps.map((step) => ({
    title: `Confirm, for an external agent: ${step.name}`,
    run: (world: CrashWorld) => duringOutsideDecision(world, step, prepares),
  })),
  ...executingSteps.flatMap((step): CrashCell[] => [
    {
      title: `a change without asking, in a conversation: ${step.name}`,
      run: (world) => duringCall(world, step, { kind: prepares, authority: 'executes' }),
    },
    {
      title: `a change without asking, of an external agent: ${step.name}`,
      run: (world) => duringRequest(world, step, { kind: prepares, authority: 'executes' }),
    },
  ]),
  ...findingOutSteps.map((found) => ({
    title: `finding out: ${found.name}`,
    run: (world: CrashWorld) => whileSettling(world, { lost, found }, prepares),
  })),
  ...settlingSteps.map((settled) => ({
    title: `settling: ${settled.name}`,
    run: (world: CrashWorld) => whileSettling(world, { lost, settled }, prepares),
  })),
];

/** Runs cells of the matrix, one after the other, on one program with one history. */
export const killedAt = (cells: readonly CrashCell[]): void => {
  describe('a program that is killed, of', function () {
    this.timeout(300_000);
    let world: CrashWorld;
    before(async () => (world = await CrashWorld.start()));
    after(() => world.stop());
    for (const { title, run } of cells)
      it(`${title}: makes a change once at most, keeps every row, and lets nothing wait for ever`, () => run(world));
  });
};
