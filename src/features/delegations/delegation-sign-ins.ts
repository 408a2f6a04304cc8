import { AppError } from '../../kernel/errors.ts';
import type { Actor, SettingChanges } from '../change-log/index.ts';
import type { SignInKind } from '../identity/index.ts';
import type { Subject, Subjects } from '../subjects/index.ts';
import type { DelegationRow, DelegationStore } from './delegation-store.ts';

/** What the sign-ins behind delegations work with. */
export interface DelegationSignInParts {
  readonly store: DelegationStore;
  readonly subjects: Subjects;
  readonly changes: SettingChanges;
  /** Ends a grant for use while away; a browser's sign-in stays. */
  readonly endGrant: (signIn: string) => Promise<void>;
  readonly kindOfSignIn: (signIn: string) => Promise<SignInKind>;
}

/** What was done with a sign-in, as the change log has it. */
type Told = 'renewed' | 'granted for use while away' | 'taken back';

const revokedMeanwhile = (): AppError => new AppError('conflict', 'This delegation is revoked; it stays so.', { remedy: 'Give a new one.' });

/** The sign-ins under which the ERP is asked for delegations: each is the delegator's own, put there and taken back by her alone. */
export class DelegationSignIns {
  constructor(private readonly parts: DelegationSignInParts) {}

  /** The sign-in behind a delegation; null where there is none, or its person was erased. */
  async of(row: DelegationRow): Promise<string | null> {
    const box = row.sealedSignIn === null ? null : await this.parts.subjects.box(row.delegatorSubjectId);
    return box && row.sealedSignIn !== null ? box.open(row.sealedSignIn) : null;
  }

  /** What stands behind a delegation that a person gave. */
  async kindOf(row: DelegationRow): Promise<SignInKind> {
    const signIn = await this.of(row);
    return signIn === null ? 'none' : this.parts.kindOfSignIn(signIn);
  }

  /** Puts another sign-in behind a delegation; an earlier grant ends. Throws `forbidden` for anybody but the delegator, `conflict`. */
  async put(by: Actor & { readonly subject: Subject }, row: DelegationRow, next: { readonly signIn: string; readonly told: Told }): Promise<void> {
    await this.#replace(by, row, { sealed: by.subject.box.seal(next.signIn), told: next.told });
  }

  /** Leaves no sign-in behind it; a grant ends. Throws `forbidden` for anybody but the delegator, `conflict`. */
  async takeBack(by: Actor, row: DelegationRow): Promise<void> {
    await this.#replace(by, row, { sealed: null, told: 'taken back' });
  }

  /** Ends the grant behind a delegation that was revoked; a browser's sign-in stays. */
  async end(row: DelegationRow): Promise<void> {
    const signIn = await this.of(row);
    if (signIn !== null) await this.parts.endGrant(signIn);
  }

  async #replace(by: Actor, row: DelegationRow, { sealed, told }: { readonly sealed: string | null; readonly told: Told }): Promise<void> {
    if (row.delegatorSubjectId !== by.subject.id)
      throw new AppError('forbidden', 'Only whoever gave a delegation decides on the sign-in behind it.', { remedy: 'Ask her to do it.' });
    const thing = { entity: 'delegation', id: row.id, name: row.workflow } as const;
    await this.parts.changes.record(by, { thing, changes: [{ field: 'signIn', before: null, after: told }] }, async (manager) => {
      if (!(await this.parts.store.signIn(manager, row.id, sealed))) throw revokedMeanwhile();
    });
    await this.end(row);
  }
}
