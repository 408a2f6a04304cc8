import { useState } from 'react';
import type { Problem } from '../../contracts/problem.ts';
import type { Answer } from '../api/answer.ts';
import type { CallOptions } from '../api/http.ts';
import { useResource } from '../api/use-resource.ts';

interface PageOf<Item> {
  readonly value: readonly Item[];
  readonly nextAfter?: string | undefined;
}

/** A list that grows at its end when what is older is asked for. */
export interface OlderList<Item> {
  /** Undefined until the first page is there. */
  readonly rows: readonly Item[] | undefined;
  readonly isLoading: boolean;
  readonly problem: Problem | undefined;
  readonly reload: () => void;
  /** Reads the next page; undefined where there is none. */
  readonly more: (() => void) | undefined;
}

/** Reads a list of the server's that is newest first. `query` tells lists of one `key` apart: another query starts anew. */
export const useOlder = <Item>(
  key: string,
  load: (after: string | undefined, options?: CallOptions) => Promise<Answer<PageOf<Item>>>,
  query = '',
): OlderList<Item> => {
  const first = useResource(key, (signal) => load(undefined, { signal }), query);
  const [kept, setKept] = useState<PageOf<Item> & { readonly query: string }>();
  const [problem, setProblem] = useState<Problem>();
  const older = kept?.query === query ? kept : undefined;
  const nextAfter = older ? older.nextAfter : first.value?.nextAfter;
  const more = async () => {
    const answer = await load(nextAfter);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setKept({ query, value: [...(older?.value ?? []), ...answer.value.value], nextAfter: answer.value.nextAfter });
  };
  const reload = () => {
    setKept(undefined);
    setProblem(undefined);
    first.reload();
  };
  return {
    rows: first.value && [...first.value.value, ...(older?.value ?? [])],
    isLoading: first.isLoading,
    problem: problem ?? first.problem,
    reload,
    more: nextAfter === undefined ? undefined : () => void more(),
  };
};
