import type { ProductRecord } from '../../src/import/catalogue-record.ts';
import type { Clock } from '../clock.ts';
import { eur, harbour, north, usd, variant, wholesale } from './parts.ts';

/** Products whose price depends on who asks and in which currency. traps.ts says what must happen. */
export function listTraps(clock: Clock): ProductRecord[] {
  const savoyLeatherPrices = [
    usd('165.00', { from: clock.day(-280) }),
    eur('140.00', { from: clock.day(-280) }),
  ];
  const sidonieSilkPrices = [eur('189.00', { from: clock.day(-130) })];
  const tarnSuedePrices = [
    usd('158.00', { from: clock.day(-360) }),
    wholesale('96.00', { from: clock.day(-360) }),
  ];

  return [
    {
      handle: 'savoy-leather-trucker-jacket',
      title: 'Savoy Leather Trucker Jacket',
      description:
        'A leather trucker with four pockets and pick-stitched flaps, made in a workshop that also binds books. The hide is soft enough to roll. It is made in Portugal, a short way from our European customers, who pay less for it.',
      category: 'apparel/jackets',
      brand: 'Quillon Row',
      attributes: { material: 'leather', fit: 'regular', closure: 'buttons' },
      releasedOn: clock.date(-280),
      rating: 4.5,
      variants: [
        variant('QUI-SAVOY-CHESTNUT-M', { colour: 'chestnut', size: 'M' }, 1380, savoyLeatherPrices, [
          north(8),
        ]),
        variant('QUI-SAVOY-CHESTNUT-L', { colour: 'chestnut', size: 'L' }, 1450, savoyLeatherPrices, [
          north(6, 1),
        ]),
      ],
    },
    {
      handle: 'sidonie-silk-wrap-dress',
      title: 'Sidonie Silk Wrap Dress',
      description:
        'Sold in our European shops only: a wrap dress in heavy silk, printed with the roofs of Ghent. It ties at the left, falls to the calf and has one hidden pocket for a key.',
      category: 'apparel/dresses',
      brand: 'Ostervey',
      attributes: { material: 'silk', neckline: 'v', length: 'midi' },
      releasedOn: clock.date(-130),
      rating: 4.6,
      variants: [
        variant('OST-SIDONIE-NAVY-S', { colour: 'navy', size: 'S' }, 270, sidonieSilkPrices, [north(5)]),
        variant('OST-SIDONIE-NAVY-M', { colour: 'navy', size: 'M' }, 285, sidonieSilkPrices, [north(4)]),
      ],
    },
    {
      handle: 'tarn-suede-field-jacket',
      title: 'Tarn Suede Field Jacket',
      description:
        'A field jacket that has never seen a field: four bellows pockets, a drawcord and a corduroy collar, all in washed suede. The trade buys it by the dozen for shop windows. Relaxed in cut, lined with cotton.',
      category: 'apparel/jackets',
      brand: 'Haldmoor',
      attributes: { material: 'suede', fit: 'relaxed', closure: 'zip and snaps', lining: 'cotton' },
      releasedOn: clock.date(-360),
      rating: 4.2,
      variants: [
        variant('HAL-TARN-TAN-M', { colour: 'tan', size: 'M' }, 1260, tarnSuedePrices, [harbour(25, 5)]),
        variant('HAL-TARN-TAN-L', { colour: 'tan', size: 'L' }, 1320, tarnSuedePrices, [harbour(25)]),
      ],
    },
    {
      handle: 'fieldfare-porcelain-mugs',
      title: 'Fieldfare Porcelain Mugs, Pair',
      description:
        'Two porcelain mugs with a thumb’s dent in place of a handle. The white glaze is the one that cafés order by the crate; the black is new and still made in small lots.',
      category: 'kitchen/tableware',
      brand: 'Thrush & Kiln',
      attributes: { material: 'porcelain', pieces: 2, dishwasher_safe: true },
      releasedOn: clock.date(-230),
      rating: 4.4,
      variants: [
        variant(
          'THR-FIELDFARE-WHITE',
          { colour: 'white' },
          540,
          [usd('38.00', { from: clock.day(-230) }), wholesale('22.00', { from: clock.day(-230) })],
          [harbour(60), north(20)],
        ),
        variant(
          'THR-FIELDFARE-BLACK',
          { colour: 'black' },
          540,
          [usd('42.00', { from: clock.day(-90) })],
          [harbour(14)],
        ),
      ],
    },
  ];
}
