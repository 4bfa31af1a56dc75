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

                /** Command kind. */
                public kind?: "atomic";

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
                MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY = 9
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

                /** Result kind. */
                public kind?: ("committed"|"conflict"|"rejected");

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
        }
    }
}
