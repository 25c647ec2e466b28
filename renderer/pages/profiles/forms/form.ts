import type { ProfileForm, ProfileKind } from '../../../../electron/bridge/domain';
import type { ProfileDraft } from './draft';

/** What a draft without problems stands for; a secret left empty is kept as it was. */
export function formOf(kind: ProfileKind, draft: ProfileDraft): ProfileForm {
  switch (kind) {
    case 'wifi': {
      const { ssid, hidden, autoJoin, security, password } = draft;
      return { kind, ssid, hidden, autoJoin, security, password: given(password) };
    }
    case 'passcode': {
      const { alphanumeric, simple, minLength, lockMinutes, maxFailed, maxAgeDays, history } = draft;
      return {
        kind,
        alphanumeric,
        simple,
        minLength: Number(minLength),
        lockMinutes: numberOf(lockMinutes),
        maxFailed: numberOf(maxFailed),
        maxAgeDays: numberOf(maxAgeDays),
        history: numberOf(history),
      };
    }
    case 'restrictions': {
      const { forceEncryptedBackup, allowCamera, allowScreenShot, allowCloudBackup, allowAirDrop } = draft;
      const { allowAppInstallation, allowEraseContentAndSettings, allowAccountModification } = draft;
      return {
        kind,
        allowCamera,
        allowScreenShot,
        allowCloudBackup,
        allowAirDrop,
        allowAppInstallation,
        allowEraseContentAndSettings,
        allowAccountModification,
        forceEncryptedBackup,
      };
    }
    case 'certificate':
      return { kind, name: draft.certificate.trim(), content: btoa(draft.content.trim()) };
    case 'vpn': {
      const { authentication, password, sharedSecret } = draft;
      return {
        kind,
        server: draft.server.trim(),
        remoteId: draft.remoteId.trim(),
        localId: draft.localId.trim(),
        authentication,
        sharedSecret: given(sharedSecret),
        userName: draft.userName.trim(),
        password: given(password),
      };
    }
  }
}

function given(secret: string): string | null {
  return secret === '' ? null : secret;
}

function numberOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
