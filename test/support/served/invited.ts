import type { OpenWorkspace } from '../../../electron/open-workspace.ts';

/** Somebody with a link and a PIN. */
export interface Invited {
  userId: string;
  invitationId: string;
  userName: string;
  /** The text of the link, without what leads to it. */
  link: string;
  pin: string;
}

/** Invites everybody without a mail, and makes a PIN for each. */
export async function inviteAll({ register }: OpenWorkspace): Promise<Invited[]> {
  const { invitations } = register;
  const never = new AbortController().signal;
  const everybody = { users: { filter: {} }, send: 'later', again: false } as const;
  const { ids } = await invitations.create(everybody, () => undefined, never);
  const invited: Invited[] = [];
  for (const id of ids) {
    const { url } = await invitations.link(id);
    const { pin } = await invitations.newPin(id);
    const { userId = '', userName = '' } = (await invitations.get(id)) ?? {};
    invited.push({ userId, invitationId: id, userName, link: url.split('/').at(-1) ?? '', pin });
  }
  return invited;
}
