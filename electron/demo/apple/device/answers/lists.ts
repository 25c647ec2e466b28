import { X509Certificate } from 'node:crypto';
import type { PlistDict } from '../../../../model/apple/plist.ts';
import { APPLICATIONS } from '../catalogue.ts';
import type { Inside } from '../inside.ts';
import type { KeptProfile, UserState } from '../state.ts';
import { type Carry, done } from './answer.ts';

/** ProfileList (Apple, mdm/commands/profile.list): of the device with its enrollment, or of the user alone. */
export const profileList: Carry = ({ state }, { ManagedOnly }, user) => {
  const enrollment = state.enrollment === null ? [] : [state.enrollment.profile];
  const kept = user === null ? [...enrollment, ...state.profiles] : user.profiles;
  const shown = ManagedOnly === true ? kept.filter((one) => !enrollment.includes(one)) : kept;
  return done({ ProfileList: shown.map(listed) });
};

function listed(profile: KeptProfile): PlistDict {
  return {
    PayloadIdentifier: profile.identifier,
    PayloadUUID: profile.uuid,
    PayloadDisplayName: profile.name,
    PayloadOrganization: profile.organization,
    PayloadVersion: 1,
    PayloadRemovalDisallowed: !profile.removable,
    HasRemovalPasscode: false,
    IsEncrypted: false,
    IsManaged: true,
    PayloadContent: profile.payloads.map((payload) => ({
      PayloadType: payload.type,
      PayloadIdentifier: payload.identifier,
      PayloadUUID: payload.uuid,
      PayloadDisplayName: payload.name,
      PayloadVersion: 1,
    })),
  };
}

/** CertificateList (Apple, mdm/commands/certificate.list): what the enrollment brought. */
export const certificateList: Carry = ({ state }) => {
  const { enrollment } = state;
  const all =
    enrollment === null
      ? []
      : [
          ...enrollment.trust.map((pem) => ({ pem, identity: false })),
          { pem: enrollment.identity.certificate, identity: true },
        ];
  return done({
    CertificateList: all.map(({ pem, identity }) => {
      const certificate = new X509Certificate(pem);
      return {
        CommonName: /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '',
        Data: certificate.raw,
        IsIdentity: identity,
      };
    }),
  });
};

const MEGABYTE = 1_048_576;

/** InstalledApplicationList (Apple, mdm/commands/application.installed.list). */
export const applicationList: Carry = (inside, { Identifiers, ManagedAppsOnly }, user) => {
  const wanted = Array.isArray(Identifiers) && Identifiers.length > 0 ? new Set(Identifiers) : null;
  const all = ManagedAppsOnly === true ? [] : applicationsOf(inside, user);
  return done({
    InstalledApplicationList: all.filter(({ Identifier }) => wanted?.has(Identifier ?? '') ?? true),
  });
};

/** The well-known ones first; whoever has more has ones of the house. */
function applicationsOf({ state }: Inside, user: UserState | null): PlistDict[] {
  const mac = state.hardware.kind === 'mac';
  const known = APPLICATIONS[mac ? 'mac' : 'mobile'];
  const count = user === null ? state.applications : 0;
  return Array.from({ length: count }, (_, index): PlistDict => {
    const [name, identifier, version, size] = known[index] ?? [
      `Riverside Tool ${index}`,
      `example.riverside.tool${index}`,
      `1.${index % 10}`,
      20 + (index % 80),
    ];
    const application = { Name: name, Identifier: identifier, ShortVersion: version, Version: version };
    const room = { BundleSize: size * MEGABYTE };
    if (mac) return { ...application, ...room };
    return { ...application, ...room, DynamicSize: 3 * MEGABYTE, IsValidated: true, Installing: false };
  });
}
