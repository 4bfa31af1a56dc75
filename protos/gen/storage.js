/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;

const $number = (value) => (typeof value === 'number' ? value : value.toNumber());

// Exported root namespace
const $root = $protobuf.roots["storage"] || ($protobuf.roots["storage"] = {});

export const kvorum = $root.kvorum = (() => {

    /**
     * Namespace kvorum.
     * @exports kvorum
     * @namespace
     */
    const kvorum = {};

    kvorum.storage = (function() {

        /**
         * Namespace storage.
         * @memberof kvorum
         * @namespace
         */
        const storage = {};

        storage.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof kvorum.storage
             * @namespace
             */
            const v1 = {};

            v1.Command = (function() {

                /**
                 * Properties of a Command.
                 * @memberof kvorum.storage.v1
                 * @interface ICommand
                 * @property {kvorum.storage.v1.IOrigin|null} [origin] Command origin
                 * @property {kvorum.storage.v1.IAtomic|null} [atomic] Command atomic
                 * @property {kvorum.storage.v1.IOpenSession|null} [openSession] Command openSession
                 * @property {kvorum.storage.v1.ICloseSession|null} [closeSession] Command closeSession
                 * @property {kvorum.storage.v1.ISweepSessions|null} [sweepSessions] Command sweepSessions
                 * @property {kvorum.storage.v1.IExpireEntries|null} [expireEntries] Command expireEntries
                 * @property {kvorum.storage.v1.IAtomic|null} [enqueuingAtomic] Command enqueuingAtomic
                 * @property {kvorum.storage.v1.ICreateDatabase|null} [createDatabase] Command createDatabase
                 * @property {kvorum.storage.v1.IDropDatabase|null} [dropDatabase] Command dropDatabase
                 * @property {kvorum.storage.v1.IClearDatabase|null} [clearDatabase] Command clearDatabase
                 * @property {kvorum.storage.v1.ICreateToken|null} [createToken] Command createToken
                 * @property {kvorum.storage.v1.IRevokeToken|null} [revokeToken] Command revokeToken
                 */

                /**
                 * Constructs a new Command.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a Command.
                 * @implements ICommand
                 * @constructor
                 * @param {kvorum.storage.v1.ICommand=} [properties] Properties to set
                 */
                function Command(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Command origin.
                 * @member {kvorum.storage.v1.IOrigin|null|undefined} origin
                 * @memberof kvorum.storage.v1.Command
                 * @instance
                 */
                Command.prototype.origin = null;

                /**
                 * Command atomic.
                 * @member {kvorum.storage.v1.IAtomic|null|undefined} atomic
                 * @memberof kvorum.storage.v1.Command
                 * @instance
                 */
                Command.prototype.atomic = null;

                /**
                 * Command openSession.
                 * @member {kvorum.storage.v1.IOpenSession|null|undefined} openSession
                 * @memberof kvorum.storage.v1.Command
                 * @instance
                 */
                Command.prototype.openSession = null;

                /**
                 * Command closeSession.
                 * @member {kvorum.storage.v1.ICloseSession|null|undefined} closeSession
                 * @memberof kvorum.storage.v1.Command
                 * @instance
                 */
                Command.prototype.closeSession = null;

                /**
                 * Command sweepSessions.
                 * @member {kvorum.storage.v1.ISweepSessions|null|undefined} sweepSessions
                 * @memberof kvorum.storage.v1.Command
                 * @instance
                 */
                Command.prototype.sweepSessions = null;

                /**
                 * Command expireEntries.
                 * @member {kvorum.storage.v1.IExpireEntries|null|undefined} expireEntries
                 * @memberof kvorum.storage.v1.Command
                 * @instance
                 */
                Command.prototype.expireEntries = null;

                /**
                 * Command enqueuingAtomic.
                 * @member {kvorum.storage.v1.IAtomic|null|undefined} enqueuingAtomic
                 * @memberof kvorum.storage.v1.Command
                 * @instance
                 */
                Command.prototype.enqueuingAtomic = null;

                /**
                 * Command createDatabase.
                 * @member {kvorum.storage.v1.ICreateDatabase|null|undefined} createDatabase
                 * @memberof kvorum.storage.v1.Command
                 * @instance
                 */
                Command.prototype.createDatabase = null;

                /**
                 * Command dropDatabase.
                 * @member {kvorum.storage.v1.IDropDatabase|null|undefined} dropDatabase
                 * @memberof kvorum.storage.v1.Command
                 * @instance
                 */
                Command.prototype.dropDatabase = null;

                /**
                 * Command clearDatabase.
                 * @member {kvorum.storage.v1.IClearDatabase|null|undefined} clearDatabase
                 * @memberof kvorum.storage.v1.Command
                 * @instance
                 */
                Command.prototype.clearDatabase = null;

                /**
                 * Command createToken.
                 * @member {kvorum.storage.v1.ICreateToken|null|undefined} createToken
                 * @memberof kvorum.storage.v1.Command
                 * @instance
                 */
                Command.prototype.createToken = null;

                /**
                 * Command revokeToken.
                 * @member {kvorum.storage.v1.IRevokeToken|null|undefined} revokeToken
                 * @memberof kvorum.storage.v1.Command
                 * @instance
                 */
                Command.prototype.revokeToken = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * Command kind.
                 * @member {"atomic"|"openSession"|"closeSession"|"sweepSessions"|"expireEntries"|"enqueuingAtomic"|"createDatabase"|"dropDatabase"|"clearDatabase"|"createToken"|"revokeToken"|undefined} kind
                 * @memberof kvorum.storage.v1.Command
                 * @instance
                 */
                Object.defineProperty(Command.prototype, "kind", {
                    get: $util.oneOfGetter($oneOfFields = ["atomic", "openSession", "closeSession", "sweepSessions", "expireEntries", "enqueuingAtomic", "createDatabase", "dropDatabase", "clearDatabase", "createToken", "revokeToken"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Command message. Does not implicitly {@link kvorum.storage.v1.Command.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.Command
                 * @static
                 * @param {kvorum.storage.v1.ICommand} message Command message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Command.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.origin != null && Object.hasOwnProperty.call(message, "origin"))
                        $root.kvorum.storage.v1.Origin.encode(message.origin, writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.atomic != null && Object.hasOwnProperty.call(message, "atomic"))
                        $root.kvorum.storage.v1.Atomic.encode(message.atomic, writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                    if (message.openSession != null && Object.hasOwnProperty.call(message, "openSession"))
                        $root.kvorum.storage.v1.OpenSession.encode(message.openSession, writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                    if (message.closeSession != null && Object.hasOwnProperty.call(message, "closeSession"))
                        $root.kvorum.storage.v1.CloseSession.encode(message.closeSession, writer.uint32(/* id 4, wireType 2 =*/34).fork(), q + 1).ldelim();
                    if (message.sweepSessions != null && Object.hasOwnProperty.call(message, "sweepSessions"))
                        $root.kvorum.storage.v1.SweepSessions.encode(message.sweepSessions, writer.uint32(/* id 5, wireType 2 =*/42).fork(), q + 1).ldelim();
                    if (message.expireEntries != null && Object.hasOwnProperty.call(message, "expireEntries"))
                        $root.kvorum.storage.v1.ExpireEntries.encode(message.expireEntries, writer.uint32(/* id 20, wireType 2 =*/162).fork(), q + 1).ldelim();
                    if (message.enqueuingAtomic != null && Object.hasOwnProperty.call(message, "enqueuingAtomic"))
                        $root.kvorum.storage.v1.Atomic.encode(message.enqueuingAtomic, writer.uint32(/* id 30, wireType 2 =*/242).fork(), q + 1).ldelim();
                    if (message.createDatabase != null && Object.hasOwnProperty.call(message, "createDatabase"))
                        $root.kvorum.storage.v1.CreateDatabase.encode(message.createDatabase, writer.uint32(/* id 40, wireType 2 =*/322).fork(), q + 1).ldelim();
                    if (message.dropDatabase != null && Object.hasOwnProperty.call(message, "dropDatabase"))
                        $root.kvorum.storage.v1.DropDatabase.encode(message.dropDatabase, writer.uint32(/* id 41, wireType 2 =*/330).fork(), q + 1).ldelim();
                    if (message.clearDatabase != null && Object.hasOwnProperty.call(message, "clearDatabase"))
                        $root.kvorum.storage.v1.ClearDatabase.encode(message.clearDatabase, writer.uint32(/* id 42, wireType 2 =*/338).fork(), q + 1).ldelim();
                    if (message.createToken != null && Object.hasOwnProperty.call(message, "createToken"))
                        $root.kvorum.storage.v1.CreateToken.encode(message.createToken, writer.uint32(/* id 43, wireType 2 =*/346).fork(), q + 1).ldelim();
                    if (message.revokeToken != null && Object.hasOwnProperty.call(message, "revokeToken"))
                        $root.kvorum.storage.v1.RevokeToken.encode(message.revokeToken, writer.uint32(/* id 44, wireType 2 =*/354).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a Command message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.Command
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.Command} Command
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Command.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.Command();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.origin = $root.kvorum.storage.v1.Origin.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 2: {
                                message.atomic = $root.kvorum.storage.v1.Atomic.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 3: {
                                message.openSession = $root.kvorum.storage.v1.OpenSession.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 4: {
                                message.closeSession = $root.kvorum.storage.v1.CloseSession.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 5: {
                                message.sweepSessions = $root.kvorum.storage.v1.SweepSessions.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 20: {
                                message.expireEntries = $root.kvorum.storage.v1.ExpireEntries.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 30: {
                                message.enqueuingAtomic = $root.kvorum.storage.v1.Atomic.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 40: {
                                message.createDatabase = $root.kvorum.storage.v1.CreateDatabase.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 41: {
                                message.dropDatabase = $root.kvorum.storage.v1.DropDatabase.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 42: {
                                message.clearDatabase = $root.kvorum.storage.v1.ClearDatabase.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 43: {
                                message.createToken = $root.kvorum.storage.v1.CreateToken.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 44: {
                                message.revokeToken = $root.kvorum.storage.v1.RevokeToken.decode(reader, reader.uint32(), undefined, long + 1);
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

                return Command;
            })();

            v1.OpenSession = (function() {

                /**
                 * Properties of an OpenSession.
                 * @memberof kvorum.storage.v1
                 * @interface IOpenSession
                 * @property {number|null} [ttlMs] OpenSession ttlMs
                 * @property {number|null} [database] OpenSession database
                 */

                /**
                 * Constructs a new OpenSession.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents an OpenSession.
                 * @implements IOpenSession
                 * @constructor
                 * @param {kvorum.storage.v1.IOpenSession=} [properties] Properties to set
                 */
                function OpenSession(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * OpenSession ttlMs.
                 * @member {number} ttlMs
                 * @memberof kvorum.storage.v1.OpenSession
                 * @instance
                 */
                OpenSession.prototype.ttlMs = 0;

                /**
                 * OpenSession database.
                 * @member {number} database
                 * @memberof kvorum.storage.v1.OpenSession
                 * @instance
                 */
                OpenSession.prototype.database = 0;

                /**
                 * Encodes the specified OpenSession message. Does not implicitly {@link kvorum.storage.v1.OpenSession.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.OpenSession
                 * @static
                 * @param {kvorum.storage.v1.IOpenSession} message OpenSession message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                OpenSession.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.ttlMs != null && Object.hasOwnProperty.call(message, "ttlMs"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.ttlMs);
                    if (message.database != null && Object.hasOwnProperty.call(message, "database"))
                        writer.uint32(/* id 40, wireType 0 =*/320).uint32(message.database);
                    return writer;
                };

                /**
                 * Decodes an OpenSession message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.OpenSession
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.OpenSession} OpenSession
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                OpenSession.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.OpenSession();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.ttlMs = $number(reader.uint64());
                                break;
                            }
                        case 40: {
                                message.database = reader.uint32();
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

                return OpenSession;
            })();

            v1.CloseSession = (function() {

                /**
                 * Properties of a CloseSession.
                 * @memberof kvorum.storage.v1
                 * @interface ICloseSession
                 * @property {number|null} [session] CloseSession session
                 * @property {number|null} [database] CloseSession database
                 */

                /**
                 * Constructs a new CloseSession.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a CloseSession.
                 * @implements ICloseSession
                 * @constructor
                 * @param {kvorum.storage.v1.ICloseSession=} [properties] Properties to set
                 */
                function CloseSession(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * CloseSession session.
                 * @member {number} session
                 * @memberof kvorum.storage.v1.CloseSession
                 * @instance
                 */
                CloseSession.prototype.session = 0;

                /**
                 * CloseSession database.
                 * @member {number} database
                 * @memberof kvorum.storage.v1.CloseSession
                 * @instance
                 */
                CloseSession.prototype.database = 0;

                /**
                 * Encodes the specified CloseSession message. Does not implicitly {@link kvorum.storage.v1.CloseSession.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.CloseSession
                 * @static
                 * @param {kvorum.storage.v1.ICloseSession} message CloseSession message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CloseSession.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.session != null && Object.hasOwnProperty.call(message, "session"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.database != null && Object.hasOwnProperty.call(message, "database"))
                        writer.uint32(/* id 40, wireType 0 =*/320).uint32(message.database);
                    return writer;
                };

                /**
                 * Decodes a CloseSession message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.CloseSession
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.CloseSession} CloseSession
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CloseSession.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.CloseSession();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.session = $number(reader.uint64());
                                break;
                            }
                        case 40: {
                                message.database = reader.uint32();
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

                return CloseSession;
            })();

            v1.SweepSessions = (function() {

                /**
                 * Properties of a SweepSessions.
                 * @memberof kvorum.storage.v1
                 * @interface ISweepSessions
                 * @property {number|null} [term] SweepSessions term
                 */

                /**
                 * Constructs a new SweepSessions.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a SweepSessions.
                 * @implements ISweepSessions
                 * @constructor
                 * @param {kvorum.storage.v1.ISweepSessions=} [properties] Properties to set
                 */
                function SweepSessions(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * SweepSessions term.
                 * @member {number} term
                 * @memberof kvorum.storage.v1.SweepSessions
                 * @instance
                 */
                SweepSessions.prototype.term = 0;

                /**
                 * Encodes the specified SweepSessions message. Does not implicitly {@link kvorum.storage.v1.SweepSessions.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.SweepSessions
                 * @static
                 * @param {kvorum.storage.v1.ISweepSessions} message SweepSessions message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SweepSessions.encode = function encode(message, writer, q) {
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
                 * Decodes a SweepSessions message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.SweepSessions
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.SweepSessions} SweepSessions
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SweepSessions.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.SweepSessions();
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

                return SweepSessions;
            })();

            v1.ExpireEntries = (function() {

                /**
                 * Properties of an ExpireEntries.
                 * @memberof kvorum.storage.v1
                 * @interface IExpireEntries
                 * @property {number|null} [term] ExpireEntries term
                 * @property {Array.<Uint8Array>|null} [indexKeys] ExpireEntries indexKeys
                 */

                /**
                 * Constructs a new ExpireEntries.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents an ExpireEntries.
                 * @implements IExpireEntries
                 * @constructor
                 * @param {kvorum.storage.v1.IExpireEntries=} [properties] Properties to set
                 */
                function ExpireEntries(properties) {
                    this.indexKeys = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ExpireEntries term.
                 * @member {number} term
                 * @memberof kvorum.storage.v1.ExpireEntries
                 * @instance
                 */
                ExpireEntries.prototype.term = 0;

                /**
                 * ExpireEntries indexKeys.
                 * @member {Array.<Uint8Array>} indexKeys
                 * @memberof kvorum.storage.v1.ExpireEntries
                 * @instance
                 */
                ExpireEntries.prototype.indexKeys = $util.emptyArray;

                /**
                 * Encodes the specified ExpireEntries message. Does not implicitly {@link kvorum.storage.v1.ExpireEntries.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.ExpireEntries
                 * @static
                 * @param {kvorum.storage.v1.IExpireEntries} message ExpireEntries message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ExpireEntries.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.term != null && Object.hasOwnProperty.call(message, "term"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.term);
                    if (message.indexKeys != null && message.indexKeys.length)
                        for (let i = 0; i < message.indexKeys.length; ++i)
                            writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.indexKeys[i]);
                    return writer;
                };

                /**
                 * Decodes an ExpireEntries message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.ExpireEntries
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.ExpireEntries} ExpireEntries
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ExpireEntries.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.ExpireEntries();
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
                                if (!(message.indexKeys && message.indexKeys.length))
                                    message.indexKeys = [];
                                message.indexKeys.push(reader.bytes());
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

                return ExpireEntries;
            })();

            v1.Origin = (function() {

                /**
                 * Properties of an Origin.
                 * @memberof kvorum.storage.v1
                 * @interface IOrigin
                 * @property {Uint8Array|null} [nodeId] Origin nodeId
                 * @property {number|null} [requestId] Origin requestId
                 * @property {number|null} [incarnation] Origin incarnation
                 */

                /**
                 * Constructs a new Origin.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents an Origin.
                 * @implements IOrigin
                 * @constructor
                 * @param {kvorum.storage.v1.IOrigin=} [properties] Properties to set
                 */
                function Origin(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Origin nodeId.
                 * @member {Uint8Array} nodeId
                 * @memberof kvorum.storage.v1.Origin
                 * @instance
                 */
                Origin.prototype.nodeId = $util.newBuffer([]);

                /**
                 * Origin requestId.
                 * @member {number} requestId
                 * @memberof kvorum.storage.v1.Origin
                 * @instance
                 */
                Origin.prototype.requestId = 0;

                /**
                 * Origin incarnation.
                 * @member {number} incarnation
                 * @memberof kvorum.storage.v1.Origin
                 * @instance
                 */
                Origin.prototype.incarnation = 0;

                /**
                 * Encodes the specified Origin message. Does not implicitly {@link kvorum.storage.v1.Origin.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.Origin
                 * @static
                 * @param {kvorum.storage.v1.IOrigin} message Origin message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Origin.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.nodeId != null && Object.hasOwnProperty.call(message, "nodeId"))
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.nodeId);
                    if (message.requestId != null && Object.hasOwnProperty.call(message, "requestId"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.requestId);
                    if (message.incarnation != null && Object.hasOwnProperty.call(message, "incarnation"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.incarnation);
                    return writer;
                };

                /**
                 * Decodes an Origin message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.Origin
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.Origin} Origin
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Origin.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.Origin();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.nodeId = reader.bytes();
                                break;
                            }
                        case 2: {
                                message.requestId = $number(reader.uint64());
                                break;
                            }
                        case 3: {
                                message.incarnation = $number(reader.uint64());
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

                return Origin;
            })();

            v1.Atomic = (function() {

                /**
                 * Properties of an Atomic.
                 * @memberof kvorum.storage.v1
                 * @interface IAtomic
                 * @property {number|null} [database] Atomic database
                 * @property {Array.<kvorum.storage.v1.ICheck>|null} [checks] Atomic checks
                 * @property {Array.<kvorum.storage.v1.IMutation>|null} [mutations] Atomic mutations
                 * @property {kvorum.storage.v1.ISessionRequest|null} [session] Atomic session
                 * @property {Array.<kvorum.storage.v1.IEnqueue>|null} [enqueues] Atomic enqueues
                 */

                /**
                 * Constructs a new Atomic.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents an Atomic.
                 * @implements IAtomic
                 * @constructor
                 * @param {kvorum.storage.v1.IAtomic=} [properties] Properties to set
                 */
                function Atomic(properties) {
                    this.checks = [];
                    this.mutations = [];
                    this.enqueues = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Atomic database.
                 * @member {number} database
                 * @memberof kvorum.storage.v1.Atomic
                 * @instance
                 */
                Atomic.prototype.database = 0;

                /**
                 * Atomic checks.
                 * @member {Array.<kvorum.storage.v1.ICheck>} checks
                 * @memberof kvorum.storage.v1.Atomic
                 * @instance
                 */
                Atomic.prototype.checks = $util.emptyArray;

                /**
                 * Atomic mutations.
                 * @member {Array.<kvorum.storage.v1.IMutation>} mutations
                 * @memberof kvorum.storage.v1.Atomic
                 * @instance
                 */
                Atomic.prototype.mutations = $util.emptyArray;

                /**
                 * Atomic session.
                 * @member {kvorum.storage.v1.ISessionRequest|null|undefined} session
                 * @memberof kvorum.storage.v1.Atomic
                 * @instance
                 */
                Atomic.prototype.session = null;

                /**
                 * Atomic enqueues.
                 * @member {Array.<kvorum.storage.v1.IEnqueue>} enqueues
                 * @memberof kvorum.storage.v1.Atomic
                 * @instance
                 */
                Atomic.prototype.enqueues = $util.emptyArray;

                /**
                 * Encodes the specified Atomic message. Does not implicitly {@link kvorum.storage.v1.Atomic.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.Atomic
                 * @static
                 * @param {kvorum.storage.v1.IAtomic} message Atomic message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Atomic.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.database != null && Object.hasOwnProperty.call(message, "database"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.database);
                    if (message.checks != null && message.checks.length)
                        for (let i = 0; i < message.checks.length; ++i)
                            $root.kvorum.storage.v1.Check.encode(message.checks[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                    if (message.mutations != null && message.mutations.length)
                        for (let i = 0; i < message.mutations.length; ++i)
                            $root.kvorum.storage.v1.Mutation.encode(message.mutations[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                    if (message.session != null && Object.hasOwnProperty.call(message, "session"))
                        $root.kvorum.storage.v1.SessionRequest.encode(message.session, writer.uint32(/* id 4, wireType 2 =*/34).fork(), q + 1).ldelim();
                    if (message.enqueues != null && message.enqueues.length)
                        for (let i = 0; i < message.enqueues.length; ++i)
                            $root.kvorum.storage.v1.Enqueue.encode(message.enqueues[i], writer.uint32(/* id 30, wireType 2 =*/242).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes an Atomic message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.Atomic
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.Atomic} Atomic
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Atomic.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.Atomic();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.database = reader.uint32();
                                break;
                            }
                        case 2: {
                                if (!(message.checks && message.checks.length))
                                    message.checks = [];
                                message.checks.push($root.kvorum.storage.v1.Check.decode(reader, reader.uint32(), undefined, long + 1));
                                break;
                            }
                        case 3: {
                                if (!(message.mutations && message.mutations.length))
                                    message.mutations = [];
                                message.mutations.push($root.kvorum.storage.v1.Mutation.decode(reader, reader.uint32(), undefined, long + 1));
                                break;
                            }
                        case 4: {
                                message.session = $root.kvorum.storage.v1.SessionRequest.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 30: {
                                if (!(message.enqueues && message.enqueues.length))
                                    message.enqueues = [];
                                message.enqueues.push($root.kvorum.storage.v1.Enqueue.decode(reader, reader.uint32(), undefined, long + 1));
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

                return Atomic;
            })();

            v1.Enqueue = (function() {

                /**
                 * Properties of an Enqueue.
                 * @memberof kvorum.storage.v1
                 * @interface IEnqueue
                 * @property {Uint8Array|null} [payload] Enqueue payload
                 * @property {number|null} [deadlineMs] Enqueue deadlineMs
                 * @property {Array.<Uint8Array>|null} [keysIfUndelivered] Enqueue keysIfUndelivered
                 * @property {Array.<number>|null} [backoffMs] Enqueue backoffMs
                 */

                /**
                 * Constructs a new Enqueue.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents an Enqueue.
                 * @implements IEnqueue
                 * @constructor
                 * @param {kvorum.storage.v1.IEnqueue=} [properties] Properties to set
                 */
                function Enqueue(properties) {
                    this.keysIfUndelivered = [];
                    this.backoffMs = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Enqueue payload.
                 * @member {Uint8Array} payload
                 * @memberof kvorum.storage.v1.Enqueue
                 * @instance
                 */
                Enqueue.prototype.payload = $util.newBuffer([]);

                /**
                 * Enqueue deadlineMs.
                 * @member {number} deadlineMs
                 * @memberof kvorum.storage.v1.Enqueue
                 * @instance
                 */
                Enqueue.prototype.deadlineMs = 0;

                /**
                 * Enqueue keysIfUndelivered.
                 * @member {Array.<Uint8Array>} keysIfUndelivered
                 * @memberof kvorum.storage.v1.Enqueue
                 * @instance
                 */
                Enqueue.prototype.keysIfUndelivered = $util.emptyArray;

                /**
                 * Enqueue backoffMs.
                 * @member {Array.<number>} backoffMs
                 * @memberof kvorum.storage.v1.Enqueue
                 * @instance
                 */
                Enqueue.prototype.backoffMs = $util.emptyArray;

                /**
                 * Encodes the specified Enqueue message. Does not implicitly {@link kvorum.storage.v1.Enqueue.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.Enqueue
                 * @static
                 * @param {kvorum.storage.v1.IEnqueue} message Enqueue message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Enqueue.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.payload != null && Object.hasOwnProperty.call(message, "payload"))
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.payload);
                    if (message.deadlineMs != null && Object.hasOwnProperty.call(message, "deadlineMs"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.deadlineMs);
                    if (message.keysIfUndelivered != null && message.keysIfUndelivered.length)
                        for (let i = 0; i < message.keysIfUndelivered.length; ++i)
                            writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.keysIfUndelivered[i]);
                    if (message.backoffMs != null && message.backoffMs.length) {
                        writer.uint32(/* id 4, wireType 2 =*/34).fork();
                        for (let i = 0; i < message.backoffMs.length; ++i)
                            writer.uint32(message.backoffMs[i]);
                        writer.ldelim();
                    }
                    return writer;
                };

                /**
                 * Decodes an Enqueue message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.Enqueue
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.Enqueue} Enqueue
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Enqueue.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.Enqueue();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.payload = reader.bytes();
                                break;
                            }
                        case 2: {
                                message.deadlineMs = $number(reader.uint64());
                                break;
                            }
                        case 3: {
                                if (!(message.keysIfUndelivered && message.keysIfUndelivered.length))
                                    message.keysIfUndelivered = [];
                                message.keysIfUndelivered.push(reader.bytes());
                                break;
                            }
                        case 4: {
                                if (!(message.backoffMs && message.backoffMs.length))
                                    message.backoffMs = [];
                                if ((tag & 7) === 2) {
                                    let end2 = reader.uint32() + reader.pos;
                                    if (end2 > reader.len)
                                        throw RangeError("index out of range");
                                    reader.len = end2;
                                    while (reader.pos < end2)
                                        message.backoffMs.push(reader.uint32());
                                    if (reader.pos !== end2)
                                        throw RangeError("index out of range");
                                    reader.len = end;
                                } else
                                    message.backoffMs.push(reader.uint32());
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

                return Enqueue;
            })();

            v1.SessionRequest = (function() {

                /**
                 * Properties of a SessionRequest.
                 * @memberof kvorum.storage.v1
                 * @interface ISessionRequest
                 * @property {number|null} [id] SessionRequest id
                 * @property {number|null} [seq] SessionRequest seq
                 * @property {number|null} [ackedUpTo] SessionRequest ackedUpTo
                 */

                /**
                 * Constructs a new SessionRequest.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a SessionRequest.
                 * @implements ISessionRequest
                 * @constructor
                 * @param {kvorum.storage.v1.ISessionRequest=} [properties] Properties to set
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
                 * @memberof kvorum.storage.v1.SessionRequest
                 * @instance
                 */
                SessionRequest.prototype.id = 0;

                /**
                 * SessionRequest seq.
                 * @member {number} seq
                 * @memberof kvorum.storage.v1.SessionRequest
                 * @instance
                 */
                SessionRequest.prototype.seq = 0;

                /**
                 * SessionRequest ackedUpTo.
                 * @member {number} ackedUpTo
                 * @memberof kvorum.storage.v1.SessionRequest
                 * @instance
                 */
                SessionRequest.prototype.ackedUpTo = 0;

                /**
                 * Encodes the specified SessionRequest message. Does not implicitly {@link kvorum.storage.v1.SessionRequest.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.SessionRequest
                 * @static
                 * @param {kvorum.storage.v1.ISessionRequest} message SessionRequest message or plain object to encode
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
                 * @memberof kvorum.storage.v1.SessionRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.SessionRequest} SessionRequest
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
                    message = new $root.kvorum.storage.v1.SessionRequest();
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

            v1.Check = (function() {

                /**
                 * Properties of a Check.
                 * @memberof kvorum.storage.v1
                 * @interface ICheck
                 * @property {Uint8Array|null} [key] Check key
                 * @property {Uint8Array|null} [versionstamp] Check versionstamp
                 */

                /**
                 * Constructs a new Check.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a Check.
                 * @implements ICheck
                 * @constructor
                 * @param {kvorum.storage.v1.ICheck=} [properties] Properties to set
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
                 * @memberof kvorum.storage.v1.Check
                 * @instance
                 */
                Check.prototype.key = $util.newBuffer([]);

                /**
                 * Check versionstamp.
                 * @member {Uint8Array} versionstamp
                 * @memberof kvorum.storage.v1.Check
                 * @instance
                 */
                Check.prototype.versionstamp = $util.newBuffer([]);

                /**
                 * Encodes the specified Check message. Does not implicitly {@link kvorum.storage.v1.Check.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.Check
                 * @static
                 * @param {kvorum.storage.v1.ICheck} message Check message or plain object to encode
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
                 * @memberof kvorum.storage.v1.Check
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.Check} Check
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
                    message = new $root.kvorum.storage.v1.Check();
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
             * @name kvorum.storage.v1.MutationKind
             * @enum {number}
             * @property {number} MUTATION_KIND_UNSPECIFIED=0 MUTATION_KIND_UNSPECIFIED value
             * @property {number} MUTATION_KIND_SET=1 MUTATION_KIND_SET value
             * @property {number} MUTATION_KIND_DELETE=2 MUTATION_KIND_DELETE value
             * @property {number} MUTATION_KIND_SUM=3 MUTATION_KIND_SUM value
             * @property {number} MUTATION_KIND_MAX=4 MUTATION_KIND_MAX value
             * @property {number} MUTATION_KIND_MIN=5 MUTATION_KIND_MIN value
             * @property {number} MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY=9 MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY value
             * @property {number} MUTATION_KIND_SET_EXPIRING=20 MUTATION_KIND_SET_EXPIRING value
             * @property {number} MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY_EXPIRING=21 MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY_EXPIRING value
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
                values[valuesById[20] = "MUTATION_KIND_SET_EXPIRING"] = 20;
                values[valuesById[21] = "MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY_EXPIRING"] = 21;
                return values;
            })();

            v1.Mutation = (function() {

                /**
                 * Properties of a Mutation.
                 * @memberof kvorum.storage.v1
                 * @interface IMutation
                 * @property {Uint8Array|null} [key] Mutation key
                 * @property {kvorum.storage.v1.MutationKind|null} [kind] Mutation kind
                 * @property {Uint8Array|null} [value] Mutation value
                 * @property {number|null} [encoding] Mutation encoding
                 * @property {Uint8Array|null} [sumMin] Mutation sumMin
                 * @property {Uint8Array|null} [sumMax] Mutation sumMax
                 * @property {boolean|null} [sumClamp] Mutation sumClamp
                 * @property {number|null} [expireAtMs] Mutation expireAtMs
                 * @property {number|null} [expireInMs] Mutation expireInMs
                 */

                /**
                 * Constructs a new Mutation.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a Mutation.
                 * @implements IMutation
                 * @constructor
                 * @param {kvorum.storage.v1.IMutation=} [properties] Properties to set
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
                 * @memberof kvorum.storage.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.key = $util.newBuffer([]);

                /**
                 * Mutation kind.
                 * @member {kvorum.storage.v1.MutationKind} kind
                 * @memberof kvorum.storage.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.kind = 0;

                /**
                 * Mutation value.
                 * @member {Uint8Array} value
                 * @memberof kvorum.storage.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.value = $util.newBuffer([]);

                /**
                 * Mutation encoding.
                 * @member {number} encoding
                 * @memberof kvorum.storage.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.encoding = 0;

                /**
                 * Mutation sumMin.
                 * @member {Uint8Array} sumMin
                 * @memberof kvorum.storage.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.sumMin = $util.newBuffer([]);

                /**
                 * Mutation sumMax.
                 * @member {Uint8Array} sumMax
                 * @memberof kvorum.storage.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.sumMax = $util.newBuffer([]);

                /**
                 * Mutation sumClamp.
                 * @member {boolean} sumClamp
                 * @memberof kvorum.storage.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.sumClamp = false;

                /**
                 * Mutation expireAtMs.
                 * @member {number} expireAtMs
                 * @memberof kvorum.storage.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.expireAtMs = 0;

                /**
                 * Mutation expireInMs.
                 * @member {number} expireInMs
                 * @memberof kvorum.storage.v1.Mutation
                 * @instance
                 */
                Mutation.prototype.expireInMs = 0;

                /**
                 * Encodes the specified Mutation message. Does not implicitly {@link kvorum.storage.v1.Mutation.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.Mutation
                 * @static
                 * @param {kvorum.storage.v1.IMutation} message Mutation message or plain object to encode
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
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.value);
                    if (message.encoding != null && Object.hasOwnProperty.call(message, "encoding"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.encoding);
                    if (message.sumMin != null && Object.hasOwnProperty.call(message, "sumMin"))
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.sumMin);
                    if (message.sumMax != null && Object.hasOwnProperty.call(message, "sumMax"))
                        writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.sumMax);
                    if (message.sumClamp != null && Object.hasOwnProperty.call(message, "sumClamp"))
                        writer.uint32(/* id 7, wireType 0 =*/56).bool(message.sumClamp);
                    if (message.expireAtMs != null && Object.hasOwnProperty.call(message, "expireAtMs"))
                        writer.uint32(/* id 20, wireType 0 =*/160).uint64(message.expireAtMs);
                    if (message.expireInMs != null && Object.hasOwnProperty.call(message, "expireInMs"))
                        writer.uint32(/* id 21, wireType 0 =*/168).uint64(message.expireInMs);
                    return writer;
                };

                /**
                 * Decodes a Mutation message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.Mutation
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.Mutation} Mutation
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
                    message = new $root.kvorum.storage.v1.Mutation();
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
                                message.value = reader.bytes();
                                break;
                            }
                        case 4: {
                                message.encoding = reader.uint32();
                                break;
                            }
                        case 5: {
                                message.sumMin = reader.bytes();
                                break;
                            }
                        case 6: {
                                message.sumMax = reader.bytes();
                                break;
                            }
                        case 7: {
                                message.sumClamp = reader.bool();
                                break;
                            }
                        case 20: {
                                message.expireAtMs = $number(reader.uint64());
                                break;
                            }
                        case 21: {
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

            v1.Result = (function() {

                /**
                 * Properties of a Result.
                 * @memberof kvorum.storage.v1
                 * @interface IResult
                 * @property {kvorum.storage.v1.ICommitted|null} [committed] Result committed
                 * @property {kvorum.storage.v1.IConflict|null} [conflict] Result conflict
                 * @property {kvorum.storage.v1.IRejected|null} [rejected] Result rejected
                 * @property {kvorum.storage.v1.ISessionOpened|null} [sessionOpened] Result sessionOpened
                 * @property {kvorum.storage.v1.ISessionClosed|null} [sessionClosed] Result sessionClosed
                 * @property {kvorum.storage.v1.ISessionRefused|null} [sessionRefused] Result sessionRefused
                 * @property {kvorum.storage.v1.ISessionsSwept|null} [sessionsSwept] Result sessionsSwept
                 * @property {kvorum.storage.v1.IEntriesExpired|null} [entriesExpired] Result entriesExpired
                 * @property {kvorum.storage.v1.ICatalogResult|null} [catalog] Result catalog
                 */

                /**
                 * Constructs a new Result.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a Result.
                 * @implements IResult
                 * @constructor
                 * @param {kvorum.storage.v1.IResult=} [properties] Properties to set
                 */
                function Result(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Result committed.
                 * @member {kvorum.storage.v1.ICommitted|null|undefined} committed
                 * @memberof kvorum.storage.v1.Result
                 * @instance
                 */
                Result.prototype.committed = null;

                /**
                 * Result conflict.
                 * @member {kvorum.storage.v1.IConflict|null|undefined} conflict
                 * @memberof kvorum.storage.v1.Result
                 * @instance
                 */
                Result.prototype.conflict = null;

                /**
                 * Result rejected.
                 * @member {kvorum.storage.v1.IRejected|null|undefined} rejected
                 * @memberof kvorum.storage.v1.Result
                 * @instance
                 */
                Result.prototype.rejected = null;

                /**
                 * Result sessionOpened.
                 * @member {kvorum.storage.v1.ISessionOpened|null|undefined} sessionOpened
                 * @memberof kvorum.storage.v1.Result
                 * @instance
                 */
                Result.prototype.sessionOpened = null;

                /**
                 * Result sessionClosed.
                 * @member {kvorum.storage.v1.ISessionClosed|null|undefined} sessionClosed
                 * @memberof kvorum.storage.v1.Result
                 * @instance
                 */
                Result.prototype.sessionClosed = null;

                /**
                 * Result sessionRefused.
                 * @member {kvorum.storage.v1.ISessionRefused|null|undefined} sessionRefused
                 * @memberof kvorum.storage.v1.Result
                 * @instance
                 */
                Result.prototype.sessionRefused = null;

                /**
                 * Result sessionsSwept.
                 * @member {kvorum.storage.v1.ISessionsSwept|null|undefined} sessionsSwept
                 * @memberof kvorum.storage.v1.Result
                 * @instance
                 */
                Result.prototype.sessionsSwept = null;

                /**
                 * Result entriesExpired.
                 * @member {kvorum.storage.v1.IEntriesExpired|null|undefined} entriesExpired
                 * @memberof kvorum.storage.v1.Result
                 * @instance
                 */
                Result.prototype.entriesExpired = null;

                /**
                 * Result catalog.
                 * @member {kvorum.storage.v1.ICatalogResult|null|undefined} catalog
                 * @memberof kvorum.storage.v1.Result
                 * @instance
                 */
                Result.prototype.catalog = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * Result kind.
                 * @member {"committed"|"conflict"|"rejected"|"sessionOpened"|"sessionClosed"|"sessionRefused"|"sessionsSwept"|"entriesExpired"|"catalog"|undefined} kind
                 * @memberof kvorum.storage.v1.Result
                 * @instance
                 */
                Object.defineProperty(Result.prototype, "kind", {
                    get: $util.oneOfGetter($oneOfFields = ["committed", "conflict", "rejected", "sessionOpened", "sessionClosed", "sessionRefused", "sessionsSwept", "entriesExpired", "catalog"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Result message. Does not implicitly {@link kvorum.storage.v1.Result.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.Result
                 * @static
                 * @param {kvorum.storage.v1.IResult} message Result message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Result.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.committed != null && Object.hasOwnProperty.call(message, "committed"))
                        $root.kvorum.storage.v1.Committed.encode(message.committed, writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                    if (message.conflict != null && Object.hasOwnProperty.call(message, "conflict"))
                        $root.kvorum.storage.v1.Conflict.encode(message.conflict, writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                    if (message.rejected != null && Object.hasOwnProperty.call(message, "rejected"))
                        $root.kvorum.storage.v1.Rejected.encode(message.rejected, writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                    if (message.sessionOpened != null && Object.hasOwnProperty.call(message, "sessionOpened"))
                        $root.kvorum.storage.v1.SessionOpened.encode(message.sessionOpened, writer.uint32(/* id 4, wireType 2 =*/34).fork(), q + 1).ldelim();
                    if (message.sessionClosed != null && Object.hasOwnProperty.call(message, "sessionClosed"))
                        $root.kvorum.storage.v1.SessionClosed.encode(message.sessionClosed, writer.uint32(/* id 5, wireType 2 =*/42).fork(), q + 1).ldelim();
                    if (message.sessionRefused != null && Object.hasOwnProperty.call(message, "sessionRefused"))
                        $root.kvorum.storage.v1.SessionRefused.encode(message.sessionRefused, writer.uint32(/* id 6, wireType 2 =*/50).fork(), q + 1).ldelim();
                    if (message.sessionsSwept != null && Object.hasOwnProperty.call(message, "sessionsSwept"))
                        $root.kvorum.storage.v1.SessionsSwept.encode(message.sessionsSwept, writer.uint32(/* id 7, wireType 2 =*/58).fork(), q + 1).ldelim();
                    if (message.entriesExpired != null && Object.hasOwnProperty.call(message, "entriesExpired"))
                        $root.kvorum.storage.v1.EntriesExpired.encode(message.entriesExpired, writer.uint32(/* id 20, wireType 2 =*/162).fork(), q + 1).ldelim();
                    if (message.catalog != null && Object.hasOwnProperty.call(message, "catalog"))
                        $root.kvorum.storage.v1.CatalogResult.encode(message.catalog, writer.uint32(/* id 40, wireType 2 =*/322).fork(), q + 1).ldelim();
                    return writer;
                };

                /**
                 * Decodes a Result message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.Result
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.Result} Result
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Result.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.Result();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.committed = $root.kvorum.storage.v1.Committed.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 2: {
                                message.conflict = $root.kvorum.storage.v1.Conflict.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 3: {
                                message.rejected = $root.kvorum.storage.v1.Rejected.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 4: {
                                message.sessionOpened = $root.kvorum.storage.v1.SessionOpened.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 5: {
                                message.sessionClosed = $root.kvorum.storage.v1.SessionClosed.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 6: {
                                message.sessionRefused = $root.kvorum.storage.v1.SessionRefused.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 7: {
                                message.sessionsSwept = $root.kvorum.storage.v1.SessionsSwept.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 20: {
                                message.entriesExpired = $root.kvorum.storage.v1.EntriesExpired.decode(reader, reader.uint32(), undefined, long + 1);
                                break;
                            }
                        case 40: {
                                message.catalog = $root.kvorum.storage.v1.CatalogResult.decode(reader, reader.uint32(), undefined, long + 1);
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

                return Result;
            })();

            v1.SessionOpened = (function() {

                /**
                 * Properties of a SessionOpened.
                 * @memberof kvorum.storage.v1
                 * @interface ISessionOpened
                 * @property {number|null} [session] SessionOpened session
                 */

                /**
                 * Constructs a new SessionOpened.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a SessionOpened.
                 * @implements ISessionOpened
                 * @constructor
                 * @param {kvorum.storage.v1.ISessionOpened=} [properties] Properties to set
                 */
                function SessionOpened(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * SessionOpened session.
                 * @member {number} session
                 * @memberof kvorum.storage.v1.SessionOpened
                 * @instance
                 */
                SessionOpened.prototype.session = 0;

                /**
                 * Encodes the specified SessionOpened message. Does not implicitly {@link kvorum.storage.v1.SessionOpened.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.SessionOpened
                 * @static
                 * @param {kvorum.storage.v1.ISessionOpened} message SessionOpened message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SessionOpened.encode = function encode(message, writer, q) {
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
                 * Decodes a SessionOpened message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.SessionOpened
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.SessionOpened} SessionOpened
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SessionOpened.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.SessionOpened();
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

                return SessionOpened;
            })();

            v1.SessionClosed = (function() {

                /**
                 * Properties of a SessionClosed.
                 * @memberof kvorum.storage.v1
                 * @interface ISessionClosed
                 */

                /**
                 * Constructs a new SessionClosed.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a SessionClosed.
                 * @implements ISessionClosed
                 * @constructor
                 * @param {kvorum.storage.v1.ISessionClosed=} [properties] Properties to set
                 */
                function SessionClosed(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Encodes the specified SessionClosed message. Does not implicitly {@link kvorum.storage.v1.SessionClosed.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.SessionClosed
                 * @static
                 * @param {kvorum.storage.v1.ISessionClosed} message SessionClosed message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SessionClosed.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    return writer;
                };

                /**
                 * Decodes a SessionClosed message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.SessionClosed
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.SessionClosed} SessionClosed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SessionClosed.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.SessionClosed();
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

                return SessionClosed;
            })();

            v1.SessionsSwept = (function() {

                /**
                 * Properties of a SessionsSwept.
                 * @memberof kvorum.storage.v1
                 * @interface ISessionsSwept
                 * @property {number|null} [count] SessionsSwept count
                 */

                /**
                 * Constructs a new SessionsSwept.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a SessionsSwept.
                 * @implements ISessionsSwept
                 * @constructor
                 * @param {kvorum.storage.v1.ISessionsSwept=} [properties] Properties to set
                 */
                function SessionsSwept(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * SessionsSwept count.
                 * @member {number} count
                 * @memberof kvorum.storage.v1.SessionsSwept
                 * @instance
                 */
                SessionsSwept.prototype.count = 0;

                /**
                 * Encodes the specified SessionsSwept message. Does not implicitly {@link kvorum.storage.v1.SessionsSwept.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.SessionsSwept
                 * @static
                 * @param {kvorum.storage.v1.ISessionsSwept} message SessionsSwept message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SessionsSwept.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.count != null && Object.hasOwnProperty.call(message, "count"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.count);
                    return writer;
                };

                /**
                 * Decodes a SessionsSwept message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.SessionsSwept
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.SessionsSwept} SessionsSwept
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SessionsSwept.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.SessionsSwept();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.count = reader.uint32();
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

                return SessionsSwept;
            })();

            v1.EntriesExpired = (function() {

                /**
                 * Properties of an EntriesExpired.
                 * @memberof kvorum.storage.v1
                 * @interface IEntriesExpired
                 * @property {number|null} [count] EntriesExpired count
                 */

                /**
                 * Constructs a new EntriesExpired.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents an EntriesExpired.
                 * @implements IEntriesExpired
                 * @constructor
                 * @param {kvorum.storage.v1.IEntriesExpired=} [properties] Properties to set
                 */
                function EntriesExpired(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * EntriesExpired count.
                 * @member {number} count
                 * @memberof kvorum.storage.v1.EntriesExpired
                 * @instance
                 */
                EntriesExpired.prototype.count = 0;

                /**
                 * Encodes the specified EntriesExpired message. Does not implicitly {@link kvorum.storage.v1.EntriesExpired.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.EntriesExpired
                 * @static
                 * @param {kvorum.storage.v1.IEntriesExpired} message EntriesExpired message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                EntriesExpired.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.count != null && Object.hasOwnProperty.call(message, "count"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.count);
                    return writer;
                };

                /**
                 * Decodes an EntriesExpired message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.EntriesExpired
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.EntriesExpired} EntriesExpired
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                EntriesExpired.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.EntriesExpired();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.count = reader.uint32();
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

                return EntriesExpired;
            })();

            /**
             * SessionRefusal enum.
             * @name kvorum.storage.v1.SessionRefusal
             * @enum {number}
             * @property {number} SESSION_REFUSAL_UNSPECIFIED=0 SESSION_REFUSAL_UNSPECIFIED value
             * @property {number} SESSION_REFUSAL_EXPIRED=1 SESSION_REFUSAL_EXPIRED value
             * @property {number} SESSION_REFUSAL_STALE=2 SESSION_REFUSAL_STALE value
             * @property {number} SESSION_REFUSAL_REUSED=3 SESSION_REFUSAL_REUSED value
             * @property {number} SESSION_REFUSAL_AHEAD=4 SESSION_REFUSAL_AHEAD value
             */
            v1.SessionRefusal = (function() {
                const valuesById = {}, values = Object.create(valuesById);
                values[valuesById[0] = "SESSION_REFUSAL_UNSPECIFIED"] = 0;
                values[valuesById[1] = "SESSION_REFUSAL_EXPIRED"] = 1;
                values[valuesById[2] = "SESSION_REFUSAL_STALE"] = 2;
                values[valuesById[3] = "SESSION_REFUSAL_REUSED"] = 3;
                values[valuesById[4] = "SESSION_REFUSAL_AHEAD"] = 4;
                return values;
            })();

            v1.SessionRefused = (function() {

                /**
                 * Properties of a SessionRefused.
                 * @memberof kvorum.storage.v1
                 * @interface ISessionRefused
                 * @property {kvorum.storage.v1.SessionRefusal|null} [reason] SessionRefused reason
                 */

                /**
                 * Constructs a new SessionRefused.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a SessionRefused.
                 * @implements ISessionRefused
                 * @constructor
                 * @param {kvorum.storage.v1.ISessionRefused=} [properties] Properties to set
                 */
                function SessionRefused(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * SessionRefused reason.
                 * @member {kvorum.storage.v1.SessionRefusal} reason
                 * @memberof kvorum.storage.v1.SessionRefused
                 * @instance
                 */
                SessionRefused.prototype.reason = 0;

                /**
                 * Encodes the specified SessionRefused message. Does not implicitly {@link kvorum.storage.v1.SessionRefused.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.SessionRefused
                 * @static
                 * @param {kvorum.storage.v1.ISessionRefused} message SessionRefused message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SessionRefused.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.reason != null && Object.hasOwnProperty.call(message, "reason"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.reason);
                    return writer;
                };

                /**
                 * Decodes a SessionRefused message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.SessionRefused
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.SessionRefused} SessionRefused
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SessionRefused.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.SessionRefused();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.reason = reader.int32();
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

                return SessionRefused;
            })();

            v1.Committed = (function() {

                /**
                 * Properties of a Committed.
                 * @memberof kvorum.storage.v1
                 * @interface ICommitted
                 * @property {Uint8Array|null} [versionstamp] Committed versionstamp
                 */

                /**
                 * Constructs a new Committed.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a Committed.
                 * @implements ICommitted
                 * @constructor
                 * @param {kvorum.storage.v1.ICommitted=} [properties] Properties to set
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
                 * @memberof kvorum.storage.v1.Committed
                 * @instance
                 */
                Committed.prototype.versionstamp = $util.newBuffer([]);

                /**
                 * Encodes the specified Committed message. Does not implicitly {@link kvorum.storage.v1.Committed.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.Committed
                 * @static
                 * @param {kvorum.storage.v1.ICommitted} message Committed message or plain object to encode
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
                 * @memberof kvorum.storage.v1.Committed
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.Committed} Committed
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
                    message = new $root.kvorum.storage.v1.Committed();
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
                 * @memberof kvorum.storage.v1
                 * @interface IConflict
                 * @property {Array.<number>|null} [failedChecks] Conflict failedChecks
                 */

                /**
                 * Constructs a new Conflict.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a Conflict.
                 * @implements IConflict
                 * @constructor
                 * @param {kvorum.storage.v1.IConflict=} [properties] Properties to set
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
                 * @memberof kvorum.storage.v1.Conflict
                 * @instance
                 */
                Conflict.prototype.failedChecks = $util.emptyArray;

                /**
                 * Encodes the specified Conflict message. Does not implicitly {@link kvorum.storage.v1.Conflict.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.Conflict
                 * @static
                 * @param {kvorum.storage.v1.IConflict} message Conflict message or plain object to encode
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
                 * @memberof kvorum.storage.v1.Conflict
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.Conflict} Conflict
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
                    message = new $root.kvorum.storage.v1.Conflict();
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

            v1.Rejected = (function() {

                /**
                 * Properties of a Rejected.
                 * @memberof kvorum.storage.v1
                 * @interface IRejected
                 * @property {string|null} [message] Rejected message
                 */

                /**
                 * Constructs a new Rejected.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a Rejected.
                 * @implements IRejected
                 * @constructor
                 * @param {kvorum.storage.v1.IRejected=} [properties] Properties to set
                 */
                function Rejected(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * Rejected message.
                 * @member {string} message
                 * @memberof kvorum.storage.v1.Rejected
                 * @instance
                 */
                Rejected.prototype.message = "";

                /**
                 * Encodes the specified Rejected message. Does not implicitly {@link kvorum.storage.v1.Rejected.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.Rejected
                 * @static
                 * @param {kvorum.storage.v1.IRejected} message Rejected message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Rejected.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.message != null && Object.hasOwnProperty.call(message, "message"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.message);
                    return writer;
                };

                /**
                 * Decodes a Rejected message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.Rejected
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.Rejected} Rejected
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Rejected.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.Rejected();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
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

                return Rejected;
            })();

            v1.CreateDatabase = (function() {

                /**
                 * Properties of a CreateDatabase.
                 * @memberof kvorum.storage.v1
                 * @interface ICreateDatabase
                 * @property {Uint8Array|null} [id] CreateDatabase id
                 * @property {string|null} [name] CreateDatabase name
                 */

                /**
                 * Constructs a new CreateDatabase.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a CreateDatabase.
                 * @implements ICreateDatabase
                 * @constructor
                 * @param {kvorum.storage.v1.ICreateDatabase=} [properties] Properties to set
                 */
                function CreateDatabase(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * CreateDatabase id.
                 * @member {Uint8Array} id
                 * @memberof kvorum.storage.v1.CreateDatabase
                 * @instance
                 */
                CreateDatabase.prototype.id = $util.newBuffer([]);

                /**
                 * CreateDatabase name.
                 * @member {string} name
                 * @memberof kvorum.storage.v1.CreateDatabase
                 * @instance
                 */
                CreateDatabase.prototype.name = "";

                /**
                 * Encodes the specified CreateDatabase message. Does not implicitly {@link kvorum.storage.v1.CreateDatabase.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.CreateDatabase
                 * @static
                 * @param {kvorum.storage.v1.ICreateDatabase} message CreateDatabase message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CreateDatabase.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
                    if (message.name != null && Object.hasOwnProperty.call(message, "name"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                    return writer;
                };

                /**
                 * Decodes a CreateDatabase message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.CreateDatabase
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.CreateDatabase} CreateDatabase
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CreateDatabase.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.CreateDatabase();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.id = reader.bytes();
                                break;
                            }
                        case 2: {
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

                return CreateDatabase;
            })();

            v1.DropDatabase = (function() {

                /**
                 * Properties of a DropDatabase.
                 * @memberof kvorum.storage.v1
                 * @interface IDropDatabase
                 * @property {Uint8Array|null} [id] DropDatabase id
                 */

                /**
                 * Constructs a new DropDatabase.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a DropDatabase.
                 * @implements IDropDatabase
                 * @constructor
                 * @param {kvorum.storage.v1.IDropDatabase=} [properties] Properties to set
                 */
                function DropDatabase(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * DropDatabase id.
                 * @member {Uint8Array} id
                 * @memberof kvorum.storage.v1.DropDatabase
                 * @instance
                 */
                DropDatabase.prototype.id = $util.newBuffer([]);

                /**
                 * Encodes the specified DropDatabase message. Does not implicitly {@link kvorum.storage.v1.DropDatabase.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.DropDatabase
                 * @static
                 * @param {kvorum.storage.v1.IDropDatabase} message DropDatabase message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DropDatabase.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
                    return writer;
                };

                /**
                 * Decodes a DropDatabase message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.DropDatabase
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.DropDatabase} DropDatabase
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DropDatabase.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.DropDatabase();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.id = reader.bytes();
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

                return DropDatabase;
            })();

            v1.ClearDatabase = (function() {

                /**
                 * Properties of a ClearDatabase.
                 * @memberof kvorum.storage.v1
                 * @interface IClearDatabase
                 * @property {number|null} [term] ClearDatabase term
                 * @property {number|null} [database] ClearDatabase database
                 * @property {Array.<Uint8Array>|null} [keys] ClearDatabase keys
                 * @property {boolean|null} [last] ClearDatabase last
                 */

                /**
                 * Constructs a new ClearDatabase.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a ClearDatabase.
                 * @implements IClearDatabase
                 * @constructor
                 * @param {kvorum.storage.v1.IClearDatabase=} [properties] Properties to set
                 */
                function ClearDatabase(properties) {
                    this.keys = [];
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * ClearDatabase term.
                 * @member {number} term
                 * @memberof kvorum.storage.v1.ClearDatabase
                 * @instance
                 */
                ClearDatabase.prototype.term = 0;

                /**
                 * ClearDatabase database.
                 * @member {number} database
                 * @memberof kvorum.storage.v1.ClearDatabase
                 * @instance
                 */
                ClearDatabase.prototype.database = 0;

                /**
                 * ClearDatabase keys.
                 * @member {Array.<Uint8Array>} keys
                 * @memberof kvorum.storage.v1.ClearDatabase
                 * @instance
                 */
                ClearDatabase.prototype.keys = $util.emptyArray;

                /**
                 * ClearDatabase last.
                 * @member {boolean} last
                 * @memberof kvorum.storage.v1.ClearDatabase
                 * @instance
                 */
                ClearDatabase.prototype.last = false;

                /**
                 * Encodes the specified ClearDatabase message. Does not implicitly {@link kvorum.storage.v1.ClearDatabase.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.ClearDatabase
                 * @static
                 * @param {kvorum.storage.v1.IClearDatabase} message ClearDatabase message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ClearDatabase.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.term != null && Object.hasOwnProperty.call(message, "term"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.term);
                    if (message.database != null && Object.hasOwnProperty.call(message, "database"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.database);
                    if (message.keys != null && message.keys.length)
                        for (let i = 0; i < message.keys.length; ++i)
                            writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.keys[i]);
                    if (message.last != null && Object.hasOwnProperty.call(message, "last"))
                        writer.uint32(/* id 4, wireType 0 =*/32).bool(message.last);
                    return writer;
                };

                /**
                 * Decodes a ClearDatabase message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.ClearDatabase
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.ClearDatabase} ClearDatabase
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ClearDatabase.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.ClearDatabase();
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
                                message.database = reader.uint32();
                                break;
                            }
                        case 3: {
                                if (!(message.keys && message.keys.length))
                                    message.keys = [];
                                message.keys.push(reader.bytes());
                                break;
                            }
                        case 4: {
                                message.last = reader.bool();
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

                return ClearDatabase;
            })();

            /**
             * TokenKind enum.
             * @name kvorum.storage.v1.TokenKind
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

            v1.CreateToken = (function() {

                /**
                 * Properties of a CreateToken.
                 * @memberof kvorum.storage.v1
                 * @interface ICreateToken
                 * @property {Uint8Array|null} [id] CreateToken id
                 * @property {Uint8Array|null} [hash] CreateToken hash
                 * @property {kvorum.storage.v1.TokenKind|null} [kind] CreateToken kind
                 * @property {number|null} [database] CreateToken database
                 * @property {string|null} [label] CreateToken label
                 */

                /**
                 * Constructs a new CreateToken.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a CreateToken.
                 * @implements ICreateToken
                 * @constructor
                 * @param {kvorum.storage.v1.ICreateToken=} [properties] Properties to set
                 */
                function CreateToken(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * CreateToken id.
                 * @member {Uint8Array} id
                 * @memberof kvorum.storage.v1.CreateToken
                 * @instance
                 */
                CreateToken.prototype.id = $util.newBuffer([]);

                /**
                 * CreateToken hash.
                 * @member {Uint8Array} hash
                 * @memberof kvorum.storage.v1.CreateToken
                 * @instance
                 */
                CreateToken.prototype.hash = $util.newBuffer([]);

                /**
                 * CreateToken kind.
                 * @member {kvorum.storage.v1.TokenKind} kind
                 * @memberof kvorum.storage.v1.CreateToken
                 * @instance
                 */
                CreateToken.prototype.kind = 0;

                /**
                 * CreateToken database.
                 * @member {number} database
                 * @memberof kvorum.storage.v1.CreateToken
                 * @instance
                 */
                CreateToken.prototype.database = 0;

                /**
                 * CreateToken label.
                 * @member {string} label
                 * @memberof kvorum.storage.v1.CreateToken
                 * @instance
                 */
                CreateToken.prototype.label = "";

                /**
                 * Encodes the specified CreateToken message. Does not implicitly {@link kvorum.storage.v1.CreateToken.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.CreateToken
                 * @static
                 * @param {kvorum.storage.v1.ICreateToken} message CreateToken message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CreateToken.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
                    if (message.hash != null && Object.hasOwnProperty.call(message, "hash"))
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.hash);
                    if (message.kind != null && Object.hasOwnProperty.call(message, "kind"))
                        writer.uint32(/* id 3, wireType 0 =*/24).int32(message.kind);
                    if (message.database != null && Object.hasOwnProperty.call(message, "database"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.database);
                    if (message.label != null && Object.hasOwnProperty.call(message, "label"))
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.label);
                    return writer;
                };

                /**
                 * Decodes a CreateToken message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.CreateToken
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.CreateToken} CreateToken
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CreateToken.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.CreateToken();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.id = reader.bytes();
                                break;
                            }
                        case 2: {
                                message.hash = reader.bytes();
                                break;
                            }
                        case 3: {
                                message.kind = reader.int32();
                                break;
                            }
                        case 4: {
                                message.database = reader.uint32();
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

                return CreateToken;
            })();

            v1.RevokeToken = (function() {

                /**
                 * Properties of a RevokeToken.
                 * @memberof kvorum.storage.v1
                 * @interface IRevokeToken
                 * @property {Uint8Array|null} [id] RevokeToken id
                 */

                /**
                 * Constructs a new RevokeToken.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a RevokeToken.
                 * @implements IRevokeToken
                 * @constructor
                 * @param {kvorum.storage.v1.IRevokeToken=} [properties] Properties to set
                 */
                function RevokeToken(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * RevokeToken id.
                 * @member {Uint8Array} id
                 * @memberof kvorum.storage.v1.RevokeToken
                 * @instance
                 */
                RevokeToken.prototype.id = $util.newBuffer([]);

                /**
                 * Encodes the specified RevokeToken message. Does not implicitly {@link kvorum.storage.v1.RevokeToken.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.RevokeToken
                 * @static
                 * @param {kvorum.storage.v1.IRevokeToken} message RevokeToken message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RevokeToken.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
                    return writer;
                };

                /**
                 * Decodes a RevokeToken message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.RevokeToken
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.RevokeToken} RevokeToken
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RevokeToken.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.RevokeToken();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.id = reader.bytes();
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

                return RevokeToken;
            })();

            /**
             * CatalogOutcome enum.
             * @name kvorum.storage.v1.CatalogOutcome
             * @enum {number}
             * @property {number} CATALOG_OUTCOME_UNSPECIFIED=0 CATALOG_OUTCOME_UNSPECIFIED value
             * @property {number} CATALOG_OUTCOME_DONE=1 CATALOG_OUTCOME_DONE value
             * @property {number} CATALOG_OUTCOME_EXISTS=2 CATALOG_OUTCOME_EXISTS value
             * @property {number} CATALOG_OUTCOME_NOT_FOUND=3 CATALOG_OUTCOME_NOT_FOUND value
             * @property {number} CATALOG_OUTCOME_LIMIT=4 CATALOG_OUTCOME_LIMIT value
             */
            v1.CatalogOutcome = (function() {
                const valuesById = {}, values = Object.create(valuesById);
                values[valuesById[0] = "CATALOG_OUTCOME_UNSPECIFIED"] = 0;
                values[valuesById[1] = "CATALOG_OUTCOME_DONE"] = 1;
                values[valuesById[2] = "CATALOG_OUTCOME_EXISTS"] = 2;
                values[valuesById[3] = "CATALOG_OUTCOME_NOT_FOUND"] = 3;
                values[valuesById[4] = "CATALOG_OUTCOME_LIMIT"] = 4;
                return values;
            })();

            v1.CatalogResult = (function() {

                /**
                 * Properties of a CatalogResult.
                 * @memberof kvorum.storage.v1
                 * @interface ICatalogResult
                 * @property {kvorum.storage.v1.CatalogOutcome|null} [outcome] CatalogResult outcome
                 * @property {Uint8Array|null} [id] CatalogResult id
                 */

                /**
                 * Constructs a new CatalogResult.
                 * @memberof kvorum.storage.v1
                 * @classdesc Represents a CatalogResult.
                 * @implements ICatalogResult
                 * @constructor
                 * @param {kvorum.storage.v1.ICatalogResult=} [properties] Properties to set
                 */
                function CatalogResult(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * CatalogResult outcome.
                 * @member {kvorum.storage.v1.CatalogOutcome} outcome
                 * @memberof kvorum.storage.v1.CatalogResult
                 * @instance
                 */
                CatalogResult.prototype.outcome = 0;

                /**
                 * CatalogResult id.
                 * @member {Uint8Array} id
                 * @memberof kvorum.storage.v1.CatalogResult
                 * @instance
                 */
                CatalogResult.prototype.id = $util.newBuffer([]);

                /**
                 * Encodes the specified CatalogResult message. Does not implicitly {@link kvorum.storage.v1.CatalogResult.verify|verify} messages.
                 * @function encode
                 * @memberof kvorum.storage.v1.CatalogResult
                 * @static
                 * @param {kvorum.storage.v1.ICatalogResult} message CatalogResult message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CatalogResult.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.outcome != null && Object.hasOwnProperty.call(message, "outcome"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.outcome);
                    if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.id);
                    return writer;
                };

                /**
                 * Decodes a CatalogResult message from the specified reader or buffer.
                 * @function decode
                 * @memberof kvorum.storage.v1.CatalogResult
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {kvorum.storage.v1.CatalogResult} CatalogResult
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CatalogResult.decode = function decode(reader, length, error, long) {
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
                    message = new $root.kvorum.storage.v1.CatalogResult();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.outcome = reader.int32();
                                break;
                            }
                        case 2: {
                                message.id = reader.bytes();
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

                return CatalogResult;
            })();

            return v1;
        })();

        return storage;
    })();

    return kvorum;
})();

export { $root as default };
