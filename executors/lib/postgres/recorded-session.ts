import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { PGlite } from '@electric-sql/pglite';
import { readCached, writeCached } from './cache-files';
import { embeddedClient } from './embedded-client';
import type { SqlClient } from './sql-client';

type Reply = Awaited<ReturnType<PGlite['execProtocolStream']>>;

/** Everything that a session asked, by digest and in order, what it was answered, and what was made of it at the end. */
interface Recording {
  /** Extensions that were asked for on the way. */
  readonly extensions: readonly string[];
  readonly requests: readonly string[];
  readonly replies: readonly Reply[];
  readonly conclusion: unknown;
}

/** As `createPgConfig` needs a database, and as our own session. */
export interface RecordedSession {
  readonly database: PGlite;
  readonly client: SqlClient;
  /** Extensions of the recording: the same will be asked for. */
  readonly extensions: readonly string[];
  /** True after answers of the recording turned out to be others than the database's: start again without it. */
  readonly strayed: boolean;
  /** What is to be made of the database at the end: as it was recorded, where the whole session was the same. */
  conclude<T>(make: (client: SqlClient) => Promise<T>): Promise<T>;
  /** Remembers the session for the next one. */
  keep(extensions: readonly string[]): void;
}

/** Each data source has two; more than these are of workspaces that are gone. */
const KEPT = 64;
/** A longer session takes as much time to read as to run. */
const LONGEST = 400_000;

/**
 * A session of an embedded PostgreSQL that is opened only where it is asked something new. What a fresh
 * database holds is decided by its version and by what it was told, in order; so as long as each request
 * is the recorded one, the recorded reply is the database's. At the first other request the database is
 * opened and told what came before.
 * @param name of the recording: it must say everything else that decides on the result
 * @param open a fresh database with these extensions at hand
 */
export function recordedSession(name: string, open: (extensions: readonly string[]) => Promise<PGlite>, fresh = false): RecordedSession {
  const known = fresh ? undefined : read(name);
  const sent: { digest: string; run(database: PGlite): Promise<Reply> }[] = [];
  const replies: Reply[] = [];
  let live: Promise<PGlite> | undefined;
  let strayed = false;
  let failed = false;
  let conclusion: unknown;

  const catchUp = async (upTo: number): Promise<PGlite> => {
    const database = await open(known?.extensions ?? []);
    for (let i = 0; i < upTo; i += 1) {
      const reply = await sent[i]!.run(database);
      if (JSON.stringify(reply) === JSON.stringify(replies[i])) continue;
      // `gen_random_uuid()`, say: what was told already is not what this database holds.
      strayed = true;
      throw new Error('the recorded session was another one');
    }
    return database;
  };
  const send = async (digest: string, run: (database: PGlite) => Promise<Reply>): Promise<Reply> => {
    const index = sent.length;
    sent.push({ digest, run });
    const recorded = live === undefined && known?.requests[index] === digest ? known.replies[index] : undefined;
    const reply = recorded ?? (await run(await (live ??= catchUp(index))));
    // An error is an object of its own, with its trace: sessions that have one are not recorded.
    if (reply.some((message) => message.name === 'error')) failed = true;
    replies.push(reply);
    return reply;
  };
  const database = {
    waitReady: Promise.resolve(),
    execProtocolStream: (request: Uint8Array, options: object) => {
      const copy = Uint8Array.from(request);
      return send(createHash('sha256').update(copy).digest('base64url').slice(0, 22), (own) => own.execProtocolStream(copy, options));
    },
  };
  const own = async (): Promise<SqlClient> => embeddedClient(await (live ??= catchUp(sent.length)), LABEL);
  return {
    database: database as unknown as PGlite,
    client: {
      label: LABEL,
      exec: async (sql) => void (await send(`exec ${sql}`, async (opened) => {
        await embeddedClient(opened, LABEL).exec(sql);
        return [];
      })),
      query: async (sql, parameters) => (await own()).query(sql, parameters),
      close: async () => void (await (await live?.catch(() => undefined))?.close()),
    },
    extensions: known?.extensions ?? [],
    get strayed() {
      return strayed;
    },
    async conclude<T>(make: (client: SqlClient) => Promise<T>) {
      if (live === undefined && known?.requests.length === sent.length) return known.conclusion as T;
      const made = await make(await own());
      conclusion = made;
      return made;
    },
    keep(extensions) {
      if (live === undefined || failed || conclusion === undefined || sent.length > LONGEST) return;
      const recording: Recording = { extensions, requests: sent.map(({ digest }) => digest), replies, conclusion };
      writeCached(name, serialize(recording), KEPT);
    },
  };
}

const LABEL = 'embedded PostgreSQL';

function read(name: string): Recording | undefined {
  const bytes = readCached(name);
  try {
    return bytes && (deserialize(bytes) as Recording);
  } catch {
    // Of another Node, or damaged.
    return undefined;
  }
}
