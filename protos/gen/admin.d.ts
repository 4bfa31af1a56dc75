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

            /** Standing enum. */
            enum Standing {
                STANDING_UNSPECIFIED = 0,
                STANDING_VOTER = 1,
                STANDING_LEARNER = 2,
                STANDING_INCOMING = 3,
                STANDING_OUTGOING = 4
            }

            /** Properties of a LearnerStatus. */
            interface ILearnerStatus {

                /** LearnerStatus lagEntries */
                lagEntries?: (number|null);

                /** LearnerStatus unappliedEntries */
                unappliedEntries?: (number|null);

                /** LearnerStatus obstacle */
                obstacle?: (string|null);
            }

            /** Represents a LearnerStatus. */
            class LearnerStatus implements ILearnerStatus {

                /**
                 * Constructs a new LearnerStatus.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.ILearnerStatus);

                /** LearnerStatus lagEntries. */
                public lagEntries: number;

                /** LearnerStatus unappliedEntries. */
                public unappliedEntries: number;

                /** LearnerStatus obstacle. */
                public obstacle: string;

                /**
                 * Encodes the specified LearnerStatus message. Does not implicitly {@link kvorum.admin.v1.LearnerStatus.verify|verify} messages.
                 * @param message LearnerStatus message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.ILearnerStatus, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LearnerStatus message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns LearnerStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.LearnerStatus;
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

                /** Member standing */
                standing?: (kvorum.admin.v1.Standing|null);

                /** Member learner */
                learner?: (kvorum.admin.v1.ILearnerStatus|null);

                /** Member staysLearner */
                staysLearner?: (boolean|null);

                /** Member replaces */
                replaces?: (string|null);

                /** Member receivingSnapshot */
                receivingSnapshot?: (boolean|null);
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

                /** Member standing. */
                public standing: kvorum.admin.v1.Standing;

                /** Member learner. */
                public learner?: (kvorum.admin.v1.ILearnerStatus|null);

                /** Member staysLearner. */
                public staysLearner: boolean;

                /** Member replaces. */
                public replaces: string;

                /** Member receivingSnapshot. */
                public receivingSnapshot: boolean;

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

            /** Properties of a MembershipStatus. */
            interface IMembershipStatus {

                /** MembershipStatus index */
                index?: (number|null);

                /** MembershipStatus committed */
                committed?: (boolean|null);

                /** MembershipStatus joint */
                joint?: (boolean|null);

                /** MembershipStatus transferTargetId */
                transferTargetId?: (string|null);
            }

            /** Represents a MembershipStatus. */
            class MembershipStatus implements IMembershipStatus {

                /**
                 * Constructs a new MembershipStatus.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IMembershipStatus);

                /** MembershipStatus index. */
                public index: number;

                /** MembershipStatus committed. */
                public committed: boolean;

                /** MembershipStatus joint. */
                public joint: boolean;

                /** MembershipStatus transferTargetId. */
                public transferTargetId: string;

                /**
                 * Encodes the specified MembershipStatus message. Does not implicitly {@link kvorum.admin.v1.MembershipStatus.verify|verify} messages.
                 * @param message MembershipStatus message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IMembershipStatus, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MembershipStatus message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns MembershipStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.MembershipStatus;
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

                /** StatusResponse membership */
                membership?: (kvorum.admin.v1.IMembershipStatus|null);

                /** StatusResponse logBaseIndex */
                logBaseIndex?: (number|null);

                /** StatusResponse divergence */
                divergence?: (kvorum.admin.v1.IDivergence|null);

                /** StatusResponse wallClock */
                wallClock?: (kvorum.admin.v1.IWallClock|null);
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

                /** StatusResponse membership. */
                public membership?: (kvorum.admin.v1.IMembershipStatus|null);

                /** StatusResponse logBaseIndex. */
                public logBaseIndex?: (number|null);

                /** StatusResponse divergence. */
                public divergence?: (kvorum.admin.v1.IDivergence|null);

                /** StatusResponse wallClock. */
                public wallClock?: (kvorum.admin.v1.IWallClock|null);

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

            /** Properties of a MembersRequest. */
            interface IMembersRequest {
            }

            /** Represents a MembersRequest. */
            class MembersRequest implements IMembersRequest {

                /**
                 * Constructs a new MembersRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IMembersRequest);

                /**
                 * Encodes the specified MembersRequest message. Does not implicitly {@link kvorum.admin.v1.MembersRequest.verify|verify} messages.
                 * @param message MembersRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IMembersRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MembersRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns MembersRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.MembersRequest;
            }

            /** Properties of a MembersResponse. */
            interface IMembersResponse {

                /** MembersResponse clusterId */
                clusterId?: (string|null);

                /** MembersResponse leaderId */
                leaderId?: (string|null);

                /** MembersResponse term */
                term?: (number|null);

                /** MembersResponse lastIndex */
                lastIndex?: (number|null);

                /** MembersResponse membership */
                membership?: (kvorum.admin.v1.IMembershipStatus|null);

                /** MembersResponse members */
                members?: (kvorum.admin.v1.IMember[]|null);
            }

            /** Represents a MembersResponse. */
            class MembersResponse implements IMembersResponse {

                /**
                 * Constructs a new MembersResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IMembersResponse);

                /** MembersResponse clusterId. */
                public clusterId: string;

                /** MembersResponse leaderId. */
                public leaderId: string;

                /** MembersResponse term. */
                public term: number;

                /** MembersResponse lastIndex. */
                public lastIndex: number;

                /** MembersResponse membership. */
                public membership?: (kvorum.admin.v1.IMembershipStatus|null);

                /** MembersResponse members. */
                public members: kvorum.admin.v1.IMember[];

                /**
                 * Encodes the specified MembersResponse message. Does not implicitly {@link kvorum.admin.v1.MembersResponse.verify|verify} messages.
                 * @param message MembersResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IMembersResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MembersResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns MembersResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.MembersResponse;
            }

            /** Properties of a ChangeMembershipRequest. */
            interface IChangeMembershipRequest {

                /** ChangeMembershipRequest basedOn */
                basedOn?: (number|null);

                /** ChangeMembershipRequest force */
                force?: (boolean|null);

                /** ChangeMembershipRequest add */
                add?: (kvorum.admin.v1.IAddMember|null);

                /** ChangeMembershipRequest remove */
                remove?: (string|null);

                /** ChangeMembershipRequest promote */
                promote?: (string|null);

                /** ChangeMembershipRequest demote */
                demote?: (string|null);

                /** ChangeMembershipRequest replace */
                replace?: (kvorum.admin.v1.IReplaceMember|null);

                /** ChangeMembershipRequest updateAddresses */
                updateAddresses?: (kvorum.admin.v1.IUpdateAddresses|null);
            }

            /** Represents a ChangeMembershipRequest. */
            class ChangeMembershipRequest implements IChangeMembershipRequest {

                /**
                 * Constructs a new ChangeMembershipRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IChangeMembershipRequest);

                /** ChangeMembershipRequest basedOn. */
                public basedOn: number;

                /** ChangeMembershipRequest force. */
                public force: boolean;

                /** ChangeMembershipRequest add. */
                public add?: (kvorum.admin.v1.IAddMember|null);

                /** ChangeMembershipRequest remove. */
                public remove?: (string|null);

                /** ChangeMembershipRequest promote. */
                public promote?: (string|null);

                /** ChangeMembershipRequest demote. */
                public demote?: (string|null);

                /** ChangeMembershipRequest replace. */
                public replace?: (kvorum.admin.v1.IReplaceMember|null);

                /** ChangeMembershipRequest updateAddresses. */
                public updateAddresses?: (kvorum.admin.v1.IUpdateAddresses|null);

                /** ChangeMembershipRequest change. */
                public change?: ("add"|"remove"|"promote"|"demote"|"replace"|"updateAddresses");

                /**
                 * Encodes the specified ChangeMembershipRequest message. Does not implicitly {@link kvorum.admin.v1.ChangeMembershipRequest.verify|verify} messages.
                 * @param message ChangeMembershipRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IChangeMembershipRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ChangeMembershipRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ChangeMembershipRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.ChangeMembershipRequest;
            }

            /** Properties of an AddMember. */
            interface IAddMember {

                /** AddMember peerAddress */
                peerAddress?: (string|null);

                /** AddMember staysLearner */
                staysLearner?: (boolean|null);

                /** AddMember replaces */
                replaces?: (string|null);
            }

            /** Represents an AddMember. */
            class AddMember implements IAddMember {

                /**
                 * Constructs a new AddMember.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IAddMember);

                /** AddMember peerAddress. */
                public peerAddress: string;

                /** AddMember staysLearner. */
                public staysLearner: boolean;

                /** AddMember replaces. */
                public replaces: string;

                /**
                 * Encodes the specified AddMember message. Does not implicitly {@link kvorum.admin.v1.AddMember.verify|verify} messages.
                 * @param message AddMember message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IAddMember, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AddMember message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns AddMember
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.AddMember;
            }

            /** Properties of a ReplaceMember. */
            interface IReplaceMember {

                /** ReplaceMember dead */
                dead?: (string|null);

                /** ReplaceMember replacement */
                replacement?: (string|null);
            }

            /** Represents a ReplaceMember. */
            class ReplaceMember implements IReplaceMember {

                /**
                 * Constructs a new ReplaceMember.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IReplaceMember);

                /** ReplaceMember dead. */
                public dead: string;

                /** ReplaceMember replacement. */
                public replacement: string;

                /**
                 * Encodes the specified ReplaceMember message. Does not implicitly {@link kvorum.admin.v1.ReplaceMember.verify|verify} messages.
                 * @param message ReplaceMember message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IReplaceMember, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ReplaceMember message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ReplaceMember
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.ReplaceMember;
            }

            /** Properties of an UpdateAddresses. */
            interface IUpdateAddresses {

                /** UpdateAddresses member */
                member?: (string|null);

                /** UpdateAddresses peerAddress */
                peerAddress?: (string|null);

                /** UpdateAddresses grpcAddress */
                grpcAddress?: (string|null);
            }

            /** Represents an UpdateAddresses. */
            class UpdateAddresses implements IUpdateAddresses {

                /**
                 * Constructs a new UpdateAddresses.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IUpdateAddresses);

                /** UpdateAddresses member. */
                public member: string;

                /** UpdateAddresses peerAddress. */
                public peerAddress: string;

                /** UpdateAddresses grpcAddress. */
                public grpcAddress: string;

                /**
                 * Encodes the specified UpdateAddresses message. Does not implicitly {@link kvorum.admin.v1.UpdateAddresses.verify|verify} messages.
                 * @param message UpdateAddresses message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IUpdateAddresses, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an UpdateAddresses message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns UpdateAddresses
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.UpdateAddresses;
            }

            /** Properties of a ChangeMembershipResponse. */
            interface IChangeMembershipResponse {

                /** ChangeMembershipResponse membershipIndex */
                membershipIndex?: (number|null);

                /** ChangeMembershipResponse nodeId */
                nodeId?: (string|null);

                /** ChangeMembershipResponse waitsFor */
                waitsFor?: (string|null);
            }

            /** Represents a ChangeMembershipResponse. */
            class ChangeMembershipResponse implements IChangeMembershipResponse {

                /**
                 * Constructs a new ChangeMembershipResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IChangeMembershipResponse);

                /** ChangeMembershipResponse membershipIndex. */
                public membershipIndex: number;

                /** ChangeMembershipResponse nodeId. */
                public nodeId: string;

                /** ChangeMembershipResponse waitsFor. */
                public waitsFor: string;

                /**
                 * Encodes the specified ChangeMembershipResponse message. Does not implicitly {@link kvorum.admin.v1.ChangeMembershipResponse.verify|verify} messages.
                 * @param message ChangeMembershipResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IChangeMembershipResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ChangeMembershipResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ChangeMembershipResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.ChangeMembershipResponse;
            }

            /** Properties of a TransferLeadershipRequest. */
            interface ITransferLeadershipRequest {

                /** TransferLeadershipRequest target */
                target?: (string|null);
            }

            /** Represents a TransferLeadershipRequest. */
            class TransferLeadershipRequest implements ITransferLeadershipRequest {

                /**
                 * Constructs a new TransferLeadershipRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.ITransferLeadershipRequest);

                /** TransferLeadershipRequest target. */
                public target: string;

                /**
                 * Encodes the specified TransferLeadershipRequest message. Does not implicitly {@link kvorum.admin.v1.TransferLeadershipRequest.verify|verify} messages.
                 * @param message TransferLeadershipRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.ITransferLeadershipRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TransferLeadershipRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns TransferLeadershipRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.TransferLeadershipRequest;
            }

            /** Properties of a TransferLeadershipResponse. */
            interface ITransferLeadershipResponse {

                /** TransferLeadershipResponse leaderId */
                leaderId?: (string|null);
            }

            /** Represents a TransferLeadershipResponse. */
            class TransferLeadershipResponse implements ITransferLeadershipResponse {

                /**
                 * Constructs a new TransferLeadershipResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.ITransferLeadershipResponse);

                /** TransferLeadershipResponse leaderId. */
                public leaderId: string;

                /**
                 * Encodes the specified TransferLeadershipResponse message. Does not implicitly {@link kvorum.admin.v1.TransferLeadershipResponse.verify|verify} messages.
                 * @param message TransferLeadershipResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.ITransferLeadershipResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TransferLeadershipResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns TransferLeadershipResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.TransferLeadershipResponse;
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

            /** Properties of a WallClock. */
            interface IWallClock {

                /** WallClock skewMs */
                skewMs?: (number|null);

                /** WallClock off */
                off?: (boolean|null);

                /** WallClock disputedSpreadMs */
                disputedSpreadMs?: (number|null);
            }

            /** Represents a WallClock. */
            class WallClock implements IWallClock {

                /**
                 * Constructs a new WallClock.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IWallClock);

                /** WallClock skewMs. */
                public skewMs: number;

                /** WallClock off. */
                public off: boolean;

                /** WallClock disputedSpreadMs. */
                public disputedSpreadMs?: (number|null);

                /**
                 * Encodes the specified WallClock message. Does not implicitly {@link kvorum.admin.v1.WallClock.verify|verify} messages.
                 * @param message WallClock message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IWallClock, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a WallClock message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns WallClock
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.WallClock;
            }

            /** Properties of a CreateDatabaseRequest. */
            interface ICreateDatabaseRequest {

                /** CreateDatabaseRequest name */
                name?: (string|null);

                /** CreateDatabaseRequest databaseId */
                databaseId?: (string|null);
            }

            /** Represents a CreateDatabaseRequest. */
            class CreateDatabaseRequest implements ICreateDatabaseRequest {

                /**
                 * Constructs a new CreateDatabaseRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.ICreateDatabaseRequest);

                /** CreateDatabaseRequest name. */
                public name: string;

                /** CreateDatabaseRequest databaseId. */
                public databaseId: string;

                /**
                 * Encodes the specified CreateDatabaseRequest message. Does not implicitly {@link kvorum.admin.v1.CreateDatabaseRequest.verify|verify} messages.
                 * @param message CreateDatabaseRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.ICreateDatabaseRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CreateDatabaseRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns CreateDatabaseRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.CreateDatabaseRequest;
            }

            /** Properties of a CreateDatabaseResponse. */
            interface ICreateDatabaseResponse {

                /** CreateDatabaseResponse databaseId */
                databaseId?: (string|null);
            }

            /** Represents a CreateDatabaseResponse. */
            class CreateDatabaseResponse implements ICreateDatabaseResponse {

                /**
                 * Constructs a new CreateDatabaseResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.ICreateDatabaseResponse);

                /** CreateDatabaseResponse databaseId. */
                public databaseId: string;

                /**
                 * Encodes the specified CreateDatabaseResponse message. Does not implicitly {@link kvorum.admin.v1.CreateDatabaseResponse.verify|verify} messages.
                 * @param message CreateDatabaseResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.ICreateDatabaseResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CreateDatabaseResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns CreateDatabaseResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.CreateDatabaseResponse;
            }

            /** Properties of a DropDatabaseRequest. */
            interface IDropDatabaseRequest {

                /** DropDatabaseRequest databaseId */
                databaseId?: (string|null);
            }

            /** Represents a DropDatabaseRequest. */
            class DropDatabaseRequest implements IDropDatabaseRequest {

                /**
                 * Constructs a new DropDatabaseRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IDropDatabaseRequest);

                /** DropDatabaseRequest databaseId. */
                public databaseId: string;

                /**
                 * Encodes the specified DropDatabaseRequest message. Does not implicitly {@link kvorum.admin.v1.DropDatabaseRequest.verify|verify} messages.
                 * @param message DropDatabaseRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IDropDatabaseRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DropDatabaseRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns DropDatabaseRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.DropDatabaseRequest;
            }

            /** Properties of a DropDatabaseResponse. */
            interface IDropDatabaseResponse {
            }

            /** Represents a DropDatabaseResponse. */
            class DropDatabaseResponse implements IDropDatabaseResponse {

                /**
                 * Constructs a new DropDatabaseResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IDropDatabaseResponse);

                /**
                 * Encodes the specified DropDatabaseResponse message. Does not implicitly {@link kvorum.admin.v1.DropDatabaseResponse.verify|verify} messages.
                 * @param message DropDatabaseResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IDropDatabaseResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DropDatabaseResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns DropDatabaseResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.DropDatabaseResponse;
            }

            /** Properties of a ListDatabasesRequest. */
            interface IListDatabasesRequest {

                /** ListDatabasesRequest after */
                after?: (string|null);
            }

            /** Represents a ListDatabasesRequest. */
            class ListDatabasesRequest implements IListDatabasesRequest {

                /**
                 * Constructs a new ListDatabasesRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IListDatabasesRequest);

                /** ListDatabasesRequest after. */
                public after: string;

                /**
                 * Encodes the specified ListDatabasesRequest message. Does not implicitly {@link kvorum.admin.v1.ListDatabasesRequest.verify|verify} messages.
                 * @param message ListDatabasesRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IListDatabasesRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ListDatabasesRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ListDatabasesRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.ListDatabasesRequest;
            }

            /** Properties of a Database. */
            interface IDatabase {

                /** Database name */
                name?: (string|null);

                /** Database databaseId */
                databaseId?: (string|null);

                /** Database createdMs */
                createdMs?: (number|null);
            }

            /** Represents a Database. */
            class Database implements IDatabase {

                /**
                 * Constructs a new Database.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IDatabase);

                /** Database name. */
                public name: string;

                /** Database databaseId. */
                public databaseId: string;

                /** Database createdMs. */
                public createdMs: number;

                /**
                 * Encodes the specified Database message. Does not implicitly {@link kvorum.admin.v1.Database.verify|verify} messages.
                 * @param message Database message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IDatabase, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Database message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Database
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.Database;
            }

            /** Properties of a ListDatabasesResponse. */
            interface IListDatabasesResponse {

                /** ListDatabasesResponse databases */
                databases?: (kvorum.admin.v1.IDatabase[]|null);

                /** ListDatabasesResponse more */
                more?: (boolean|null);
            }

            /** Represents a ListDatabasesResponse. */
            class ListDatabasesResponse implements IListDatabasesResponse {

                /**
                 * Constructs a new ListDatabasesResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IListDatabasesResponse);

                /** ListDatabasesResponse databases. */
                public databases: kvorum.admin.v1.IDatabase[];

                /** ListDatabasesResponse more. */
                public more: boolean;

                /**
                 * Encodes the specified ListDatabasesResponse message. Does not implicitly {@link kvorum.admin.v1.ListDatabasesResponse.verify|verify} messages.
                 * @param message ListDatabasesResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IListDatabasesResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ListDatabasesResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ListDatabasesResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.ListDatabasesResponse;
            }

            /** TokenKind enum. */
            enum TokenKind {
                TOKEN_KIND_UNSPECIFIED = 0,
                TOKEN_KIND_ADMIN = 1,
                TOKEN_KIND_FULL = 2,
                TOKEN_KIND_READ_ONLY = 3
            }

            /** Properties of a CreateTokenRequest. */
            interface ICreateTokenRequest {

                /** CreateTokenRequest tokenId */
                tokenId?: (string|null);

                /** CreateTokenRequest sha256 */
                sha256?: (Uint8Array|null);

                /** CreateTokenRequest kind */
                kind?: (kvorum.admin.v1.TokenKind|null);

                /** CreateTokenRequest database */
                database?: (string|null);

                /** CreateTokenRequest label */
                label?: (string|null);
            }

            /** Represents a CreateTokenRequest. */
            class CreateTokenRequest implements ICreateTokenRequest {

                /**
                 * Constructs a new CreateTokenRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.ICreateTokenRequest);

                /** CreateTokenRequest tokenId. */
                public tokenId: string;

                /** CreateTokenRequest sha256. */
                public sha256: Uint8Array;

                /** CreateTokenRequest kind. */
                public kind: kvorum.admin.v1.TokenKind;

                /** CreateTokenRequest database. */
                public database: string;

                /** CreateTokenRequest label. */
                public label: string;

                /**
                 * Encodes the specified CreateTokenRequest message. Does not implicitly {@link kvorum.admin.v1.CreateTokenRequest.verify|verify} messages.
                 * @param message CreateTokenRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.ICreateTokenRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CreateTokenRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns CreateTokenRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.CreateTokenRequest;
            }

            /** Properties of a CreateTokenResponse. */
            interface ICreateTokenResponse {

                /** CreateTokenResponse tokenId */
                tokenId?: (string|null);
            }

            /** Represents a CreateTokenResponse. */
            class CreateTokenResponse implements ICreateTokenResponse {

                /**
                 * Constructs a new CreateTokenResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.ICreateTokenResponse);

                /** CreateTokenResponse tokenId. */
                public tokenId: string;

                /**
                 * Encodes the specified CreateTokenResponse message. Does not implicitly {@link kvorum.admin.v1.CreateTokenResponse.verify|verify} messages.
                 * @param message CreateTokenResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.ICreateTokenResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CreateTokenResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns CreateTokenResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.CreateTokenResponse;
            }

            /** Properties of a RevokeTokenRequest. */
            interface IRevokeTokenRequest {

                /** RevokeTokenRequest tokenId */
                tokenId?: (string|null);
            }

            /** Represents a RevokeTokenRequest. */
            class RevokeTokenRequest implements IRevokeTokenRequest {

                /**
                 * Constructs a new RevokeTokenRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IRevokeTokenRequest);

                /** RevokeTokenRequest tokenId. */
                public tokenId: string;

                /**
                 * Encodes the specified RevokeTokenRequest message. Does not implicitly {@link kvorum.admin.v1.RevokeTokenRequest.verify|verify} messages.
                 * @param message RevokeTokenRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IRevokeTokenRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RevokeTokenRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns RevokeTokenRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.RevokeTokenRequest;
            }

            /** Properties of a RevokeTokenResponse. */
            interface IRevokeTokenResponse {
            }

            /** Represents a RevokeTokenResponse. */
            class RevokeTokenResponse implements IRevokeTokenResponse {

                /**
                 * Constructs a new RevokeTokenResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IRevokeTokenResponse);

                /**
                 * Encodes the specified RevokeTokenResponse message. Does not implicitly {@link kvorum.admin.v1.RevokeTokenResponse.verify|verify} messages.
                 * @param message RevokeTokenResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IRevokeTokenResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RevokeTokenResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns RevokeTokenResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.RevokeTokenResponse;
            }

            /** Properties of a ListTokensRequest. */
            interface IListTokensRequest {

                /** ListTokensRequest after */
                after?: (string|null);
            }

            /** Represents a ListTokensRequest. */
            class ListTokensRequest implements IListTokensRequest {

                /**
                 * Constructs a new ListTokensRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IListTokensRequest);

                /** ListTokensRequest after. */
                public after: string;

                /**
                 * Encodes the specified ListTokensRequest message. Does not implicitly {@link kvorum.admin.v1.ListTokensRequest.verify|verify} messages.
                 * @param message ListTokensRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IListTokensRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ListTokensRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ListTokensRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.ListTokensRequest;
            }

            /** Properties of a Token. */
            interface IToken {

                /** Token tokenId */
                tokenId?: (string|null);

                /** Token kind */
                kind?: (kvorum.admin.v1.TokenKind|null);

                /** Token database */
                database?: (string|null);

                /** Token label */
                label?: (string|null);

                /** Token createdMs */
                createdMs?: (number|null);
            }

            /** Represents a Token. */
            class Token implements IToken {

                /**
                 * Constructs a new Token.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IToken);

                /** Token tokenId. */
                public tokenId: string;

                /** Token kind. */
                public kind: kvorum.admin.v1.TokenKind;

                /** Token database. */
                public database: string;

                /** Token label. */
                public label: string;

                /** Token createdMs. */
                public createdMs: number;

                /**
                 * Encodes the specified Token message. Does not implicitly {@link kvorum.admin.v1.Token.verify|verify} messages.
                 * @param message Token message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IToken, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Token message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Token
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.Token;
            }

            /** Properties of a ListTokensResponse. */
            interface IListTokensResponse {

                /** ListTokensResponse tokens */
                tokens?: (kvorum.admin.v1.IToken[]|null);

                /** ListTokensResponse more */
                more?: (boolean|null);
            }

            /** Represents a ListTokensResponse. */
            class ListTokensResponse implements IListTokensResponse {

                /**
                 * Constructs a new ListTokensResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.admin.v1.IListTokensResponse);

                /** ListTokensResponse tokens. */
                public tokens: kvorum.admin.v1.IToken[];

                /** ListTokensResponse more. */
                public more: boolean;

                /**
                 * Encodes the specified ListTokensResponse message. Does not implicitly {@link kvorum.admin.v1.ListTokensResponse.verify|verify} messages.
                 * @param message ListTokensResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.admin.v1.IListTokensResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ListTokensResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ListTokensResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.admin.v1.ListTokensResponse;
            }
        }
    }
}
