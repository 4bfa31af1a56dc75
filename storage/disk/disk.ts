/**
 * The file system as a capability: what the log needs of a disk and nothing more. `node-disk.ts` is the
 * real one; tests crash, tear and fail an injected one at every operation.
 *
 * All paths are absolute. Every rejection is an `IoError` (storage/errors.ts) that names the path.
 */

/** An open file that is written by position. One writer; calls must not overlap. */
export interface DiskFile {
  readonly path: string;
  /**
   * Writes all of `bytes` at `position` and settles when they are durable (data and the size that is
   * needed to read them). A short write or a failed sync rejects; after that the file must not be
   * written again, because the kernel may have dropped the dirty pages (raft.md 13.4).
   */
  writeDurable(bytes: Uint8Array, position: number): Promise<void>;
  /** Writes all of `bytes` at `position` without making them durable. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Makes everything written so far durable. */
  sync(): Promise<void>;
  /** Reads up to `length` bytes at `position`; fewer only at the end of the file. Blocks. */
  readSync(position: number, length: number): Uint8Array;
  size(): Promise<number>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export interface Disk {
  /** Opens a file for reading and writing. `create`: it must not exist yet; otherwise it must exist. */
  open(path: string, options: { readonly create: boolean }): Promise<DiskFile>;
  /** The whole file, or undefined if there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Names in a directory, of files and directories, sorted; empty when it does not exist. */
  list(directory: string): Promise<readonly string[]>;
  /** Creates a directory and its parents, durably. Nothing happens if it exists. */
  makeDirectory(path: string): Promise<void>;
  /**
   * Atomically replaces the file `target`, or moves a directory to where there is nothing. Durable only after
   * `syncDirectory` of both folders.
   */
  rename(source: string, target: string): Promise<void>;
  /** Durable only after `syncDirectory` of its folder. Nothing happens if the file does not exist. */
  remove(path: string): Promise<void>;
  /** Removes a directory with all that is in it, piece by piece, which a crash may cut short. Not durable. */
  removeDirectory(path: string): Promise<void>;
  syncDirectory(path: string): Promise<void>;
}
