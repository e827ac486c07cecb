import type { Plugin } from 'graphql-yoga';

/** Sends a browser that opens the bare address to GraphiQL. */
export function useLanding(): Plugin {
  return {
    onRequest({ url, request, fetchAPI, endResponse }) {
      if (url.pathname !== '/' || request.method !== 'GET') return;
      if (!request.headers.get('accept')?.includes('text/html')) return;
      endResponse(new fetchAPI.Response(null, { status: 302, headers: { location: '/graphql' } }));
    },
  };
}
