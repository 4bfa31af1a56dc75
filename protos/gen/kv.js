/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;

const $number = (value) => (typeof value === 'number' ? value : value.toNumber());

// Exported root namespace
const $root = $protobuf.roots["kv"] || ($protobuf.roots["kv"] = {});

export const kvorum = $root.kvorum = (() => {

    /**
     * Namespace kvorum.
     * @exports kvorum
     * @namespace
     */
    const kvorum = {};

    kvorum.kv = (function() {

        /**
         * Namespace kv.
         * @memberof kvorum
         * @namespace
         */
        const kv = {};

        kv.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof kvorum.kv
             * @namespace
             */
            const v1 = {};

            /**
             * Consistency enum.
             * @name kvorum.kv.v1.Consistency
             * @enum {number}
             * @property {number} CONSISTENCY_UNSPECIFIED=0 CONSISTENCY_UNSPECIFIED value
             * @property {number} CONSISTENCY_STRONG=1 CONSISTENCY_STRONG value
             * @property {number} CONSISTENCY_EVENTUAL=2 CONSISTENCY_EVENTUAL value
             */
            v1.Consistency = (function() {
                const valuesById = {}, values = Object.create(valuesById);
                values[valuesById[0] = "CONSISTENCY_UNSPECIFIED"] = 0;
                values[valuesById[1] = "CONSISTENCY_STRONG"] = 1;
                values[valuesById[2] = "CONSISTENCY_EVENTUAL"] = 2;
                return values;
            })();

            /**
             * ValueEncoding enum.
             * @name kvorum.kv.v1.ValueEncoding
             * @enum {number}
             * @property {number} VALUE_ENCODING_UNSPECIFIED=0 VALUE_ENCODING_UNSPECIFIED value
             * @property {number} VALUE_ENCODING_V8=1 VALUE_ENCODING_V8 value
             * @property {number} VALUE_ENCODING_LE64=2 VALUE_ENCODING_LE64 value
             * @property {number} VALUE_ENCODING_BYTES=3 VALUE_ENCODING_BYTES value
             */
            v1.ValueEncoding = (function() {
                const valuesById = {}, values = Object.create(valuesById);
                values[valuesById[0] = "VALUE_ENCODING_UNSPECIFIED"] = 0;
                values[valuesById[1] = "VALUE_ENCODING_V8"] = 1;
                values[valuesById[2] = "VALUE_ENCODING_LE64"] = 2;
                values[valuesById[3] = "VALUE_ENCODING_BYTES"] = 3;
                return values;
            })();

            v1.Value = (function() {

                /**
                 * Properties of a Value.
                 * @memberof kvorum.kv.v1
                 * @interface IValue
                 * @property {Uint8Array|null} [data] Value data
                 * @property {kvorum.kv.v1.ValueEncoding|null} [encoding] Value encoding
                 */

                /**
                 * Constructs a new Value.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a Value.
                 * @implements IValue
                 * @constructor
                 * @param {kvorum.kv.v1.IValue=} [properties] Properties to set
                 */
                function Value(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Value data.
                 * @member {Uint8Array} data
                 * @memberof kvorum.kv.v1.Value
                 * @instance
                 */
                Value.prototype.data = $util.newBuffer([]);

                /**
                 * Value encoding.
                 * @member {kvorum.kv.v1.ValueEncoding} encoding
                 * @memberof kvorum.kv.v1.Value
                 * @instance
                 */
                Value.prototype.encoding = 0;

                /**
                 * Encodes the specified Value message. Does not implicitly {@link kvorum.kv.v1.Value.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.Value
                 * @static
                 * @param {kvorum.kv.v1.IValue} message Value message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Value.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.data != null && Object.hasOwnProperty.call(message, "data"))
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.data);
                    if (message.encoding != null && Object.hasOwnProperty.call(message, "encoding"))
                        writer.uint32(/* id 2, wireType 0 =*/16).int32(message.encoding);
                    return writer;
                };

                /**
                 * Decodes a Value message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.Value
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.Value} Value
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Value.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.Value();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.data = reader.bytes();
                                break;
                            }
                        case 2: {
                                message.encoding = reader.int32();
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

                return Value;
            })();

            v1.Entry = (function() {

                /**
                 * Properties of an Entry.
                 * @memberof kvorum.kv.v1
                 * @interface IEntry
                 * @property {Uint8Array|null} [key] Entry key
                 * @property {kvorum.kv.v1.IValue|null} [value] Entry value
                 * @property {Uint8Array|null} [versionstamp] Entry versionstamp
                 */

                /**
                 * Constructs a new Entry.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents an Entry.
                 * @implements IEntry
                 * @constructor
                 * @param {kvorum.kv.v1.IEntry=} [properties] Properties to set
                 */
                function Entry(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Entry key.
                 * @member {Uint8Array} key
                 * @memberof kvorum.kv.v1.Entry
                 * @instance
                 */
                Entry.prototype.key = $util.newBuffer([]);

                /**
                 * Entry value.
                 * @member {kvorum.kv.v1.IValue|null|undefined} value
                 * @memberof kvorum.kv.v1.Entry
                 * @instance
                 */
                Entry.prototype.value = null;

                /**
                 * Entry versionstamp.
                 * @member {Uint8Array} versionstamp
                 * @memberof kvorum.kv.v1.Entry
                 * @instance
                 */
                Entry.prototype.versionstamp = $util.newBuffer([]);

                /**
                 * Encodes the specified Entry message. Does not implicitly {@link kvorum.kv.v1.Entry.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.Entry
                 * @static
                 * @param {kvorum.kv.v1.IEntry} message Entry message or plain object to encode
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
                    if (message.key != null && Object.hasOwnProperty.call(message, "key"))
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.key);
                    if (message.value != null && Object.hasOwnProperty.call(message, "value"))
                        $root.kvorum.kv.v1.Value.encode(message.value, writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                    if (message.versionstamp != null && Object.hasOwnProperty.call(message, "versionstamp"))
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.versionstamp);
                    return writer;
                };

                /**
                 * Decodes an Entry message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.Entry
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.Entry} Entry
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
                    message = new $root.kvorum.kv.v1.Entry();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.key = reader.bytes();
                                break;
                            }
                        case 2: {
                                message.value = $root.kvorum.kv.v1.Value.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 3: {
                                message.versionstamp = reader.bytes();
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

            v1.GetRequest = (function() {

                /**
                 * Properties of a GetRequest.
                 * @memberof kvorum.kv.v1
                 * @interface IGetRequest
                 * @property {Array.<Uint8Array>|null} [keys] GetRequest keys
                 * @property {kvorum.kv.v1.Consistency|null} [consistency] GetRequest consistency
                 * @property {number|null} [maxStalenessMs] GetRequest maxStalenessMs
                 * @property {Uint8Array|null} [atLeastVersionstamp] GetRequest atLeastVersionstamp
                 */

                /**
                 * Constructs a new GetRequest.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a GetRequest.
                 * @implements IGetRequest
                 * @constructor
                 * @param {kvorum.kv.v1.IGetRequest=} [properties] Properties to set
                 */
                function GetRequest(properties) {
                    this.keys = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * GetRequest keys.
                 * @member {Array.<Uint8Array>} keys
                 * @memberof kvorum.kv.v1.GetRequest
                 * @instance
                 */
                GetRequest.prototype.keys = $util.emptyArray;

                /**
                 * GetRequest consistency.
                 * @member {kvorum.kv.v1.Consistency} consistency
                 * @memberof kvorum.kv.v1.GetRequest
                 * @instance
                 */
                GetRequest.prototype.consistency = 0;

                /**
                 * GetRequest maxStalenessMs.
                 * @member {number|null|undefined} maxStalenessMs
                 * @memberof kvorum.kv.v1.GetRequest
                 * @instance
                 */
                GetRequest.prototype.maxStalenessMs = null;

                /**
                 * GetRequest atLeastVersionstamp.
                 * @member {Uint8Array} atLeastVersionstamp
                 * @memberof kvorum.kv.v1.GetRequest
                 * @instance
                 */
                GetRequest.prototype.atLeastVersionstamp = $util.newBuffer([]);

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(GetRequest.prototype, "_maxStalenessMs", {
                    get: $util.oneOfGetter($oneOfFields = ["maxStalenessMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified GetRequest message. Does not implicitly {@link kvorum.kv.v1.GetRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.GetRequest
                 * @static
                 * @param {kvorum.kv.v1.IGetRequest} message GetRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GetRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.keys != null && message.keys.length)
                        for (let i = 0; i < message.keys.length; ++i)
                            writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.keys[i]);
                    if (message.consistency != null && Object.hasOwnProperty.call(message, "consistency"))
                        writer.uint32(/* id 2, wireType 0 =*/16).int32(message.consistency);
                    if (message.maxStalenessMs != null && Object.hasOwnProperty.call(message, "maxStalenessMs"))
                        writer.uint32(/* id 20, wireType 0 =*/160).uint32(message.maxStalenessMs);
                    if (message.atLeastVersionstamp != null && Object.hasOwnProperty.call(message, "atLeastVersionstamp"))
                        writer.uint32(/* id 21, wireType 2 =*/170).bytes(message.atLeastVersionstamp);
                    return writer;
                };

                /**
                 * Decodes a GetRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.GetRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.GetRequest} GetRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GetRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.GetRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                if (!(message.keys && message.keys.length))
                                    message.keys = [];
                                message.keys.push(reader.bytes());
                                break;
                            }
                        case 2: {
                                message.consistency = reader.int32();
                                break;
                            }
                        case 20: {
                                message.maxStalenessMs = reader.uint32();
                                break;
                            }
                        case 21: {
                                message.atLeastVersionstamp = reader.bytes();
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

                return GetRequest;
            })();

            v1.GetResponse = (function() {

                /**
                 * Properties of a GetResponse.
                 * @memberof kvorum.kv.v1
                 * @interface IGetResponse
                 * @property {Array.<kvorum.kv.v1.IEntry>|null} [entries] GetResponse entries
                 * @property {Uint8Array|null} [readVersionstamp] GetResponse readVersionstamp
                 * @property {number|null} [stalenessMs] GetResponse stalenessMs
                 */

                /**
                 * Constructs a new GetResponse.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a GetResponse.
                 * @implements IGetResponse
                 * @constructor
                 * @param {kvorum.kv.v1.IGetResponse=} [properties] Properties to set
                 */
                function GetResponse(properties) {
                    this.entries = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * GetResponse entries.
                 * @member {Array.<kvorum.kv.v1.IEntry>} entries
                 * @memberof kvorum.kv.v1.GetResponse
                 * @instance
                 */
                GetResponse.prototype.entries = $util.emptyArray;

                /**
                 * GetResponse readVersionstamp.
                 * @member {Uint8Array} readVersionstamp
                 * @memberof kvorum.kv.v1.GetResponse
                 * @instance
                 */
                GetResponse.prototype.readVersionstamp = $util.newBuffer([]);

                /**
                 * GetResponse stalenessMs.
                 * @member {number|null|undefined} stalenessMs
                 * @memberof kvorum.kv.v1.GetResponse
                 * @instance
                 */
                GetResponse.prototype.stalenessMs = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(GetResponse.prototype, "_stalenessMs", {
                    get: $util.oneOfGetter($oneOfFields = ["stalenessMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified GetResponse message. Does not implicitly {@link kvorum.kv.v1.GetResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.GetResponse
                 * @static
                 * @param {kvorum.kv.v1.IGetResponse} message GetResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GetResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.entries != null && message.entries.length)
                        for (let i = 0; i < message.entries.length; ++i)
                            $root.kvorum.kv.v1.Entry.encode(message.entries[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.readVersionstamp != null && Object.hasOwnProperty.call(message, "readVersionstamp"))
                        writer.uint32(/* id 20, wireType 2 =*/162).bytes(message.readVersionstamp);
                    if (message.stalenessMs != null && Object.hasOwnProperty.call(message, "stalenessMs"))
                        writer.uint32(/* id 21, wireType 0 =*/168).uint32(message.stalenessMs);
                    return writer;
                };

                /**
                 * Decodes a GetResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.GetResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.GetResponse} GetResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GetResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.GetResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                if (!(message.entries && message.entries.length))
                                    message.entries = [];
                                message.entries.push($root.kvorum.kv.v1.Entry.decode(reader, reader.uint32(), undefined, long + 1));
                                break;
                            }
                        case 20: {
                                message.readVersionstamp = reader.bytes();
                                break;
                            }
                        case 21: {
                                message.stalenessMs = reader.uint32();
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

                return GetResponse;
            })();

            v1.ListRequest = (function() {

                /**
                 * Properties of a ListRequest.
                 * @memberof kvorum.kv.v1
                 * @interface IListRequest
                 * @property {Uint8Array|null} [prefix] ListRequest prefix
                 * @property {Uint8Array|null} [start] ListRequest start
                 * @property {Uint8Array|null} [end] ListRequest end
                 * @property {number|null} [limit] ListRequest limit
                 * @property {boolean|null} [reverse] ListRequest reverse
                 * @property {string|null} [cursor] ListRequest cursor
                 * @property {kvorum.kv.v1.Consistency|null} [consistency] ListRequest consistency
                 * @property {boolean|null} [keysOnly] ListRequest keysOnly
                 * @property {number|null} [maxStalenessMs] ListRequest maxStalenessMs
                 * @property {Uint8Array|null} [atLeastVersionstamp] ListRequest atLeastVersionstamp
                 */

                /**
                 * Constructs a new ListRequest.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a ListRequest.
                 * @implements IListRequest
                 * @constructor
                 * @param {kvorum.kv.v1.IListRequest=} [properties] Properties to set
                 */
                function ListRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ListRequest prefix.
                 * @member {Uint8Array|null|undefined} prefix
                 * @memberof kvorum.kv.v1.ListRequest
                 * @instance
                 */
                ListRequest.prototype.prefix = null;

                /**
                 * ListRequest start.
                 * @member {Uint8Array|null|undefined} start
                 * @memberof kvorum.kv.v1.ListRequest
                 * @instance
                 */
                ListRequest.prototype.start = null;

                /**
                 * ListRequest end.
                 * @member {Uint8Array|null|undefined} end
                 * @memberof kvorum.kv.v1.ListRequest
                 * @instance
                 */
                ListRequest.prototype.end = null;

                /**
                 * ListRequest limit.
                 * @member {number} limit
                 * @memberof kvorum.kv.v1.ListRequest
                 * @instance
                 */
                ListRequest.prototype.limit = 0;

                /**
                 * ListRequest reverse.
                 * @member {boolean} reverse
                 * @memberof kvorum.kv.v1.ListRequest
                 * @instance
                 */
                ListRequest.prototype.reverse = false;

                /**
                 * ListRequest cursor.
                 * @member {string} cursor
                 * @memberof kvorum.kv.v1.ListRequest
                 * @instance
                 */
                ListRequest.prototype.cursor = "";

                /**
                 * ListRequest consistency.
                 * @member {kvorum.kv.v1.Consistency} consistency
                 * @memberof kvorum.kv.v1.ListRequest
                 * @instance
                 */
                ListRequest.prototype.consistency = 0;

                /**
                 * ListRequest keysOnly.
                 * @member {boolean} keysOnly
                 * @memberof kvorum.kv.v1.ListRequest
                 * @instance
                 */
                ListRequest.prototype.keysOnly = false;

                /**
                 * ListRequest maxStalenessMs.
                 * @member {number|null|undefined} maxStalenessMs
                 * @memberof kvorum.kv.v1.ListRequest
                 * @instance
                 */
                ListRequest.prototype.maxStalenessMs = null;

                /**
                 * ListRequest atLeastVersionstamp.
                 * @member {Uint8Array} atLeastVersionstamp
                 * @memberof kvorum.kv.v1.ListRequest
                 * @instance
                 */
                ListRequest.prototype.atLeastVersionstamp = $util.newBuffer([]);

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(ListRequest.prototype, "_prefix", {
                    get: $util.oneOfGetter($oneOfFields = ["prefix"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(ListRequest.prototype, "_start", {
                    get: $util.oneOfGetter($oneOfFields = ["start"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(ListRequest.prototype, "_end", {
                    get: $util.oneOfGetter($oneOfFields = ["end"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(ListRequest.prototype, "_maxStalenessMs", {
                    get: $util.oneOfGetter($oneOfFields = ["maxStalenessMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified ListRequest message. Does not implicitly {@link kvorum.kv.v1.ListRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.ListRequest
                 * @static
                 * @param {kvorum.kv.v1.IListRequest} message ListRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ListRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.prefix != null && Object.hasOwnProperty.call(message, "prefix"))
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.prefix);
                    if (message.start != null && Object.hasOwnProperty.call(message, "start"))
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.start);
                    if (message.end != null && Object.hasOwnProperty.call(message, "end"))
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.end);
                    if (message.limit != null && Object.hasOwnProperty.call(message, "limit"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.limit);
                    if (message.reverse != null && Object.hasOwnProperty.call(message, "reverse"))
                        writer.uint32(/* id 5, wireType 0 =*/40).bool(message.reverse);
                    if (message.cursor != null && Object.hasOwnProperty.call(message, "cursor"))
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.cursor);
                    if (message.consistency != null && Object.hasOwnProperty.call(message, "consistency"))
                        writer.uint32(/* id 7, wireType 0 =*/56).int32(message.consistency);
                    if (message.keysOnly != null && Object.hasOwnProperty.call(message, "keysOnly"))
                        writer.uint32(/* id 8, wireType 0 =*/64).bool(message.keysOnly);
                    if (message.maxStalenessMs != null && Object.hasOwnProperty.call(message, "maxStalenessMs"))
                        writer.uint32(/* id 20, wireType 0 =*/160).uint32(message.maxStalenessMs);
                    if (message.atLeastVersionstamp != null && Object.hasOwnProperty.call(message, "atLeastVersionstamp"))
                        writer.uint32(/* id 21, wireType 2 =*/170).bytes(message.atLeastVersionstamp);
                    return writer;
                };

                /**
                 * Decodes a ListRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.ListRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.ListRequest} ListRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ListRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.ListRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.prefix = reader.bytes();
                                break;
                            }
                        case 2: {
                                message.start = reader.bytes();
                                break;
                            }
                        case 3: {
                                message.end = reader.bytes();
                                break;
                            }
                        case 4: {
                                message.limit = reader.uint32();
                                break;
                            }
                        case 5: {
                                message.reverse = reader.bool();
                                break;
                            }
                        case 6: {
                                message.cursor = reader.string();
                                break;
                            }
                        case 7: {
                                message.consistency = reader.int32();
                                break;
                            }
                        case 8: {
                                message.keysOnly = reader.bool();
                                break;
                            }
                        case 20: {
                                message.maxStalenessMs = reader.uint32();
                                break;
                            }
                        case 21: {
                                message.atLeastVersionstamp = reader.bytes();
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

                return ListRequest;
            })();

            v1.ListResponse = (function() {

                /**
                 * Properties of a ListResponse.
                 * @memberof kvorum.kv.v1
                 * @interface IListResponse
                 * @property {Array.<kvorum.kv.v1.IEntry>|null} [entries] ListResponse entries
                 * @property {string|null} [cursor] ListResponse cursor
                 * @property {Uint8Array|null} [readVersionstamp] ListResponse readVersionstamp
                 * @property {number|null} [stalenessMs] ListResponse stalenessMs
                 */

                /**
                 * Constructs a new ListResponse.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a ListResponse.
                 * @implements IListResponse
                 * @constructor
                 * @param {kvorum.kv.v1.IListResponse=} [properties] Properties to set
                 */
                function ListResponse(properties) {
                    this.entries = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ListResponse entries.
                 * @member {Array.<kvorum.kv.v1.IEntry>} entries
                 * @memberof kvorum.kv.v1.ListResponse
                 * @instance
                 */
                ListResponse.prototype.entries = $util.emptyArray;

                /**
                 * ListResponse cursor.
                 * @member {string} cursor
                 * @memberof kvorum.kv.v1.ListResponse
                 * @instance
                 */
                ListResponse.prototype.cursor = "";

                /**
                 * ListResponse readVersionstamp.
                 * @member {Uint8Array} readVersionstamp
                 * @memberof kvorum.kv.v1.ListResponse
                 * @instance
                 */
                ListResponse.prototype.readVersionstamp = $util.newBuffer([]);

                /**
                 * ListResponse stalenessMs.
                 * @member {number|null|undefined} stalenessMs
                 * @memberof kvorum.kv.v1.ListResponse
                 * @instance
                 */
                ListResponse.prototype.stalenessMs = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(ListResponse.prototype, "_stalenessMs", {
                    get: $util.oneOfGetter($oneOfFields = ["stalenessMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified ListResponse message. Does not implicitly {@link kvorum.kv.v1.ListResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.ListResponse
                 * @static
                 * @param {kvorum.kv.v1.IListResponse} message ListResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ListResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.entries != null && message.entries.length)
                        for (let i = 0; i < message.entries.length; ++i)
                            $root.kvorum.kv.v1.Entry.encode(message.entries[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.cursor != null && Object.hasOwnProperty.call(message, "cursor"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.cursor);
                    if (message.readVersionstamp != null && Object.hasOwnProperty.call(message, "readVersionstamp"))
                        writer.uint32(/* id 20, wireType 2 =*/162).bytes(message.readVersionstamp);
                    if (message.stalenessMs != null && Object.hasOwnProperty.call(message, "stalenessMs"))
                        writer.uint32(/* id 21, wireType 0 =*/168).uint32(message.stalenessMs);
                    return writer;
                };

                /**
                 * Decodes a ListResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.ListResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.ListResponse} ListResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ListResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.ListResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                if (!(message.entries && message.entries.length))
                                    message.entries = [];
                                message.entries.push($root.kvorum.kv.v1.Entry.decode(reader, reader.uint32(), undefined, long + 1));
                                break;
                            }
                        case 2: {
                                message.cursor = reader.string();
                                break;
                            }
                        case 20: {
                                message.readVersionstamp = reader.bytes();
                                break;
                            }
                        case 21: {
                                message.stalenessMs = reader.uint32();
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

                return ListResponse;
            })();

            v1.WatchRequest = (function() {

                /**
                 * Properties of a WatchRequest.
                 * @memberof kvorum.kv.v1
                 * @interface IWatchRequest
                 * @property {Array.<Uint8Array>|null} [keys] WatchRequest keys
                 */

                /**
                 * Constructs a new WatchRequest.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a WatchRequest.
                 * @implements IWatchRequest
                 * @constructor
                 * @param {kvorum.kv.v1.IWatchRequest=} [properties] Properties to set
                 */
                function WatchRequest(properties) {
                    this.keys = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * WatchRequest keys.
                 * @member {Array.<Uint8Array>} keys
                 * @memberof kvorum.kv.v1.WatchRequest
                 * @instance
                 */
                WatchRequest.prototype.keys = $util.emptyArray;

                /**
                 * Encodes the specified WatchRequest message. Does not implicitly {@link kvorum.kv.v1.WatchRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.WatchRequest
                 * @static
                 * @param {kvorum.kv.v1.IWatchRequest} message WatchRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                WatchRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.keys != null && message.keys.length)
                        for (let i = 0; i < message.keys.length; ++i)
                            writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.keys[i]);
                    return writer;
                };

                /**
                 * Decodes a WatchRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.WatchRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.WatchRequest} WatchRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                WatchRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.WatchRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                if (!(message.keys && message.keys.length))
                                    message.keys = [];
                                message.keys.push(reader.bytes());
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

                return WatchRequest;
            })();

            v1.WatchResponse = (function() {

                /**
                 * Properties of a WatchResponse.
                 * @memberof kvorum.kv.v1
                 * @interface IWatchResponse
                 * @property {kvorum.kv.v1.IWatchedState|null} [state] WatchResponse state
                 * @property {kvorum.kv.v1.IWatchKeepAlive|null} [keepAlive] WatchResponse keepAlive
                 */

                /**
                 * Constructs a new WatchResponse.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a WatchResponse.
                 * @implements IWatchResponse
                 * @constructor
                 * @param {kvorum.kv.v1.IWatchResponse=} [properties] Properties to set
                 */
                function WatchResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * WatchResponse state.
                 * @member {kvorum.kv.v1.IWatchedState|null|undefined} state
                 * @memberof kvorum.kv.v1.WatchResponse
                 * @instance
                 */
                WatchResponse.prototype.state = null;

                /**
                 * WatchResponse keepAlive.
                 * @member {kvorum.kv.v1.IWatchKeepAlive|null|undefined} keepAlive
                 * @memberof kvorum.kv.v1.WatchResponse
                 * @instance
                 */
                WatchResponse.prototype.keepAlive = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * WatchResponse event.
                 * @member {"state"|"keepAlive"|undefined} event
                 * @memberof kvorum.kv.v1.WatchResponse
                 * @instance
                 */
                Object.defineProperty(WatchResponse.prototype, "event", {
                    get: $util.oneOfGetter($oneOfFields = ["state", "keepAlive"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified WatchResponse message. Does not implicitly {@link kvorum.kv.v1.WatchResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.WatchResponse
                 * @static
                 * @param {kvorum.kv.v1.IWatchResponse} message WatchResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                WatchResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.state != null && Object.hasOwnProperty.call(message, "state"))
                        $root.kvorum.kv.v1.WatchedState.encode(message.state, writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.keepAlive != null && Object.hasOwnProperty.call(message, "keepAlive"))
                        $root.kvorum.kv.v1.WatchKeepAlive.encode(message.keepAlive, writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a WatchResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.WatchResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.WatchResponse} WatchResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                WatchResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.WatchResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.state = $root.kvorum.kv.v1.WatchedState.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 2: {
                                message.keepAlive = $root.kvorum.kv.v1.WatchKeepAlive.decode(reader, reader.uint32(), undefined, long + 1);
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

                return WatchResponse;
            })();

            v1.WatchedState = (function() {

                /**
                 * Properties of a WatchedState.
                 * @memberof kvorum.kv.v1
                 * @interface IWatchedState
                 * @property {Array.<kvorum.kv.v1.IWatchedEntry>|null} [entries] WatchedState entries
                 * @property {Uint8Array|null} [readVersionstamp] WatchedState readVersionstamp
                 */

                /**
                 * Constructs a new WatchedState.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a WatchedState.
                 * @implements IWatchedState
                 * @constructor
                 * @param {kvorum.kv.v1.IWatchedState=} [properties] Properties to set
                 */
                function WatchedState(properties) {
                    this.entries = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * WatchedState entries.
                 * @member {Array.<kvorum.kv.v1.IWatchedEntry>} entries
                 * @memberof kvorum.kv.v1.WatchedState
                 * @instance
                 */
                WatchedState.prototype.entries = $util.emptyArray;

                /**
                 * WatchedState readVersionstamp.
                 * @member {Uint8Array} readVersionstamp
                 * @memberof kvorum.kv.v1.WatchedState
                 * @instance
                 */
                WatchedState.prototype.readVersionstamp = $util.newBuffer([]);

                /**
                 * Encodes the specified WatchedState message. Does not implicitly {@link kvorum.kv.v1.WatchedState.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.WatchedState
                 * @static
                 * @param {kvorum.kv.v1.IWatchedState} message WatchedState message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                WatchedState.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.entries != null && message.entries.length)
                        for (let i = 0; i < message.entries.length; ++i)
                            $root.kvorum.kv.v1.WatchedEntry.encode(message.entries[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.readVersionstamp != null && Object.hasOwnProperty.call(message, "readVersionstamp"))
                        writer.uint32(/* id 20, wireType 2 =*/162).bytes(message.readVersionstamp);
                    return writer;
                };

                /**
                 * Decodes a WatchedState message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.WatchedState
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.WatchedState} WatchedState
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                WatchedState.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.WatchedState();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                if (!(message.entries && message.entries.length))
                                    message.entries = [];
                                message.entries.push($root.kvorum.kv.v1.WatchedEntry.decode(reader, reader.uint32(), undefined, long + 1));
                                break;
                            }
                        case 20: {
                                message.readVersionstamp = reader.bytes();
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

                return WatchedState;
            })();

            v1.WatchedEntry = (function() {

                /**
                 * Properties of a WatchedEntry.
                 * @memberof kvorum.kv.v1
                 * @interface IWatchedEntry
                 * @property {kvorum.kv.v1.IEntry|null} [entry] WatchedEntry entry
                 * @property {boolean|null} [changed] WatchedEntry changed
                 */

                /**
                 * Constructs a new WatchedEntry.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a WatchedEntry.
                 * @implements IWatchedEntry
                 * @constructor
                 * @param {kvorum.kv.v1.IWatchedEntry=} [properties] Properties to set
                 */
                function WatchedEntry(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * WatchedEntry entry.
                 * @member {kvorum.kv.v1.IEntry|null|undefined} entry
                 * @memberof kvorum.kv.v1.WatchedEntry
                 * @instance
                 */
                WatchedEntry.prototype.entry = null;

                /**
                 * WatchedEntry changed.
                 * @member {boolean} changed
                 * @memberof kvorum.kv.v1.WatchedEntry
                 * @instance
                 */
                WatchedEntry.prototype.changed = false;

                /**
                 * Encodes the specified WatchedEntry message. Does not implicitly {@link kvorum.kv.v1.WatchedEntry.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.WatchedEntry
                 * @static
                 * @param {kvorum.kv.v1.IWatchedEntry} message WatchedEntry message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                WatchedEntry.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.entry != null && Object.hasOwnProperty.call(message, "entry"))
                        $root.kvorum.kv.v1.Entry.encode(message.entry, writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.changed != null && Object.hasOwnProperty.call(message, "changed"))
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.changed);
                    return writer;
                };

                /**
                 * Decodes a WatchedEntry message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.WatchedEntry
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.WatchedEntry} WatchedEntry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                WatchedEntry.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.WatchedEntry();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.entry = $root.kvorum.kv.v1.Entry.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 2: {
                                message.changed = reader.bool();
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

                return WatchedEntry;
            })();

            v1.WatchKeepAlive = (function() {

                /**
                 * Properties of a WatchKeepAlive.
                 * @memberof kvorum.kv.v1
                 * @interface IWatchKeepAlive
                 * @property {number|null} [stalenessMs] WatchKeepAlive stalenessMs
                 */

                /**
                 * Constructs a new WatchKeepAlive.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a WatchKeepAlive.
                 * @implements IWatchKeepAlive
                 * @constructor
                 * @param {kvorum.kv.v1.IWatchKeepAlive=} [properties] Properties to set
                 */
                function WatchKeepAlive(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * WatchKeepAlive stalenessMs.
                 * @member {number|null|undefined} stalenessMs
                 * @memberof kvorum.kv.v1.WatchKeepAlive
                 * @instance
                 */
                WatchKeepAlive.prototype.stalenessMs = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(WatchKeepAlive.prototype, "_stalenessMs", {
                    get: $util.oneOfGetter($oneOfFields = ["stalenessMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified WatchKeepAlive message. Does not implicitly {@link kvorum.kv.v1.WatchKeepAlive.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.WatchKeepAlive
                 * @static
                 * @param {kvorum.kv.v1.IWatchKeepAlive} message WatchKeepAlive message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                WatchKeepAlive.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.stalenessMs != null && Object.hasOwnProperty.call(message, "stalenessMs"))
                        writer.uint32(/* id 21, wireType 0 =*/168).uint32(message.stalenessMs);
                    return writer;
                };

                /**
                 * Decodes a WatchKeepAlive message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.WatchKeepAlive
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.WatchKeepAlive} WatchKeepAlive
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                WatchKeepAlive.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.WatchKeepAlive();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 21: {
                                message.stalenessMs = reader.uint32();
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

                return WatchKeepAlive;
            })();

            v1.Check = (function() {

                /**
                 * Properties of a Check.
                 * @memberof kvorum.kv.v1
                 * @interface ICheck
                 * @property {Uint8Array|null} [key] Check key
                 * @property {Uint8Array|null} [versionstamp] Check versionstamp
                 */

                /**
                 * Constructs a new Check.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a Check.
                 * @implements ICheck
                 * @constructor
                 * @param {kvorum.kv.v1.ICheck=} [properties] Properties to set
                 */
                function Check(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Check key.
                 * @member {Uint8Array} key
                 * @memberof kvorum.kv.v1.Check
                 * @instance
                 */
                Check.prototype.key = $util.newBuffer([]);

                /**
                 * Check versionstamp.
                 * @member {Uint8Array} versionstamp
                 * @memberof kvorum.kv.v1.Check
                 * @instance
                 */
                Check.prototype.versionstamp = $util.newBuffer([]);

                /**
                 * Encodes the specified Check message. Does not implicitly {@link kvorum.kv.v1.Check.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.Check
                 * @static
                 * @param {kvorum.kv.v1.ICheck} message Check message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Check.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.key != null && Object.hasOwnProperty.call(message, "key"))
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.key);
                    if (message.versionstamp != null && Object.hasOwnProperty.call(message, "versionstamp"))
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.versionstamp);
                    return writer;
                };

                /**
                 * Decodes a Check message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.Check
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.Check} Check
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Check.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.Check();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.key = reader.bytes();
                                break;
                            }
                        case 2: {
                                message.versionstamp = reader.bytes();
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

                return Check;
            })();

            /**
             * MutationKind enum.
             * @name kvorum.kv.v1.MutationKind
             * @enum {number}
             * @property {number} MUTATION_KIND_UNSPECIFIED=0 MUTATION_KIND_UNSPECIFIED value
             * @property {number} MUTATION_KIND_SET=1 MUTATION_KIND_SET value
             * @property {number} MUTATION_KIND_DELETE=2 MUTATION_KIND_DELETE value
             * @property {number} MUTATION_KIND_SUM=3 MUTATION_KIND_SUM value
             * @property {number} MUTATION_KIND_MAX=4 MUTATION_KIND_MAX value
             * @property {number} MUTATION_KIND_MIN=5 MUTATION_KIND_MIN value
             * @property {number} MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY=9 MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY value
             */
            v1.MutationKind = (function() {
                const valuesById = {}, values = Object.create(valuesById);
                values[valuesById[0] = "MUTATION_KIND_UNSPECIFIED"] = 0;
                values[valuesById[1] = "MUTATION_KIND_SET"] = 1;
                values[valuesById[2] = "MUTATION_KIND_DELETE"] = 2;
                values[valuesById[3] = "MUTATION_KIND_SUM"] = 3;
                values[valuesById[4] = "MUTATION_KIND_MAX"] = 4;
                values[valuesById[5] = "MUTATION_KIND_MIN"] = 5;
                values[valuesById[9] = "MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY"] = 9;
                return values;
            })();

            v1.Mutation = (function() {

                /**
                 * Properties of a Mutation.
                 * @memberof kvorum.kv.v1
                 * @interface IMutation
                 * @property {Uint8Array|null} [key] Mutation key
                 * @property {kvorum.kv.v1.MutationKind|null} [kind] Mutation kind
                 * @property {kvorum.kv.v1.IValue|null} [value] Mutation value
                 * @property {Uint8Array|null} [sumMin] Mutation sumMin
                 * @property {Uint8Array|null} [sumMax] Mutation sumMax
                 * @property {boolean|null} [sumClamp] Mutation sumClamp
                 * @property {number|null} [expireAtMs] Mutation expireAtMs
                 * @property {number|null} [expireInMs] Mutation expireInMs
                 */

                /**
                 * Constructs a new Mutation.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a Mutation.
                 * @implements IMutation
                 * @constructor
                 * @param {kvorum.kv.v1.IMutation=} [properties] Properties to set
                 */
                function Mutation(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Mutation key.
                 * @member {Uint8Array} key
                 * @memberof kvorum.kv.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.key = $util.newBuffer([]);

                /**
                 * Mutation kind.
                 * @member {kvorum.kv.v1.MutationKind} kind
                 * @memberof kvorum.kv.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.kind = 0;

                /**
                 * Mutation value.
                 * @member {kvorum.kv.v1.IValue|null|undefined} value
                 * @memberof kvorum.kv.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.value = null;

                /**
                 * Mutation sumMin.
                 * @member {Uint8Array} sumMin
                 * @memberof kvorum.kv.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.sumMin = $util.newBuffer([]);

                /**
                 * Mutation sumMax.
                 * @member {Uint8Array} sumMax
                 * @memberof kvorum.kv.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.sumMax = $util.newBuffer([]);

                /**
                 * Mutation sumClamp.
                 * @member {boolean} sumClamp
                 * @memberof kvorum.kv.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.sumClamp = false;

                /**
                 * Mutation expireAtMs.
                 * @member {number} expireAtMs
                 * @memberof kvorum.kv.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.expireAtMs = 0;

                /**
                 * Mutation expireInMs.
                 * @member {number|null|undefined} expireInMs
                 * @memberof kvorum.kv.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.expireInMs = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                Object.defineProperty(Mutation.prototype, "_expireInMs", {
                    get: $util.oneOfGetter($oneOfFields = ["expireInMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Mutation message. Does not implicitly {@link kvorum.kv.v1.Mutation.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.Mutation
                 * @static
                 * @param {kvorum.kv.v1.IMutation} message Mutation message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Mutation.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.key != null && Object.hasOwnProperty.call(message, "key"))
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.key);
                    if (message.kind != null && Object.hasOwnProperty.call(message, "kind"))
                        writer.uint32(/* id 2, wireType 0 =*/16).int32(message.kind);
                    if (message.value != null && Object.hasOwnProperty.call(message, "value"))
                        $root.kvorum.kv.v1.Value.encode(message.value, writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                    if (message.sumMin != null && Object.hasOwnProperty.call(message, "sumMin"))
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.sumMin);
                    if (message.sumMax != null && Object.hasOwnProperty.call(message, "sumMax"))
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.sumMax);
                    if (message.sumClamp != null && Object.hasOwnProperty.call(message, "sumClamp"))
                        writer.uint32(/* id 6, wireType 0 =*/48).bool(message.sumClamp);
                    if (message.expireAtMs != null && Object.hasOwnProperty.call(message, "expireAtMs"))
                        writer.uint32(/* id 7, wireType 0 =*/56).int64(message.expireAtMs);
                    if (message.expireInMs != null && Object.hasOwnProperty.call(message, "expireInMs"))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.expireInMs);
                    return writer;
                };

                /**
                 * Decodes a Mutation message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.Mutation
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.Mutation} Mutation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Mutation.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.Mutation();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.key = reader.bytes();
                                break;
                            }
                        case 2: {
                                message.kind = reader.int32();
                                break;
                            }
                        case 3: {
                                message.value = $root.kvorum.kv.v1.Value.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 4: {
                                message.sumMin = reader.bytes();
                                break;
                            }
                        case 5: {
                                message.sumMax = reader.bytes();
                                break;
                            }
                        case 6: {
                                message.sumClamp = reader.bool();
                                break;
                            }
                        case 7: {
                                message.expireAtMs = $number(reader.int64());
                                break;
                            }
                        case 8: {
                                message.expireInMs = $number(reader.uint64());
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

                return Mutation;
            })();

            v1.AtomicRequest = (function() {

                /**
                 * Properties of an AtomicRequest.
                 * @memberof kvorum.kv.v1
                 * @interface IAtomicRequest
                 * @property {Array.<kvorum.kv.v1.ICheck>|null} [checks] AtomicRequest checks
                 * @property {Array.<kvorum.kv.v1.IMutation>|null} [mutations] AtomicRequest mutations
                 * @property {kvorum.kv.v1.ISessionRequest|null} [session] AtomicRequest session
                 */

                /**
                 * Constructs a new AtomicRequest.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents an AtomicRequest.
                 * @implements IAtomicRequest
                 * @constructor
                 * @param {kvorum.kv.v1.IAtomicRequest=} [properties] Properties to set
                 */
                function AtomicRequest(properties) {
                    this.checks = [];
                    this.mutations = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * AtomicRequest checks.
                 * @member {Array.<kvorum.kv.v1.ICheck>} checks
                 * @memberof kvorum.kv.v1.AtomicRequest
                 * @instance
                 */
                AtomicRequest.prototype.checks = $util.emptyArray;

                /**
                 * AtomicRequest mutations.
                 * @member {Array.<kvorum.kv.v1.IMutation>} mutations
                 * @memberof kvorum.kv.v1.AtomicRequest
                 * @instance
                 */
                AtomicRequest.prototype.mutations = $util.emptyArray;

                /**
                 * AtomicRequest session.
                 * @member {kvorum.kv.v1.ISessionRequest|null|undefined} session
                 * @memberof kvorum.kv.v1.AtomicRequest
                 * @instance
                 */
                AtomicRequest.prototype.session = null;

                /**
                 * Encodes the specified AtomicRequest message. Does not implicitly {@link kvorum.kv.v1.AtomicRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.AtomicRequest
                 * @static
                 * @param {kvorum.kv.v1.IAtomicRequest} message AtomicRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AtomicRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.checks != null && message.checks.length)
                        for (let i = 0; i < message.checks.length; ++i)
                            $root.kvorum.kv.v1.Check.encode(message.checks[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.mutations != null && message.mutations.length)
                        for (let i = 0; i < message.mutations.length; ++i)
                            $root.kvorum.kv.v1.Mutation.encode(message.mutations[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                    if (message.session != null && Object.hasOwnProperty.call(message, "session"))
                        $root.kvorum.kv.v1.SessionRequest.encode(message.session, writer.uint32(/* id 4, wireType 2 =*/34).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes an AtomicRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.AtomicRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.AtomicRequest} AtomicRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AtomicRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.AtomicRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                if (!(message.checks && message.checks.length))
                                    message.checks = [];
                                message.checks.push($root.kvorum.kv.v1.Check.decode(reader, reader.uint32(), undefined, long + 1));
                                break;
                            }
                        case 2: {
                                if (!(message.mutations && message.mutations.length))
                                    message.mutations = [];
                                message.mutations.push($root.kvorum.kv.v1.Mutation.decode(reader, reader.uint32(), undefined, long + 1));
                                break;
                            }
                        case 4: {
                                message.session = $root.kvorum.kv.v1.SessionRequest.decode(reader, reader.uint32(), undefined, long + 1);
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

                return AtomicRequest;
            })();

            v1.SessionRequest = (function() {

                /**
                 * Properties of a SessionRequest.
                 * @memberof kvorum.kv.v1
                 * @interface ISessionRequest
                 * @property {number|null} [id] SessionRequest id
                 * @property {number|null} [seq] SessionRequest seq
                 * @property {number|null} [ackedUpTo] SessionRequest ackedUpTo
                 */

                /**
                 * Constructs a new SessionRequest.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a SessionRequest.
                 * @implements ISessionRequest
                 * @constructor
                 * @param {kvorum.kv.v1.ISessionRequest=} [properties] Properties to set
                 */
                function SessionRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * SessionRequest id.
                 * @member {number} id
                 * @memberof kvorum.kv.v1.SessionRequest
                 * @instance
                 */
                SessionRequest.prototype.id = 0;

                /**
                 * SessionRequest seq.
                 * @member {number} seq
                 * @memberof kvorum.kv.v1.SessionRequest
                 * @instance
                 */
                SessionRequest.prototype.seq = 0;

                /**
                 * SessionRequest ackedUpTo.
                 * @member {number} ackedUpTo
                 * @memberof kvorum.kv.v1.SessionRequest
                 * @instance
                 */
                SessionRequest.prototype.ackedUpTo = 0;

                /**
                 * Encodes the specified SessionRequest message. Does not implicitly {@link kvorum.kv.v1.SessionRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.SessionRequest
                 * @static
                 * @param {kvorum.kv.v1.ISessionRequest} message SessionRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SessionRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.id);
                    if (message.seq != null && Object.hasOwnProperty.call(message, "seq"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.seq);
                    if (message.ackedUpTo != null && Object.hasOwnProperty.call(message, "ackedUpTo"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.ackedUpTo);
                    return writer;
                };

                /**
                 * Decodes a SessionRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.SessionRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.SessionRequest} SessionRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SessionRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.SessionRequest();
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
                                message.seq = $number(reader.uint64());
                                break;
                            }
                        case 3: {
                                message.ackedUpTo = $number(reader.uint64());
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

                return SessionRequest;
            })();

            v1.OpenSessionRequest = (function() {

                /**
                 * Properties of an OpenSessionRequest.
                 * @memberof kvorum.kv.v1
                 * @interface IOpenSessionRequest
                 * @property {number|null} [ttlMs] OpenSessionRequest ttlMs
                 */

                /**
                 * Constructs a new OpenSessionRequest.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents an OpenSessionRequest.
                 * @implements IOpenSessionRequest
                 * @constructor
                 * @param {kvorum.kv.v1.IOpenSessionRequest=} [properties] Properties to set
                 */
                function OpenSessionRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * OpenSessionRequest ttlMs.
                 * @member {number} ttlMs
                 * @memberof kvorum.kv.v1.OpenSessionRequest
                 * @instance
                 */
                OpenSessionRequest.prototype.ttlMs = 0;

                /**
                 * Encodes the specified OpenSessionRequest message. Does not implicitly {@link kvorum.kv.v1.OpenSessionRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.OpenSessionRequest
                 * @static
                 * @param {kvorum.kv.v1.IOpenSessionRequest} message OpenSessionRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                OpenSessionRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.ttlMs != null && Object.hasOwnProperty.call(message, "ttlMs"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.ttlMs);
                    return writer;
                };

                /**
                 * Decodes an OpenSessionRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.OpenSessionRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.OpenSessionRequest} OpenSessionRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                OpenSessionRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.OpenSessionRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.ttlMs = $number(reader.uint64());
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

                return OpenSessionRequest;
            })();

            v1.OpenSessionResponse = (function() {

                /**
                 * Properties of an OpenSessionResponse.
                 * @memberof kvorum.kv.v1
                 * @interface IOpenSessionResponse
                 * @property {number|null} [session] OpenSessionResponse session
                 */

                /**
                 * Constructs a new OpenSessionResponse.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents an OpenSessionResponse.
                 * @implements IOpenSessionResponse
                 * @constructor
                 * @param {kvorum.kv.v1.IOpenSessionResponse=} [properties] Properties to set
                 */
                function OpenSessionResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * OpenSessionResponse session.
                 * @member {number} session
                 * @memberof kvorum.kv.v1.OpenSessionResponse
                 * @instance
                 */
                OpenSessionResponse.prototype.session = 0;

                /**
                 * Encodes the specified OpenSessionResponse message. Does not implicitly {@link kvorum.kv.v1.OpenSessionResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.OpenSessionResponse
                 * @static
                 * @param {kvorum.kv.v1.IOpenSessionResponse} message OpenSessionResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                OpenSessionResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.session != null && Object.hasOwnProperty.call(message, "session"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    return writer;
                };

                /**
                 * Decodes an OpenSessionResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.OpenSessionResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.OpenSessionResponse} OpenSessionResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                OpenSessionResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.OpenSessionResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.session = $number(reader.uint64());
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

                return OpenSessionResponse;
            })();

            v1.CloseSessionRequest = (function() {

                /**
                 * Properties of a CloseSessionRequest.
                 * @memberof kvorum.kv.v1
                 * @interface ICloseSessionRequest
                 * @property {number|null} [session] CloseSessionRequest session
                 */

                /**
                 * Constructs a new CloseSessionRequest.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a CloseSessionRequest.
                 * @implements ICloseSessionRequest
                 * @constructor
                 * @param {kvorum.kv.v1.ICloseSessionRequest=} [properties] Properties to set
                 */
                function CloseSessionRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * CloseSessionRequest session.
                 * @member {number} session
                 * @memberof kvorum.kv.v1.CloseSessionRequest
                 * @instance
                 */
                CloseSessionRequest.prototype.session = 0;

                /**
                 * Encodes the specified CloseSessionRequest message. Does not implicitly {@link kvorum.kv.v1.CloseSessionRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.CloseSessionRequest
                 * @static
                 * @param {kvorum.kv.v1.ICloseSessionRequest} message CloseSessionRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CloseSessionRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.session != null && Object.hasOwnProperty.call(message, "session"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    return writer;
                };

                /**
                 * Decodes a CloseSessionRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.CloseSessionRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.CloseSessionRequest} CloseSessionRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CloseSessionRequest.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.CloseSessionRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.session = $number(reader.uint64());
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

                return CloseSessionRequest;
            })();

            v1.CloseSessionResponse = (function() {

                /**
                 * Properties of a CloseSessionResponse.
                 * @memberof kvorum.kv.v1
                 * @interface ICloseSessionResponse
                 */

                /**
                 * Constructs a new CloseSessionResponse.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a CloseSessionResponse.
                 * @implements ICloseSessionResponse
                 * @constructor
                 * @param {kvorum.kv.v1.ICloseSessionResponse=} [properties] Properties to set
                 */
                function CloseSessionResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Encodes the specified CloseSessionResponse message. Does not implicitly {@link kvorum.kv.v1.CloseSessionResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.CloseSessionResponse
                 * @static
                 * @param {kvorum.kv.v1.ICloseSessionResponse} message CloseSessionResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CloseSessionResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    return writer;
                };

                /**
                 * Decodes a CloseSessionResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.CloseSessionResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.CloseSessionResponse} CloseSessionResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CloseSessionResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.CloseSessionResponse();
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

                return CloseSessionResponse;
            })();

            v1.AtomicResponse = (function() {

                /**
                 * Properties of an AtomicResponse.
                 * @memberof kvorum.kv.v1
                 * @interface IAtomicResponse
                 * @property {kvorum.kv.v1.ICommitted|null} [committed] AtomicResponse committed
                 * @property {kvorum.kv.v1.IConflict|null} [conflict] AtomicResponse conflict
                 */

                /**
                 * Constructs a new AtomicResponse.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents an AtomicResponse.
                 * @implements IAtomicResponse
                 * @constructor
                 * @param {kvorum.kv.v1.IAtomicResponse=} [properties] Properties to set
                 */
                function AtomicResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * AtomicResponse committed.
                 * @member {kvorum.kv.v1.ICommitted|null|undefined} committed
                 * @memberof kvorum.kv.v1.AtomicResponse
                 * @instance
                 */
                AtomicResponse.prototype.committed = null;

                /**
                 * AtomicResponse conflict.
                 * @member {kvorum.kv.v1.IConflict|null|undefined} conflict
                 * @memberof kvorum.kv.v1.AtomicResponse
                 * @instance
                 */
                AtomicResponse.prototype.conflict = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * AtomicResponse outcome.
                 * @member {"committed"|"conflict"|undefined} outcome
                 * @memberof kvorum.kv.v1.AtomicResponse
                 * @instance
                 */
                Object.defineProperty(AtomicResponse.prototype, "outcome", {
                    get: $util.oneOfGetter($oneOfFields = ["committed", "conflict"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified AtomicResponse message. Does not implicitly {@link kvorum.kv.v1.AtomicResponse.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.AtomicResponse
                 * @static
                 * @param {kvorum.kv.v1.IAtomicResponse} message AtomicResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AtomicResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.committed != null && Object.hasOwnProperty.call(message, "committed"))
                        $root.kvorum.kv.v1.Committed.encode(message.committed, writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.conflict != null && Object.hasOwnProperty.call(message, "conflict"))
                        $root.kvorum.kv.v1.Conflict.encode(message.conflict, writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes an AtomicResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.AtomicResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.AtomicResponse} AtomicResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AtomicResponse.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.AtomicResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.committed = $root.kvorum.kv.v1.Committed.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 2: {
                                message.conflict = $root.kvorum.kv.v1.Conflict.decode(reader, reader.uint32(), undefined, long + 1);
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

                return AtomicResponse;
            })();

            v1.Committed = (function() {

                /**
                 * Properties of a Committed.
                 * @memberof kvorum.kv.v1
                 * @interface ICommitted
                 * @property {Uint8Array|null} [versionstamp] Committed versionstamp
                 */

                /**
                 * Constructs a new Committed.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a Committed.
                 * @implements ICommitted
                 * @constructor
                 * @param {kvorum.kv.v1.ICommitted=} [properties] Properties to set
                 */
                function Committed(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Committed versionstamp.
                 * @member {Uint8Array} versionstamp
                 * @memberof kvorum.kv.v1.Committed
                 * @instance
                 */
                Committed.prototype.versionstamp = $util.newBuffer([]);

                /**
                 * Encodes the specified Committed message. Does not implicitly {@link kvorum.kv.v1.Committed.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.Committed
                 * @static
                 * @param {kvorum.kv.v1.ICommitted} message Committed message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Committed.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.versionstamp != null && Object.hasOwnProperty.call(message, "versionstamp"))
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.versionstamp);
                    return writer;
                };

                /**
                 * Decodes a Committed message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.Committed
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.Committed} Committed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Committed.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.Committed();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.versionstamp = reader.bytes();
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

                return Committed;
            })();

            v1.Conflict = (function() {

                /**
                 * Properties of a Conflict.
                 * @memberof kvorum.kv.v1
                 * @interface IConflict
                 * @property {Array.<number>|null} [failedChecks] Conflict failedChecks
                 */

                /**
                 * Constructs a new Conflict.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a Conflict.
                 * @implements IConflict
                 * @constructor
                 * @param {kvorum.kv.v1.IConflict=} [properties] Properties to set
                 */
                function Conflict(properties) {
                    this.failedChecks = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Conflict failedChecks.
                 * @member {Array.<number>} failedChecks
                 * @memberof kvorum.kv.v1.Conflict
                 * @instance
                 */
                Conflict.prototype.failedChecks = $util.emptyArray;

                /**
                 * Encodes the specified Conflict message. Does not implicitly {@link kvorum.kv.v1.Conflict.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.Conflict
                 * @static
                 * @param {kvorum.kv.v1.IConflict} message Conflict message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Conflict.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.failedChecks != null && message.failedChecks.length) {
                        writer.uint32(/* id 1, wireType 2 =*/10).fork();
                        for (let i = 0; i < message.failedChecks.length; ++i)
                            writer.uint32(message.failedChecks[i]);
                        writer.ldelim();
                    }
                    return writer;
                };

                /**
                 * Decodes a Conflict message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.Conflict
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.Conflict} Conflict
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Conflict.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.Conflict();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                if (!(message.failedChecks && message.failedChecks.length))
                                    message.failedChecks = [];
                                if ((tag & 7) === 2) {
                                    let end2 = reader.uint32() + reader.pos;
                                    if (end2 > reader.len)
                                        throw RangeError("index out of range");
                                    reader.len = end2;
                                    while (reader.pos < end2)
                                        message.failedChecks.push(reader.uint32());
                                    if (reader.pos !== end2)
                                        throw RangeError("index out of range");
                                    reader.len = end;
                                } else
                                    message.failedChecks.push(reader.uint32());
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

                return Conflict;
            })();

            /**
             * WriteOutcome enum.
             * @name kvorum.kv.v1.WriteOutcome
             * @enum {number}
             * @property {number} WRITE_OUTCOME_UNSPECIFIED=0 WRITE_OUTCOME_UNSPECIFIED value
             * @property {number} WRITE_OUTCOME_NOT_APPLIED=1 WRITE_OUTCOME_NOT_APPLIED value
             * @property {number} WRITE_OUTCOME_UNKNOWN=2 WRITE_OUTCOME_UNKNOWN value
             */
            v1.WriteOutcome = (function() {
                const valuesById = {}, values = Object.create(valuesById);
                values[valuesById[0] = "WRITE_OUTCOME_UNSPECIFIED"] = 0;
                values[valuesById[1] = "WRITE_OUTCOME_NOT_APPLIED"] = 1;
                values[valuesById[2] = "WRITE_OUTCOME_UNKNOWN"] = 2;
                return values;
            })();

            v1.ErrorDetail = (function() {

                /**
                 * Properties of an ErrorDetail.
                 * @memberof kvorum.kv.v1
                 * @interface IErrorDetail
                 * @property {string|null} [code] ErrorDetail code
                 * @property {kvorum.kv.v1.WriteOutcome|null} [outcome] ErrorDetail outcome
                 * @property {boolean|null} [retryable] ErrorDetail retryable
                 * @property {string|null} [leader] ErrorDetail leader
                 */

                /**
                 * Constructs a new ErrorDetail.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents an ErrorDetail.
                 * @implements IErrorDetail
                 * @constructor
                 * @param {kvorum.kv.v1.IErrorDetail=} [properties] Properties to set
                 */
                function ErrorDetail(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ErrorDetail code.
                 * @member {string} code
                 * @memberof kvorum.kv.v1.ErrorDetail
                 * @instance
                 */
                ErrorDetail.prototype.code = "";

                /**
                 * ErrorDetail outcome.
                 * @member {kvorum.kv.v1.WriteOutcome} outcome
                 * @memberof kvorum.kv.v1.ErrorDetail
                 * @instance
                 */
                ErrorDetail.prototype.outcome = 0;

                /**
                 * ErrorDetail retryable.
                 * @member {boolean} retryable
                 * @memberof kvorum.kv.v1.ErrorDetail
                 * @instance
                 */
                ErrorDetail.prototype.retryable = false;

                /**
                 * ErrorDetail leader.
                 * @member {string} leader
                 * @memberof kvorum.kv.v1.ErrorDetail
                 * @instance
                 */
                ErrorDetail.prototype.leader = "";

                /**
                 * Encodes the specified ErrorDetail message. Does not implicitly {@link kvorum.kv.v1.ErrorDetail.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.ErrorDetail
                 * @static
                 * @param {kvorum.kv.v1.IErrorDetail} message ErrorDetail message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ErrorDetail.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.code != null && Object.hasOwnProperty.call(message, "code"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
                    if (message.outcome != null && Object.hasOwnProperty.call(message, "outcome"))
                        writer.uint32(/* id 2, wireType 0 =*/16).int32(message.outcome);
                    if (message.retryable != null && Object.hasOwnProperty.call(message, "retryable"))
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.retryable);
                    if (message.leader != null && Object.hasOwnProperty.call(message, "leader"))
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.leader);
                    return writer;
                };

                /**
                 * Decodes an ErrorDetail message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.ErrorDetail
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.ErrorDetail} ErrorDetail
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ErrorDetail.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.ErrorDetail();
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
                                message.outcome = reader.int32();
                                break;
                            }
                        case 3: {
                                message.retryable = reader.bool();
                                break;
                            }
                        case 4: {
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

                return ErrorDetail;
            })();

            v1.StatusDetails = (function() {

                /**
                 * Properties of a StatusDetails.
                 * @memberof kvorum.kv.v1
                 * @interface IStatusDetails
                 * @property {number|null} [code] StatusDetails code
                 * @property {string|null} [message] StatusDetails message
                 * @property {Array.<kvorum.kv.v1.IDetailAny>|null} [details] StatusDetails details
                 */

                /**
                 * Constructs a new StatusDetails.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a StatusDetails.
                 * @implements IStatusDetails
                 * @constructor
                 * @param {kvorum.kv.v1.IStatusDetails=} [properties] Properties to set
                 */
                function StatusDetails(properties) {
                    this.details = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * StatusDetails code.
                 * @member {number} code
                 * @memberof kvorum.kv.v1.StatusDetails
                 * @instance
                 */
                StatusDetails.prototype.code = 0;

                /**
                 * StatusDetails message.
                 * @member {string} message
                 * @memberof kvorum.kv.v1.StatusDetails
                 * @instance
                 */
                StatusDetails.prototype.message = "";

                /**
                 * StatusDetails details.
                 * @member {Array.<kvorum.kv.v1.IDetailAny>} details
                 * @memberof kvorum.kv.v1.StatusDetails
                 * @instance
                 */
                StatusDetails.prototype.details = $util.emptyArray;

                /**
                 * Encodes the specified StatusDetails message. Does not implicitly {@link kvorum.kv.v1.StatusDetails.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.StatusDetails
                 * @static
                 * @param {kvorum.kv.v1.IStatusDetails} message StatusDetails message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                StatusDetails.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.code != null && Object.hasOwnProperty.call(message, "code"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.code);
                    if (message.message != null && Object.hasOwnProperty.call(message, "message"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                    if (message.details != null && message.details.length)
                        for (let i = 0; i < message.details.length; ++i)
                            $root.kvorum.kv.v1.DetailAny.encode(message.details[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a StatusDetails message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.StatusDetails
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.StatusDetails} StatusDetails
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                StatusDetails.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.StatusDetails();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.code = reader.int32();
                                break;
                            }
                        case 2: {
                                message.message = reader.string();
                                break;
                            }
                        case 3: {
                                if (!(message.details && message.details.length))
                                    message.details = [];
                                message.details.push($root.kvorum.kv.v1.DetailAny.decode(reader, reader.uint32(), undefined, long + 1));
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

                return StatusDetails;
            })();

            v1.DetailAny = (function() {

                /**
                 * Properties of a DetailAny.
                 * @memberof kvorum.kv.v1
                 * @interface IDetailAny
                 * @property {string|null} [typeUrl] DetailAny typeUrl
                 * @property {Uint8Array|null} [value] DetailAny value
                 */

                /**
                 * Constructs a new DetailAny.
                 * @memberof kvorum.kv.v1
                 * @classdesc Represents a DetailAny.
                 * @implements IDetailAny
                 * @constructor
                 * @param {kvorum.kv.v1.IDetailAny=} [properties] Properties to set
                 */
                function DetailAny(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * DetailAny typeUrl.
                 * @member {string} typeUrl
                 * @memberof kvorum.kv.v1.DetailAny
                 * @instance
                 */
                DetailAny.prototype.typeUrl = "";

                /**
                 * DetailAny value.
                 * @member {Uint8Array} value
                 * @memberof kvorum.kv.v1.DetailAny
                 * @instance
                 */
                DetailAny.prototype.value = $util.newBuffer([]);

                /**
                 * Encodes the specified DetailAny message. Does not implicitly {@link kvorum.kv.v1.DetailAny.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.kv.v1.DetailAny
                 * @static
                 * @param {kvorum.kv.v1.IDetailAny} message DetailAny message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DetailAny.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.typeUrl != null && Object.hasOwnProperty.call(message, "typeUrl"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.typeUrl);
                    if (message.value != null && Object.hasOwnProperty.call(message, "value"))
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.value);
                    return writer;
                };

                /**
                 * Decodes a DetailAny message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.kv.v1.DetailAny
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.kv.v1.DetailAny} DetailAny
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DetailAny.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.kv.v1.DetailAny();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.typeUrl = reader.string();
                                break;
                            }
                        case 2: {
                                message.value = reader.bytes();
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

                return DetailAny;
            })();

            return v1;
        })();

        return kv;
    })();

    return kvorum;
})();

export { $root as default };
