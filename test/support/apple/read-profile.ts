import type { OpenSsl } from '../pki/openssl.ts';

export type Plain = string | number | boolean | Buffer | Plain[] | { [key: string]: Plain };
export type Dict = { [key: string]: Plain };

/** Takes a profile apart as openssl sees it: its signer must lead to the root. Rejects when it does not. */
export async function openProfile(openssl: OpenSsl, root: string, bytes: Uint8Array): Promise<Dict> {
  await openssl.write('root.pem', root);
  await openssl.write('profile.mobileconfig', bytes);
  await openssl('cms -verify -inform DER -in profile.mobileconfig -CAfile root.pem -out profile.plist');
  return dictOf(readXml((await openssl.read('profile.plist')).toString()));
}

/** A reader of XML property lists of its own, for what is well-formed. */
function readXml(text: string): Plain {
  const tokens = [...text.matchAll(/<(\/?)(\w+)(\/?)>([^<]*)/g)];
  let at = 0;
  const value = (): Plain => {
    const [, , name = '', empty, content = ''] = tokens[at++] ?? [];
    if (name === 'true' || name === 'false') return name === 'true';
    if (name === 'array' || name === 'dict') return empty === '/' ? [] : several(name);
    at += 1;
    if (name === 'integer') return Number(content);
    return name === 'data' ? Buffer.from(content, 'base64') : plain(content);
  };
  const several = (name: string): Plain => {
    const found: Plain[] = [];
    while (tokens[at]?.[1] !== '/') found.push(value());
    at += 1;
    if (name === 'array') return found;
    return Object.fromEntries(found.flatMap((key, i) => (i % 2 === 0 ? [[key, found[i + 1] ?? '']] : [])));
  };
  return value();
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export function dictOf(value: Plain | undefined): Dict {
  if (typeof value !== 'object' || Array.isArray(value) || Buffer.isBuffer(value))
    throw new Error('no dictionary');
  return value;
}

/** The payload of a type. */
export function payloadOf(profile: Dict, type: string): Dict {
  const { PayloadContent: content } = profile;
  const found = Array.isArray(content)
    ? content.map(dictOf).find(({ PayloadType }) => PayloadType === type)
    : undefined;
  return dictOf(found);
}

/** The challenge it carries. */
export function challengeOf(profile: Dict): string {
  return String(dictOf(payloadOf(profile, 'com.apple.security.scep').PayloadContent).Challenge);
}
