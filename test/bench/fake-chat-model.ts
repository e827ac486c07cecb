import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** As many characters as a token has in English, and as often as a hosted model sends one. */
const charactersAToken = 4;
const tokenMs = 15;

/** A chat model of OpenAI's protocol that says two true sentences of the best item, the first token after `firstTokenMs`. */
export async function startFakeChatModel(firstTokenMs: number): Promise<{ baseUrl: string; close(): void }> {
  const server = createServer(async (request, response) => {
    const { messages } = JSON.parse(await readText(request)) as { messages: { content: string }[] };
    const { answer } = JSON.parse(messages.at(-1)?.content ?? '{}') as { answer: Answer };
    const text = JSON.stringify({ sentences: sentencesOf(answer) });
    await sleep(firstTokenMs);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (let start = 0; start < text.length && !response.destroyed; start += charactersAToken) {
      const content = text.slice(start, start + charactersAToken);
      response.write(`data: ${JSON.stringify(makeChunk({ content }, null))}\n\n`);
      await sleep(tokenMs);
    }
    response.write(`data: ${JSON.stringify(makeChunk({}, 'stop'))}\n\n`);
    response.end('data: [DONE]\n\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Answer {
  items: { id: string; title: string }[];
}

function sentencesOf({ items: [best] }: Answer): { text: string; cites: string[] }[] {
  if (best === undefined) return [];
  return [
    { text: `The closest is the ${best.title}.`, cites: [best.id] },
    { text: `The ${best.title} is the first of them.`, cites: [best.id] },
  ];
}

function makeChunk(delta: object, finishReason: string | null): object {
  return {
    id: 'bench',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'bench',
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
