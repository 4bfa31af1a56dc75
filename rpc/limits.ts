/** Every size and count that a client can meet, with its unit, and why it is what it is. */

// Deno KV's data model (a Deno program must get the same answers from a cluster).

/** Encoded bytes of a key that is read or written. A stored key may be longer by its versionstamp part. */
export const keyBytesMax = 2048;
/** Encoded bytes of a range boundary or a checked key: a key of the greatest length and its successor byte. */
export const boundaryBytesMax = 2049;
/** Bytes of a serialised value. */
export const valueBytesMax = 65_536;
/** Bytes of a LE64 value. */
export const le64Bytes = 8;
/** Bytes of a versionstamp. */
export const versionstampBytes = 10;
/** Checks in one atomic write. */
export const checksMax = 100;
/** Mutations in one atomic write. */
export const mutationsMax = 1000;
/** Bytes of all keys and values of one atomic write. */
export const atomicBytesMax = 819_200;
/** Keys in one get. Deno's own client sends at most 10. */
export const getKeysMax = 1000;
/** Keys in one watch over gRPC. Deno's own client watches at most 10. */
export const watchKeysMax = 1000;

/** How long a session may be unused: less is gone before a retry comes, more is forgotten by its client. */
export const sessionTtlMsMin = 1000;
export const sessionTtlMsMax = 86_400_000;

// Messages.

/** Bytes of one request message: the largest atomic write with its framing fits twice. */
export const requestBytesMax = 2 * 1024 * 1024;
/** Requests longer than this have their fields counted before they are decoded, so that garbage stays cheap. */
export const countedRequestBytesMin = 16 * 1024;
/** Bytes of a request about members; those of status may be longer. */
export const adminRequestBytesMax = 4096;
/** Characters of a member's name or id in a request. */
export const memberNameCharactersMax = 128;
/** Databases or tokens in one answer that lists them. */
export const catalogPageMax = 1000;
/** Characters of a token's label. */
export const tokenLabelCharactersMax = 128;
/** Bytes of the entries in one get answer; more must be asked for in parts or listed. */
export const getAnswerBytesMax = 8 * 1024 * 1024;
/** Entries and bytes in one message of a list. A single value may exceed what is left of the bytes. */
export const listChunkEntriesMax = 500;
export const listChunkBytesMax = 256 * 1024;

// What a node does at the same time.

/** Calls that are being handled, or whose answer the client has not read. Beyond: RESOURCE_EXHAUSTED. */
export const callsInFlightMax = 20_000;
/** Bytes of the answers that have not left the process. Beyond: RESOURCE_EXHAUSTED. */
export const callBytesInFlightMax = 64 * 1024 * 1024;
/** Bytes of requests, from their arrival until their calls are over. Beyond: RESOURCE_EXHAUSTED. */
export const arrivingBytesMax = 64 * 1024 * 1024;
/** Answers up to this many bytes do not count, so they are never refused. */
export const smallAnswerBytesMax = 1024;
/** Open list streams, each of which holds one view. Beyond: RESOURCE_EXHAUSTED. */
export const listStreamsMax = 1024;
/** Watches that are open, which last: half of the calls are left to others. Beyond: RESOURCE_EXHAUSTED. */
export const watchesMax = 10_000;
/** Keys of all watches together, and the bytes of these keys. Beyond: RESOURCE_EXHAUSTED. */
export const watchedKeysMax = 100_000;
export const watchedKeyBytesMax = 16 * 1024 * 1024;
/** Writes that wait for their fate on one node. */
export const writesInFlightMax = 10_000;
/** Connections of clients. Further ones are closed as soon as they are made. */
export const connectionsMax = 10_000;
/** Calls of one connection at the same time; more wait in the client. */
export const streamsPerConnectionMax = 4096;

// Time.

/** Deadline of a call that brings none. */
export const defaultDeadlineMs = 10_000;
/** A later deadline than this counts as this. */
export const deadlineMsMax = 60_000;
/** The node gives up this much before the caller does (or a tenth, if less), so that its answer still arrives. */
export const deadlineMarginMs = 100;
/** A call ends when its request has not arrived whole after this long. */
export const arrivalMsMax = 10_000;
/** A watch gives at most one state in this time: what changes meanwhile is one change. */
export const watchGapMs = 20;
/** A watch that has sent nothing for this long says that it is alive. */
export const watchKeepAliveMs = 5000;
/** A stream ends when the client has taken nothing for this long. */
export const listStallMs = 30_000;
/** An answer, or the end of a stalled list, is dropped with its call when the client has not taken it by then. */
export const unreadMsMax = 30_000;
/** Idle connections are pinged this often, and dropped when no answer comes. */
export const keepaliveIntervalMs = 30_000;
export const keepaliveTimeoutMs = 10_000;
