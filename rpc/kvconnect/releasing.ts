/**
 * Pieces of an answer that hold something until they are over. A generator that was never started does not run its
 * `finally` when it is ended, so what it holds would stay: here `release` is called in any case, once.
 */
export function releasing(
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  release: () => void,
): AsyncIterable<Uint8Array> {
  let isHeld = true;
  const releaseOnce = (): void => {
    if (!isHeld) return;
    isHeld = false;
    release();
  };
  const iterator: AsyncIterator<Uint8Array, void, undefined> = {
    next: async () => {
      try {
        const result = await pieces.next();
        if (result.done === true) releaseOnce();
        return result;
      } catch (error) {
        releaseOnce();
        throw error;
      }
    },
    return: async () => {
      releaseOnce();
      return await pieces.return();
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}
