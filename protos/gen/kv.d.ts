import * as $protobuf from "protobufjs";
import Long = require("long");
/** Namespace kvorum. */
export namespace kvorum {

    /** Namespace kv. */
    namespace kv {

        /** Namespace v1. */
        namespace v1 {

            /** Consistency enum. */
            enum Consistency {
                CONSISTENCY_UNSPECIFIED = 0,
                CONSISTENCY_STRONG = 1,
                CONSISTENCY_EVENTUAL = 2
            }

            /** ValueEncoding enum. */
            enum ValueEncoding {
                VALUE_ENCODING_UNSPECIFIED = 0,
                VALUE_ENCODING_V8 = 1,
                VALUE_ENCODING_LE64 = 2,
                VALUE_ENCODING_BYTES = 3
            }

            /** Properties of a Value. */
            interface IValue {

                /** Value data */
                data?: (Uint8Array|null);

                /** Value encoding */
                encoding?: (kvorum.kv.v1.ValueEncoding|null);
            }

            /** Represents a Value. */
            class Value implements IValue {

                /**
                 * Constructs a new Value.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IValue);

                /** Value data. */
                public data: Uint8Array;

                /** Value encoding. */
                public encoding: kvorum.kv.v1.ValueEncoding;

                /**
                 * Encodes the specified Value message. Does not implicitly {@link kvorum.kv.v1.Value.verify|verify} messages.
                 * @param message Value message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IValue, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Value message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Value
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.Value;
            }

            /** Properties of an Entry. */
            interface IEntry {

                /** Entry key */
                key?: (Uint8Array|null);

                /** Entry value */
                value?: (kvorum.kv.v1.IValue|null);

                /** Entry versionstamp */
                versionstamp?: (Uint8Array|null);
            }

            /** Represents an Entry. */
            class Entry implements IEntry {

                /**
                 * Constructs a new Entry.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IEntry);

                /** Entry key. */
                public key: Uint8Array;

                /** Entry value. */
                public value?: (kvorum.kv.v1.IValue|null);

                /** Entry versionstamp. */
                public versionstamp: Uint8Array;

                /**
                 * Encodes the specified Entry message. Does not implicitly {@link kvorum.kv.v1.Entry.verify|verify} messages.
                 * @param message Entry message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IEntry, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Entry message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Entry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.Entry;
            }

            /** Properties of a GetRequest. */
            interface IGetRequest {

                /** GetRequest keys */
                keys?: (Uint8Array[]|null);

                /** GetRequest consistency */
                consistency?: (kvorum.kv.v1.Consistency|null);

                /** GetRequest maxStalenessMs */
                maxStalenessMs?: (number|null);

                /** GetRequest atLeastVersionstamp */
                atLeastVersionstamp?: (Uint8Array|null);
            }

            /** Represents a GetRequest. */
            class GetRequest implements IGetRequest {

                /**
                 * Constructs a new GetRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IGetRequest);

                /** GetRequest keys. */
                public keys: Uint8Array[];

                /** GetRequest consistency. */
                public consistency: kvorum.kv.v1.Consistency;

                /** GetRequest maxStalenessMs. */
                public maxStalenessMs?: (number|null);

                /** GetRequest atLeastVersionstamp. */
                public atLeastVersionstamp: Uint8Array;

                /**
                 * Encodes the specified GetRequest message. Does not implicitly {@link kvorum.kv.v1.GetRequest.verify|verify} messages.
                 * @param message GetRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IGetRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GetRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns GetRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.GetRequest;
            }

            /** Properties of a GetResponse. */
            interface IGetResponse {

                /** GetResponse entries */
                entries?: (kvorum.kv.v1.IEntry[]|null);

                /** GetResponse readVersionstamp */
                readVersionstamp?: (Uint8Array|null);

                /** GetResponse stalenessMs */
                stalenessMs?: (number|null);
            }

            /** Represents a GetResponse. */
            class GetResponse implements IGetResponse {

                /**
                 * Constructs a new GetResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IGetResponse);

                /** GetResponse entries. */
                public entries: kvorum.kv.v1.IEntry[];

                /** GetResponse readVersionstamp. */
                public readVersionstamp: Uint8Array;

                /** GetResponse stalenessMs. */
                public stalenessMs?: (number|null);

                /**
                 * Encodes the specified GetResponse message. Does not implicitly {@link kvorum.kv.v1.GetResponse.verify|verify} messages.
                 * @param message GetResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IGetResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GetResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns GetResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.GetResponse;
            }

            /** Properties of a ListRequest. */
            interface IListRequest {

                /** ListRequest prefix */
                prefix?: (Uint8Array|null);

                /** ListRequest start */
                start?: (Uint8Array|null);

                /** ListRequest end */
                end?: (Uint8Array|null);

                /** ListRequest limit */
                limit?: (number|null);

                /** ListRequest reverse */
                reverse?: (boolean|null);

                /** ListRequest cursor */
                cursor?: (string|null);

                /** ListRequest consistency */
                consistency?: (kvorum.kv.v1.Consistency|null);

                /** ListRequest keysOnly */
                keysOnly?: (boolean|null);

                /** ListRequest maxStalenessMs */
                maxStalenessMs?: (number|null);

                /** ListRequest atLeastVersionstamp */
                atLeastVersionstamp?: (Uint8Array|null);
            }

            /** Represents a ListRequest. */
            class ListRequest implements IListRequest {

                /**
                 * Constructs a new ListRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IListRequest);

                /** ListRequest prefix. */
                public prefix?: (Uint8Array|null);

                /** ListRequest start. */
                public start?: (Uint8Array|null);

                /** ListRequest end. */
                public end?: (Uint8Array|null);

                /** ListRequest limit. */
                public limit: number;

                /** ListRequest reverse. */
                public reverse: boolean;

                /** ListRequest cursor. */
                public cursor: string;

                /** ListRequest consistency. */
                public consistency: kvorum.kv.v1.Consistency;

                /** ListRequest keysOnly. */
                public keysOnly: boolean;

                /** ListRequest maxStalenessMs. */
                public maxStalenessMs?: (number|null);

                /** ListRequest atLeastVersionstamp. */
                public atLeastVersionstamp: Uint8Array;

                /**
                 * Encodes the specified ListRequest message. Does not implicitly {@link kvorum.kv.v1.ListRequest.verify|verify} messages.
                 * @param message ListRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IListRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ListRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ListRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.ListRequest;
            }

            /** Properties of a ListResponse. */
            interface IListResponse {

                /** ListResponse entries */
                entries?: (kvorum.kv.v1.IEntry[]|null);

                /** ListResponse cursor */
                cursor?: (string|null);

                /** ListResponse readVersionstamp */
                readVersionstamp?: (Uint8Array|null);

                /** ListResponse stalenessMs */
                stalenessMs?: (number|null);
            }

            /** Represents a ListResponse. */
            class ListResponse implements IListResponse {

                /**
                 * Constructs a new ListResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IListResponse);

                /** ListResponse entries. */
                public entries: kvorum.kv.v1.IEntry[];

                /** ListResponse cursor. */
                public cursor: string;

                /** ListResponse readVersionstamp. */
                public readVersionstamp: Uint8Array;

                /** ListResponse stalenessMs. */
                public stalenessMs?: (number|null);

                /**
                 * Encodes the specified ListResponse message. Does not implicitly {@link kvorum.kv.v1.ListResponse.verify|verify} messages.
                 * @param message ListResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IListResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ListResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ListResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.ListResponse;
            }

            /** Properties of a WatchRequest. */
            interface IWatchRequest {

                /** WatchRequest keys */
                keys?: (Uint8Array[]|null);
            }

            /** Represents a WatchRequest. */
            class WatchRequest implements IWatchRequest {

                /**
                 * Constructs a new WatchRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IWatchRequest);

                /** WatchRequest keys. */
                public keys: Uint8Array[];

                /**
                 * Encodes the specified WatchRequest message. Does not implicitly {@link kvorum.kv.v1.WatchRequest.verify|verify} messages.
                 * @param message WatchRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IWatchRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a WatchRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns WatchRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.WatchRequest;
            }

            /** Properties of a WatchResponse. */
            interface IWatchResponse {

                /** WatchResponse state */
                state?: (kvorum.kv.v1.IWatchedState|null);

                /** WatchResponse keepAlive */
                keepAlive?: (kvorum.kv.v1.IWatchKeepAlive|null);
            }

            /** Represents a WatchResponse. */
            class WatchResponse implements IWatchResponse {

                /**
                 * Constructs a new WatchResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IWatchResponse);

                /** WatchResponse state. */
                public state?: (kvorum.kv.v1.IWatchedState|null);

                /** WatchResponse keepAlive. */
                public keepAlive?: (kvorum.kv.v1.IWatchKeepAlive|null);

                /** WatchResponse event. */
                public event?: ("state"|"keepAlive");

                /**
                 * Encodes the specified WatchResponse message. Does not implicitly {@link kvorum.kv.v1.WatchResponse.verify|verify} messages.
                 * @param message WatchResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IWatchResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a WatchResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns WatchResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.WatchResponse;
            }

            /** Properties of a WatchedState. */
            interface IWatchedState {

                /** WatchedState entries */
                entries?: (kvorum.kv.v1.IWatchedEntry[]|null);

                /** WatchedState readVersionstamp */
                readVersionstamp?: (Uint8Array|null);
            }

            /** Represents a WatchedState. */
            class WatchedState implements IWatchedState {

                /**
                 * Constructs a new WatchedState.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IWatchedState);

                /** WatchedState entries. */
                public entries: kvorum.kv.v1.IWatchedEntry[];

                /** WatchedState readVersionstamp. */
                public readVersionstamp: Uint8Array;

                /**
                 * Encodes the specified WatchedState message. Does not implicitly {@link kvorum.kv.v1.WatchedState.verify|verify} messages.
                 * @param message WatchedState message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IWatchedState, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a WatchedState message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns WatchedState
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.WatchedState;
            }

            /** Properties of a WatchedEntry. */
            interface IWatchedEntry {

                /** WatchedEntry entry */
                entry?: (kvorum.kv.v1.IEntry|null);

                /** WatchedEntry changed */
                changed?: (boolean|null);
            }

            /** Represents a WatchedEntry. */
            class WatchedEntry implements IWatchedEntry {

                /**
                 * Constructs a new WatchedEntry.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IWatchedEntry);

                /** WatchedEntry entry. */
                public entry?: (kvorum.kv.v1.IEntry|null);

                /** WatchedEntry changed. */
                public changed: boolean;

                /**
                 * Encodes the specified WatchedEntry message. Does not implicitly {@link kvorum.kv.v1.WatchedEntry.verify|verify} messages.
                 * @param message WatchedEntry message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IWatchedEntry, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a WatchedEntry message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns WatchedEntry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.WatchedEntry;
            }

            /** Properties of a WatchKeepAlive. */
            interface IWatchKeepAlive {

                /** WatchKeepAlive stalenessMs */
                stalenessMs?: (number|null);
            }

            /** Represents a WatchKeepAlive. */
            class WatchKeepAlive implements IWatchKeepAlive {

                /**
                 * Constructs a new WatchKeepAlive.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IWatchKeepAlive);

                /** WatchKeepAlive stalenessMs. */
                public stalenessMs?: (number|null);

                /**
                 * Encodes the specified WatchKeepAlive message. Does not implicitly {@link kvorum.kv.v1.WatchKeepAlive.verify|verify} messages.
                 * @param message WatchKeepAlive message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IWatchKeepAlive, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a WatchKeepAlive message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns WatchKeepAlive
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.WatchKeepAlive;
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
                constructor(properties?: kvorum.kv.v1.ICheck);

                /** Check key. */
                public key: Uint8Array;

                /** Check versionstamp. */
                public versionstamp: Uint8Array;

                /**
                 * Encodes the specified Check message. Does not implicitly {@link kvorum.kv.v1.Check.verify|verify} messages.
                 * @param message Check message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.ICheck, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Check message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Check
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.Check;
            }

            /** MutationKind enum. */
            enum MutationKind {
                MUTATION_KIND_UNSPECIFIED = 0,
                MUTATION_KIND_SET = 1,
                MUTATION_KIND_DELETE = 2,
                MUTATION_KIND_SUM = 3,
                MUTATION_KIND_MAX = 4,
                MUTATION_KIND_MIN = 5,
                MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY = 9
            }

            /** Properties of a Mutation. */
            interface IMutation {

                /** Mutation key */
                key?: (Uint8Array|null);

                /** Mutation kind */
                kind?: (kvorum.kv.v1.MutationKind|null);

                /** Mutation value */
                value?: (kvorum.kv.v1.IValue|null);

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
                constructor(properties?: kvorum.kv.v1.IMutation);

                /** Mutation key. */
                public key: Uint8Array;

                /** Mutation kind. */
                public kind: kvorum.kv.v1.MutationKind;

                /** Mutation value. */
                public value?: (kvorum.kv.v1.IValue|null);

                /** Mutation sumMin. */
                public sumMin: Uint8Array;

                /** Mutation sumMax. */
                public sumMax: Uint8Array;

                /** Mutation sumClamp. */
                public sumClamp: boolean;

                /** Mutation expireAtMs. */
                public expireAtMs: number;

                /** Mutation expireInMs. */
                public expireInMs?: (number|null);

                /**
                 * Encodes the specified Mutation message. Does not implicitly {@link kvorum.kv.v1.Mutation.verify|verify} messages.
                 * @param message Mutation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IMutation, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Mutation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Mutation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.Mutation;
            }

            /** Properties of an AtomicRequest. */
            interface IAtomicRequest {

                /** AtomicRequest checks */
                checks?: (kvorum.kv.v1.ICheck[]|null);

                /** AtomicRequest mutations */
                mutations?: (kvorum.kv.v1.IMutation[]|null);

                /** AtomicRequest session */
                session?: (kvorum.kv.v1.ISessionRequest|null);
            }

            /** Represents an AtomicRequest. */
            class AtomicRequest implements IAtomicRequest {

                /**
                 * Constructs a new AtomicRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IAtomicRequest);

                /** AtomicRequest checks. */
                public checks: kvorum.kv.v1.ICheck[];

                /** AtomicRequest mutations. */
                public mutations: kvorum.kv.v1.IMutation[];

                /** AtomicRequest session. */
                public session?: (kvorum.kv.v1.ISessionRequest|null);

                /**
                 * Encodes the specified AtomicRequest message. Does not implicitly {@link kvorum.kv.v1.AtomicRequest.verify|verify} messages.
                 * @param message AtomicRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IAtomicRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AtomicRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns AtomicRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.AtomicRequest;
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
                constructor(properties?: kvorum.kv.v1.ISessionRequest);

                /** SessionRequest id. */
                public id: number;

                /** SessionRequest seq. */
                public seq: number;

                /** SessionRequest ackedUpTo. */
                public ackedUpTo: number;

                /**
                 * Encodes the specified SessionRequest message. Does not implicitly {@link kvorum.kv.v1.SessionRequest.verify|verify} messages.
                 * @param message SessionRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.ISessionRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SessionRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SessionRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.SessionRequest;
            }

            /** Properties of an OpenSessionRequest. */
            interface IOpenSessionRequest {

                /** OpenSessionRequest ttlMs */
                ttlMs?: (number|null);
            }

            /** Represents an OpenSessionRequest. */
            class OpenSessionRequest implements IOpenSessionRequest {

                /**
                 * Constructs a new OpenSessionRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IOpenSessionRequest);

                /** OpenSessionRequest ttlMs. */
                public ttlMs: number;

                /**
                 * Encodes the specified OpenSessionRequest message. Does not implicitly {@link kvorum.kv.v1.OpenSessionRequest.verify|verify} messages.
                 * @param message OpenSessionRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IOpenSessionRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OpenSessionRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns OpenSessionRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.OpenSessionRequest;
            }

            /** Properties of an OpenSessionResponse. */
            interface IOpenSessionResponse {

                /** OpenSessionResponse session */
                session?: (number|null);
            }

            /** Represents an OpenSessionResponse. */
            class OpenSessionResponse implements IOpenSessionResponse {

                /**
                 * Constructs a new OpenSessionResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IOpenSessionResponse);

                /** OpenSessionResponse session. */
                public session: number;

                /**
                 * Encodes the specified OpenSessionResponse message. Does not implicitly {@link kvorum.kv.v1.OpenSessionResponse.verify|verify} messages.
                 * @param message OpenSessionResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IOpenSessionResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OpenSessionResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns OpenSessionResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.OpenSessionResponse;
            }

            /** Properties of a CloseSessionRequest. */
            interface ICloseSessionRequest {

                /** CloseSessionRequest session */
                session?: (number|null);
            }

            /** Represents a CloseSessionRequest. */
            class CloseSessionRequest implements ICloseSessionRequest {

                /**
                 * Constructs a new CloseSessionRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.ICloseSessionRequest);

                /** CloseSessionRequest session. */
                public session: number;

                /**
                 * Encodes the specified CloseSessionRequest message. Does not implicitly {@link kvorum.kv.v1.CloseSessionRequest.verify|verify} messages.
                 * @param message CloseSessionRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.ICloseSessionRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CloseSessionRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns CloseSessionRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.CloseSessionRequest;
            }

            /** Properties of a CloseSessionResponse. */
            interface ICloseSessionResponse {
            }

            /** Represents a CloseSessionResponse. */
            class CloseSessionResponse implements ICloseSessionResponse {

                /**
                 * Constructs a new CloseSessionResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.ICloseSessionResponse);

                /**
                 * Encodes the specified CloseSessionResponse message. Does not implicitly {@link kvorum.kv.v1.CloseSessionResponse.verify|verify} messages.
                 * @param message CloseSessionResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.ICloseSessionResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CloseSessionResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns CloseSessionResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.CloseSessionResponse;
            }

            /** Properties of an AtomicResponse. */
            interface IAtomicResponse {

                /** AtomicResponse committed */
                committed?: (kvorum.kv.v1.ICommitted|null);

                /** AtomicResponse conflict */
                conflict?: (kvorum.kv.v1.IConflict|null);
            }

            /** Represents an AtomicResponse. */
            class AtomicResponse implements IAtomicResponse {

                /**
                 * Constructs a new AtomicResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IAtomicResponse);

                /** AtomicResponse committed. */
                public committed?: (kvorum.kv.v1.ICommitted|null);

                /** AtomicResponse conflict. */
                public conflict?: (kvorum.kv.v1.IConflict|null);

                /** AtomicResponse outcome. */
                public outcome?: ("committed"|"conflict");

                /**
                 * Encodes the specified AtomicResponse message. Does not implicitly {@link kvorum.kv.v1.AtomicResponse.verify|verify} messages.
                 * @param message AtomicResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IAtomicResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AtomicResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns AtomicResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.AtomicResponse;
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
                constructor(properties?: kvorum.kv.v1.ICommitted);

                /** Committed versionstamp. */
                public versionstamp: Uint8Array;

                /**
                 * Encodes the specified Committed message. Does not implicitly {@link kvorum.kv.v1.Committed.verify|verify} messages.
                 * @param message Committed message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.ICommitted, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Committed message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Committed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.Committed;
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
                constructor(properties?: kvorum.kv.v1.IConflict);

                /** Conflict failedChecks. */
                public failedChecks: number[];

                /**
                 * Encodes the specified Conflict message. Does not implicitly {@link kvorum.kv.v1.Conflict.verify|verify} messages.
                 * @param message Conflict message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IConflict, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Conflict message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Conflict
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.Conflict;
            }

            /** WriteOutcome enum. */
            enum WriteOutcome {
                WRITE_OUTCOME_UNSPECIFIED = 0,
                WRITE_OUTCOME_NOT_APPLIED = 1,
                WRITE_OUTCOME_UNKNOWN = 2
            }

            /** Properties of an ErrorDetail. */
            interface IErrorDetail {

                /** ErrorDetail code */
                code?: (string|null);

                /** ErrorDetail outcome */
                outcome?: (kvorum.kv.v1.WriteOutcome|null);

                /** ErrorDetail retryable */
                retryable?: (boolean|null);

                /** ErrorDetail leader */
                leader?: (string|null);
            }

            /** Represents an ErrorDetail. */
            class ErrorDetail implements IErrorDetail {

                /**
                 * Constructs a new ErrorDetail.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IErrorDetail);

                /** ErrorDetail code. */
                public code: string;

                /** ErrorDetail outcome. */
                public outcome: kvorum.kv.v1.WriteOutcome;

                /** ErrorDetail retryable. */
                public retryable: boolean;

                /** ErrorDetail leader. */
                public leader: string;

                /**
                 * Encodes the specified ErrorDetail message. Does not implicitly {@link kvorum.kv.v1.ErrorDetail.verify|verify} messages.
                 * @param message ErrorDetail message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IErrorDetail, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ErrorDetail message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ErrorDetail
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.ErrorDetail;
            }

            /** Properties of a StatusDetails. */
            interface IStatusDetails {

                /** StatusDetails code */
                code?: (number|null);

                /** StatusDetails message */
                message?: (string|null);

                /** StatusDetails details */
                details?: (kvorum.kv.v1.IDetailAny[]|null);
            }

            /** Represents a StatusDetails. */
            class StatusDetails implements IStatusDetails {

                /**
                 * Constructs a new StatusDetails.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IStatusDetails);

                /** StatusDetails code. */
                public code: number;

                /** StatusDetails message. */
                public message: string;

                /** StatusDetails details. */
                public details: kvorum.kv.v1.IDetailAny[];

                /**
                 * Encodes the specified StatusDetails message. Does not implicitly {@link kvorum.kv.v1.StatusDetails.verify|verify} messages.
                 * @param message StatusDetails message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IStatusDetails, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StatusDetails message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns StatusDetails
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.StatusDetails;
            }

            /** Properties of a DetailAny. */
            interface IDetailAny {

                /** DetailAny typeUrl */
                typeUrl?: (string|null);

                /** DetailAny value */
                value?: (Uint8Array|null);
            }

            /** Represents a DetailAny. */
            class DetailAny implements IDetailAny {

                /**
                 * Constructs a new DetailAny.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.kv.v1.IDetailAny);

                /** DetailAny typeUrl. */
                public typeUrl: string;

                /** DetailAny value. */
                public value: Uint8Array;

                /**
                 * Encodes the specified DetailAny message. Does not implicitly {@link kvorum.kv.v1.DetailAny.verify|verify} messages.
                 * @param message DetailAny message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.kv.v1.IDetailAny, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DetailAny message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns DetailAny
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.kv.v1.DetailAny;
            }
        }
    }
}
