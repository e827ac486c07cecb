import { describe, expect, it, vi } from 'vitest';
import type { ChatEvent } from '../../src/narration/chat-answer.ts';
import { openChatStream } from '../../src/server/chat-stream.ts';
import { makeStreamRegister } from '../../src/server/stream-register.ts';
import { makeBegunChat } from './begun-chat.ts';

const begun = makeBegunChat();
const interpreted: ChatEvent = { type: 'INTERPRETED', begun, interpretation: begun.page.interpretation };
const evidence: ChatEvent = { type: 'EVIDENCE', begun };
const failed: ChatEvent = {
  type: 'FAILED',
  code: 'TIMEOUT',
  message: 'Too slow.',
  hint: 'Ask for less.',
  retryable: true,
};
const completed: ChatEvent = { type: 'COMPLETED', result: { ...begun, usage: null, withheld: 0 } };

/** Tells the events, and what is an error it throws; `null` never comes. */
function open(events: (ChatEvent | Error | null)[], client = new AbortController()) {
  const register = makeStreamRegister();
  const onEnd = vi.fn();
  let signal: AbortSignal | undefined;
  const opened = openChatStream({
    tell: (given) => {
      signal = given;
      return (async function* () {
        for (const event of events) {
          if (event instanceof Error) throw event;
          if (event === null) await new Promise(() => {});
          else yield event;
        }
      })();
    },
    stream: register.open(),
    client: client.signal,
    cutOff: () => {},
    onEnd,
  });
  return { opened, register, onEnd, client, signal: () => signal! };
}

async function typesOf(opened: Promise<AsyncIterable<ChatEvent>>): Promise<string[]> {
  const types: string[] = [];
  for await (const event of await opened) types.push(event.type === 'FAILED' ? event.code : event.type);
  return types;
}

describe('the events of an answer', () => {
  it.each<[string, (ChatEvent | Error)[], string[], string]>([
    [
      'after COMPLETED, whatever is told after it',
      [interpreted, evidence, completed, failed, completed],
      ['INTERPRETED', 'EVIDENCE', 'COMPLETED'],
      'ok',
    ],
    ['after FAILED', [interpreted, failed, completed], ['INTERPRETED', 'TIMEOUT'], 'failed'],
    [
      'with FAILED where the telling breaks',
      [interpreted, new Error('secret')],
      ['INTERPRETED', 'INTERNAL_SERVER_ERROR'],
      'failed',
    ],
    [
      'with FAILED where it ends too early',
      [interpreted, evidence],
      ['INTERPRETED', 'EVIDENCE', 'INTERNAL_SERVER_ERROR'],
      'failed',
    ],
  ])('end once: %s', async (_, events, types, outcome) => {
    const { opened, register, onEnd, signal } = open(events);
    expect(await typesOf(opened)).toEqual(types);
    expect(onEnd.mock.calls).toEqual([[outcome]]);
    expect([register.size, signal().aborted]).toEqual([0, true]);
  });

  it('are an error where the first one says that nothing could begin', async () => {
    const { opened, register } = open([failed]);
    await expect(opened).rejects.toMatchObject({
      message: 'Too slow.',
      extensions: { code: 'TIMEOUT', hint: 'Ask for less.', retryable: true },
    });
    expect(register.size).toBe(0);
  });

  it('end at once for a client that leaves while the next one is awaited', async () => {
    const { opened, client, onEnd, signal, register } = open([interpreted, null]);
    const events = await opened;
    expect((await events.next()).value).toBe(interpreted);
    const pending = events.next();
    client.abort();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(onEnd.mock.calls).toEqual([['left']]);
    expect([register.size, signal().aborted]).toEqual([0, true]);
  });

  it('end at once by return(), also while the next one is awaited', async () => {
    const { opened, onEnd, signal } = open([interpreted, null]);
    const events = await opened;
    await events.next();
    const pending = events.next();
    await events.return!();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(onEnd.mock.calls).toEqual([['left']]);
    expect(signal().aborted).toBe(true);
  });

  it('tell that the process stops, once, also to a client that was not waiting just then', async () => {
    const { opened, register, onEnd } = open([interpreted, null]);
    const events = await opened;
    await events.next();
    register.stop();
    expect((await events.next()).value).toMatchObject({ type: 'FAILED', code: 'SERVICE_UNAVAILABLE' });
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(onEnd.mock.calls).toEqual([['failed']]);
    expect(() => register.open()).toThrow('The gateway is stopping.');
  });
});
