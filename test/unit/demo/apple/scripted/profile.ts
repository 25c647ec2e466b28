import { X509Certificate } from 'node:crypto';
import type { PlistDict } from '../../../../../electron/model/apple/plist.ts';
import { writePlist } from '../../../../../electron/plist/plist.ts';
import type { ScriptedServer } from './server.ts';

/** What is different about a profile. */
export interface ProfileChanges {
  mdm?: PlistDict;
  scep?: PlistDict;
  root?: PlistDict;
  payloads?: (payloads: PlistDict[]) => PlistDict[];
  signed?: boolean;
}

/** An enrollment profile, signed by openssl. */
export async function profile(server: ScriptedServer, changes: ProfileChanges): Promise<Buffer> {
  const { ssl, url } = server;
  const common = (type: string, uuid: string): PlistDict => ({
    PayloadType: type,
    PayloadIdentifier: `example.school.${uuid}`,
    PayloadUUID: uuid,
    PayloadVersion: 1,
  });
  const scepContent: PlistDict = {
    URL: `${url}/scep`,
    Name: 'SCHOOL',
    Subject: [[['O', 'School']], [['CN', 'pending']]],
    Challenge: server.challenge,
    Keysize: 2048,
    'Key Usage': 5,
    Retries: 2,
    RetryDelay: 1,
    ...changes.scep,
  };
  const payloads: PlistDict[] = [
    { ...common('com.apple.security.root', 'trust'), PayloadContent: new X509Certificate(server.root).raw },
    { ...common('com.apple.security.scep', 'identity'), PayloadContent: scepContent },
    {
      ...common('com.apple.mdm', 'management'),
      IdentityCertificateUUID: 'identity',
      Topic: 'com.apple.mgmt.External.school',
      ServerURL: `${url}/connect`,
      CheckInURL: `${url}/checkin`,
      SignMessage: true,
      AccessRights: 8191,
      CheckOutWhenRemoved: true,
      ServerCapabilities: ['com.apple.mdm.per-user-connections', 'com.apple.mdm.bootstraptoken'],
      ...changes.mdm,
    },
  ];
  const whole: PlistDict = {
    ...common('Configuration', 'enrollment'),
    PayloadDisplayName: 'School',
    PayloadContent: changes.payloads?.(payloads) ?? payloads,
    ...changes.root,
  };
  const bytes = Buffer.from(writePlist(whole));
  if (changes.signed === false) return bytes;
  await ssl.write('profile.xml', bytes);
  await ssl(
    'cms -sign -nodetach -binary -in profile.xml -signer ra.pem -inkey ra.key -certfile root.pem -outform DER -out profile.der',
  );
  return ssl.read('profile.der');
}
