import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NodeDisk } from '../../../storage/disk/node-disk.ts';
import { IoError } from '../../../storage/errors.ts';

const disk = new NodeDisk();
let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kvorum-disk-'));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe('the real disk', () => {
  test('writes at positions, durably or not, and reads back what it wrote', async () => {
    const file = await disk.open(`${root}/f`, { create: true });
    await file.writeDurable(encode('durable'), 4);
    await file.write(encode('plain'), 11);
    await file.sync();
    expect(await file.size()).toBe(16);
    expect(file.readSync(4, 12)).toEqual(encode('durableplain'));
    expect(file.readSync(0, 4)).toEqual(new Uint8Array(4));
    expect(file.readSync(11, 100)).toEqual(encode('plain'));
    expect(file.readSync(16, 1)).toHaveLength(0);
    await file.close();
    await file.close();
    expect(await readFile(`${root}/f`)).toHaveLength(16);
    expect((await stat(`${root}/f`)).mode & 0o007).toBe(0);
  });

  test('creates only what is not there, and opens only what is', async () => {
    await (await disk.open(`${root}/f`, { create: true })).close();
    await expect(disk.open(`${root}/f`, { create: true })).rejects.toThrow(IoError);
    await expect(disk.open(`${root}/g`, { create: false })).rejects.toThrow(IoError);
    await (await disk.open(`${root}/f`, { create: false })).close();
  });

  test('lists names in order, and nothing for a directory that is not there', async () => {
    for (const name of ['b', 'a', 'c']) {
      await (await disk.open(`${root}/${name}`, { create: true })).close();
    }
    expect(await disk.list(root)).toEqual(['a', 'b', 'c']);
    expect(await disk.list(`${root}/none`)).toEqual([]);
  });

  test('reads whole files, and undefined for one that is not there', async () => {
    expect(await disk.read(`${root}/f`)).toBeUndefined();
    const file = await disk.open(`${root}/f`, { create: true });
    await file.write(encode('text'), 0);
    await file.close();
    expect(new TextDecoder().decode(await disk.read(`${root}/f`))).toBe('text');
  });

  test('renames over what is there, and removes what is there or not', async () => {
    for (const name of ['old', 'new']) {
      const file = await disk.open(`${root}/${name}`, { create: true });
      await file.write(encode(name), 0);
      await file.close();
    }
    await disk.rename(`${root}/new`, `${root}/old`);
    await disk.syncDirectory(root);
    expect(new TextDecoder().decode(await disk.read(`${root}/old`))).toBe('new');
    await disk.remove(`${root}/old`);
    await disk.remove(`${root}/old`);
    expect(await disk.list(root)).toEqual([]);
    await expect(disk.rename(`${root}/old`, `${root}/new`)).rejects.toThrow(IoError);
  });

  test('makes directories with their parents, and does not mind those that exist', async () => {
    await disk.makeDirectory(`${root}/a/b/c`);
    await disk.makeDirectory(`${root}/a/b/c`);
    expect(await disk.list(`${root}/a/b`)).toEqual(['c']);
  });

  test('moves a directory with all that is in it, but not onto one that has something in it', async () => {
    await disk.makeDirectory(`${root}/a/deep`);
    await (await disk.open(`${root}/a/f`, { create: true })).close();
    await disk.makeDirectory(`${root}/b`);
    await disk.rename(`${root}/a`, `${root}/b/c`);
    expect(await disk.list(`${root}/b/c`)).toEqual(['deep', 'f']);
    expect(await disk.list(`${root}/a`)).toEqual([]);
    await disk.makeDirectory(`${root}/a`);
    await expect(disk.rename(`${root}/a`, `${root}/b`)).rejects.toThrow(IoError);
  });

  test('removes a directory with all that is in it, and does not mind if there is none', async () => {
    await disk.makeDirectory(`${root}/a/deep`);
    await (await disk.open(`${root}/a/deep/f`, { create: true })).close();
    await disk.removeDirectory(`${root}/a`);
    await disk.removeDirectory(`${root}/a`);
    expect(await disk.list(root)).toEqual([]);
  });

  test('a parent that takes no children is an error, and does not hang', async () => {
    await expect(disk.makeDirectory('/proc/nowhere/x')).rejects.toThrow('/proc/nowhere');
    const file = await disk.open(`${root}/f`, { create: true });
    await file.close();
    await expect(disk.makeDirectory(`${root}/f`)).rejects.toThrow('it is not a directory');
  });

  test('errors name the file and keep their cause', async () => {
    const reading = disk.read(root);
    await expect(reading).rejects.toMatchObject({
      code: 'IO',
      path: root,
      cause: { code: 'EISDIR' },
    });
    await expect(reading).rejects.toThrow(`cannot read ${root}`);
    await expect(disk.list('/proc/version')).rejects.toThrow('cannot list /proc/version');
    await expect(disk.syncDirectory(`${root}/none`)).rejects.toThrow(IoError);
    await expect(disk.makeDirectory('/proc/version/x')).rejects.toThrow('cannot create directory');
    const file = await disk.open(`${root}/f`, { create: true });
    await file.close();
    expect(() => file.readSync(0, 1)).toThrow(IoError);
    await expect(file.size()).rejects.toThrow(IoError);
  });

  test('a full disk is told from other errors, with what to do', async () => {
    const full = await disk.open('/dev/full', { create: false });
    await expect(full.write(encode('x'), 0)).rejects.toThrow(
      /ENOSPC.* The disk is full: free some space, then start the node again\.$/,
    );
    await full.close();
  });
});
