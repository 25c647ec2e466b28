import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'ldapts';
import type { LdapConnection } from '../../../electron/model/ldap.ts';
import { type Certified, certify, makeAuthority } from './authority.ts';

export const BASE = 'dc=example,dc=org';
/** Reads as much as it wants. */
export const READER = { dn: `cn=reader,${BASE}`, password: 'read £ everything' };
/** May have 500 entries to an answer, which is what OpenLDAP grants when nobody says otherwise. */
export const LIMITED = { dn: `cn=limited,${BASE}`, password: 'read a little' };

/** A real OpenLDAP on loopback, with a certificate for `localhost` by an authority of its own. */
export interface LdapServer {
  /** For StartTLS. */
  port: number;
  tlsPort: number;
  authority: Certified;
  /** An authority that has signed nothing here. */
  stranger: Certified;
  /** Settings that reach it by StartTLS as the reader; everything can be given otherwise. */
  connection(otherwise?: Partial<LdapConnection>): LdapConnection;
  /** Does something to the directory as its manager. */
  manage(work: (client: Client) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const MANAGER = { dn: `cn=manager,${BASE}`, password: 'manage everything' };

/** Starts it with these entries (LDIF). Throws an Error that says what the machine lacks. */
export async function startLdapServer(ldif: string): Promise<LdapServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-slapd-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const authority = makeAuthority(folder, 'authority');
    const stranger = makeAuthority(folder, 'stranger');
    const config = writeConfig(folder, authority, certify(folder, authority, 'localhost'));
    const slapd = ownCopy(folder);
    const seed = path.join(folder, 'seed.ldif');
    writeFileSync(seed, `${ACCOUNTS}\n${ldif}`);
    execFileSync(slapd, ['-T', 'add', '-f', config, '-l', seed], { stdio: ['ignore', 'ignore', 'pipe'] });
    const [port, tlsPort] = await Promise.all([freePort(), freePort()]);
    const addresses = `ldap://127.0.0.1:${port} ldaps://127.0.0.1:${tlsPort}`;
    const end = await start(slapd, ['-d', '0', '-f', config, '-h', addresses], [port, tlsPort]);
    return {
      port,
      tlsPort,
      authority,
      stranger,
      connection: (otherwise) => ({
        kind: 'openldap',
        host: 'localhost',
        port: otherwise?.security === 'ldaps' ? tlsPort : port,
        security: 'start_tls',
        authority: authority.pem,
        bindDn: READER.dn,
        baseDn: BASE,
        userFilter: null,
        ...otherwise,
      }),
      manage: async (work) => {
        const ca = [authority.pem];
        const client = new Client({ url: `ldaps://localhost:${tlsPort}`, tlsOptions: { ca } });
        await client.bind(MANAGER.dn, MANAGER.password);
        await work(client).finally(() => client.unbind());
      },
      stop: () => end().finally(remove),
    };
  } catch (error) {
    remove();
    throw error;
  }
}

const ACCOUNTS = `dn: ${BASE}
objectClass: dcObject
objectClass: organization
dc: example
o: Example

${[READER, LIMITED]
  .map(
    ({ dn, password }) => `dn: ${dn}
objectClass: organizationalRole
objectClass: simpleSecurityObject
userPassword:: ${Buffer.from(password).toString('base64')}
`,
  )
  .join('\n')}`;

function writeConfig(folder: string, authority: Certified, server: Certified): string {
  const data = path.join(folder, 'data');
  mkdirSync(data);
  const config = path.join(folder, 'slapd.conf');
  const schemas = ['core', 'cosine', 'inetorgperson', 'nis'].map(
    (name) => `include /etc/ldap/schema/${name}.schema`,
  );
  writeFileSync(
    config,
    `${schemas.join('\n')}
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
TLSCACertificateFile ${authority.certificate}
TLSCertificateFile ${server.certificate}
TLSCertificateKeyFile ${server.key}
# A password in the clear is refused.
security simple_bind=128
database mdb
directory ${data}
maxsize 268435456
suffix "${BASE}"
rootdn "${MANAGER.dn}"
rootpw "${MANAGER.password}"
limits dn.exact="${READER.dn}" size=unlimited
index objectClass,entryUUID eq
dbnosync
overlay memberof
`,
  );
  return config;
}

/** Ubuntu confines the program at its usual place to its usual files; a copy may use ours. */
function ownCopy(folder: string): string {
  const installed = ['/usr/sbin/slapd', '/usr/lib/openldap/slapd'].find((file) => existsSync(file));
  if (installed === undefined || !existsSync('/etc/ldap/schema'))
    throw new Error('This test needs OpenLDAP’s server as Debian packages it: sudo apt-get install -y slapd');
  const copy = path.join(folder, 'slapd');
  copyFileSync(installed, copy);
  return copy;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Resolves once it listens; what it resolves to ends it, by its own process. */
async function start(
  program: string,
  args: readonly string[],
  ports: readonly number[],
): Promise<() => Promise<void>> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = once(child, 'exit');
  const abandon = (): unknown => child.kill('SIGKILL');
  process.once('exit', abandon);
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (words.length < 10_000) words += text;
  });
  for (const port of ports)
    while (!(await listens(port))) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`slapd did not start: ${words}`);
      await pause(10);
    }
  return async () => {
    child.kill();
    await gone;
    process.off('exit', abandon);
  };
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
