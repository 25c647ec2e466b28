import Bowser from 'bowser';

/** Longer ones are cut before they are looked into. */
const LOOKED_AT = 300;
const REMEMBERED = 200;

/** Shortens a User-Agent header to `name / system`, as in `Safari / iOS`; keeps the ones seen last. */
export function createAgentNames(): (userAgent: string) => string {
  const known = new Map<string, string>();
  return (userAgent) => {
    const asked = userAgent.slice(0, LOOKED_AT);
    const name = known.get(asked) ?? nameOf(asked);
    known.delete(asked);
    known.set(asked, name);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return name;
  };
}

function nameOf(userAgent: string): string {
  if (userAgent === '') return '';
  const { browser, os } = Bowser.parse(userAgent);
  // Of programs it does not know, Bowser answers whatever they wrote.
  const [product] = /^[\w.+-][\w .+-]{0,39}/.exec(browser.name || userAgent) ?? [];
  return [product, os.name].filter((part) => part !== undefined && part !== '').join(' / ');
}
