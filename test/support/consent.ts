/** What an admin does on the pages of the demo organisation, by plain form posts. */
export interface Consent {
  account: string;
  decision: 'allow' | 'cancel';
  /** Permissions the admin unticks. */
  untick?: readonly string[];
}

export interface LastPage {
  status: number;
  address: URL;
  html: string;
  headers: Headers;
}

/** Walks from the sign-in address through account choice and consent; resolves with the page at the end. */
export async function walkConsent(address: string, consent: Consent): Promise<LastPage> {
  const choice = await load(address);
  const request = hiddenField(choice.html, 'request');
  const origin = new URL(address).origin;
  const asked = await load(
    `${origin}/o/oauth2/v2/auth/account`,
    new URLSearchParams({ request, account: consent.account }),
  );
  const form = new URLSearchParams({
    request: hiddenField(asked.html, 'request'),
    account: hiddenField(asked.html, 'account'),
    decision: consent.decision,
  });
  for (const [, scope = ''] of asked.html.matchAll(/name="scope" value="([^"]+)"/g)) {
    if (!consent.untick?.includes(scope)) form.append('scope', scope);
  }
  return load(`${origin}/o/oauth2/v2/auth/consent`, form);
}

async function load(address: string, form?: URLSearchParams): Promise<LastPage> {
  const response = await fetch(address, form === undefined ? {} : { method: 'POST', body: form });
  return {
    status: response.status,
    address: new URL(response.url),
    html: await response.text(),
    headers: response.headers,
  };
}

function hiddenField(html: string, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];
  if (value === undefined) throw new Error(`the page has no field ${name}: ${html.slice(0, 300)}`);
  return value.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
}
