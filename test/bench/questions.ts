/**
 * What is asked of the demo shop: head words, things with a property, and whole sentences, alike in number. None names a
 * price, a brand or a stock, so that the share of the catalogue that qualifies is the one that the filter sets; the run
 * proves it.
 */
export const questions: readonly string[] = [
  'tent',
  'kettle',
  'backpack',
  'jeans',
  'headphones',
  'desk lamp',
  'rug',
  'wallet',
  'saucepan',
  'monitor',
  'scarf',
  'quiet mechanical keyboard',
  'insulated bottle for hot coffee',
  'round table for a small kitchen',
  'warm sleeping bag for cold nights',
  'blackout curtains for a bedroom',
  'hiking boots for wet paths',
  'soft jumper for spring',
  'suitcase with four wheels',
  'chef knife that stays sharp',
  'bedside light with a dimmer',
  'long dress for a summer wedding',
  'somewhere to put all the shoes piling up by the front door',
  'my phone always dies halfway through the day at festivals',
  'the tomatoes I cut always end up squashed, everything in my drawer is blunt',
  'I need to get the baby to sleep in summer when it is still light outside',
  'my feet get soaked walking the dog every morning across wet fields',
  'I sit at the kitchen table working from home and my back is killing me by lunch',
  'want to make proper espresso at home but have no idea where to start',
  'our bedroom is freezing in winter and we would rather sleep warm than run the heating',
  'headphones so I can concentrate in an open plan office',
  'a bag that fits my laptop and gym stuff but still looks fine in meetings',
];
