/** Single key presses from the terminal. */

/** Calls `listener` with each key, until the returned function restores the terminal. */
export function onTerminalKey(listener: (key: string) => void): () => void {
  const { stdin } = process;
  const onData = (bytes: Buffer): void => {
    for (const key of bytes.toString('utf8')) listener(key);
  };
  stdin.setRawMode(true);
  stdin.on('data', onData);
  stdin.resume();
  return () => {
    stdin.off('data', onData);
    stdin.setRawMode(false);
    stdin.pause();
  };
}
