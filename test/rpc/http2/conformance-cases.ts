/** What a client may do wrong, and what RFC 9113 says that a server does about it. */
import { errorCode, frameFlag, frameType, preface, settingId } from '../../../rpc/http2/frames.ts';
import { encodeFields } from '../../../rpc/http2/hpack.ts';
import { body, call, headers, hello, requestBlock, setting, uint32 } from './server-support.ts';
import { frame, grpcMessage } from './support.ts';

export type ConformanceCase = {
  readonly section: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** The connection ends with this code, or stream 1 does. */
  readonly expected: { readonly connection: number } | { readonly stream: number };
  /** Node's own server says something else, or nothing, which the RFC allows. */
  readonly isOurs?: boolean;
};

const { protocolError, frameSize, flowControl, streamClosed, compression } = errorCode;
const { endStream, endHeaders, padded, priority } = frameFlag;
const after = (...pieces: readonly Uint8Array[]): Buffer => Buffer.concat([hello, ...pieces]);
const held = headers(1, '/t/Hold');
const block = (change: Readonly<Record<string, string | undefined>>): Buffer =>
  frame(frameType.headers, endHeaders, 1, requestBlock('/t/Echo', change));
const fields = (...list: readonly (readonly [string, string])[]): Buffer =>
  frame(frameType.headers, endHeaders | endStream, 1, encodeFields(list));
const request = [
  [':method', 'POST'],
  [':scheme', 'http'],
  [':path', '/t/Echo'],
] as const;

const connectionCases: readonly ConformanceCase[] = [
  ['3.4', 'no preface', Buffer.from('GET / HTTP/1.1\r\n\r\n'), protocolError, true],
  [
    '3.4',
    'a first frame that is not SETTINGS',
    Buffer.concat([preface, held]),
    protocolError,
    true,
  ],
  ['4.2', 'a frame of 16385 bytes', after(frame(0, 0, 1, Buffer.alloc(16_385))), frameSize],
  ['4.3', 'a header block that is no HPACK', after(frame(1, 4, 1, Buffer.of(0x80))), compression],
  [
    '4.3',
    'a frame inside a header block',
    after(headers(1, '/t/Echo', 0), frame(frameType.ping, 0, 0, Buffer.alloc(8))),
    protocolError,
  ],
  [
    '4.3',
    'CONTINUATION of another stream',
    after(headers(1, '/t/Echo', 0), frame(frameType.continuation, endHeaders, 3)),
    protocolError,
  ],
  ['5.1', 'DATA on an idle stream', after(frame(frameType.data, 0, 1)), protocolError],
  [
    '5.1',
    'RST_STREAM on an idle stream',
    after(frame(frameType.rstStream, 0, 1, uint32(8))),
    protocolError,
  ],
  [
    '5.1',
    'WINDOW_UPDATE on an idle stream',
    after(frame(frameType.windowUpdate, 0, 1, uint32(8))),
    protocolError,
  ],
  ['5.1.1', 'HEADERS on an even stream', after(headers(2)), protocolError],
  ['5.1.1', 'HEADERS on stream 0', after(headers(0)), protocolError],
  ['6.1', 'DATA on stream 0', after(frame(frameType.data, 0, 0, Buffer.of(1))), protocolError],
  [
    '6.1',
    'padding longer than the frame',
    after(held, frame(frameType.data, padded, 1, Buffer.of(9, 1))),
    protocolError,
  ],
  [
    '6.2',
    'HEADERS with padding longer than the frame',
    after(frame(frameType.headers, padded | endHeaders, 1, Buffer.of(9, 1))),
    protocolError,
  ],
  [
    '6.2',
    'HEADERS too short for its priority',
    after(frame(frameType.headers, priority | endHeaders, 1, Buffer.of(0))),
    frameSize,
    true,
  ],
  [
    '6.3',
    'PRIORITY on stream 0',
    after(frame(frameType.priority, 0, 0, Buffer.alloc(5))),
    protocolError,
  ],
  [
    '6.3',
    'PRIORITY of 4 bytes',
    after(held, frame(frameType.priority, 0, 1, Buffer.alloc(4))),
    frameSize,
  ],
  [
    '6.4',
    'RST_STREAM of 3 bytes',
    after(held, frame(frameType.rstStream, 0, 1, Buffer.alloc(3))),
    frameSize,
  ],
  [
    '6.4',
    'RST_STREAM on stream 0',
    after(frame(frameType.rstStream, 0, 0, uint32(8))),
    protocolError,
  ],
  [
    '6.5',
    'SETTINGS of 5 bytes',
    after(frame(frameType.settings, 0, 0, Buffer.alloc(5))),
    frameSize,
  ],
  [
    '6.5',
    'an acknowledgement of SETTINGS with content',
    after(frame(frameType.settings, frameFlag.ack, 0, setting(1, 1))),
    frameSize,
  ],
  ['6.5', 'SETTINGS on a stream', after(frame(frameType.settings, 0, 1)), protocolError],
  [
    '6.5.2',
    'ENABLE_PUSH of 2',
    after(frame(frameType.settings, 0, 0, setting(settingId.enablePush, 2))),
    protocolError,
  ],
  [
    '6.5.2',
    'INITIAL_WINDOW_SIZE of 2^31',
    after(frame(frameType.settings, 0, 0, setting(settingId.initialWindowSize, 2 ** 31))),
    flowControl,
  ],
  [
    '6.5.2',
    'MAX_FRAME_SIZE of 16383',
    after(frame(frameType.settings, 0, 0, setting(settingId.frameBytesMax, 16_383))),
    protocolError,
  ],
  [
    '6.6',
    'PUSH_PROMISE of a client',
    after(frame(frameType.pushPromise, 4, 1)),
    protocolError,
    true,
  ],
  ['6.7', 'PING of 7 bytes', after(frame(frameType.ping, 0, 0, Buffer.alloc(7))), frameSize],
  ['6.7', 'PING on a stream', after(frame(frameType.ping, 0, 1, Buffer.alloc(8))), protocolError],
  [
    '6.8',
    'GOAWAY on a stream',
    after(frame(frameType.goAway, 0, 1, Buffer.alloc(8))),
    protocolError,
  ],
  ['6.8', 'GOAWAY of 7 bytes', after(frame(frameType.goAway, 0, 0, Buffer.alloc(7))), frameSize],
  [
    '6.9',
    'WINDOW_UPDATE of 3 bytes',
    after(frame(frameType.windowUpdate, 0, 0, Buffer.alloc(3))),
    frameSize,
  ],
  [
    '6.9',
    'WINDOW_UPDATE by nothing',
    after(frame(frameType.windowUpdate, 0, 0, uint32(0))),
    protocolError,
  ],
  [
    '6.9.1',
    'a window of the connection that overflows',
    after(frame(frameType.windowUpdate, 0, 0, uint32(2 ** 31 - 1))),
    flowControl,
  ],
  ['6.10', 'CONTINUATION of nothing', after(frame(frameType.continuation, 4, 1)), protocolError],
  [
    '7541 4.2',
    'a table that is made too large',
    after(frame(1, 4, 1, Buffer.of(0x3f, 0xff, 0x7f))),
    compression,
  ],
  [
    '7541 6.1',
    'an index beyond the tables',
    after(frame(1, 4, 1, Buffer.of(0xff, 0))),
    compression,
  ],
].map(toCase('connection'));

const streamCases: readonly ConformanceCase[] = [
  [
    '5.1',
    'DATA after the end of the request',
    after(call(1, '/t/Hold'), frame(frameType.data, 0, 1, Buffer.of(1))),
    streamClosed,
    true,
  ],
  [
    '5.1',
    'HEADERS after the end of the request',
    after(call(1, '/t/Hold'), headers(1, '/t/Hold')),
    streamClosed,
    true,
  ],
  [
    '6.9',
    'WINDOW_UPDATE of a stream by nothing',
    after(held, frame(frameType.windowUpdate, 0, 1, uint32(0))),
    protocolError,
    true,
  ],
  [
    '6.9.1',
    'a window of a stream that overflows',
    after(held, frame(frameType.windowUpdate, 0, 1, uint32(2 ** 31 - 1))),
    flowControl,
    true,
  ],
  [
    '8.1',
    'trailers that do not end the request',
    after(held, frame(frameType.headers, endHeaders, 1, encodeFields([['a', 'b']]))),
    protocolError,
    true,
  ],
  [
    '8.1',
    'trailers with a pseudo-header field',
    after(held, frame(frameType.headers, endHeaders | endStream, 1, requestBlock('/'))),
    protocolError,
  ],
  [
    '8.1.1',
    'a content-length that is wrong',
    after(block({ 'content-length': '1' }), body(1)),
    protocolError,
  ],
  ['8.2.1', 'a name with a capital', after(block({ Big: 'x' })), protocolError],
  ['8.2.1', 'a name with a space', after(block({ 'a b': 'x' })), protocolError, true],
  ['8.2.1', 'a value with a line feed', after(block({ a: 'x\ny' })), protocolError, true],
  ['8.2.2', 'the field connection', after(block({ connection: 'close' })), protocolError],
  ['8.2.2', 'te other than trailers', after(block({ te: 'gzip' })), protocolError],
  ['8.3', 'an unknown pseudo-header field', after(block({ ':x': 'y' })), protocolError],
  ['8.3', 'a response’s pseudo-header field', after(block({ ':status': '200' })), protocolError],
  [
    '8.3',
    'a pseudo-header field after others',
    after(fields(...request, ['a', 'b'], [':authority', 'x'])),
    protocolError,
  ],
  ['8.3.1', 'a repeated :path', after(fields(...request, [':path', '/'])), protocolError],
  ['8.3.1', 'no :method', after(block({ ':method': undefined })), protocolError],
  ['8.3.1', 'no :scheme', after(block({ ':scheme': undefined })), protocolError],
  ['8.3.1', 'no :path', after(block({ ':path': undefined })), protocolError],
].map(toCase('stream'));

export const conformanceCases = [...connectionCases, ...streamCases];

/** What is unusual and right: after each, stream 1 is answered. */
export const rightCases: readonly (readonly [section: string, name: string, bytes: Buffer])[] = [
  ['3.4', 'a preface in one piece with a call', after(call(1))],
  [
    '4.3',
    'a header block in many frames',
    after(
      frame(frameType.headers, 0, 1, requestBlock('/t/Echo').subarray(0, 1)),
      frame(frameType.continuation, 0, 1),
      frame(frameType.continuation, 0, 1, requestBlock('/t/Echo').subarray(1, 9)),
      frame(frameType.continuation, endHeaders, 1, requestBlock('/t/Echo').subarray(9)),
      body(1),
    ),
  ],
  ['5.5', 'a frame of an unknown type', after(frame(0xaa, 0xff, 0, Buffer.alloc(9)), call(1))],
  [
    '6.1',
    'DATA with padding',
    after(
      headers(1),
      frame(
        frameType.data,
        padded | endStream,
        1,
        Buffer.concat([Buffer.of(200), grpcMessage(Buffer.from('hello')), Buffer.alloc(200)]),
      ),
    ),
  ],
  [
    '6.1',
    'an empty DATA that ends',
    after(headers(1), frame(0, 0, 1, grpcMessage(Buffer.from('hello'))), frame(0, endStream, 1)),
  ],
  [
    '6.2',
    'HEADERS with padding and a priority',
    after(
      frame(
        frameType.headers,
        padded | priority | endHeaders,
        1,
        Buffer.concat([Buffer.of(2, 0, 0, 0, 0, 7), requestBlock('/t/Echo'), Buffer.alloc(2)]),
      ),
      body(1),
    ),
  ],
  ['6.3', 'PRIORITY on an idle stream', after(frame(2, 0, 9, Buffer.of(0, 0, 0, 3, 1)), call(1))],
  ['6.5.2', 'an unknown setting', after(frame(4, 0, 0, setting(99, 7)), call(1))],
  [
    '8.1',
    'trailers',
    after(
      headers(1),
      frame(0, 0, 1, grpcMessage(Buffer.from('hello'))),
      frame(frameType.headers, endHeaders | endStream, 1, encodeFields([['a', 'b']])),
    ),
  ],
];

type Row = readonly [section: string, name: string, bytes: Buffer, code: number, isOurs?: boolean];

function toCase(scope: 'connection' | 'stream') {
  return (row: unknown): ConformanceCase => {
    const [section, name, bytes, code, isOurs = false] = row as Row;
    const expected = scope === 'connection' ? { connection: code } : { stream: code };
    return { section, name, bytes, expected, isOurs };
  };
}
