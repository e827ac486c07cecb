import './decimal.ts';
import './currency-code.ts';
import './date-time.ts';
import './json-object.ts';
import './offer.ts';
import './product.ts';
import './products.ts';
import './product-similar.ts';
import './similar-items.ts';
import './explain-match.ts';
import './interpretation.ts';
import './suggestion.ts';
import './embedding-status.ts';
import './chat.ts';
import './chat-event.ts';
import './conversation.ts';
import './decision.ts';
import './decisions.ts';
import './replay.ts';
import './feedback.ts';
import './demand.ts';
import { builder } from './builder.ts';

/** The public contract, types sorted by name. */
export const schema = builder.toSchema();
