/** Disks with a planted fault, to show that tests of what is durable can fail. */
import type { Disk, DiskFile } from '../../storage/disk/disk.ts';

/** A disk that does what it says; faults override one method. */
class HonestDisk implements Disk {
  readonly #disk: Disk;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  async open(path: string, options: { readonly create: boolean }): Promise<DiskFile> {
    return await this.#disk.open(path, options);
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return await this.#disk.read(path);
  }

  async list(directory: string): Promise<readonly string[]> {
    return await this.#disk.list(directory);
  }

  async makeDirectory(path: string): Promise<void> {
    await this.#disk.makeDirectory(path);
  }

  async rename(source: string, target: string): Promise<void> {
    await this.#disk.rename(source, target);
  }

  async remove(path: string): Promise<void> {
    await this.#disk.remove(path);
  }

  async removeDirectory(path: string): Promise<void> {
    await this.#disk.removeDirectory(path);
  }

  async syncDirectory(path: string): Promise<void> {
    await this.#disk.syncDirectory(path);
  }
}

/**
 * Fault: a durable write into a file that has its final name settles when the bytes are written, not when the device
 * has them.
 */
class EarlyDisk extends HonestDisk {
  override async open(path: string, options: { readonly create: boolean }): Promise<DiskFile> {
    const file = await super.open(path, options);
    if (path.endsWith('.tmp')) {
      return file;
    }
    return {
      path,
      writeDurable: async (bytes, position) => {
        await file.write(bytes, position);
      },
      write: async (bytes, position) => {
        await file.write(bytes, position);
      },
      sync: async () => {
        await file.sync();
      },
      readSync: (position, length) => file.readSync(position, length),
      size: async () => await file.size(),
      close: async () => {
        await file.close();
      },
    };
  }
}

/** Fault: new names are never made durable. */
class ForgetfulDisk extends HonestDisk {
  override async syncDirectory(): Promise<void> {
    await Promise.resolve();
  }
}

/** What stands between the code under test and its disk. */
export type OnDisk = (disk: Disk) => Disk;

export const honest: OnDisk = (disk) => new HonestDisk(disk);
export const early: OnDisk = (disk) => new EarlyDisk(disk);
export const forgetful: OnDisk = (disk) => new ForgetfulDisk(disk);
