/**
 * Prints results in the format that was asked for. Lists are printed piece by piece as they arrive, so memory
 * stays bounded; a table therefore takes its column widths from the first piece.
 */
import type { KeyPart } from '../../storage/index.ts';
import { formatKey, keyToJson } from './key-syntax.ts';
import type { ClientEntry, ReadAt, WatchedState } from './client-port.ts';
import type { CommandIo } from './command-io.ts';
import type { GlobalOptions } from './global-options.ts';
import { valueToJson, valueToRaw, valueToText } from './value-display.ts';

/** On a terminal a value is cut to so many characters; in a pipe it is whole. */
const terminalValueCharactersMax = 100;

export class Output {
  readonly #io: CommandIo;
  readonly #options: GlobalOptions;
  readonly #decodeKey: (bytes: Uint8Array) => readonly KeyPart[];
  #widths: readonly number[] | undefined;
  #entryCount = 0;

  constructor(
    io: CommandIo,
    options: GlobalOptions,
    decodeKey: (bytes: Uint8Array) => readonly KeyPart[],
  ) {
    this.#io = io;
    this.#options = options;
    this.#decodeKey = decodeKey;
  }

  /** One fact: `text` for people, `json` for programs. */
  async fact(text: string, json: unknown): Promise<void> {
    const { format } = this.#options;
    const asJson = format === 'json' || format === 'ndjson';
    await this.#io.writeOut(`${asJson ? JSON.stringify(json) : text}\n`);
  }

  /** A remark for people, beside the data. */
  note(text: string): void {
    if (!this.#options.quiet) this.#io.writeError(`${text}\n`);
  }

  /** The answer to a get of `entries`: one object if one key was asked for, else an array. */
  async gotten(entries: readonly ClientEntry[], readAt?: ReadAt): Promise<void> {
    const found = entries.filter((entry) => entry.versionstamp !== undefined);
    if (this.#options.format === 'json') {
      const all = entries.map((entry) => ({ ...this.#toJson(entry), ...readAtToJson(readAt) }));
      await this.#io.writeOut(`${JSON.stringify(all.length === 1 ? all[0] : all, null, 2)}\n`);
    } else if (this.#options.format === 'ndjson') {
      await this.listed(entries);
    } else {
      await this.listed(found);
    }
  }

  /** One state of a watch: a block of rows, one object, or one line; absent entries, too. */
  async watched({ entries, versionstamp }: WatchedState): Promise<void> {
    const { format } = this.#options;
    if (format === 'json' || format === 'ndjson') {
      const state = {
        ...readAtToJson({ versionstamp, stalenessMs: undefined }),
        entries: entries.map((entry) => ({ ...this.#toJson(entry), changed: entry.changed })),
      };
      const text = JSON.stringify(state, null, format === 'json' ? 2 : undefined);
      await this.#io.writeOut(`${text}\n`);
    } else if (format === 'raw') {
      await this.listed(entries.filter((entry) => entry.versionstamp !== undefined));
    } else {
      if (this.#widths !== undefined) await this.#io.writeOut('\n');
      await this.#rows(entries);
    }
  }

  /** Begins a list. Must be followed by `endList`. */
  async beginList(): Promise<void> {
    if (this.#options.format === 'json') await this.#io.writeOut('{"entries":[');
  }

  /** One piece of a list. */
  async listed(entries: readonly ClientEntry[]): Promise<void> {
    if (entries.length === 0) return;
    switch (this.#options.format) {
      case 'json':
        await this.#io.writeOut(
          entries
            .map((entry, position) => {
              const isFirst = this.#entryCount === 0 && position === 0;
              return `${isFirst ? '' : ','}\n${JSON.stringify(this.#toJson(entry))}`;
            })
            .join(''),
        );
        break;
      case 'ndjson':
        await this.#io.writeOut(
          entries.map((entry) => `${JSON.stringify(this.#toJson(entry))}\n`).join(''),
        );
        break;
      case 'raw':
        for (const { key, value } of entries) {
          await this.#io.writeOut(
            value === undefined ? `${formatKey(this.#decodeKey(key))}\n` : valueToRaw(value),
          );
        }
        break;
      case 'table':
        await this.#rows(entries);
        break;
    }
    this.#entryCount += entries.length;
  }

  /** Ends a list; `cursor` is where to go on, empty if nothing is left. */
  async endList(cursor: string, readAt?: ReadAt): Promise<void> {
    if (this.#options.format === 'json') {
      const rest = JSON.stringify({ cursor, ...readAtToJson(readAt) });
      await this.#io.writeOut(`\n],${rest.slice(1)}\n`);
    } else if (cursor !== '') {
      this.note(`more: --cursor ${cursor}`);
    }
  }

  async #rows(entries: readonly ClientEntry[]): Promise<void> {
    const header = ['KEY', 'VALUE', 'VERSIONSTAMP'];
    const rows = entries.map(({ key, value, versionstamp }) => [
      formatKey(this.#decodeKey(key)),
      value === undefined ? '' : this.#shorten(valueToText(value)),
      versionstamp === undefined ? '' : Buffer.from(versionstamp).toString('hex'),
    ]);
    const first = this.#widths === undefined;
    this.#widths ??= columnWidths([header, ...rows]).map((width) => Math.min(width, 120));
    const widths = this.#widths;
    const lines = rows.map((row) => `${formatRow(row, widths)}\n`).join('');
    const head =
      first && !this.#options.quiet
        ? `${bold(formatRow(header, widths), this.#options.color)}\n`
        : '';
    await this.#io.writeOut(head + lines);
  }

  #toJson({ key, value, versionstamp }: ClientEntry): Readonly<Record<string, unknown>> {
    return {
      key: keyToJson(this.#decodeKey(key)),
      ...(value === undefined ? {} : { value: valueToJson(value) }),
      versionstamp: versionstamp === undefined ? null : Buffer.from(versionstamp).toString('hex'),
    };
  }

  #shorten(text: string): string {
    if (!this.#io.stdoutIsTerminal || text.length <= terminalValueCharactersMax) return text;
    // A pair of surrogates is not cut in two.
    const whole = text.slice(0, terminalValueCharactersMax - 1).replace(/[\uD800-\uDBFF]$/, '');
    return `${whole}…`;
  }
}

/** Of which state an answer is, for programs. */
function readAtToJson(readAt: ReadAt | undefined): Readonly<Record<string, unknown>> {
  const { versionstamp, stalenessMs } = readAt ?? {};
  return {
    ...(versionstamp !== undefined && {
      readVersionstamp: Buffer.from(versionstamp).toString('hex'),
    }),
    ...(stalenessMs !== undefined && { stalenessMs }),
  };
}

/** A table of texts with a header, in lines without a line break at the end. */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  options: { readonly color: boolean },
): string {
  const widths = columnWidths([header, ...rows]);
  return [
    bold(formatRow(header, widths), options.color),
    ...rows.map((row) => formatRow(row, widths)),
  ].join('\n');
}

function bold(text: string, color: boolean): string {
  return color ? `\u001B[1m${text}\u001B[22m` : text;
}

function columnWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    }
  }
  return widths;
}

function formatRow(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map(
      (cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell))),
    )
    .join('  ')
    .trimEnd();
}

/** Characters that a terminal shows two cells wide: East Asian ones and emoji. */
const wideCharacter =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/gu;

/** How many cells of a terminal the text takes; combining marks take none. */
function displayWidth(text: string): number {
  const narrow = text.replace(/\p{Mn}/gu, '').replace(wideCharacter, '..');
  return narrow.length;
}
