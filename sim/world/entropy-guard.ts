/**
 * Makes sure that a run depends on its seed alone: while it lasts, the process' own clocks, timers and random numbers
 * throw. Whatever reaches for them in spite of the injected ports (T-1) is found at once.
 */
type Patch = { readonly owner: object; readonly name: string };

/** What nobody may touch in a run. */
const forbidden: readonly Patch[] = [
  { owner: globalThis, name: 'setTimeout' },
  { owner: globalThis, name: 'setInterval' },
  { owner: globalThis, name: 'setImmediate' },
  { owner: Math, name: 'random' },
  { owner: Date, name: 'now' },
  { owner: performance, name: 'now' },
  { owner: crypto, name: 'getRandomValues' },
  { owner: crypto, name: 'randomUUID' },
];

/** What the run reached for. */
export class EntropyError extends Error {
  override readonly name = 'EntropyError';
}

/**
 * Runs `action` with everything forbidden. The error is also remembered and thrown at the end, since
 * the code under test may have caught it.
 */
export async function withoutEntropy<T>(action: () => Promise<T>): Promise<T> {
  const caught: EntropyError[] = [];
  const restore = forbidden.map((patch) => forbid(patch, caught));
  let result: T;
  try {
    result = await action();
  } finally {
    for (const undo of restore) undo();
  }
  if (caught[0] !== undefined) throw caught[0];
  return result;
}

function forbid({ owner, name }: Patch, caught: EntropyError[]): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, {
    configurable: true,
    writable: true,
    value: () => {
      const error = new EntropyError(`the run reached for ${name}, which no seed decides`);
      caught.push(error);
      throw error;
    },
  });
  return () => {
    if (before === undefined) Reflect.deleteProperty(owner, name);
    else Object.defineProperty(owner, name, before);
  };
}
