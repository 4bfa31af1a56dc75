import * as $protobuf from "protobufjs";
import Long = require("long");
/** Namespace kvorum. */
export namespace kvorum {

    /** Namespace storage. */
    namespace storage {

        /** Namespace v1. */
        namespace v1 {

            /** Properties of a Command. */
            interface ICommand {

                /** Command origin */
                origin?: (kvorum.storage.v1.IOrigin|null);

                /** Command atomic */
                atomic?: (kvorum.storage.v1.IAtomic|null);

                /** Command openSession */
                openSession?: (kvorum.storage.v1.IOpenSession|null);

                /** Command closeSession */
                closeSession?: (kvorum.storage.v1.ICloseSession|null);

                /** Command sweepSessions */
                sweepSessions?: (kvorum.storage.v1.ISweepSessions|null);

                /** Command expireEntries */
                expireEntries?: (kvorum.storage.v1.IExpireEntries|null);

                /** Command enqueuingAtomic */
                enqueuingAtomic?: (kvorum.storage.v1.IAtomic|null);

                /** Command createDatabase */
                createDatabase?: (kvorum.storage.v1.ICreateDatabase|null);

                /** Command dropDatabase */
                dropDatabase?: (kvorum.storage.v1.IDropDatabase|null);

                /** Command clearDatabase */
                clearDatabase?: (kvorum.storage.v1.IClearDatabase|null);

                /** Command createToken */
                createToken?: (kvorum.storage.v1.ICreateToken|null);

                /** Command revokeToken */
                revokeToken?: (kvorum.storage.v1.IRevokeToken|null);
            }

            /** Represents a Command. */
            class Command implements ICommand {

                /**
                 * Constructs a new Command.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.ICommand);

                /** Command origin. */
                public origin?: (kvorum.storage.v1.IOrigin|null);

                /** Command atomic. */
                public atomic?: (kvorum.storage.v1.IAtomic|null);

                /** Command openSession. */
                public openSession?: (kvorum.storage.v1.IOpenSession|null);

                /** Command closeSession. */
                public closeSession?: (kvorum.storage.v1.ICloseSession|null);

                /** Command sweepSessions. */
                public sweepSessions?: (kvorum.storage.v1.ISweepSessions|null);

                /** Command expireEntries. */
                public expireEntries?: (kvorum.storage.v1.IExpireEntries|null);

                /** Command enqueuingAtomic. */
                public enqueuingAtomic?: (kvorum.storage.v1.IAtomic|null);

                /** Command createDatabase. */
                public createDatabase?: (kvorum.storage.v1.ICreateDatabase|null);

                /** Command dropDatabase. */
                public dropDatabase?: (kvorum.storage.v1.IDropDatabase|null);

                /** Command clearDatabase. */
                public clearDatabase?: (kvorum.storage.v1.IClearDatabase|null);

                /** Command createToken. */
                public createToken?: (kvorum.storage.v1.ICreateToken|null);

                /** Command revokeToken. */
                public revokeToken?: (kvorum.storage.v1.IRevokeToken|null);

                /** Command kind. */
                public kind?: ("atomic"|"openSession"|"closeSession"|"sweepSessions"|"expireEntries"|"enqueuingAtomic"|"createDatabase"|"dropDatabase"|"clearDatabase"|"createToken"|"revokeToken");

                /**
                 * Encodes the specified Command message. Does not implicitly {@link kvorum.storage.v1.Command.verify|verify} messages.
                 * @param message Command message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.ICommand, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Command message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Command
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.Command;
            }

            /** Properties of an OpenSession. */
            interface IOpenSession {

                /** OpenSession ttlMs */
                ttlMs?: (number|null);

                /** OpenSession database */
                database?: (number|null);
            }

            /** Represents an OpenSession. */
            class OpenSession implements IOpenSession {

                /**
                 * Constructs a new OpenSession.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.IOpenSession);

                /** OpenSession ttlMs. */
                public ttlMs: number;

                /** OpenSession database. */
                public database: number;

                /**
                 * Encodes the specified OpenSession message. Does not implicitly {@link kvorum.storage.v1.OpenSession.verify|verify} messages.
                 * @param message OpenSession message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.IOpenSession, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OpenSession message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns OpenSession
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.OpenSession;
            }

            /** Properties of a CloseSession. */
            interface ICloseSession {

                /** CloseSession session */
                session?: (number|null);

                /** CloseSession database */
                database?: (number|null);
            }

            /** Represents a CloseSession. */
            class CloseSession implements ICloseSession {

                /**
                 * Constructs a new CloseSession.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.ICloseSession);

                /** CloseSession session. */
                public session: number;

                /** CloseSession database. */
                public database: number;

                /**
                 * Encodes the specified CloseSession message. Does not implicitly {@link kvorum.storage.v1.CloseSession.verify|verify} messages.
                 * @param message CloseSession message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.ICloseSession, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CloseSession message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns CloseSession
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.CloseSession;
            }

            /** Properties of a SweepSessions. */
            interface ISweepSessions {

                /** SweepSessions term */
                term?: (number|null);
            }

            /** Represents a SweepSessions. */
            class SweepSessions implements ISweepSessions {

                /**
                 * Constructs a new SweepSessions.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.ISweepSessions);

                /** SweepSessions term. */
                public term: number;

                /**
                 * Encodes the specified SweepSessions message. Does not implicitly {@link kvorum.storage.v1.SweepSessions.verify|verify} messages.
                 * @param message SweepSessions message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.ISweepSessions, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SweepSessions message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SweepSessions
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.SweepSessions;
            }

            /** Properties of an ExpireEntries. */
            interface IExpireEntries {

                /** ExpireEntries term */
                term?: (number|null);

                /** ExpireEntries indexKeys */
                indexKeys?: (Uint8Array[]|null);
            }

            /** Represents an ExpireEntries. */
            class ExpireEntries implements IExpireEntries {

                /**
                 * Constructs a new ExpireEntries.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.IExpireEntries);

                /** ExpireEntries term. */
                public term: number;

                /** ExpireEntries indexKeys. */
                public indexKeys: Uint8Array[];

                /**
                 * Encodes the specified ExpireEntries message. Does not implicitly {@link kvorum.storage.v1.ExpireEntries.verify|verify} messages.
                 * @param message ExpireEntries message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.IExpireEntries, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ExpireEntries message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ExpireEntries
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.ExpireEntries;
            }

            /** Properties of an Origin. */
            interface IOrigin {

                /** Origin nodeId */
                nodeId?: (Uint8Array|null);

                /** Origin requestId */
                requestId?: (number|null);

                /** Origin incarnation */
                incarnation?: (number|null);
            }

            /** Represents an Origin. */
            class Origin implements IOrigin {

                /**
                 * Constructs a new Origin.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.IOrigin);

                /** Origin nodeId. */
                public nodeId: Uint8Array;

                /** Origin requestId. */
                public requestId: number;

                /** Origin incarnation. */
                public incarnation: number;

                /**
                 * Encodes the specified Origin message. Does not implicitly {@link kvorum.storage.v1.Origin.verify|verify} messages.
                 * @param message Origin message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.IOrigin, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Origin message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Origin
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.Origin;
            }

            /** Properties of an Atomic. */
            interface IAtomic {

                /** Atomic database */
                database?: (number|null);

                /** Atomic checks */
                checks?: (kvorum.storage.v1.ICheck[]|null);

                /** Atomic mutations */
                mutations?: (kvorum.storage.v1.IMutation[]|null);

                /** Atomic session */
                session?: (kvorum.storage.v1.ISessionRequest|null);

                /** Atomic enqueues */
                enqueues?: (kvorum.storage.v1.IEnqueue[]|null);
            }

            /** Represents an Atomic. */
            class Atomic implements IAtomic {

                /**
                 * Constructs a new Atomic.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.IAtomic);

                /** Atomic database. */
                public database: number;

                /** Atomic checks. */
                public checks: kvorum.storage.v1.ICheck[];

                /** Atomic mutations. */
                public mutations: kvorum.storage.v1.IMutation[];

                /** Atomic session. */
                public session?: (kvorum.storage.v1.ISessionRequest|null);

                /** Atomic enqueues. */
                public enqueues: kvorum.storage.v1.IEnqueue[];

                /**
                 * Encodes the specified Atomic message. Does not implicitly {@link kvorum.storage.v1.Atomic.verify|verify} messages.
                 * @param message Atomic message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.IAtomic, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Atomic message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Atomic
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.Atomic;
            }

            /** Properties of an Enqueue. */
            interface IEnqueue {

                /** Enqueue payload */
                payload?: (Uint8Array|null);

                /** Enqueue deadlineMs */
                deadlineMs?: (number|null);

                /** Enqueue keysIfUndelivered */
                keysIfUndelivered?: (Uint8Array[]|null);

                /** Enqueue backoffMs */
                backoffMs?: (number[]|null);
            }

            /** Represents an Enqueue. */
            class Enqueue implements IEnqueue {

                /**
                 * Constructs a new Enqueue.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.IEnqueue);

                /** Enqueue payload. */
                public payload: Uint8Array;

                /** Enqueue deadlineMs. */
                public deadlineMs: number;

                /** Enqueue keysIfUndelivered. */
                public keysIfUndelivered: Uint8Array[];

                /** Enqueue backoffMs. */
                public backoffMs: number[];

                /**
                 * Encodes the specified Enqueue message. Does not implicitly {@link kvorum.storage.v1.Enqueue.verify|verify} messages.
                 * @param message Enqueue message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.IEnqueue, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Enqueue message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Enqueue
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.Enqueue;
            }

            /** Properties of a SessionRequest. */
            interface ISessionRequest {

                /** SessionRequest id */
                id?: (number|null);

                /** SessionRequest seq */
                seq?: (number|null);

                /** SessionRequest ackedUpTo */
                ackedUpTo?: (number|null);
            }

            /** Represents a SessionRequest. */
            class SessionRequest implements ISessionRequest {

                /**
                 * Constructs a new SessionRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.ISessionRequest);

                /** SessionRequest id. */
                public id: number;

                /** SessionRequest seq. */
                public seq: number;

                /** SessionRequest ackedUpTo. */
                public ackedUpTo: number;

                /**
                 * Encodes the specified SessionRequest message. Does not implicitly {@link kvorum.storage.v1.SessionRequest.verify|verify} messages.
                 * @param message SessionRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.ISessionRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SessionRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SessionRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.SessionRequest;
            }

            /** Properties of a Check. */
            interface ICheck {

                /** Check key */
                key?: (Uint8Array|null);

                /** Check versionstamp */
                versionstamp?: (Uint8Array|null);
            }

            /** Represents a Check. */
            class Check implements ICheck {

                /**
                 * Constructs a new Check.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.ICheck);

                /** Check key. */
                public key: Uint8Array;

                /** Check versionstamp. */
                public versionstamp: Uint8Array;

                /**
                 * Encodes the specified Check message. Does not implicitly {@link kvorum.storage.v1.Check.verify|verify} messages.
                 * @param message Check message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.ICheck, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Check message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Check
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.Check;
            }

            /** MutationKind enum. */
            enum MutationKind {
                MUTATION_KIND_UNSPECIFIED = 0,
                MUTATION_KIND_SET = 1,
                MUTATION_KIND_DELETE = 2,
                MUTATION_KIND_SUM = 3,
                MUTATION_KIND_MAX = 4,
                MUTATION_KIND_MIN = 5,
                MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY = 9,
                MUTATION_KIND_SET_EXPIRING = 20,
                MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY_EXPIRING = 21
            }

            /** Properties of a Mutation. */
            interface IMutation {

                /** Mutation key */
                key?: (Uint8Array|null);

                /** Mutation kind */
                kind?: (kvorum.storage.v1.MutationKind|null);

                /** Mutation value */
                value?: (Uint8Array|null);

                /** Mutation encoding */
                encoding?: (number|null);

                /** Mutation sumMin */
                sumMin?: (Uint8Array|null);

                /** Mutation sumMax */
                sumMax?: (Uint8Array|null);

                /** Mutation sumClamp */
                sumClamp?: (boolean|null);

                /** Mutation expireAtMs */
                expireAtMs?: (number|null);

                /** Mutation expireInMs */
                expireInMs?: (number|null);
            }

            /** Represents a Mutation. */
            class Mutation implements IMutation {

                /**
                 * Constructs a new Mutation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.IMutation);

                /** Mutation key. */
                public key: Uint8Array;

                /** Mutation kind. */
                public kind: kvorum.storage.v1.MutationKind;

                /** Mutation value. */
                public value: Uint8Array;

                /** Mutation encoding. */
                public encoding: number;

                /** Mutation sumMin. */
                public sumMin: Uint8Array;

                /** Mutation sumMax. */
                public sumMax: Uint8Array;

                /** Mutation sumClamp. */
                public sumClamp: boolean;

                /** Mutation expireAtMs. */
                public expireAtMs: number;

                /** Mutation expireInMs. */
                public expireInMs: number;

                /**
                 * Encodes the specified Mutation message. Does not implicitly {@link kvorum.storage.v1.Mutation.verify|verify} messages.
                 * @param message Mutation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.IMutation, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Mutation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Mutation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.Mutation;
            }

            /** Properties of a Result. */
            interface IResult {

                /** Result committed */
                committed?: (kvorum.storage.v1.ICommitted|null);

                /** Result conflict */
                conflict?: (kvorum.storage.v1.IConflict|null);

                /** Result rejected */
                rejected?: (kvorum.storage.v1.IRejected|null);

                /** Result sessionOpened */
                sessionOpened?: (kvorum.storage.v1.ISessionOpened|null);

                /** Result sessionClosed */
                sessionClosed?: (kvorum.storage.v1.ISessionClosed|null);

                /** Result sessionRefused */
                sessionRefused?: (kvorum.storage.v1.ISessionRefused|null);

                /** Result sessionsSwept */
                sessionsSwept?: (kvorum.storage.v1.ISessionsSwept|null);

                /** Result entriesExpired */
                entriesExpired?: (kvorum.storage.v1.IEntriesExpired|null);

                /** Result catalog */
                catalog?: (kvorum.storage.v1.ICatalogResult|null);
            }

            /** Represents a Result. */
            class Result implements IResult {

                /**
                 * Constructs a new Result.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.IResult);

                /** Result committed. */
                public committed?: (kvorum.storage.v1.ICommitted|null);

                /** Result conflict. */
                public conflict?: (kvorum.storage.v1.IConflict|null);

                /** Result rejected. */
                public rejected?: (kvorum.storage.v1.IRejected|null);

                /** Result sessionOpened. */
                public sessionOpened?: (kvorum.storage.v1.ISessionOpened|null);

                /** Result sessionClosed. */
                public sessionClosed?: (kvorum.storage.v1.ISessionClosed|null);

                /** Result sessionRefused. */
                public sessionRefused?: (kvorum.storage.v1.ISessionRefused|null);

                /** Result sessionsSwept. */
                public sessionsSwept?: (kvorum.storage.v1.ISessionsSwept|null);

                /** Result entriesExpired. */
                public entriesExpired?: (kvorum.storage.v1.IEntriesExpired|null);

                /** Result catalog. */
                public catalog?: (kvorum.storage.v1.ICatalogResult|null);

                /** Result kind. */
                public kind?: ("committed"|"conflict"|"rejected"|"sessionOpened"|"sessionClosed"|"sessionRefused"|"sessionsSwept"|"entriesExpired"|"catalog");

                /**
                 * Encodes the specified Result message. Does not implicitly {@link kvorum.storage.v1.Result.verify|verify} messages.
                 * @param message Result message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.IResult, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Result message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Result
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.Result;
            }

            /** Properties of a SessionOpened. */
            interface ISessionOpened {

                /** SessionOpened session */
                session?: (number|null);
            }

            /** Represents a SessionOpened. */
            class SessionOpened implements ISessionOpened {

                /**
                 * Constructs a new SessionOpened.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.ISessionOpened);

                /** SessionOpened session. */
                public session: number;

                /**
                 * Encodes the specified SessionOpened message. Does not implicitly {@link kvorum.storage.v1.SessionOpened.verify|verify} messages.
                 * @param message SessionOpened message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.ISessionOpened, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SessionOpened message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SessionOpened
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.SessionOpened;
            }

            /** Properties of a SessionClosed. */
            interface ISessionClosed {
            }

            /** Represents a SessionClosed. */
            class SessionClosed implements ISessionClosed {

                /**
                 * Constructs a new SessionClosed.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.ISessionClosed);

                /**
                 * Encodes the specified SessionClosed message. Does not implicitly {@link kvorum.storage.v1.SessionClosed.verify|verify} messages.
                 * @param message SessionClosed message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.ISessionClosed, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SessionClosed message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SessionClosed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.SessionClosed;
            }

            /** Properties of a SessionsSwept. */
            interface ISessionsSwept {

                /** SessionsSwept count */
                count?: (number|null);
            }

            /** Represents a SessionsSwept. */
            class SessionsSwept implements ISessionsSwept {

                /**
                 * Constructs a new SessionsSwept.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.ISessionsSwept);

                /** SessionsSwept count. */
                public count: number;

                /**
                 * Encodes the specified SessionsSwept message. Does not implicitly {@link kvorum.storage.v1.SessionsSwept.verify|verify} messages.
                 * @param message SessionsSwept message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.ISessionsSwept, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SessionsSwept message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SessionsSwept
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.SessionsSwept;
            }

            /** Properties of an EntriesExpired. */
            interface IEntriesExpired {

                /** EntriesExpired count */
                count?: (number|null);
            }

            /** Represents an EntriesExpired. */
            class EntriesExpired implements IEntriesExpired {

                /**
                 * Constructs a new EntriesExpired.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.IEntriesExpired);

                /** EntriesExpired count. */
                public count: number;

                /**
                 * Encodes the specified EntriesExpired message. Does not implicitly {@link kvorum.storage.v1.EntriesExpired.verify|verify} messages.
                 * @param message EntriesExpired message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.IEntriesExpired, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an EntriesExpired message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns EntriesExpired
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.EntriesExpired;
            }

            /** SessionRefusal enum. */
            enum SessionRefusal {
                SESSION_REFUSAL_UNSPECIFIED = 0,
                SESSION_REFUSAL_EXPIRED = 1,
                SESSION_REFUSAL_STALE = 2,
                SESSION_REFUSAL_REUSED = 3,
                SESSION_REFUSAL_AHEAD = 4
            }

            /** Properties of a SessionRefused. */
            interface ISessionRefused {

                /** SessionRefused reason */
                reason?: (kvorum.storage.v1.SessionRefusal|null);
            }

            /** Represents a SessionRefused. */
            class SessionRefused implements ISessionRefused {

                /**
                 * Constructs a new SessionRefused.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.ISessionRefused);

                /** SessionRefused reason. */
                public reason: kvorum.storage.v1.SessionRefusal;

                /**
                 * Encodes the specified SessionRefused message. Does not implicitly {@link kvorum.storage.v1.SessionRefused.verify|verify} messages.
                 * @param message SessionRefused message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.ISessionRefused, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SessionRefused message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SessionRefused
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.SessionRefused;
            }

            /** Properties of a Committed. */
            interface ICommitted {

                /** Committed versionstamp */
                versionstamp?: (Uint8Array|null);
            }

            /** Represents a Committed. */
            class Committed implements ICommitted {

                /**
                 * Constructs a new Committed.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.ICommitted);

                /** Committed versionstamp. */
                public versionstamp: Uint8Array;

                /**
                 * Encodes the specified Committed message. Does not implicitly {@link kvorum.storage.v1.Committed.verify|verify} messages.
                 * @param message Committed message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.ICommitted, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Committed message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Committed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.Committed;
            }

            /** Properties of a Conflict. */
            interface IConflict {

                /** Conflict failedChecks */
                failedChecks?: (number[]|null);
            }

            /** Represents a Conflict. */
            class Conflict implements IConflict {

                /**
                 * Constructs a new Conflict.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.IConflict);

                /** Conflict failedChecks. */
                public failedChecks: number[];

                /**
                 * Encodes the specified Conflict message. Does not implicitly {@link kvorum.storage.v1.Conflict.verify|verify} messages.
                 * @param message Conflict message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.IConflict, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Conflict message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Conflict
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.Conflict;
            }

            /** Properties of a Rejected. */
            interface IRejected {

                /** Rejected message */
                message?: (string|null);
            }

            /** Represents a Rejected. */
            class Rejected implements IRejected {

                /**
                 * Constructs a new Rejected.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.IRejected);

                /** Rejected message. */
                public message: string;

                /**
                 * Encodes the specified Rejected message. Does not implicitly {@link kvorum.storage.v1.Rejected.verify|verify} messages.
                 * @param message Rejected message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.IRejected, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Rejected message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Rejected
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.Rejected;
            }

            /** Properties of a CreateDatabase. */
            interface ICreateDatabase {

                /** CreateDatabase id */
                id?: (Uint8Array|null);

                /** CreateDatabase name */
                name?: (string|null);
            }

            /** Represents a CreateDatabase. */
            class CreateDatabase implements ICreateDatabase {

                /**
                 * Constructs a new CreateDatabase.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.ICreateDatabase);

                /** CreateDatabase id. */
                public id: Uint8Array;

                /** CreateDatabase name. */
                public name: string;

                /**
                 * Encodes the specified CreateDatabase message. Does not implicitly {@link kvorum.storage.v1.CreateDatabase.verify|verify} messages.
                 * @param message CreateDatabase message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.ICreateDatabase, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CreateDatabase message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns CreateDatabase
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.CreateDatabase;
            }

            /** Properties of a DropDatabase. */
            interface IDropDatabase {

                /** DropDatabase id */
                id?: (Uint8Array|null);
            }

            /** Represents a DropDatabase. */
            class DropDatabase implements IDropDatabase {

                /**
                 * Constructs a new DropDatabase.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.IDropDatabase);

                /** DropDatabase id. */
                public id: Uint8Array;

                /**
                 * Encodes the specified DropDatabase message. Does not implicitly {@link kvorum.storage.v1.DropDatabase.verify|verify} messages.
                 * @param message DropDatabase message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.IDropDatabase, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DropDatabase message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns DropDatabase
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.DropDatabase;
            }

            /** Properties of a ClearDatabase. */
            interface IClearDatabase {

                /** ClearDatabase term */
                term?: (number|null);

                /** ClearDatabase database */
                database?: (number|null);

                /** ClearDatabase keys */
                keys?: (Uint8Array[]|null);

                /** ClearDatabase last */
                last?: (boolean|null);
            }

            /** Represents a ClearDatabase. */
            class ClearDatabase implements IClearDatabase {

                /**
                 * Constructs a new ClearDatabase.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.IClearDatabase);

                /** ClearDatabase term. */
                public term: number;

                /** ClearDatabase database. */
                public database: number;

                /** ClearDatabase keys. */
                public keys: Uint8Array[];

                /** ClearDatabase last. */
                public last: boolean;

                /**
                 * Encodes the specified ClearDatabase message. Does not implicitly {@link kvorum.storage.v1.ClearDatabase.verify|verify} messages.
                 * @param message ClearDatabase message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.IClearDatabase, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ClearDatabase message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ClearDatabase
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.ClearDatabase;
            }

            /** TokenKind enum. */
            enum TokenKind {
                TOKEN_KIND_UNSPECIFIED = 0,
                TOKEN_KIND_ADMIN = 1,
                TOKEN_KIND_FULL = 2,
                TOKEN_KIND_READ_ONLY = 3
            }

            /** Properties of a CreateToken. */
            interface ICreateToken {

                /** CreateToken id */
                id?: (Uint8Array|null);

                /** CreateToken hash */
                hash?: (Uint8Array|null);

                /** CreateToken kind */
                kind?: (kvorum.storage.v1.TokenKind|null);

                /** CreateToken database */
                database?: (number|null);

                /** CreateToken label */
                label?: (string|null);
            }

            /** Represents a CreateToken. */
            class CreateToken implements ICreateToken {

                /**
                 * Constructs a new CreateToken.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.ICreateToken);

                /** CreateToken id. */
                public id: Uint8Array;

                /** CreateToken hash. */
                public hash: Uint8Array;

                /** CreateToken kind. */
                public kind: kvorum.storage.v1.TokenKind;

                /** CreateToken database. */
                public database: number;

                /** CreateToken label. */
                public label: string;

                /**
                 * Encodes the specified CreateToken message. Does not implicitly {@link kvorum.storage.v1.CreateToken.verify|verify} messages.
                 * @param message CreateToken message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.ICreateToken, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CreateToken message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns CreateToken
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.CreateToken;
            }

            /** Properties of a RevokeToken. */
            interface IRevokeToken {

                /** RevokeToken id */
                id?: (Uint8Array|null);
            }

            /** Represents a RevokeToken. */
            class RevokeToken implements IRevokeToken {

                /**
                 * Constructs a new RevokeToken.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.IRevokeToken);

                /** RevokeToken id. */
                public id: Uint8Array;

                /**
                 * Encodes the specified RevokeToken message. Does not implicitly {@link kvorum.storage.v1.RevokeToken.verify|verify} messages.
                 * @param message RevokeToken message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.IRevokeToken, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RevokeToken message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns RevokeToken
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.RevokeToken;
            }

            /** CatalogOutcome enum. */
            enum CatalogOutcome {
                CATALOG_OUTCOME_UNSPECIFIED = 0,
                CATALOG_OUTCOME_DONE = 1,
                CATALOG_OUTCOME_EXISTS = 2,
                CATALOG_OUTCOME_NOT_FOUND = 3,
                CATALOG_OUTCOME_LIMIT = 4
            }

            /** Properties of a CatalogResult. */
            interface ICatalogResult {

                /** CatalogResult outcome */
                outcome?: (kvorum.storage.v1.CatalogOutcome|null);

                /** CatalogResult id */
                id?: (Uint8Array|null);
            }

            /** Represents a CatalogResult. */
            class CatalogResult implements ICatalogResult {

                /**
                 * Constructs a new CatalogResult.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.storage.v1.ICatalogResult);

                /** CatalogResult outcome. */
                public outcome: kvorum.storage.v1.CatalogOutcome;

                /** CatalogResult id. */
                public id: Uint8Array;

                /**
                 * Encodes the specified CatalogResult message. Does not implicitly {@link kvorum.storage.v1.CatalogResult.verify|verify} messages.
                 * @param message CatalogResult message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.storage.v1.ICatalogResult, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CatalogResult message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns CatalogResult
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.storage.v1.CatalogResult;
            }
        }
    }
}
