import type { CatalogueRecord } from '../src/import/catalogue-record.ts';
import type { Clock } from './clock.ts';

type CurationRecord = Extract<CatalogueRecord, { type: 'curation' }>;

/**
 * The shop's own hand in the answers to a few questions, on products made by hand, which every size of the shop has. None
 * of the questions is one that is judged, and the walkthrough asks "riding jacket" alone; traps.ts says what must happen.
 */
export function listCuration(clock: Clock): CurationRecord[] {
  const season = { validFrom: clock.day(-21), validTo: clock.day(70) };
  return [
    {
      type: 'curation',
      query: 'riding jacket',
      handle: 'halden-leather-biker-jacket',
      action: 'pin',
      position: 1,
      ...season,
    },
    {
      type: 'curation',
      query: 'riding jacket',
      handle: 'ridgeway-waxed-cotton-biker-jacket',
      action: 'pin',
      position: 2,
      ...season,
    },
    {
      type: 'curation',
      query: 'lace-up boots',
      handle: 'gable-leather-lace-up-boots',
      action: 'exclude',
      validFrom: clock.day(-3),
    },
    {
      type: 'curation',
      query: 'housewarming gift',
      handle: 'fieldfare-porcelain-mugs',
      action: 'pin',
      validFrom: clock.day(-30),
      validTo: clock.hours(-1),
    },
    {
      type: 'curation',
      query: 'travel headphones',
      handle: 'orbit-on-ear-headphones',
      action: 'pin',
      validFrom: clock.hours(1),
      validTo: clock.day(60),
    },
    {
      type: 'curation',
      query: 'showroom pieces',
      handle: 'cass-leather-sample-jacket',
      action: 'pin',
    },
  ];
}
