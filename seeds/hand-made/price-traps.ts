import type { ProductRecord } from '../../src/import/catalogue-record.ts';
import type { Clock } from '../clock.ts';
import { harbour, millLane, north, usd, variant } from './parts.ts';

/** Products whose price is what a careless answer gets wrong. traps.ts says what must happen. */
export function priceTraps(clock: Clock): ProductRecord[] {
  const scarthWaxedPrices = [usd('150.00', { from: clock.day(-190) })];
  const vesperLeatherPrices = [
    usd('219.00', { from: clock.day(-500), to: clock.day(-4) }),
    usd('139.00', { from: clock.day(-4), to: clock.hours(-1), compareAt: '219.00' }),
    usd('219.00', { from: clock.hours(-1) }),
  ];
  const gasworksWaxedPrices = [
    usd('168.00', { from: clock.day(-120), to: clock.hours(1) }),
    usd('128.00', { from: clock.hours(1), to: clock.day(8), compareAt: '168.00' }),
    usd('168.00', { from: clock.day(8) }),
  ];
  const eskerSuedePrices = [usd('145.00', { from: clock.hours(1) })];
  const wickLeatherPrices = [
    usd('149.00', { from: clock.day(-780), to: clock.day(-300) }),
    usd('89.00', { from: clock.day(-300), to: clock.day(-210), compareAt: '149.00' }),
  ];
  const orbitOnPrices = [
    usd('69.00', { from: clock.day(-200), to: clock.now }),
    usd('89.00', { from: clock.now }),
  ];
  const carrowWaxedPrices = [
    usd('159.00', { from: clock.day(-640), to: clock.day(-10) }),
    usd('99.00', { from: clock.day(-10), to: clock.day(-3), compareAt: '159.00' }),
    usd('159.00', { from: clock.day(-3) }),
  ];

  return [
    {
      handle: 'thirl-faux-leather-biker-jacket',
      title: 'Thirl Faux Leather Biker Jacket',
      description:
        'A biker jacket in two moods: the red one is last season’s dye and goes for less, the blue one is new. Both are faux leather on a cotton back, cut slim, with a belt that buckles low. Nobody at the next table will know that no cow was involved.',
      category: 'apparel/jackets',
      brand: 'Corvane',
      attributes: { material: 'faux leather', fit: 'slim', closure: 'zip' },
      releasedOn: clock.date(-330),
      rating: 4.3,
      variants: [
        variant(
          'COR-THIRL-RED-M',
          { colour: 'red', size: 'M' },
          880,
          [
            usd('160.00', { from: clock.day(-330), to: clock.day(-45) }),
            usd('120.00', { from: clock.day(-45), compareAt: '160.00' }),
          ],
          [harbour(0), north(0)],
        ),
        variant(
          'COR-THIRL-BLUE-L',
          { colour: 'blue', size: 'L' },
          920,
          [usd('180.00', { from: clock.day(-70) })],
          [harbour(7)],
        ),
      ],
    },
    {
      handle: 'scarth-waxed-cotton-racer-jacket',
      title: 'Scarth Waxed Cotton Racer Jacket',
      description:
        'Black waxed cotton with a dry finish, so that it does not rub off on car seats. The racer collar closes with one snap and the chest pocket is cut on the slant. In a regular fit it is lighter than almost any leather jacket we sell.',
      category: 'apparel/jackets',
      brand: 'Haldmoor',
      attributes: { material: 'waxed cotton', fit: 'regular', closure: 'zip' },
      releasedOn: clock.date(-190),
      rating: 4.4,
      variants: [
        variant('HAL-SCARTH-BLACK-M', { colour: 'black', size: 'M' }, 930, scarthWaxedPrices, [
          harbour(9),
          north(2),
        ]),
        variant('HAL-SCARTH-BLACK-L', { colour: 'black', size: 'L' }, 970, scarthWaxedPrices, [harbour(4)]),
      ],
    },
    {
      handle: 'greer-nylon-bomber-jacket',
      title: 'Greer Nylon Bomber Jacket',
      description:
        'The same nylon shell is sold bare for spring or with a zip-in shearling liner for winter, hence the two prices. Bare, it folds to the size of a paperback; lined, it stops a north wind. Orange inside, as bombers have been since the fifties.',
      category: 'apparel/jackets',
      brand: 'Pellworth',
      attributes: { material: 'nylon', fit: 'regular', closure: 'zip' },
      releasedOn: clock.date(-260),
      rating: 4,
      variants: [
        variant(
          'PEL-GREER-UNLINED-M',
          { colour: 'olive', size: 'M', lining: 'unlined' },
          380,
          [usd('58.00', { from: clock.day(-260) })],
          [harbour(21)],
        ),
        variant(
          'PEL-GREER-SHEARLING-M',
          { colour: 'olive', size: 'M', lining: 'shearling' },
          1420,
          [usd('212.00', { from: clock.day(-260) })],
          [harbour(6), north(3)],
        ),
      ],
    },
    {
      handle: 'vesper-leather-bomber-jacket',
      title: 'Vesper Leather Bomber Jacket',
      description:
        'A bomber in pebbled goat leather with knitted cuffs that are sewn so as to be replaceable. The lining is viscose, the pocket inside is big enough for a map. It hangs straight from the shoulder, in a regular fit.',
      category: 'apparel/jackets',
      brand: 'Corvane',
      attributes: { material: 'leather', fit: 'regular', closure: 'zip', lining: 'viscose' },
      releasedOn: clock.date(-500),
      rating: 4.6,
      variants: [
        variant('COR-VESPER-BLACK-M', { colour: 'black', size: 'M' }, 1310, vesperLeatherPrices, [
          harbour(8),
          north(4),
        ]),
        variant('COR-VESPER-BLACK-L', { colour: 'black', size: 'L' }, 1370, vesperLeatherPrices, [
          harbour(5),
        ]),
      ],
    },
    {
      handle: 'gasworks-waxed-cotton-trucker-jacket',
      title: 'Gasworks Waxed Cotton Trucker Jacket',
      description:
        'A trucker jacket whose waxed cotton started out as sailcloth. Copper buttons, two chest pockets with room for gloves, and a hem that tightens with a tab. Regular in fit and stubborn in the rain.',
      category: 'apparel/jackets',
      brand: 'Quillon Row',
      attributes: { material: 'waxed cotton', fit: 'regular', closure: 'buttons' },
      releasedOn: clock.date(-120),
      rating: 4.2,
      variants: [
        variant('QUI-GASWORKS-NAVY-M', { colour: 'navy', size: 'M' }, 960, gasworksWaxedPrices, [
          harbour(10),
        ]),
        variant('QUI-GASWORKS-NAVY-L', { colour: 'navy', size: 'L' }, 1010, gasworksWaxedPrices, [
          harbour(6),
          millLane(1),
        ]),
      ],
    },
    {
      handle: 'esker-suede-racer-jacket',
      title: 'Esker Suede Racer Jacket',
      description:
        'New this season: a racer in butter-soft goat suede, with the seams turned outwards as the only ornament. Slim in the sleeve, unlined below the yoke, it will suit late summer evenings best.',
      category: 'apparel/jackets',
      brand: 'Corvane',
      attributes: { material: 'suede', fit: 'slim', closure: 'zip', lining: 'unlined' },
      releasedOn: clock.date(0),
      variants: [
        variant('COR-ESKER-SAND-S', { colour: 'sand', size: 'S' }, 870, eskerSuedePrices, [harbour(12)]),
        variant('COR-ESKER-SAND-M', { colour: 'sand', size: 'M' }, 910, eskerSuedePrices, [harbour(12)]),
      ],
    },
    {
      handle: 'wick-leather-trucker-jacket',
      title: 'Wick Leather Trucker Jacket',
      description:
        'Our leather trucker of two winters ago, in a split hide that kept it affordable. It had shank buttons, side adjusters and a regular body. We keep this page for those who own one and look for the washing instructions: there are none, wipe it.',
      category: 'apparel/jackets',
      brand: 'Pellworth',
      attributes: { material: 'leather', fit: 'regular', closure: 'buttons' },
      releasedOn: clock.date(-780),
      rating: 3.8,
      variants: [
        variant('PEL-WICK-BLACK-M', { colour: 'black', size: 'M' }, 1490, wickLeatherPrices, [north(1)]),
        variant('PEL-WICK-BLACK-L', { colour: 'black', size: 'L' }, 1560, wickLeatherPrices, [north(2)]),
      ],
    },
    {
      handle: 'orbit-on-ear-headphones',
      title: 'Orbit On-Ear Headphones',
      description:
        'Flat-folding wireless headphones in the size of a biscuit tin lid, with pads of woven cloth instead of plastic. They play for 40 hours over Bluetooth, or for ever over a cable. No app is needed, or offered.',
      category: 'electronics/audio/headphones',
      brand: 'Velquist',
      attributes: { connection: 'Bluetooth', wireless: true, noise_cancelling: false, battery_h: 40 },
      releasedOn: clock.date(-200),
      rating: 4.1,
      variants: [
        variant('VEL-ORBIT-BLACK', { colour: 'black' }, 172, orbitOnPrices, [harbour(30), north(15)]),
        variant('VEL-ORBIT-SAND', { colour: 'sand' }, 172, orbitOnPrices, [harbour(12)]),
      ],
    },
    {
      handle: 'carrow-waxed-cotton-biker-jacket',
      title: 'Carrow Waxed Cotton Biker Jacket',
      description:
        'Corvane’s answer to riders who commute: a biker jacket in waxed cotton with felt behind the shoulders, where a pack would rub. The zip is covered, the collar lined in moleskin. Regular fit, long arms.',
      category: 'apparel/jackets',
      brand: 'Corvane',
      attributes: { material: 'waxed cotton', fit: 'regular', closure: 'zip' },
      releasedOn: clock.date(-640),
      rating: 4.5,
      variants: [
        variant('COR-CARROW-DARK-BROWN-M', { colour: 'dark brown', size: 'M' }, 1150, carrowWaxedPrices, [
          harbour(7),
        ]),
        variant('COR-CARROW-DARK-BROWN-L', { colour: 'dark brown', size: 'L' }, 1210, carrowWaxedPrices, [
          harbour(3),
          north(5),
        ]),
      ],
    },
    {
      handle: 'ardley-two-weight-biker-jacket',
      title: 'Ardley Two-Weight Biker Jacket',
      description:
        'One biker jacket, two weights of waxed cotton. The standard cloth is the tough one; the summer cloth is spun finer, takes two days longer to weave and costs accordingly. Side by side you would tell them apart by hand, not by eye. Both come in a regular fit.',
      category: 'apparel/jackets',
      brand: 'Tarnwick',
      attributes: { material: 'waxed cotton', fit: 'regular', closure: 'zip' },
      releasedOn: clock.date(-75),
      rating: 4.3,
      variants: [
        variant(
          'TAR-ARDLEY-STANDARD-M',
          { colour: 'charcoal', size: 'M', cloth: 'standard' },
          1240,
          [usd('138.00', { from: clock.day(-75) })],
          [harbour(9), north(6)],
        ),
        variant(
          'TAR-ARDLEY-SUMMER-M',
          { colour: 'charcoal', size: 'M', cloth: 'summer' },
          690,
          [usd('196.00', { from: clock.day(-75) })],
          [harbour(5)],
        ),
      ],
    },
  ];
}
