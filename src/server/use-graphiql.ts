import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';

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
  "form-action 'none'",
].join('; ');

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
};

/** Serves GraphiQL, opened with `tabs`, to a browser that opens `/graphql`. Yoga's own plugin does the same, but without these headers. */
export function useGraphiql(
  logger: Logger,
  tabs: readonly string[],
  render: (tabs: readonly string[]) => Promise<string> = renderPage,
): Plugin {
  let page: Promise<string> | undefined;

  /** Null where it fails. Never throws: an exception in a hook would end the process. */
  async function loadPage(): Promise<string | null> {
    try {
      page ??= render(tabs);
      return await page;
    } catch (error) {
      page = undefined; // else one failure would be the answer for ever
      logger.error({ err: error }, 'GraphiQL could not be loaded');
      return null;
    }
  }

  return {
    async onRequest({ url, request, fetchAPI, endResponse }) {
      if (url.pathname !== '/graphql' || request.method !== 'GET') return;
      if (!request.headers.get('accept')?.includes('text/html')) return;
      const html = await loadPage();
      endResponse(
        html === null
          ? new fetchAPI.Response('GraphiQL could not be loaded; the log says why.', { status: 503 })
          : new fetchAPI.Response(html, { headers }),
      );
    },
  };
}

/** The whole page, assets inside: 9 MB, so it is loaded for the first browser that comes, and kept. */
async function renderPage(tabs: readonly string[]): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const page = renderGraphiQL({
    title: 'Trueshelf',
    defaultTabs: tabs.map((query) => ({ query })),
    credentials: 'omit',
    method: 'POST', // else subscriptions would be sent by GET, which is refused
  });
  return page.replace('</head>', () => `${stillTabs}${filledConversation}</head>`);
}

/**
 * GraphiQL's tabs can be dragged, and the animation moves a tab away from under the first press on it, so that the click is
 * lost. Held still, every click counts.
 */
const stillTabs = '<style>.graphiql-tab { transform: none !important; }</style>';

/**
 * Tabs that go on with a conversation declare `$conversation`. Where the variables leave it out, it is the conversation of the last
 * answer on this page that told its `conversationId`, so that such tabs work one after the other with nothing to paste.
 */
const filledConversation = `<script>
(() => {
  const send = window.fetch;
  let last;
  // Piece by piece: the page aborts a stream of events when it has the last one.
  const watch = async ({ body }) => {
    try {
      let text = '';
      const reader = body.pipeThrough(new TextDecoderStream()).getReader();
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        text += step.value;
        last = /"conversationId":\\s*"([^"]+)"/.exec(text)?.[1] ?? last;
      }
    } catch {}
  };
  window.fetch = async (address, init = {}) => {
    let asked;
    try { asked = JSON.parse(init.body); } catch { return send(address, init); }
    const query = String(asked?.query);
    if (last !== undefined && /[$]conversation\\b/.test(query) && asked.variables?.conversation == null) {
      init = { ...init, body: JSON.stringify({ ...asked, variables: { ...asked.variables, conversation: last } }) };
    }
    const response = await send(address, init);
    if (query.includes('conversationId')) void watch(response.clone());
    return response;
  };
})();
</script>`;
