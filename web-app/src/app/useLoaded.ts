import { useCallback, useEffect, useState } from 'react';
import { asProblem, type Problem } from '../api/problem';

export interface Loaded<T> {
  value: T | null;
  problem: Problem | null;
  /** Asks again; what is shown stays until the answer is there. */
  reload: () => void;
}

/** Loads something when `key` changes. A problem while there is a value leaves the value in place. */
export function useLoaded<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string; value: T | null; problem: Problem | null }>({
    key,
    value: null,
    problem: null,
  });
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is loaded
  useEffect(() => {
    const controller = new AbortController();
    load(controller.signal)
      .then((value) => setState({ key, value, problem: null }))
      .catch((thrown: unknown) => {
        if (!controller.signal.aborted) {
          const problem = asProblem(thrown);
          setState((before) => ({ key, value: before.key === key ? before.value : null, problem }));
        }
      });
    return () => controller.abort();
  }, [key, turn]);

  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const isCurrent = state.key === key;
  return { value: isCurrent ? state.value : null, problem: isCurrent ? state.problem : null, reload };
}
