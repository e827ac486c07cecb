import type { Size } from '../vocabulary.ts';

export const garmentSizes: readonly Size[] = [
  { label: 'XS', grams: 0.92 },
  { label: 'S', grams: 0.96 },
  { label: 'M' },
  { label: 'L', grams: 1.05 },
  { label: 'XL', grams: 1.1 },
];

/** For what weighs some 100 g, where labels in steps of 5 g would hide a smaller difference. */
export const lightGarmentSizes: readonly Size[] = [
  { label: 'XS', grams: 0.88 },
  { label: 'S', grams: 0.94 },
  { label: 'M' },
  { label: 'L', grams: 1.07 },
  { label: 'XL', grams: 1.14 },
];

export const waistSizes: readonly Size[] = [
  { label: '28', grams: 0.93 },
  { label: '30', grams: 0.96 },
  { label: '32' },
  { label: '34', grams: 1.04 },
  { label: '36', grams: 1.08 },
];

/** European sizes; a pair gains about four per cent a size. */
export const shoeSizes: readonly Size[] = [
  { label: '37', grams: 0.82 },
  { label: '38', grams: 0.86 },
  { label: '39', grams: 0.9 },
  { label: '40', grams: 0.94 },
  { label: '41' },
  { label: '42', grams: 1.04 },
  { label: '43', grams: 1.08 },
  { label: '44', grams: 1.12 },
];

/** European sizes of shoes that are made for narrow feet only, such as those with a heel. */
export const smallShoeSizes: readonly Size[] = [
  { label: '36', grams: 0.89 },
  { label: '37', grams: 0.93 },
  { label: '38', grams: 0.96 },
  { label: '39' },
  { label: '40', grams: 1.04 },
  { label: '41', grams: 1.08 },
];

/** European sizes, about two to nine years. */
export const childrenShoeSizes: readonly Size[] = [
  { label: '24', grams: 0.84, price: 0.95 },
  { label: '26', grams: 0.92, price: 0.95 },
  { label: '28' },
  { label: '30', grams: 1.08 },
  { label: '32', grams: 1.16, price: 1.05 },
];
