import { expect, it } from 'vitest';
import { nameHandles } from '../../src/evaluation/name-handles.ts';

const handles = (count: number) => Array.from({ length: count }, (_, index) => `h${index + 1}`);

it.each([
  [handles(1), 'h1'],
  [handles(10), 'h1, h2, h3, h4, h5, h6, h7, h8, h9, h10'],
  [handles(11), 'h1, h2, h3, h4, h5, h6, h7, h8, h9, h10 and 1 more'],
  [handles(35), 'h1, h2, h3, h4, h5, h6, h7, h8, h9, h10 and 25 more'],
])('names at most ten of %j, and counts the others', (given, expected) => {
  expect(nameHandles(given)).toBe(expected);
});

it('gives a terminal nothing to obey, and no line without end', () => {
  expect(nameHandles(['a\u001b[31mb', 'x'.repeat(61)])).toBe(`a [31mb, ${'x'.repeat(59)}…`);
});
