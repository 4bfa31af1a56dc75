/**
 * The two ways to write an atomic operation: options in the order in which they shall happen, and a JSON document.
 *
 *   --check users/ada=absent  --check users/bob=00000000000000070000
 *   --set users/ada='{"name":"Ada"}'  --set note=text:hello  --sum visits=1  --sum balance=bigint:-5
 *   --min lowest=3  --max highest=9  --delete users/old  --set-versionstamped log=1
 *
 * `=` ends the key (a `=` in a key is `%3D`). A value may begin with its type and a colon; no JSON does.
 */
import { assertNever } from '../../base/invariant.ts';
import type { Expiry, KeyPart } from '../../storage/index.ts';
import { parseExpiry } from './expiry-syntax.ts';
import { keyFromJson, parseKey } from './key-syntax.ts';
import { UsageError } from './errors.ts';
import type { OperandType, ValueType } from './value-syntax.ts';
import { parseOperandType, parseValueType, valueTypes, operandTypes } from './value-syntax.ts';

/** One step as it was written; `text` is not yet encoded, since a value may be in a file. */
export type AtomicStep =
  | {
      readonly kind: 'check';
      readonly key: readonly KeyPart[];
      readonly versionstamp: Uint8Array | undefined;
    }
  | {
      readonly kind: 'set' | 'setVersionstampedKey';
      readonly key: readonly KeyPart[];
      readonly text: string;
      readonly type: ValueType;
      readonly expiry?: Expiry | undefined;
    }
  | { readonly kind: 'delete'; readonly key: readonly KeyPart[] }
  | {
      readonly kind: 'sum';
      readonly key: readonly KeyPart[];
      readonly text: string;
      readonly type: OperandType;
      readonly min: string | undefined;
      readonly max: string | undefined;
      readonly clamp: boolean;
    }
  | { readonly kind: 'min' | 'max'; readonly key: readonly KeyPart[]; readonly text: string };

/** Names of the options, in the order in which help shows them. */
export const stepOptions = [
  {
    name: 'check',
    argument: '<key=stamp>',
    description: 'must have this versionstamp, or be "absent"',
  },
  { name: 'set', argument: '<key=value>', description: 'set; the value is JSON, or TYPE:TEXT' },
  { name: 'sum', argument: '<key=n>', description: 'add a u64, or number:N or bigint:N' },
  { name: 'min', argument: '<key=n>', description: 'keep the smaller u64' },
  { name: 'max', argument: '<key=n>', description: 'keep the greater u64' },
  { name: 'delete', argument: '<key>', description: 'delete' },
  {
    name: 'set-versionstamped',
    argument: '<key=value>',
    description: "set, with the commit's versionstamp as the last part of the key",
  },
] as const;
export type StepName = (typeof stepOptions)[number]['name'];

/** One option of the command line. */
export function parseStep(name: StepName, argument: string): AtomicStep {
  if (name === 'delete') return { kind: 'delete', key: parseKey(argument) };
  const { key, text } = splitAssignment(name, argument);
  switch (name) {
    case 'check':
      return { kind: 'check', key, versionstamp: parseStamp(text) };
    case 'set':
      return { kind: 'set', key, ...splitType(text, valueTypes, 'json') };
    case 'set-versionstamped':
      return { kind: 'setVersionstampedKey', key, ...splitType(text, valueTypes, 'json') };
    case 'sum': {
      const operand = splitType(text, operandTypes, 'u64');
      return { kind: 'sum', key, ...operand, min: undefined, max: undefined, clamp: false };
    }
    case 'min':
    case 'max':
      return { kind: name, key, text };
    default:
      return assertNever(name);
  }
}

/**
 * A document: `{"checks": [{"key": K, "versionstamp": "…" or null}], "mutations": [{"type": "set", "key": K,
 * "value": V}, {"type": "sum", "key": K, "value": "5", "valueType": "u64", "min": …, "max": …, "clamp": true}, …]}`.
 * K is a path or an array. For set, V is any JSON, or text with a `valueType`; it may have `expireIn` or `expireAt`.
 */
export function parseAtomicDocument(json: string): readonly AtomicStep[] {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch (error) {
    throw new UsageError('the atomic operation is not valid JSON', { cause: error });
  }
  const root = asFields(document, 'the atomic operation', ['checks', 'mutations']);
  return [
    ...asArray(root['checks'], 'checks').map((item, position) =>
      readCheck(item, `checks[${position}]`),
    ),
    ...asArray(root['mutations'], 'mutations').map((item, position) =>
      readMutation(item, `mutations[${position}]`),
    ),
  ];
}

function splitAssignment(
  option: string,
  argument: string,
): { readonly key: readonly KeyPart[]; readonly text: string } {
  // A JSON key may contain `=` in a string: take the first one that leaves a whole array before it.
  for (let at = argument.indexOf('='); at >= 0; at = argument.indexOf('=', at + 1)) {
    const keyText = argument.slice(0, at);
    if (!keyText.startsWith('[') || isJson(keyText)) {
      return { key: parseKey(keyText), text: argument.slice(at + 1) };
    }
  }
  throw new UsageError(`--${option} ${argument}: needs the form KEY=…`);
}

function isJson(text: string): boolean {
  if (!text.endsWith(']')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function splitType<T extends string>(
  text: string,
  types: readonly T[],
  fallback: T,
): { readonly text: string; readonly type: T } {
  const type = types.find((candidate) => text.startsWith(`${candidate}:`));
  return type === undefined
    ? { text, type: fallback }
    : { text: text.slice(type.length + 1), type };
}

function parseStamp(text: string): Uint8Array | undefined {
  if (text === 'absent') return undefined;
  if (/^[0-9a-f]{20}$/i.test(text)) return new Uint8Array(Buffer.from(text, 'hex'));
  throw new UsageError(`check ${text}: must be a versionstamp (20 hex digits) or "absent"`);
}

function readCheck(item: unknown, where: string): AtomicStep {
  const fields = asFields(item, where, ['key', 'versionstamp']);
  const stamp = fields['versionstamp'];
  if (stamp !== null && typeof stamp !== 'string') {
    throw new UsageError(`${where}.versionstamp: must be 20 hex digits or null`);
  }
  return {
    kind: 'check',
    key: readKey(fields['key'], where),
    versionstamp: stamp === null ? undefined : parseStamp(stamp),
  };
}

function readMutation(item: unknown, where: string): AtomicStep {
  const names = [
    'type',
    'key',
    'value',
    'valueType',
    'min',
    'max',
    'clamp',
    'expireIn',
    'expireAt',
  ];
  const fields = asFields(item, where, names);
  const key = readKey(fields['key'], where);
  const kind = fields['type'];
  if (kind === 'delete') return { kind, key };
  if (fields['value'] === undefined) throw new UsageError(`${where}.value: is missing`);
  const valueType = asText(fields['valueType'], `${where}.valueType`);
  const expiry = parseExpiry(
    {
      expireIn: asNumberText(fields['expireIn'], `${where}.expireIn`),
      expireAt: asNumberText(fields['expireAt'], `${where}.expireAt`),
    },
    `${where}.`,
  );
  if (kind === 'set' || kind === 'setVersionstampedKey') {
    const type = valueType === undefined ? 'json' : parseValueType(valueType);
    const value = fields['value'];
    const set = { key, type, ...(expiry !== undefined && { expiry }) };
    if (type === 'json') return { kind, ...set, text: JSON.stringify(value) };
    return { kind, ...set, text: asNumberText(value, `${where}.value`) ?? '' };
  }
  if (expiry !== undefined) throw new UsageError(`${where}: only a set can expire`);
  const text = asNumberText(fields['value'], `${where}.value`) ?? '';
  if (kind === 'min' || kind === 'max') return { kind, key, text };
  if (kind !== 'sum') {
    throw new UsageError(
      `${where}.type: must be set, setVersionstampedKey, delete, sum, min or max`,
    );
  }
  return {
    kind,
    key,
    text,
    type: valueType === undefined ? 'u64' : parseOperandType(valueType),
    min: asNumberText(fields['min'], `${where}.min`),
    max: asNumberText(fields['max'], `${where}.max`),
    clamp: asFlag(fields['clamp'], `${where}.clamp`),
  };
}

function readKey(value: unknown, where: string): readonly KeyPart[] {
  if (value === undefined) throw new UsageError(`${where}.key: is missing`);
  const key = keyFromJson(value);
  if (key.length === 0) throw new UsageError(`${where}.key: needs at least one part`);
  return key;
}

function asNumberText(value: unknown, where: string): string | undefined {
  return typeof value === 'number' ? String(value) : asText(value, where);
}

function asFlag(value: unknown, where: string): boolean {
  if (value === undefined || typeof value === 'boolean') return value ?? false;
  throw new UsageError(`${where}: must be true or false`);
}

function asText(value: unknown, where: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new UsageError(`${where}: must be a text`);
}

function asArray(value: unknown, where: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new UsageError(`${where}: must be an array`);
  return value;
}

function asFields(
  value: unknown,
  where: string,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`${where}: must be an object`);
  }
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) throw new UsageError(`${where}: has no field "${name}"`);
  }
  return Object.fromEntries(Object.entries(value));
}
