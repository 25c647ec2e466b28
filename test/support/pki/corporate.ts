import { type OpenSsl, openSsl } from './openssl.ts';

/** The password of every locked file. */
export const PASSWORD = 'geheim';
/** What the certificate of `leaf.pem` is for. */
export const LEAF_NAMES = ['muster.corp', '*.sub.corp', '10.0.0.1', '2001:db8::1'];

/**
 * A company’s own authority, made by openssl: `root.pem` signs `middle.pem` signs `leaf.pem`, whose key is `leaf.key`
 * (PKCS #8). `others.pem` are authorities that have nothing to do with it.
 */
export async function corporateAuthority(): Promise<OpenSsl> {
  const openssl = await openSsl();
  const request = (name: string) =>
    openssl(`req -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.csr -subj /CN=${name}`);
  const selfSigned = (name: string) =>
    openssl(
      `req -x509 -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.pem -subj /CN=${name} -days 3650`,
    );
  await Promise.all([selfSigned('root'), selfSigned('others'), request('middle'), request('leaf')]);
  await openssl.write('middle.ext', 'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=keyCertSign\n');
  await openssl.write(
    'leaf.ext',
    'subjectAltName=DNS:muster.corp,DNS:*.sub.corp,IP:10.0.0.1,IP:2001:db8::1\nextendedKeyUsage=serverAuth\n',
  );
  await sign(openssl, 'middle', 'root');
  await sign(openssl, 'leaf', 'middle');
  return openssl;
}

/** Signs `<name>.csr` with its `<name>.ext`; answers nothing, writes `<name>.pem`. */
export async function sign(openssl: OpenSsl, name: string, issuer: string, how = '-days 300'): Promise<void> {
  await openssl(
    `x509 -req -in ${name}.csr -CA ${issuer}.pem -CAkey ${issuer}.key -CAcreateserial -extfile ${name}.ext -out ${name}.pem ${how}`,
  );
}

/** Several of its files in one. */
export async function joined(openssl: OpenSsl, ...names: string[]): Promise<Buffer> {
  return Buffer.concat(await Promise.all(names.map((name) => openssl.read(name))));
}
