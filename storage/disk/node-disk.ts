/**
 * The real file system. The only use of node:fs in storage/.
 *
 * Durable writes go through a second descriptor that is opened with O_DSYNC: one system call on libuv's
 * pool writes the bytes and waits until the device has them, which costs less time and less CPU than a
 * write followed by fdatasync. Nothing is ever retried here: after a failed or short write the caller
 * must give the file up (rule W-12).
 */
import {
  close,
  constants,
  fdatasync,
  fstat,
  fsync,
  mkdir,
  open,
  readFile,
  readSync,
  readdir,
  rename,
  rm,
  stat,
  unlink,
  write,
} from 'node:fs';
import { dirname } from 'node:path';
import { IoError } from '../errors.ts';
import type { Disk, DiskFile } from './disk.ts';

export class NodeDisk implements Disk {
  async open(path: string, options: { readonly create: boolean }): Promise<DiskFile> {
    const create = options.create ? constants.O_CREAT | constants.O_EXCL : 0;
    return new NodeFile(path, await openDescriptor(path, constants.O_RDWR | create));
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return await new Promise((resolve, reject) => {
      readFile(path, (error, bytes) => {
        if (error === null) {
          resolve(bytes);
        } else if (error.code === 'ENOENT') {
          resolve(undefined);
        } else {
          reject(ioError('read', path, error));
        }
      });
    });
  }

  async list(directory: string): Promise<readonly string[]> {
    return await new Promise((resolve, reject) => {
      readdir(directory, (error, names) => {
        if (error === null) {
          resolve(names.toSorted());
        } else if (error.code === 'ENOENT') {
          resolve([]);
        } else {
          reject(ioError('list', directory, error));
        }
      });
    });
  }

  // One by one, because the recursive form of mkdir never ends where a parent takes no children (seen with /proc).
  async makeDirectory(path: string): Promise<void> {
    if (await isDirectory(path)) return;
    const parent = dirname(path);
    if (parent !== path) await this.makeDirectory(parent);
    await settle('create directory', path, (done) =>
      mkdir(path, (error) => done(error?.code === 'EEXIST' ? null : error)),
    );
    // The new directory is an entry of its parent, and is lost unless the parent is synced.
    await this.syncDirectory(parent);
  }

  async rename(source: string, target: string): Promise<void> {
    await settle('rename', source, (done) => rename(source, target, done));
  }

  async remove(path: string): Promise<void> {
    await settle('remove', path, (done) =>
      unlink(path, (error) => done(error?.code === 'ENOENT' ? null : error)),
    );
  }

  async removeDirectory(path: string): Promise<void> {
    await settle('remove', path, (done) => rm(path, { recursive: true, force: true }, done));
  }

  async syncDirectory(path: string): Promise<void> {
    const descriptor = await openDescriptor(path, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      await settle('sync', path, (done) => fsync(descriptor, done));
    } finally {
      await settle('close', path, (done) => close(descriptor, done));
    }
  }
}

class NodeFile implements DiskFile {
  readonly path: string;
  readonly #descriptor: number;
  /** Opened with O_DSYNC by the first durable write. */
  #durableDescriptor: number | undefined;
  #isClosed = false;

  constructor(path: string, descriptor: number) {
    this.path = path;
    this.#descriptor = descriptor;
  }

  async writeDurable(bytes: Uint8Array, position: number): Promise<void> {
    this.#durableDescriptor ??= await openDescriptor(
      this.path,
      constants.O_WRONLY | constants.O_DSYNC,
    );
    await writeAll(this.path, this.#durableDescriptor, bytes, position);
  }

  async write(bytes: Uint8Array, position: number): Promise<void> {
    await writeAll(this.path, this.#descriptor, bytes, position);
  }

  async sync(): Promise<void> {
    await settle('sync', this.path, (done) => fdatasync(this.#descriptor, done));
  }

  readSync(position: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    let count = 0;
    try {
      while (count < length) {
        const read = readSync(this.#descriptor, bytes, count, length - count, position + count);
        if (read === 0) {
          break;
        }
        count += read;
      }
    } catch (error) {
      throw ioError('read', this.path, error);
    }
    return count === length ? bytes : bytes.subarray(0, count);
  }

  async size(): Promise<number> {
    return await new Promise((resolve, reject) => {
      fstat(this.#descriptor, (error, stats) => {
        if (error === null) {
          resolve(stats.size);
        } else {
          reject(ioError('inspect', this.path, error));
        }
      });
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) {
      return;
    }
    this.#isClosed = true;
    const durableDescriptor = this.#durableDescriptor;
    if (durableDescriptor !== undefined) {
      await settle('close', this.path, (done) => close(durableDescriptor, done));
    }
    await settle('close', this.path, (done) => close(this.#descriptor, done));
  }
}

async function openDescriptor(path: string, flags: number): Promise<number> {
  return await new Promise((resolve, reject) => {
    open(path, flags, 0o640, (error, descriptor) => {
      if (error === null) {
        resolve(descriptor);
      } else {
        reject(ioError('open', path, error));
      }
    });
  });
}

/** False if there is nothing at `path`. Rejects if there is something else. */
async function isDirectory(path: string): Promise<boolean> {
  return await new Promise((resolve, reject) => {
    stat(path, (error, stats) => {
      if (error === null && stats.isDirectory()) {
        resolve(true);
      } else if (error?.code === 'ENOENT') {
        resolve(false);
      } else {
        reject(ioError('create directory', path, error ?? new Error('it is not a directory')));
      }
    });
  });
}

async function writeAll(
  path: string,
  descriptor: number,
  bytes: Uint8Array,
  position: number,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    write(descriptor, bytes, 0, bytes.length, position, (error, written) => {
      if (error !== null) {
        reject(ioError('write', path, error));
      } else if (written !== bytes.length) {
        const message = `write ${path}: only ${written} of ${bytes.length} bytes were written`;
        reject(new IoError(message, { path }));
      } else {
        resolve();
      }
    });
  });
}

async function settle(
  verb: string,
  path: string,
  start: (done: (error: Error | null) => void) => void,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    start((error) => {
      if (error === null) {
        resolve();
      } else {
        reject(ioError(verb, path, error));
      }
    });
  });
}

function ioError(verb: string, path: string, cause: unknown): IoError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
  const advice = isFull ? ' The disk is full: free some space, then start the node again.' : '';
  return new IoError(`cannot ${verb} ${path}: ${reason}.${advice}`, { path, cause });
}
