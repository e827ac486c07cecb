import type { GraphiQLOptions, Plugin } from 'graphql-yoga';
import { walkthrough } from './walkthrough.ts';

/** The page may load nothing and talk to nobody but this gateway, so it works, and stays private, with the network closed. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
};

/** Serves GraphiQL to a browser that opens `/graphql`. Yoga's own plugin does the same, but without these headers. */
export function useGraphiql(): Plugin {
  return {
    async onRequest({ url, request, fetchAPI, endResponse }) {
      if (url.pathname !== '/graphql' || request.method !== 'GET') return;
      if (!request.headers.get('accept')?.includes('text/html')) return;
      endResponse(new fetchAPI.Response(await renderPage(), { headers }));
    },
  };
}

let page: Promise<string> | undefined;

/** The whole page, assets inside: 9 MB, so it is loaded for the first browser that comes, and kept. */
function renderPage(): Promise<string> {
  page ??= import('@graphql-yoga/render-graphiql').then(({ renderGraphiQL }) => renderGraphiQL(options));
  return page;
}

const options: GraphiQLOptions = {
  title: 'Trueshelf',
  defaultTabs: walkthrough.map((query) => ({ query })),
  credentials: 'omit',
};
