import { expect, it } from 'vitest';
import { parseBenchOptions } from './bench-options.ts';

it('measures three shops on a server, one of them over HTTP, and the smallest on the embedded engine', () => {
  const common = { rounds: 3, json: undefined, keep: false, pipeline: false, chat: false };
  expect(parseBenchOptions([], true)).toEqual({
    ...common,
    sizes: [2000, 20_000, 200_000],
    httpSizes: [20_000],
  });
  expect(parseBenchOptions([], false)).toEqual({ ...common, sizes: [2000], httpSizes: [] });
});

it('takes what it is given', () => {
  const args = ['--products', '500,3000', '--rounds', '7', '--http', 'none', '--keep', '--json', 'out.json'];
  expect(parseBenchOptions(args, true)).toEqual({
    sizes: [500, 3000],
    rounds: 7,
    httpSizes: [],
    json: 'out.json',
    keep: true,
    pipeline: false,
    chat: false,
  });
});

it('embeds two shops on a server where the pipeline is measured', () => {
  expect(parseBenchOptions(['--pipeline'], true)).toMatchObject({ pipeline: true, sizes: [2000, 20_000] });
  expect(parseBenchOptions(['--pipeline', '--products', '500'], false)).toMatchObject({
    pipeline: true,
    sizes: [500],
  });
});

it('answers chats in two shops on a server where those are measured', () => {
  expect(parseBenchOptions(['--chat'], true)).toMatchObject({ chat: true, sizes: [2000, 20_000] });
  expect(parseBenchOptions(['--chat'], false)).toMatchObject({ chat: true, sizes: [2000] });
});

it.each([
  [['--products', '99'], '--products: found "99", expected a whole number from 100 to 1000000.'],
  [['--products', '2000,'], '--products: found "", expected a whole number from 100 to 1000000.'],
  [['--rounds', '1.5'], '--rounds: found "1.5", expected a whole number from 1 to 100.'],
  [['--http', 'all'], '--http: found "all", expected a whole number from 100 to 1000000.'],
  [['--products', '1e3'], '--products: found "1e3", expected a whole number from 100 to 1000000.'],
])('refuses %j', (args, message) => {
  expect(() => parseBenchOptions(args, true)).toThrow(message);
});
