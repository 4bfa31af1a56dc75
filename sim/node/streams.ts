/** Streams and calls between simulated processes in the form in which rpc/ dials and accepts them. */
import { KvorumError } from '../../base/errors.ts';
import { PeerRefusedError, PeerUnreachableError } from '../../rpc/index.ts';
import type { CallPeer, DialPeer, StreamSink } from '../../rpc/index.ts';
import type { Host } from '../world/host.ts';
import type { Network, StreamSide } from '../world/network.ts';

/** What takes a stream and what comes on it. */
type Accept = (sink: StreamSink) => {
  readonly onMessage: (bytes: Uint8Array) => Promise<void> | undefined;
  readonly onClose: () => void;
};

export type Ends = { readonly onMessage: (bytes: Uint8Array) => void; readonly onEnd: () => void };

/** Dials `n<number>:port`. `accept` gives undefined where nobody listens. */
export function simulatedDial(
  caller: { readonly host: Host; readonly network: Network },
  accept: (address: string, method: string, side: StreamSide) => Ends | undefined,
): DialPeer {
  const { host, network } = caller;
  return (address, method) => (handlers) => {
    const to = Number.parseInt(address.slice(1), 10);
    const side = network.stream(
      { from: host.number, to },
      {
        onMessage: handlers.onMessage,
        onEnd: (reason) => handlers.onEnd({ kind: 'lost', reason }),
      },
      (answers) => {
        const ends = accept(address, method, answers);
        if (ends !== undefined) return ends;
        answers.close();
        return { onMessage: () => undefined, onEnd: () => undefined };
      },
    );
    return { write: (bytes, onWritten) => side.write(bytes, onWritten), close: () => side.close() };
  };
}

/**
 * Gives a stream to whoever accepts it. While a message is being handled the next ones wait, as they would in the
 * buffers of a connection. `onBug` gets what no peer can be blamed for.
 */
export function acceptStream(
  side: StreamSide,
  accept: Accept,
  onBug: (error: unknown) => void,
): Ends {
  const waiting: Uint8Array[] = [];
  let isBusy = false;
  const session = accept({
    write: (bytes) => side.write(bytes, () => undefined),
    end: () => side.close(),
  });
  const takeNext = (): void => {
    const bytes = isBusy ? undefined : waiting.shift();
    if (bytes === undefined) return;
    const handled = session.onMessage(bytes);
    if (handled === undefined) {
      takeNext();
      return;
    }
    isBusy = true;
    handled.then(() => {
      isBusy = false;
      takeNext();
    }, onBug);
  };
  return {
    onMessage: (bytes) => {
      waiting.push(bytes);
      takeNext();
    },
    onEnd: () => {
      waiting.length = 0;
      session.onClose();
    },
  };
}

/** The first byte of an answer to a call: as the status of a real one. */
const answered = 0;
const refused = 1;
const failed = 2;

/** Calls on a stream of their own: one message there, one back. */
export function simulatedCall(dialPeer: DialPeer): CallPeer {
  return async ({ address, method, bytes, timeoutMs }, clock) =>
    await new Promise((resolve, reject) => {
      const unreachable = (reason: string): void => reject(new PeerUnreachableError(reason));
      const stream = dialPeer(
        address,
        method,
        clock,
      )({
        onMessage: (message) => {
          timer.cancel();
          stream.close();
          const content = message.subarray(1);
          if (message[0] === answered) resolve(content);
          else if (message[0] === refused) reject(new PeerRefusedError(textOf(content)));
          else unreachable(textOf(content));
        },
        onEnd: ({ reason }) => {
          timer.cancel();
          unreachable(`${address}: ${reason}`);
        },
      });
      const timer = clock.after(timeoutMs, () => {
        stream.close();
        unreachable(`${address}: no answer`);
      });
      stream.write(bytes, () => undefined);
    });
}

/** Answers a call. `onBug` gets what no peer can be blamed for. */
export function acceptCall(
  side: StreamSide,
  serve: (bytes: Uint8Array) => Promise<Uint8Array>,
  onBug: (error: unknown) => void,
): Ends {
  const answer = (kind: number, content: Uint8Array): void =>
    side.write(Uint8Array.from([kind, ...content]), () => undefined);
  return {
    onMessage: (bytes) => {
      serve(bytes).then(
        (content) => answer(answered, content),
        (error: unknown) => {
          if (!(error instanceof KvorumError)) onBug(error);
          else {
            const kind = error instanceof PeerRefusedError ? refused : failed;
            answer(kind, new TextEncoder().encode(error.message));
          }
        },
      );
    },
    onEnd: () => undefined,
  };
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
