/** Commands on their way to the leader and the answers to them, as bytes of `kvorum.raft.v1`. */
import type { Term } from '../base/brand.ts';
import { asTerm } from '../base/brand.ts';
import { assertNever } from '../base/invariant.ts';
import { kvorum } from '../protos/gen/raft.js';
import type { Handshake } from './handshake.ts';
import { handshakeFromWire, handshakeToWire } from './handshake.ts';
import { PeerProtocolError } from './peer-errors.ts';
import { decodeWire, received, sent } from './raft-codec.ts';

const wire = kvorum.raft.v1;

/** What became of a forwarded command. */
export type ForwardOutcome =
  /** It was applied; `bytes` is the encoded result. */
  | { readonly kind: 'result'; readonly bytes: Uint8Array }
  /** Certainly not appended, here or anywhere. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** It may have been applied, or may still be. */
  | { readonly kind: 'unknown' };

/** A command to be proposed only by the leader of exactly this term. */
export type ForwardCommand = { readonly term: Term; readonly command: Uint8Array };

export type NumberedCommand = ForwardCommand & { readonly id: number };
export type NumberedOutcome = { readonly id: number; readonly outcome: ForwardOutcome };

/** One message of a Forward stream. */
export type ForwardContent =
  | { readonly kind: 'handshake'; readonly handshake: Handshake }
  | { readonly kind: 'commands'; readonly commands: readonly NumberedCommand[] };

export function encodeForwardHandshake(handshake: Handshake): Uint8Array {
  return wire.ForwardRequest.encode({ handshake: handshakeToWire(handshake) }).finish();
}

export function encodeForwardCommands(commands: readonly NumberedCommand[]): Uint8Array {
  return wire.ForwardRequest.encode({
    commands: {
      commands: commands.map(({ id, term, command }) => ({
        id: sent(id),
        term: sent(term),
        command,
      })),
    },
  }).finish();
}

/** The bytes may be reused afterwards: commands are copied. Throws `PeerProtocolError`. */
export function decodeForward(bytes: Uint8Array): ForwardContent {
  const request = decodeWire(() => wire.ForwardRequest.decode(new Uint8Array(bytes)));
  if (request.handshake) {
    return { kind: 'handshake', handshake: handshakeFromWire(request.handshake) };
  }
  if (!request.commands) throw new PeerProtocolError('a forward message without content');
  const commands = (request.commands.commands ?? []).map(({ id, term, command }) => ({
    id: received(id),
    term: asTerm(received(term)),
    command: command ?? new Uint8Array(),
  }));
  return { kind: 'commands', commands };
}

/** No answers: the handshake is accepted. */
export function encodeForwardAnswers(answers: readonly NumberedOutcome[]): Uint8Array {
  return wire.ForwardResponse.encode({ answers: answers.map(answerToWire) }).finish();
}

/** The bytes may be reused afterwards: results are copied. Throws `PeerProtocolError`. */
export function decodeForwardAnswers(bytes: Uint8Array): readonly NumberedOutcome[] {
  const response = decodeWire(() => wire.ForwardResponse.decode(new Uint8Array(bytes)));
  return response.answers.map((answer) => ({
    id: received(answer.id),
    outcome: outcomeFromWire(answer),
  }));
}

function answerToWire({ id, outcome }: NumberedOutcome): kvorum.raft.v1.IForwardAnswer {
  switch (outcome.kind) {
    case 'result':
      return { id: sent(id), result: outcome.bytes };
    case 'refused':
      return { id: sent(id), refused: { code: outcome.code, message: outcome.message } };
    case 'unknown':
      return { id: sent(id), unknown: {} };
    default:
      return assertNever(outcome);
  }
}

function outcomeFromWire(answer: kvorum.raft.v1.IForwardAnswer): ForwardOutcome {
  if (answer.refused) {
    const { code, message } = answer.refused;
    return { kind: 'refused', code: code ?? '', message: message ?? '' };
  }
  // The generated class gives an absent result the value null.
  if (answer.result) return { kind: 'result', bytes: answer.result };
  // Also what a later version may say: not known to be applied, not known to be refused.
  return { kind: 'unknown' };
}
