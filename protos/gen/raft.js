/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;

const $number = (value) => (typeof value === 'number' ? value : value.toNumber());

// Exported root namespace
const $root = $protobuf.roots["raft"] || ($protobuf.roots["raft"] = {});

export const kvorum = $root.kvorum = (() => {

    /**
     * Namespace kvorum.
     * @exports kvorum
     * @namespace
     */
    const kvorum = {};

    kvorum.raft = (function() {

        /**
         * Namespace raft.
         * @memberof kvorum
         * @namespace
         */
        const raft = {};

        raft.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof kvorum.raft
             * @namespace
             */
            const v1 = {};

            v1.HelloRequest = (function() {

                /**
                 * Properties of a HelloRequest.
                 * @memberof kvorum.raft.v1
                 * @interface IHelloRequest
                 * @property {string|null} [name] HelloRequest name
                 */

                /**
                 * Constructs a new HelloRequest.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a HelloRequest.
                 * @implements IHelloRequest
                 * @constructor
                 * @param {kvorum.raft.v1.IHelloRequest=} [properties] Properties to set
                 */
                function HelloRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * HelloRequest name.
                 * @member {string} name
                 * @memberof kvorum.raft.v1.HelloRequest
                 * @instance
                 */
                HelloRequest.prototype.name = "";

                /**
                 * Encodes the specified HelloRequest message. Does not implicitly {@link kvorum.raft.v1.HelloRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.HelloRequest
                 * @static
                 * @param {kvorum.raft.v1.IHelloRequest} message HelloRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HelloRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.name != null && Object.hasOwnProperty.call(message, "name"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    return writer;
                };

                /**
                 * Decodes a HelloRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.HelloRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.HelloRequest} HelloRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HelloRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.HelloRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.name = reader.string();
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

                return HelloRequest;
            })();

            v1.HelloResponse = (function() {

                /**
                 * Properties of a HelloResponse.
                 * @memberof kvorum.raft.v1
                 * @interface IHelloResponse
                 * @property {string|null} [name] HelloResponse name
                 * @property {string|null} [nodeId] HelloResponse nodeId
                 * @property {string|null} [clusterId] HelloResponse clusterId
                 * @property {string|null} [grpcAddress] HelloResponse grpcAddress
                 * @property {number|null} [electionTimeoutMs] HelloResponse electionTimeoutMs
                 */

                /**
                 * Constructs a new HelloResponse.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a HelloResponse.
                 * @implements IHelloResponse
                 * @constructor
                 * @param {kvorum.raft.v1.IHelloResponse=} [properties] Properties to set
                 */
                function HelloResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * HelloResponse name.
                 * @member {string} name
                 * @memberof kvorum.raft.v1.HelloResponse
                 * @instance
                 */
                HelloResponse.prototype.name = "";

                /**
                 * HelloResponse nodeId.
                 * @member {string} nodeId
                 * @memberof kvorum.raft.v1.HelloResponse
                 * @instance
                 */
                HelloResponse.prototype.nodeId = "";

                /**
                 * HelloResponse clusterId.
                 * @member {string} clusterId
                 * @memberof kvorum.raft.v1.HelloResponse
                 * @instance
                 */
                HelloResponse.prototype.clusterId = "";

                /**
                 * HelloResponse grpcAddress.
                 * @member {string} grpcAddress
                 * @memberof kvorum.raft.v1.HelloResponse
                 * @instance
                 */
                HelloResponse.prototype.grpcAddress = "";

                /**
                 * HelloResponse electionTimeoutMs.
                 * @member {number} electionTimeoutMs
                 * @memberof kvorum.raft.v1.HelloResponse
                 * @instance
                 */
                HelloResponse.prototype.electionTimeoutMs = 0;

                /**
                 * Encodes the specified HelloResponse message. Does not implicitly {@link kvorum.raft.v1.HelloResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.HelloResponse
                 * @static
                 * @param {kvorum.raft.v1.IHelloResponse} message HelloResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HelloResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.name != null && Object.hasOwnProperty.call(message, "name"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.nodeId != null && Object.hasOwnProperty.call(message, "nodeId"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.nodeId);
                    if (message.clusterId != null && Object.hasOwnProperty.call(message, "clusterId"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.clusterId);
                    if (message.grpcAddress != null && Object.hasOwnProperty.call(message, "grpcAddress"))
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.grpcAddress);
                    if (message.electionTimeoutMs != null && Object.hasOwnProperty.call(message, "electionTimeoutMs"))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.electionTimeoutMs);
                    return writer;
                };

                /**
                 * Decodes a HelloResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.HelloResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.HelloResponse} HelloResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HelloResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.HelloResponse();
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
                                message.nodeId = reader.string();
                                break;
                            }
                        case 3: {
                                message.clusterId = reader.string();
                                break;
                            }
                        case 4: {
                                message.grpcAddress = reader.string();
                                break;
                            }
                        case 5: {
                                message.electionTimeoutMs = reader.uint32();
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

                return HelloResponse;
            })();

            v1.AdoptRequest = (function() {

                /**
                 * Properties of an AdoptRequest.
                 * @memberof kvorum.raft.v1
                 * @interface IAdoptRequest
                 * @property {string|null} [clusterId] AdoptRequest clusterId
                 * @property {Uint8Array|null} [membership] AdoptRequest membership
                 * @property {number|null} [stampedAtMs] AdoptRequest stampedAtMs
                 */

                /**
                 * Constructs a new AdoptRequest.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents an AdoptRequest.
                 * @implements IAdoptRequest
                 * @constructor
                 * @param {kvorum.raft.v1.IAdoptRequest=} [properties] Properties to set
                 */
                function AdoptRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * AdoptRequest clusterId.
                 * @member {string} clusterId
                 * @memberof kvorum.raft.v1.AdoptRequest
                 * @instance
                 */
                AdoptRequest.prototype.clusterId = "";

                /**
                 * AdoptRequest membership.
                 * @member {Uint8Array} membership
                 * @memberof kvorum.raft.v1.AdoptRequest
                 * @instance
                 */
                AdoptRequest.prototype.membership = $util.newBuffer([]);

                /**
                 * AdoptRequest stampedAtMs.
                 * @member {number} stampedAtMs
                 * @memberof kvorum.raft.v1.AdoptRequest
                 * @instance
                 */
                AdoptRequest.prototype.stampedAtMs = 0;

                /**
                 * Encodes the specified AdoptRequest message. Does not implicitly {@link kvorum.raft.v1.AdoptRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.AdoptRequest
                 * @static
                 * @param {kvorum.raft.v1.IAdoptRequest} message AdoptRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AdoptRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.clusterId != null && Object.hasOwnProperty.call(message, "clusterId"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.clusterId);
                    if (message.membership != null && Object.hasOwnProperty.call(message, "membership"))
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.membership);
                    if (message.stampedAtMs != null && Object.hasOwnProperty.call(message, "stampedAtMs"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.stampedAtMs);
                    return writer;
                };

                /**
                 * Decodes an AdoptRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.AdoptRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.AdoptRequest} AdoptRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AdoptRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.AdoptRequest();
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
                                message.membership = reader.bytes();
                                break;
                            }
                        case 3: {
                                message.stampedAtMs = $number(reader.uint64());
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

                return AdoptRequest;
            })();

            v1.AdoptResponse = (function() {

                /**
                 * Properties of an AdoptResponse.
                 * @memberof kvorum.raft.v1
                 * @interface IAdoptResponse
                 */

                /**
                 * Constructs a new AdoptResponse.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents an AdoptResponse.
                 * @implements IAdoptResponse
                 * @constructor
                 * @param {kvorum.raft.v1.IAdoptResponse=} [properties] Properties to set
                 */
                function AdoptResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Encodes the specified AdoptResponse message. Does not implicitly {@link kvorum.raft.v1.AdoptResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.AdoptResponse
                 * @static
                 * @param {kvorum.raft.v1.IAdoptResponse} message AdoptResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AdoptResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    return writer;
                };

                /**
                 * Decodes an AdoptResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.AdoptResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.AdoptResponse} AdoptResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AdoptResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.AdoptResponse();
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

                return AdoptResponse;
            })();

            v1.JoinRequest = (function() {

                /**
                 * Properties of a JoinRequest.
                 * @memberof kvorum.raft.v1
                 * @interface IJoinRequest
                 * @property {number|null} [protocol] JoinRequest protocol
                 * @property {string|null} [name] JoinRequest name
                 * @property {string|null} [nodeId] JoinRequest nodeId
                 * @property {string|null} [peerAddress] JoinRequest peerAddress
                 * @property {string|null} [grpcAddress] JoinRequest grpcAddress
                 * @property {boolean|null} [staysLearner] JoinRequest staysLearner
                 * @property {string|null} [replaces] JoinRequest replaces
                 * @property {number|null} [electionTimeoutMs] JoinRequest electionTimeoutMs
                 */

                /**
                 * Constructs a new JoinRequest.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a JoinRequest.
                 * @implements IJoinRequest
                 * @constructor
                 * @param {kvorum.raft.v1.IJoinRequest=} [properties] Properties to set
                 */
                function JoinRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * JoinRequest protocol.
                 * @member {number} protocol
                 * @memberof kvorum.raft.v1.JoinRequest
                 * @instance
                 */
                JoinRequest.prototype.protocol = 0;

                /**
                 * JoinRequest name.
                 * @member {string} name
                 * @memberof kvorum.raft.v1.JoinRequest
                 * @instance
                 */
                JoinRequest.prototype.name = "";

                /**
                 * JoinRequest nodeId.
                 * @member {string} nodeId
                 * @memberof kvorum.raft.v1.JoinRequest
                 * @instance
                 */
                JoinRequest.prototype.nodeId = "";

                /**
                 * JoinRequest peerAddress.
                 * @member {string} peerAddress
                 * @memberof kvorum.raft.v1.JoinRequest
                 * @instance
                 */
                JoinRequest.prototype.peerAddress = "";

                /**
                 * JoinRequest grpcAddress.
                 * @member {string} grpcAddress
                 * @memberof kvorum.raft.v1.JoinRequest
                 * @instance
                 */
                JoinRequest.prototype.grpcAddress = "";

                /**
                 * JoinRequest staysLearner.
                 * @member {boolean} staysLearner
                 * @memberof kvorum.raft.v1.JoinRequest
                 * @instance
                 */
                JoinRequest.prototype.staysLearner = false;

                /**
                 * JoinRequest replaces.
                 * @member {string} replaces
                 * @memberof kvorum.raft.v1.JoinRequest
                 * @instance
                 */
                JoinRequest.prototype.replaces = "";

                /**
                 * JoinRequest electionTimeoutMs.
                 * @member {number} electionTimeoutMs
                 * @memberof kvorum.raft.v1.JoinRequest
                 * @instance
                 */
                JoinRequest.prototype.electionTimeoutMs = 0;

                /**
                 * Encodes the specified JoinRequest message. Does not implicitly {@link kvorum.raft.v1.JoinRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.JoinRequest
                 * @static
                 * @param {kvorum.raft.v1.IJoinRequest} message JoinRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                JoinRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.protocol != null && Object.hasOwnProperty.call(message, "protocol"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.protocol);
                    if (message.name != null && Object.hasOwnProperty.call(message, "name"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                    if (message.nodeId != null && Object.hasOwnProperty.call(message, "nodeId"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.nodeId);
                    if (message.peerAddress != null && Object.hasOwnProperty.call(message, "peerAddress"))
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.peerAddress);
                    if (message.grpcAddress != null && Object.hasOwnProperty.call(message, "grpcAddress"))
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.grpcAddress);
                    if (message.staysLearner != null && Object.hasOwnProperty.call(message, "staysLearner"))
                        writer.uint32(/* id 6, wireType 0 =*/48).bool(message.staysLearner);
                    if (message.replaces != null && Object.hasOwnProperty.call(message, "replaces"))
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.replaces);
                    if (message.electionTimeoutMs != null && Object.hasOwnProperty.call(message, "electionTimeoutMs"))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.electionTimeoutMs);
                    return writer;
                };

                /**
                 * Decodes a JoinRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.JoinRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.JoinRequest} JoinRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                JoinRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.JoinRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.protocol = reader.uint32();
                                break;
                            }
                        case 2: {
                                message.name = reader.string();
                                break;
                            }
                        case 3: {
                                message.nodeId = reader.string();
                                break;
                            }
                        case 4: {
                                message.peerAddress = reader.string();
                                break;
                            }
                        case 5: {
                                message.grpcAddress = reader.string();
                                break;
                            }
                        case 6: {
                                message.staysLearner = reader.bool();
                                break;
                            }
                        case 7: {
                                message.replaces = reader.string();
                                break;
                            }
                        case 8: {
                                message.electionTimeoutMs = reader.uint32();
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

                return JoinRequest;
            })();

            v1.JoinResponse = (function() {

                /**
                 * Properties of a JoinResponse.
                 * @memberof kvorum.raft.v1
                 * @interface IJoinResponse
                 * @property {kvorum.raft.v1.IJoinedCluster|null} [joined] JoinResponse joined
                 * @property {string|null} [leader] JoinResponse leader
                 */

                /**
                 * Constructs a new JoinResponse.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a JoinResponse.
                 * @implements IJoinResponse
                 * @constructor
                 * @param {kvorum.raft.v1.IJoinResponse=} [properties] Properties to set
                 */
                function JoinResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * JoinResponse joined.
                 * @member {kvorum.raft.v1.IJoinedCluster|null|undefined} joined
                 * @memberof kvorum.raft.v1.JoinResponse
                 * @instance
                 */
                JoinResponse.prototype.joined = null;

                /**
                 * JoinResponse leader.
                 * @member {string|null|undefined} leader
                 * @memberof kvorum.raft.v1.JoinResponse
                 * @instance
                 */
                JoinResponse.prototype.leader = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * JoinResponse outcome.
                 * @member {"joined"|"leader"|undefined} outcome
                 * @memberof kvorum.raft.v1.JoinResponse
                 * @instance
                 */
                Object.defineProperty(JoinResponse.prototype, "outcome", {
                    get: $util.oneOfGetter($oneOfFields = ["joined", "leader"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified JoinResponse message. Does not implicitly {@link kvorum.raft.v1.JoinResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.JoinResponse
                 * @static
                 * @param {kvorum.raft.v1.IJoinResponse} message JoinResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                JoinResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.joined != null && Object.hasOwnProperty.call(message, "joined"))
                        $root.kvorum.raft.v1.JoinedCluster.encode(message.joined, writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.leader != null && Object.hasOwnProperty.call(message, "leader"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.leader);
                    return writer;
                };

                /**
                 * Decodes a JoinResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.JoinResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.JoinResponse} JoinResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                JoinResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.JoinResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.joined = $root.kvorum.raft.v1.JoinedCluster.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 2: {
                                message.leader = reader.string();
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

                return JoinResponse;
            })();

            v1.JoinedCluster = (function() {

                /**
                 * Properties of a JoinedCluster.
                 * @memberof kvorum.raft.v1
                 * @interface IJoinedCluster
                 * @property {string|null} [clusterId] JoinedCluster clusterId
                 * @property {Uint8Array|null} [membership] JoinedCluster membership
                 * @property {number|null} [membershipIndex] JoinedCluster membershipIndex
                 * @property {number|null} [electionTimeoutMs] JoinedCluster electionTimeoutMs
                 */

                /**
                 * Constructs a new JoinedCluster.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a JoinedCluster.
                 * @implements IJoinedCluster
                 * @constructor
                 * @param {kvorum.raft.v1.IJoinedCluster=} [properties] Properties to set
                 */
                function JoinedCluster(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * JoinedCluster clusterId.
                 * @member {string} clusterId
                 * @memberof kvorum.raft.v1.JoinedCluster
                 * @instance
                 */
                JoinedCluster.prototype.clusterId = "";

                /**
                 * JoinedCluster membership.
                 * @member {Uint8Array} membership
                 * @memberof kvorum.raft.v1.JoinedCluster
                 * @instance
                 */
                JoinedCluster.prototype.membership = $util.newBuffer([]);

                /**
                 * JoinedCluster membershipIndex.
                 * @member {number} membershipIndex
                 * @memberof kvorum.raft.v1.JoinedCluster
                 * @instance
                 */
                JoinedCluster.prototype.membershipIndex = 0;

                /**
                 * JoinedCluster electionTimeoutMs.
                 * @member {number} electionTimeoutMs
                 * @memberof kvorum.raft.v1.JoinedCluster
                 * @instance
                 */
                JoinedCluster.prototype.electionTimeoutMs = 0;

                /**
                 * Encodes the specified JoinedCluster message. Does not implicitly {@link kvorum.raft.v1.JoinedCluster.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.JoinedCluster
                 * @static
                 * @param {kvorum.raft.v1.IJoinedCluster} message JoinedCluster message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                JoinedCluster.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.clusterId != null && Object.hasOwnProperty.call(message, "clusterId"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.clusterId);
                    if (message.membership != null && Object.hasOwnProperty.call(message, "membership"))
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.membership);
                    if (message.membershipIndex != null && Object.hasOwnProperty.call(message, "membershipIndex"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.membershipIndex);
                    if (message.electionTimeoutMs != null && Object.hasOwnProperty.call(message, "electionTimeoutMs"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.electionTimeoutMs);
                    return writer;
                };

                /**
                 * Decodes a JoinedCluster message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.JoinedCluster
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.JoinedCluster} JoinedCluster
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                JoinedCluster.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.JoinedCluster();
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
                                message.membership = reader.bytes();
                                break;
                            }
                        case 3: {
                                message.membershipIndex = $number(reader.uint64());
                                break;
                            }
                        case 4: {
                                message.electionTimeoutMs = reader.uint32();
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

                return JoinedCluster;
            })();

            v1.Handshake = (function() {

                /**
                 * Properties of a Handshake.
                 * @memberof kvorum.raft.v1
                 * @interface IHandshake
                 * @property {number|null} [protocol] Handshake protocol
                 * @property {string|null} [clusterId] Handshake clusterId
                 * @property {string|null} [from] Handshake from
                 * @property {string|null} [to] Handshake to
                 * @property {number|null} [incarnation] Handshake incarnation
                 * @property {number|null} [electionTimeoutMs] Handshake electionTimeoutMs
                 * @property {string|null} [peerAddress] Handshake peerAddress
                 * @property {number|null} [startedAtMs] Handshake startedAtMs
                 */

                /**
                 * Constructs a new Handshake.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a Handshake.
                 * @implements IHandshake
                 * @constructor
                 * @param {kvorum.raft.v1.IHandshake=} [properties] Properties to set
                 */
                function Handshake(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Handshake protocol.
                 * @member {number} protocol
                 * @memberof kvorum.raft.v1.Handshake
                 * @instance
                 */
                Handshake.prototype.protocol = 0;

                /**
                 * Handshake clusterId.
                 * @member {string} clusterId
                 * @memberof kvorum.raft.v1.Handshake
                 * @instance
                 */
                Handshake.prototype.clusterId = "";

                /**
                 * Handshake from.
                 * @member {string} from
                 * @memberof kvorum.raft.v1.Handshake
                 * @instance
                 */
                Handshake.prototype.from = "";

                /**
                 * Handshake to.
                 * @member {string} to
                 * @memberof kvorum.raft.v1.Handshake
                 * @instance
                 */
                Handshake.prototype.to = "";

                /**
                 * Handshake incarnation.
                 * @member {number} incarnation
                 * @memberof kvorum.raft.v1.Handshake
                 * @instance
                 */
                Handshake.prototype.incarnation = 0;

                /**
                 * Handshake electionTimeoutMs.
                 * @member {number} electionTimeoutMs
                 * @memberof kvorum.raft.v1.Handshake
                 * @instance
                 */
                Handshake.prototype.electionTimeoutMs = 0;

                /**
                 * Handshake peerAddress.
                 * @member {string} peerAddress
                 * @memberof kvorum.raft.v1.Handshake
                 * @instance
                 */
                Handshake.prototype.peerAddress = "";

                /**
                 * Handshake startedAtMs.
                 * @member {number} startedAtMs
                 * @memberof kvorum.raft.v1.Handshake
                 * @instance
                 */
                Handshake.prototype.startedAtMs = 0;

                /**
                 * Encodes the specified Handshake message. Does not implicitly {@link kvorum.raft.v1.Handshake.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.Handshake
                 * @static
                 * @param {kvorum.raft.v1.IHandshake} message Handshake message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Handshake.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.protocol != null && Object.hasOwnProperty.call(message, "protocol"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.protocol);
                    if (message.clusterId != null && Object.hasOwnProperty.call(message, "clusterId"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.clusterId);
                    if (message.from != null && Object.hasOwnProperty.call(message, "from"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.from);
                    if (message.to != null && Object.hasOwnProperty.call(message, "to"))
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.to);
                    if (message.incarnation != null && Object.hasOwnProperty.call(message, "incarnation"))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.incarnation);
                    if (message.electionTimeoutMs != null && Object.hasOwnProperty.call(message, "electionTimeoutMs"))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.electionTimeoutMs);
                    if (message.peerAddress != null && Object.hasOwnProperty.call(message, "peerAddress"))
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.peerAddress);
                    if (message.startedAtMs != null && Object.hasOwnProperty.call(message, "startedAtMs"))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.startedAtMs);
                    return writer;
                };

                /**
                 * Decodes a Handshake message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.Handshake
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.Handshake} Handshake
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Handshake.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.Handshake();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.protocol = reader.uint32();
                                break;
                            }
                        case 2: {
                                message.clusterId = reader.string();
                                break;
                            }
                        case 3: {
                                message.from = reader.string();
                                break;
                            }
                        case 4: {
                                message.to = reader.string();
                                break;
                            }
                        case 5: {
                                message.incarnation = $number(reader.uint64());
                                break;
                            }
                        case 6: {
                                message.electionTimeoutMs = reader.uint32();
                                break;
                            }
                        case 7: {
                                message.peerAddress = reader.string();
                                break;
                            }
                        case 8: {
                                message.startedAtMs = $number(reader.uint64());
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

                return Handshake;
            })();

            v1.ExchangeRequest = (function() {

                /**
                 * Properties of an ExchangeRequest.
                 * @memberof kvorum.raft.v1
                 * @interface IExchangeRequest
                 * @property {kvorum.raft.v1.IHandshake|null} [handshake] ExchangeRequest handshake
                 * @property {kvorum.raft.v1.IRaftMessages|null} [messages] ExchangeRequest messages
                 */

                /**
                 * Constructs a new ExchangeRequest.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents an ExchangeRequest.
                 * @implements IExchangeRequest
                 * @constructor
                 * @param {kvorum.raft.v1.IExchangeRequest=} [properties] Properties to set
                 */
                function ExchangeRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ExchangeRequest handshake.
                 * @member {kvorum.raft.v1.IHandshake|null|undefined} handshake
                 * @memberof kvorum.raft.v1.ExchangeRequest
                 * @instance
                 */
                ExchangeRequest.prototype.handshake = null;

                /**
                 * ExchangeRequest messages.
                 * @member {kvorum.raft.v1.IRaftMessages|null|undefined} messages
                 * @memberof kvorum.raft.v1.ExchangeRequest
                 * @instance
                 */
                ExchangeRequest.prototype.messages = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * ExchangeRequest content.
                 * @member {"handshake"|"messages"|undefined} content
                 * @memberof kvorum.raft.v1.ExchangeRequest
                 * @instance
                 */
                Object.defineProperty(ExchangeRequest.prototype, "content", {
                    get: $util.oneOfGetter($oneOfFields = ["handshake", "messages"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified ExchangeRequest message. Does not implicitly {@link kvorum.raft.v1.ExchangeRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.ExchangeRequest
                 * @static
                 * @param {kvorum.raft.v1.IExchangeRequest} message ExchangeRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ExchangeRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.handshake != null && Object.hasOwnProperty.call(message, "handshake"))
                        $root.kvorum.raft.v1.Handshake.encode(message.handshake, writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.messages != null && Object.hasOwnProperty.call(message, "messages"))
                        $root.kvorum.raft.v1.RaftMessages.encode(message.messages, writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes an ExchangeRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.ExchangeRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.ExchangeRequest} ExchangeRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ExchangeRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.ExchangeRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.handshake = $root.kvorum.raft.v1.Handshake.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 2: {
                                message.messages = $root.kvorum.raft.v1.RaftMessages.decode(reader, reader.uint32(), undefined, long + 1);
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

                return ExchangeRequest;
            })();

            v1.ExchangeResponse = (function() {

                /**
                 * Properties of an ExchangeResponse.
                 * @memberof kvorum.raft.v1
                 * @interface IExchangeResponse
                 */

                /**
                 * Constructs a new ExchangeResponse.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents an ExchangeResponse.
                 * @implements IExchangeResponse
                 * @constructor
                 * @param {kvorum.raft.v1.IExchangeResponse=} [properties] Properties to set
                 */
                function ExchangeResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Encodes the specified ExchangeResponse message. Does not implicitly {@link kvorum.raft.v1.ExchangeResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.ExchangeResponse
                 * @static
                 * @param {kvorum.raft.v1.IExchangeResponse} message ExchangeResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ExchangeResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    return writer;
                };

                /**
                 * Decodes an ExchangeResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.ExchangeResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.ExchangeResponse} ExchangeResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ExchangeResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.ExchangeResponse();
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

                return ExchangeResponse;
            })();

            v1.RaftMessages = (function() {

                /**
                 * Properties of a RaftMessages.
                 * @memberof kvorum.raft.v1
                 * @interface IRaftMessages
                 * @property {Array.<kvorum.raft.v1.IRaftMessage>|null} [messages] RaftMessages messages
                 */

                /**
                 * Constructs a new RaftMessages.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a RaftMessages.
                 * @implements IRaftMessages
                 * @constructor
                 * @param {kvorum.raft.v1.IRaftMessages=} [properties] Properties to set
                 */
                function RaftMessages(properties) {
                    this.messages = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * RaftMessages messages.
                 * @member {Array.<kvorum.raft.v1.IRaftMessage>} messages
                 * @memberof kvorum.raft.v1.RaftMessages
                 * @instance
                 */
                RaftMessages.prototype.messages = $util.emptyArray;

                /**
                 * Encodes the specified RaftMessages message. Does not implicitly {@link kvorum.raft.v1.RaftMessages.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.RaftMessages
                 * @static
                 * @param {kvorum.raft.v1.IRaftMessages} message RaftMessages message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RaftMessages.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.messages != null && message.messages.length)
                        for (let i = 0; i < message.messages.length; ++i)
                            $root.kvorum.raft.v1.RaftMessage.encode(message.messages[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a RaftMessages message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.RaftMessages
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.RaftMessages} RaftMessages
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RaftMessages.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.RaftMessages();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                if (!(message.messages && message.messages.length))
                                    message.messages = [];
                                message.messages.push($root.kvorum.raft.v1.RaftMessage.decode(reader, reader.uint32(), undefined, long + 1));
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

                return RaftMessages;
            })();

            v1.RaftMessage = (function() {

                /**
                 * Properties of a RaftMessage.
                 * @memberof kvorum.raft.v1
                 * @interface IRaftMessage
                 * @property {number|null} [term] RaftMessage term
                 * @property {kvorum.raft.v1.IVote|null} [preVote] RaftMessage preVote
                 * @property {kvorum.raft.v1.IVoteResponse|null} [preVoteResponse] RaftMessage preVoteResponse
                 * @property {kvorum.raft.v1.IVote|null} [requestVote] RaftMessage requestVote
                 * @property {kvorum.raft.v1.IVoteResponse|null} [voteResponse] RaftMessage voteResponse
                 * @property {kvorum.raft.v1.IAppend|null} [append] RaftMessage append
                 * @property {kvorum.raft.v1.IAppendAccepted|null} [appendAccepted] RaftMessage appendAccepted
                 * @property {kvorum.raft.v1.IAppendRejected|null} [appendRejected] RaftMessage appendRejected
                 * @property {kvorum.raft.v1.IHeartbeat|null} [heartbeat] RaftMessage heartbeat
                 * @property {kvorum.raft.v1.IHeartbeatResponse|null} [heartbeatResponse] RaftMessage heartbeatResponse
                 * @property {kvorum.raft.v1.IReadIndexRequest|null} [readIndexRequest] RaftMessage readIndexRequest
                 * @property {kvorum.raft.v1.IReadIndexResponse|null} [readIndexResponse] RaftMessage readIndexResponse
                 * @property {kvorum.raft.v1.ITimeoutNow|null} [timeoutNow] RaftMessage timeoutNow
                 * @property {kvorum.raft.v1.ISnapshotNeeded|null} [snapshotRequest] RaftMessage snapshotRequest
                 */

                /**
                 * Constructs a new RaftMessage.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a RaftMessage.
                 * @implements IRaftMessage
                 * @constructor
                 * @param {kvorum.raft.v1.IRaftMessage=} [properties] Properties to set
                 */
                function RaftMessage(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * RaftMessage term.
                 * @member {number} term
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.term = 0;

                /**
                 * RaftMessage preVote.
                 * @member {kvorum.raft.v1.IVote|null|undefined} preVote
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.preVote = null;

                /**
                 * RaftMessage preVoteResponse.
                 * @member {kvorum.raft.v1.IVoteResponse|null|undefined} preVoteResponse
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.preVoteResponse = null;

                /**
                 * RaftMessage requestVote.
                 * @member {kvorum.raft.v1.IVote|null|undefined} requestVote
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.requestVote = null;

                /**
                 * RaftMessage voteResponse.
                 * @member {kvorum.raft.v1.IVoteResponse|null|undefined} voteResponse
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.voteResponse = null;

                /**
                 * RaftMessage append.
                 * @member {kvorum.raft.v1.IAppend|null|undefined} append
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.append = null;

                /**
                 * RaftMessage appendAccepted.
                 * @member {kvorum.raft.v1.IAppendAccepted|null|undefined} appendAccepted
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.appendAccepted = null;

                /**
                 * RaftMessage appendRejected.
                 * @member {kvorum.raft.v1.IAppendRejected|null|undefined} appendRejected
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.appendRejected = null;

                /**
                 * RaftMessage heartbeat.
                 * @member {kvorum.raft.v1.IHeartbeat|null|undefined} heartbeat
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.heartbeat = null;

                /**
                 * RaftMessage heartbeatResponse.
                 * @member {kvorum.raft.v1.IHeartbeatResponse|null|undefined} heartbeatResponse
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.heartbeatResponse = null;

                /**
                 * RaftMessage readIndexRequest.
                 * @member {kvorum.raft.v1.IReadIndexRequest|null|undefined} readIndexRequest
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.readIndexRequest = null;

                /**
                 * RaftMessage readIndexResponse.
                 * @member {kvorum.raft.v1.IReadIndexResponse|null|undefined} readIndexResponse
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.readIndexResponse = null;

                /**
                 * RaftMessage timeoutNow.
                 * @member {kvorum.raft.v1.ITimeoutNow|null|undefined} timeoutNow
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.timeoutNow = null;

                /**
                 * RaftMessage snapshotRequest.
                 * @member {kvorum.raft.v1.ISnapshotNeeded|null|undefined} snapshotRequest
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                RaftMessage.prototype.snapshotRequest = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * RaftMessage kind.
                 * @member {"preVote"|"preVoteResponse"|"requestVote"|"voteResponse"|"append"|"appendAccepted"|"appendRejected"|"heartbeat"|"heartbeatResponse"|"readIndexRequest"|"readIndexResponse"|"timeoutNow"|"snapshotRequest"|undefined} kind
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @instance
                 */
                Object.defineProperty(RaftMessage.prototype, "kind", {
                    get: $util.oneOfGetter($oneOfFields = ["preVote", "preVoteResponse", "requestVote", "voteResponse", "append", "appendAccepted", "appendRejected", "heartbeat", "heartbeatResponse", "readIndexRequest", "readIndexResponse", "timeoutNow", "snapshotRequest"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified RaftMessage message. Does not implicitly {@link kvorum.raft.v1.RaftMessage.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @static
                 * @param {kvorum.raft.v1.IRaftMessage} message RaftMessage message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RaftMessage.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.term != null && Object.hasOwnProperty.call(message, "term"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.term);
                    if (message.preVote != null && Object.hasOwnProperty.call(message, "preVote"))
                        $root.kvorum.raft.v1.Vote.encode(message.preVote, writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                    if (message.preVoteResponse != null && Object.hasOwnProperty.call(message, "preVoteResponse"))
                        $root.kvorum.raft.v1.VoteResponse.encode(message.preVoteResponse, writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                    if (message.requestVote != null && Object.hasOwnProperty.call(message, "requestVote"))
                        $root.kvorum.raft.v1.Vote.encode(message.requestVote, writer.uint32(/* id 4, wireType 2 =*/34).fork(), q + 1).ldelim();
                    if (message.voteResponse != null && Object.hasOwnProperty.call(message, "voteResponse"))
                        $root.kvorum.raft.v1.VoteResponse.encode(message.voteResponse, writer.uint32(/* id 5, wireType 2 =*/42).fork(), q + 1).ldelim();
                    if (message.append != null && Object.hasOwnProperty.call(message, "append"))
                        $root.kvorum.raft.v1.Append.encode(message.append, writer.uint32(/* id 6, wireType 2 =*/50).fork(), q + 1).ldelim();
                    if (message.appendAccepted != null && Object.hasOwnProperty.call(message, "appendAccepted"))
                        $root.kvorum.raft.v1.AppendAccepted.encode(message.appendAccepted, writer.uint32(/* id 7, wireType 2 =*/58).fork(), q + 1).ldelim();
                    if (message.appendRejected != null && Object.hasOwnProperty.call(message, "appendRejected"))
                        $root.kvorum.raft.v1.AppendRejected.encode(message.appendRejected, writer.uint32(/* id 8, wireType 2 =*/66).fork(), q + 1).ldelim();
                    if (message.heartbeat != null && Object.hasOwnProperty.call(message, "heartbeat"))
                        $root.kvorum.raft.v1.Heartbeat.encode(message.heartbeat, writer.uint32(/* id 9, wireType 2 =*/74).fork(), q + 1).ldelim();
                    if (message.heartbeatResponse != null && Object.hasOwnProperty.call(message, "heartbeatResponse"))
                        $root.kvorum.raft.v1.HeartbeatResponse.encode(message.heartbeatResponse, writer.uint32(/* id 10, wireType 2 =*/82).fork(), q + 1).ldelim();
                    if (message.readIndexRequest != null && Object.hasOwnProperty.call(message, "readIndexRequest"))
                        $root.kvorum.raft.v1.ReadIndexRequest.encode(message.readIndexRequest, writer.uint32(/* id 11, wireType 2 =*/90).fork(), q + 1).ldelim();
                    if (message.readIndexResponse != null && Object.hasOwnProperty.call(message, "readIndexResponse"))
                        $root.kvorum.raft.v1.ReadIndexResponse.encode(message.readIndexResponse, writer.uint32(/* id 12, wireType 2 =*/98).fork(), q + 1).ldelim();
                    if (message.timeoutNow != null && Object.hasOwnProperty.call(message, "timeoutNow"))
                        $root.kvorum.raft.v1.TimeoutNow.encode(message.timeoutNow, writer.uint32(/* id 15, wireType 2 =*/122).fork(), q + 1).ldelim();
                    if (message.snapshotRequest != null && Object.hasOwnProperty.call(message, "snapshotRequest"))
                        $root.kvorum.raft.v1.SnapshotNeeded.encode(message.snapshotRequest, writer.uint32(/* id 16, wireType 2 =*/130).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a RaftMessage message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.RaftMessage
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.RaftMessage} RaftMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RaftMessage.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.RaftMessage();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.term = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.preVote = $root.kvorum.raft.v1.Vote.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 3: {
                                message.preVoteResponse = $root.kvorum.raft.v1.VoteResponse.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 4: {
                                message.requestVote = $root.kvorum.raft.v1.Vote.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 5: {
                                message.voteResponse = $root.kvorum.raft.v1.VoteResponse.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 6: {
                                message.append = $root.kvorum.raft.v1.Append.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 7: {
                                message.appendAccepted = $root.kvorum.raft.v1.AppendAccepted.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 8: {
                                message.appendRejected = $root.kvorum.raft.v1.AppendRejected.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 9: {
                                message.heartbeat = $root.kvorum.raft.v1.Heartbeat.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 10: {
                                message.heartbeatResponse = $root.kvorum.raft.v1.HeartbeatResponse.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 11: {
                                message.readIndexRequest = $root.kvorum.raft.v1.ReadIndexRequest.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 12: {
                                message.readIndexResponse = $root.kvorum.raft.v1.ReadIndexResponse.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 15: {
                                message.timeoutNow = $root.kvorum.raft.v1.TimeoutNow.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 16: {
                                message.snapshotRequest = $root.kvorum.raft.v1.SnapshotNeeded.decode(reader, reader.uint32(), undefined, long + 1);
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

                return RaftMessage;
            })();

            v1.Vote = (function() {

                /**
                 * Properties of a Vote.
                 * @memberof kvorum.raft.v1
                 * @interface IVote
                 * @property {number|null} [lastIndex] Vote lastIndex
                 * @property {number|null} [lastTerm] Vote lastTerm
                 * @property {boolean|null} [transfer] Vote transfer
                 * @property {number|null} [nonce] Vote nonce
                 */

                /**
                 * Constructs a new Vote.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a Vote.
                 * @implements IVote
                 * @constructor
                 * @param {kvorum.raft.v1.IVote=} [properties] Properties to set
                 */
                function Vote(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Vote lastIndex.
                 * @member {number} lastIndex
                 * @memberof kvorum.raft.v1.Vote
                 * @instance
                 */
                Vote.prototype.lastIndex = 0;

                /**
                 * Vote lastTerm.
                 * @member {number} lastTerm
                 * @memberof kvorum.raft.v1.Vote
                 * @instance
                 */
                Vote.prototype.lastTerm = 0;

                /**
                 * Vote transfer.
                 * @member {boolean} transfer
                 * @memberof kvorum.raft.v1.Vote
                 * @instance
                 */
                Vote.prototype.transfer = false;

                /**
                 * Vote nonce.
                 * @member {number} nonce
                 * @memberof kvorum.raft.v1.Vote
                 * @instance
                 */
                Vote.prototype.nonce = 0;

                /**
                 * Encodes the specified Vote message. Does not implicitly {@link kvorum.raft.v1.Vote.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.Vote
                 * @static
                 * @param {kvorum.raft.v1.IVote} message Vote message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Vote.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.lastIndex != null && Object.hasOwnProperty.call(message, "lastIndex"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.lastIndex);
                    if (message.lastTerm != null && Object.hasOwnProperty.call(message, "lastTerm"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.lastTerm);
                    if (message.transfer != null && Object.hasOwnProperty.call(message, "transfer"))
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.transfer);
                    if (message.nonce != null && Object.hasOwnProperty.call(message, "nonce"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.nonce);
                    return writer;
                };

                /**
                 * Decodes a Vote message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.Vote
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.Vote} Vote
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Vote.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.Vote();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.lastIndex = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.lastTerm = $number(reader.uint64());
                                break;
                            }
                        case 3: {
                                message.transfer = reader.bool();
                                break;
                            }
                        case 4: {
                                message.nonce = $number(reader.uint64());
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

                return Vote;
            })();

            v1.VoteResponse = (function() {

                /**
                 * Properties of a VoteResponse.
                 * @memberof kvorum.raft.v1
                 * @interface IVoteResponse
                 * @property {boolean|null} [granted] VoteResponse granted
                 * @property {number|null} [nonce] VoteResponse nonce
                 */

                /**
                 * Constructs a new VoteResponse.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a VoteResponse.
                 * @implements IVoteResponse
                 * @constructor
                 * @param {kvorum.raft.v1.IVoteResponse=} [properties] Properties to set
                 */
                function VoteResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * VoteResponse granted.
                 * @member {boolean} granted
                 * @memberof kvorum.raft.v1.VoteResponse
                 * @instance
                 */
                VoteResponse.prototype.granted = false;

                /**
                 * VoteResponse nonce.
                 * @member {number} nonce
                 * @memberof kvorum.raft.v1.VoteResponse
                 * @instance
                 */
                VoteResponse.prototype.nonce = 0;

                /**
                 * Encodes the specified VoteResponse message. Does not implicitly {@link kvorum.raft.v1.VoteResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.VoteResponse
                 * @static
                 * @param {kvorum.raft.v1.IVoteResponse} message VoteResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                VoteResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.granted != null && Object.hasOwnProperty.call(message, "granted"))
                        writer.uint32(/* id 1, wireType 0 =*/8).bool(message.granted);
                    if (message.nonce != null && Object.hasOwnProperty.call(message, "nonce"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.nonce);
                    return writer;
                };

                /**
                 * Decodes a VoteResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.VoteResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.VoteResponse} VoteResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                VoteResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.VoteResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.granted = reader.bool();
                                break;
                            }
                        case 2: {
                                message.nonce = $number(reader.uint64());
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

                return VoteResponse;
            })();

            /**
             * EntryKind enum.
             * @name kvorum.raft.v1.EntryKind
             * @enum {number}
             * @property {number} ENTRY_KIND_UNSPECIFIED=0 ENTRY_KIND_UNSPECIFIED value
             * @property {number} ENTRY_KIND_NORMAL=1 ENTRY_KIND_NORMAL value
             * @property {number} ENTRY_KIND_LEADER_START=2 ENTRY_KIND_LEADER_START value
             * @property {number} ENTRY_KIND_CONFIG=3 ENTRY_KIND_CONFIG value
             * @property {number} ENTRY_KIND_INTERNAL=4 ENTRY_KIND_INTERNAL value
             */
            v1.EntryKind = (function() {
                const valuesById = {}, values = Object.create(valuesById);
                values[valuesById[0] = "ENTRY_KIND_UNSPECIFIED"] = 0;
                values[valuesById[1] = "ENTRY_KIND_NORMAL"] = 1;
                values[valuesById[2] = "ENTRY_KIND_LEADER_START"] = 2;
                values[valuesById[3] = "ENTRY_KIND_CONFIG"] = 3;
                values[valuesById[4] = "ENTRY_KIND_INTERNAL"] = 4;
                return values;
            })();

            v1.Entry = (function() {

                /**
                 * Properties of an Entry.
                 * @memberof kvorum.raft.v1
                 * @interface IEntry
                 * @property {number|null} [index] Entry index
                 * @property {number|null} [term] Entry term
                 * @property {kvorum.raft.v1.EntryKind|null} [kind] Entry kind
                 * @property {number|null} [stampedAtMs] Entry stampedAtMs
                 * @property {Uint8Array|null} [command] Entry command
                 * @property {number|null} [crc] Entry crc
                 */

                /**
                 * Constructs a new Entry.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents an Entry.
                 * @implements IEntry
                 * @constructor
                 * @param {kvorum.raft.v1.IEntry=} [properties] Properties to set
                 */
                function Entry(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Entry index.
                 * @member {number} index
                 * @memberof kvorum.raft.v1.Entry
                 * @instance
                 */
                Entry.prototype.index = 0;

                /**
                 * Entry term.
                 * @member {number} term
                 * @memberof kvorum.raft.v1.Entry
                 * @instance
                 */
                Entry.prototype.term = 0;

                /**
                 * Entry kind.
                 * @member {kvorum.raft.v1.EntryKind} kind
                 * @memberof kvorum.raft.v1.Entry
                 * @instance
                 */
                Entry.prototype.kind = 0;

                /**
                 * Entry stampedAtMs.
                 * @member {number} stampedAtMs
                 * @memberof kvorum.raft.v1.Entry
                 * @instance
                 */
                Entry.prototype.stampedAtMs = 0;

                /**
                 * Entry command.
                 * @member {Uint8Array} command
                 * @memberof kvorum.raft.v1.Entry
                 * @instance
                 */
                Entry.prototype.command = $util.newBuffer([]);

                /**
                 * Entry crc.
                 * @member {number} crc
                 * @memberof kvorum.raft.v1.Entry
                 * @instance
                 */
                Entry.prototype.crc = 0;

                /**
                 * Encodes the specified Entry message. Does not implicitly {@link kvorum.raft.v1.Entry.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.Entry
                 * @static
                 * @param {kvorum.raft.v1.IEntry} message Entry message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Entry.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.index != null && Object.hasOwnProperty.call(message, "index"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.index);
                    if (message.term != null && Object.hasOwnProperty.call(message, "term"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.term);
                    if (message.kind != null && Object.hasOwnProperty.call(message, "kind"))
                        writer.uint32(/* id 3, wireType 0 =*/24).int32(message.kind);
                    if (message.stampedAtMs != null && Object.hasOwnProperty.call(message, "stampedAtMs"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.stampedAtMs);
                    if (message.command != null && Object.hasOwnProperty.call(message, "command"))
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.command);
                    if (message.crc != null && Object.hasOwnProperty.call(message, "crc"))
                        writer.uint32(/* id 6, wireType 5 =*/53).fixed32(message.crc);
                    return writer;
                };

                /**
                 * Decodes an Entry message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.Entry
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.Entry} Entry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Entry.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.Entry();
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
                                message.term = $number(reader.uint64());
                                break;
                            }
                        case 3: {
                                message.kind = reader.int32();
                                break;
                            }
                        case 4: {
                                message.stampedAtMs = $number(reader.uint64());
                                break;
                            }
                        case 5: {
                                message.command = reader.bytes();
                                break;
                            }
                        case 6: {
                                message.crc = reader.fixed32();
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

                return Entry;
            })();

            v1.Append = (function() {

                /**
                 * Properties of an Append.
                 * @memberof kvorum.raft.v1
                 * @interface IAppend
                 * @property {number|null} [prevIndex] Append prevIndex
                 * @property {number|null} [prevTerm] Append prevTerm
                 * @property {Array.<kvorum.raft.v1.IEntry>|null} [entries] Append entries
                 * @property {number|null} [commitIndex] Append commitIndex
                 * @property {number|null} [round] Append round
                 */

                /**
                 * Constructs a new Append.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents an Append.
                 * @implements IAppend
                 * @constructor
                 * @param {kvorum.raft.v1.IAppend=} [properties] Properties to set
                 */
                function Append(properties) {
                    this.entries = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Append prevIndex.
                 * @member {number} prevIndex
                 * @memberof kvorum.raft.v1.Append
                 * @instance
                 */
                Append.prototype.prevIndex = 0;

                /**
                 * Append prevTerm.
                 * @member {number} prevTerm
                 * @memberof kvorum.raft.v1.Append
                 * @instance
                 */
                Append.prototype.prevTerm = 0;

                /**
                 * Append entries.
                 * @member {Array.<kvorum.raft.v1.IEntry>} entries
                 * @memberof kvorum.raft.v1.Append
                 * @instance
                 */
                Append.prototype.entries = $util.emptyArray;

                /**
                 * Append commitIndex.
                 * @member {number} commitIndex
                 * @memberof kvorum.raft.v1.Append
                 * @instance
                 */
                Append.prototype.commitIndex = 0;

                /**
                 * Append round.
                 * @member {number} round
                 * @memberof kvorum.raft.v1.Append
                 * @instance
                 */
                Append.prototype.round = 0;

                /**
                 * Encodes the specified Append message. Does not implicitly {@link kvorum.raft.v1.Append.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.Append
                 * @static
                 * @param {kvorum.raft.v1.IAppend} message Append message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Append.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.prevIndex != null && Object.hasOwnProperty.call(message, "prevIndex"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.prevIndex);
                    if (message.prevTerm != null && Object.hasOwnProperty.call(message, "prevTerm"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.prevTerm);
                    if (message.entries != null && message.entries.length)
                        for (let i = 0; i < message.entries.length; ++i)
                            $root.kvorum.raft.v1.Entry.encode(message.entries[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                    if (message.commitIndex != null && Object.hasOwnProperty.call(message, "commitIndex"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.commitIndex);
                    if (message.round != null && Object.hasOwnProperty.call(message, "round"))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.round);
                    return writer;
                };

                /**
                 * Decodes an Append message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.Append
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.Append} Append
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Append.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.Append();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.prevIndex = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.prevTerm = $number(reader.uint64());
                                break;
                            }
                        case 3: {
                                if (!(message.entries && message.entries.length))
                                    message.entries = [];
                                message.entries.push($root.kvorum.raft.v1.Entry.decode(reader, reader.uint32(), undefined, long + 1));
                                break;
                            }
                        case 4: {
                                message.commitIndex = $number(reader.uint64());
                                break;
                            }
                        case 5: {
                                message.round = $number(reader.uint64());
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

                return Append;
            })();

            v1.AppendAccepted = (function() {

                /**
                 * Properties of an AppendAccepted.
                 * @memberof kvorum.raft.v1
                 * @interface IAppendAccepted
                 * @property {number|null} [matchIndex] AppendAccepted matchIndex
                 * @property {number|null} [round] AppendAccepted round
                 */

                /**
                 * Constructs a new AppendAccepted.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents an AppendAccepted.
                 * @implements IAppendAccepted
                 * @constructor
                 * @param {kvorum.raft.v1.IAppendAccepted=} [properties] Properties to set
                 */
                function AppendAccepted(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * AppendAccepted matchIndex.
                 * @member {number} matchIndex
                 * @memberof kvorum.raft.v1.AppendAccepted
                 * @instance
                 */
                AppendAccepted.prototype.matchIndex = 0;

                /**
                 * AppendAccepted round.
                 * @member {number} round
                 * @memberof kvorum.raft.v1.AppendAccepted
                 * @instance
                 */
                AppendAccepted.prototype.round = 0;

                /**
                 * Encodes the specified AppendAccepted message. Does not implicitly {@link kvorum.raft.v1.AppendAccepted.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.AppendAccepted
                 * @static
                 * @param {kvorum.raft.v1.IAppendAccepted} message AppendAccepted message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AppendAccepted.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.matchIndex != null && Object.hasOwnProperty.call(message, "matchIndex"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.matchIndex);
                    if (message.round != null && Object.hasOwnProperty.call(message, "round"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.round);
                    return writer;
                };

                /**
                 * Decodes an AppendAccepted message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.AppendAccepted
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.AppendAccepted} AppendAccepted
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AppendAccepted.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.AppendAccepted();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.matchIndex = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.round = $number(reader.uint64());
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

                return AppendAccepted;
            })();

            v1.AppendRejected = (function() {

                /**
                 * Properties of an AppendRejected.
                 * @memberof kvorum.raft.v1
                 * @interface IAppendRejected
                 * @property {number|null} [rejectedIndex] AppendRejected rejectedIndex
                 * @property {number|null} [hintIndex] AppendRejected hintIndex
                 * @property {number|null} [hintTerm] AppendRejected hintTerm
                 * @property {number|null} [lastIndex] AppendRejected lastIndex
                 * @property {number|null} [round] AppendRejected round
                 */

                /**
                 * Constructs a new AppendRejected.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents an AppendRejected.
                 * @implements IAppendRejected
                 * @constructor
                 * @param {kvorum.raft.v1.IAppendRejected=} [properties] Properties to set
                 */
                function AppendRejected(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * AppendRejected rejectedIndex.
                 * @member {number} rejectedIndex
                 * @memberof kvorum.raft.v1.AppendRejected
                 * @instance
                 */
                AppendRejected.prototype.rejectedIndex = 0;

                /**
                 * AppendRejected hintIndex.
                 * @member {number} hintIndex
                 * @memberof kvorum.raft.v1.AppendRejected
                 * @instance
                 */
                AppendRejected.prototype.hintIndex = 0;

                /**
                 * AppendRejected hintTerm.
                 * @member {number} hintTerm
                 * @memberof kvorum.raft.v1.AppendRejected
                 * @instance
                 */
                AppendRejected.prototype.hintTerm = 0;

                /**
                 * AppendRejected lastIndex.
                 * @member {number} lastIndex
                 * @memberof kvorum.raft.v1.AppendRejected
                 * @instance
                 */
                AppendRejected.prototype.lastIndex = 0;

                /**
                 * AppendRejected round.
                 * @member {number} round
                 * @memberof kvorum.raft.v1.AppendRejected
                 * @instance
                 */
                AppendRejected.prototype.round = 0;

                /**
                 * Encodes the specified AppendRejected message. Does not implicitly {@link kvorum.raft.v1.AppendRejected.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.AppendRejected
                 * @static
                 * @param {kvorum.raft.v1.IAppendRejected} message AppendRejected message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AppendRejected.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.rejectedIndex != null && Object.hasOwnProperty.call(message, "rejectedIndex"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.rejectedIndex);
                    if (message.hintIndex != null && Object.hasOwnProperty.call(message, "hintIndex"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.hintIndex);
                    if (message.hintTerm != null && Object.hasOwnProperty.call(message, "hintTerm"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.hintTerm);
                    if (message.lastIndex != null && Object.hasOwnProperty.call(message, "lastIndex"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.lastIndex);
                    if (message.round != null && Object.hasOwnProperty.call(message, "round"))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.round);
                    return writer;
                };

                /**
                 * Decodes an AppendRejected message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.AppendRejected
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.AppendRejected} AppendRejected
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AppendRejected.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.AppendRejected();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.rejectedIndex = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.hintIndex = $number(reader.uint64());
                                break;
                            }
                        case 3: {
                                message.hintTerm = $number(reader.uint64());
                                break;
                            }
                        case 4: {
                                message.lastIndex = $number(reader.uint64());
                                break;
                            }
                        case 5: {
                                message.round = $number(reader.uint64());
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

                return AppendRejected;
            })();

            v1.Heartbeat = (function() {

                /**
                 * Properties of a Heartbeat.
                 * @memberof kvorum.raft.v1
                 * @interface IHeartbeat
                 * @property {number|null} [commitIndex] Heartbeat commitIndex
                 * @property {number|null} [round] Heartbeat round
                 * @property {boolean|null} [leaseHeld] Heartbeat leaseHeld
                 * @property {kvorum.raft.v1.IEcho|null} [echo] Heartbeat echo
                 * @property {kvorum.raft.v1.IStateHash|null} [diverged] Heartbeat diverged
                 * @property {number|null} [clockSkewMs] Heartbeat clockSkewMs
                 */

                /**
                 * Constructs a new Heartbeat.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a Heartbeat.
                 * @implements IHeartbeat
                 * @constructor
                 * @param {kvorum.raft.v1.IHeartbeat=} [properties] Properties to set
                 */
                function Heartbeat(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Heartbeat commitIndex.
                 * @member {number} commitIndex
                 * @memberof kvorum.raft.v1.Heartbeat
                 * @instance
                 */
                Heartbeat.prototype.commitIndex = 0;

                /**
                 * Heartbeat round.
                 * @member {number} round
                 * @memberof kvorum.raft.v1.Heartbeat
                 * @instance
                 */
                Heartbeat.prototype.round = 0;

                /**
                 * Heartbeat leaseHeld.
                 * @member {boolean} leaseHeld
                 * @memberof kvorum.raft.v1.Heartbeat
                 * @instance
                 */
                Heartbeat.prototype.leaseHeld = false;

                /**
                 * Heartbeat echo.
                 * @member {kvorum.raft.v1.IEcho|null|undefined} echo
                 * @memberof kvorum.raft.v1.Heartbeat
                 * @instance
                 */
                Heartbeat.prototype.echo = null;

                /**
                 * Heartbeat diverged.
                 * @member {kvorum.raft.v1.IStateHash|null|undefined} diverged
                 * @memberof kvorum.raft.v1.Heartbeat
                 * @instance
                 */
                Heartbeat.prototype.diverged = null;

                /**
                 * Heartbeat clockSkewMs.
                 * @member {number|null|undefined} clockSkewMs
                 * @memberof kvorum.raft.v1.Heartbeat
                 * @instance
                 */
                Heartbeat.prototype.clockSkewMs = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(Heartbeat.prototype, "_clockSkewMs", {
                    get: $util.oneOfGetter($oneOfFields = ["clockSkewMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Heartbeat message. Does not implicitly {@link kvorum.raft.v1.Heartbeat.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.Heartbeat
                 * @static
                 * @param {kvorum.raft.v1.IHeartbeat} message Heartbeat message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Heartbeat.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.commitIndex != null && Object.hasOwnProperty.call(message, "commitIndex"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.commitIndex);
                    if (message.round != null && Object.hasOwnProperty.call(message, "round"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.round);
                    if (message.leaseHeld != null && Object.hasOwnProperty.call(message, "leaseHeld"))
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.leaseHeld);
                    if (message.echo != null && Object.hasOwnProperty.call(message, "echo"))
                        $root.kvorum.raft.v1.Echo.encode(message.echo, writer.uint32(/* id 5, wireType 2 =*/42).fork(), q + 1).ldelim();
                    if (message.diverged != null && Object.hasOwnProperty.call(message, "diverged"))
                        $root.kvorum.raft.v1.StateHash.encode(message.diverged, writer.uint32(/* id 6, wireType 2 =*/50).fork(), q + 1).ldelim();
                    if (message.clockSkewMs != null && Object.hasOwnProperty.call(message, "clockSkewMs"))
                        writer.uint32(/* id 7, wireType 0 =*/56).sint64(message.clockSkewMs);
                    return writer;
                };

                /**
                 * Decodes a Heartbeat message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.Heartbeat
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.Heartbeat} Heartbeat
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Heartbeat.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.Heartbeat();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.commitIndex = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.round = $number(reader.uint64());
                                break;
                            }
                        case 3: {
                                message.leaseHeld = reader.bool();
                                break;
                            }
                        case 5: {
                                message.echo = $root.kvorum.raft.v1.Echo.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 6: {
                                message.diverged = $root.kvorum.raft.v1.StateHash.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 7: {
                                message.clockSkewMs = $number(reader.sint64());
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

                return Heartbeat;
            })();

            v1.Echo = (function() {

                /**
                 * Properties of an Echo.
                 * @memberof kvorum.raft.v1
                 * @interface IEcho
                 * @property {number|null} [stamp] Echo stamp
                 * @property {number|null} [commitIndex] Echo commitIndex
                 */

                /**
                 * Constructs a new Echo.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents an Echo.
                 * @implements IEcho
                 * @constructor
                 * @param {kvorum.raft.v1.IEcho=} [properties] Properties to set
                 */
                function Echo(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Echo stamp.
                 * @member {number} stamp
                 * @memberof kvorum.raft.v1.Echo
                 * @instance
                 */
                Echo.prototype.stamp = 0;

                /**
                 * Echo commitIndex.
                 * @member {number} commitIndex
                 * @memberof kvorum.raft.v1.Echo
                 * @instance
                 */
                Echo.prototype.commitIndex = 0;

                /**
                 * Encodes the specified Echo message. Does not implicitly {@link kvorum.raft.v1.Echo.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.Echo
                 * @static
                 * @param {kvorum.raft.v1.IEcho} message Echo message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Echo.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.stamp != null && Object.hasOwnProperty.call(message, "stamp"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.stamp);
                    if (message.commitIndex != null && Object.hasOwnProperty.call(message, "commitIndex"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.commitIndex);
                    return writer;
                };

                /**
                 * Decodes an Echo message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.Echo
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.Echo} Echo
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Echo.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.Echo();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.stamp = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.commitIndex = $number(reader.uint64());
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

                return Echo;
            })();

            v1.StateHash = (function() {

                /**
                 * Properties of a StateHash.
                 * @memberof kvorum.raft.v1
                 * @interface IStateHash
                 * @property {number|null} [index] StateHash index
                 * @property {Uint8Array|null} [hash] StateHash hash
                 */

                /**
                 * Constructs a new StateHash.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a StateHash.
                 * @implements IStateHash
                 * @constructor
                 * @param {kvorum.raft.v1.IStateHash=} [properties] Properties to set
                 */
                function StateHash(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * StateHash index.
                 * @member {number} index
                 * @memberof kvorum.raft.v1.StateHash
                 * @instance
                 */
                StateHash.prototype.index = 0;

                /**
                 * StateHash hash.
                 * @member {Uint8Array} hash
                 * @memberof kvorum.raft.v1.StateHash
                 * @instance
                 */
                StateHash.prototype.hash = $util.newBuffer([]);

                /**
                 * Encodes the specified StateHash message. Does not implicitly {@link kvorum.raft.v1.StateHash.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.StateHash
                 * @static
                 * @param {kvorum.raft.v1.IStateHash} message StateHash message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                StateHash.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.index != null && Object.hasOwnProperty.call(message, "index"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.index);
                    if (message.hash != null && Object.hasOwnProperty.call(message, "hash"))
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.hash);
                    return writer;
                };

                /**
                 * Decodes a StateHash message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.StateHash
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.StateHash} StateHash
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                StateHash.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.StateHash();
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
                                message.hash = reader.bytes();
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

                return StateHash;
            })();

            v1.HeartbeatResponse = (function() {

                /**
                 * Properties of a HeartbeatResponse.
                 * @memberof kvorum.raft.v1
                 * @interface IHeartbeatResponse
                 * @property {number|null} [round] HeartbeatResponse round
                 * @property {number|null} [stamp] HeartbeatResponse stamp
                 * @property {number|null} [appliedIndex] HeartbeatResponse appliedIndex
                 * @property {kvorum.raft.v1.IStateHash|null} [stateHash] HeartbeatResponse stateHash
                 * @property {number|null} [wallMs] HeartbeatResponse wallMs
                 */

                /**
                 * Constructs a new HeartbeatResponse.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a HeartbeatResponse.
                 * @implements IHeartbeatResponse
                 * @constructor
                 * @param {kvorum.raft.v1.IHeartbeatResponse=} [properties] Properties to set
                 */
                function HeartbeatResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * HeartbeatResponse round.
                 * @member {number} round
                 * @memberof kvorum.raft.v1.HeartbeatResponse
                 * @instance
                 */
                HeartbeatResponse.prototype.round = 0;

                /**
                 * HeartbeatResponse stamp.
                 * @member {number} stamp
                 * @memberof kvorum.raft.v1.HeartbeatResponse
                 * @instance
                 */
                HeartbeatResponse.prototype.stamp = 0;

                /**
                 * HeartbeatResponse appliedIndex.
                 * @member {number} appliedIndex
                 * @memberof kvorum.raft.v1.HeartbeatResponse
                 * @instance
                 */
                HeartbeatResponse.prototype.appliedIndex = 0;

                /**
                 * HeartbeatResponse stateHash.
                 * @member {kvorum.raft.v1.IStateHash|null|undefined} stateHash
                 * @memberof kvorum.raft.v1.HeartbeatResponse
                 * @instance
                 */
                HeartbeatResponse.prototype.stateHash = null;

                /**
                 * HeartbeatResponse wallMs.
                 * @member {number|null|undefined} wallMs
                 * @memberof kvorum.raft.v1.HeartbeatResponse
                 * @instance
                 */
                HeartbeatResponse.prototype.wallMs = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(HeartbeatResponse.prototype, "_wallMs", {
                    get: $util.oneOfGetter($oneOfFields = ["wallMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified HeartbeatResponse message. Does not implicitly {@link kvorum.raft.v1.HeartbeatResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.HeartbeatResponse
                 * @static
                 * @param {kvorum.raft.v1.IHeartbeatResponse} message HeartbeatResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HeartbeatResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.round != null && Object.hasOwnProperty.call(message, "round"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.round);
                    if (message.stamp != null && Object.hasOwnProperty.call(message, "stamp"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.stamp);
                    if (message.appliedIndex != null && Object.hasOwnProperty.call(message, "appliedIndex"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.appliedIndex);
                    if (message.stateHash != null && Object.hasOwnProperty.call(message, "stateHash"))
                        $root.kvorum.raft.v1.StateHash.encode(message.stateHash, writer.uint32(/* id 5, wireType 2 =*/42).fork(), q + 1).ldelim();
                    if (message.wallMs != null && Object.hasOwnProperty.call(message, "wallMs"))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.wallMs);
                    return writer;
                };

                /**
                 * Decodes a HeartbeatResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.HeartbeatResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.HeartbeatResponse} HeartbeatResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HeartbeatResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.HeartbeatResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.round = $number(reader.uint64());
                                break;
                            }
                        case 3: {
                                message.stamp = $number(reader.uint64());
                                break;
                            }
                        case 4: {
                                message.appliedIndex = $number(reader.uint64());
                                break;
                            }
                        case 5: {
                                message.stateHash = $root.kvorum.raft.v1.StateHash.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 6: {
                                message.wallMs = $number(reader.uint64());
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

                return HeartbeatResponse;
            })();

            v1.SnapshotNeeded = (function() {

                /**
                 * Properties of a SnapshotNeeded.
                 * @memberof kvorum.raft.v1
                 * @interface ISnapshotNeeded
                 */

                /**
                 * Constructs a new SnapshotNeeded.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a SnapshotNeeded.
                 * @implements ISnapshotNeeded
                 * @constructor
                 * @param {kvorum.raft.v1.ISnapshotNeeded=} [properties] Properties to set
                 */
                function SnapshotNeeded(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Encodes the specified SnapshotNeeded message. Does not implicitly {@link kvorum.raft.v1.SnapshotNeeded.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.SnapshotNeeded
                 * @static
                 * @param {kvorum.raft.v1.ISnapshotNeeded} message SnapshotNeeded message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotNeeded.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    return writer;
                };

                /**
                 * Decodes a SnapshotNeeded message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.SnapshotNeeded
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.SnapshotNeeded} SnapshotNeeded
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotNeeded.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.SnapshotNeeded();
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

                return SnapshotNeeded;
            })();

            v1.TimeoutNow = (function() {

                /**
                 * Properties of a TimeoutNow.
                 * @memberof kvorum.raft.v1
                 * @interface ITimeoutNow
                 * @property {number|null} [lastIndex] TimeoutNow lastIndex
                 * @property {number|null} [lastTerm] TimeoutNow lastTerm
                 */

                /**
                 * Constructs a new TimeoutNow.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a TimeoutNow.
                 * @implements ITimeoutNow
                 * @constructor
                 * @param {kvorum.raft.v1.ITimeoutNow=} [properties] Properties to set
                 */
                function TimeoutNow(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * TimeoutNow lastIndex.
                 * @member {number} lastIndex
                 * @memberof kvorum.raft.v1.TimeoutNow
                 * @instance
                 */
                TimeoutNow.prototype.lastIndex = 0;

                /**
                 * TimeoutNow lastTerm.
                 * @member {number} lastTerm
                 * @memberof kvorum.raft.v1.TimeoutNow
                 * @instance
                 */
                TimeoutNow.prototype.lastTerm = 0;

                /**
                 * Encodes the specified TimeoutNow message. Does not implicitly {@link kvorum.raft.v1.TimeoutNow.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.TimeoutNow
                 * @static
                 * @param {kvorum.raft.v1.ITimeoutNow} message TimeoutNow message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TimeoutNow.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.lastIndex != null && Object.hasOwnProperty.call(message, "lastIndex"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.lastIndex);
                    if (message.lastTerm != null && Object.hasOwnProperty.call(message, "lastTerm"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.lastTerm);
                    return writer;
                };

                /**
                 * Decodes a TimeoutNow message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.TimeoutNow
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.TimeoutNow} TimeoutNow
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TimeoutNow.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.TimeoutNow();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.lastIndex = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.lastTerm = $number(reader.uint64());
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

                return TimeoutNow;
            })();

            v1.ReadIndexRequest = (function() {

                /**
                 * Properties of a ReadIndexRequest.
                 * @memberof kvorum.raft.v1
                 * @interface IReadIndexRequest
                 * @property {number|null} [requestId] ReadIndexRequest requestId
                 */

                /**
                 * Constructs a new ReadIndexRequest.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a ReadIndexRequest.
                 * @implements IReadIndexRequest
                 * @constructor
                 * @param {kvorum.raft.v1.IReadIndexRequest=} [properties] Properties to set
                 */
                function ReadIndexRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ReadIndexRequest requestId.
                 * @member {number} requestId
                 * @memberof kvorum.raft.v1.ReadIndexRequest
                 * @instance
                 */
                ReadIndexRequest.prototype.requestId = 0;

                /**
                 * Encodes the specified ReadIndexRequest message. Does not implicitly {@link kvorum.raft.v1.ReadIndexRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.ReadIndexRequest
                 * @static
                 * @param {kvorum.raft.v1.IReadIndexRequest} message ReadIndexRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ReadIndexRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.requestId != null && Object.hasOwnProperty.call(message, "requestId"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.requestId);
                    return writer;
                };

                /**
                 * Decodes a ReadIndexRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.ReadIndexRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.ReadIndexRequest} ReadIndexRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ReadIndexRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.ReadIndexRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.requestId = $number(reader.uint64());
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

                return ReadIndexRequest;
            })();

            v1.ReadIndexResponse = (function() {

                /**
                 * Properties of a ReadIndexResponse.
                 * @memberof kvorum.raft.v1
                 * @interface IReadIndexResponse
                 * @property {number|null} [requestId] ReadIndexResponse requestId
                 * @property {number|null} [index] ReadIndexResponse index
                 */

                /**
                 * Constructs a new ReadIndexResponse.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a ReadIndexResponse.
                 * @implements IReadIndexResponse
                 * @constructor
                 * @param {kvorum.raft.v1.IReadIndexResponse=} [properties] Properties to set
                 */
                function ReadIndexResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ReadIndexResponse requestId.
                 * @member {number} requestId
                 * @memberof kvorum.raft.v1.ReadIndexResponse
                 * @instance
                 */
                ReadIndexResponse.prototype.requestId = 0;

                /**
                 * ReadIndexResponse index.
                 * @member {number|null|undefined} index
                 * @memberof kvorum.raft.v1.ReadIndexResponse
                 * @instance
                 */
                ReadIndexResponse.prototype.index = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(ReadIndexResponse.prototype, "_index", {
                    get: $util.oneOfGetter($oneOfFields = ["index"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified ReadIndexResponse message. Does not implicitly {@link kvorum.raft.v1.ReadIndexResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.ReadIndexResponse
                 * @static
                 * @param {kvorum.raft.v1.IReadIndexResponse} message ReadIndexResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ReadIndexResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.requestId != null && Object.hasOwnProperty.call(message, "requestId"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.requestId);
                    if (message.index != null && Object.hasOwnProperty.call(message, "index"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.index);
                    return writer;
                };

                /**
                 * Decodes a ReadIndexResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.ReadIndexResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.ReadIndexResponse} ReadIndexResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ReadIndexResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.ReadIndexResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.requestId = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.index = $number(reader.uint64());
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

                return ReadIndexResponse;
            })();

            v1.ForwardRequest = (function() {

                /**
                 * Properties of a ForwardRequest.
                 * @memberof kvorum.raft.v1
                 * @interface IForwardRequest
                 * @property {kvorum.raft.v1.IHandshake|null} [handshake] ForwardRequest handshake
                 * @property {kvorum.raft.v1.IForwardCommands|null} [commands] ForwardRequest commands
                 */

                /**
                 * Constructs a new ForwardRequest.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a ForwardRequest.
                 * @implements IForwardRequest
                 * @constructor
                 * @param {kvorum.raft.v1.IForwardRequest=} [properties] Properties to set
                 */
                function ForwardRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ForwardRequest handshake.
                 * @member {kvorum.raft.v1.IHandshake|null|undefined} handshake
                 * @memberof kvorum.raft.v1.ForwardRequest
                 * @instance
                 */
                ForwardRequest.prototype.handshake = null;

                /**
                 * ForwardRequest commands.
                 * @member {kvorum.raft.v1.IForwardCommands|null|undefined} commands
                 * @memberof kvorum.raft.v1.ForwardRequest
                 * @instance
                 */
                ForwardRequest.prototype.commands = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * ForwardRequest content.
                 * @member {"handshake"|"commands"|undefined} content
                 * @memberof kvorum.raft.v1.ForwardRequest
                 * @instance
                 */
                Object.defineProperty(ForwardRequest.prototype, "content", {
                    get: $util.oneOfGetter($oneOfFields = ["handshake", "commands"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified ForwardRequest message. Does not implicitly {@link kvorum.raft.v1.ForwardRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.ForwardRequest
                 * @static
                 * @param {kvorum.raft.v1.IForwardRequest} message ForwardRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ForwardRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.handshake != null && Object.hasOwnProperty.call(message, "handshake"))
                        $root.kvorum.raft.v1.Handshake.encode(message.handshake, writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.commands != null && Object.hasOwnProperty.call(message, "commands"))
                        $root.kvorum.raft.v1.ForwardCommands.encode(message.commands, writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a ForwardRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.ForwardRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.ForwardRequest} ForwardRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ForwardRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.ForwardRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.handshake = $root.kvorum.raft.v1.Handshake.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 2: {
                                message.commands = $root.kvorum.raft.v1.ForwardCommands.decode(reader, reader.uint32(), undefined, long + 1);
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

                return ForwardRequest;
            })();

            v1.ForwardCommands = (function() {

                /**
                 * Properties of a ForwardCommands.
                 * @memberof kvorum.raft.v1
                 * @interface IForwardCommands
                 * @property {Array.<kvorum.raft.v1.IForwardCommand>|null} [commands] ForwardCommands commands
                 */

                /**
                 * Constructs a new ForwardCommands.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a ForwardCommands.
                 * @implements IForwardCommands
                 * @constructor
                 * @param {kvorum.raft.v1.IForwardCommands=} [properties] Properties to set
                 */
                function ForwardCommands(properties) {
                    this.commands = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ForwardCommands commands.
                 * @member {Array.<kvorum.raft.v1.IForwardCommand>} commands
                 * @memberof kvorum.raft.v1.ForwardCommands
                 * @instance
                 */
                ForwardCommands.prototype.commands = $util.emptyArray;

                /**
                 * Encodes the specified ForwardCommands message. Does not implicitly {@link kvorum.raft.v1.ForwardCommands.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.ForwardCommands
                 * @static
                 * @param {kvorum.raft.v1.IForwardCommands} message ForwardCommands message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ForwardCommands.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.commands != null && message.commands.length)
                        for (let i = 0; i < message.commands.length; ++i)
                            $root.kvorum.raft.v1.ForwardCommand.encode(message.commands[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a ForwardCommands message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.ForwardCommands
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.ForwardCommands} ForwardCommands
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ForwardCommands.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.ForwardCommands();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                if (!(message.commands && message.commands.length))
                                    message.commands = [];
                                message.commands.push($root.kvorum.raft.v1.ForwardCommand.decode(reader, reader.uint32(), undefined, long + 1));
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

                return ForwardCommands;
            })();

            v1.ForwardCommand = (function() {

                /**
                 * Properties of a ForwardCommand.
                 * @memberof kvorum.raft.v1
                 * @interface IForwardCommand
                 * @property {number|null} [id] ForwardCommand id
                 * @property {number|null} [term] ForwardCommand term
                 * @property {Uint8Array|null} [command] ForwardCommand command
                 */

                /**
                 * Constructs a new ForwardCommand.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a ForwardCommand.
                 * @implements IForwardCommand
                 * @constructor
                 * @param {kvorum.raft.v1.IForwardCommand=} [properties] Properties to set
                 */
                function ForwardCommand(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ForwardCommand id.
                 * @member {number} id
                 * @memberof kvorum.raft.v1.ForwardCommand
                 * @instance
                 */
                ForwardCommand.prototype.id = 0;

                /**
                 * ForwardCommand term.
                 * @member {number} term
                 * @memberof kvorum.raft.v1.ForwardCommand
                 * @instance
                 */
                ForwardCommand.prototype.term = 0;

                /**
                 * ForwardCommand command.
                 * @member {Uint8Array} command
                 * @memberof kvorum.raft.v1.ForwardCommand
                 * @instance
                 */
                ForwardCommand.prototype.command = $util.newBuffer([]);

                /**
                 * Encodes the specified ForwardCommand message. Does not implicitly {@link kvorum.raft.v1.ForwardCommand.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.ForwardCommand
                 * @static
                 * @param {kvorum.raft.v1.IForwardCommand} message ForwardCommand message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ForwardCommand.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.id);
                    if (message.term != null && Object.hasOwnProperty.call(message, "term"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.term);
                    if (message.command != null && Object.hasOwnProperty.call(message, "command"))
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.command);
                    return writer;
                };

                /**
                 * Decodes a ForwardCommand message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.ForwardCommand
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.ForwardCommand} ForwardCommand
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ForwardCommand.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.ForwardCommand();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.id = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.term = $number(reader.uint64());
                                break;
                            }
                        case 3: {
                                message.command = reader.bytes();
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

                return ForwardCommand;
            })();

            v1.ForwardResponse = (function() {

                /**
                 * Properties of a ForwardResponse.
                 * @memberof kvorum.raft.v1
                 * @interface IForwardResponse
                 * @property {Array.<kvorum.raft.v1.IForwardAnswer>|null} [answers] ForwardResponse answers
                 */

                /**
                 * Constructs a new ForwardResponse.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a ForwardResponse.
                 * @implements IForwardResponse
                 * @constructor
                 * @param {kvorum.raft.v1.IForwardResponse=} [properties] Properties to set
                 */
                function ForwardResponse(properties) {
                    this.answers = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ForwardResponse answers.
                 * @member {Array.<kvorum.raft.v1.IForwardAnswer>} answers
                 * @memberof kvorum.raft.v1.ForwardResponse
                 * @instance
                 */
                ForwardResponse.prototype.answers = $util.emptyArray;

                /**
                 * Encodes the specified ForwardResponse message. Does not implicitly {@link kvorum.raft.v1.ForwardResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.ForwardResponse
                 * @static
                 * @param {kvorum.raft.v1.IForwardResponse} message ForwardResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ForwardResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.answers != null && message.answers.length)
                        for (let i = 0; i < message.answers.length; ++i)
                            $root.kvorum.raft.v1.ForwardAnswer.encode(message.answers[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a ForwardResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.ForwardResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.ForwardResponse} ForwardResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ForwardResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.ForwardResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                if (!(message.answers && message.answers.length))
                                    message.answers = [];
                                message.answers.push($root.kvorum.raft.v1.ForwardAnswer.decode(reader, reader.uint32(), undefined, long + 1));
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

                return ForwardResponse;
            })();

            v1.ForwardAnswer = (function() {

                /**
                 * Properties of a ForwardAnswer.
                 * @memberof kvorum.raft.v1
                 * @interface IForwardAnswer
                 * @property {number|null} [id] ForwardAnswer id
                 * @property {Uint8Array|null} [result] ForwardAnswer result
                 * @property {kvorum.raft.v1.IRefused|null} [refused] ForwardAnswer refused
                 * @property {kvorum.raft.v1.IUnknown|null} [unknown] ForwardAnswer unknown
                 */

                /**
                 * Constructs a new ForwardAnswer.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a ForwardAnswer.
                 * @implements IForwardAnswer
                 * @constructor
                 * @param {kvorum.raft.v1.IForwardAnswer=} [properties] Properties to set
                 */
                function ForwardAnswer(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ForwardAnswer id.
                 * @member {number} id
                 * @memberof kvorum.raft.v1.ForwardAnswer
                 * @instance
                 */
                ForwardAnswer.prototype.id = 0;

                /**
                 * ForwardAnswer result.
                 * @member {Uint8Array|null|undefined} result
                 * @memberof kvorum.raft.v1.ForwardAnswer
                 * @instance
                 */
                ForwardAnswer.prototype.result = null;

                /**
                 * ForwardAnswer refused.
                 * @member {kvorum.raft.v1.IRefused|null|undefined} refused
                 * @memberof kvorum.raft.v1.ForwardAnswer
                 * @instance
                 */
                ForwardAnswer.prototype.refused = null;

                /**
                 * ForwardAnswer unknown.
                 * @member {kvorum.raft.v1.IUnknown|null|undefined} unknown
                 * @memberof kvorum.raft.v1.ForwardAnswer
                 * @instance
                 */
                ForwardAnswer.prototype.unknown = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * ForwardAnswer outcome.
                 * @member {"result"|"refused"|"unknown"|undefined} outcome
                 * @memberof kvorum.raft.v1.ForwardAnswer
                 * @instance
                 */
                Object.defineProperty(ForwardAnswer.prototype, "outcome", {
                    get: $util.oneOfGetter($oneOfFields = ["result", "refused", "unknown"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified ForwardAnswer message. Does not implicitly {@link kvorum.raft.v1.ForwardAnswer.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.ForwardAnswer
                 * @static
                 * @param {kvorum.raft.v1.IForwardAnswer} message ForwardAnswer message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ForwardAnswer.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.id);
                    if (message.result != null && Object.hasOwnProperty.call(message, "result"))
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.result);
                    if (message.refused != null && Object.hasOwnProperty.call(message, "refused"))
                        $root.kvorum.raft.v1.Refused.encode(message.refused, writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                    if (message.unknown != null && Object.hasOwnProperty.call(message, "unknown"))
                        $root.kvorum.raft.v1.Unknown.encode(message.unknown, writer.uint32(/* id 4, wireType 2 =*/34).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a ForwardAnswer message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.ForwardAnswer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.ForwardAnswer} ForwardAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ForwardAnswer.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.ForwardAnswer();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.id = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.result = reader.bytes();
                                break;
                            }
                        case 3: {
                                message.refused = $root.kvorum.raft.v1.Refused.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 4: {
                                message.unknown = $root.kvorum.raft.v1.Unknown.decode(reader, reader.uint32(), undefined, long + 1);
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

                return ForwardAnswer;
            })();

            v1.Refused = (function() {

                /**
                 * Properties of a Refused.
                 * @memberof kvorum.raft.v1
                 * @interface IRefused
                 * @property {string|null} [code] Refused code
                 * @property {string|null} [message] Refused message
                 */

                /**
                 * Constructs a new Refused.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a Refused.
                 * @implements IRefused
                 * @constructor
                 * @param {kvorum.raft.v1.IRefused=} [properties] Properties to set
                 */
                function Refused(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Refused code.
                 * @member {string} code
                 * @memberof kvorum.raft.v1.Refused
                 * @instance
                 */
                Refused.prototype.code = "";

                /**
                 * Refused message.
                 * @member {string} message
                 * @memberof kvorum.raft.v1.Refused
                 * @instance
                 */
                Refused.prototype.message = "";

                /**
                 * Encodes the specified Refused message. Does not implicitly {@link kvorum.raft.v1.Refused.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.Refused
                 * @static
                 * @param {kvorum.raft.v1.IRefused} message Refused message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Refused.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.code != null && Object.hasOwnProperty.call(message, "code"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
                    if (message.message != null && Object.hasOwnProperty.call(message, "message"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                    return writer;
                };

                /**
                 * Decodes a Refused message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.Refused
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.Refused} Refused
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Refused.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.Refused();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.code = reader.string();
                                break;
                            }
                        case 2: {
                                message.message = reader.string();
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

                return Refused;
            })();

            v1.Unknown = (function() {

                /**
                 * Properties of an Unknown.
                 * @memberof kvorum.raft.v1
                 * @interface IUnknown
                 */

                /**
                 * Constructs a new Unknown.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents an Unknown.
                 * @implements IUnknown
                 * @constructor
                 * @param {kvorum.raft.v1.IUnknown=} [properties] Properties to set
                 */
                function Unknown(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Encodes the specified Unknown message. Does not implicitly {@link kvorum.raft.v1.Unknown.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.Unknown
                 * @static
                 * @param {kvorum.raft.v1.IUnknown} message Unknown message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Unknown.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    return writer;
                };

                /**
                 * Decodes an Unknown message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.Unknown
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.Unknown} Unknown
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Unknown.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.Unknown();
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

                return Unknown;
            })();

            v1.SnapshotRequest = (function() {

                /**
                 * Properties of a SnapshotRequest.
                 * @memberof kvorum.raft.v1
                 * @interface ISnapshotRequest
                 * @property {kvorum.raft.v1.IHandshake|null} [handshake] SnapshotRequest handshake
                 * @property {kvorum.raft.v1.ISnapshotOffer|null} [offer] SnapshotRequest offer
                 * @property {kvorum.raft.v1.ISnapshotChunk|null} [chunk] SnapshotRequest chunk
                 * @property {kvorum.raft.v1.ISnapshotEnd|null} [end] SnapshotRequest end
                 */

                /**
                 * Constructs a new SnapshotRequest.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a SnapshotRequest.
                 * @implements ISnapshotRequest
                 * @constructor
                 * @param {kvorum.raft.v1.ISnapshotRequest=} [properties] Properties to set
                 */
                function SnapshotRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * SnapshotRequest handshake.
                 * @member {kvorum.raft.v1.IHandshake|null|undefined} handshake
                 * @memberof kvorum.raft.v1.SnapshotRequest
                 * @instance
                 */
                SnapshotRequest.prototype.handshake = null;

                /**
                 * SnapshotRequest offer.
                 * @member {kvorum.raft.v1.ISnapshotOffer|null|undefined} offer
                 * @memberof kvorum.raft.v1.SnapshotRequest
                 * @instance
                 */
                SnapshotRequest.prototype.offer = null;

                /**
                 * SnapshotRequest chunk.
                 * @member {kvorum.raft.v1.ISnapshotChunk|null|undefined} chunk
                 * @memberof kvorum.raft.v1.SnapshotRequest
                 * @instance
                 */
                SnapshotRequest.prototype.chunk = null;

                /**
                 * SnapshotRequest end.
                 * @member {kvorum.raft.v1.ISnapshotEnd|null|undefined} end
                 * @memberof kvorum.raft.v1.SnapshotRequest
                 * @instance
                 */
                SnapshotRequest.prototype.end = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * SnapshotRequest content.
                 * @member {"handshake"|"offer"|"chunk"|"end"|undefined} content
                 * @memberof kvorum.raft.v1.SnapshotRequest
                 * @instance
                 */
                Object.defineProperty(SnapshotRequest.prototype, "content", {
                    get: $util.oneOfGetter($oneOfFields = ["handshake", "offer", "chunk", "end"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified SnapshotRequest message. Does not implicitly {@link kvorum.raft.v1.SnapshotRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.SnapshotRequest
                 * @static
                 * @param {kvorum.raft.v1.ISnapshotRequest} message SnapshotRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.handshake != null && Object.hasOwnProperty.call(message, "handshake"))
                        $root.kvorum.raft.v1.Handshake.encode(message.handshake, writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.offer != null && Object.hasOwnProperty.call(message, "offer"))
                        $root.kvorum.raft.v1.SnapshotOffer.encode(message.offer, writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                    if (message.chunk != null && Object.hasOwnProperty.call(message, "chunk"))
                        $root.kvorum.raft.v1.SnapshotChunk.encode(message.chunk, writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                    if (message.end != null && Object.hasOwnProperty.call(message, "end"))
                        $root.kvorum.raft.v1.SnapshotEnd.encode(message.end, writer.uint32(/* id 4, wireType 2 =*/34).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a SnapshotRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.SnapshotRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.SnapshotRequest} SnapshotRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.SnapshotRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.handshake = $root.kvorum.raft.v1.Handshake.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 2: {
                                message.offer = $root.kvorum.raft.v1.SnapshotOffer.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 3: {
                                message.chunk = $root.kvorum.raft.v1.SnapshotChunk.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 4: {
                                message.end = $root.kvorum.raft.v1.SnapshotEnd.decode(reader, reader.uint32(), undefined, long + 1);
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

                return SnapshotRequest;
            })();

            v1.SnapshotOffer = (function() {

                /**
                 * Properties of a SnapshotOffer.
                 * @memberof kvorum.raft.v1
                 * @interface ISnapshotOffer
                 * @property {number|null} [term] SnapshotOffer term
                 * @property {string|null} [id] SnapshotOffer id
                 * @property {number|null} [lastIndex] SnapshotOffer lastIndex
                 * @property {number|null} [lastTerm] SnapshotOffer lastTerm
                 * @property {Uint8Array|null} [membership] SnapshotOffer membership
                 * @property {number|null} [membershipIndex] SnapshotOffer membershipIndex
                 */

                /**
                 * Constructs a new SnapshotOffer.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a SnapshotOffer.
                 * @implements ISnapshotOffer
                 * @constructor
                 * @param {kvorum.raft.v1.ISnapshotOffer=} [properties] Properties to set
                 */
                function SnapshotOffer(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * SnapshotOffer term.
                 * @member {number} term
                 * @memberof kvorum.raft.v1.SnapshotOffer
                 * @instance
                 */
                SnapshotOffer.prototype.term = 0;

                /**
                 * SnapshotOffer id.
                 * @member {string} id
                 * @memberof kvorum.raft.v1.SnapshotOffer
                 * @instance
                 */
                SnapshotOffer.prototype.id = "";

                /**
                 * SnapshotOffer lastIndex.
                 * @member {number} lastIndex
                 * @memberof kvorum.raft.v1.SnapshotOffer
                 * @instance
                 */
                SnapshotOffer.prototype.lastIndex = 0;

                /**
                 * SnapshotOffer lastTerm.
                 * @member {number} lastTerm
                 * @memberof kvorum.raft.v1.SnapshotOffer
                 * @instance
                 */
                SnapshotOffer.prototype.lastTerm = 0;

                /**
                 * SnapshotOffer membership.
                 * @member {Uint8Array} membership
                 * @memberof kvorum.raft.v1.SnapshotOffer
                 * @instance
                 */
                SnapshotOffer.prototype.membership = $util.newBuffer([]);

                /**
                 * SnapshotOffer membershipIndex.
                 * @member {number} membershipIndex
                 * @memberof kvorum.raft.v1.SnapshotOffer
                 * @instance
                 */
                SnapshotOffer.prototype.membershipIndex = 0;

                /**
                 * Encodes the specified SnapshotOffer message. Does not implicitly {@link kvorum.raft.v1.SnapshotOffer.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.SnapshotOffer
                 * @static
                 * @param {kvorum.raft.v1.ISnapshotOffer} message SnapshotOffer message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotOffer.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.term != null && Object.hasOwnProperty.call(message, "term"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.term);
                    if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.id);
                    if (message.lastIndex != null && Object.hasOwnProperty.call(message, "lastIndex"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.lastIndex);
                    if (message.lastTerm != null && Object.hasOwnProperty.call(message, "lastTerm"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.lastTerm);
                    if (message.membership != null && Object.hasOwnProperty.call(message, "membership"))
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.membership);
                    if (message.membershipIndex != null && Object.hasOwnProperty.call(message, "membershipIndex"))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.membershipIndex);
                    return writer;
                };

                /**
                 * Decodes a SnapshotOffer message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.SnapshotOffer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.SnapshotOffer} SnapshotOffer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotOffer.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.SnapshotOffer();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.term = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.id = reader.string();
                                break;
                            }
                        case 3: {
                                message.lastIndex = $number(reader.uint64());
                                break;
                            }
                        case 4: {
                                message.lastTerm = $number(reader.uint64());
                                break;
                            }
                        case 5: {
                                message.membership = reader.bytes();
                                break;
                            }
                        case 6: {
                                message.membershipIndex = $number(reader.uint64());
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

                return SnapshotOffer;
            })();

            v1.SnapshotChunk = (function() {

                /**
                 * Properties of a SnapshotChunk.
                 * @memberof kvorum.raft.v1
                 * @interface ISnapshotChunk
                 * @property {number|null} [number] SnapshotChunk number
                 * @property {Uint8Array|null} [bytes] SnapshotChunk bytes
                 * @property {number|null} [crc] SnapshotChunk crc
                 */

                /**
                 * Constructs a new SnapshotChunk.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a SnapshotChunk.
                 * @implements ISnapshotChunk
                 * @constructor
                 * @param {kvorum.raft.v1.ISnapshotChunk=} [properties] Properties to set
                 */
                function SnapshotChunk(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * SnapshotChunk number.
                 * @member {number} number
                 * @memberof kvorum.raft.v1.SnapshotChunk
                 * @instance
                 */
                SnapshotChunk.prototype.number = 0;

                /**
                 * SnapshotChunk bytes.
                 * @member {Uint8Array} bytes
                 * @memberof kvorum.raft.v1.SnapshotChunk
                 * @instance
                 */
                SnapshotChunk.prototype.bytes = $util.newBuffer([]);

                /**
                 * SnapshotChunk crc.
                 * @member {number} crc
                 * @memberof kvorum.raft.v1.SnapshotChunk
                 * @instance
                 */
                SnapshotChunk.prototype.crc = 0;

                /**
                 * Encodes the specified SnapshotChunk message. Does not implicitly {@link kvorum.raft.v1.SnapshotChunk.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.SnapshotChunk
                 * @static
                 * @param {kvorum.raft.v1.ISnapshotChunk} message SnapshotChunk message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotChunk.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.number != null && Object.hasOwnProperty.call(message, "number"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.number);
                    if (message.bytes != null && Object.hasOwnProperty.call(message, "bytes"))
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.bytes);
                    if (message.crc != null && Object.hasOwnProperty.call(message, "crc"))
                        writer.uint32(/* id 3, wireType 5 =*/29).fixed32(message.crc);
                    return writer;
                };

                /**
                 * Decodes a SnapshotChunk message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.SnapshotChunk
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.SnapshotChunk} SnapshotChunk
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotChunk.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.SnapshotChunk();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.number = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.bytes = reader.bytes();
                                break;
                            }
                        case 3: {
                                message.crc = reader.fixed32();
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

                return SnapshotChunk;
            })();

            v1.SnapshotEnd = (function() {

                /**
                 * Properties of a SnapshotEnd.
                 * @memberof kvorum.raft.v1
                 * @interface ISnapshotEnd
                 */

                /**
                 * Constructs a new SnapshotEnd.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a SnapshotEnd.
                 * @implements ISnapshotEnd
                 * @constructor
                 * @param {kvorum.raft.v1.ISnapshotEnd=} [properties] Properties to set
                 */
                function SnapshotEnd(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Encodes the specified SnapshotEnd message. Does not implicitly {@link kvorum.raft.v1.SnapshotEnd.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.SnapshotEnd
                 * @static
                 * @param {kvorum.raft.v1.ISnapshotEnd} message SnapshotEnd message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotEnd.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    return writer;
                };

                /**
                 * Decodes a SnapshotEnd message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.SnapshotEnd
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.SnapshotEnd} SnapshotEnd
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotEnd.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.SnapshotEnd();
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

                return SnapshotEnd;
            })();

            v1.SnapshotResponse = (function() {

                /**
                 * Properties of a SnapshotResponse.
                 * @memberof kvorum.raft.v1
                 * @interface ISnapshotResponse
                 * @property {number|null} [wanted] SnapshotResponse wanted
                 * @property {kvorum.raft.v1.ISnapshotDone|null} [done] SnapshotResponse done
                 * @property {kvorum.raft.v1.ISnapshotRefused|null} [refused] SnapshotResponse refused
                 */

                /**
                 * Constructs a new SnapshotResponse.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a SnapshotResponse.
                 * @implements ISnapshotResponse
                 * @constructor
                 * @param {kvorum.raft.v1.ISnapshotResponse=} [properties] Properties to set
                 */
                function SnapshotResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * SnapshotResponse wanted.
                 * @member {number|null|undefined} wanted
                 * @memberof kvorum.raft.v1.SnapshotResponse
                 * @instance
                 */
                SnapshotResponse.prototype.wanted = null;

                /**
                 * SnapshotResponse done.
                 * @member {kvorum.raft.v1.ISnapshotDone|null|undefined} done
                 * @memberof kvorum.raft.v1.SnapshotResponse
                 * @instance
                 */
                SnapshotResponse.prototype.done = null;

                /**
                 * SnapshotResponse refused.
                 * @member {kvorum.raft.v1.ISnapshotRefused|null|undefined} refused
                 * @memberof kvorum.raft.v1.SnapshotResponse
                 * @instance
                 */
                SnapshotResponse.prototype.refused = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * SnapshotResponse content.
                 * @member {"wanted"|"done"|"refused"|undefined} content
                 * @memberof kvorum.raft.v1.SnapshotResponse
                 * @instance
                 */
                Object.defineProperty(SnapshotResponse.prototype, "content", {
                    get: $util.oneOfGetter($oneOfFields = ["wanted", "done", "refused"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified SnapshotResponse message. Does not implicitly {@link kvorum.raft.v1.SnapshotResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.SnapshotResponse
                 * @static
                 * @param {kvorum.raft.v1.ISnapshotResponse} message SnapshotResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.wanted != null && Object.hasOwnProperty.call(message, "wanted"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.wanted);
                    if (message.done != null && Object.hasOwnProperty.call(message, "done"))
                        $root.kvorum.raft.v1.SnapshotDone.encode(message.done, writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                    if (message.refused != null && Object.hasOwnProperty.call(message, "refused"))
                        $root.kvorum.raft.v1.SnapshotRefused.encode(message.refused, writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a SnapshotResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.SnapshotResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.SnapshotResponse} SnapshotResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.SnapshotResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.wanted = $number(reader.uint64());
                                break;
                            }
                        case 2: {
                                message.done = $root.kvorum.raft.v1.SnapshotDone.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 3: {
                                message.refused = $root.kvorum.raft.v1.SnapshotRefused.decode(reader, reader.uint32(), undefined, long + 1);
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

                return SnapshotResponse;
            })();

            v1.SnapshotDone = (function() {

                /**
                 * Properties of a SnapshotDone.
                 * @memberof kvorum.raft.v1
                 * @interface ISnapshotDone
                 */

                /**
                 * Constructs a new SnapshotDone.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a SnapshotDone.
                 * @implements ISnapshotDone
                 * @constructor
                 * @param {kvorum.raft.v1.ISnapshotDone=} [properties] Properties to set
                 */
                function SnapshotDone(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Encodes the specified SnapshotDone message. Does not implicitly {@link kvorum.raft.v1.SnapshotDone.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.SnapshotDone
                 * @static
                 * @param {kvorum.raft.v1.ISnapshotDone} message SnapshotDone message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotDone.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    return writer;
                };

                /**
                 * Decodes a SnapshotDone message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.SnapshotDone
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.SnapshotDone} SnapshotDone
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotDone.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.SnapshotDone();
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

                return SnapshotDone;
            })();

            v1.SnapshotRefused = (function() {

                /**
                 * Properties of a SnapshotRefused.
                 * @memberof kvorum.raft.v1
                 * @interface ISnapshotRefused
                 * @property {number|null} [term] SnapshotRefused term
                 */

                /**
                 * Constructs a new SnapshotRefused.
                 * @memberof kvorum.raft.v1
                 * @classdesc Represents a SnapshotRefused.
                 * @implements ISnapshotRefused
                 * @constructor
                 * @param {kvorum.raft.v1.ISnapshotRefused=} [properties] Properties to set
                 */
                function SnapshotRefused(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * SnapshotRefused term.
                 * @member {number} term
                 * @memberof kvorum.raft.v1.SnapshotRefused
                 * @instance
                 */
                SnapshotRefused.prototype.term = 0;

                /**
                 * Encodes the specified SnapshotRefused message. Does not implicitly {@link kvorum.raft.v1.SnapshotRefused.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.raft.v1.SnapshotRefused
                 * @static
                 * @param {kvorum.raft.v1.ISnapshotRefused} message SnapshotRefused message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotRefused.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.term != null && Object.hasOwnProperty.call(message, "term"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.term);
                    return writer;
                };

                /**
                 * Decodes a SnapshotRefused message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.raft.v1.SnapshotRefused
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.raft.v1.SnapshotRefused} SnapshotRefused
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotRefused.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.raft.v1.SnapshotRefused();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.term = $number(reader.uint64());
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

                return SnapshotRefused;
            })();

            return v1;
        })();

        return raft;
    })();

    return kvorum;
})();

export { $root as default };
