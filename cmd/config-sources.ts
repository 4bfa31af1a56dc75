/**
 * Where a setting's value comes from: flag, then KVORUM_* environment, then the YAML file, then the default.
 * Everything becomes text first, so that one parser per setting serves all sources. Mistakes are collected,
 * never thrown: the operator sees all of them at once.
 *
 * Unknown KVORUM_* variables are not mistakes: container platforms invent some (KVORUM_PORT, ...) and client
 * commands have their own.
 */
import { parseDocument } from 'yaml';

export type ConfigSources = {
  /** Values of the flags that were given, by setting name. */
  readonly flags: ReadonlyMap<string, string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The configuration file, if one was named. */
  readonly file: { readonly path: string; readonly text: string } | undefined;
};

/** What `--print-config` shows of one setting. */
export type SettingOrigin = {
  readonly name: string;
  readonly value: string;
  readonly source: string;
};

/** A parser's answer: a value, or what is wrong with the text. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string };

/** Reads settings by name and remembers problems and origins. */
export class SettingReader {
  readonly #sources: ConfigSources;
  readonly #file: ReadonlyMap<string, string>;
  readonly #problems: string[] = [];
  readonly #origins: SettingOrigin[] = [];

  constructor(sources: ConfigSources, known: readonly string[]) {
    this.#sources = sources;
    this.#file = sources.file === undefined ? new Map() : this.#readFile(sources.file, known);
  }

  /** The value of `name`; undefined if there is none, or if it is wrong (then a problem is noted). */
  read<T>(
    name: string,
    parse: (text: string) => Parsed<T>,
    fallback?: { readonly text: string; readonly source: string },
  ): T | undefined {
    const found = this.#find(name) ?? fallback;
    if (found === undefined) {
      this.#origins.push({ name, value: '', source: 'not set' });
      return undefined;
    }
    this.#origins.push({ name, value: found.text, source: found.source });
    const parsed = parse(found.text);
    if ('value' in parsed) return parsed.value;
    this.report(`${name} (${found.source}): ${parsed.problem}`);
    return undefined;
  }

  /** True if any source names a value, right or wrong. */
  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  report(problem: string): void {
    this.#problems.push(problem);
  }

  get problems(): readonly string[] {
    return this.#problems;
  }

  get origins(): readonly SettingOrigin[] {
    return this.#origins;
  }

  #find(name: string): { readonly text: string; readonly source: string } | undefined {
    const flag = this.#sources.flags.get(name);
    if (flag !== undefined) return { text: flag, source: `--${name}` };
    const variable = environmentName(name);
    const fromEnvironment = this.#sources.environment[variable];
    if (fromEnvironment !== undefined) return { text: fromEnvironment, source: variable };
    const fromFile = this.#file.get(name);
    const path = this.#sources.file?.path;
    if (fromFile === undefined || path === undefined) return undefined;
    return { text: fromFile, source: `file ${path}` };
  }

  #readFile(
    file: { readonly path: string; readonly text: string },
    known: readonly string[],
  ): ReadonlyMap<string, string> {
    const values = new Map<string, string>();
    const document = parseDocument(file.text, { prettyErrors: false });
    for (const error of document.errors) {
      this.report(`file ${file.path}: not valid YAML: ${error.message}`);
    }
    if (document.errors.length > 0) return values;
    const content = this.#toPlain(document, file.path);
    if (content === null || content === undefined) return values;
    if (!isRecord(content)) {
      this.report(`file ${file.path}: must be a mapping of settings, such as "name: n1"`);
      return values;
    }
    for (const [name, value] of Object.entries(content)) {
      const text = toText(value);
      if (!known.includes(name)) this.report(`file ${file.path}: there is no setting "${name}"`);
      else if (text === undefined) this.report(`${name} (file ${file.path}): must be one value`);
      else values.set(name, text);
    }
    return values;
  }

  #toPlain(document: ReturnType<typeof parseDocument>, path: string): unknown {
    try {
      return document.toJS();
    } catch (error) {
      // An alias without its anchor, or too many aliases.
      this.report(`file ${path}: not valid YAML: ${String(error)}`);
      return undefined;
    }
  }
}

/** `initial-cluster` is `KVORUM_INITIAL_CLUSTER` in the environment. */
function environmentName(setting: string): string {
  return `KVORUM_${setting.toUpperCase().replaceAll('-', '_')}`;
}

/** A scalar as text; a flat mapping as `a=1,b=2`; a list as `a,b`. */
function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const texts = value.map((item: unknown) => (typeof item === 'string' ? item : undefined));
    return texts.includes(undefined) ? undefined : texts.join(',');
  }
  if (!isRecord(value)) return undefined;
  const pairs = Object.entries(value);
  if (!pairs.every(([, item]) => typeof item === 'string')) return undefined;
  return pairs.map(([name, item]) => `${name}=${String(item)}`).join(',');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
