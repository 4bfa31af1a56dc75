/** What the help of each command says beyond its options: rules and examples, as text. */

export const exitCodeHelp = `
Exit codes: 0 done, 1 other error, 2 usage or configuration, 3 not found, 4 check failed,
5 not allowed, 6 unavailable (nothing was written), 7 outcome unknown (the write may have happened),
8 limit, 9 corruption, 10 a check found a violation, 130 interrupted`;

export const upHelp = `
Examples:
  kvorum up
  kvorum up --nodes 5 --dir /tmp/five --base-port 14512
With --token-file FILE, up looks at a cluster that asks for an admin token.`;

export const databaseHelp = `
Nothing of one database is seen in another. The database "default" is always there. Examples:
  kvorum db create shop
  kvorum kv set users/ada '"Ada"' --db shop
  kvorum db drop shop --dry-run`;

export const dropHelp = `
The name is free at once, the tokens are worthless, and the data goes in the background. Examples:
  kvorum db drop shop
  kvorum db drop shop --yes`;

export const tokenHelp = `
A token opens the data of one database, to read and write or only to read; one made with --admin opens everything. As soon as
there is an admin token, the gRPC port asks every caller for a token. The cluster knows tokens by their SHA-256 only. Examples:
  kvorum token create --db shop --label ci
  kvorum token list
  kvorum token revoke 0123456789abcdef`;

export const tokenCreateHelp = `
Here --token-file names a file with the token to make, at least 12 characters; without it one is drawn. Your own token, if the
cluster asks for one, comes from KVORUM_TOKEN_FILE or DENO_KV_ACCESS_TOKEN. With --output raw nothing else is printed. Examples:
  kvorum token create --admin --output raw > admin-token
  kvorum token create --db shop --read-only
  kvorum token create --token-file /run/secrets/kvorum-token`;

export const startHelp = `
Every setting may also be an environment variable: --election-timeout is KVORUM_ELECTION_TIMEOUT.
A flag comes before the environment, that before the file, that before the default.

Examples:
  kvorum start --name n1 --data /var/lib/kvorum
  kvorum start --name n4 --data /var/lib/kvorum --join node1.example:4514,node2.example:4514
  kvorum start --config /etc/kvorum.yaml --log-level debug
  kvorum start --config /etc/kvorum.yaml --print-config`;

export const statusHelp = `
Exit code 6 if the cluster has no leader. Examples:
  kvorum status
  kvorum status --endpoint node1.example:4513,node2.example:4513 --output json`;

export const benchHelp = `
Workloads but put and atomic first set all keys. Examples:
  kvorum bench
  kvorum bench --workload mixed --concurrency 256 --duration 30s --output json`;

export const simHelp = `
The same options give the same run. Exit code 10 if a rule is broken. Examples:
  kvorum sim --seed 7
  kvorum sim --seed 7 --trace
  kvorum sim --seed 7 --faults -bit-rot,-membership --shrink`;

export const keyHelp = `
Keys: a path such as users/ada, with parts #42 (number), 42n (bigint), :true, :false, 0xff (bytes) and
:empty (the empty string); %2F is a slash and %34 a 4 that begins a string, as in %342n.
Or a JSON array: '["users",42,{"$bigint":"42"},{"$bytes":"ff"}]'. Quote a key that begins with #.
Values that JSON can't express are shown as {"$bigint":"5"}, {"$u64":"5"}, {"$bytes":"ff"},
{"$date":…}, {"$map":…}, {"$set":…}, {"$undefined":true}, {"$number":"NaN"}.`;

const aboutKeys = 'For the syntax of keys see kvorum kv --help.';

const aboutStaleness = `An eventual read is of what one node has applied. With --max-staleness it reflects every write that was
acknowledged longer ago than that; with --at-least, the commit of that versionstamp and all before it. A node that can't meet a
bound before --timeout says so: exit code 6. --output json shows readVersionstamp and stalenessMs.`;

export const getHelp = `
${aboutStaleness}
${aboutKeys} Examples:
  kvorum kv get users/ada
  kvorum kv get users/ada 'users/#42' --output json
  kvorum kv get users/ada --max-staleness 500ms
  kvorum kv get photos/ada --output raw > ada.jpg`;

export const watchHelp = `
Shows the entries at once, and all of them again when one has changed; several changes in a moment are shown as one. It goes
on through another endpoint when a node fails, and gives up when none has served it for --timeout. Ctrl-C ends it.
--output json and ndjson show which entries changed. ${aboutKeys} Examples:
  kvorum kv watch users/ada
  kvorum kv watch users/ada visits --output ndjson --endpoint node1.example:4513,node2.example:4513`;

export const listHelp = `
The prefix itself is not listed. ${aboutStaleness}
${aboutKeys} Examples:
  kvorum kv list users/
  kvorum kv list users/ --at-least 00000000000000070000
  kvorum kv list --limit 10 --reverse
  kvorum kv list users/ --start users/b --output ndjson`;

export const countHelp = `
Examples:
  kvorum kv count
  kvorum kv count users/`;

export const setHelp = `
${aboutKeys} Examples:
  kvorum kv set users/ada '{"name":"Ada"}'
  kvorum kv set greeting --type text 'Hello!'
  kvorum kv set visits --type u64 0
  kvorum kv set photos/ada --type file ada.jpg
  date | kvorum kv set today --type text -
  kvorum kv set sessions/7 '{"user":"ada"}' --expire-in 30m

An entry that expires is there until its time at least, and gone a second later.`;

export const deleteHelp = `
${aboutKeys} Example:
  kvorum kv delete users/ada users/bob`;

export const sumHelp = `
A u64 wraps around at 2^64; number and bigint may be negative. Examples:
  kvorum kv sum visits 1
  kvorum kv sum balance --type bigint -5`;

export const atomicHelp = `
Values are JSON, or begin with a type: text:hello, u64:5, bigint:5, bytes:ff, file:photo.jpg.

  kvorum kv atomic --check users/ada=absent --set users/ada='{"name":"Ada"}' --sum visits=1
  kvorum kv atomic --check jobs/#7=00000000000000070000 --delete jobs/#7 --set done/#7=true
  kvorum kv atomic --sum balance=bigint:-5 --min lowest=3 --max highest=9
  echo '{"checks":[{"key":"a","versionstamp":null}],
         "mutations":[{"type":"set","key":["a"],"value":1},
                      {"type":"sum","key":"n","value":"-5","valueType":"bigint","min":"0","clamp":true}]}' |
    kvorum kv atomic --from -

With --expire-in or --expire-at every --set expires; in a document each may have its own "expireIn" or "expireAt".

A check names the versionstamp that the entry must have, or "absent". If one fails, nothing is changed and the
exit code is 4.`;

export const membersHelp = `
LAG counts entries that a member lacks, SILENT is how long it has not been heard. While voters change some are
incoming or outgoing. Exit code 6 if there is no leader. Examples:
  kvorum members
  kvorum members --output json`;

export const clusterHelp = `
Members are named by name or id. One change at a time: while one is under way further ones wait for --timeout.
A command that was cut off may be repeated: it goes on from what there is.`;

export const addHelp = `
The node must run with --join. It gets all data first, and votes when it has caught up. A member that was started again
at another address is told to the others in the same way. Examples:
  kvorum cluster add node4.example:4514
  kvorum cluster add node4.example:4514 --replaces n3
  kvorum cluster add node9.example:4514 --learner --no-wait`;

export const removeHelp = `
The leader may be removed, too: another voter takes over. Examples:
  kvorum cluster remove n3 --dry-run
  kvorum cluster remove n3 --yes`;

export const replaceHelp = `
The voters change once, so that at every moment as many may fail as before. Examples:
  kvorum cluster replace n3 n4
  kvorum cluster replace n3 node4.example:4514 --yes`;

export const promoteHelp = `
Learners are promoted by themselves unless they were added with --learner or demoted. Example:
  kvorum cluster promote n4`;

export const demoteHelp = `
Example:
  kvorum cluster demote n3 --yes`;

export const transferHelp = `
Writes wait for the new leader, about as long as one round trip. Examples:
  kvorum cluster transfer-leader
  kvorum cluster transfer-leader n2`;
