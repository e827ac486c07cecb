import type { Plugin } from 'graphql-yoga';
import { AliasLimitRule, DepthLimitRule, parseWithinLimit } from './query-limits.ts';

/** Bounds what one document may ask. A document that Yoga's cache knows has passed before and costs nothing. */
export function useQueryLimits(): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn(parseWithinLimit);
    },
    onValidate({ addValidationRule }) {
      addValidationRule(DepthLimitRule);
      addValidationRule(AliasLimitRule);
    },
  };
}
