import * as $protobuf from "protobufjs";
import Long = require("long");
/** Namespace kvorum. */
export namespace kvorum {

    /** Namespace admin. */
    namespace admin {

        /** Namespace v1. */
        namespace v1 {

            /** Properties of a StatusRequest. */
            interface IStatusRequest {
            }

            /** Represents a StatusRequest. */
            class StatusRequest implements IStatusRequest {

                /**
                 * Constructs a new StatusRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IStatusRequest);

                /**
                 * Encodes the specified StatusRequest message. Does not implicitly {@link kvorum.admin.v1.StatusRequest.verify|verify} messages.
                 * @param message StatusRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IStatusRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StatusRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns StatusRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.StatusRequest;
            }

            /** Role enum. */
            enum Role {
                ROLE_UNSPECIFIED = 0,
                ROLE_FOLLOWER = 1,
                ROLE_PRE_CANDIDATE = 2,
                ROLE_CANDIDATE = 3,
                ROLE_LEADER = 4
            }

            /** Properties of a Member. */
            interface IMember {

                /** Member id */
                id?: (string|null);

                /** Member name */
                name?: (string|null);

                /** Member peerAddress */
                peerAddress?: (string|null);

                /** Member grpcAddress */
                grpcAddress?: (string|null);

                /** Member voter */
                voter?: (boolean|null);

                /** Member matchIndex */
                matchIndex?: (number|null);

                /** Member silentMs */
                silentMs?: (number|null);
            }

            /** Represents a Member. */
            class Member implements IMember {

                /**
                 * Constructs a new Member.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IMember);

                /** Member id. */
                public id: string;

                /** Member name. */
                public name: string;

                /** Member peerAddress. */
                public peerAddress: string;

                /** Member grpcAddress. */
                public grpcAddress: string;

                /** Member voter. */
                public voter: boolean;

                /** Member matchIndex. */
                public matchIndex: number;

                /** Member silentMs. */
                public silentMs?: (number|null);

                /**
                 * Encodes the specified Member message. Does not implicitly {@link kvorum.admin.v1.Member.verify|verify} messages.
                 * @param message Member message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IMember, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Member message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Member
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.Member;
            }

            /** Properties of a StatusResponse. */
            interface IStatusResponse {

                /** StatusResponse clusterId */
                clusterId?: (string|null);

                /** StatusResponse nodeId */
                nodeId?: (string|null);

                /** StatusResponse name */
                name?: (string|null);

                /** StatusResponse version */
                version?: (string|null);

                /** StatusResponse role */
                role?: (kvorum.admin.v1.Role|null);

                /** StatusResponse term */
                term?: (number|null);

                /** StatusResponse leaderId */
                leaderId?: (string|null);

                /** StatusResponse commitIndex */
                commitIndex?: (number|null);

                /** StatusResponse appliedIndex */
                appliedIndex?: (number|null);

                /** StatusResponse lastIndex */
                lastIndex?: (number|null);

                /** StatusResponse members */
                members?: (kvorum.admin.v1.IMember[]|null);

                /** StatusResponse fsyncP99Us */
                fsyncP99Us?: (number|null);

                /** StatusResponse diskBytes */
                diskBytes?: (number|null);

                /** StatusResponse memoryBytes */
                memoryBytes?: (number|null);

                /** StatusResponse uptimeMs */
                uptimeMs?: (number|null);

                /** StatusResponse cpuUs */
                cpuUs?: (number|null);

                /** StatusResponse leaseHeld */
                leaseHeld?: (boolean|null);

                /** StatusResponse divergence */
                divergence?: (kvorum.admin.v1.IDivergence|null);
            }

            /** Represents a StatusResponse. */
            class StatusResponse implements IStatusResponse {

                /**
                 * Constructs a new StatusResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IStatusResponse);

                /** StatusResponse clusterId. */
                public clusterId: string;

                /** StatusResponse nodeId. */
                public nodeId: string;

                /** StatusResponse name. */
                public name: string;

                /** StatusResponse version. */
                public version: string;

                /** StatusResponse role. */
                public role: kvorum.admin.v1.Role;

                /** StatusResponse term. */
                public term: number;

                /** StatusResponse leaderId. */
                public leaderId: string;

                /** StatusResponse commitIndex. */
                public commitIndex: number;

                /** StatusResponse appliedIndex. */
                public appliedIndex: number;

                /** StatusResponse lastIndex. */
                public lastIndex: number;

                /** StatusResponse members. */
                public members: kvorum.admin.v1.IMember[];

                /** StatusResponse fsyncP99Us. */
                public fsyncP99Us: number;

                /** StatusResponse diskBytes. */
                public diskBytes: number;

                /** StatusResponse memoryBytes. */
                public memoryBytes: number;

                /** StatusResponse uptimeMs. */
                public uptimeMs: number;

                /** StatusResponse cpuUs. */
                public cpuUs: number;

                /** StatusResponse leaseHeld. */
                public leaseHeld: boolean;

                /** StatusResponse divergence. */
                public divergence?: (kvorum.admin.v1.IDivergence|null);

                /**
                 * Encodes the specified StatusResponse message. Does not implicitly {@link kvorum.admin.v1.StatusResponse.verify|verify} messages.
                 * @param message StatusResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IStatusResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StatusResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns StatusResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.StatusResponse;
            }

            /** Properties of a Divergence. */
            interface IDivergence {

                /** Divergence fence */
                fence?: (kvorum.admin.v1.IFence|null);

                /** Divergence comparedIndex */
                comparedIndex?: (number|null);

                /** Divergence uncomparedCount */
                uncomparedCount?: (number|null);

                /** Divergence diverged */
                diverged?: (string[]|null);
            }

            /** Represents a Divergence. */
            class Divergence implements IDivergence {

                /**
                 * Constructs a new Divergence.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IDivergence);

                /** Divergence fence. */
                public fence?: (kvorum.admin.v1.IFence|null);

                /** Divergence comparedIndex. */
                public comparedIndex: number;

                /** Divergence uncomparedCount. */
                public uncomparedCount: number;

                /** Divergence diverged. */
                public diverged: string[];

                /**
                 * Encodes the specified Divergence message. Does not implicitly {@link kvorum.admin.v1.Divergence.verify|verify} messages.
                 * @param message Divergence message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IDivergence, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Divergence message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Divergence
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.Divergence;
            }

            /** Properties of a Fence. */
            interface IFence {

                /** Fence index */
                index?: (number|null);

                /** Fence hash */
                hash?: (string|null);

                /** Fence quorumHash */
                quorumHash?: (string|null);
            }

            /** Represents a Fence. */
            class Fence implements IFence {

                /**
                 * Constructs a new Fence.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IFence);

                /** Fence index. */
                public index: number;

                /** Fence hash. */
                public hash: string;

                /** Fence quorumHash. */
                public quorumHash: string;

                /**
                 * Encodes the specified Fence message. Does not implicitly {@link kvorum.admin.v1.Fence.verify|verify} messages.
                 * @param message Fence message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IFence, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Fence message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Fence
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.Fence;
            }
        }
    }
}
