import type { Plugin } from 'graphql-yoga';
import { type Admission, admit } from './admit.ts';
import { requestIdOf } from './request-id.ts';

const admissions = new WeakMap<Request, Admission>();

/** Admits every GraphQL request before its body is read, and sends its id back with every response. */
export function useAdmission(): Plugin {
  return {
    onRequestParse({ request }) {
      admissions.set(request, admit(request));
    },
    onResponse({ request, response }) {
      response.headers.set('x-request-id', requestIdOf(request));
    },
  };
}

/** What `admit` decided about a request that came this way. */
export function admissionOf(request: Request): Admission {
  const admission = admissions.get(request);
  if (!admission) throw new Error('A request reached execution without admission');
  return admission;
}
