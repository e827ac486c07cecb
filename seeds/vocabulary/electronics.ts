import type { Vocabulary } from '../vocabulary.ts';
import { chargers } from './electronics/chargers.ts';
import { headphones } from './electronics/headphones.ts';
import { keyboards } from './electronics/keyboards.ts';
import { monitors } from './electronics/monitors.ts';
import { speakers } from './electronics/speakers.ts';
import { televisions } from './electronics/televisions.ts';

export const electronics: Vocabulary = {
  department: 'electronics',
  categories: [headphones, speakers, televisions, monitors, keyboards, chargers],
};
