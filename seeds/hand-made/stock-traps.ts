import type { ProductRecord } from '../../src/import/catalogue-record.ts';
import type { Clock } from '../clock.ts';
import { eur, harbour, millLane, north, usd, variant } from './parts.ts';

/** Products whose stock is what a careless answer gets wrong. traps.ts says what must happen. */
export function stockTraps(clock: Clock): ProductRecord[] {
  const odellFauxPrices = [
    usd('149.00', { from: clock.day(-170), to: clock.day(-2) }),
    usd('99.00', { from: clock.day(-2), to: clock.day(5), compareAt: '149.00' }),
    usd('149.00', { from: clock.day(5) }),
  ];
  const keldSuedePrices = [usd('145.00', { from: clock.day(-230) })];
  const gableLeatherPrices = [
    usd('188.00', { from: clock.day(-420) }),
    eur('185.00', { from: clock.day(-420) }),
  ];
  const saltbyNylonPrices = [usd('72.00', { from: clock.day(-12) })];
  const clerkWoolPrices = [usd('132.00', { from: clock.day(-85) })];

  return [
    {
      handle: 'odell-faux-leather-racer-jacket',
      title: 'Odell Faux Leather Racer Jacket',
      description:
        'Everybody wanted this one once it was reduced: a racer in supple faux leather with ribbed panels at the elbow and a mandarin collar. It wipes clean, weighs little and looks dear. Slim, so that it goes under a coat.',
      category: 'apparel/jackets',
      brand: 'Pellworth',
      attributes: { material: 'faux leather', fit: 'slim', closure: 'zip' },
      releasedOn: clock.date(-170),
      rating: 4.6,
      variants: [
        variant('PEL-ODELL-BLACK-S', { colour: 'black', size: 'S' }, 780, odellFauxPrices, [
          harbour(0),
          north(0),
        ]),
        variant('PEL-ODELL-BLACK-M', { colour: 'black', size: 'M' }, 815, odellFauxPrices, [
          harbour(0),
          north(0),
          millLane(0),
        ]),
        variant('PEL-ODELL-BLACK-L', { colour: 'black', size: 'L' }, 855, odellFauxPrices, [harbour(0)]),
      ],
    },
    {
      handle: 'keld-suede-bomber-jacket',
      title: 'Keld Suede Bomber Jacket',
      description:
        'A bomber in nut-brown suede, with the nap running down so that it feels smooth under the hand. There is quilting inside the yoke and nowhere else. We hold what is left for a theatre company until their fitting.',
      category: 'apparel/jackets',
      brand: 'Haldmoor',
      attributes: { material: 'suede', fit: 'regular', closure: 'zip' },
      releasedOn: clock.date(-230),
      rating: 4.3,
      variants: [
        variant('HAL-KELD-DARK-BROWN-M', { colour: 'dark brown', size: 'M' }, 990, keldSuedePrices, [
          harbour(6, 6),
        ]),
        variant('HAL-KELD-DARK-BROWN-L', { colour: 'dark brown', size: 'L' }, 1040, keldSuedePrices, [
          harbour(2, 2),
          north(1, 1),
        ]),
      ],
    },
    {
      handle: 'gable-leather-lace-up-boots',
      title: 'Gable Leather Lace-Up Boots',
      description:
        'Eight-inch boots in greased leather, made for foresters and bought by everyone. A storm welt runs round a rubber sole that a cobbler can replace. Allow a fortnight for breaking them in.',
      category: 'footwear/boots',
      brand: 'Brackenfell',
      attributes: { material: 'leather', closure: 'laces', sole: 'rubber', width: 'standard' },
      releasedOn: clock.date(-420),
      rating: 4.7,
      variants: [
        variant('BRA-GABLE-CHESTNUT-42', { colour: 'chestnut', size: '42' }, 1460, gableLeatherPrices, [
          harbour(1, 3),
          north(2),
        ]),
        variant('BRA-GABLE-CHESTNUT-43', { colour: 'chestnut', size: '43' }, 1510, gableLeatherPrices, [
          harbour(0),
          north(0),
        ]),
      ],
    },
    {
      handle: 'saltby-nylon-windbreaker',
      title: 'Saltby Nylon Windbreaker',
      description:
        'A sailing club ordered this windbreaker in a green of its own and let us have the overrun; how many there are, nobody has counted yet. Hooded, drawn in at the hem, relaxed over a sweater. It comes folded in a pouch made of itself.',
      category: 'apparel/jackets',
      brand: 'Tarnwick',
      attributes: { material: 'nylon', fit: 'relaxed', closure: 'zip', hooded: true },
      releasedOn: clock.date(-12),
      rating: 3.9,
      variants: [
        variant('TAR-SALTBY-GREEN-M', { colour: 'green', size: 'M' }, 310, saltbyNylonPrices, []),
        variant('TAR-SALTBY-GREEN-L', { colour: 'green', size: 'L' }, 325, saltbyNylonPrices, []),
      ],
    },
    {
      handle: 'bessemer-copper-saute-pan',
      title: 'Bessemer Copper Sauté Pan, 24 cm',
      description:
        'The last of a line: a sauté pan in hammered copper, 2 mm thick, tinned by the man who has now retired. Cast-iron handle, no lid. It wants gas and a cook who stays near.',
      category: 'kitchen/cookware',
      brand: 'Calderby',
      attributes: { material: 'copper', induction: false, dishwasher_safe: false },
      releasedOn: clock.date(-1100),
      rating: 4.9,
      variants: [
        variant(
          'CAL-BESSEMER-24',
          { size: '24 cm' },
          2300,
          [
            usd('262.00', { from: clock.day(-1100), to: clock.day(-30) }),
            usd('289.00', { from: clock.day(-30) }),
          ],
          [millLane(1)],
        ),
      ],
    },
    {
      handle: 'clerk-wool-blend-bomber-jacket',
      title: 'Clerk Wool Blend Bomber Jacket',
      description:
        'An office bomber: wool blend outside, striped shirting within, and cuffs knitted to match. The black sold through in a week and is being made again; the olive is here. Regular fit, no logo.',
      category: 'apparel/jackets',
      brand: 'Quillon Row',
      attributes: { material: 'wool blend', fit: 'regular', closure: 'zip', lining: 'cotton' },
      releasedOn: clock.date(-85),
      rating: 4.4,
      variants: [
        variant('QUI-CLERK-BLACK-M', { colour: 'black', size: 'M' }, 860, clerkWoolPrices, [
          harbour(0),
          north(0),
        ]),
        variant('QUI-CLERK-OLIVE-M', { colour: 'olive', size: 'M' }, 860, clerkWoolPrices, [
          harbour(9),
          north(2),
        ]),
        variant('QUI-CLERK-OLIVE-L', { colour: 'olive', size: 'L' }, 900, clerkWoolPrices, [harbour(3)]),
      ],
    },
  ];
}
