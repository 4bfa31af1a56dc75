/**
 * HPACK decoding with a dynamic table (RFC 7541), for the header blocks of clients. Two bounds protect it: the
 * table holds at most what we announced, and the fields of one block beyond `fieldListBytesMax` are
 * counted but neither kept nor given out, so that a short block that names a long entry ten thousand times is cheap.
 */
import { Cursor, malformed, staticEntry, staticTableSize, type Field } from './hpack.ts';

/** SETTINGS_HEADER_TABLE_SIZE: the default, which a client may use before it has seen our settings. */
const tableBytesMax = 4096;
/** SETTINGS_MAX_HEADER_LIST_SIZE: names and values of one block, with 32 bytes for each field (RFC 9113 §6.5.2). */
export const fieldListBytesMax = 16_384;
/** What each entry counts besides its name and value (RFC 7541 §4.1). */
const entryOverheadBytes = 32;

/** Takes the fields of one block, in order. Must not throw. */
export interface FieldSink {
  field(name: string, value: string): void;
}

export class FieldDecoder {
  /** The newest last. At most `tableBytesMax / entryOverheadBytes` entries. */
  readonly #table: Field[] = [];
  #tableBytes = 0;
  /** What the client uses of the table. */
  #tableLimit = tableBytesMax;
  #changes = 0;

  /** Grows with each change of the table: with the same number, the same block means the same fields. */
  get changes(): number {
    return this.#changes;
  }

  /** Bytes that the table holds, by its own count. */
  get tableBytes(): number {
    return this.#tableBytes;
  }

  /**
   * Gives the fields of `block` to `sink`. False if they exceed `fieldListBytesMax`; the table is up to date
   * nevertheless. Throws `PeerProtocolError` if the block is malformed: then the connection must end.
   */
  decode(block: Buffer, sink: FieldSink): boolean {
    const cursor = new Cursor(block);
    let bytes = 0;
    let hasFields = false;
    while (!cursor.atEnd) {
      const first = cursor.peek();
      if ((first & 0xe0) === 0x20) {
        // Only where a block begins (RFC 7541 §4.2).
        if (hasFields) throw malformed('it changes the size of the table after a field');
        this.#limit(cursor.integer(5));
        continue;
      }
      hasFields = true;
      const field = this.#next(cursor, first);
      bytes += sizeOf(field);
      if (bytes <= fieldListBytesMax) sink.field(field[0], field[1]);
    }
    return bytes <= fieldListBytesMax;
  }

  #next(cursor: Cursor, first: number): Field {
    // Indexed (RFC 7541 §6.1).
    if ((first & 0x80) !== 0) return this.#entry(cursor.integer(7));
    // With incremental indexing (§6.2.1), without, or never (§6.2.2, §6.2.3).
    const isIndexed = (first & 0x40) !== 0;
    const nameIndex = cursor.integer(isIndexed ? 6 : 4);
    const name = nameIndex === 0 ? cursor.string() : this.#entry(nameIndex)[0];
    const field: Field = [name, cursor.string()];
    if (isIndexed) this.#add(field);
    return field;
  }

  #entry(index: number): Field {
    if (index <= staticTableSize) return staticEntry(index);
    const entry = this.#table[this.#table.length - (index - staticTableSize)];
    if (entry === undefined) throw malformed(`index ${index} is in no table`);
    return entry;
  }

  /** An entry that is larger than the table empties it, and is no error (RFC 7541 §4.4). */
  #add(field: Field): void {
    this.#changes += 1;
    const size = sizeOf(field);
    this.#evictTo(this.#tableLimit - size);
    if (size > this.#tableLimit) return;
    this.#table.push(field);
    this.#tableBytes += size;
  }

  #limit(bytes: number): void {
    if (bytes > tableBytesMax) throw malformed('it makes the table larger than is allowed');
    if (bytes === this.#tableLimit) return;
    this.#changes += 1;
    this.#tableLimit = bytes;
    this.#evictTo(bytes);
  }

  #evictTo(bytes: number): void {
    while (this.#tableBytes > bytes) {
      const oldest = this.#table.shift();
      if (oldest === undefined) return;
      this.#tableBytes -= sizeOf(oldest);
    }
  }
}

function sizeOf([name, value]: Field): number {
  return name.length + value.length + entryOverheadBytes;
}
