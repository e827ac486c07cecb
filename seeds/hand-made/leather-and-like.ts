import type { ProductRecord } from '../../src/import/catalogue-record.ts';
import type { Clock } from '../clock.ts';
import { eur, harbour, millLane, north, usd, variant } from './parts.ts';

/**
 * Leather jackets, and what one buys in their place: the good answers to "something like a leather jacket but lighter,
 * under $150". All that are below $150 are in stock.
 */
export function leatherAndLike(clock: Clock): ProductRecord[] {
  const haldenLeatherPrices = [
    usd('309.00', { from: clock.day(-880), to: clock.day(-240) }),
    usd('329.00', { from: clock.day(-240) }),
    eur('319.00', { from: clock.day(-240) }),
  ];
  const ridgewayWaxedPrices = [
    usd('139.00', { from: clock.day(-410) }),
    eur('135.00', { from: clock.day(-200) }),
  ];
  const junoFauxPrices = [
    usd('119.00', { from: clock.day(-150), to: clock.day(-5) }),
    usd('98.00', { from: clock.day(-5), to: clock.day(9), compareAt: '119.00' }),
    usd('119.00', { from: clock.day(9) }),
  ];
  const foundrySuedePrices = [
    usd('148.00', { from: clock.day(-300) }),
    eur('145.00', { from: clock.day(-300) }),
  ];
  const fenNylonPrices = [usd('94.00', { from: clock.day(-95) })];
  const arcadeCoatedPrices = [usd('112.00', { from: clock.day(-220) })];
  const nellFauxPrices = [usd('76.00', { from: clock.day(-60) }), eur('75.00', { from: clock.day(-60) })];
  const malloryLambskinPrices = [
    usd('489.00', { from: clock.day(-40) }),
    eur('469.00', { from: clock.day(-40) }),
  ];

  return [
    {
      handle: 'halden-leather-biker-jacket',
      title: 'Halden Leather Biker Jacket',
      description:
        'The leather jacket that the others here are measured against: full-grain cowhide, an asymmetric zip and a quilted kidney panel. It is heavy, close to two kilos, and will stand by itself until you have worn it for a month. The lining is red cotton, the hardware plain nickel, the fit slim.',
      category: 'apparel/jackets',
      brand: 'Corvane',
      attributes: { material: 'leather', fit: 'slim', closure: 'zip', lining: 'cotton' },
      releasedOn: clock.date(-880),
      rating: 4.7,
      variants: [
        variant('COR-HALDEN-BLACK-S', { colour: 'black', size: 'S' }, 1780, haldenLeatherPrices, [
          harbour(4),
          millLane(1),
        ]),
        variant('COR-HALDEN-BLACK-M', { colour: 'black', size: 'M' }, 1850, haldenLeatherPrices, [
          harbour(6, 1),
          north(3),
          millLane(1),
        ]),
        variant('COR-HALDEN-BLACK-L', { colour: 'black', size: 'L' }, 1940, haldenLeatherPrices, [
          harbour(2),
          north(2),
        ]),
      ],
    },
    {
      handle: 'ridgeway-waxed-cotton-biker-jacket',
      title: 'Ridgeway Waxed Cotton Biker Jacket',
      description:
        'A biker jacket for people who like leather but not its weight: the same slanted zip and wide lapels, in waxed cotton that creases and darkens much as hide does. It keeps out a shower, which leather hardly manages. The body has a regular fit and a check cotton lining.',
      category: 'apparel/jackets',
      brand: 'Haldmoor',
      attributes: { material: 'waxed cotton', fit: 'regular', closure: 'zip', lining: 'cotton' },
      releasedOn: clock.date(-410),
      rating: 4.5,
      variants: [
        variant('HAL-RIDGEWAY-OLIVE-M', { colour: 'olive', size: 'M' }, 1080, ridgewayWaxedPrices, [
          harbour(11, 2),
          north(5),
        ]),
        variant('HAL-RIDGEWAY-OLIVE-L', { colour: 'olive', size: 'L' }, 1130, ridgewayWaxedPrices, [
          harbour(8),
          north(2),
        ]),
        variant('HAL-RIDGEWAY-BLACK-M', { colour: 'black', size: 'M' }, 1080, ridgewayWaxedPrices, [
          north(6),
        ]),
      ],
    },
    {
      handle: 'juno-faux-leather-biker-jacket',
      title: 'Juno Faux Leather Biker Jacket',
      description:
        'Looks like a leather jacket from two steps away and weighs half as much. The faux leather is thin, matt and soft from the first day, with a jersey back that gives when you move. Snap-down lapels, two zipped hand pockets and a slim cut make it an everyday layer rather than armour.',
      category: 'apparel/jackets',
      brand: 'Pellworth',
      attributes: { material: 'faux leather', fit: 'slim', closure: 'zip' },
      releasedOn: clock.date(-150),
      rating: 4.2,
      variants: [
        variant('PEL-JUNO-BLACK-S', { colour: 'black', size: 'S' }, 850, junoFauxPrices, [
          harbour(14),
          north(9),
        ]),
        variant('PEL-JUNO-BLACK-M', { colour: 'black', size: 'M' }, 890, junoFauxPrices, [
          harbour(10, 3),
          north(4),
        ]),
        variant('PEL-JUNO-RUST-M', { colour: 'rust', size: 'M' }, 890, junoFauxPrices, [harbour(5)]),
      ],
    },
    {
      handle: 'foundry-suede-trucker-jacket',
      title: 'Foundry Suede Trucker Jacket',
      description:
        'Split suede takes the place of denim in this trucker, and of smooth leather for those who find it stiff. Unlined and buttoned, it is a jacket to keep on indoors. Brush it when it looks flat; rain spots lift with a clean eraser. Relaxed in fit.',
      category: 'apparel/jackets',
      brand: 'Quillon Row',
      attributes: { material: 'suede', fit: 'relaxed', closure: 'buttons', lining: 'unlined' },
      releasedOn: clock.date(-300),
      rating: 4.4,
      variants: [
        variant('QUI-FOUNDRY-TAN-M', { colour: 'tan', size: 'M' }, 1020, foundrySuedePrices, [
          harbour(2),
          millLane(1, 1),
        ]),
        variant('QUI-FOUNDRY-TAN-L', { colour: 'tan', size: 'L' }, 1070, foundrySuedePrices, [harbour(7)]),
        variant('QUI-FOUNDRY-DARK-BROWN-M', { colour: 'dark brown', size: 'M' }, 1020, foundrySuedePrices, [
          north(4),
        ]),
      ],
    },
    {
      handle: 'fen-nylon-racer-jacket',
      title: 'Fen Nylon Racer Jacket',
      description:
        'Drawn on the pattern of a leather café racer and then sewn in matt nylon, which brings it down to the weight of a shirt or two. The band collar snaps shut and the cuffs zip over gloves. It rolls up into a saddlebag and shakes out without a crease.',
      category: 'apparel/jackets',
      brand: 'Tarnwick',
      attributes: { material: 'nylon', fit: 'slim', closure: 'zip', machine_washable: true },
      releasedOn: clock.date(-95),
      rating: 4.1,
      variants: [
        variant('TAR-FEN-BLACK-M', { colour: 'black', size: 'M' }, 430, fenNylonPrices, [
          harbour(18),
          north(12),
          millLane(2),
        ]),
        variant('TAR-FEN-BLACK-L', { colour: 'black', size: 'L' }, 450, fenNylonPrices, [harbour(9)]),
        variant('TAR-FEN-NAVY-M', { colour: 'navy', size: 'M' }, 430, fenNylonPrices, [north(7, 1)]),
      ],
    },
    {
      handle: 'arcade-coated-denim-biker-jacket',
      title: 'Arcade Coated Denim Biker Jacket',
      description:
        'Black denim, pressed with a thin resin until it shines like worn leather. The jacket bends and breathes as jeans do, and the coating cracks at the elbows in time, by design. One asymmetric zip, no belt, a regular fit.',
      category: 'apparel/jackets',
      brand: 'Quillon Row',
      attributes: { material: 'coated denim', fit: 'regular', closure: 'zip', machine_washable: false },
      releasedOn: clock.date(-220),
      rating: 3.9,
      variants: [
        variant('QUI-ARCADE-BLACK-S', { colour: 'black', size: 'S' }, 900, arcadeCoatedPrices, [
          harbour(3),
          north(3),
        ]),
        variant('QUI-ARCADE-BLACK-M', { colour: 'black', size: 'M' }, 940, arcadeCoatedPrices, [harbour(5)]),
      ],
    },
    {
      handle: 'nell-faux-suede-bomber-jacket',
      title: 'Nell Faux Suede Bomber Jacket',
      description:
        'A soft bomber in microfibre that passes for suede and does not mind the rain. Next to a leather jacket it feels like nothing at all, which is why people wear it on planes. Ribbed edges in the same shade; relaxed, with room for a sweatshirt.',
      category: 'apparel/jackets',
      brand: 'Pellworth',
      attributes: { material: 'faux suede', fit: 'relaxed', closure: 'zip', machine_washable: true },
      releasedOn: clock.date(-60),
      rating: 4,
      variants: [
        variant('PEL-NELL-SAND-S', { colour: 'sand', size: 'S' }, 600, nellFauxPrices, [
          harbour(20),
          north(8),
        ]),
        variant('PEL-NELL-SAND-M', { colour: 'sand', size: 'M' }, 625, nellFauxPrices, [harbour(16, 4)]),
        variant('PEL-NELL-CHARCOAL-M', { colour: 'charcoal', size: 'M' }, 625, nellFauxPrices, [north(13)]),
      ],
    },
    {
      handle: 'mallory-lambskin-leather-jacket',
      title: 'Mallory Lambskin Leather Jacket',
      description:
        'Lambskin, shaved to 0.7 mm, is as light as real leather gets, and as dear. The jacket has no collar, no buckle and hardly a visible seam: only a two-way zip and a silk-cotton lining. Keep it from rough walls.',
      category: 'apparel/jackets',
      brand: 'Corvane',
      attributes: { material: 'leather', fit: 'slim', closure: 'zip', lining: 'silk' },
      releasedOn: clock.date(-40),
      rating: 4.8,
      variants: [
        variant('COR-MALLORY-BLACK-S', { colour: 'black', size: 'S' }, 960, malloryLambskinPrices, [
          harbour(2),
        ]),
        variant('COR-MALLORY-BLACK-M', { colour: 'black', size: 'M' }, 1000, malloryLambskinPrices, [
          harbour(3),
          millLane(1),
        ]),
        variant(
          'COR-MALLORY-DARK-BROWN-M',
          { colour: 'dark brown', size: 'M' },
          1000,
          malloryLambskinPrices,
          [],
        ),
      ],
    },
  ];
}
