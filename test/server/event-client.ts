import { type ClientRequest, type IncomingMessage, request } from 'node:http';

export interface EventResponse {
  status: number;
  headers: IncomingMessage['headers'];
  /** The data of the next `next` event; null once `complete` has come, or the connection has ended without it. */
  // biome-ignore lint/suspicious/noExplicitAny: the answer is whatever the test asked for
  next(): Promise<any>;
  /** All that are still to come. */
  // biome-ignore lint/suspicious/noExplicitAny: the same
  rest(): Promise<any[]>;
  /** How many comments have come so far, the first of which is sent at once. */
  comments(): number;
  /** Whether `complete` has come. */
  isComplete(): boolean;
  /** Reads no further, and lets the kernel's buffers fill. */
  pause(): void;
  resume(): void;
  leave(): void;
}

/** A POST over real HTTP, read as server-sent events, by nothing but what the specification of those says. */
export function postForEvents(
  url: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<EventResponse> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    });
    sent.on('error', reject);
    sent.on('response', (response) => resolve(readEvents(sent, response)));
    sent.end(JSON.stringify(body));
  });
}

function readEvents(sent: ClientRequest, response: IncomingMessage): EventResponse {
  const events: unknown[] = [];
  const waiting: ((event: unknown) => void)[] = [];
  let text = '';
  let comments = 0;
  let complete = false;
  let ended = false;
  const hand = () => {
    while (waiting.length > 0 && (events.length > 0 || ended)) waiting.shift()!(events.shift() ?? null);
  };
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const lines = block.split('\n');
      if (lines.every((line) => line.startsWith(':'))) comments += 1;
      const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trim());
      if (lines.includes('event: next')) events.push(JSON.parse(data.join('\n')));
      if (lines.includes('event: complete')) complete = true;
    }
    hand();
  });
  const end = () => {
    ended = true;
    hand();
  };
  response.on('end', end);
  response.on('close', end);
  response.on('error', end);
  const next = () =>
    new Promise<unknown>((resolve) => {
      waiting.push(resolve);
      hand();
    });
  return {
    status: response.statusCode!,
    headers: response.headers,
    next,
    async rest() {
      const all: unknown[] = [];
      for (let event = await next(); event !== null; event = await next()) all.push(event);
      return all;
    },
    comments: () => comments,
    isComplete: () => complete,
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    leave: () => void sent.destroy(),
  };
}
