/**
 * Every size, count and time of KV Connect that rpc/limits.ts does not have, with its unit. A client meets the same
 * ones at any server of the protocol, unless the comment says otherwise.
 */

/** Ranges in one snapshot read. */
export const rangesMax = 10;
/** Entries that all ranges of one snapshot read may ask for together. */
export const readEntriesMax = 1000;
/** Keys in one watch. */
export const watchKeysMax = 10;
/** Keys to which a message goes that is never accepted. */
export const keysIfUndeliveredMax = 10;
/** Further deliveries of a message. */
export const backoffIntervalsMax = 10;
/** Ms before a further delivery. */
export const backoffIntervalMsMax = 3_600_000;
/** Bytes that an interval counts for in the size of an atomic write. */
export const backoffIntervalBytes = 4;
/** How far ahead a deadline may lie: 30 days, as clients allow, and an hour for the difference of clocks. */
export const enqueueDelayMsMax = 30 * 86_400_000 + 3_600_000;
/** The schedule of a message that has none: over KV Connect an empty one cannot be told from none. */
export const defaultBackoffMs: readonly number[] = [100, 1000, 5000, 30_000, 60_000];

// What a node does.

/** Fields in one request, those of its messages included: the most that an atomic write can need, with room. */
export const fieldsMax = 40_000;
/** Bytes of the request for metadata. */
export const metadataRequestBytesMax = 16 * 1024;
/** How long metadata are valid. Clients ask again much sooner. */
export const metadataMs = 86_400_000;
/** How long a request that meets an election is held, in ms. Clients have no deadline, and try again at once. */
export const holdMs = 5000;
/** How long the fate of a write is waited for that somebody may have. Node's own client gives up after 300 s. */
export const outcomeMs = 240_000;
/** How long a refusal for overload is held back: clients come again 200 ms after it, for ever. */
export const overloadHoldMs = 300;
/** Bytes of entries that an answer is collected from. Larger ones are read twice: to know their size, and to send them. */
export const heldAnswerBytesMax = 1024 * 1024;
/** Bytes of entries that all answers together are collected from. Beyond, any answer is read twice. */
export const heldBytesMax = 64 * 1024 * 1024;
/** Reads at a time that need a view of the state. Beyond: 503. */
export const openViewsMax = 1024;
/** A watch sends something at least this often. */
export const keepAliveMs = 5000;

/** How long a watch waits for the newest state before it begins with the one that there is. */
export const catchUpMsMax = 1000;
