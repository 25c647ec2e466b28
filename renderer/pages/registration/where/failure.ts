import { toMusterError } from '../../../../electron/bridge/domain';
import { WHERE_FIELDS, type WhereDraft, type WhereField } from './draft';

/** The field in which a failed attempt to listen can be mended; null when it is none of them. */
export function fieldOf(error: unknown, draft: WhereDraft): WhereField | null {
  const { code, details } = toMusterError(error);
  switch (code) {
    case 'bad_input':
      return WHERE_FIELDS.find((field) => field === details.field) ?? null;
    case 'listener_address_gone':
      return 'host';
    case 'port_in_use':
    case 'listener_port_not_allowed':
      return portField(details.port, draft);
    case 'certificate_name_missing':
      return 'publicName';
    default:
      return null;
  }
}

function portField(port: unknown, draft: WhereDraft): WhereField | null {
  const ports = ['peoplePort', 'devicesPort'] as const;
  return ports.find((field) => Number(draft[field]) === port) ?? null;
}
