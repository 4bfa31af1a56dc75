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

            /**
             * Standing enum.
             * @name kvorum.admin.v1.Standing
             * @enum {number}
             * @property {number} STANDING_UNSPECIFIED=0 STANDING_UNSPECIFIED value
             * @property {number} STANDING_VOTER=1 STANDING_VOTER value
             * @property {number} STANDING_LEARNER=2 STANDING_LEARNER value
             * @property {number} STANDING_INCOMING=3 STANDING_INCOMING value
             * @property {number} STANDING_OUTGOING=4 STANDING_OUTGOING value
             */
            v1.Standing = (function() {
                const valuesById = {}, values = Object.create(valuesById);
                values[valuesById[0] = "STANDING_UNSPECIFIED"] = 0;
                values[valuesById[1] = "STANDING_VOTER"] = 1;
                values[valuesById[2] = "STANDING_LEARNER"] = 2;
                values[valuesById[3] = "STANDING_INCOMING"] = 3;
                values[valuesById[4] = "STANDING_OUTGOING"] = 4;
                return values;
            })();

            v1.LearnerStatus = (function() {

                /**
                 * Properties of a LearnerStatus.
                 * @memberof kvorum.admin.v1
                 * @interface ILearnerStatus
                 * @property {number|null} [lagEntries] LearnerStatus lagEntries
                 * @property {number|null} [unappliedEntries] LearnerStatus unappliedEntries
                 * @property {string|null} [obstacle] LearnerStatus obstacle
                 */

                /**
                 * Constructs a new LearnerStatus.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a LearnerStatus.
                 * @implements ILearnerStatus
                 * @constructor
                 * @param {kvorum.admin.v1.ILearnerStatus=} [properties] Properties to set
                 */
                function LearnerStatus(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * LearnerStatus lagEntries.
                 * @member {number} lagEntries
                 * @memberof kvorum.admin.v1.LearnerStatus
                 * @instance
                 */
                LearnerStatus.prototype.lagEntries = 0;

                /**
                 * LearnerStatus unappliedEntries.
                 * @member {number} unappliedEntries
                 * @memberof kvorum.admin.v1.LearnerStatus
                 * @instance
                 */
                LearnerStatus.prototype.unappliedEntries = 0;

                /**
                 * LearnerStatus obstacle.
                 * @member {string} obstacle
                 * @memberof kvorum.admin.v1.LearnerStatus
                 * @instance
                 */
                LearnerStatus.prototype.obstacle = "";

                /**
                 * Encodes the specified LearnerStatus message. Does not implicitly {@link kvorum.admin.v1.LearnerStatus.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.LearnerStatus
                 * @static
                 * @param {kvorum.admin.v1.ILearnerStatus} message LearnerStatus message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LearnerStatus.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.lagEntries != null && Object.hasOwnProperty.call(message, "lagEntries"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.lagEntries);
                    if (message.unappliedEntries != null && Object.hasOwnProperty.call(message, "unappliedEntries"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.unappliedEntries);
                    if (message.obstacle != null && Object.hasOwnProperty.call(message, "obstacle"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.obstacle);
                    return writer;
                };

                /**
                 * Decodes a LearnerStatus message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.LearnerStatus
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.LearnerStatus} LearnerStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LearnerStatus.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.LearnerStatus();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.lagEntries = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.unappliedEntries = $number(reader.uint64());
                                break;
                            }
                        case 3: {
                                message.obstacle = reader.string();
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

                return LearnerStatus;
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
                 * @property {kvorum.admin.v1.Standing|null} [standing] Member standing
                 * @property {kvorum.admin.v1.ILearnerStatus|null} [learner] Member learner
                 * @property {boolean|null} [staysLearner] Member staysLearner
                 * @property {string|null} [replaces] Member replaces
                 * @property {boolean|null} [receivingSnapshot] Member receivingSnapshot
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

                /**
                 * Member standing.
                 * @member {kvorum.admin.v1.Standing} standing
                 * @memberof kvorum.admin.v1.Member
                 * @instance
                 */
                Member.prototype.standing = 0;

                /**
                 * Member learner.
                 * @member {kvorum.admin.v1.ILearnerStatus|null|undefined} learner
                 * @memberof kvorum.admin.v1.Member
                 * @instance
                 */
                Member.prototype.learner = null;

                /**
                 * Member staysLearner.
                 * @member {boolean} staysLearner
                 * @memberof kvorum.admin.v1.Member
                 * @instance
                 */
                Member.prototype.staysLearner = false;

                /**
                 * Member replaces.
                 * @member {string} replaces
                 * @memberof kvorum.admin.v1.Member
                 * @instance
                 */
                Member.prototype.replaces = "";

                /**
                 * Member receivingSnapshot.
                 * @member {boolean} receivingSnapshot
                 * @memberof kvorum.admin.v1.Member
                 * @instance
                 */
                Member.prototype.receivingSnapshot = false;

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
                    if (message.standing != null && Object.hasOwnProperty.call(message, "standing"))
                        writer.uint32(/* id 8, wireType 0 =*/64).int32(message.standing);
                    if (message.learner != null && Object.hasOwnProperty.call(message, "learner"))
                        $root.kvorum.admin.v1.LearnerStatus.encode(message.learner, writer.uint32(/* id 9, wireType 2 =*/74).fork(), q + 1).ldelim();
                    if (message.staysLearner != null && Object.hasOwnProperty.call(message, "staysLearner"))
                        writer.uint32(/* id 10, wireType 0 =*/80).bool(message.staysLearner);
                    if (message.replaces != null && Object.hasOwnProperty.call(message, "replaces"))
                        writer.uint32(/* id 11, wireType 2 =*/90).string(message.replaces);
                    if (message.receivingSnapshot != null && Object.hasOwnProperty.call(message, "receivingSnapshot"))
                        writer.uint32(/* id 12, wireType 0 =*/96).bool(message.receivingSnapshot);
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
                        case 8: {
                                message.standing = reader.int32();
                                break;
                            }
                        case 9: {
                                message.learner = $root.kvorum.admin.v1.LearnerStatus.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 10: {
                                message.staysLearner = reader.bool();
                                break;
                            }
                        case 11: {
                                message.replaces = reader.string();
                                break;
                            }
                        case 12: {
                                message.receivingSnapshot = reader.bool();
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

            v1.MembershipStatus = (function() {

                /**
                 * Properties of a MembershipStatus.
                 * @memberof kvorum.admin.v1
                 * @interface IMembershipStatus
                 * @property {number|null} [index] MembershipStatus index
                 * @property {boolean|null} [committed] MembershipStatus committed
                 * @property {boolean|null} [joint] MembershipStatus joint
                 * @property {string|null} [transferTargetId] MembershipStatus transferTargetId
                 */

                /**
                 * Constructs a new MembershipStatus.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a MembershipStatus.
                 * @implements IMembershipStatus
                 * @constructor
                 * @param {kvorum.admin.v1.IMembershipStatus=} [properties] Properties to set
                 */
                function MembershipStatus(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * MembershipStatus index.
                 * @member {number} index
                 * @memberof kvorum.admin.v1.MembershipStatus
                 * @instance
                 */
                MembershipStatus.prototype.index = 0;

                /**
                 * MembershipStatus committed.
                 * @member {boolean} committed
                 * @memberof kvorum.admin.v1.MembershipStatus
                 * @instance
                 */
                MembershipStatus.prototype.committed = false;

                /**
                 * MembershipStatus joint.
                 * @member {boolean} joint
                 * @memberof kvorum.admin.v1.MembershipStatus
                 * @instance
                 */
                MembershipStatus.prototype.joint = false;

                /**
                 * MembershipStatus transferTargetId.
                 * @member {string} transferTargetId
                 * @memberof kvorum.admin.v1.MembershipStatus
                 * @instance
                 */
                MembershipStatus.prototype.transferTargetId = "";

                /**
                 * Encodes the specified MembershipStatus message. Does not implicitly {@link kvorum.admin.v1.MembershipStatus.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.MembershipStatus
                 * @static
                 * @param {kvorum.admin.v1.IMembershipStatus} message MembershipStatus message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MembershipStatus.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.index != null && Object.hasOwnProperty.call(message, "index"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.index);
                    if (message.committed != null && Object.hasOwnProperty.call(message, "committed"))
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.committed);
                    if (message.joint != null && Object.hasOwnProperty.call(message, "joint"))
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.joint);
                    if (message.transferTargetId != null && Object.hasOwnProperty.call(message, "transferTargetId"))
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.transferTargetId);
                    return writer;
                };

                /**
                 * Decodes a MembershipStatus message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.MembershipStatus
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.MembershipStatus} MembershipStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MembershipStatus.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.MembershipStatus();
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
                                message.committed = reader.bool();
                                break;
                            }
                        case 3: {
                                message.joint = reader.bool();
                                break;
                            }
                        case 4: {
                                message.transferTargetId = reader.string();
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

                return MembershipStatus;
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
                 * @property {kvorum.admin.v1.IMembershipStatus|null} [membership] StatusResponse membership
                 * @property {number|null} [logBaseIndex] StatusResponse logBaseIndex
                 * @property {kvorum.admin.v1.IDivergence|null} [divergence] StatusResponse divergence
                 * @property {kvorum.admin.v1.IWallClock|null} [wallClock] StatusResponse wallClock
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
                 * StatusResponse membership.
                 * @member {kvorum.admin.v1.IMembershipStatus|null|undefined} membership
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.membership = null;

                /**
                 * StatusResponse logBaseIndex.
                 * @member {number|null|undefined} logBaseIndex
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.logBaseIndex = null;

                /**
                 * StatusResponse divergence.
                 * @member {kvorum.admin.v1.IDivergence|null|undefined} divergence
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.divergence = null;

                /**
                 * StatusResponse wallClock.
                 * @member {kvorum.admin.v1.IWallClock|null|undefined} wallClock
                 * @memberof kvorum.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.wallClock = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(StatusResponse.prototype, "_logBaseIndex", {
                    get: $util.oneOfGetter($oneOfFields = ["logBaseIndex"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

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
                    if (message.membership != null && Object.hasOwnProperty.call(message, "membership"))
                        $root.kvorum.admin.v1.MembershipStatus.encode(message.membership, writer.uint32(/* id 18, wireType 2 =*/146).fork(), q + 1).ldelim();
                    if (message.logBaseIndex != null && Object.hasOwnProperty.call(message, "logBaseIndex"))
                        writer.uint32(/* id 19, wireType 0 =*/152).uint64(message.logBaseIndex);
                    if (message.divergence != null && Object.hasOwnProperty.call(message, "divergence"))
                        $root.kvorum.admin.v1.Divergence.encode(message.divergence, writer.uint32(/* id 24, wireType 2 =*/194).fork(), q + 1).ldelim();
                    if (message.wallClock != null && Object.hasOwnProperty.call(message, "wallClock"))
                        $root.kvorum.admin.v1.WallClock.encode(message.wallClock, writer.uint32(/* id 25, wireType 2 =*/202).fork(), q + 1).ldelim();
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
                        case 18: {
                                message.membership = $root.kvorum.admin.v1.MembershipStatus.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 19: {
                                message.logBaseIndex = $number(reader.uint64());
                                break;
                            }
                        case 24: {
                                message.divergence = $root.kvorum.admin.v1.Divergence.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 25: {
                                message.wallClock = $root.kvorum.admin.v1.WallClock.decode(reader, reader.uint32(), undefined, long + 1);
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

            v1.MembersRequest = (function() {

                /**
                 * Properties of a MembersRequest.
                 * @memberof kvorum.admin.v1
                 * @interface IMembersRequest
                 */

                /**
                 * Constructs a new MembersRequest.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a MembersRequest.
                 * @implements IMembersRequest
                 * @constructor
                 * @param {kvorum.admin.v1.IMembersRequest=} [properties] Properties to set
                 */
                function MembersRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Encodes the specified MembersRequest message. Does not implicitly {@link kvorum.admin.v1.MembersRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.MembersRequest
                 * @static
                 * @param {kvorum.admin.v1.IMembersRequest} message MembersRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MembersRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    return writer;
                };

                /**
                 * Decodes a MembersRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.MembersRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.MembersRequest} MembersRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MembersRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.MembersRequest();
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

                return MembersRequest;
            })();

            v1.MembersResponse = (function() {

                /**
                 * Properties of a MembersResponse.
                 * @memberof kvorum.admin.v1
                 * @interface IMembersResponse
                 * @property {string|null} [clusterId] MembersResponse clusterId
                 * @property {string|null} [leaderId] MembersResponse leaderId
                 * @property {number|null} [term] MembersResponse term
                 * @property {number|null} [lastIndex] MembersResponse lastIndex
                 * @property {kvorum.admin.v1.IMembershipStatus|null} [membership] MembersResponse membership
                 * @property {Array.<kvorum.admin.v1.IMember>|null} [members] MembersResponse members
                 */

                /**
                 * Constructs a new MembersResponse.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a MembersResponse.
                 * @implements IMembersResponse
                 * @constructor
                 * @param {kvorum.admin.v1.IMembersResponse=} [properties] Properties to set
                 */
                function MembersResponse(properties) {
                    this.members = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * MembersResponse clusterId.
                 * @member {string} clusterId
                 * @memberof kvorum.admin.v1.MembersResponse
                 * @instance
                 */
                MembersResponse.prototype.clusterId = "";

                /**
                 * MembersResponse leaderId.
                 * @member {string} leaderId
                 * @memberof kvorum.admin.v1.MembersResponse
                 * @instance
                 */
                MembersResponse.prototype.leaderId = "";

                /**
                 * MembersResponse term.
                 * @member {number} term
                 * @memberof kvorum.admin.v1.MembersResponse
                 * @instance
                 */
                MembersResponse.prototype.term = 0;

                /**
                 * MembersResponse lastIndex.
                 * @member {number} lastIndex
                 * @memberof kvorum.admin.v1.MembersResponse
                 * @instance
                 */
                MembersResponse.prototype.lastIndex = 0;

                /**
                 * MembersResponse membership.
                 * @member {kvorum.admin.v1.IMembershipStatus|null|undefined} membership
                 * @memberof kvorum.admin.v1.MembersResponse
                 * @instance
                 */
                MembersResponse.prototype.membership = null;

                /**
                 * MembersResponse members.
                 * @member {Array.<kvorum.admin.v1.IMember>} members
                 * @memberof kvorum.admin.v1.MembersResponse
                 * @instance
                 */
                MembersResponse.prototype.members = $util.emptyArray;

                /**
                 * Encodes the specified MembersResponse message. Does not implicitly {@link kvorum.admin.v1.MembersResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.MembersResponse
                 * @static
                 * @param {kvorum.admin.v1.IMembersResponse} message MembersResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MembersResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.clusterId != null && Object.hasOwnProperty.call(message, "clusterId"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.clusterId);
                    if (message.leaderId != null && Object.hasOwnProperty.call(message, "leaderId"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.leaderId);
                    if (message.term != null && Object.hasOwnProperty.call(message, "term"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.term);
                    if (message.lastIndex != null && Object.hasOwnProperty.call(message, "lastIndex"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.lastIndex);
                    if (message.membership != null && Object.hasOwnProperty.call(message, "membership"))
                        $root.kvorum.admin.v1.MembershipStatus.encode(message.membership, writer.uint32(/* id 5, wireType 2 =*/42).fork(), q + 1).ldelim();
                    if (message.members != null && message.members.length)
                        for (let i = 0; i < message.members.length; ++i)
                            $root.kvorum.admin.v1.Member.encode(message.members[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a MembersResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.MembersResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.MembersResponse} MembersResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MembersResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.MembersResponse();
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
                                message.leaderId = reader.string();
                                break;
                            }
                        case 3: {
                                message.term = $number(reader.uint64());
                                break;
                            }
                        case 4: {
                                message.lastIndex = $number(reader.uint64());
                                break;
                            }
                        case 5: {
                                message.membership = $root.kvorum.admin.v1.MembershipStatus.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 6: {
                                if (!(message.members && message.members.length))
                                    message.members = [];
                                message.members.push($root.kvorum.admin.v1.Member.decode(reader, reader.uint32(), undefined, long + 1));
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

                return MembersResponse;
            })();

            v1.ChangeMembershipRequest = (function() {

                /**
                 * Properties of a ChangeMembershipRequest.
                 * @memberof kvorum.admin.v1
                 * @interface IChangeMembershipRequest
                 * @property {number|null} [basedOn] ChangeMembershipRequest basedOn
                 * @property {boolean|null} [force] ChangeMembershipRequest force
                 * @property {kvorum.admin.v1.IAddMember|null} [add] ChangeMembershipRequest add
                 * @property {string|null} [remove] ChangeMembershipRequest remove
                 * @property {string|null} [promote] ChangeMembershipRequest promote
                 * @property {string|null} [demote] ChangeMembershipRequest demote
                 * @property {kvorum.admin.v1.IReplaceMember|null} [replace] ChangeMembershipRequest replace
                 * @property {kvorum.admin.v1.IUpdateAddresses|null} [updateAddresses] ChangeMembershipRequest updateAddresses
                 */

                /**
                 * Constructs a new ChangeMembershipRequest.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a ChangeMembershipRequest.
                 * @implements IChangeMembershipRequest
                 * @constructor
                 * @param {kvorum.admin.v1.IChangeMembershipRequest=} [properties] Properties to set
                 */
                function ChangeMembershipRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ChangeMembershipRequest basedOn.
                 * @member {number} basedOn
                 * @memberof kvorum.admin.v1.ChangeMembershipRequest
                 * @instance
                 */
                ChangeMembershipRequest.prototype.basedOn = 0;

                /**
                 * ChangeMembershipRequest force.
                 * @member {boolean} force
                 * @memberof kvorum.admin.v1.ChangeMembershipRequest
                 * @instance
                 */
                ChangeMembershipRequest.prototype.force = false;

                /**
                 * ChangeMembershipRequest add.
                 * @member {kvorum.admin.v1.IAddMember|null|undefined} add
                 * @memberof kvorum.admin.v1.ChangeMembershipRequest
                 * @instance
                 */
                ChangeMembershipRequest.prototype.add = null;

                /**
                 * ChangeMembershipRequest remove.
                 * @member {string|null|undefined} remove
                 * @memberof kvorum.admin.v1.ChangeMembershipRequest
                 * @instance
                 */
                ChangeMembershipRequest.prototype.remove = null;

                /**
                 * ChangeMembershipRequest promote.
                 * @member {string|null|undefined} promote
                 * @memberof kvorum.admin.v1.ChangeMembershipRequest
                 * @instance
                 */
                ChangeMembershipRequest.prototype.promote = null;

                /**
                 * ChangeMembershipRequest demote.
                 * @member {string|null|undefined} demote
                 * @memberof kvorum.admin.v1.ChangeMembershipRequest
                 * @instance
                 */
                ChangeMembershipRequest.prototype.demote = null;

                /**
                 * ChangeMembershipRequest replace.
                 * @member {kvorum.admin.v1.IReplaceMember|null|undefined} replace
                 * @memberof kvorum.admin.v1.ChangeMembershipRequest
                 * @instance
                 */
                ChangeMembershipRequest.prototype.replace = null;

                /**
                 * ChangeMembershipRequest updateAddresses.
                 * @member {kvorum.admin.v1.IUpdateAddresses|null|undefined} updateAddresses
                 * @memberof kvorum.admin.v1.ChangeMembershipRequest
                 * @instance
                 */
                ChangeMembershipRequest.prototype.updateAddresses = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * ChangeMembershipRequest change.
                 * @member {"add"|"remove"|"promote"|"demote"|"replace"|"updateAddresses"|undefined} change
                 * @memberof kvorum.admin.v1.ChangeMembershipRequest
                 * @instance
                 */
                Object.defineProperty(ChangeMembershipRequest.prototype, "change", {
                    get: $util.oneOfGetter($oneOfFields = ["add", "remove", "promote", "demote", "replace", "updateAddresses"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified ChangeMembershipRequest message. Does not implicitly {@link kvorum.admin.v1.ChangeMembershipRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.ChangeMembershipRequest
                 * @static
                 * @param {kvorum.admin.v1.IChangeMembershipRequest} message ChangeMembershipRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ChangeMembershipRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.basedOn != null && Object.hasOwnProperty.call(message, "basedOn"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.basedOn);
                    if (message.force != null && Object.hasOwnProperty.call(message, "force"))
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.force);
                    if (message.add != null && Object.hasOwnProperty.call(message, "add"))
                        $root.kvorum.admin.v1.AddMember.encode(message.add, writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                    if (message.remove != null && Object.hasOwnProperty.call(message, "remove"))
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.remove);
                    if (message.promote != null && Object.hasOwnProperty.call(message, "promote"))
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.promote);
                    if (message.demote != null && Object.hasOwnProperty.call(message, "demote"))
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.demote);
                    if (message.replace != null && Object.hasOwnProperty.call(message, "replace"))
                        $root.kvorum.admin.v1.ReplaceMember.encode(message.replace, writer.uint32(/* id 7, wireType 2 =*/58).fork(), q + 1).ldelim();
                    if (message.updateAddresses != null && Object.hasOwnProperty.call(message, "updateAddresses"))
                        $root.kvorum.admin.v1.UpdateAddresses.encode(message.updateAddresses, writer.uint32(/* id 8, wireType 2 =*/66).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a ChangeMembershipRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.ChangeMembershipRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.ChangeMembershipRequest} ChangeMembershipRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ChangeMembershipRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.ChangeMembershipRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.basedOn = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.force = reader.bool();
                                break;
                            }
                        case 3: {
                                message.add = $root.kvorum.admin.v1.AddMember.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 4: {
                                message.remove = reader.string();
                                break;
                            }
                        case 5: {
                                message.promote = reader.string();
                                break;
                            }
                        case 6: {
                                message.demote = reader.string();
                                break;
                            }
                        case 7: {
                                message.replace = $root.kvorum.admin.v1.ReplaceMember.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 8: {
                                message.updateAddresses = $root.kvorum.admin.v1.UpdateAddresses.decode(reader, reader.uint32(), undefined, long + 1);
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

                return ChangeMembershipRequest;
            })();

            v1.AddMember = (function() {

                /**
                 * Properties of an AddMember.
                 * @memberof kvorum.admin.v1
                 * @interface IAddMember
                 * @property {string|null} [peerAddress] AddMember peerAddress
                 * @property {boolean|null} [staysLearner] AddMember staysLearner
                 * @property {string|null} [replaces] AddMember replaces
                 */

                /**
                 * Constructs a new AddMember.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents an AddMember.
                 * @implements IAddMember
                 * @constructor
                 * @param {kvorum.admin.v1.IAddMember=} [properties] Properties to set
                 */
                function AddMember(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * AddMember peerAddress.
                 * @member {string} peerAddress
                 * @memberof kvorum.admin.v1.AddMember
                 * @instance
                 */
                AddMember.prototype.peerAddress = "";

                /**
                 * AddMember staysLearner.
                 * @member {boolean} staysLearner
                 * @memberof kvorum.admin.v1.AddMember
                 * @instance
                 */
                AddMember.prototype.staysLearner = false;

                /**
                 * AddMember replaces.
                 * @member {string} replaces
                 * @memberof kvorum.admin.v1.AddMember
                 * @instance
                 */
                AddMember.prototype.replaces = "";

                /**
                 * Encodes the specified AddMember message. Does not implicitly {@link kvorum.admin.v1.AddMember.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.AddMember
                 * @static
                 * @param {kvorum.admin.v1.IAddMember} message AddMember message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AddMember.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.peerAddress != null && Object.hasOwnProperty.call(message, "peerAddress"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.peerAddress);
                    if (message.staysLearner != null && Object.hasOwnProperty.call(message, "staysLearner"))
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.staysLearner);
                    if (message.replaces != null && Object.hasOwnProperty.call(message, "replaces"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.replaces);
                    return writer;
                };

                /**
                 * Decodes an AddMember message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.AddMember
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.AddMember} AddMember
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AddMember.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.AddMember();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.peerAddress = reader.string();
                                break;
                            }
                        case 2: {
                                message.staysLearner = reader.bool();
                                break;
                            }
                        case 3: {
                                message.replaces = reader.string();
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

                return AddMember;
            })();

            v1.ReplaceMember = (function() {

                /**
                 * Properties of a ReplaceMember.
                 * @memberof kvorum.admin.v1
                 * @interface IReplaceMember
                 * @property {string|null} [dead] ReplaceMember dead
                 * @property {string|null} [replacement] ReplaceMember replacement
                 */

                /**
                 * Constructs a new ReplaceMember.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a ReplaceMember.
                 * @implements IReplaceMember
                 * @constructor
                 * @param {kvorum.admin.v1.IReplaceMember=} [properties] Properties to set
                 */
                function ReplaceMember(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ReplaceMember dead.
                 * @member {string} dead
                 * @memberof kvorum.admin.v1.ReplaceMember
                 * @instance
                 */
                ReplaceMember.prototype.dead = "";

                /**
                 * ReplaceMember replacement.
                 * @member {string} replacement
                 * @memberof kvorum.admin.v1.ReplaceMember
                 * @instance
                 */
                ReplaceMember.prototype.replacement = "";

                /**
                 * Encodes the specified ReplaceMember message. Does not implicitly {@link kvorum.admin.v1.ReplaceMember.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.ReplaceMember
                 * @static
                 * @param {kvorum.admin.v1.IReplaceMember} message ReplaceMember message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ReplaceMember.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.dead != null && Object.hasOwnProperty.call(message, "dead"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.dead);
                    if (message.replacement != null && Object.hasOwnProperty.call(message, "replacement"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.replacement);
                    return writer;
                };

                /**
                 * Decodes a ReplaceMember message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.ReplaceMember
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.ReplaceMember} ReplaceMember
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ReplaceMember.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.ReplaceMember();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.dead = reader.string();
                                break;
                            }
                        case 2: {
                                message.replacement = reader.string();
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

                return ReplaceMember;
            })();

            v1.UpdateAddresses = (function() {

                /**
                 * Properties of an UpdateAddresses.
                 * @memberof kvorum.admin.v1
                 * @interface IUpdateAddresses
                 * @property {string|null} [member] UpdateAddresses member
                 * @property {string|null} [peerAddress] UpdateAddresses peerAddress
                 * @property {string|null} [grpcAddress] UpdateAddresses grpcAddress
                 */

                /**
                 * Constructs a new UpdateAddresses.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents an UpdateAddresses.
                 * @implements IUpdateAddresses
                 * @constructor
                 * @param {kvorum.admin.v1.IUpdateAddresses=} [properties] Properties to set
                 */
                function UpdateAddresses(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * UpdateAddresses member.
                 * @member {string} member
                 * @memberof kvorum.admin.v1.UpdateAddresses
                 * @instance
                 */
                UpdateAddresses.prototype.member = "";

                /**
                 * UpdateAddresses peerAddress.
                 * @member {string} peerAddress
                 * @memberof kvorum.admin.v1.UpdateAddresses
                 * @instance
                 */
                UpdateAddresses.prototype.peerAddress = "";

                /**
                 * UpdateAddresses grpcAddress.
                 * @member {string} grpcAddress
                 * @memberof kvorum.admin.v1.UpdateAddresses
                 * @instance
                 */
                UpdateAddresses.prototype.grpcAddress = "";

                /**
                 * Encodes the specified UpdateAddresses message. Does not implicitly {@link kvorum.admin.v1.UpdateAddresses.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.UpdateAddresses
                 * @static
                 * @param {kvorum.admin.v1.IUpdateAddresses} message UpdateAddresses message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                UpdateAddresses.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.member != null && Object.hasOwnProperty.call(message, "member"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.member);
                    if (message.peerAddress != null && Object.hasOwnProperty.call(message, "peerAddress"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.peerAddress);
                    if (message.grpcAddress != null && Object.hasOwnProperty.call(message, "grpcAddress"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.grpcAddress);
                    return writer;
                };

                /**
                 * Decodes an UpdateAddresses message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.UpdateAddresses
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.UpdateAddresses} UpdateAddresses
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                UpdateAddresses.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.UpdateAddresses();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.member = reader.string();
                                break;
                            }
                        case 2: {
                                message.peerAddress = reader.string();
                                break;
                            }
                        case 3: {
                                message.grpcAddress = reader.string();
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

                return UpdateAddresses;
            })();

            v1.ChangeMembershipResponse = (function() {

                /**
                 * Properties of a ChangeMembershipResponse.
                 * @memberof kvorum.admin.v1
                 * @interface IChangeMembershipResponse
                 * @property {number|null} [membershipIndex] ChangeMembershipResponse membershipIndex
                 * @property {string|null} [nodeId] ChangeMembershipResponse nodeId
                 * @property {string|null} [waitsFor] ChangeMembershipResponse waitsFor
                 */

                /**
                 * Constructs a new ChangeMembershipResponse.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a ChangeMembershipResponse.
                 * @implements IChangeMembershipResponse
                 * @constructor
                 * @param {kvorum.admin.v1.IChangeMembershipResponse=} [properties] Properties to set
                 */
                function ChangeMembershipResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ChangeMembershipResponse membershipIndex.
                 * @member {number} membershipIndex
                 * @memberof kvorum.admin.v1.ChangeMembershipResponse
                 * @instance
                 */
                ChangeMembershipResponse.prototype.membershipIndex = 0;

                /**
                 * ChangeMembershipResponse nodeId.
                 * @member {string} nodeId
                 * @memberof kvorum.admin.v1.ChangeMembershipResponse
                 * @instance
                 */
                ChangeMembershipResponse.prototype.nodeId = "";

                /**
                 * ChangeMembershipResponse waitsFor.
                 * @member {string} waitsFor
                 * @memberof kvorum.admin.v1.ChangeMembershipResponse
                 * @instance
                 */
                ChangeMembershipResponse.prototype.waitsFor = "";

                /**
                 * Encodes the specified ChangeMembershipResponse message. Does not implicitly {@link kvorum.admin.v1.ChangeMembershipResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.ChangeMembershipResponse
                 * @static
                 * @param {kvorum.admin.v1.IChangeMembershipResponse} message ChangeMembershipResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ChangeMembershipResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.membershipIndex != null && Object.hasOwnProperty.call(message, "membershipIndex"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.membershipIndex);
                    if (message.nodeId != null && Object.hasOwnProperty.call(message, "nodeId"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.nodeId);
                    if (message.waitsFor != null && Object.hasOwnProperty.call(message, "waitsFor"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.waitsFor);
                    return writer;
                };

                /**
                 * Decodes a ChangeMembershipResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.ChangeMembershipResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.ChangeMembershipResponse} ChangeMembershipResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ChangeMembershipResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.ChangeMembershipResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.membershipIndex = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.nodeId = reader.string();
                                break;
                            }
                        case 3: {
                                message.waitsFor = reader.string();
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

                return ChangeMembershipResponse;
            })();

            v1.TransferLeadershipRequest = (function() {

                /**
                 * Properties of a TransferLeadershipRequest.
                 * @memberof kvorum.admin.v1
                 * @interface ITransferLeadershipRequest
                 * @property {string|null} [target] TransferLeadershipRequest target
                 */

                /**
                 * Constructs a new TransferLeadershipRequest.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a TransferLeadershipRequest.
                 * @implements ITransferLeadershipRequest
                 * @constructor
                 * @param {kvorum.admin.v1.ITransferLeadershipRequest=} [properties] Properties to set
                 */
                function TransferLeadershipRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * TransferLeadershipRequest target.
                 * @member {string} target
                 * @memberof kvorum.admin.v1.TransferLeadershipRequest
                 * @instance
                 */
                TransferLeadershipRequest.prototype.target = "";

                /**
                 * Encodes the specified TransferLeadershipRequest message. Does not implicitly {@link kvorum.admin.v1.TransferLeadershipRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.TransferLeadershipRequest
                 * @static
                 * @param {kvorum.admin.v1.ITransferLeadershipRequest} message TransferLeadershipRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TransferLeadershipRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.target != null && Object.hasOwnProperty.call(message, "target"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.target);
                    return writer;
                };

                /**
                 * Decodes a TransferLeadershipRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.TransferLeadershipRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.TransferLeadershipRequest} TransferLeadershipRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TransferLeadershipRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.TransferLeadershipRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.target = reader.string();
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

                return TransferLeadershipRequest;
            })();

            v1.TransferLeadershipResponse = (function() {

                /**
                 * Properties of a TransferLeadershipResponse.
                 * @memberof kvorum.admin.v1
                 * @interface ITransferLeadershipResponse
                 * @property {string|null} [leaderId] TransferLeadershipResponse leaderId
                 */

                /**
                 * Constructs a new TransferLeadershipResponse.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a TransferLeadershipResponse.
                 * @implements ITransferLeadershipResponse
                 * @constructor
                 * @param {kvorum.admin.v1.ITransferLeadershipResponse=} [properties] Properties to set
                 */
                function TransferLeadershipResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * TransferLeadershipResponse leaderId.
                 * @member {string} leaderId
                 * @memberof kvorum.admin.v1.TransferLeadershipResponse
                 * @instance
                 */
                TransferLeadershipResponse.prototype.leaderId = "";

                /**
                 * Encodes the specified TransferLeadershipResponse message. Does not implicitly {@link kvorum.admin.v1.TransferLeadershipResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.TransferLeadershipResponse
                 * @static
                 * @param {kvorum.admin.v1.ITransferLeadershipResponse} message TransferLeadershipResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TransferLeadershipResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.leaderId != null && Object.hasOwnProperty.call(message, "leaderId"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.leaderId);
                    return writer;
                };

                /**
                 * Decodes a TransferLeadershipResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.TransferLeadershipResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.TransferLeadershipResponse} TransferLeadershipResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TransferLeadershipResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.TransferLeadershipResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.leaderId = reader.string();
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

                return TransferLeadershipResponse;
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

            v1.WallClock = (function() {

                /**
                 * Properties of a WallClock.
                 * @memberof kvorum.admin.v1
                 * @interface IWallClock
                 * @property {number|null} [skewMs] WallClock skewMs
                 * @property {boolean|null} [off] WallClock off
                 * @property {number|null} [disputedSpreadMs] WallClock disputedSpreadMs
                 */

                /**
                 * Constructs a new WallClock.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a WallClock.
                 * @implements IWallClock
                 * @constructor
                 * @param {kvorum.admin.v1.IWallClock=} [properties] Properties to set
                 */
                function WallClock(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * WallClock skewMs.
                 * @member {number} skewMs
                 * @memberof kvorum.admin.v1.WallClock
                 * @instance
                 */
                WallClock.prototype.skewMs = 0;

                /**
                 * WallClock off.
                 * @member {boolean} off
                 * @memberof kvorum.admin.v1.WallClock
                 * @instance
                 */
                WallClock.prototype.off = false;

                /**
                 * WallClock disputedSpreadMs.
                 * @member {number|null|undefined} disputedSpreadMs
                 * @memberof kvorum.admin.v1.WallClock
                 * @instance
                 */
                WallClock.prototype.disputedSpreadMs = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(WallClock.prototype, "_disputedSpreadMs", {
                    get: $util.oneOfGetter($oneOfFields = ["disputedSpreadMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified WallClock message. Does not implicitly {@link kvorum.admin.v1.WallClock.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.WallClock
                 * @static
                 * @param {kvorum.admin.v1.IWallClock} message WallClock message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                WallClock.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.skewMs != null && Object.hasOwnProperty.call(message, "skewMs"))
                        writer.uint32(/* id 1, wireType 0 =*/8).sint64(message.skewMs);
                    if (message.off != null && Object.hasOwnProperty.call(message, "off"))
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.off);
                    if (message.disputedSpreadMs != null && Object.hasOwnProperty.call(message, "disputedSpreadMs"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.disputedSpreadMs);
                    return writer;
                };

                /**
                 * Decodes a WallClock message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.WallClock
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.WallClock} WallClock
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                WallClock.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.WallClock();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.skewMs = $number(reader.sint64());
                                break;
                            }
                        case 2: {
                                message.off = reader.bool();
                                break;
                            }
                        case 3: {
                                message.disputedSpreadMs = $number(reader.uint64());
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

                return WallClock;
            })();

            v1.CreateDatabaseRequest = (function() {

                /**
                 * Properties of a CreateDatabaseRequest.
                 * @memberof kvorum.admin.v1
                 * @interface ICreateDatabaseRequest
                 * @property {string|null} [name] CreateDatabaseRequest name
                 * @property {string|null} [databaseId] CreateDatabaseRequest databaseId
                 */

                /**
                 * Constructs a new CreateDatabaseRequest.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a CreateDatabaseRequest.
                 * @implements ICreateDatabaseRequest
                 * @constructor
                 * @param {kvorum.admin.v1.ICreateDatabaseRequest=} [properties] Properties to set
                 */
                function CreateDatabaseRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * CreateDatabaseRequest name.
                 * @member {string} name
                 * @memberof kvorum.admin.v1.CreateDatabaseRequest
                 * @instance
                 */
                CreateDatabaseRequest.prototype.name = "";

                /**
                 * CreateDatabaseRequest databaseId.
                 * @member {string} databaseId
                 * @memberof kvorum.admin.v1.CreateDatabaseRequest
                 * @instance
                 */
                CreateDatabaseRequest.prototype.databaseId = "";

                /**
                 * Encodes the specified CreateDatabaseRequest message. Does not implicitly {@link kvorum.admin.v1.CreateDatabaseRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.CreateDatabaseRequest
                 * @static
                 * @param {kvorum.admin.v1.ICreateDatabaseRequest} message CreateDatabaseRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CreateDatabaseRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.name != null && Object.hasOwnProperty.call(message, "name"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.databaseId != null && Object.hasOwnProperty.call(message, "databaseId"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.databaseId);
                    return writer;
                };

                /**
                 * Decodes a CreateDatabaseRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.CreateDatabaseRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.CreateDatabaseRequest} CreateDatabaseRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CreateDatabaseRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.CreateDatabaseRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.name = reader.string();
                                break;
                            }
                        case 2: {
                                message.databaseId = reader.string();
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

                return CreateDatabaseRequest;
            })();

            v1.CreateDatabaseResponse = (function() {

                /**
                 * Properties of a CreateDatabaseResponse.
                 * @memberof kvorum.admin.v1
                 * @interface ICreateDatabaseResponse
                 * @property {string|null} [databaseId] CreateDatabaseResponse databaseId
                 */

                /**
                 * Constructs a new CreateDatabaseResponse.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a CreateDatabaseResponse.
                 * @implements ICreateDatabaseResponse
                 * @constructor
                 * @param {kvorum.admin.v1.ICreateDatabaseResponse=} [properties] Properties to set
                 */
                function CreateDatabaseResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * CreateDatabaseResponse databaseId.
                 * @member {string} databaseId
                 * @memberof kvorum.admin.v1.CreateDatabaseResponse
                 * @instance
                 */
                CreateDatabaseResponse.prototype.databaseId = "";

                /**
                 * Encodes the specified CreateDatabaseResponse message. Does not implicitly {@link kvorum.admin.v1.CreateDatabaseResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.CreateDatabaseResponse
                 * @static
                 * @param {kvorum.admin.v1.ICreateDatabaseResponse} message CreateDatabaseResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CreateDatabaseResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.databaseId != null && Object.hasOwnProperty.call(message, "databaseId"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.databaseId);
                    return writer;
                };

                /**
                 * Decodes a CreateDatabaseResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.CreateDatabaseResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.CreateDatabaseResponse} CreateDatabaseResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CreateDatabaseResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.CreateDatabaseResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.databaseId = reader.string();
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

                return CreateDatabaseResponse;
            })();

            v1.DropDatabaseRequest = (function() {

                /**
                 * Properties of a DropDatabaseRequest.
                 * @memberof kvorum.admin.v1
                 * @interface IDropDatabaseRequest
                 * @property {string|null} [databaseId] DropDatabaseRequest databaseId
                 */

                /**
                 * Constructs a new DropDatabaseRequest.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a DropDatabaseRequest.
                 * @implements IDropDatabaseRequest
                 * @constructor
                 * @param {kvorum.admin.v1.IDropDatabaseRequest=} [properties] Properties to set
                 */
                function DropDatabaseRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * DropDatabaseRequest databaseId.
                 * @member {string} databaseId
                 * @memberof kvorum.admin.v1.DropDatabaseRequest
                 * @instance
                 */
                DropDatabaseRequest.prototype.databaseId = "";

                /**
                 * Encodes the specified DropDatabaseRequest message. Does not implicitly {@link kvorum.admin.v1.DropDatabaseRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.DropDatabaseRequest
                 * @static
                 * @param {kvorum.admin.v1.IDropDatabaseRequest} message DropDatabaseRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DropDatabaseRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.databaseId != null && Object.hasOwnProperty.call(message, "databaseId"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.databaseId);
                    return writer;
                };

                /**
                 * Decodes a DropDatabaseRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.DropDatabaseRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.DropDatabaseRequest} DropDatabaseRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DropDatabaseRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.DropDatabaseRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.databaseId = reader.string();
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

                return DropDatabaseRequest;
            })();

            v1.DropDatabaseResponse = (function() {

                /**
                 * Properties of a DropDatabaseResponse.
                 * @memberof kvorum.admin.v1
                 * @interface IDropDatabaseResponse
                 */

                /**
                 * Constructs a new DropDatabaseResponse.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a DropDatabaseResponse.
                 * @implements IDropDatabaseResponse
                 * @constructor
                 * @param {kvorum.admin.v1.IDropDatabaseResponse=} [properties] Properties to set
                 */
                function DropDatabaseResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Encodes the specified DropDatabaseResponse message. Does not implicitly {@link kvorum.admin.v1.DropDatabaseResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.DropDatabaseResponse
                 * @static
                 * @param {kvorum.admin.v1.IDropDatabaseResponse} message DropDatabaseResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DropDatabaseResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    return writer;
                };

                /**
                 * Decodes a DropDatabaseResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.DropDatabaseResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.DropDatabaseResponse} DropDatabaseResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DropDatabaseResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.DropDatabaseResponse();
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

                return DropDatabaseResponse;
            })();

            v1.ListDatabasesRequest = (function() {

                /**
                 * Properties of a ListDatabasesRequest.
                 * @memberof kvorum.admin.v1
                 * @interface IListDatabasesRequest
                 * @property {string|null} [after] ListDatabasesRequest after
                 */

                /**
                 * Constructs a new ListDatabasesRequest.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a ListDatabasesRequest.
                 * @implements IListDatabasesRequest
                 * @constructor
                 * @param {kvorum.admin.v1.IListDatabasesRequest=} [properties] Properties to set
                 */
                function ListDatabasesRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ListDatabasesRequest after.
                 * @member {string} after
                 * @memberof kvorum.admin.v1.ListDatabasesRequest
                 * @instance
                 */
                ListDatabasesRequest.prototype.after = "";

                /**
                 * Encodes the specified ListDatabasesRequest message. Does not implicitly {@link kvorum.admin.v1.ListDatabasesRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.ListDatabasesRequest
                 * @static
                 * @param {kvorum.admin.v1.IListDatabasesRequest} message ListDatabasesRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ListDatabasesRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.after != null && Object.hasOwnProperty.call(message, "after"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.after);
                    return writer;
                };

                /**
                 * Decodes a ListDatabasesRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.ListDatabasesRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.ListDatabasesRequest} ListDatabasesRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ListDatabasesRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.ListDatabasesRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.after = reader.string();
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

                return ListDatabasesRequest;
            })();

            v1.Database = (function() {

                /**
                 * Properties of a Database.
                 * @memberof kvorum.admin.v1
                 * @interface IDatabase
                 * @property {string|null} [name] Database name
                 * @property {string|null} [databaseId] Database databaseId
                 * @property {number|null} [createdMs] Database createdMs
                 */

                /**
                 * Constructs a new Database.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a Database.
                 * @implements IDatabase
                 * @constructor
                 * @param {kvorum.admin.v1.IDatabase=} [properties] Properties to set
                 */
                function Database(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Database name.
                 * @member {string} name
                 * @memberof kvorum.admin.v1.Database
                 * @instance
                 */
                Database.prototype.name = "";

                /**
                 * Database databaseId.
                 * @member {string} databaseId
                 * @memberof kvorum.admin.v1.Database
                 * @instance
                 */
                Database.prototype.databaseId = "";

                /**
                 * Database createdMs.
                 * @member {number} createdMs
                 * @memberof kvorum.admin.v1.Database
                 * @instance
                 */
                Database.prototype.createdMs = 0;

                /**
                 * Encodes the specified Database message. Does not implicitly {@link kvorum.admin.v1.Database.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.Database
                 * @static
                 * @param {kvorum.admin.v1.IDatabase} message Database message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Database.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.name != null && Object.hasOwnProperty.call(message, "name"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.databaseId != null && Object.hasOwnProperty.call(message, "databaseId"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.databaseId);
                    if (message.createdMs != null && Object.hasOwnProperty.call(message, "createdMs"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.createdMs);
                    return writer;
                };

                /**
                 * Decodes a Database message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.Database
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.Database} Database
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Database.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.Database();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.name = reader.string();
                                break;
                            }
                        case 2: {
                                message.databaseId = reader.string();
                                break;
                            }
                        case 3: {
                                message.createdMs = $number(reader.uint64());
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

                return Database;
            })();

            v1.ListDatabasesResponse = (function() {

                /**
                 * Properties of a ListDatabasesResponse.
                 * @memberof kvorum.admin.v1
                 * @interface IListDatabasesResponse
                 * @property {Array.<kvorum.admin.v1.IDatabase>|null} [databases] ListDatabasesResponse databases
                 * @property {boolean|null} [more] ListDatabasesResponse more
                 */

                /**
                 * Constructs a new ListDatabasesResponse.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a ListDatabasesResponse.
                 * @implements IListDatabasesResponse
                 * @constructor
                 * @param {kvorum.admin.v1.IListDatabasesResponse=} [properties] Properties to set
                 */
                function ListDatabasesResponse(properties) {
                    this.databases = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ListDatabasesResponse databases.
                 * @member {Array.<kvorum.admin.v1.IDatabase>} databases
                 * @memberof kvorum.admin.v1.ListDatabasesResponse
                 * @instance
                 */
                ListDatabasesResponse.prototype.databases = $util.emptyArray;

                /**
                 * ListDatabasesResponse more.
                 * @member {boolean} more
                 * @memberof kvorum.admin.v1.ListDatabasesResponse
                 * @instance
                 */
                ListDatabasesResponse.prototype.more = false;

                /**
                 * Encodes the specified ListDatabasesResponse message. Does not implicitly {@link kvorum.admin.v1.ListDatabasesResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.ListDatabasesResponse
                 * @static
                 * @param {kvorum.admin.v1.IListDatabasesResponse} message ListDatabasesResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ListDatabasesResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.databases != null && message.databases.length)
                        for (let i = 0; i < message.databases.length; ++i)
                            $root.kvorum.admin.v1.Database.encode(message.databases[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.more != null && Object.hasOwnProperty.call(message, "more"))
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.more);
                    return writer;
                };

                /**
                 * Decodes a ListDatabasesResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.ListDatabasesResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.ListDatabasesResponse} ListDatabasesResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ListDatabasesResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.ListDatabasesResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                if (!(message.databases && message.databases.length))
                                    message.databases = [];
                                message.databases.push($root.kvorum.admin.v1.Database.decode(reader, reader.uint32(), undefined, long + 1));
                                break;
                            }
                        case 2: {
                                message.more = reader.bool();
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

                return ListDatabasesResponse;
            })();

            /**
             * TokenKind enum.
             * @name kvorum.admin.v1.TokenKind
             * @enum {number}
             * @property {number} TOKEN_KIND_UNSPECIFIED=0 TOKEN_KIND_UNSPECIFIED value
             * @property {number} TOKEN_KIND_ADMIN=1 TOKEN_KIND_ADMIN value
             * @property {number} TOKEN_KIND_FULL=2 TOKEN_KIND_FULL value
             * @property {number} TOKEN_KIND_READ_ONLY=3 TOKEN_KIND_READ_ONLY value
             */
            v1.TokenKind = (function() {
                const valuesById = {}, values = Object.create(valuesById);
                values[valuesById[0] = "TOKEN_KIND_UNSPECIFIED"] = 0;
                values[valuesById[1] = "TOKEN_KIND_ADMIN"] = 1;
                values[valuesById[2] = "TOKEN_KIND_FULL"] = 2;
                values[valuesById[3] = "TOKEN_KIND_READ_ONLY"] = 3;
                return values;
            })();

            v1.CreateTokenRequest = (function() {

                /**
                 * Properties of a CreateTokenRequest.
                 * @memberof kvorum.admin.v1
                 * @interface ICreateTokenRequest
                 * @property {string|null} [tokenId] CreateTokenRequest tokenId
                 * @property {Uint8Array|null} [sha256] CreateTokenRequest sha256
                 * @property {kvorum.admin.v1.TokenKind|null} [kind] CreateTokenRequest kind
                 * @property {string|null} [database] CreateTokenRequest database
                 * @property {string|null} [label] CreateTokenRequest label
                 */

                /**
                 * Constructs a new CreateTokenRequest.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a CreateTokenRequest.
                 * @implements ICreateTokenRequest
                 * @constructor
                 * @param {kvorum.admin.v1.ICreateTokenRequest=} [properties] Properties to set
                 */
                function CreateTokenRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * CreateTokenRequest tokenId.
                 * @member {string} tokenId
                 * @memberof kvorum.admin.v1.CreateTokenRequest
                 * @instance
                 */
                CreateTokenRequest.prototype.tokenId = "";

                /**
                 * CreateTokenRequest sha256.
                 * @member {Uint8Array} sha256
                 * @memberof kvorum.admin.v1.CreateTokenRequest
                 * @instance
                 */
                CreateTokenRequest.prototype.sha256 = $util.newBuffer([]);

                /**
                 * CreateTokenRequest kind.
                 * @member {kvorum.admin.v1.TokenKind} kind
                 * @memberof kvorum.admin.v1.CreateTokenRequest
                 * @instance
                 */
                CreateTokenRequest.prototype.kind = 0;

                /**
                 * CreateTokenRequest database.
                 * @member {string} database
                 * @memberof kvorum.admin.v1.CreateTokenRequest
                 * @instance
                 */
                CreateTokenRequest.prototype.database = "";

                /**
                 * CreateTokenRequest label.
                 * @member {string} label
                 * @memberof kvorum.admin.v1.CreateTokenRequest
                 * @instance
                 */
                CreateTokenRequest.prototype.label = "";

                /**
                 * Encodes the specified CreateTokenRequest message. Does not implicitly {@link kvorum.admin.v1.CreateTokenRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.CreateTokenRequest
                 * @static
                 * @param {kvorum.admin.v1.ICreateTokenRequest} message CreateTokenRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CreateTokenRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.tokenId != null && Object.hasOwnProperty.call(message, "tokenId"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.tokenId);
                    if (message.sha256 != null && Object.hasOwnProperty.call(message, "sha256"))
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.sha256);
                    if (message.kind != null && Object.hasOwnProperty.call(message, "kind"))
                        writer.uint32(/* id 3, wireType 0 =*/24).int32(message.kind);
                    if (message.database != null && Object.hasOwnProperty.call(message, "database"))
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.database);
                    if (message.label != null && Object.hasOwnProperty.call(message, "label"))
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.label);
                    return writer;
                };

                /**
                 * Decodes a CreateTokenRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.CreateTokenRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.CreateTokenRequest} CreateTokenRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CreateTokenRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.CreateTokenRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.tokenId = reader.string();
                                break;
                            }
                        case 2: {
                                message.sha256 = reader.bytes();
                                break;
                            }
                        case 3: {
                                message.kind = reader.int32();
                                break;
                            }
                        case 4: {
                                message.database = reader.string();
                                break;
                            }
                        case 5: {
                                message.label = reader.string();
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

                return CreateTokenRequest;
            })();

            v1.CreateTokenResponse = (function() {

                /**
                 * Properties of a CreateTokenResponse.
                 * @memberof kvorum.admin.v1
                 * @interface ICreateTokenResponse
                 * @property {string|null} [tokenId] CreateTokenResponse tokenId
                 */

                /**
                 * Constructs a new CreateTokenResponse.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a CreateTokenResponse.
                 * @implements ICreateTokenResponse
                 * @constructor
                 * @param {kvorum.admin.v1.ICreateTokenResponse=} [properties] Properties to set
                 */
                function CreateTokenResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * CreateTokenResponse tokenId.
                 * @member {string} tokenId
                 * @memberof kvorum.admin.v1.CreateTokenResponse
                 * @instance
                 */
                CreateTokenResponse.prototype.tokenId = "";

                /**
                 * Encodes the specified CreateTokenResponse message. Does not implicitly {@link kvorum.admin.v1.CreateTokenResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.CreateTokenResponse
                 * @static
                 * @param {kvorum.admin.v1.ICreateTokenResponse} message CreateTokenResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CreateTokenResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.tokenId != null && Object.hasOwnProperty.call(message, "tokenId"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.tokenId);
                    return writer;
                };

                /**
                 * Decodes a CreateTokenResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.CreateTokenResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.CreateTokenResponse} CreateTokenResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CreateTokenResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.CreateTokenResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.tokenId = reader.string();
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

                return CreateTokenResponse;
            })();

            v1.RevokeTokenRequest = (function() {

                /**
                 * Properties of a RevokeTokenRequest.
                 * @memberof kvorum.admin.v1
                 * @interface IRevokeTokenRequest
                 * @property {string|null} [tokenId] RevokeTokenRequest tokenId
                 */

                /**
                 * Constructs a new RevokeTokenRequest.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a RevokeTokenRequest.
                 * @implements IRevokeTokenRequest
                 * @constructor
                 * @param {kvorum.admin.v1.IRevokeTokenRequest=} [properties] Properties to set
                 */
                function RevokeTokenRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * RevokeTokenRequest tokenId.
                 * @member {string} tokenId
                 * @memberof kvorum.admin.v1.RevokeTokenRequest
                 * @instance
                 */
                RevokeTokenRequest.prototype.tokenId = "";

                /**
                 * Encodes the specified RevokeTokenRequest message. Does not implicitly {@link kvorum.admin.v1.RevokeTokenRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.RevokeTokenRequest
                 * @static
                 * @param {kvorum.admin.v1.IRevokeTokenRequest} message RevokeTokenRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RevokeTokenRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.tokenId != null && Object.hasOwnProperty.call(message, "tokenId"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.tokenId);
                    return writer;
                };

                /**
                 * Decodes a RevokeTokenRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.RevokeTokenRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.RevokeTokenRequest} RevokeTokenRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RevokeTokenRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.RevokeTokenRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.tokenId = reader.string();
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

                return RevokeTokenRequest;
            })();

            v1.RevokeTokenResponse = (function() {

                /**
                 * Properties of a RevokeTokenResponse.
                 * @memberof kvorum.admin.v1
                 * @interface IRevokeTokenResponse
                 */

                /**
                 * Constructs a new RevokeTokenResponse.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a RevokeTokenResponse.
                 * @implements IRevokeTokenResponse
                 * @constructor
                 * @param {kvorum.admin.v1.IRevokeTokenResponse=} [properties] Properties to set
                 */
                function RevokeTokenResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Encodes the specified RevokeTokenResponse message. Does not implicitly {@link kvorum.admin.v1.RevokeTokenResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.RevokeTokenResponse
                 * @static
                 * @param {kvorum.admin.v1.IRevokeTokenResponse} message RevokeTokenResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RevokeTokenResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    return writer;
                };

                /**
                 * Decodes a RevokeTokenResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.RevokeTokenResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.RevokeTokenResponse} RevokeTokenResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RevokeTokenResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.RevokeTokenResponse();
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

                return RevokeTokenResponse;
            })();

            v1.ListTokensRequest = (function() {

                /**
                 * Properties of a ListTokensRequest.
                 * @memberof kvorum.admin.v1
                 * @interface IListTokensRequest
                 * @property {string|null} [after] ListTokensRequest after
                 */

                /**
                 * Constructs a new ListTokensRequest.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a ListTokensRequest.
                 * @implements IListTokensRequest
                 * @constructor
                 * @param {kvorum.admin.v1.IListTokensRequest=} [properties] Properties to set
                 */
                function ListTokensRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ListTokensRequest after.
                 * @member {string} after
                 * @memberof kvorum.admin.v1.ListTokensRequest
                 * @instance
                 */
                ListTokensRequest.prototype.after = "";

                /**
                 * Encodes the specified ListTokensRequest message. Does not implicitly {@link kvorum.admin.v1.ListTokensRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.ListTokensRequest
                 * @static
                 * @param {kvorum.admin.v1.IListTokensRequest} message ListTokensRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ListTokensRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.after != null && Object.hasOwnProperty.call(message, "after"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.after);
                    return writer;
                };

                /**
                 * Decodes a ListTokensRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.ListTokensRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.ListTokensRequest} ListTokensRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ListTokensRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.ListTokensRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.after = reader.string();
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

                return ListTokensRequest;
            })();

            v1.Token = (function() {

                /**
                 * Properties of a Token.
                 * @memberof kvorum.admin.v1
                 * @interface IToken
                 * @property {string|null} [tokenId] Token tokenId
                 * @property {kvorum.admin.v1.TokenKind|null} [kind] Token kind
                 * @property {string|null} [database] Token database
                 * @property {string|null} [label] Token label
                 * @property {number|null} [createdMs] Token createdMs
                 */

                /**
                 * Constructs a new Token.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a Token.
                 * @implements IToken
                 * @constructor
                 * @param {kvorum.admin.v1.IToken=} [properties] Properties to set
                 */
                function Token(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Token tokenId.
                 * @member {string} tokenId
                 * @memberof kvorum.admin.v1.Token
                 * @instance
                 */
                Token.prototype.tokenId = "";

                /**
                 * Token kind.
                 * @member {kvorum.admin.v1.TokenKind} kind
                 * @memberof kvorum.admin.v1.Token
                 * @instance
                 */
                Token.prototype.kind = 0;

                /**
                 * Token database.
                 * @member {string} database
                 * @memberof kvorum.admin.v1.Token
                 * @instance
                 */
                Token.prototype.database = "";

                /**
                 * Token label.
                 * @member {string} label
                 * @memberof kvorum.admin.v1.Token
                 * @instance
                 */
                Token.prototype.label = "";

                /**
                 * Token createdMs.
                 * @member {number} createdMs
                 * @memberof kvorum.admin.v1.Token
                 * @instance
                 */
                Token.prototype.createdMs = 0;

                /**
                 * Encodes the specified Token message. Does not implicitly {@link kvorum.admin.v1.Token.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.Token
                 * @static
                 * @param {kvorum.admin.v1.IToken} message Token message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Token.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.tokenId != null && Object.hasOwnProperty.call(message, "tokenId"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.tokenId);
                    if (message.kind != null && Object.hasOwnProperty.call(message, "kind"))
                        writer.uint32(/* id 2, wireType 0 =*/16).int32(message.kind);
                    if (message.database != null && Object.hasOwnProperty.call(message, "database"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.database);
                    if (message.label != null && Object.hasOwnProperty.call(message, "label"))
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.label);
                    if (message.createdMs != null && Object.hasOwnProperty.call(message, "createdMs"))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.createdMs);
                    return writer;
                };

                /**
                 * Decodes a Token message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.Token
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.Token} Token
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Token.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.Token();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.tokenId = reader.string();
                                break;
                            }
                        case 2: {
                                message.kind = reader.int32();
                                break;
                            }
                        case 3: {
                                message.database = reader.string();
                                break;
                            }
                        case 4: {
                                message.label = reader.string();
                                break;
                            }
                        case 5: {
                                message.createdMs = $number(reader.uint64());
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

                return Token;
            })();

            v1.ListTokensResponse = (function() {

                /**
                 * Properties of a ListTokensResponse.
                 * @memberof kvorum.admin.v1
                 * @interface IListTokensResponse
                 * @property {Array.<kvorum.admin.v1.IToken>|null} [tokens] ListTokensResponse tokens
                 * @property {boolean|null} [more] ListTokensResponse more
                 */

                /**
                 * Constructs a new ListTokensResponse.
                 * @memberof kvorum.admin.v1
                 * @classdesc Represents a ListTokensResponse.
                 * @implements IListTokensResponse
                 * @constructor
                 * @param {kvorum.admin.v1.IListTokensResponse=} [properties] Properties to set
                 */
                function ListTokensResponse(properties) {
                    this.tokens = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ListTokensResponse tokens.
                 * @member {Array.<kvorum.admin.v1.IToken>} tokens
                 * @memberof kvorum.admin.v1.ListTokensResponse
                 * @instance
                 */
                ListTokensResponse.prototype.tokens = $util.emptyArray;

                /**
                 * ListTokensResponse more.
                 * @member {boolean} more
                 * @memberof kvorum.admin.v1.ListTokensResponse
                 * @instance
                 */
                ListTokensResponse.prototype.more = false;

                /**
                 * Encodes the specified ListTokensResponse message. Does not implicitly {@link kvorum.admin.v1.ListTokensResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.admin.v1.ListTokensResponse
                 * @static
                 * @param {kvorum.admin.v1.IListTokensResponse} message ListTokensResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ListTokensResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.tokens != null && message.tokens.length)
                        for (let i = 0; i < message.tokens.length; ++i)
                            $root.kvorum.admin.v1.Token.encode(message.tokens[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.more != null && Object.hasOwnProperty.call(message, "more"))
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.more);
                    return writer;
                };

                /**
                 * Decodes a ListTokensResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.admin.v1.ListTokensResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.admin.v1.ListTokensResponse} ListTokensResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ListTokensResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.admin.v1.ListTokensResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                if (!(message.tokens && message.tokens.length))
                                    message.tokens = [];
                                message.tokens.push($root.kvorum.admin.v1.Token.decode(reader, reader.uint32(), undefined, long + 1));
                                break;
                            }
                        case 2: {
                                message.more = reader.bool();
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

                return ListTokensResponse;
            })();

            return v1;
        })();

        return admin;
    })();

    return kvorum;
})();

export { $root as default };
