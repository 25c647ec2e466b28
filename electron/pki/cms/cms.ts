import { MusterError } from '../../model/errors.ts';
import type { Clock } from '../../model/ports.ts';
import { OID } from '../asn1/oids.ts';
import { Malformed, timeOf } from '../asn1/read.ts';
import type { ServiceIdentity } from '../service-certificate.ts';
import type { Cms } from './contract.ts';
import { signMessage } from './sign.ts';
import { readSignedData } from './signed-data.ts';
import { verifySigned } from './verify.ts';

/** See Cms. */
export function createCms({
  service,
  clock,
}: {
  service: () => Promise<ServiceIdentity>;
  clock: Clock;
}): Cms {
  return {
    verifyDetached: (signature, content) =>
      readable(() => {
        const data = readSignedData(signature);
        if (data.content !== null) throw new Malformed('it is not detached');
        const { certificate, attributes } = verifySigned(data, content);
        const time = attributes?.value(OID.signingTime);
        return { certificate, signingTime: time === undefined ? null : timeOf(time) };
      }),
    openSigned: (message) =>
      readable(() => {
        const data = readSignedData(message);
        const { content } = data;
        if (content === null) throw new Malformed('it has no content');
        if (data.signers.length === 0) return { content, certificate: null };
        return { content, certificate: verifySigned(data, content).certificate };
      }),
    sign: async (content) => {
      const { root, ...identity } = await service();
      return signMessage(content, identity, { at: clock.now(), chain: [root] });
    },
  };
}

function readable<T>(task: () => T): T {
  try {
    return task();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new MusterError('bad_input', { field: 'signature', problem: error.message }, error);
  }
}
