import { Agent, request } from 'node:http';

/** Runs `work(0)`, `work(1)`, … `count` times with so many under way at once; returns the seconds that all of it took. */
export async function drive(
  connections: number,
  count: number,
  work: (index: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < count) {
        const index = next;
        next += 1;
        await work(index);
      }
    }),
  );
  return (performance.now() - started) / 1000;
}

export interface HttpClient {
  /** The answer to a POST of this JSON. Throws unless the status is 200. */
  post(body: string): Promise<string>;
  close(): void;
}

/** Keeps its connections, as a front end's server does. */
export function makeHttpClient(url: string, connections: number): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        const sent = request(url, { agent, method: 'POST', headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            if (response.statusCode === 200) resolve(text);
            else reject(new Error(`Status ${response.statusCode}: ${text.slice(0, 500)}`));
          });
        });
        sent.on('error', reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}
