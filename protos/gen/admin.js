/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;

const $number = (value) => (typeof value === 'number' ? value : value.toNumber());

// Exported root namespace
const $root = $protobuf.roots["admin"] || ($protobuf.roots["admin"] = {});

export const kvorum = $root.kvorum = (() => {

    /**
     * Namespace kvorum.
     * @exports kvorum
     * @namespace
     */
    const kvorum = {};

    kvorum.admin = (function() {

        /**
         * Namespace admin.
         * @memberof kvorum
         * @namespace
         */
        const admin = {};

        admin.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof kvorum.admin
             * @namespace
             */
            const v1 = {};

            v1.StatusRequest = (function() {

                /**
                 * Properties of a StatusRequest.
                 * @memberof kvorum.admin.v1
                 * @interface IStatusRequest
                 */

                /**
                 * Constructs a new StatusRequest.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a StatusRequest.
                 * @implements IStatusRequest
                 * @constructor
                 * @param {kvorum.admin.v1.IStatusRequest=} [properties] Properties to set
                 */
                function StatusRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Encodes the specified StatusRequest message. Does not implicitly {@link kvorum.admin.v1.StatusRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.StatusRequest
                 * @static
                 * @param {kvorum.admin.v1.IStatusRequest} message StatusRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                StatusRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    return writer;
                };

                /**
                 * Decodes a StatusRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.StatusRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.StatusRequest} StatusRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                StatusRequest.decode = function decode(reader, length, error, long) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (long === undefined)
                        long = 0;
                    if (long > $Reader.recursionLimit)
                        throw Error("maximum nesting depth exceeded");
                    let end, message;
                    if (length === undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = new $root.kvorum.admin.v1.StatusRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        default:
                            reader.skipType(tag & 7, long);
                            break;
                        }
                    }
                    if (length !== undefined) {
                        if (reader.pos !== end)
                            throw RangeError("index out of range");
                        reader.len = length;
                    }
                    return message;
                };

                return StatusRequest;
            })();

            /**
             * Role enum.
             * @name kvorum.admin.v1.Role
             * @enum {number}
             * @property {number} ROLE_UNSPECIFIED=0 ROLE_UNSPECIFIED value
             * @property {number} ROLE_FOLLOWER=1 ROLE_FOLLOWER value
             * @property {number} ROLE_PRE_CANDIDATE=2 ROLE_PRE_CANDIDATE value
             * @property {number} ROLE_CANDIDATE=3 ROLE_CANDIDATE value
             * @property {number} ROLE_LEADER=4 ROLE_LEADER value
             */
            v1.Role = (function() {
                const valuesById = {}, values = Object.create(valuesById);
                values[valuesById[0] = "ROLE_UNSPECIFIED"] = 0;
                values[valuesById[1] = "ROLE_FOLLOWER"] = 1;
                values[valuesById[2] = "ROLE_PRE_CANDIDATE"] = 2;
                values[valuesById[3] = "ROLE_CANDIDATE"] = 3;
                values[valuesById[4] = "ROLE_LEADER"] = 4;
                return values;
            })();

            v1.Member = (function() {

                /**
                 * Properties of a Member.
                 * @memberof kvorum.admin.v1
                 * @interface IMember
                 * @property {string|null} [id] Member id
                 * @property {string|null} [name] Member name
                 * @property {string|null} [peerAddress] Member peerAddress
                 * @property {string|null} [grpcAddress] Member grpcAddress
                 * @property {boolean|null} [voter] Member voter
                 * @property {number|null} [matchIndex] Member matchIndex
                 * @property {number|null} [silentMs] Member silentMs
                 */

                /**
                 * Constructs a new Member.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a Member.
                 * @implements IMember
                 * @constructor
                 * @param {kvorum.admin.v1.IMember=} [properties] Properties to set
                 */
                function Member(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Member id.
                 * @member {string} id
                 * @memberof kvorum.admin.v1.Member
                 * @instance
                 */
                Member.prototype.id = "";

                /**
                 * Member name.
                 * @member {string} name
                 * @memberof kvorum.admin.v1.Member
                 * @instance
                 */
                Member.prototype.name = "";

                /**
                 * Member peerAddress.
                 * @member {string} peerAddress
                 * @memberof kvorum.admin.v1.Member
                 * @instance
                 */
                Member.prototype.peerAddress = "";

                /**
                 * Member grpcAddress.
                 * @member {string} grpcAddress
                 * @memberof kvorum.admin.v1.Member
                 * @instance
                 */
                Member.prototype.grpcAddress = "";

                /**
                 * Member voter.
                 * @member {boolean} voter
                 * @memberof kvorum.admin.v1.Member
                 * @instance
                 */
                Member.prototype.voter = false;

                /**
                 * Member matchIndex.
                 * @member {number} matchIndex
                 * @memberof kvorum.admin.v1.Member
                 * @instance
                 */
                Member.prototype.matchIndex = 0;

                /**
                 * Member silentMs.
                 * @member {number|null|undefined} silentMs
                 * @memberof kvorum.admin.v1.Member
                 * @instance
                 */
                Member.prototype.silentMs = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(Member.prototype, "_silentMs", {
                    get: $util.oneOfGetter($oneOfFields = ["silentMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Member message. Does not implicitly {@link kvorum.admin.v1.Member.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.Member
                 * @static
                 * @param {kvorum.admin.v1.IMember} message Member message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Member.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                    if (message.name != null && Object.hasOwnProperty.call(message, "name"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                    if (message.peerAddress != null && Object.hasOwnProperty.call(message, "peerAddress"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.peerAddress);
                    if (message.grpcAddress != null && Object.hasOwnProperty.call(message, "grpcAddress"))
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.grpcAddress);
                    if (message.voter != null && Object.hasOwnProperty.call(message, "voter"))
                        writer.uint32(/* id 5, wireType 0 =*/40).bool(message.voter);
                    if (message.matchIndex != null && Object.hasOwnProperty.call(message, "matchIndex"))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.matchIndex);
                    if (message.silentMs != null && Object.hasOwnProperty.call(message, "silentMs"))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.silentMs);
                    return writer;
                };

                /**
                 * Decodes a Member message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.Member
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.Member} Member
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Member.decode = function decode(reader, length, error, long) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (long === undefined)
                        long = 0;
                    if (long > $Reader.recursionLimit)
                        throw Error("maximum nesting depth exceeded");
                    let end, message;
                    if (length === undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = new $root.kvorum.admin.v1.Member();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.id = reader.string();
                                break;
                            }
                        case 2: {
                                message.name = reader.string();
                                break;
                            }
                        case 3: {
                                message.peerAddress = reader.string();
                                break;
                            }
                        case 4: {
                                message.grpcAddress = reader.string();
                                break;
                            }
                        case 5: {
                                message.voter = reader.bool();
                                break;
                            }
                        case 6: {
                                message.matchIndex = $number(reader.uint64());
                                break;
                            }
                        case 7: {
                                message.silentMs = $number(reader.uint64());
                                break;
                            }
                        default:
                            reader.skipType(tag & 7, long);
                            break;
                        }
                    }
                    if (length !== undefined) {
                        if (reader.pos !== end)
                            throw RangeError("index out of range");
                        reader.len = length;
                    }
                    return message;
                };

                return Member;
            })();

            v1.StatusResponse = (function() {

                /**
                 * Properties of a StatusResponse.
                 * @memberof kvorum.admin.v1
                 * @interface IStatusResponse
                 * @property {string|null} [clusterId] StatusResponse clusterId
                 * @property {string|null} [nodeId] StatusResponse nodeId
                 * @property {string|null} [name] StatusResponse name
                 * @property {string|null} [version] StatusResponse version
                 * @property {kvorum.admin.v1.Role|null} [role] StatusResponse role
                 * @property {number|null} [term] StatusResponse term
                 * @property {string|null} [leaderId] StatusResponse leaderId
                 * @property {number|null} [commitIndex] StatusResponse commitIndex
                 * @property {number|null} [appliedIndex] StatusResponse appliedIndex
                 * @property {number|null} [lastIndex] StatusResponse lastIndex
                 * @property {Array.<kvorum.admin.v1.IMember>|null} [members] StatusResponse members
                 * @property {number|null} [fsyncP99Us] StatusResponse fsyncP99Us
                 * @property {number|null} [diskBytes] StatusResponse diskBytes
                 * @property {number|null} [memoryBytes] StatusResponse memoryBytes
                 * @property {number|null} [uptimeMs] StatusResponse uptimeMs
                 * @property {number|null} [cpuUs] StatusResponse cpuUs
                 * @property {boolean|null} [leaseHeld] StatusResponse leaseHeld
                 * @property {kvorum.admin.v1.IDivergence|null} [divergence] StatusResponse divergence
                 */

                /**
                 * Constructs a new StatusResponse.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a StatusResponse.
                 * @implements IStatusResponse
                 * @constructor
                 * @param {kvorum.admin.v1.IStatusResponse=} [properties] Properties to set
                 */
                function StatusResponse(properties) {
                    this.members = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * StatusResponse clusterId.
                 * @member {string} clusterId
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.clusterId = "";

                /**
                 * StatusResponse nodeId.
                 * @member {string} nodeId
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.nodeId = "";

                /**
                 * StatusResponse name.
                 * @member {string} name
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.name = "";

                /**
                 * StatusResponse version.
                 * @member {string} version
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.version = "";

                /**
                 * StatusResponse role.
                 * @member {kvorum.admin.v1.Role} role
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.role = 0;

                /**
                 * StatusResponse term.
                 * @member {number} term
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.term = 0;

                /**
                 * StatusResponse leaderId.
                 * @member {string} leaderId
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.leaderId = "";

                /**
                 * StatusResponse commitIndex.
                 * @member {number} commitIndex
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.commitIndex = 0;

                /**
                 * StatusResponse appliedIndex.
                 * @member {number} appliedIndex
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.appliedIndex = 0;

                /**
                 * StatusResponse lastIndex.
                 * @member {number} lastIndex
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.lastIndex = 0;

                /**
                 * StatusResponse members.
                 * @member {Array.<kvorum.admin.v1.IMember>} members
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.members = $util.emptyArray;

                /**
                 * StatusResponse fsyncP99Us.
                 * @member {number} fsyncP99Us
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.fsyncP99Us = 0;

                /**
                 * StatusResponse diskBytes.
                 * @member {number} diskBytes
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.diskBytes = 0;

                /**
                 * StatusResponse memoryBytes.
                 * @member {number} memoryBytes
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.memoryBytes = 0;

                /**
                 * StatusResponse uptimeMs.
                 * @member {number} uptimeMs
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.uptimeMs = 0;

                /**
                 * StatusResponse cpuUs.
                 * @member {number} cpuUs
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.cpuUs = 0;

                /**
                 * StatusResponse leaseHeld.
                 * @member {boolean} leaseHeld
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.leaseHeld = false;

                /**
                 * StatusResponse divergence.
                 * @member {kvorum.admin.v1.IDivergence|null|undefined} divergence
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.divergence = null;

                /**
                 * Encodes the specified StatusResponse message. Does not implicitly {@link kvorum.admin.v1.StatusResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @static
                 * @param {kvorum.admin.v1.IStatusResponse} message StatusResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                StatusResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.clusterId != null && Object.hasOwnProperty.call(message, "clusterId"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.clusterId);
                    if (message.nodeId != null && Object.hasOwnProperty.call(message, "nodeId"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.nodeId);
                    if (message.name != null && Object.hasOwnProperty.call(message, "name"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                    if (message.version != null && Object.hasOwnProperty.call(message, "version"))
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.version);
                    if (message.role != null && Object.hasOwnProperty.call(message, "role"))
                        writer.uint32(/* id 5, wireType 0 =*/40).int32(message.role);
                    if (message.term != null && Object.hasOwnProperty.call(message, "term"))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.term);
                    if (message.leaderId != null && Object.hasOwnProperty.call(message, "leaderId"))
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.leaderId);
                    if (message.commitIndex != null && Object.hasOwnProperty.call(message, "commitIndex"))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.commitIndex);
                    if (message.appliedIndex != null && Object.hasOwnProperty.call(message, "appliedIndex"))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.appliedIndex);
                    if (message.lastIndex != null && Object.hasOwnProperty.call(message, "lastIndex"))
                        writer.uint32(/* id 10, wireType 0 =*/80).uint64(message.lastIndex);
                    if (message.members != null && message.members.length)
                        for (let i = 0; i < message.members.length; ++i)
                            $root.kvorum.admin.v1.Member.encode(message.members[i], writer.uint32(/* id 11, wireType 2 =*/90).fork(), q + 1).ldelim();
                    if (message.fsyncP99Us != null && Object.hasOwnProperty.call(message, "fsyncP99Us"))
                        writer.uint32(/* id 12, wireType 0 =*/96).uint64(message.fsyncP99Us);
                    if (message.diskBytes != null && Object.hasOwnProperty.call(message, "diskBytes"))
                        writer.uint32(/* id 13, wireType 0 =*/104).uint64(message.diskBytes);
                    if (message.memoryBytes != null && Object.hasOwnProperty.call(message, "memoryBytes"))
                        writer.uint32(/* id 14, wireType 0 =*/112).uint64(message.memoryBytes);
                    if (message.uptimeMs != null && Object.hasOwnProperty.call(message, "uptimeMs"))
                        writer.uint32(/* id 15, wireType 0 =*/120).uint64(message.uptimeMs);
                    if (message.cpuUs != null && Object.hasOwnProperty.call(message, "cpuUs"))
                        writer.uint32(/* id 16, wireType 0 =*/128).uint64(message.cpuUs);
                    if (message.leaseHeld != null && Object.hasOwnProperty.call(message, "leaseHeld"))
                        writer.uint32(/* id 17, wireType 0 =*/136).bool(message.leaseHeld);
                    if (message.divergence != null && Object.hasOwnProperty.call(message, "divergence"))
                        $root.kvorum.admin.v1.Divergence.encode(message.divergence, writer.uint32(/* id 24, wireType 2 =*/194).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a StatusResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.StatusResponse} StatusResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                StatusResponse.decode = function decode(reader, length, error, long) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (long === undefined)
                        long = 0;
                    if (long > $Reader.recursionLimit)
                        throw Error("maximum nesting depth exceeded");
                    let end, message;
                    if (length === undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = new $root.kvorum.admin.v1.StatusResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.clusterId = reader.string();
                                break;
                            }
                        case 2: {
                                message.nodeId = reader.string();
                                break;
                            }
                        case 3: {
                                message.name = reader.string();
                                break;
                            }
                        case 4: {
                                message.version = reader.string();
                                break;
                            }
                        case 5: {
                                message.role = reader.int32();
                                break;
                            }
                        case 6: {
                                message.term = $number(reader.uint64());
                                break;
                            }
                        case 7: {
                                message.leaderId = reader.string();
                                break;
                            }
                        case 8: {
                                message.commitIndex = $number(reader.uint64());
                                break;
                            }
                        case 9: {
                                message.appliedIndex = $number(reader.uint64());
                                break;
                            }
                        case 10: {
                                message.lastIndex = $number(reader.uint64());
                                break;
                            }
                        case 11: {
                                if (!(message.members && message.members.length))
                                    message.members = [];
                                message.members.push($root.kvorum.admin.v1.Member.decode(reader, reader.uint32(), undefined, long + 1));
                                break;
                            }
                        case 12: {
                                message.fsyncP99Us = $number(reader.uint64());
                                break;
                            }
                        case 13: {
                                message.diskBytes = $number(reader.uint64());
                                break;
                            }
                        case 14: {
                                message.memoryBytes = $number(reader.uint64());
                                break;
                            }
                        case 15: {
                                message.uptimeMs = $number(reader.uint64());
                                break;
                            }
                        case 16: {
                                message.cpuUs = $number(reader.uint64());
                                break;
                            }
                        case 17: {
                                message.leaseHeld = reader.bool();
                                break;
                            }
                        case 24: {
                                message.divergence = $root.kvorum.admin.v1.Divergence.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        default:
                            reader.skipType(tag & 7, long);
                            break;
                        }
                    }
                    if (length !== undefined) {
                        if (reader.pos !== end)
                            throw RangeError("index out of range");
                        reader.len = length;
                    }
                    return message;
                };

                return StatusResponse;
            })();

            v1.Divergence = (function() {

                /**
                 * Properties of a Divergence.
                 * @memberof kvorum.admin.v1
                 * @interface IDivergence
                 * @property {kvorum.admin.v1.IFence|null} [fence] Divergence fence
                 * @property {number|null} [comparedIndex] Divergence comparedIndex
                 * @property {number|null} [uncomparedCount] Divergence uncomparedCount
                 * @property {Array.<string>|null} [diverged] Divergence diverged
                 */

                /**
                 * Constructs a new Divergence.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a Divergence.
                 * @implements IDivergence
                 * @constructor
                 * @param {kvorum.admin.v1.IDivergence=} [properties] Properties to set
                 */
                function Divergence(properties) {
                    this.diverged = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Divergence fence.
                 * @member {kvorum.admin.v1.IFence|null|undefined} fence
                 * @memberof kvorum.admin.v1.Divergence
                 * @instance
                 */
                Divergence.prototype.fence = null;

                /**
                 * Divergence comparedIndex.
                 * @member {number} comparedIndex
                 * @memberof kvorum.admin.v1.Divergence
                 * @instance
                 */
                Divergence.prototype.comparedIndex = 0;

                /**
                 * Divergence uncomparedCount.
                 * @member {number} uncomparedCount
                 * @memberof kvorum.admin.v1.Divergence
                 * @instance
                 */
                Divergence.prototype.uncomparedCount = 0;

                /**
                 * Divergence diverged.
                 * @member {Array.<string>} diverged
                 * @memberof kvorum.admin.v1.Divergence
                 * @instance
                 */
                Divergence.prototype.diverged = $util.emptyArray;

                /**
                 * Encodes the specified Divergence message. Does not implicitly {@link kvorum.admin.v1.Divergence.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.Divergence
                 * @static
                 * @param {kvorum.admin.v1.IDivergence} message Divergence message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Divergence.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.fence != null && Object.hasOwnProperty.call(message, "fence"))
                        $root.kvorum.admin.v1.Fence.encode(message.fence, writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.comparedIndex != null && Object.hasOwnProperty.call(message, "comparedIndex"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.comparedIndex);
                    if (message.uncomparedCount != null && Object.hasOwnProperty.call(message, "uncomparedCount"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.uncomparedCount);
                    if (message.diverged != null && message.diverged.length)
                        for (let i = 0; i < message.diverged.length; ++i)
                            writer.uint32(/* id 4, wireType 2 =*/34).string(message.diverged[i]);
                    return writer;
                };

                /**
                 * Decodes a Divergence message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.Divergence
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.Divergence} Divergence
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Divergence.decode = function decode(reader, length, error, long) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (long === undefined)
                        long = 0;
                    if (long > $Reader.recursionLimit)
                        throw Error("maximum nesting depth exceeded");
                    let end, message;
                    if (length === undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = new $root.kvorum.admin.v1.Divergence();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.fence = $root.kvorum.admin.v1.Fence.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 2: {
                                message.comparedIndex = $number(reader.uint64());
                                break;
                            }
                        case 3: {
                                message.uncomparedCount = $number(reader.uint64());
                                break;
                            }
                        case 4: {
                                if (!(message.diverged && message.diverged.length))
                                    message.diverged = [];
                                message.diverged.push(reader.string());
                                break;
                            }
                        default:
                            reader.skipType(tag & 7, long);
                            break;
                        }
                    }
                    if (length !== undefined) {
                        if (reader.pos !== end)
                            throw RangeError("index out of range");
                        reader.len = length;
                    }
                    return message;
                };

                return Divergence;
            })();

            v1.Fence = (function() {

                /**
                 * Properties of a Fence.
                 * @memberof kvorum.admin.v1
                 * @interface IFence
                 * @property {number|null} [index] Fence index
                 * @property {string|null} [hash] Fence hash
                 * @property {string|null} [quorumHash] Fence quorumHash
                 */

                /**
                 * Constructs a new Fence.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a Fence.
                 * @implements IFence
                 * @constructor
                 * @param {kvorum.admin.v1.IFence=} [properties] Properties to set
                 */
                function Fence(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Fence index.
                 * @member {number} index
                 * @memberof kvorum.admin.v1.Fence
                 * @instance
                 */
                Fence.prototype.index = 0;

                /**
                 * Fence hash.
                 * @member {string} hash
                 * @memberof kvorum.admin.v1.Fence
                 * @instance
                 */
                Fence.prototype.hash = "";

                /**
                 * Fence quorumHash.
                 * @member {string} quorumHash
                 * @memberof kvorum.admin.v1.Fence
                 * @instance
                 */
                Fence.prototype.quorumHash = "";

                /**
                 * Encodes the specified Fence message. Does not implicitly {@link kvorum.admin.v1.Fence.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.Fence
                 * @static
                 * @param {kvorum.admin.v1.IFence} message Fence message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Fence.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.index != null && Object.hasOwnProperty.call(message, "index"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.index);
                    if (message.hash != null && Object.hasOwnProperty.call(message, "hash"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.hash);
                    if (message.quorumHash != null && Object.hasOwnProperty.call(message, "quorumHash"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.quorumHash);
                    return writer;
                };

                /**
                 * Decodes a Fence message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.Fence
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.Fence} Fence
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Fence.decode = function decode(reader, length, error, long) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (long === undefined)
                        long = 0;
                    if (long > $Reader.recursionLimit)
                        throw Error("maximum nesting depth exceeded");
                    let end, message;
                    if (length === undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = new $root.kvorum.admin.v1.Fence();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.index = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.hash = reader.string();
                                break;
                            }
                        case 3: {
                                message.quorumHash = reader.string();
                                break;
                            }
                        default:
                            reader.skipType(tag & 7, long);
                            break;
                        }
                    }
                    if (length !== undefined) {
                        if (reader.pos !== end)
                            throw RangeError("index out of range");
                        reader.len = length;
                    }
                    return message;
                };

                return Fence;
            })();

            return v1;
        })();

        return admin;
    })();

    return kvorum;
})();

export { $root as default };
