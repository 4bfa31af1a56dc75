import * as $protobuf from "protobufjs";
import Long = require("long");
/** Namespace kvorum. */
export namespace kvorum {

    /** Namespace raft. */
    namespace raft {

        /** Namespace v1. */
        namespace v1 {

            /** Properties of a HelloRequest. */
            interface IHelloRequest {

                /** HelloRequest name */
                name?: (string|null);
            }

            /** Represents a HelloRequest. */
            class HelloRequest implements IHelloRequest {

                /**
                 * Constructs a new HelloRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IHelloRequest);

                /** HelloRequest name. */
                public name: string;

                /**
                 * Encodes the specified HelloRequest message. Does not implicitly {@link kvorum.raft.v1.HelloRequest.verify|verify} messages.
                 * @param message HelloRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IHelloRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HelloRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns HelloRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.HelloRequest;
            }

            /** Properties of a HelloResponse. */
            interface IHelloResponse {

                /** HelloResponse name */
                name?: (string|null);

                /** HelloResponse nodeId */
                nodeId?: (string|null);

                /** HelloResponse clusterId */
                clusterId?: (string|null);

                /** HelloResponse grpcAddress */
                grpcAddress?: (string|null);

                /** HelloResponse electionTimeoutMs */
                electionTimeoutMs?: (number|null);
            }

            /** Represents a HelloResponse. */
            class HelloResponse implements IHelloResponse {

                /**
                 * Constructs a new HelloResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IHelloResponse);

                /** HelloResponse name. */
                public name: string;

                /** HelloResponse nodeId. */
                public nodeId: string;

                /** HelloResponse clusterId. */
                public clusterId: string;

                /** HelloResponse grpcAddress. */
                public grpcAddress: string;

                /** HelloResponse electionTimeoutMs. */
                public electionTimeoutMs: number;

                /**
                 * Encodes the specified HelloResponse message. Does not implicitly {@link kvorum.raft.v1.HelloResponse.verify|verify} messages.
                 * @param message HelloResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IHelloResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HelloResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns HelloResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.HelloResponse;
            }

            /** Properties of an AdoptRequest. */
            interface IAdoptRequest {

                /** AdoptRequest clusterId */
                clusterId?: (string|null);

                /** AdoptRequest membership */
                membership?: (Uint8Array|null);

                /** AdoptRequest stampedAtMs */
                stampedAtMs?: (number|null);
            }

            /** Represents an AdoptRequest. */
            class AdoptRequest implements IAdoptRequest {

                /**
                 * Constructs a new AdoptRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IAdoptRequest);

                /** AdoptRequest clusterId. */
                public clusterId: string;

                /** AdoptRequest membership. */
                public membership: Uint8Array;

                /** AdoptRequest stampedAtMs. */
                public stampedAtMs: number;

                /**
                 * Encodes the specified AdoptRequest message. Does not implicitly {@link kvorum.raft.v1.AdoptRequest.verify|verify} messages.
                 * @param message AdoptRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IAdoptRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AdoptRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns AdoptRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.AdoptRequest;
            }

            /** Properties of an AdoptResponse. */
            interface IAdoptResponse {
            }

            /** Represents an AdoptResponse. */
            class AdoptResponse implements IAdoptResponse {

                /**
                 * Constructs a new AdoptResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IAdoptResponse);

                /**
                 * Encodes the specified AdoptResponse message. Does not implicitly {@link kvorum.raft.v1.AdoptResponse.verify|verify} messages.
                 * @param message AdoptResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IAdoptResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AdoptResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns AdoptResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.AdoptResponse;
            }

            /** Properties of a JoinRequest. */
            interface IJoinRequest {

                /** JoinRequest protocol */
                protocol?: (number|null);

                /** JoinRequest name */
                name?: (string|null);

                /** JoinRequest nodeId */
                nodeId?: (string|null);

                /** JoinRequest peerAddress */
                peerAddress?: (string|null);

                /** JoinRequest grpcAddress */
                grpcAddress?: (string|null);

                /** JoinRequest staysLearner */
                staysLearner?: (boolean|null);

                /** JoinRequest replaces */
                replaces?: (string|null);

                /** JoinRequest electionTimeoutMs */
                electionTimeoutMs?: (number|null);
            }

            /** Represents a JoinRequest. */
            class JoinRequest implements IJoinRequest {

                /**
                 * Constructs a new JoinRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IJoinRequest);

                /** JoinRequest protocol. */
                public protocol: number;

                /** JoinRequest name. */
                public name: string;

                /** JoinRequest nodeId. */
                public nodeId: string;

                /** JoinRequest peerAddress. */
                public peerAddress: string;

                /** JoinRequest grpcAddress. */
                public grpcAddress: string;

                /** JoinRequest staysLearner. */
                public staysLearner: boolean;

                /** JoinRequest replaces. */
                public replaces: string;

                /** JoinRequest electionTimeoutMs. */
                public electionTimeoutMs: number;

                /**
                 * Encodes the specified JoinRequest message. Does not implicitly {@link kvorum.raft.v1.JoinRequest.verify|verify} messages.
                 * @param message JoinRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IJoinRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a JoinRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns JoinRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.JoinRequest;
            }

            /** Properties of a JoinResponse. */
            interface IJoinResponse {

                /** JoinResponse joined */
                joined?: (kvorum.raft.v1.IJoinedCluster|null);

                /** JoinResponse leader */
                leader?: (string|null);
            }

            /** Represents a JoinResponse. */
            class JoinResponse implements IJoinResponse {

                /**
                 * Constructs a new JoinResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IJoinResponse);

                /** JoinResponse joined. */
                public joined?: (kvorum.raft.v1.IJoinedCluster|null);

                /** JoinResponse leader. */
                public leader?: (string|null);

                /** JoinResponse outcome. */
                public outcome?: ("joined"|"leader");

                /**
                 * Encodes the specified JoinResponse message. Does not implicitly {@link kvorum.raft.v1.JoinResponse.verify|verify} messages.
                 * @param message JoinResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IJoinResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a JoinResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns JoinResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.JoinResponse;
            }

            /** Properties of a JoinedCluster. */
            interface IJoinedCluster {

                /** JoinedCluster clusterId */
                clusterId?: (string|null);

                /** JoinedCluster membership */
                membership?: (Uint8Array|null);

                /** JoinedCluster membershipIndex */
                membershipIndex?: (number|null);

                /** JoinedCluster electionTimeoutMs */
                electionTimeoutMs?: (number|null);
            }

            /** Represents a JoinedCluster. */
            class JoinedCluster implements IJoinedCluster {

                /**
                 * Constructs a new JoinedCluster.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IJoinedCluster);

                /** JoinedCluster clusterId. */
                public clusterId: string;

                /** JoinedCluster membership. */
                public membership: Uint8Array;

                /** JoinedCluster membershipIndex. */
                public membershipIndex: number;

                /** JoinedCluster electionTimeoutMs. */
                public electionTimeoutMs: number;

                /**
                 * Encodes the specified JoinedCluster message. Does not implicitly {@link kvorum.raft.v1.JoinedCluster.verify|verify} messages.
                 * @param message JoinedCluster message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IJoinedCluster, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a JoinedCluster message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns JoinedCluster
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.JoinedCluster;
            }

            /** Properties of a Handshake. */
            interface IHandshake {

                /** Handshake protocol */
                protocol?: (number|null);

                /** Handshake clusterId */
                clusterId?: (string|null);

                /** Handshake from */
                from?: (string|null);

                /** Handshake to */
                to?: (string|null);

                /** Handshake incarnation */
                incarnation?: (number|null);

                /** Handshake electionTimeoutMs */
                electionTimeoutMs?: (number|null);

                /** Handshake peerAddress */
                peerAddress?: (string|null);

                /** Handshake startedAtMs */
                startedAtMs?: (number|null);
            }

            /** Represents a Handshake. */
            class Handshake implements IHandshake {

                /**
                 * Constructs a new Handshake.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IHandshake);

                /** Handshake protocol. */
                public protocol: number;

                /** Handshake clusterId. */
                public clusterId: string;

                /** Handshake from. */
                public from: string;

                /** Handshake to. */
                public to: string;

                /** Handshake incarnation. */
                public incarnation: number;

                /** Handshake electionTimeoutMs. */
                public electionTimeoutMs: number;

                /** Handshake peerAddress. */
                public peerAddress: string;

                /** Handshake startedAtMs. */
                public startedAtMs: number;

                /**
                 * Encodes the specified Handshake message. Does not implicitly {@link kvorum.raft.v1.Handshake.verify|verify} messages.
                 * @param message Handshake message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IHandshake, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Handshake message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Handshake
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.Handshake;
            }

            /** Properties of an ExchangeRequest. */
            interface IExchangeRequest {

                /** ExchangeRequest handshake */
                handshake?: (kvorum.raft.v1.IHandshake|null);

                /** ExchangeRequest messages */
                messages?: (kvorum.raft.v1.IRaftMessages|null);
            }

            /** Represents an ExchangeRequest. */
            class ExchangeRequest implements IExchangeRequest {

                /**
                 * Constructs a new ExchangeRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IExchangeRequest);

                /** ExchangeRequest handshake. */
                public handshake?: (kvorum.raft.v1.IHandshake|null);

                /** ExchangeRequest messages. */
                public messages?: (kvorum.raft.v1.IRaftMessages|null);

                /** ExchangeRequest content. */
                public content?: ("handshake"|"messages");

                /**
                 * Encodes the specified ExchangeRequest message. Does not implicitly {@link kvorum.raft.v1.ExchangeRequest.verify|verify} messages.
                 * @param message ExchangeRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IExchangeRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ExchangeRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ExchangeRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.ExchangeRequest;
            }

            /** Properties of an ExchangeResponse. */
            interface IExchangeResponse {
            }

            /** Represents an ExchangeResponse. */
            class ExchangeResponse implements IExchangeResponse {

                /**
                 * Constructs a new ExchangeResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IExchangeResponse);

                /**
                 * Encodes the specified ExchangeResponse message. Does not implicitly {@link kvorum.raft.v1.ExchangeResponse.verify|verify} messages.
                 * @param message ExchangeResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IExchangeResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ExchangeResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ExchangeResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.ExchangeResponse;
            }

            /** Properties of a RaftMessages. */
            interface IRaftMessages {

                /** RaftMessages messages */
                messages?: (kvorum.raft.v1.IRaftMessage[]|null);
            }

            /** Represents a RaftMessages. */
            class RaftMessages implements IRaftMessages {

                /**
                 * Constructs a new RaftMessages.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IRaftMessages);

                /** RaftMessages messages. */
                public messages: kvorum.raft.v1.IRaftMessage[];

                /**
                 * Encodes the specified RaftMessages message. Does not implicitly {@link kvorum.raft.v1.RaftMessages.verify|verify} messages.
                 * @param message RaftMessages message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IRaftMessages, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RaftMessages message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns RaftMessages
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.RaftMessages;
            }

            /** Properties of a RaftMessage. */
            interface IRaftMessage {

                /** RaftMessage term */
                term?: (number|null);

                /** RaftMessage preVote */
                preVote?: (kvorum.raft.v1.IVote|null);

                /** RaftMessage preVoteResponse */
                preVoteResponse?: (kvorum.raft.v1.IVoteResponse|null);

                /** RaftMessage requestVote */
                requestVote?: (kvorum.raft.v1.IVote|null);

                /** RaftMessage voteResponse */
                voteResponse?: (kvorum.raft.v1.IVoteResponse|null);

                /** RaftMessage append */
                append?: (kvorum.raft.v1.IAppend|null);

                /** RaftMessage appendAccepted */
                appendAccepted?: (kvorum.raft.v1.IAppendAccepted|null);

                /** RaftMessage appendRejected */
                appendRejected?: (kvorum.raft.v1.IAppendRejected|null);

                /** RaftMessage heartbeat */
                heartbeat?: (kvorum.raft.v1.IHeartbeat|null);

                /** RaftMessage heartbeatResponse */
                heartbeatResponse?: (kvorum.raft.v1.IHeartbeatResponse|null);

                /** RaftMessage readIndexRequest */
                readIndexRequest?: (kvorum.raft.v1.IReadIndexRequest|null);

                /** RaftMessage readIndexResponse */
                readIndexResponse?: (kvorum.raft.v1.IReadIndexResponse|null);

                /** RaftMessage timeoutNow */
                timeoutNow?: (kvorum.raft.v1.ITimeoutNow|null);

                /** RaftMessage snapshotRequest */
                snapshotRequest?: (kvorum.raft.v1.ISnapshotNeeded|null);
            }

            /** Represents a RaftMessage. */
            class RaftMessage implements IRaftMessage {

                /**
                 * Constructs a new RaftMessage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IRaftMessage);

                /** RaftMessage term. */
                public term: number;

                /** RaftMessage preVote. */
                public preVote?: (kvorum.raft.v1.IVote|null);

                /** RaftMessage preVoteResponse. */
                public preVoteResponse?: (kvorum.raft.v1.IVoteResponse|null);

                /** RaftMessage requestVote. */
                public requestVote?: (kvorum.raft.v1.IVote|null);

                /** RaftMessage voteResponse. */
                public voteResponse?: (kvorum.raft.v1.IVoteResponse|null);

                /** RaftMessage append. */
                public append?: (kvorum.raft.v1.IAppend|null);

                /** RaftMessage appendAccepted. */
                public appendAccepted?: (kvorum.raft.v1.IAppendAccepted|null);

                /** RaftMessage appendRejected. */
                public appendRejected?: (kvorum.raft.v1.IAppendRejected|null);

                /** RaftMessage heartbeat. */
                public heartbeat?: (kvorum.raft.v1.IHeartbeat|null);

                /** RaftMessage heartbeatResponse. */
                public heartbeatResponse?: (kvorum.raft.v1.IHeartbeatResponse|null);

                /** RaftMessage readIndexRequest. */
                public readIndexRequest?: (kvorum.raft.v1.IReadIndexRequest|null);

                /** RaftMessage readIndexResponse. */
                public readIndexResponse?: (kvorum.raft.v1.IReadIndexResponse|null);

                /** RaftMessage timeoutNow. */
                public timeoutNow?: (kvorum.raft.v1.ITimeoutNow|null);

                /** RaftMessage snapshotRequest. */
                public snapshotRequest?: (kvorum.raft.v1.ISnapshotNeeded|null);

                /** RaftMessage kind. */
                public kind?: ("preVote"|"preVoteResponse"|"requestVote"|"voteResponse"|"append"|"appendAccepted"|"appendRejected"|"heartbeat"|"heartbeatResponse"|"readIndexRequest"|"readIndexResponse"|"timeoutNow"|"snapshotRequest");

                /**
                 * Encodes the specified RaftMessage message. Does not implicitly {@link kvorum.raft.v1.RaftMessage.verify|verify} messages.
                 * @param message RaftMessage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IRaftMessage, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RaftMessage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns RaftMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.RaftMessage;
            }

            /** Properties of a Vote. */
            interface IVote {

                /** Vote lastIndex */
                lastIndex?: (number|null);

                /** Vote lastTerm */
                lastTerm?: (number|null);

                /** Vote transfer */
                transfer?: (boolean|null);

                /** Vote nonce */
                nonce?: (number|null);
            }

            /** Represents a Vote. */
            class Vote implements IVote {

                /**
                 * Constructs a new Vote.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IVote);

                /** Vote lastIndex. */
                public lastIndex: number;

                /** Vote lastTerm. */
                public lastTerm: number;

                /** Vote transfer. */
                public transfer: boolean;

                /** Vote nonce. */
                public nonce: number;

                /**
                 * Encodes the specified Vote message. Does not implicitly {@link kvorum.raft.v1.Vote.verify|verify} messages.
                 * @param message Vote message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IVote, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Vote message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Vote
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.Vote;
            }

            /** Properties of a VoteResponse. */
            interface IVoteResponse {

                /** VoteResponse granted */
                granted?: (boolean|null);

                /** VoteResponse nonce */
                nonce?: (number|null);
            }

            /** Represents a VoteResponse. */
            class VoteResponse implements IVoteResponse {

                /**
                 * Constructs a new VoteResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IVoteResponse);

                /** VoteResponse granted. */
                public granted: boolean;

                /** VoteResponse nonce. */
                public nonce: number;

                /**
                 * Encodes the specified VoteResponse message. Does not implicitly {@link kvorum.raft.v1.VoteResponse.verify|verify} messages.
                 * @param message VoteResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IVoteResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a VoteResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns VoteResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.VoteResponse;
            }

            /** EntryKind enum. */
            enum EntryKind {
                ENTRY_KIND_UNSPECIFIED = 0,
                ENTRY_KIND_NORMAL = 1,
                ENTRY_KIND_LEADER_START = 2,
                ENTRY_KIND_CONFIG = 3,
                ENTRY_KIND_INTERNAL = 4
            }

            /** Properties of an Entry. */
            interface IEntry {

                /** Entry index */
                index?: (number|null);

                /** Entry term */
                term?: (number|null);

                /** Entry kind */
                kind?: (kvorum.raft.v1.EntryKind|null);

                /** Entry stampedAtMs */
                stampedAtMs?: (number|null);

                /** Entry command */
                command?: (Uint8Array|null);

                /** Entry crc */
                crc?: (number|null);
            }

            /** Represents an Entry. */
            class Entry implements IEntry {

                /**
                 * Constructs a new Entry.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IEntry);

                /** Entry index. */
                public index: number;

                /** Entry term. */
                public term: number;

                /** Entry kind. */
                public kind: kvorum.raft.v1.EntryKind;

                /** Entry stampedAtMs. */
                public stampedAtMs: number;

                /** Entry command. */
                public command: Uint8Array;

                /** Entry crc. */
                public crc: number;

                /**
                 * Encodes the specified Entry message. Does not implicitly {@link kvorum.raft.v1.Entry.verify|verify} messages.
                 * @param message Entry message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IEntry, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Entry message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Entry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.Entry;
            }

            /** Properties of an Append. */
            interface IAppend {

                /** Append prevIndex */
                prevIndex?: (number|null);

                /** Append prevTerm */
                prevTerm?: (number|null);

                /** Append entries */
                entries?: (kvorum.raft.v1.IEntry[]|null);

                /** Append commitIndex */
                commitIndex?: (number|null);

                /** Append round */
                round?: (number|null);
            }

            /** Represents an Append. */
            class Append implements IAppend {

                /**
                 * Constructs a new Append.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IAppend);

                /** Append prevIndex. */
                public prevIndex: number;

                /** Append prevTerm. */
                public prevTerm: number;

                /** Append entries. */
                public entries: kvorum.raft.v1.IEntry[];

                /** Append commitIndex. */
                public commitIndex: number;

                /** Append round. */
                public round: number;

                /**
                 * Encodes the specified Append message. Does not implicitly {@link kvorum.raft.v1.Append.verify|verify} messages.
                 * @param message Append message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IAppend, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Append message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Append
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.Append;
            }

            /** Properties of an AppendAccepted. */
            interface IAppendAccepted {

                /** AppendAccepted matchIndex */
                matchIndex?: (number|null);

                /** AppendAccepted round */
                round?: (number|null);
            }

            /** Represents an AppendAccepted. */
            class AppendAccepted implements IAppendAccepted {

                /**
                 * Constructs a new AppendAccepted.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IAppendAccepted);

                /** AppendAccepted matchIndex. */
                public matchIndex: number;

                /** AppendAccepted round. */
                public round: number;

                /**
                 * Encodes the specified AppendAccepted message. Does not implicitly {@link kvorum.raft.v1.AppendAccepted.verify|verify} messages.
                 * @param message AppendAccepted message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IAppendAccepted, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AppendAccepted message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns AppendAccepted
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.AppendAccepted;
            }

            /** Properties of an AppendRejected. */
            interface IAppendRejected {

                /** AppendRejected rejectedIndex */
                rejectedIndex?: (number|null);

                /** AppendRejected hintIndex */
                hintIndex?: (number|null);

                /** AppendRejected hintTerm */
                hintTerm?: (number|null);

                /** AppendRejected lastIndex */
                lastIndex?: (number|null);

                /** AppendRejected round */
                round?: (number|null);
            }

            /** Represents an AppendRejected. */
            class AppendRejected implements IAppendRejected {

                /**
                 * Constructs a new AppendRejected.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IAppendRejected);

                /** AppendRejected rejectedIndex. */
                public rejectedIndex: number;

                /** AppendRejected hintIndex. */
                public hintIndex: number;

                /** AppendRejected hintTerm. */
                public hintTerm: number;

                /** AppendRejected lastIndex. */
                public lastIndex: number;

                /** AppendRejected round. */
                public round: number;

                /**
                 * Encodes the specified AppendRejected message. Does not implicitly {@link kvorum.raft.v1.AppendRejected.verify|verify} messages.
                 * @param message AppendRejected message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IAppendRejected, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AppendRejected message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns AppendRejected
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.AppendRejected;
            }

            /** Properties of a Heartbeat. */
            interface IHeartbeat {

                /** Heartbeat commitIndex */
                commitIndex?: (number|null);

                /** Heartbeat round */
                round?: (number|null);

                /** Heartbeat leaseHeld */
                leaseHeld?: (boolean|null);

                /** Heartbeat echo */
                echo?: (kvorum.raft.v1.IEcho|null);

                /** Heartbeat diverged */
                diverged?: (kvorum.raft.v1.IStateHash|null);

                /** Heartbeat clockSkewMs */
                clockSkewMs?: (number|null);
            }

            /** Represents a Heartbeat. */
            class Heartbeat implements IHeartbeat {

                /**
                 * Constructs a new Heartbeat.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IHeartbeat);

                /** Heartbeat commitIndex. */
                public commitIndex: number;

                /** Heartbeat round. */
                public round: number;

                /** Heartbeat leaseHeld. */
                public leaseHeld: boolean;

                /** Heartbeat echo. */
                public echo?: (kvorum.raft.v1.IEcho|null);

                /** Heartbeat diverged. */
                public diverged?: (kvorum.raft.v1.IStateHash|null);

                /** Heartbeat clockSkewMs. */
                public clockSkewMs?: (number|null);

                /**
                 * Encodes the specified Heartbeat message. Does not implicitly {@link kvorum.raft.v1.Heartbeat.verify|verify} messages.
                 * @param message Heartbeat message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IHeartbeat, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Heartbeat message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Heartbeat
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.Heartbeat;
            }

            /** Properties of an Echo. */
            interface IEcho {

                /** Echo stamp */
                stamp?: (number|null);

                /** Echo commitIndex */
                commitIndex?: (number|null);
            }

            /** Represents an Echo. */
            class Echo implements IEcho {

                /**
                 * Constructs a new Echo.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IEcho);

                /** Echo stamp. */
                public stamp: number;

                /** Echo commitIndex. */
                public commitIndex: number;

                /**
                 * Encodes the specified Echo message. Does not implicitly {@link kvorum.raft.v1.Echo.verify|verify} messages.
                 * @param message Echo message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IEcho, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Echo message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Echo
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.Echo;
            }

            /** Properties of a StateHash. */
            interface IStateHash {

                /** StateHash index */
                index?: (number|null);

                /** StateHash hash */
                hash?: (Uint8Array|null);
            }

            /** Represents a StateHash. */
            class StateHash implements IStateHash {

                /**
                 * Constructs a new StateHash.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IStateHash);

                /** StateHash index. */
                public index: number;

                /** StateHash hash. */
                public hash: Uint8Array;

                /**
                 * Encodes the specified StateHash message. Does not implicitly {@link kvorum.raft.v1.StateHash.verify|verify} messages.
                 * @param message StateHash message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IStateHash, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StateHash message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns StateHash
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.StateHash;
            }

            /** Properties of a HeartbeatResponse. */
            interface IHeartbeatResponse {

                /** HeartbeatResponse round */
                round?: (number|null);

                /** HeartbeatResponse stamp */
                stamp?: (number|null);

                /** HeartbeatResponse appliedIndex */
                appliedIndex?: (number|null);

                /** HeartbeatResponse stateHash */
                stateHash?: (kvorum.raft.v1.IStateHash|null);

                /** HeartbeatResponse wallMs */
                wallMs?: (number|null);
            }

            /** Represents a HeartbeatResponse. */
            class HeartbeatResponse implements IHeartbeatResponse {

                /**
                 * Constructs a new HeartbeatResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IHeartbeatResponse);

                /** HeartbeatResponse round. */
                public round: number;

                /** HeartbeatResponse stamp. */
                public stamp: number;

                /** HeartbeatResponse appliedIndex. */
                public appliedIndex: number;

                /** HeartbeatResponse stateHash. */
                public stateHash?: (kvorum.raft.v1.IStateHash|null);

                /** HeartbeatResponse wallMs. */
                public wallMs?: (number|null);

                /**
                 * Encodes the specified HeartbeatResponse message. Does not implicitly {@link kvorum.raft.v1.HeartbeatResponse.verify|verify} messages.
                 * @param message HeartbeatResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IHeartbeatResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HeartbeatResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns HeartbeatResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.HeartbeatResponse;
            }

            /** Properties of a SnapshotNeeded. */
            interface ISnapshotNeeded {
            }

            /** Represents a SnapshotNeeded. */
            class SnapshotNeeded implements ISnapshotNeeded {

                /**
                 * Constructs a new SnapshotNeeded.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.ISnapshotNeeded);

                /**
                 * Encodes the specified SnapshotNeeded message. Does not implicitly {@link kvorum.raft.v1.SnapshotNeeded.verify|verify} messages.
                 * @param message SnapshotNeeded message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.ISnapshotNeeded, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SnapshotNeeded message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SnapshotNeeded
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.SnapshotNeeded;
            }

            /** Properties of a TimeoutNow. */
            interface ITimeoutNow {

                /** TimeoutNow lastIndex */
                lastIndex?: (number|null);

                /** TimeoutNow lastTerm */
                lastTerm?: (number|null);
            }

            /** Represents a TimeoutNow. */
            class TimeoutNow implements ITimeoutNow {

                /**
                 * Constructs a new TimeoutNow.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.ITimeoutNow);

                /** TimeoutNow lastIndex. */
                public lastIndex: number;

                /** TimeoutNow lastTerm. */
                public lastTerm: number;

                /**
                 * Encodes the specified TimeoutNow message. Does not implicitly {@link kvorum.raft.v1.TimeoutNow.verify|verify} messages.
                 * @param message TimeoutNow message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.ITimeoutNow, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TimeoutNow message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns TimeoutNow
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.TimeoutNow;
            }

            /** Properties of a ReadIndexRequest. */
            interface IReadIndexRequest {

                /** ReadIndexRequest requestId */
                requestId?: (number|null);
            }

            /** Represents a ReadIndexRequest. */
            class ReadIndexRequest implements IReadIndexRequest {

                /**
                 * Constructs a new ReadIndexRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IReadIndexRequest);

                /** ReadIndexRequest requestId. */
                public requestId: number;

                /**
                 * Encodes the specified ReadIndexRequest message. Does not implicitly {@link kvorum.raft.v1.ReadIndexRequest.verify|verify} messages.
                 * @param message ReadIndexRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IReadIndexRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ReadIndexRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ReadIndexRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.ReadIndexRequest;
            }

            /** Properties of a ReadIndexResponse. */
            interface IReadIndexResponse {

                /** ReadIndexResponse requestId */
                requestId?: (number|null);

                /** ReadIndexResponse index */
                index?: (number|null);
            }

            /** Represents a ReadIndexResponse. */
            class ReadIndexResponse implements IReadIndexResponse {

                /**
                 * Constructs a new ReadIndexResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IReadIndexResponse);

                /** ReadIndexResponse requestId. */
                public requestId: number;

                /** ReadIndexResponse index. */
                public index?: (number|null);

                /**
                 * Encodes the specified ReadIndexResponse message. Does not implicitly {@link kvorum.raft.v1.ReadIndexResponse.verify|verify} messages.
                 * @param message ReadIndexResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IReadIndexResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ReadIndexResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ReadIndexResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.ReadIndexResponse;
            }

            /** Properties of a ForwardRequest. */
            interface IForwardRequest {

                /** ForwardRequest handshake */
                handshake?: (kvorum.raft.v1.IHandshake|null);

                /** ForwardRequest commands */
                commands?: (kvorum.raft.v1.IForwardCommands|null);
            }

            /** Represents a ForwardRequest. */
            class ForwardRequest implements IForwardRequest {

                /**
                 * Constructs a new ForwardRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IForwardRequest);

                /** ForwardRequest handshake. */
                public handshake?: (kvorum.raft.v1.IHandshake|null);

                /** ForwardRequest commands. */
                public commands?: (kvorum.raft.v1.IForwardCommands|null);

                /** ForwardRequest content. */
                public content?: ("handshake"|"commands");

                /**
                 * Encodes the specified ForwardRequest message. Does not implicitly {@link kvorum.raft.v1.ForwardRequest.verify|verify} messages.
                 * @param message ForwardRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IForwardRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ForwardRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ForwardRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.ForwardRequest;
            }

            /** Properties of a ForwardCommands. */
            interface IForwardCommands {

                /** ForwardCommands commands */
                commands?: (kvorum.raft.v1.IForwardCommand[]|null);
            }

            /** Represents a ForwardCommands. */
            class ForwardCommands implements IForwardCommands {

                /**
                 * Constructs a new ForwardCommands.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IForwardCommands);

                /** ForwardCommands commands. */
                public commands: kvorum.raft.v1.IForwardCommand[];

                /**
                 * Encodes the specified ForwardCommands message. Does not implicitly {@link kvorum.raft.v1.ForwardCommands.verify|verify} messages.
                 * @param message ForwardCommands message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IForwardCommands, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ForwardCommands message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ForwardCommands
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.ForwardCommands;
            }

            /** Properties of a ForwardCommand. */
            interface IForwardCommand {

                /** ForwardCommand id */
                id?: (number|null);

                /** ForwardCommand term */
                term?: (number|null);

                /** ForwardCommand command */
                command?: (Uint8Array|null);
            }

            /** Represents a ForwardCommand. */
            class ForwardCommand implements IForwardCommand {

                /**
                 * Constructs a new ForwardCommand.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IForwardCommand);

                /** ForwardCommand id. */
                public id: number;

                /** ForwardCommand term. */
                public term: number;

                /** ForwardCommand command. */
                public command: Uint8Array;

                /**
                 * Encodes the specified ForwardCommand message. Does not implicitly {@link kvorum.raft.v1.ForwardCommand.verify|verify} messages.
                 * @param message ForwardCommand message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IForwardCommand, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ForwardCommand message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ForwardCommand
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.ForwardCommand;
            }

            /** Properties of a ForwardResponse. */
            interface IForwardResponse {

                /** ForwardResponse answers */
                answers?: (kvorum.raft.v1.IForwardAnswer[]|null);
            }

            /** Represents a ForwardResponse. */
            class ForwardResponse implements IForwardResponse {

                /**
                 * Constructs a new ForwardResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IForwardResponse);

                /** ForwardResponse answers. */
                public answers: kvorum.raft.v1.IForwardAnswer[];

                /**
                 * Encodes the specified ForwardResponse message. Does not implicitly {@link kvorum.raft.v1.ForwardResponse.verify|verify} messages.
                 * @param message ForwardResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IForwardResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ForwardResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ForwardResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.ForwardResponse;
            }

            /** Properties of a ForwardAnswer. */
            interface IForwardAnswer {

                /** ForwardAnswer id */
                id?: (number|null);

                /** ForwardAnswer result */
                result?: (Uint8Array|null);

                /** ForwardAnswer refused */
                refused?: (kvorum.raft.v1.IRefused|null);

                /** ForwardAnswer unknown */
                unknown?: (kvorum.raft.v1.IUnknown|null);
            }

            /** Represents a ForwardAnswer. */
            class ForwardAnswer implements IForwardAnswer {

                /**
                 * Constructs a new ForwardAnswer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IForwardAnswer);

                /** ForwardAnswer id. */
                public id: number;

                /** ForwardAnswer result. */
                public result?: (Uint8Array|null);

                /** ForwardAnswer refused. */
                public refused?: (kvorum.raft.v1.IRefused|null);

                /** ForwardAnswer unknown. */
                public unknown?: (kvorum.raft.v1.IUnknown|null);

                /** ForwardAnswer outcome. */
                public outcome?: ("result"|"refused"|"unknown");

                /**
                 * Encodes the specified ForwardAnswer message. Does not implicitly {@link kvorum.raft.v1.ForwardAnswer.verify|verify} messages.
                 * @param message ForwardAnswer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IForwardAnswer, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ForwardAnswer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns ForwardAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.ForwardAnswer;
            }

            /** Properties of a Refused. */
            interface IRefused {

                /** Refused code */
                code?: (string|null);

                /** Refused message */
                message?: (string|null);
            }

            /** Represents a Refused. */
            class Refused implements IRefused {

                /**
                 * Constructs a new Refused.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IRefused);

                /** Refused code. */
                public code: string;

                /** Refused message. */
                public message: string;

                /**
                 * Encodes the specified Refused message. Does not implicitly {@link kvorum.raft.v1.Refused.verify|verify} messages.
                 * @param message Refused message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IRefused, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Refused message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Refused
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.Refused;
            }

            /** Properties of an Unknown. */
            interface IUnknown {
            }

            /** Represents an Unknown. */
            class Unknown implements IUnknown {

                /**
                 * Constructs a new Unknown.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.IUnknown);

                /**
                 * Encodes the specified Unknown message. Does not implicitly {@link kvorum.raft.v1.Unknown.verify|verify} messages.
                 * @param message Unknown message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.IUnknown, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Unknown message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns Unknown
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.Unknown;
            }

            /** Properties of a SnapshotRequest. */
            interface ISnapshotRequest {

                /** SnapshotRequest handshake */
                handshake?: (kvorum.raft.v1.IHandshake|null);

                /** SnapshotRequest offer */
                offer?: (kvorum.raft.v1.ISnapshotOffer|null);

                /** SnapshotRequest chunk */
                chunk?: (kvorum.raft.v1.ISnapshotChunk|null);

                /** SnapshotRequest end */
                end?: (kvorum.raft.v1.ISnapshotEnd|null);
            }

            /** Represents a SnapshotRequest. */
            class SnapshotRequest implements ISnapshotRequest {

                /**
                 * Constructs a new SnapshotRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.ISnapshotRequest);

                /** SnapshotRequest handshake. */
                public handshake?: (kvorum.raft.v1.IHandshake|null);

                /** SnapshotRequest offer. */
                public offer?: (kvorum.raft.v1.ISnapshotOffer|null);

                /** SnapshotRequest chunk. */
                public chunk?: (kvorum.raft.v1.ISnapshotChunk|null);

                /** SnapshotRequest end. */
                public end?: (kvorum.raft.v1.ISnapshotEnd|null);

                /** SnapshotRequest content. */
                public content?: ("handshake"|"offer"|"chunk"|"end");

                /**
                 * Encodes the specified SnapshotRequest message. Does not implicitly {@link kvorum.raft.v1.SnapshotRequest.verify|verify} messages.
                 * @param message SnapshotRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.ISnapshotRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SnapshotRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SnapshotRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.SnapshotRequest;
            }

            /** Properties of a SnapshotOffer. */
            interface ISnapshotOffer {

                /** SnapshotOffer term */
                term?: (number|null);

                /** SnapshotOffer id */
                id?: (string|null);

                /** SnapshotOffer lastIndex */
                lastIndex?: (number|null);

                /** SnapshotOffer lastTerm */
                lastTerm?: (number|null);

                /** SnapshotOffer membership */
                membership?: (Uint8Array|null);

                /** SnapshotOffer membershipIndex */
                membershipIndex?: (number|null);
            }

            /** Represents a SnapshotOffer. */
            class SnapshotOffer implements ISnapshotOffer {

                /**
                 * Constructs a new SnapshotOffer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.ISnapshotOffer);

                /** SnapshotOffer term. */
                public term: number;

                /** SnapshotOffer id. */
                public id: string;

                /** SnapshotOffer lastIndex. */
                public lastIndex: number;

                /** SnapshotOffer lastTerm. */
                public lastTerm: number;

                /** SnapshotOffer membership. */
                public membership: Uint8Array;

                /** SnapshotOffer membershipIndex. */
                public membershipIndex: number;

                /**
                 * Encodes the specified SnapshotOffer message. Does not implicitly {@link kvorum.raft.v1.SnapshotOffer.verify|verify} messages.
                 * @param message SnapshotOffer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.ISnapshotOffer, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SnapshotOffer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SnapshotOffer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.SnapshotOffer;
            }

            /** Properties of a SnapshotChunk. */
            interface ISnapshotChunk {

                /** SnapshotChunk number */
                number?: (number|null);

                /** SnapshotChunk bytes */
                bytes?: (Uint8Array|null);

                /** SnapshotChunk crc */
                crc?: (number|null);
            }

            /** Represents a SnapshotChunk. */
            class SnapshotChunk implements ISnapshotChunk {

                /**
                 * Constructs a new SnapshotChunk.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.ISnapshotChunk);

                /** SnapshotChunk number. */
                public number: number;

                /** SnapshotChunk bytes. */
                public bytes: Uint8Array;

                /** SnapshotChunk crc. */
                public crc: number;

                /**
                 * Encodes the specified SnapshotChunk message. Does not implicitly {@link kvorum.raft.v1.SnapshotChunk.verify|verify} messages.
                 * @param message SnapshotChunk message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.ISnapshotChunk, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SnapshotChunk message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SnapshotChunk
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.SnapshotChunk;
            }

            /** Properties of a SnapshotEnd. */
            interface ISnapshotEnd {
            }

            /** Represents a SnapshotEnd. */
            class SnapshotEnd implements ISnapshotEnd {

                /**
                 * Constructs a new SnapshotEnd.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.ISnapshotEnd);

                /**
                 * Encodes the specified SnapshotEnd message. Does not implicitly {@link kvorum.raft.v1.SnapshotEnd.verify|verify} messages.
                 * @param message SnapshotEnd message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.ISnapshotEnd, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SnapshotEnd message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SnapshotEnd
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.SnapshotEnd;
            }

            /** Properties of a SnapshotResponse. */
            interface ISnapshotResponse {

                /** SnapshotResponse wanted */
                wanted?: (number|null);

                /** SnapshotResponse done */
                done?: (kvorum.raft.v1.ISnapshotDone|null);

                /** SnapshotResponse refused */
                refused?: (kvorum.raft.v1.ISnapshotRefused|null);
            }

            /** Represents a SnapshotResponse. */
            class SnapshotResponse implements ISnapshotResponse {

                /**
                 * Constructs a new SnapshotResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.ISnapshotResponse);

                /** SnapshotResponse wanted. */
                public wanted?: (number|null);

                /** SnapshotResponse done. */
                public done?: (kvorum.raft.v1.ISnapshotDone|null);

                /** SnapshotResponse refused. */
                public refused?: (kvorum.raft.v1.ISnapshotRefused|null);

                /** SnapshotResponse content. */
                public content?: ("wanted"|"done"|"refused");

                /**
                 * Encodes the specified SnapshotResponse message. Does not implicitly {@link kvorum.raft.v1.SnapshotResponse.verify|verify} messages.
                 * @param message SnapshotResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.ISnapshotResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SnapshotResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SnapshotResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.SnapshotResponse;
            }

            /** Properties of a SnapshotDone. */
            interface ISnapshotDone {
            }

            /** Represents a SnapshotDone. */
            class SnapshotDone implements ISnapshotDone {

                /**
                 * Constructs a new SnapshotDone.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.ISnapshotDone);

                /**
                 * Encodes the specified SnapshotDone message. Does not implicitly {@link kvorum.raft.v1.SnapshotDone.verify|verify} messages.
                 * @param message SnapshotDone message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.ISnapshotDone, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SnapshotDone message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SnapshotDone
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.SnapshotDone;
            }

            /** Properties of a SnapshotRefused. */
            interface ISnapshotRefused {

                /** SnapshotRefused term */
                term?: (number|null);
            }

            /** Represents a SnapshotRefused. */
            class SnapshotRefused implements ISnapshotRefused {

                /**
                 * Constructs a new SnapshotRefused.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: kvorum.raft.v1.ISnapshotRefused);

                /** SnapshotRefused term. */
                public term: number;

                /**
                 * Encodes the specified SnapshotRefused message. Does not implicitly {@link kvorum.raft.v1.SnapshotRefused.verify|verify} messages.
                 * @param message SnapshotRefused message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: kvorum.raft.v1.ISnapshotRefused, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SnapshotRefused message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns SnapshotRefused
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): kvorum.raft.v1.SnapshotRefused;
            }
        }
    }
}
