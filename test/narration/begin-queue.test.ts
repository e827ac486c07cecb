import { expect, it } from 'vitest';
import { makeBeginQueue } from '../../src/narration/begin-queue.ts';

/** Turns that begin when they may, and are through when they are told to. */
function make(limit: number) {
  const queue = makeBeginQueue(limit);
  const begun: string[] = [];
  const finish = new Map<string, () => void>();
  const ask = (name: string, signal = new AbortController().signal) =>
    queue.run(async () => {
      begun.push(name);
      await new Promise<void>((resolve) => finish.set(name, resolve));
      if (name === 'broken') throw new Error('broken');
      return name;
    }, signal);
  const settle = async (name: string) => {
    finish.get(name)!();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ask, begun, settle };
}

it('lets so many begin at once, and the others in order as places become free', async () => {
  const { ask, begun, settle } = make(2);
  const all = ['a', 'b', 'c', 'd'].map((name) => ask(name));
  expect(begun).toEqual(['a', 'b']);
  await settle('b');
  expect(begun).toEqual(['a', 'b', 'c']);
  await settle('c');
  await settle('a');
  await settle('d');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  void ask('e');
  void ask('f');
  void ask('g');
  expect(begun.slice(4)).toEqual(['e', 'f']);
});

it('gives the place of one that fails to the next', async () => {
  const { ask, begun, settle } = make(1);
  const broken = ask('broken');
  broken.catch(() => undefined);
  void ask('next');
  await settle('broken');
  await expect(broken).rejects.toThrow('broken');
  expect(begun).toEqual(['broken', 'next']);
});

it('lets go of who leaves, waiting or just called, without a place being lost', async () => {
  const { ask, begun, settle } = make(1);
  const client = new AbortController();
  void ask('first');
  const left = ask('left', client.signal);
  const last = ask('last');
  client.abort();
  await expect(left).rejects.toMatchObject({ extensions: { code: 'CLIENT_GONE' } });
  await expect(ask('late', AbortSignal.abort())).rejects.toMatchObject({
    extensions: { code: 'CLIENT_GONE' },
  });
  await settle('first');
  expect(begun).toEqual(['first', 'last']);
  await settle('last');
  expect(await last).toBe('last');
});
