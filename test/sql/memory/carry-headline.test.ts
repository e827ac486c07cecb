import { expect, it } from 'vitest';
import { useDatabase } from '../../harness/use-database.ts';
import { talk, toldOf } from './told.ts';

const shop = useDatabase('demo');

const leather =
  'PREFER_ATTRIBUTE:material material: leather or nubuck or suede or patent leather or waxed leather';
const jackets = 'PREFER_CATEGORY in Jackets';
const lighter = 'COMPARATIVE:weight_grams lighter';
const black = 'ATTRIBUTE:colour colour: black or matt black or speckled black';
const red = 'PREFER_ATTRIBUTE:colour colour: red or berry or burgundy or oxblood or 4 more';
const under150 = 'PRICE_MAX under $150.00';
/** What every turn about jackets holds to from the first one on. */
const carried = [`${lighter} @1`, `${leather} @1`, `${jackets} @1`];

it('the headline conversation holds together from turn to turn, in the demo shop', async () => {
  const answers = await talk(shop, [
    'something like a leather jacket but lighter',
    'under $150',
    'in black',
    'cheaper',
    'cheaper',
    'the second one, what sizes are there?',
    'forget the colour',
    'red dresses',
    'start over',
  ]);
  const told = answers.map(toldOf).map(({ move, residue, demands, wishes, superseded, handles }) => ({
    move,
    topic: residue,
    demands,
    wishes,
    superseded,
    best: handles.slice(0, 2),
  }));
  expect(told).toEqual([
    {
      move: 'SEARCH',
      topic: 'leather jacket',
      demands: [],
      wishes: [leather, jackets, lighter],
      superseded: [],
      best: ['juno-faux-leather-biker-jacket', 'hollis-leather-look-shirt-jacket'],
    },
    {
      move: 'REFINE',
      topic: 'leather jacket',
      demands: [under150],
      wishes: carried,
      superseded: [],
      best: ['juno-faux-leather-biker-jacket', 'hollis-leather-look-shirt-jacket'],
    },
    {
      move: 'REFINE',
      topic: 'leather jacket',
      demands: [black, `${under150} @2`],
      wishes: carried,
      superseded: [],
      best: ['juno-faux-leather-biker-jacket', 'hollis-leather-look-shirt-jacket'],
    },
    {
      move: 'REFINE',
      topic: 'leather jacket',
      demands: [`${black} @3`, `${under150} @2`],
      wishes: ['COMPARATIVE:price cheaper than 98 of LIST @3', ...carried],
      superseded: [],
      best: ['hollis-leather-look-shirt-jacket', 'fen-nylon-racer-jacket'],
    },
    {
      move: 'REFINE',
      topic: 'leather jacket',
      demands: [`${black} @3`, `${under150} @2`],
      wishes: ['COMPARATIVE:price cheaper than 89 of LIST @4', ...carried],
      superseded: ['COMPARATIVE:price cheaper @4 REPLACED'],
      best: ['hollis-leather-look-shirt-jacket', 'juno-faux-leather-biker-jacket'],
    },
    {
      move: 'ITEM',
      topic: '',
      demands: [],
      wishes: [],
      superseded: [],
      best: ['juno-faux-leather-biker-jacket'],
    },
    {
      move: 'FORGET',
      topic: 'leather jacket',
      demands: [`${under150} @2`],
      wishes: [`COMPARATIVE:price cheaper @5 than 89 of LIST @4`, ...carried],
      superseded: [`${black} @3 FORGOTTEN`],
      best: ['hollis-leather-look-shirt-jacket', 'nell-faux-suede-bomber-jacket'],
    },
    {
      move: 'NEW_TOPIC',
      topic: 'red dresses',
      demands: [`${under150} @2`],
      wishes: [red, 'PREFER_CATEGORY in Dresses'],
      superseded: [
        `${lighter} @1 NEW_TOPIC`,
        `${leather} @1 NEW_TOPIC`,
        `${jackets} @1 NEW_TOPIC`,
        'TOPIC leather jacket @1 NEW_TOPIC',
        'COMPARATIVE:price cheaper @5 NEW_TOPIC',
      ],
      best: ['nell-corduroy-pinafore-dress', 'juno-linen-maxi-dress'],
    },
    {
      move: 'RESTART',
      topic: '',
      demands: [],
      wishes: [],
      superseded: [
        `${under150} @2 RESTARTED`,
        `${red} @8 RESTARTED`,
        'PREFER_CATEGORY in Dresses @8 RESTARTED',
        'TOPIC red dresses @8 RESTARTED',
      ],
      best: [],
    },
  ]);
});
