import type { ProductRecord } from '../../src/import/catalogue-record.ts';
import type { Clock } from '../clock.ts';
import { eur, harbour, millLane, north, usd, variant, wholesale } from './parts.ts';

/** Products whose words say one thing and whose category, brand, attributes or audience another. traps.ts says what must happen. */
export function filterTraps(clock: Clock): ProductRecord[] {
  const ouzelFeltPrices = [usd('36.00', { from: clock.day(-310) })];
  const renardLeatherPrices = [
    usd('449.00', { from: clock.day(-400) }),
    eur('429.00', { from: clock.day(-400) }),
  ];
  const thistleRainPrices = [usd('14.95', { from: clock.day(-240) })];
  const hollisLeatherPrices = [usd('84.00', { from: clock.day(-55) })];
  const braeSuedePrices = [usd('142.00', { from: clock.day(-350) })];
  const clerkFauxPrices = [usd('116.00', { from: clock.day(-205) })];
  const dunmoreWaxedPrices = [usd('146.00', { from: clock.day(-900) })];
  const ledgerWaxedPrices = [usd('144.00', { from: clock.day(-340) })];
  const haldenLeatherPrices = [
    usd('345.00', { from: clock.day(-520) }),
    eur('335.00', { from: clock.day(-240) }),
  ];
  const cassLeatherPrices = [
    usd('99.00', { from: clock.day(-210) }),
    wholesale('70.00', { from: clock.day(-210) }),
  ];

  return [
    {
      handle: 'ouzel-felt-jacket-for-coffee-presses',
      title: 'Ouzel Felt Jacket for Coffee Presses',
      description:
        'A jacket for the coffee pot: thick grey wool felt with a leather toggle, to be buttoned round a glass press of one litre. Coffee stays warm for a second cup and the table stays dry.',
      category: 'kitchen/coffee',
      brand: 'Thrush & Kiln',
      attributes: { material: 'wool' },
      releasedOn: clock.date(-310),
      rating: 4.2,
      variants: [
        variant('THR-OUZEL-GREY', { colour: 'grey' }, 90, ouzelFeltPrices, [harbour(40)]),
        variant('THR-OUZEL-RED', { colour: 'red' }, 90, ouzelFeltPrices, [harbour(12), north(3)]),
      ],
    },
    {
      handle: 'renard-leather-coat',
      title: 'Renard Leather Coat',
      description:
        'A leather jacket that forgot to stop: the coat runs to the knee, belted, with patch pockets and a collar you can turn up against a film-set wind. Soft cowhide, regular in fit, half-lined.',
      category: 'apparel/coats',
      brand: 'Ostervey',
      attributes: { material: 'leather', fit: 'regular', closure: 'buttons and belt', lining: 'viscose' },
      releasedOn: clock.date(-400),
      rating: 4.5,
      variants: [
        variant('OST-RENARD-BLACK-M', { colour: 'black', size: 'M' }, 2450, renardLeatherPrices, [
          harbour(3),
        ]),
        variant('OST-RENARD-BLACK-L', { colour: 'black', size: 'L' }, 2560, renardLeatherPrices, [
          harbour(2),
          north(1),
        ]),
      ],
    },
    {
      handle: 'thistle-rain-cover-for-cragmere-packs',
      title: 'Thistle Rain Cover for Cragmere Packs',
      description:
        'Coated nylon, cut to the shape of the Cragmere packs of 25 to 32 litres and sold at a third of what Cragmere asks for its own. An elastic hem holds the cover on; a toggle at the bottom lets the water out.',
      category: 'bags/backpacks',
      brand: 'Teaselock',
      attributes: { material: 'nylon', waterproof: true },
      releasedOn: clock.date(-240),
      rating: 4,
      variants: [
        variant('TEA-THISTLE-BLACK', { colour: 'black' }, 85, thistleRainPrices, [harbour(80, 6), north(31)]),
        variant('TEA-THISTLE-OCHRE', { colour: 'ochre' }, 85, thistleRainPrices, [harbour(22)]),
      ],
    },
    {
      handle: 'hollis-leather-look-shirt-jacket',
      title: 'Hollis Leather-Look Shirt Jacket',
      description:
        'The shine of leather, the cut of a shirt, the care label of a raincoat: this shirt jacket is faux leather through and through. Press studs, curved hem, relaxed sleeves. Leather lovers will spot it, vegans will wear it.',
      category: 'apparel/jackets',
      brand: 'Pellworth',
      attributes: { material: 'faux leather', fit: 'relaxed', closure: 'snaps' },
      releasedOn: clock.date(-55),
      rating: 3.7,
      variants: [
        variant('PEL-HOLLIS-BLACK-M', { colour: 'black', size: 'M' }, 720, hollisLeatherPrices, [
          harbour(13),
        ]),
        variant('PEL-HOLLIS-TAN-M', { colour: 'tan', size: 'M' }, 720, hollisLeatherPrices, [
          harbour(6),
          north(6),
        ]),
      ],
    },
    {
      handle: 'brae-suede-trucker-jacket',
      title: 'Brae Suede Trucker Jacket',
      description:
        'Thick suede, cut like the denim original and heavier than most, with horn buttons and pockets that take hands rather than phones. One hide in the whole back. Regular; wear it open.',
      category: 'apparel/jackets',
      brand: 'Haldmoor',
      attributes: { material: 'suede', fit: 'regular', closure: 'buttons' },
      releasedOn: clock.date(-350),
      rating: 4.4,
      variants: [
        variant('HAL-BRAE-BLACK-M', { colour: 'black', size: 'M' }, 1190, braeSuedePrices, [harbour(8)]),
        variant('HAL-BRAE-TAN-M', { colour: 'tan', size: 'M' }, 1190, braeSuedePrices, [
          harbour(4),
          north(4),
        ]),
      ],
    },
    {
      handle: 'clerk-faux-leather-blouson',
      title: 'Clerk Faux Leather Blouson',
      description:
        'A short jacket in faux leather, gathered at a knitted waist, for those who find bikers too pointed. It is made in black and in nothing else. The regular body is lined to the cuffs, two inside pockets included.',
      category: 'apparel/jackets',
      brand: 'Quillon Row',
      attributes: { material: 'faux leather', fit: 'regular', closure: 'zip', lining: 'viscose' },
      releasedOn: clock.date(-205),
      rating: 4.1,
      variants: [
        variant('QUI-BLOUSON-BLACK-S', { colour: 'black', size: 'S' }, 760, clerkFauxPrices, [harbour(5)]),
        variant('QUI-BLOUSON-BLACK-M', { colour: 'black', size: 'M' }, 790, clerkFauxPrices, [
          harbour(7),
          millLane(1),
        ]),
      ],
    },
    {
      handle: 'dunmore-waxed-cotton-field-jacket',
      title: 'Dunmore Waxed Cotton Field Jacket',
      description:
        'Tarnwick’s field jacket has been in the range since the firm began: waxed cotton from Dundee, four flapped pockets, a collar of corduroy. The waist draws in from inside. Regular fit; the back vent snaps.',
      category: 'apparel/jackets',
      brand: 'Tarnwick',
      attributes: { material: 'waxed cotton', fit: 'regular', closure: 'zip and snaps' },
      releasedOn: clock.date(-900),
      rating: 4.6,
      variants: [
        variant('TAR-DUNMORE-OLIVE-M', { colour: 'olive', size: 'M' }, 1150, dunmoreWaxedPrices, [
          harbour(9),
        ]),
        variant('TAR-DUNMORE-OLIVE-L', { colour: 'olive', size: 'L' }, 1210, dunmoreWaxedPrices, [
          harbour(6),
          north(3),
        ]),
      ],
    },
    {
      handle: 'ledger-waxed-cotton-field-jacket',
      title: 'Ledger Waxed Cotton Field Jacket',
      description:
        'Another four-pocket field jacket with a corduroy collar, so close to the well-known one that both makers have stopped mentioning it. The difference is a lighter wax and a lining in bookkeeper’s green. It fits regular and comes in olive as well.',
      category: 'apparel/jackets',
      brand: 'Quillon Row',
      attributes: { material: 'waxed cotton', fit: 'regular', closure: 'zip and snaps', lining: 'cotton' },
      releasedOn: clock.date(-340),
      rating: 4.4,
      variants: [
        variant('QUI-LEDGER-OLIVE-M', { colour: 'olive', size: 'M' }, 1090, ledgerWaxedPrices, [harbour(11)]),
        variant('QUI-LEDGER-OLIVE-L', { colour: 'olive', size: 'L' }, 1150, ledgerWaxedPrices, [harbour(5)]),
      ],
    },
    {
      handle: 'halden-leather-biker-jacket-long',
      title: 'Halden Leather Biker Jacket, Long',
      description:
        'The tall sister of the Halden: the same full-grain leather and slanted zip, with five centimetres more in the body and three in the arm. The hide is the same 1.1 mm throughout, and so is the slim cut.',
      category: 'apparel/jackets',
      brand: 'Corvane',
      attributes: { material: 'leather', fit: 'slim', closure: 'zip', lining: 'cotton' },
      releasedOn: clock.date(-520),
      rating: 4.6,
      variants: [
        variant('COR-HALDENLONG-BLACK-M', { colour: 'black', size: 'M' }, 1960, haldenLeatherPrices, [
          harbour(2),
        ]),
        variant('COR-HALDENLONG-BLACK-L', { colour: 'black', size: 'L' }, 2050, haldenLeatherPrices, [
          harbour(3),
          north(1),
        ]),
      ],
    },
    {
      handle: 'cass-leather-sample-jacket',
      title: 'Cass Leather Sample Jacket',
      description:
        'A showroom sample for our trade customers: a leather jacket in last autumn’s cut, with pin marks at the hem and a number inside. No returns, no second one like it in any size.',
      category: 'apparel/jackets',
      brand: 'Ostervey',
      attributes: { material: 'leather', fit: 'regular', closure: 'zip' },
      releasedOn: clock.date(-210),
      rating: 4.1,
      audience: ['wholesale'],
      variants: [
        variant('OST-CASS-BLACK-M', { colour: 'black', size: 'M' }, 1330, cassLeatherPrices, [harbour(4)]),
        variant('OST-CASS-TAN-M', { colour: 'tan', size: 'M' }, 1330, cassLeatherPrices, [harbour(2)]),
      ],
    },
    {
      handle: 'mallory-washed-leather-jacket',
      title: 'Mallory Washed Leather Jacket',
      description:
        'Copy not final: next spring’s leather jacket, washed so that it starts out crumpled and light. Photographs follow. The fit is relaxed, and the price still has to be agreed.',
      category: 'apparel/jackets',
      brand: 'Corvane',
      attributes: { material: 'leather', fit: 'relaxed', closure: 'zip' },
      status: 'draft',
      variants: [
        variant(
          'COR-WASHED-SAND-M',
          { colour: 'sand', size: 'M' },
          1120,
          [usd('139.00', { from: clock.day(-1) })],
          [harbour(5)],
        ),
      ],
    },
    {
      handle: 'furoshiki',
      title: 'Furoshiki',
      category: 'oddments',
      releasedOn: clock.date(-40),
      audience: ['wholesale'],
      variants: [variant('FUROSHIKI', {}, 85, [usd('19.95', { from: clock.day(-40) })], [harbour(14)])],
    },
  ];
}
