/** What `action` throws; undefined when it returns. For properties of the kind "this error or none". */
export function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
