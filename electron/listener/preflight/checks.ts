import { isLoopbackHost } from '../../model/listener.ts';
import { isEverywhere, plainAddress } from '../network/addresses.ts';
import { attention, bad, type Finding, good, unknown } from './finding.ts';
import { isOnlyHere, reasonOf, type Scene } from './scene.ts';

/** Whether it is on, and whether anybody else could come. */
export async function checkListener({ overview }: Scene): Promise<Finding> {
  const { settings, state } = overview;
  const { host, peoplePort, devicesPort } = settings;
  if (state.kind === 'failed') {
    const { code, details } = state.error;
    return bad('listenerFailed', { ...details, code });
  }
  if (state.kind === 'off' || state.kind === 'starting') return bad('listenerOff', {}, 'listenerOn');
  if (isLoopbackHost(host)) return attention('listenerAlone', { host }, 'listenerInterface');
  const found = state.kind === 'elsewhere' ? 'listenerElsewhere' : 'listenerOn';
  return good(found, { host, peoplePort, devicesPort });
}

/** Names nobody knows, as opposed to name servers that do not answer. */
const NO_SUCH_NAME: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EAI_NONAME', 'EAI_NODATA']);

/** Whether the public name leads to the address that is bound to. */
export async function checkName(scene: Scene): Promise<Finding> {
  const { settings, interfaces } = scene.overview;
  const { publicName: name, host } = settings;
  let found: readonly string[];
  try {
    found = await scene.addresses();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!NO_SUCH_NAME.has(code)) return unknown('nameNotAsked', { name, reason: reasonOf(error) });
    found = [];
  }
  if (found.length === 0) return bad('nameUnknown', { name }, 'nameEnter');
  const addresses = found.join(', ');
  if (isOnlyHere(settings, found)) return attention('nameAlone', { name, addresses }, 'nameChoose');
  const ours = new Set(interfaces.map(({ address }) => address));
  const bound = (address: string): boolean => isEverywhere(host) || address === plainAddress(host);
  if (found.some((address) => ours.has(address) && bound(address)))
    return good('nameHere', { name, addresses });
  if (found.some((address) => ours.has(address)))
    return bad('nameOtherInterface', { name, addresses, host }, 'nameInterface');
  return attention('nameAway', { name, addresses }, 'nameForward');
}

/** What answers when the public name is asked from here. */
export async function checkReach(scene: Scene): Promise<Finding> {
  const { settings, interfaces, baseUrl: url } = scene.overview;
  if (!scene.listening) return unknown('reachOff', { url }, 'listenerOn');
  const addresses = await scene.addresses().catch((): string[] => []);
  if (addresses.length > 0 && isOnlyHere(settings, addresses))
    return attention('reachAlone', { url }, 'nameChoose');
  const here = await scene.here().catch(() => null);
  try {
    const { certificate, status } = await scene.outside();
    if (certificate.fingerprint256 !== here?.certificate.fingerprint256)
      return attention(
        'reachOther',
        { url, subject: certificate.subject.replaceAll('\n', ', '), status },
        'reachProxy',
      );
    return unknown('reachAnswered', { url, status }, 'reachPhone');
  } catch (error) {
    const leadsHere = interfaces.some(({ address }) => addresses.includes(address));
    const details = { url, reason: reasonOf(error) };
    // Many routers do not lead their own network back to itself by the outer address.
    return leadsHere
      ? bad('reachNone', details, 'reachFirewall')
      : attention('reachNone', details, 'reachOutside');
  }
}
