import { expect, it } from 'vitest';
import { slugify } from '../../src/import/slug.ts';

it.each([
  ['Leather Jackets', 'leather-jackets'],
  ['  Écran   plat ', 'ecran-plat'],
  ['Straße & Søn', 'strasse-son'],
  ['USB-C / USB 3.0', 'usb-c-usb-3-0'],
  ['华为', ''],
  ['--', ''],
  ['ﬁne', 'fine'],
])('makes %j the slug %j', (text, slug) => {
  expect(slugify(text)).toBe(slug);
});

it('ends within 100 characters and not in the middle of a join', () => {
  expect(slugify(`${'a'.repeat(99)} b`)).toBe('a'.repeat(99));
});
