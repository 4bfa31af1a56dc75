/** The log of a node with an observer between: it sees each batch when it is issued, and when it is done. */
import type { LogStore, LogWrite } from '../../raft/index.ts';
import type { OpenStores } from '../../storage/index.ts';
import type { Host } from '../world/host.ts';
import type { NodeProbe } from './probe.ts';

export function observedLog(
  wal: OpenStores['log'],
  { host, probe }: { readonly host: Host; readonly probe: NodeProbe },
): LogStore {
  return {
    stored: wal.stored,
    get base() {
      return wal.base;
    },
    get sizeBytes() {
      return wal.sizeBytes;
    },
    get firstIndex() {
      return wal.firstIndex;
    },
    get lastIndex() {
      return wal.lastIndex;
    },
    termAt: (index) => wal.termAt(index),
    entries: (range) => wal.entries(range),
    append: async (write: LogWrite) => {
      probe.onWriteIssued(host, write);
      await wal.append(write);
      if (host.isAlive) probe.onWriteDone(host, write);
    },
    compact: async (to) => {
      await wal.compact(to);
    },
    rebase: async (to) => {
      await wal.rebase(to);
      if (host.isAlive) probe.onRebased(host, to.last);
    },
    close: async () => {
      await wal.close();
    },
  };
}
