import { describe, expect, test } from 'vitest';
import { PeerProtocolError } from '../../../rpc/http2/errors.ts';
import { FieldDecoder, fieldListBytesMax } from '../../../rpc/http2/field-decoder.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

function decode(decoder: FieldDecoder, block: Buffer): string[] {
  const fields: string[] = [];
  decoder.decode(block, { field: (name, value) => fields.push(`${name}: ${value}`) });
  return fields;
}

describe('the requests of RFC 7541', () => {
  test.each([
    [
      'C.3',
      [
        '8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d',
        '8286 84be 5808 6e6f 2d63 6163 6865',
        '8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65',
      ],
    ],
    [
      'C.4, with Huffman strings,',
      [
        '8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff',
        '8286 84be 5886 a8eb 1064 9cbf',
        '8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf',
      ],
    ],
  ])('%s decode, and leave the table as it says', (_name, blocks) => {
    const decoder = new FieldDecoder();
    const decoded = blocks.map((block) => [decode(decoder, bytes(block)), decoder.tableBytes]);
    expect(decoded).toEqual([
      [[':method: GET', ':scheme: http', ':path: /', ':authority: www.example.com'], 57],
      [
        [
          ':method: GET',
          ':scheme: http',
          ':path: /',
          ':authority: www.example.com',
          'cache-control: no-cache',
        ],
        110,
      ],
      [
        [
          ':method: GET',
          ':scheme: https',
          ':path: /index.html',
          ':authority: www.example.com',
          'custom-key: custom-value',
        ],
        164,
      ],
    ]);
  });
});

/** A literal with incremental indexing. */
function literal(name: string, value: string): Buffer {
  const length = Buffer.alloc(value.length < 127 ? 1 : 3, value.length);
  if (value.length >= 127) {
    const rest = value.length - 127;
    length.set([127, (rest & 127) | 128, rest >>> 7]);
  }
  return Buffer.concat([
    Buffer.of(0x40, name.length),
    Buffer.from(name),
    length,
    Buffer.from(value),
  ]);
}

test('the table never exceeds 4096 bytes: the oldest entries go', () => {
  const decoder = new FieldDecoder();
  for (let at = 0; at < 500; at++) {
    decode(decoder, literal(`n${at}`, 'v'.repeat(at % 90)));
    expect(decoder.tableBytes).toBeLessThanOrEqual(4096);
  }
  expect(decode(decoder, Buffer.of(0xbe))).toEqual([`n499: ${'v'.repeat(49)}`]);
  expect(() => decode(decoder, Buffer.of(0xff, 0x7f))).toThrow(PeerProtocolError);
});

test('an entry larger than the table empties it, and is no error', () => {
  const decoder = new FieldDecoder();
  decode(decoder, literal('a', 'b'));
  expect(decode(decoder, literal('a', 'x'.repeat(4096)))).toHaveLength(1);
  expect(decoder.tableBytes).toBe(0);
});

test('a table that is made smaller forgets at once, and may grow again', () => {
  const decoder = new FieldDecoder();
  decode(decoder, literal('a', 'b'));
  decode(decoder, Buffer.of(0x20));
  expect(decoder.tableBytes).toBe(0);
  decode(decoder, Buffer.concat([bytes('3fe11f'), literal('a', 'b')]));
  expect(decoder.tableBytes).toBe(34);
});

test.each([
  ['a table of 4097 bytes', '3fe21f'],
  ['a change of the size after a field', '8220'],
  ['index 0', '80'],
  ['an index without an entry', 'be'],
  ['a name without an entry', '7e0161'],
  ['an integer without end', 'ffffffffffffffffff'],
  ['a string longer than the block', '00056162'],
])('%s is malformed', (_name, hex) => {
  expect(() => decode(new FieldDecoder(), bytes(hex))).toThrow(PeerProtocolError);
});

test('a short block that names a long entry ten thousand times gives no more than its limit', () => {
  const decoder = new FieldDecoder();
  decode(decoder, literal('a', 'x'.repeat(4000)));
  let given = 0;
  const isWhole = decoder.decode(Buffer.alloc(10_000, 0xbe), {
    field: (name, value) => {
      given += name.length + value.length + 32;
    },
  });
  expect([isWhole, given <= fieldListBytesMax]).toEqual([false, true]);
});
