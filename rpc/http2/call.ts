/**
 * One gRPC call on a stream: its handler, what waits to be sent, its flow-control windows, and the cutting of
 * received bytes into messages. Each message on the wire is a flag byte (0: not compressed), a length of 4 bytes
 * big-endian, and the bytes.
 */
import { GrowingBuffer } from './growing-buffer.ts';

/** How a call ended. */
export type CallEnd =
  /** The server's own answer: gRPC status code (0 is success) and message. */
  | { readonly kind: 'answered'; readonly code: number; readonly message: string }
  /** Certainly not handled by the server: the call was never sent, or refused unread. */
  | { readonly kind: 'unsent'; readonly message: string }
  /** Sent, and the answer was lost or not waited for: the server may have done it, or may yet. */
  | {
      readonly kind: 'unknown';
      readonly reason: 'lost' | 'timeout' | 'malformed';
      readonly message: string;
    };

/** Whoever waits for a call. Neither function may throw. */
export interface CallHandler {
  /** A message of the answer. `message` is valid only until the return. */
  onMessage(message: Uint8Array): void;
  /** Called exactly once, last; possibly before `call` has returned. */
  onEnd(end: CallEnd): void;
}

/** The longest message that is accepted. */
const messageBytesMax = 64 * 1024 * 1024;
export const messagePrefixBytes = 5;

/** A call in flight. Mutable; owned by its connection. */
export class Call {
  readonly handler: CallHandler;
  /** The connection's sweep during which the call began. */
  readonly startSweep: number;
  /** Further messages of the request may follow, so what is sent does not end the stream. */
  readonly isOpenEnded: boolean;
  /** Bytes of the request that flow control holds back. */
  unsent: Uint8Array | undefined = undefined;
  /** To be called when those bytes have left. */
  whenSent: (() => void)[] = [];
  sendWindow: number;
  /** Received bytes that no WINDOW_UPDATE has given back. */
  uncreditedBytes = 0;
  /** A message that has begun and not ended. */
  readonly #partial = new GrowingBuffer();
  #neededBytes = 0;

  constructor(
    handler: CallHandler,
    options: {
      readonly startSweep: number;
      readonly sendWindow: number;
      readonly isOpenEnded: boolean;
    },
  ) {
    this.handler = handler;
    this.startSweep = options.startSweep;
    this.sendWindow = options.sendWindow;
    this.isOpenEnded = options.isOpenEnded;
  }

  /** True while a message has begun and not ended. */
  get isInsideMessage(): boolean {
    return this.#partial.length > 0;
  }

  /** Hands the messages that are now complete to the handler. Gives a text if the bytes are malformed. */
  receive(payload: Buffer): string | undefined {
    let bytes = payload;
    if (this.#partial.length > 0) {
      this.#partial.append(payload);
      if (this.#partial.length < this.#neededBytes) return undefined;
      bytes = this.#partial.take();
    }
    let at = 0;
    this.#neededBytes = messagePrefixBytes;
    while (bytes.length - at >= messagePrefixBytes) {
      const messageBytes = bytes.readUInt32BE(at + 1);
      if (bytes[at] !== 0) return 'the message is compressed, which was not offered';
      if (messageBytes > messageBytesMax) return `the message has ${messageBytes} bytes`;
      const start = at + messagePrefixBytes;
      const end = start + messageBytes;
      if (end > bytes.length) {
        this.#neededBytes = end - at;
        break;
      }
      this.handler.onMessage(bytes.subarray(start, end));
      at = end;
    }
    if (at < bytes.length) this.#partial.append(bytes.subarray(at));
    return undefined;
  }
}
