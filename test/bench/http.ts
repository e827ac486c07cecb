import type { Database } from '../../src/db/database.ts';
import { openServer } from '../../src/db/server.ts';
import { search } from '../../src/retrieval/search.ts';
import { type ChildServer, startChild } from './child-server.ts';
import { drive, type HttpClient, makeHttpClient } from './drive.ts';
import { percentile } from './percentile.ts';

export interface HttpFigures {
  products: number;
  connections: number;
  /** similarItems over HTTP beside the same api.search through pg alone: requests a second, medians of the rounds. */
  search: { gatewayPerSecond: number; pgPerSecond: number; ratio: number };
  /** product(by: …) beside raw node:http and pg: CPU time of the process a request, medians of the rounds. */
  lookUp: { gatewayMicros: number; rawMicros: number; ratio: number };
  /** The same beside a gateway that neither counts nor times anything (TRUESHELF_METRICS=off). */
  metrics: { onMicros: number; offMicros: number; ratio: number };
}

const connections = 20;
const rounds = 5;
const searchesARound = 300;
const lookUpsARound = 2000;

const searchQuery = `query ($text: String!) {
  similarItems(to: { text: $text }, first: 10) {
    nodes { rank price { money { amount currencyCode } } stock { available status } score { fused } }
  }
}`;
const lookUpQuery = 'query ($handle: String!) { product(by: { handle: $handle }) { title brand { name } } }';

/** Both halves of each take turns round by round; the first round warms up and does not count. */
export async function measureHttp(
  databaseUrl: string,
  products: number,
  texts: readonly string[],
): Promise<HttpFigures> {
  const gateway = await startChild('gateway.ts', databaseUrl, connections);
  const unmeasured = await startChild('gateway.ts', databaseUrl, connections, { TRUESHELF_METRICS: 'off' });
  const raw = await startChild('raw-look-up.ts', databaseUrl, connections);
  const database = await openServer({ url: databaseUrl, maxConnections: connections });
  try {
    return {
      products,
      connections,
      search: await measureSearches(gateway, database, texts),
      ...(await measureLookUps({ gateway, unmeasured, raw }, database)),
    };
  } finally {
    gateway.end();
    unmeasured.end();
    raw.end();
    await database.close();
  }
}

async function measureSearches(
  gateway: ChildServer,
  database: Database,
  texts: readonly string[],
): Promise<HttpFigures['search']> {
  const client = makeHttpClient(`${gateway.url}/graphql`, connections);
  const textAt = (index: number) => texts[index % texts.length] ?? '';
  const ratePerSecond = async (ask: (text: string) => Promise<unknown>) =>
    searchesARound /
    (await drive(connections, searchesARound, async (index) => {
      await ask(textAt(index));
    }));
  try {
    const { one, other } = await takeTurns(
      () => ratePerSecond((text) => askGateway(client, searchQuery, { text })),
      () => ratePerSecond((text) => search(database, { text, first: 10, filter: {}, options: {} }, null)),
    );
    return { gatewayPerSecond: one, pgPerSecond: other, ratio: one / other };
  } finally {
    client.close();
  }
}

async function measureLookUps(
  { gateway, unmeasured, raw }: Record<'gateway' | 'unmeasured' | 'raw', ChildServer>,
  database: Database,
): Promise<Pick<HttpFigures, 'lookUp' | 'metrics'>> {
  const toGateway = makeHttpClient(`${gateway.url}/graphql`, connections);
  const toUnmeasured = makeHttpClient(`${unmeasured.url}/graphql`, connections);
  const toRaw = makeHttpClient(raw.url, connections);
  // A thousand different ones, so that no cache of answers, had anybody one, would be measured.
  const products = await database.query<{ handle: string }>(
    'select p.handle from product.product p order by md5(p.handle) limit 1000',
  );
  const handleAt = (index: number) => products[index % products.length]?.handle ?? '';
  const cpuMicros = async (child: ChildServer, ask: (handle: string) => Promise<unknown>) => {
    const before = await child.cpuMicros();
    await drive(connections, lookUpsARound, async (index) => {
      await ask(handleAt(index));
    });
    return ((await child.cpuMicros()) - before) / lookUpsARound;
  };
  try {
    const askOne = () => cpuMicros(gateway, (handle) => askGateway(toGateway, lookUpQuery, { handle }));
    const { one, other } = await takeTurns(askOne, () =>
      cpuMicros(raw, (handle) => toRaw.post(JSON.stringify({ handle }))),
    );
    const { one: on, other: off } = await takeTurns(askOne, () =>
      cpuMicros(unmeasured, (handle) => askGateway(toUnmeasured, lookUpQuery, { handle })),
    );
    return {
      lookUp: { gatewayMicros: one, rawMicros: other, ratio: one / other },
      metrics: { onMicros: on, offMicros: off, ratio: on / off },
    };
  } finally {
    toGateway.close();
    toUnmeasured.close();
    toRaw.close();
  }
}

/** An answer of GraphQL may be an error with status 200. */
async function askGateway(client: HttpClient, query: string, variables: object): Promise<void> {
  const text = await client.post(JSON.stringify({ query, variables }));
  if (text.includes('"errors"')) throw new Error(`The gateway refused: ${text.slice(0, 500)}`);
}

/** Medians of the rounds, each of which runs both, so that noise hits both. */
async function takeTurns(one: () => Promise<number>, other: () => Promise<number>) {
  const ones: number[] = [];
  const others: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    ones.push(await one());
    others.push(await other());
  }
  return { one: percentile(ones.slice(1), 0.5), other: percentile(others.slice(1), 0.5) };
}
